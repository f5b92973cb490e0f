package readback

import "wirkbericht/pipeline/report"

// visitor is told of the parts of a tree; parts that nobody wants to hear of are nil.
type visitor struct {
	anchor func(id string)
	inline func(report.Inline)
	table  func(report.Table)
	figure func(report.Figure)
}

// walk goes through blocks in their order.
func walk(blocks []report.Block, v visitor) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			v.named(b.ID)
			v.text(b.Text)
		case report.Paragraph:
			v.text(b.Text)
		case report.List:
			for _, it := range b.Items {
				walk(it.Blocks, v)
			}
		case report.Table:
			v.named(b.ID)
			v.whole(b)
		case report.Figure:
			v.named(b.ID)
			v.text(b.Caption)
			v.whole(b.Data)
			v.text(b.Notes...)
			if v.figure != nil {
				v.figure(b)
			}
		case report.Callout:
			walk(b.Blocks, v)
		}
	}
}

func (v visitor) named(id string) {
	if v.anchor != nil {
		v.anchor(id)
	}
}

// whole goes through a table.
func (v visitor) whole(t report.Table) {
	if v.table != nil {
		v.table(t)
	}
	v.text(t.Caption)
	for _, o := range t.Over {
		v.text(o.Text)
	}
	for _, c := range t.Columns {
		v.text(c.Head)
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			v.text(c.Text)
		}
	}
	v.text(t.Notes...)
}

// text goes through texts and the notes in them.
func (v visitor) text(texts ...[]report.Inline) {
	for _, text := range texts {
		for _, in := range text {
			if v.inline != nil {
				v.inline(in)
			}
			if in.Note != nil {
				v.text(in.Note.Text)
			}
		}
	}
}
