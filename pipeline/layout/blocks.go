package layout

import (
	"fmt"
	"strconv"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// setter turns blocks into boxes, one after the other. It carries where the next block comes to stand and in which element.
type setter struct {
	faces *typeface.Family
	style styles
	sheet sheet
	terms terms
	tree  *tree

	boxes []box
	after float64  // white space that the last block wants below itself
	fresh bool     // the next box begins a page
	at    *Element // parent of the next element
	left  float64  // of the next block, millimetres
	right float64  // of running text
	wide  float64  // right edge of tables and figures
	panel *panel

	place    finding.Place
	findings finding.List
	told     map[rune]bool
	targets  []string // of links, "#id"
}

func newSetter(doc *report.Document, faces *typeface.Family) *setter {
	page := a4()
	root := &Element{Type: "Document"}
	return &setter{
		faces: faces, style: house(), sheet: page, terms: termsIn(doc.Lang),
		tree: &tree{root: root}, at: root,
		left: page.left, right: page.left + page.column, wide: page.left + page.measure,
		place: finding.Place{File: "reports/" + doc.Name + ".md"},
		told:  map[rune]bool{},
	}
}

// block sets one block.
func (s *setter) block(b report.Block) error {
	switch b := b.(type) {
	case report.Heading:
		s.heading(b)
	case report.Paragraph:
		s.paragraph(b.Text, s.style.body, s.at.add("P"))
	case report.List:
		return s.list(b, 0)
	case report.Table:
		return s.table(b)
	case report.Figure:
		return s.figure(b)
	case report.Callout:
		return s.callout(b)
	case report.PageBreak:
		s.fresh = true
	default:
		return fmt.Errorf("unknown block %T", b)
	}
	return nil
}

// heading stays with what follows it, and hangs its text behind its number.
func (s *setter) heading(h report.Heading) {
	level := min(max(h.Level, 1), len(s.style.headings))
	style := s.style.headings[level-1]
	e := s.at.add("H" + strconv.Itoa(min(h.Level, 6)))
	title := plain(h.Text)
	var number []Item
	indent := 0.0
	if h.Number != "" {
		title = h.Number + " " + title
		text := h.Number + " "
		number = []Item{Text{s.left, style.baseline(), style.size, style.style, style.color, text, s.tree.slot(e)}}
		indent = s.width(style.look, text) + 0.4*style.size*mm
	}
	lines := s.lines(h.Text, style, s.left+indent, s.wide, e)
	if len(lines) == 0 {
		lines = []box{{height: style.lineHeight()}}
	}
	lines[0].items = append(number, lines[0].items...)
	lines[0].before = style.before
	lines[0].anchor, lines[0].heading = h.ID, &Entry{Level: h.Level, Title: title}
	for _, l := range lines {
		l.tie = firm
		s.put(l)
	}
	s.after = style.after
}

// callout is a tinted panel with a bar. One inside another is part of it.
func (s *setter) callout(c report.Callout) error {
	defer func(at *Element, left, right, wide float64, p *panel) {
		s.at, s.left, s.right, s.wide, s.panel = at, left, right, wide, p
	}(s.at, s.left, s.right, s.wide, s.panel)
	s.at = s.at.add("Div")
	outer := s.panel == nil
	if outer {
		const bar, pad, padX = 1.1, 3.6, 6
		s.panel = &panel{x: s.left, width: s.wide - s.left, bar: bar, pad: pad, fill: s.style.tint, barFill: s.style.accent}
		s.left, s.right, s.wide = s.left+padX, s.wide-padX, s.wide-padX
		s.after = max(s.after, calloutGap)
	}
	if c.Title != "" {
		s.paragraph([]report.Inline{{Text: c.Title}}, s.style.calloutTitle, s.at.add("P"))
		s.tieLast(firm)
	}
	for _, b := range c.Blocks {
		if err := s.block(b); err != nil {
			return err
		}
	}
	if outer {
		s.after = calloutGap
	}
	return nil
}

// calloutGap is the white space above and below a callout, without its padding.
const calloutGap = 3.5

// plain is the text without its looks.
func plain(text []report.Inline) string {
	var b strings.Builder
	for _, in := range text {
		if in.Break {
			b.WriteByte(' ')
		}
		b.WriteString(in.Text)
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
}

// checkLinks tells of links into the document that lead nowhere.
func (s *setter) checkLinks(l *Layout) {
	told := map[string]bool{}
	for _, t := range s.targets {
		id, inside := strings.CutPrefix(t, "#")
		if _, known := l.Anchors[id]; known || !inside || told[id] {
			continue
		}
		told[id] = true
		s.findings.Add(finding.Warning, "verweis_ohne_ziel", s.place,
			fmt.Sprintf("Der Verweis auf „%s“ führt zu keiner Stelle des Berichts.", t),
			"Bitte die Kennung der Überschrift, Tabelle oder Abbildung prüfen.")
	}
}
