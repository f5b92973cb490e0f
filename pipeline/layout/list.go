package layout

import (
	"strconv"

	"wirkbericht/pipeline/report"
)

// The measures of lists, millimetres.
const (
	listIndent = 5.0 // of each depth
	labelGap   = 1.5 // between a number and its item
	itemGap    = 0.9 // between items
)

// list sets a list at a depth, counted from 0. Labels hang to the left of their item.
func (s *setter) list(l report.List, depth int) error {
	defer func(at *Element, left, right float64) { s.at, s.left, s.right = at, left, right }(s.at, s.left, s.right)
	e := s.at.add("L")
	if e.Numbering = "Disc"; l.Ordered {
		e.Numbering = "Decimal"
	} else if depth > 0 {
		e.Numbering = "None" // a dash is no name that PDF knows
	}
	indent := listIndent
	if l.Ordered {
		indent = max(indent, s.width(s.style.body.look, s.label(l, depth, len(l.Items)-1))+labelGap)
	}
	label := s.left
	s.left += indent
	var ends []int // the last box of each item
	for i, item := range l.Items {
		li := e.add("LI")
		lbl := li.add("Lbl")
		s.at = li.add("LBody")
		from := len(s.boxes)
		for _, b := range item.Blocks {
			if inner, ok := b.(report.List); ok {
				s.after = min(s.after, itemGap)
				if err := s.list(inner, depth+1); err != nil {
					return err
				}
				continue
			}
			if err := s.block(b); err != nil {
				return err
			}
		}
		s.hang(from, s.label(l, depth, i)+" ", label, lbl)
		s.after = min(s.after, itemGap)
		ends = append(ends, len(s.boxes)-1)
	}
	if n := len(ends); n > 1 { // no item stands alone on a page
		s.boxes[ends[0]].tie, s.boxes[ends[n-2]].tie = firm, firm
	}
	if depth == 0 {
		s.after = s.style.body.after
	}
	return nil
}

// hang puts the label into the first box of an item, or into one of its own.
func (s *setter) hang(from int, text string, x float64, e *Element) {
	style := s.style.body
	if from == len(s.boxes) {
		s.put(box{height: style.lineHeight()})
	}
	b := &s.boxes[from]
	label := textAt(x, style.baseline(), style.look, text, s.tree.slot(e))
	label.Color = s.style.accent
	b.items = append([]Item{label}, b.items...)
}

// label is the label of item i: its number, a bullet, or a dash where the list lies in another.
func (s *setter) label(l report.List, depth, i int) string {
	switch {
	case l.Ordered:
		return strconv.Itoa(l.Start+i) + "."
	case depth == 0:
		return "•"
	}
	return "–"
}
