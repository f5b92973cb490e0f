package layout

import (
	"strings"

	"wirkbericht/pipeline/report"
)

// paragraph sets running text in element e. No line of it stands alone on a page, unless it has only one.
func (s *setter) paragraph(text []report.Inline, style textStyle, e *Element) {
	lines := s.lines(text, style, s.left, s.right, e)
	keepTogether(lines)
	for i, l := range lines {
		if i == 0 {
			l.before = style.before
		}
		s.put(l)
	}
	if len(lines) > 0 && strings.HasSuffix(plain(text), ":") {
		s.tieLast(firm) // what it announces follows
	}
	s.after = max(s.after, style.after)
}

// keepTogether binds the first two and the last two lines.
func keepTogether(lines []box) {
	if n := len(lines); n > 1 {
		lines[0].tie, lines[n-2].tie = firm, firm
	}
}

// lines sets text as boxes of one line each, ragged right.
func (s *setter) lines(text []report.Inline, style textStyle, left, right float64, e *Element) []box {
	return s.boxed(s.words(text, style.look, e), style, left, right, true)
}

// boxed are words as boxes of one line each. Where the text does not end with them, they end in a space.
func (s *setter) boxed(words []word, style textStyle, left, right float64, whole bool) []box {
	lines := s.breakStyled(words, right-left, style)
	out := make([]box, len(lines))
	for i, l := range lines {
		last := whole && i == len(lines)-1
		out[i] = box{height: style.lineHeight(), items: s.setLine(l.runs(last), left, style.baseline())}
	}
	return out
}

// setLine places runs on a baseline, from x to the right, with an area for each link.
func (s *setter) setLine(runs []run, x, y float64) []Item {
	var texts, links []Item
	var open *link
	for _, r := range runs {
		width := s.width(r.look, r.text)
		texts = append(texts, Text{x, y, r.look.size, r.look.style, r.look.color, r.text, r.slot})
		if r.link != nil {
			area := s.linkArea(r, x, y)
			if open == r.link {
				last := links[len(links)-1].(Link)
				area.X, area.W = last.X, area.X+area.W-last.X
				links[len(links)-1] = area
			} else {
				links = append(links, area)
			}
		}
		open = r.link
		x += width
	}
	return append(texts, links...)
}

// aboveBaseline is the part of a link's area that lies above the baseline.
const aboveBaseline = 0.75

// linkArea is the area of the visible letters of a run.
func (s *setter) linkArea(r run, x, y float64) Link {
	s.targets = append(s.targets, r.link.target)
	size := r.look.size * mm
	width := s.width(r.look, strings.TrimRight(r.text, " "))
	return Link{X: x, Y: y - aboveBaseline*size, W: width, H: size, Target: r.link.target, Element: r.link.element}
}
