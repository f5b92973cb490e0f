package report

import (
	"cmp"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// indicatorsSpec is a table of figures: one row per indicator, one column per form.
type indicatorsSpec struct {
	frame   `yaml:",inline"`
	Columns words          `yaml:"columns"` // of indicatorColumns; default: period, target, value, previous, change, n
	Rows    []indicatorRow `yaml:"rows"`
	Overall string         `yaml:"overall"` // label of a last row with the light of all rows together
	// Deviations is a fact table with columns indikator, zeitraum, grund, gegenmassnahme: what it says stands under every yellow and red light.
	Deviations string `yaml:"deviations"`
}

// indicatorRow is one indicator, or the head of a group of rows. A plain word is an indicator.
type indicatorRow struct {
	Group     string `yaml:"group"`
	Indicator string `yaml:"indicator"`
	Period    string `yaml:"period"`
	By        string `yaml:"by"`
	Category  string `yaml:"category"`
	Law       string `yaml:"law"`
	Label     string `yaml:"label"` // instead of the indicator's title
}

// UnmarshalYAML takes "fam_aktiv" and "{indicator: fam_aktiv, period: …}".
func (r *indicatorRow) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&r.Indicator) == nil {
		return nil
	}
	type plainRow indicatorRow
	return unmarshal((*plainRow)(r))
}

// formPrevious prints the value of the period before.
const formPrevious = "previous"

// indicatorColumns are the columns such a table can have, with their heads.
func indicatorColumns() map[string]notation.Text {
	return map[string]notation.Text{
		formPeriod:                      {DE: "Stand oder Zeitraum", EN: "Day or period"},
		string(release.FormValue):       {DE: "Ist", EN: "Actual"},
		string(release.FormTarget):      {DE: "Ziel", EN: "Target"},
		formPrevious:                    {DE: "Vorher", EN: "Before"},
		string(release.FormChange):      {DE: "Änderung", EN: "Change"},
		string(release.FormChangeYear):  {DE: "Änderung zum Vorjahr", EN: "Change on the year"},
		string(release.FormChangeStart): {DE: "Änderung seit Beginn", EN: "Change since the start"},
		string(release.FormK):           {DE: "Anzahl", EN: "Number"},
		string(release.FormN):           {DE: "n", EN: "n"},
		string(release.FormKN):          {DE: "k von n", EN: "k of n"},
		string(release.FormPercent):     {DE: "Anteil", EN: "Share"},
		string(release.FormInterval):    {DE: "Intervall (95 %)", EN: "Interval (95%)"},
		string(release.FormUnknown):     {DE: "Nicht feststellbar", EN: "Not determinable"},
		string(release.FormLight):       {DE: "Ampel", EN: "Light"},
		string(release.FormGap):         {DE: "Nicht feststellbar", EN: "Not determinable"},
	}
}

func (b *builder) indicators(s indicatorsSpec, in body) []Block {
	heads := indicatorColumns()
	columns := s.Columns.or(formPeriod, "target", "value", formPrevious, "change", "n")
	t := Table{Columns: []Column{{Head: line(b.say("Kennzahl", "Indicator")), Align: Left}}}
	for i, name := range columns {
		head, ok := heads[name]
		if !ok {
			b.unknown("spalte_unbekannt", in.place("columns", i), "Spalte", name, columnNames(heads))
			continue
		}
		align := Right
		if name == formPeriod || name == string(release.FormLight) {
			align = Left
		}
		t.Columns = append(t.Columns, Column{Head: line(head.In(b.lang)), Align: align})
	}
	if len(s.Rows) == 0 {
		b.add("block_angabe", in.place(), "Der Block nennt keine Kennzahl.", "Bitte »rows:« ergänzen.")
	}
	var sources []string
	var cells []release.Cell
	for i, r := range s.Rows {
		if r.Group != "" {
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{{b.text(r.Group, in.place("rows", i, "group"))}}})
			continue
		}
		at := func(part string) finding.Place { return in.place("rows", i, part) }
		cell, ok := b.cell(pick{r.Indicator, r.Law, r.Period, r.By, r.Category}, at)
		if !ok {
			continue
		}
		row := Row{Cells: []Cell{{b.rowLabel(r, cell, at("label"))}}}
		for _, name := range columns {
			row.Cells = append(row.Cells, b.columnCell(cell, name, columns))
		}
		t.Rows = append(t.Rows, row)
		t.Rows = append(t.Rows, b.deviation(s.Deviations, cell, len(t.Columns), in)...)
		cells = append(cells, cell)
		if src := cell.Indicator().Source; src != "" && !slices.Contains(sources, src) {
			sources = append(sources, src)
		}
	}
	if s.Overall != "" {
		t.Rows = append(t.Rows, b.overall(s.Overall, cells, len(t.Columns), in))
	}
	framed := b.framed(s.frame, in, t, strings.Join(sources, ", "))
	if slices.Contains(columns, string(release.FormLight)) {
		framed.Notes = append(framed.Notes, b.lightLegend()...)
	}
	framed.Notes = append(framed.Notes, b.intervalNotes(cells, columns)...)
	framed.Notes = append(framed.Notes, b.breakNotes(cells)...)
	return []Block{framed}
}

