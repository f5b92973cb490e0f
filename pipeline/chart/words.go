package chart

import (
	"cmp"
	"slices"
	"strings"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// alt says what is seen: what kind of chart, of what, every figure with its place, and what stands out.
func (p plot) alt() string {
	kind := map[string][2]string{
		"trend":   {"Liniendiagramm", "Line chart"},
		"bars":    {"Säulendiagramm", "Column chart"},
		"stacked": {"Gestapeltes Säulendiagramm", "Stacked column chart"},
		"hbars":   {"Balkendiagramm", "Bar chart"},
	}[p.spec.Kind]
	out := []string{p.say(kind[0], kind[1]) + ": " + p.subject() + "."}
	for _, s := range p.series {
		head := ""
		if len(p.series) > 1 {
			head = s.name + ": "
		}
		var parts []string
		for i, c := range s.cells {
			parts = append(parts, p.columns[i].long+" "+p.spoken(c))
		}
		out = append(out, head+strings.Join(parts, "; ")+".")
	}
	if t := p.targetWords(); t != "" {
		out = append(out, p.say("Ziel: ", "Target: ")+t+".")
	}
	if m := p.message(); m != "" {
		out = append(out, m)
	}
	return strings.Join(out, " ")
}

// subject is what is shown: the titles of the indicators and the period.
func (p plot) subject() string {
	var titles []string
	for _, ind := range p.indicators {
		titles = append(titles, ind.Title.In(p.lang))
	}
	out := strings.Join(titles, p.say(" und ", " and "))
	if p.period != "" {
		out += ", " + p.period
	}
	if p.period != "" && p.provisional() {
		out += p.say(" (vorläufig)", " (provisional)")
	}
	return out
}

// spoken is a cell in a sentence; signs become words.
func (p plot) spoken(c release.Cell) string {
	text, ok := c.Form(p.form(), p.lang)
	switch {
	case ok && c.Provisional() && p.period == "":
		return text + p.say(" (vorläufig)", " (provisional)")
	case ok:
		return text
	case c.Status() == release.Withheld:
		return p.say("nicht ausgewiesen", "not shown")
	}
	return p.say("keine Angabe", "no figure")
}

// targetWords are the targets shown, each once.
func (p plot) targetWords() string {
	if !p.drawsTarget() {
		return ""
	}
	_, texts := p.targets()
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(texts), p.say(", dann ", ", then "))
}

// message is what stands out in one series: how it moved, or which column is highest and lowest.
func (p plot) message() string {
	if len(p.series) != 1 {
		return ""
	}
	type shown struct {
		name, text string
		value      notation.Decimal
	}
	var all []shown
	for i, c := range p.series[0].cells {
		if v, ok := p.value(c); ok {
			text, _ := c.Form(p.form(), p.lang)
			all = append(all, shown{p.columns[i].long, text, v})
		}
	}
	if len(all) < 2 {
		return ""
	}
	if first, last := all[0], all[len(all)-1]; p.period == "" {
		switch {
		case first.text == last.text: // equal as printed
			return p.say("Der letzte Wert ist so hoch wie der erste.", "The last value equals the first.")
		case first.value < last.value:
			return p.say("Der letzte Wert ist höher als der erste.", "The last value is higher than the first.")
		}
		return p.say("Der letzte Wert ist niedriger als der erste.", "The last value is lower than the first.")
	}
	byValue := func(a, b shown) int { return cmp.Compare(a.value, b.value) }
	top, low := slices.MaxFunc(all, byValue), slices.MinFunc(all, byValue)
	if top.text == low.text {
		return ""
	}
	return p.say("Am höchsten ist "+top.name+", am niedrigsten "+low.name+".", "Highest is "+top.name+", lowest "+low.name+".")
}

// data is the table behind the chart: a row for each column of the chart; of one share also k and n.
func (p plot) data() Data {
	first := notation.Text{DE: "Gruppe", EN: "Group"}
	if p.period == "" {
		first = notation.Text{DE: "Zeitraum", EN: "Period"}
	} else if p.spec.By == "" {
		first = notation.Text{DE: "Kennzahl", EN: "Indicator"}
	}
	d := Data{Head: []notation.Text{first}}
	var forms []release.Form
	if p.share() {
		d.Head = append(d.Head, notation.Text{DE: "Anzahl", EN: "Number"}, notation.Text{DE: "von", EN: "of"})
		forms = append(forms, release.FormK, release.FormN)
	}
	for _, s := range p.series {
		d.Head = append(d.Head, p.head(s))
	}
	if p.showsInterval() {
		d.Head = append(d.Head, notation.Text{DE: "95-%-Intervall", EN: "95% interval"})
	}
	for i, c := range p.columns {
		row := []string{c.long}
		for _, s := range p.series {
			for _, f := range append(slices.Clone(forms), p.form()) {
				text, _ := s.cells[i].Form(f, p.lang)
				row = append(row, text)
			}
		}
		if p.showsInterval() {
			text, _ := p.series[0].cells[i].Form(release.FormInterval, p.lang)
			row = append(row, text)
		}
		d.Rows = append(d.Rows, row)
	}
	return d
}

// head is the head of a series in the table.
func (p plot) head(s series) notation.Text {
	switch {
	case len(p.series) > 1:
		return notation.Text{DE: s.name, EN: s.name}
	case p.share():
		return notation.Text{DE: "Anteil", EN: "Share"}
	case len(p.indicators) > 1:
		return notation.Text{DE: "Wert", EN: "Value"}
	}
	return p.indicators[0].Short
}

func (p plot) showsInterval() bool {
	drawn := func(c release.Cell) bool { _, _, ok := p.interval(c); return ok }
	return p.spec.Kind == "trend" && p.spec.Interval && len(p.series) == 1 && slices.ContainsFunc(p.series[0].cells, drawn)
}

// source is the line below the chart: where the figures come from, of which day they are, what marks mean.
func (p plot) source(c Context) string {
	var sources []string
	for _, ind := range p.indicators {
		if ind.Source != "" && !slices.Contains(sources, ind.Source) {
			sources = append(sources, ind.Source)
		}
	}
	var parts []string
	if len(sources) > 0 {
		parts = append(parts, p.say("Quelle: ", "Source: ")+strings.Join(sources, ", "))
	}
	parts = append(parts, p.say("Stand: ", "As of: ")+notation.FormatDate(c.AsOf, p.lang))
	if newest, text, same := steady(p.targets()); p.drawsTarget() && newest != nil && !same {
		parts = append(parts, p.say("gestrichelt: Ziel, zuletzt ", "dashed: target, last ")+text)
	}
	switch {
	case p.provisional() && p.period == "" && p.spec.Kind != "stacked":
		parts = append(parts, p.say("ohne Füllung: vorläufig", "not filled: provisional"))
	case p.provisional():
		parts = append(parts, p.say("neuester Zeitraum vorläufig", "newest period provisional"))
	}
	if p.showsInterval() {
		parts = append(parts, p.say("helle Fläche: 95-%-Intervall", "light area: 95% interval"))
	}
	return strings.Join(parts, "; ") + "."
}
