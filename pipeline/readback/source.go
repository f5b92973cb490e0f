package readback

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// source compares the tree of a report with the Release.
func (l *leaks) source(rel *release.Release, doc *report.Document) {
	s := sourceReader{leaks: l, doc: doc, rel: rel.Copy()}
	walk(doc.Blocks, visitor{inline: s.inline, table: s.table, figure: s.figure})
}

type sourceReader struct {
	*leaks
	doc *report.Document
	rel *release.Release
}

// released reports whether a text is the figure of that id, as the Release prints it in a sentence or in a table.
func (s *sourceReader) released(id, text string) bool {
	name, form, _ := strings.Cut(id, "#")
	c := s.rel.Cell(indicator.KeyOf(name))
	if !c.Shown() {
		return false
	}
	printed, shown := c.Form(release.Form(form), s.doc.Lang)
	return shown && (text == printed || text == c.Table(release.Form(form), s.doc.Lang))
}

func (s *sourceReader) inline(in report.Inline) {
	if in.Figure != "" && !s.released(in.Figure, in.Text) {
		s.leak(in.Figure, "»%s« ist nicht freigegeben.", in.Text)
	}
}

// isSign reports whether a text says nothing about anybody.
func isSign(text string, l notation.Lang) bool {
	switch text {
	case "", release.SignWithheld, release.SignAbsent, release.SignLater, release.SignUnreliable, release.SignBreak, release.LightText(indicator.Grey, l):
		return true
	}
	return false
}

// table demands that what stands in a column of figures is a figure that has an id, or a sign.
func (s *sourceReader) table(t report.Table) {
	counts := map[int]bool{}
	each := func(do func(column int, c report.Cell)) {
		for _, r := range t.Rows {
			if r.Kind == report.Group || r.Spans != nil {
				continue
			}
			for i, c := range r.Cells {
				do(i, c)
			}
		}
	}
	hasID := func(c report.Cell) bool {
		return slices.ContainsFunc(c.Text, func(in report.Inline) bool { return in.Figure != "" })
	}
	each(func(i int, c report.Cell) { counts[i] = counts[i] || hasID(c) })
	each(func(i int, c report.Cell) {
		if text := plain(c.Text); counts[i] && !hasID(c) && !isSign(text, s.doc.Lang) {
			s.leak(strings.TrimSpace(t.Number+" Tabelle"), "»%s« steht in einer Spalte von Angaben und ist keine freigegebene.", text)
		}
	})
}

// figure compares a chart with the Release: the table behind it, and through it the drawing.
func (s *sourceReader) figure(f report.Figure) {
	if f.Chart == nil {
		return
	}
	d := f.Chart.Data
	for i, row := range d.Rows {
		for j, text := range row {
			if i >= len(f.Data.Rows) || j >= len(f.Data.Rows[i].Cells) || plain(f.Data.Rows[i].Cells[j].Text) != text {
				s.leak(f.Number, "Die Tabelle hinter dem Diagramm ist nicht die des Diagramms.")
				return
			}
			if j < d.Names || len(d.Figures) == 0 { // rows of facts are of nobody
				continue
			}
			if id := d.Figures[i][j]; id == "" && !isSign(text, s.doc.Lang) || id != "" && !s.released(id, text) {
				s.leak(f.Number, "»%s« in der Zeile »%s« ist nicht freigegeben (%s).", text, row[0], id)
			}
		}
	}
	if len(d.Figures) > 0 && len(f.Chart.Option) > 0 {
		s.option(f)
	}
	s.order(f)
}

// order demands that the categories of a breakdown stand as in their code list: sorted by size they would tell how large the withheld ones are.
func (s *sourceReader) order(f report.Figure) {
	by := f.Chart.Spec.By
	codes := s.rel.Codes()[by]
	last := -1
	for _, row := range f.Chart.Data.Rows {
		at := slices.IndexFunc(codes.Codes, func(c codeOf) bool { return len(row) > 0 && c.Label.In(s.doc.Lang) == row[0] })
		if at < 0 {
			return // the rows are periods, or indicators
		}
		if rank := codes.Rank(codes.Codes[at].Code); rank < last {
			s.leak(f.Number, "»%s« steht nicht an seinem Platz in der Liste »%s«.", row[0], by)
		} else {
			last = rank
		}
	}
}
