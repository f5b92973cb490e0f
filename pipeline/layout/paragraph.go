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
		last := i == len(lines)-1
		runs := l.runs(whole && last)
		spread := 0.0
		if style.justified && !last && l[len(l)-1].end != atBreak {
			spread = s.spread(runs, right-left)
		}
		out[i].height = style.lineHeight()
		if l[len(l)-1].end == atSoft {
			out[i].tie = wished // a word is not parted between two pages
		}
		s.setLine(&out[i], runs, left, style.baseline(), spread)
	}
	return out
}

// spread is what each space of a line gets on top, in millimetres, so that the line fills the measure. A line of which that would
// make holes stays short.
func (s *setter) spread(runs []run, measure float64) float64 {
	const hole = 1.6 // of the width of a space
	width, spaces, space := 0.0, 0, 0.0
	for i, r := range runs {
		if i == len(runs)-1 {
			r.text = strings.TrimRight(r.text, " ")
		}
		width += s.width(r.look, r.text)
		spaces += strings.Count(r.text, " ")
		space = s.width(r.look, " ")
	}
	if spaces == 0 || measure-width > hole*space*float64(spaces) {
		return 0
	}
	return (measure - width) / float64(spaces)
}

// setLine places runs on a baseline of a box, from x to the right, with an area for each link. The notes they refer to come with
// them.
func (s *setter) setLine(b *box, runs []run, x, y, spread float64) {
	var links []Item
	var open *link
	for _, r := range runs {
		width := s.width(r.look, r.text) + spread*float64(strings.Count(r.text, " "))
		b.items = append(b.items, Text{
			X: x, Y: y - r.look.rise*mm, Size: r.look.size, Style: r.look.style, Color: r.look.color,
			Text: r.text, Spread: spread, Slot: r.slot,
		})
		if r.link != nil {
			area := s.linkArea(r, x, y, spread)
			if open == r.link {
				last := links[len(links)-1].(Link)
				area.X, area.W = last.X, area.X+area.W-last.X
				links[len(links)-1] = area
			} else {
				links = append(links, area)
			}
		}
		if r.note != nil {
			b.notes = append(b.notes, mention{r.note, y})
		}
		open = r.link
		x += width
	}
	b.items = append(b.items, links...)
}

// aboveBaseline is the part of a link's area that lies above the baseline.
const aboveBaseline = 0.75

// linkArea is the area of the visible letters of a run.
func (s *setter) linkArea(r run, x, y, spread float64) Link {
	size := r.look.size * mm
	text := strings.TrimRight(r.text, " ")
	width := s.width(r.look, text) + spread*float64(strings.Count(text, " "))
	return Link{
		X: x, Y: y - r.look.rise*mm - aboveBaseline*size, W: width, H: size,
		Target: r.link.target, Label: r.link.label, Element: r.link.element,
	}
}
