package report

import (
	"bytes"
	"encoding/csv"
	"strings"

	"wirkbericht/pipeline/notation"
)

// CSV is every figure of the document as a table, for those who want to go on calculating: one row a figure, in reading order. The columns
// are place ("Tabelle 3", "Abbildung 1", or the section of a sentence), row, column, figure as printed, and its id in the Release where
// it has one. There is nothing in it that the document does not show; a document without figures yields nil.
func (d *Document) CSV() []byte {
	w := dataWriter{say: func(de, en string) string { return notation.Text{DE: de, EN: en}.In(d.Lang) }}
	w.csv = csv.NewWriter(&w.out)
	w.row(w.say("stelle", "place"), w.say("zeile", "row"), w.say("spalte", "column"), w.say("angabe", "figure"), w.say("kennung", "id"))
	w.csv.Flush()
	head := w.out.Len()
	w.blocks(d.Blocks)
	if w.csv.Flush(); w.out.Len() == head {
		return nil
	}
	return w.out.Bytes()
}

// dataWriter walks a document.
type dataWriter struct {
	say     func(de, en string) string
	out     bytes.Buffer
	csv     *csv.Writer
	section string // the last heading
}

// row writes one row; a Buffer does not fail. A text that a spreadsheet would run as a formula gets an apostrophe: some texts come from
// the offices.
func (w *dataWriter) row(cells ...string) {
	for i, c := range cells {
		if strings.HasPrefix(c, "=") || strings.HasPrefix(c, "+") || strings.HasPrefix(c, "-") || strings.HasPrefix(c, "@") {
			cells[i] = "'" + c
		}
	}
	_ = w.csv.Write(cells)
}

func (w *dataWriter) blocks(all []Block) {
	for _, b := range all {
		switch b := b.(type) {
		case Heading:
			w.section = strings.TrimSpace(b.Number + " " + plain(b.Text))
			w.sentence(b.Text)
		case Paragraph:
			w.sentence(b.Text)
		case List:
			for _, item := range b.Items {
				w.blocks(item.Blocks)
			}
		case Callout:
			w.blocks(b.Blocks)
		case Table:
			w.table(b.Number, b)
		case Figure:
			w.table(b.Number, b.Data)
		}
	}
}

// sentence writes the figures of running text.
func (w *dataWriter) sentence(text []Inline) {
	for _, in := range text {
		if in.Figure != "" {
			w.row(w.section, "", "", in.Text, in.Figure)
		}
		if in.Note != nil {
			w.sentence(in.Note.Text)
		}
	}
}

// table writes the cells of the rows, by the head of the row and of the column. A head over several columns stands before theirs.
func (w *dataWriter) table(place string, t Table) {
	heads := make([]string, len(t.Columns))
	at := 0
	for _, o := range t.Over {
		for i := at; i < at+o.Span && i < len(heads); i++ {
			heads[i] = plain(o.Text) + " "
		}
		at += o.Span
	}
	for i, c := range t.Columns {
		heads[i] = strings.TrimSpace(heads[i] + plain(c.Head))
	}
	for _, r := range t.Rows {
		if r.Kind == Group || len(r.Cells) == 0 {
			continue
		}
		at := r.span(0)
		for i, c := range r.Cells[1:] {
			column := ""
			if at < len(heads) {
				column = heads[at]
			}
			at += r.span(i + 1)
			w.row(place, plain(r.Cells[0].Text), column, plain(c.Text), idOf(c.Text))
		}
	}
}

// span is how many columns cell i covers.
func (r Row) span(i int) int {
	if i < len(r.Spans) {
		return r.Spans[i]
	}
	return 1
}

// idOf is the id of the first figure of a text.
func idOf(text []Inline) string {
	for _, in := range text {
		if in.Figure != "" {
			return in.Figure
		}
	}
	return ""
}
