package readback

import (
	"strconv"
	"strings"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

// speech is what a file has to say, from the tree of the report alone.
type speech struct {
	strings.Builder
	doc   *report.Document
	paper bool           // in the order of the PDF, with notes where they are referred to
	notes []*report.Note // of the page, told at its end
	pages []int          // of the paper: the page of each heading, from 1
}

func (s *speech) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(s.doc.Lang) }

func (s *speech) add(texts ...string) {
	for _, t := range texts {
		s.WriteString(t)
	}
}

// ofPage is what the HTML page says.
func ofPage(doc *report.Document) *speech {
	s := &speech{doc: doc}
	s.add(doc.Title, "–", doc.Period, s.say("Zum Inhalt springen", "Skip to content"), doc.Stamp, doc.Author, doc.Title, doc.Subtitle)
	for _, f := range doc.Facts {
		s.add(f.Label, f.Value)
	}
	s.pageContents()
	s.blocks(doc.Blocks, 0)
	for i := 0; i < len(s.notes); i++ { // a note may have a note
		s.add(s.notes[i].Number)
		s.inlines(s.notes[i].Text)
		s.add("↩")
	}
	s.add(doc.Title, ",", doc.Period, "·", s.say("Datenstand", "Data as of"), notation.FormatDate(doc.AsOf, doc.Lang))
	if doc.Author != "" {
		s.add("·", doc.Author)
	}
	s.add(doc.Stamp)
	return s
}

// pageContents are the headings of the first level.
func (s *speech) pageContents() {
	first := true
	for _, b := range s.doc.Blocks {
		if h, ok := b.(report.Heading); ok && h.Level == 1 && s.doc.TOC {
			if first {
				s.add(s.say("Inhalt", "Contents"))
			}
			first = false
			s.add(h.Number, plain(h.Text))
		}
	}
}

// ofPaper is what the PDF says to those who listen. The pages of the headings are those on which they were found.
func ofPaper(doc *report.Document, pages []int) *speech {
	s := &speech{doc: doc, paper: true, pages: pages}
	s.add(doc.Stamp, doc.Title, doc.Subtitle)
	for _, f := range doc.Facts {
		s.add(f.Label, f.Value)
	}
	if doc.TOC {
		s.paperContents()
	}
	s.blocks(doc.Blocks, 0)
	return s
}

// paperContents are the headings of two levels, with their pages.
func (s *speech) paperContents() {
	const depth = 2
	first := true
	for i, h := range headings(s.doc.Blocks) {
		if h.Level > depth || len(h.Text) == 0 {
			continue
		}
		if first {
			s.add(s.say("Inhalt", "Contents"))
		}
		first = false
		s.add(h.Number, plain(h.Text))
		if i < len(s.pages) {
			s.add(strconv.Itoa(s.pages[i]))
		}
	}
}

// headings are all headings in their order.
func headings(blocks []report.Block) []report.Heading {
	var out []report.Heading
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = append(out, b)
		case report.Callout:
			out = append(out, headings(b.Blocks)...)
		case report.List:
			for _, it := range b.Items {
				out = append(out, headings(it.Blocks)...)
			}
		}
	}
	return out
}

// blocks tells blocks; depth is that of the lists they lie in directly.
func (s *speech) blocks(blocks []report.Block, depth int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			s.add(b.Number)
			s.inlines(b.Text)
		case report.Paragraph:
			s.inlines(b.Text)
		case report.List:
			s.list(b, depth)
		case report.Table:
			s.table(b)
		case report.Figure:
			s.figure(b)
		case report.Callout:
			s.add(b.Title)
			s.blocks(b.Blocks, 0)
		}
	}
}

// list tells items; only the paper writes their labels.
func (s *speech) list(l report.List, depth int) {
	for i, it := range l.Items {
		switch {
		case !s.paper:
		case l.Ordered:
			s.add(strconv.Itoa(l.Start+i), ".")
		case depth == 0:
			s.add("•")
		default:
			s.add("–")
		}
		s.blocks(it.Blocks, depth+1)
	}
}

func (s *speech) table(t report.Table) {
	switch {
	case s.paper && len(t.Columns) == 0:
		return
	case s.paper:
		s.add(t.Number)
		s.inlines(t.Caption)
	case len(t.Caption) > 0:
		s.caption(t.Number, t.Caption)
	}
	s.rows(t)
	for _, n := range t.Notes {
		s.inlines(n)
	}
}

// caption is that of the page, with a colon behind the number.
func (s *speech) caption(number string, text []report.Inline) {
	if number != "" {
		s.add(number, ":")
	}
	s.inlines(text)
}

func (s *speech) rows(t report.Table) {
	for _, o := range t.Over {
		s.inlines(o.Text)
	}
	for _, c := range t.Columns {
		s.inlines(c.Head)
	}
	for _, r := range t.Rows {
		cells := r.Cells
		if r.Kind == report.Group {
			cells = cells[:min(1, len(cells))]
		}
		for _, c := range cells {
			s.inlines(c.Text)
		}
	}
}

// figure tells what stands around a chart. The paper shows the data where they are few and not in the chart already.
func (s *speech) figure(f report.Figure) {
	const few = 6
	if s.paper {
		s.add(f.Number)
		s.inlines(f.Caption)
		shown := f.Chart != nil && f.Chart.Spec.Kind == "heatmap"
		if n := len(f.Data.Rows); n > 0 && n <= few && len(f.Data.Columns) > 0 && !shown {
			s.rows(f.Data)
		}
	} else {
		s.caption(f.Number, f.Caption)
		if f.Chart != nil {
			s.add(s.say("Daten als Tabelle", "Data as a table"))
			s.rows(f.Data)
		}
	}
	for _, n := range f.Notes {
		s.inlines(n)
	}
}

func (s *speech) inlines(text []report.Inline) {
	for _, in := range text {
		switch {
		case in.Note == nil:
			if !in.Break {
				s.add(in.Text)
			}
		case s.paper:
			s.add(in.Note.Number, in.Note.Number)
			s.inlines(in.Note.Text)
		default:
			s.add(in.Note.Number)
			s.notes = append(s.notes, in.Note)
		}
	}
}

// plain is a text without its notes.
func plain(text []report.Inline) string {
	var b strings.Builder
	for _, in := range text {
		if in.Note == nil && !in.Break {
			b.WriteString(in.Text)
		}
	}
	return b.String()
}

// figures are the charts in their order.
func figures(blocks []report.Block) []report.Figure {
	var out []report.Figure
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Figure:
			if b.Chart != nil {
				out = append(out, b)
			}
		case report.Callout:
			out = append(out, figures(b.Blocks)...)
		case report.List:
			for _, it := range b.Items {
				out = append(out, figures(it.Blocks)...)
			}
		}
	}
	return out
}
