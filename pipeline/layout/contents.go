package layout

import (
	"fmt"
	"strconv"
	"strings"

	"wirkbericht/pipeline/report"
)

// contentsDepth is the level down to which headings are listed.
const contentsDepth = 2

// chapter is one line of the contents page.
type chapter struct {
	report.Heading
	page int // from 1; 0 while nobody knows
}

// chaptersOf are the headings that the contents page lists, in order, with the pages on which they stood when the document was
// laid out before.
func chaptersOf(doc *report.Document, before []Entry) []chapter {
	var out []chapter
	for i, h := range headingsIn(doc.Blocks) {
		c := chapter{Heading: h}
		if i < len(before) {
			c.page = before[i].Spot.Page + 1
		}
		if h.Level <= contentsDepth && len(h.Text) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// headingsIn are all headings, in the order in which they are set.
func headingsIn(blocks []report.Block) []report.Heading {
	var out []report.Heading
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = append(out, b)
		case report.Callout:
			out = append(out, headingsIn(b.Blocks)...)
		case report.List:
			for _, it := range b.Items {
				out = append(out, headingsIn(it.Blocks)...)
			}
		}
	}
	return out
}

// contents sets the contents page behind the title; the text begins on a page of its own.
func (s *setter) contents() {
	if len(s.chapters) == 0 {
		return
	}
	from := len(s.boxes)
	style := s.style.headings[1]
	for _, l := range s.lines([]report.Inline{{Text: s.terms.contents}}, style, s.left, s.wide, s.at.add("H1")) {
		l.tie = firm
		s.put(l)
	}
	s.level, s.after = 1, style.after
	number := 0.0 // room for the numbers of the chapters
	for _, c := range s.chapters {
		number = max(number, s.width(s.style.contents[0].look, c.Number+"  "))
	}
	top := s.at.add("TOC")
	var item *Element // of the last chapter of the first level
	var below *Element
	for _, c := range s.chapters {
		list, style := top, s.style.contents[0]
		if c.Level > 1 && item != nil {
			if below == nil {
				below = item.add("TOC")
			}
			list, style = below, s.style.contents[1]
		}
		entry := list.add("TOCI")
		if list == top {
			item, below = entry, nil
		}
		s.entry(c, style, number, entry.add("Reference").add("Link"))
	}
	s.tighten(from)
	s.fresh = true
}

// tighten moves the lines from a box on together where that brings them onto the first page with what stands above them.
func (s *setter) tighten(from int) {
	const tightest = 0.84
	above, height := 0.0, 0.0
	for i, b := range s.boxes {
		if i < from {
			above += b.before + b.height
		} else {
			height += b.before + b.height
		}
	}
	by := (s.sheet.bottom - s.sheet.first - above) / height
	if by >= 1 || by < tightest {
		return
	}
	for i := range s.boxes[from:] {
		b := &s.boxes[from+i]
		b.items = moved(b.items, -(1-by)*b.height/2)
		b.before, b.height = by*b.before, by*b.height
	}
}

// entry is one chapter: number, title, a line of dots, page. All of it leads there.
func (s *setter) entry(c chapter, style textStyle, indent float64, e *Element) {
	const pages, gap = 9.0, 1.5 // room for the page number; around the dots
	to := &link{target: "#" + c.ID, label: strings.TrimSpace(c.Number + " " + plain(c.Text)), element: e}
	title := []report.Inline{{Text: plain(c.Text)}}
	var number []Item
	if c.Number != "" {
		number = []Item{textAt(s.left, style.baseline(), style.look, s.clean(c.Number, style.style)+" ", s.tree.slot(e))}
	}
	lines := s.boxed(s.words(title, style.look, e), style, s.left+indent, s.wide-pages, false)
	last := len(lines) - 1
	for i, l := range lines {
		if i == 0 {
			l.items, l.before = append(number, l.items...), style.before
		}
		end := l.items[len(l.items)-1].(Text)
		right := end.X + s.width(style.look, end.Text)
		area := Link{X: s.left, Y: 0, W: right - s.left, H: style.lineHeight(), Target: to.target, Label: to.label, Element: e}
		if i == last {
			page := textAt(0, style.baseline(), style.look, strconv.Itoa(c.page), s.tree.slot(e))
			page.X = s.wide - s.width(style.look, page.Text)
			l.items = append(l.items, s.leader(right+gap, page.X-gap, style)...)
			l.items = append(l.items, page)
			area.W = s.wide - s.left
		} else {
			l.tie = firm
		}
		l.items = append(l.items, area)
		s.put(l)
	}
}

// leader is a line of dots from left to right, one below the other on all lines. It has no meaning.
func (s *setter) leader(left, right float64, style textStyle) []Item {
	look := s.style.contents[1].look
	look.color = s.style.grey
	step := s.width(look, " .")
	n := int((s.wide-left)/step) - int((s.wide-right)/step+1)
	if n < 1 {
		return nil
	}
	x := s.wide - step*float64(int((s.wide-right)/step+1)+n)
	return []Item{textAt(x, style.baseline(), look, strings.Repeat(" .", n), 0)}
}

// samePages is an error where a second layout did not come out as the first, on which the contents page relies.
func samePages(first, second []Entry) error {
	for i := range second {
		if i >= len(first) || first[i].Spot.Page != second[i].Spot.Page {
			return fmt.Errorf("heading %q moved to page %d between two layouts", second[i].Title, second[i].Spot.Page+1)
		}
	}
	return nil
}
