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
	out := []string{kinds[p.spec.Kind].name.In(p.lang) + ": " + p.subject() + "."}
	for _, s := range p.series {
		head := ""
		if len(p.series) > 1 {
			head = s.name + ": "
		}
		var parts []string
		for i, c := range s.cells {
			part := p.columns[i].long + " " + p.spoken(c)
			if light, ok := c.Form(formLight, p.lang); ok && p.spec.Kind == "heatmap" {
				part += ", " + light
			}
			if p.spec.Before != "" {
				part += " (" + p.before + ": " + p.spoken(s.before[i]) + ")"
			}
			parts = append(parts, part)
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
	if p.period == "" {
		return p.moved()
	}
	byValue := func(a, b shown) int { return cmp.Compare(a.value, b.value) }
	top, low := slices.MaxFunc(all, byValue), slices.MinFunc(all, byValue)
	if top.text == low.text {
		return ""
	}
	named := func(end shown) string {
		var names []string
		for _, s := range all {
			if s.value == end.value {
				names = append(names, s.name)
			}
		}
		return p.list(names) + " (" + strings.Trim(end.text, "()") + ")"
	}
	return p.say("Am höchsten: ", "Highest: ") + named(top) + p.say("; am niedrigsten: ", "; lowest: ") + named(low) + "."
}

// list joins names as a sentence does.
func (p plot) list(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + p.say(" und ", " and ") + names[last]
}

// moved is how the one series went from its first figure to its last: "von 9 auf 12 von 14 Familien".
func (p plot) moved() string {
	var cells []release.Cell
	var names []string
	for i, c := range p.series[0].cells {
		if _, ok := p.value(c); ok {
			cells, names = append(cells, c), append(names, p.columns[i].long)
		}
	}
	first, last := cells[0], cells[len(cells)-1]
	before, after := p.plainText(first), p.plainText(last)
	n0, ok0 := first.Form(release.FormN, p.lang)
	n1, ok1 := last.Form(release.FormN, p.lang)
	if ok0 && ok1 && n0 == n1 && p.share() {
		before, _ = first.Form(release.FormK, p.lang)
		after, _ = last.Form(release.FormKN, p.lang)
	}
	v0, _ := p.value(first)
	v1, _ := p.value(last)
	from, to := " ("+names[0]+")", " ("+names[len(names)-1]+")"
	switch {
	case p.plainText(first) == p.plainText(last): // equal as printed
		return p.say("Am Ende steht der Wert, wo er am Anfang stand: ", "At the end the value is what it was at first: ") + after + "."
	case v0 < v1:
		return p.say("Der Wert stieg von ", "The value rose from ") + before + from + p.say(" auf ", " to ") + after + to + "."
	}
	return p.say("Der Wert fiel von ", "The value fell from ") + before + from + p.say(" auf ", " to ") + after + to + "."
}

// plainText is the printed value without brackets.
func (p plot) plainText(c release.Cell) string {
	text, _ := c.Form(p.form(), p.lang)
	return strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
}

// tipOf is what a browser says of a point: of several series also which one.
func (p plot) tipOf(s series, i int) string {
	if len(p.series) > 1 {
		return literal(s.name) + ", " + p.tip(i, s.cells[i])
	}
	return p.tip(i, s.cells[i])
}

// data is the table behind the chart: a row for each column of the chart; of one share also k and n.
func (p plot) data() Data {
	first := notation.Text{DE: "Gruppe", EN: "Group"}
	if p.period == "" {
		first = notation.Text{DE: "Zeitraum", EN: "Period"}
	} else if p.spec.By == "" {
		first = notation.Text{DE: "Kennzahl", EN: "Indicator"}
	}
	d := Data{Names: 1, Head: []notation.Text{first}}
	var forms []release.Form
	if p.share() {
		d.Head = append(d.Head, notation.Text{DE: "Anzahl", EN: "Number"}, notation.Text{DE: "von", EN: "of"})
		forms = append(forms, release.FormK, release.FormN)
	}
	for _, s := range p.series {
		if p.spec.Before != "" {
			d.Head = append(d.Head, notation.Text{DE: p.before, EN: p.before})
		}
		d.Head = append(d.Head, p.head(s))
	}
	if p.showsInterval() {
		d.Head = append(d.Head, notation.Text{DE: "95-%-Intervall", EN: "95% interval"})
	}
	for i, c := range p.columns {
		row, ids := []string{c.long}, []string{""}
		put := func(c release.Cell, f release.Form) {
			text, shown := c.Form(f, p.lang)
			id := ""
			if shown {
				id = c.FormID(f)
			}
			row, ids = append(row, text), append(ids, id)
		}
		for _, s := range p.series {
			for _, f := range forms {
				put(s.cells[i], f)
			}
			if p.spec.Before != "" {
				put(s.before[i], p.form())
			}
			put(s.cells[i], p.form())
		}
		if p.showsInterval() {
			put(p.series[0].cells[i], release.FormInterval)
		}
		d.Rows, d.Figures = append(d.Rows, row), append(d.Figures, ids)
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
	case p.spec.As == "k" || p.counted():
		return notation.Text{DE: "Anzahl", EN: "Number"}
	}
	return p.indicators[0].Short
}

func (p plot) showsInterval() bool {
	drawn := func(c release.Cell) bool { _, _, ok := p.interval(c); return ok }
	asked := p.spec.Interval && (p.spec.Kind == "trend" || p.stepped()) || p.spec.Kind == "dots" && p.spec.Before == ""
	return asked && len(p.series) == 1 && slices.ContainsFunc(p.series[0].cells, drawn)
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
	case p.provisional() && p.period == "" && p.spec.Kind != "stacked" && p.spec.Kind != "heatmap":
		parts = append(parts, p.say("ohne Füllung: vorläufig", "not filled: provisional"))
	case p.provisional():
		parts = append(parts, p.say("neuester Zeitraum vorläufig", "newest period provisional"))
	}
	return strings.Join(append(parts, p.keyWords()...), "; ") + "."
}

// keyWords say what marks of some kinds mean.
func (p plot) keyWords() []string {
	var out []string
	switch {
	case p.showsInterval() && p.spec.Kind == "dots":
		out = append(out, p.say("heller Balken: 95-%-Intervall", "light bar: 95% interval"))
	case p.showsInterval():
		out = append(out, p.say("helle Fläche: 95-%-Intervall", "light area: 95% interval"))
	case p.spec.Before != "":
		out = append(out, p.say("leerer Punkt: ", "empty dot: ")+p.before)
	}
	if p.spec.Kind == "dots" && p.drawsTarget() {
		out = append(out, p.say("senkrechter Strich: Ziel", "upright mark: target"))
	}
	if words := p.lightWords(); p.spec.Kind == "heatmap" && words != "" {
		out = append(out, words)
	}
	if p.stepped() {
		out = append(out, p.say("n: so viele wurden bis dahin beobachtet", "n: so many were observed until then"))
	}
	for _, b := range p.spec.Breaks {
		freq, name, _ := strings.Cut(b.Period, ":")
		if b.Reason != "" && len(p.breaks) > 0 {
			out = append(out, p.say("Bruch ab ", "break from ")+notation.FormatPeriod(freq, name, p.lang)+": "+b.Reason)
		}
	}
	return out
}
