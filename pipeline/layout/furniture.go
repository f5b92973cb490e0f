package layout

import (
	"fmt"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

// terms are the words that the layout itself puts on pages.
type terms struct {
	asOf     string
	page     string // format with page and number of pages
	note     string // what a footnote is called
	contents string
}

func termsIn(l notation.Lang) terms {
	if l == notation.English {
		return terms{asOf: "As of", page: "Page %d of %d", note: "Footnote", contents: "Contents"}
	}
	return terms{asOf: "Stand", page: "Seite %d von %d", note: "Fußnote", contents: "Inhalt"}
}

// titleBlock is the head of the first page: stamp, title, subtitle, the facts in two columns, a rule.
func (s *setter) titleBlock(doc *report.Document) {
	if doc.Stamp != "" {
		s.stampBox(doc.Stamp)
	}
	s.titleLine(doc.Title, s.style.title)
	if doc.Subtitle != "" {
		s.titleLine(doc.Subtitle, s.style.subtitle)
	}
	for _, f := range doc.Facts {
		s.fact(f)
	}
	s.tieLast(firm)
	rule := Rect{s.left, 0, s.sheet.measure, 0.5, s.style.accent}
	s.put(box{height: 0.5, before: 3.2, items: []Item{rule}})
	s.after = 8
}

func (s *setter) titleLine(text string, style textStyle) {
	for _, l := range s.lines([]report.Inline{{Text: text}}, style, s.left, s.wide, s.at.add("P")) {
		l.tie = firm
		s.put(l)
	}
	s.after = style.after
}

// stampBox is the stamp on a tinted strip.
func (s *setter) stampBox(text string) {
	const pad, height = 2.2, 6.2
	style := s.style.stamp
	style.size = 9
	text = s.clean(text, style.style)
	y := height/2 + 0.33*style.size*mm
	s.put(box{height: height, tie: firm, items: []Item{
		Rect{s.left, 0, s.width(style.look, text) + 2*pad, height, s.style.warnTint},
		textAt(s.left+pad, y, style.look, text, s.tree.slot(s.at.add("P"))),
	}})
	s.after = 5
}

// fact is one line of the facts. A long value wraps in its column.
func (s *setter) fact(f report.Fact) {
	const column = 38.0
	e := s.at.add("P")
	words := s.words([]report.Inline{{Text: f.Label}}, s.style.factLabel.look, e)
	label := s.boxed(words, s.style.factLabel, s.left, s.left+column-2, false)
	value := s.lines([]report.Inline{{Text: f.Value}}, s.style.fact, s.left+column, s.wide, e)
	for i := range max(len(label), len(value)) {
		line := box{height: s.style.fact.lineHeight(), tie: firm}
		if i < len(label) {
			line.items = append(line.items, label[i].items...)
		}
		if i < len(value) {
			line.items = append(line.items, value[i].items...)
		}
		s.put(line)
	}
}

// furnish gives every page its footer and its running header; the first page has the title block instead. The stamp is on each.
func (s *setter) furnish(doc *report.Document, pages []Page) {
	for i := range pages {
		p := &pages[i]
		on := s.upright
		if p.Width > p.Height {
			on = s.across
		}
		if i > 0 {
			p.Header = s.header(doc, on)
		}
		p.Footer = s.footer(doc, on, fmt.Sprintf(s.terms.page, i+1, len(pages)))
	}
}

// footer is the publishing body on the left, the number of the page on the right.
func (s *setter) footer(doc *report.Document, on *sheet, number string) []Item {
	const gap = 6
	style := s.style.furniture
	page := s.flushRight(number, style, on.left+on.measure, on.footer)
	if doc.Author == "" {
		return []Item{page}
	}
	return []Item{s.flushLeft(doc.Author, style, on.left, page.X-gap, on.footer), page}
}

// header is the running header: product and as-of on the left, stamp on the right, a hairline below.
func (s *setter) header(doc *report.Document, on *sheet) []Item {
	const gap = 6
	text := doc.Title + " · " + s.terms.asOf + "\u00a0" + notation.FormatDate(doc.AsOf, doc.Lang)
	stamp := s.flushRight(s.clean(doc.Stamp, s.style.stamp.style), s.style.stamp, on.left+on.measure, on.header)
	out := []Item{
		s.flushLeft(text, s.style.furniture, on.left, stamp.X-gap, on.header),
		Rect{on.left, on.header + 2.2, on.measure, 0.15, s.style.hairline},
	}
	if doc.Stamp != "" {
		out = append(out, stamp)
	}
	return out
}

func (s *setter) flushRight(text string, style textStyle, right, y float64) Text {
	return textAt(right-s.width(style.look, text), y, style.look, text, 0)
}

// flushLeft is a text between left and right; what does not fit is cut off with an ellipsis.
func (s *setter) flushLeft(text string, style textStyle, left, right, y float64) Text {
	text = s.clean(text, style.style)
	if room := right - left; s.width(style.look, text) > room {
		runes := []rune(text)
		for len(runes) > 0 && s.width(style.look, string(runes)+"…") > room {
			runes = runes[:len(runes)-1]
		}
		text = string(runes) + "…"
	}
	return textAt(left, y, style.look, text, 0)
}
