package report

import (
	"cmp"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// tableSpec is one indicator over the categories of a breakdown, over periods, or over both.
type tableSpec struct {
	frame     `yaml:",inline"`
	Indicator string `yaml:"indicator"`
	By        string `yaml:"by"`
	Head      string `yaml:"head"` // of the column of categories; default: Gruppe
	Law       string `yaml:"law"`
	// Period is "SH" (all periods up to the reporting period), "SH:2017-H2" or empty (the newest).
	Period string `yaml:"period"`
	As     words  `yaml:"as"`    // forms, one column each; default: kn, and value over several periods
	Total  *bool  `yaml:"total"` // a last row for the undivided figure; default: true
	// Join lets neighbours of a breakdown be shown as one where each by itself would be withheld; a note says so.
	Join bool `yaml:"join"`
}

func (b *builder) table(s tableSpec, in body) []Block {
	ind, ok := b.definition(s.Indicator, in.place("indicator"))
	if !ok {
		return nil
	}
	law, lawful := b.law(ind, s.Law, in.place("law"))
	spans, spanned := b.spans(ind, s.Period, in.place("period"))
	if !b.breakdown(ind, s.By, in.place("by")) || !lawful || !spanned {
		return nil
	}
	several := isFreq(s.Period)
	if !several && len(spans) > 1 {
		spans = spans[len(spans)-1:]
	}
	heads := indicatorColumns()
	forms := s.As.or(presetForm(s.By != "" && several))
	for i, f := range forms {
		if _, ok := heads[f]; !ok || f == formPeriod {
			b.unknown("form_unbekannt", in.place("as", i), "Form", f, formNames()[:len(formNames())-1])
			return nil
		}
	}
	at := func(span indicator.Period, category string) release.Cell {
		return b.rel.Cell(b.key(ind, law, span, s.By, category))
	}
	var t Table
	switch {
	case s.By != "" && several:
		if len(forms) > 1 {
			b.add("block_angabe", in.place("as"), "Über Gliederung und Zeiträume zugleich passt nur eine Form.", "Bitte eine Form wählen.")
			return nil
		}
		t = b.crossTable(ind, law, spans, forms[0], s, at)
	case s.By != "":
		t = b.categoryTable(ind, spans, forms, s, at)
	default:
		t = b.periodTable(spans, forms, at)
	}
	if s.By != "" && (s.Total == nil || *s.Total) {
		t.Rows = append(t.Rows, b.totalRow(ind, law, spans, forms, several))
	}
	t.Notes = append(t.Notes, b.intervalNotes(nil, forms)...)
	return []Block{b.framed(s.frame, in, t, ind.Source)}
}

func presetForm(several bool) string {
	if several {
		return string(release.FormValue)
	}
	return string(release.FormKN)
}

// isFreq reports whether a period names a whole series.
func isFreq(period string) bool {
	for _, r := range period {
		if r == ':' {
			return false
		}
	}
	return period != ""
}

// periodTable has a row for each period and a column for each form.
func (b *builder) periodTable(spans []indicator.Period, forms []string, at func(indicator.Period, string) release.Cell) Table {
	t := Table{Columns: b.formColumns(b.say("Stand oder Zeitraum", "Day or period"), forms)}
	var cells []release.Cell
	for _, span := range spans {
		cell := at(span, "")
		row := Row{Cells: []Cell{textCell(b.marked(b.periodName(cell), cell))}}
		for _, f := range forms {
			row.Cells = append(row.Cells, b.formCell(cell, f))
		}
		t.Rows = append(t.Rows, row)
		cells = append(cells, cell)
	}
	t.Notes = b.breakNotes(cells)
	return t
}

// categoryTable has a row for each category and a column for each form, at the newest of the spans.
func (b *builder) categoryTable(ind *indicator.Indicator, spans []indicator.Period, forms []string, s tableSpec, at func(indicator.Period, string) release.Cell) Table {
	t := Table{Columns: b.formColumns(b.head(s), forms)}
	add := func(label string, cell release.Cell) {
		row := Row{Cells: []Cell{textCell(label)}}
		for _, f := range forms {
			row.Cells = append(row.Cells, b.formCell(cell, f))
		}
		t.Rows = append(t.Rows, row)
	}
	if s.Join {
		if cells, ok := b.rel.Joined(at(last(spans), "").Key(), s.By); ok {
			for _, c := range cells {
				add(c.Category(b.lang), c)
			}
			t.Notes = append(t.Notes, line(b.say("Gruppen sind zusammengefasst, damit keine Angabe zurückgehalten werden muss.", "Groups are joined so that no figure has to be withheld.")))
			return t
		}
	}
	for _, category := range b.occurring(ind, s.By) {
		add(b.rel.CategoryLabel(s.By, category).In(b.lang), at(last(spans), category))
	}
	return t
}

// crossTable has a row for each category and a column for each period.
func (b *builder) crossTable(ind *indicator.Indicator, law string, spans []indicator.Period, form string, s tableSpec, at func(indicator.Period, string) release.Cell) Table {
	t := Table{Columns: []Column{{Head: line(b.head(s)), Align: Left}}}
	var totals []release.Cell
	for _, span := range spans {
		total := b.rel.Cell(b.key(ind, law, span, "", ""))
		head := b.marked(notation.FormatPeriodShort(string(span.Freq), span.Name, b.lang), total)
		t.Columns = append(t.Columns, Column{Head: line(head), Align: Right})
		totals = append(totals, total)
	}
	t.Notes = b.breakNotes(totals)
	for _, category := range b.occurring(ind, s.By) {
		row := Row{Cells: []Cell{textCell(b.rel.CategoryLabel(s.By, category).In(b.lang))}}
		for _, span := range spans {
			row.Cells = append(row.Cells, b.formCell(at(span, category), form))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b *builder) totalRow(ind *indicator.Indicator, law string, spans []indicator.Period, forms []string, several bool) Row {
	row := Row{Kind: Sum, Cells: []Cell{textCell(b.say("Insgesamt", "Total"))}}
	if !several {
		for _, f := range forms {
			row.Cells = append(row.Cells, b.formCell(b.rel.Cell(b.key(ind, law, last(spans), "", "")), f))
		}
		return row
	}
	for _, span := range spans {
		row.Cells = append(row.Cells, b.formCell(b.rel.Cell(b.key(ind, law, span, "", "")), forms[0]))
	}
	return row
}

func (b *builder) formColumns(first string, forms []string) []Column {
	columns := []Column{{Head: line(first), Align: Left}}
	for _, f := range forms {
		columns = append(columns, Column{Head: line(indicatorColumns()[f].In(b.lang)), Align: Right})
	}
	return columns
}

// head is the head of the column of categories.
func (b *builder) head(s tableSpec) string { return cmp.Or(s.Head, b.say("Gruppe", "Group")) }

// endOf is the last day of the period of a cell; zero where the period has no days of its own.
func (b *builder) endOf(k indicator.Key) time.Time {
	for _, p := range b.rel.Periods(k.Indicator, k.Freq) {
		if p.Name == k.Period {
			return p.To
		}
	}
	return time.Time{}
}

// last is the newest of the spans; the zero Period if there are none.
func last(spans []indicator.Period) indicator.Period {
	if len(spans) == 0 {
		return indicator.Period{}
	}
	return spans[len(spans)-1]
}
