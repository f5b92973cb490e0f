package layout

import (
	"wirkbericht/pipeline/report"
)

// footnote is the text of a note, set and waiting for the page on which its number comes to stand.
type footnote struct {
	anchor string
	lines  []box
}

// mention is a footnote and how far down in a box its number stands.
type mention struct {
	note *footnote
	y    float64
}

// The measures of footnotes, millimetres.
const (
	footGap  = 5.5  // from the text to the first note, with the rule within
	footRule = 3.6  // from the rule to the first note
	ruleLong = 30.0 // width of the rule
	noteGap  = 0.6  // between notes
)

// reference puts the number of a note where the text refers to it, and sets the note. For those who listen, the note comes right
// after its number.
func (c *cutter) reference(n *report.Note, r run) {
	e := c.element.add("Reference").add("Link")
	anchor := "fussnote-" + n.Number
	r.link = &link{target: "#" + anchor, label: c.terms.note + " " + n.Number, element: e}
	r.slot, r.fixed = c.tree.slot(e), true
	r.note = c.footnote(n, c.element.add("Note"), anchor)
	const smaller, higher = 0.66, 0.34
	r.look.color, r.look.rise, r.look.size = c.style.accent, higher*r.look.size, smaller*r.look.size
	c.extend(c.clean(n.Number, r.look.style), r)
	c.slot, c.link = 0, nil
}

// footnote sets a note: its number, and the text hung behind it.
func (s *setter) footnote(n *report.Note, e *Element, anchor string) *footnote {
	const indent = 4.2
	style := s.style.note
	e.ID = anchor
	left, right := s.sheet.left, s.sheet.left+s.sheet.column
	number := textAt(left, style.baseline(), style.look, s.clean(n.Number, style.style)+" ", s.tree.slot(e.add("Lbl")))
	lines := s.lines(n.Text, style, left+max(indent, s.width(style.look, number.Text)), right, e)
	if len(lines) == 0 {
		lines = []box{{height: style.lineHeight()}}
	}
	lines[0].items = append([]Item{number}, lines[0].items...)
	lines[0].anchor = anchor
	lines[len(lines)-1].height += noteGap
	return &footnote{anchor, lines}
}

// feet are the notes at the foot of the page, and those that are to come.
type feet struct {
	lines  []box
	height float64 // with the rule; 0 without notes
	rest   []box   // what did not fit any more: it comes first on the next page
}

// more is what the notes of a box add to the height of the foot.
func (f *feet) more(b box) float64 {
	height := 0.0
	for _, m := range b.notes {
		for _, l := range m.note.lines {
			height += l.height
		}
	}
	if height > 0 && f.height == 0 {
		height += footGap
	}
	return height
}

// add takes lines up while they fit into room, the rest later.
func (f *feet) add(lines []box, room float64) {
	for _, l := range lines {
		height := l.height
		if f.height == 0 {
			height += footGap
		}
		if len(f.rest) > 0 || f.height+height > room+slack {
			f.rest = append(f.rest, l)
			continue
		}
		f.lines = append(f.lines, l)
		f.height += height
	}
}