// rowLabel is what a row is called: its own label, or the indicator's title with the category.
func (b *builder) rowLabel(r indicatorRow, cell release.Cell, at finding.Place) []Inline {
	if r.Label != "" {
		return b.text(r.Label, at)
	}
	label := cell.Indicator().Title.In(b.lang)
	if r.By != "" {
		label += " – " + b.rel.CategoryLabel(r.By, r.Category).In(b.lang)
	}
	return line(label)
}

// columnCell is one form of a cell among the other columns of its row: what another column says already is not said again.
func (b *builder) columnCell(cell release.Cell, name string, columns words) Cell {
	switch form := release.Form(name); {
	case form == release.FormValue && slices.Contains(columns, string(release.FormKN)) && cell.Shown():
		kn, _ := cell.Form(release.FormKN, b.lang)
		if value, ok := cell.Form(form, b.lang); ok && value == kn && cell.Table(form, b.lang) == value {
			return textCell(release.SignUnreliable)
		}
	case form == release.FormUnknown:
		if n, ok := cell.Unknown(); ok {
			return Cell{[]Inline{{Text: b.count(int(n)), Figure: cell.FormID(form)}}} // the head says of what
		}
	}
	return b.formCell(cell, name)
}

// formCell is one form of a cell as it stands in a table.
func (b *builder) formCell(cell release.Cell, name string) Cell {
	switch name {
	case formPeriod:
		return textCell(b.marked(cmp.Or(b.periodBy(cell, notation.FormatPeriodShort), release.SignAbsent), cell))
	case formPrevious:
		return b.formCell(b.previous(cell), string(release.FormValue))
	}
	form := release.Form(name)
	in := Inline{Text: cell.Table(form, b.lang)}
	if _, shown := cell.Form(form, b.lang); shown {
		in.Figure = cell.FormID(form)
		if form == release.FormLight {
			in.Light, _ = cell.Light()
		}
		b.readsLaw(cell)
	}
	return Cell{[]Inline{in}}
}

// previous is the cell of the period before, in the same series.
func (b *builder) previous(cell release.Cell) release.Cell {
	k := cell.Key()
	spans := b.rel.Periods(k.Indicator, k.Freq)
	i := slices.IndexFunc(spans, func(p indicator.Period) bool { return p.Name == k.Period })
	if i < 1 {
		return release.Cell{}
	}
	k.Period = spans[i-1].Name
	return b.rel.Cell(k)
}

// periodName says in words which day or period a cell stands for: a stock is read on a day, everything else over a period.
func (b *builder) periodName(cell release.Cell) string {
	return b.periodBy(cell, notation.FormatPeriod)
}

func (b *builder) periodBy(cell release.Cell, format func(freq, name string, l notation.Lang) string) string {
	k := cell.Key()
	if k.Period == "" {
		return ""
	}
	if k.Freq == indicator.Quarter && slices.Contains(cell.Indicator().Period, "stock") {
		if to := b.endOf(k); !to.IsZero() {
			return b.date(to)
		}
	}
	return format(string(k.Freq), k.Period, b.lang)
}

func columnNames(heads map[string]notation.Text) []string {
	var out []string
	for name := range heads {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
