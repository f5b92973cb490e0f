package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// setter turns blocks into boxes, one after the other. It carries where the next block comes to stand and in which element.
type setter struct {
	faces  *typeface.Family
	style  styles
	sheet  *sheet // of the next box
	terms  terms
	parted bool // words may be parted: the patterns are those of the language
	known  hyphens

	upright, across *sheet
	chapters        []chapter // for the contents page
	tree            *tree

	boxes []box
	after float64  // white space that the last block wants below itself
	fresh bool     // the next box begins a page
	at    *Element // parent of the next element
	level int      // of the last heading, as it is read
	left  float64  // of the next block, millimetres
	right float64  // of running text
	wide  float64  // right edge of tables and figures
	panel *panel

	place    finding.Place
	findings finding.List
	told     map[rune]bool
}

func newSetter(doc *report.Document, faces *typeface.Family) *setter {
	page := upright()
	root := &Element{Type: "Document"}
	style, german := house(), cmp.Or(doc.Prose, doc.Lang) != notation.English
	style.body.justified = german // without hyphens, straight edges make holes
	return &setter{
		faces: faces, style: style, terms: termsIn(doc.Lang), parted: german, known: hyphens{},
		sheet: page, upright: page, across: across(),
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

// heading stays with what follows it, and hangs its text behind its number. Whoever listens to the headings is never led down
// more than one level at a time.
func (s *setter) heading(h report.Heading) {
	level := min(max(h.Level, 1), len(s.style.headings))
	style := s.style.headings[level-1]
	s.level = min(level, s.level+1)
	e := s.at.add("H" + strconv.Itoa(s.level))
	title := plain(h.Text)
	var number []Item
	indent := 0.0
	if h.Number != "" {
		title = h.Number + " " + title
		text := s.clean(h.Number, style.style) + " "
		number = []Item{textAt(s.left, style.baseline(), style.look, text, s.tree.slot(e))}
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
		l.tie, l.titles = firm, true
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
	from := len(s.boxes)
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
		keepSmall(s.boxes[from:])
	}
	return nil
}

// keepSmall keeps a callout on one page, as a small table is kept.
func keepSmall(boxes []box) {
	height := 0.0
	for _, b := range boxes {
		height += b.before + b.height
	}
	for i := range boxes[:max(0, len(boxes)-1)] {
		if height <= smallTable {
			boxes[i].tie = max(boxes[i].tie, wished)
		}
	}
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

// settleLinks takes the links that lead nowhere in the document off its pages, and tells of them. Their text stays as it is.
func (s *setter) settleLinks(l *Layout) {
	told := map[string]bool{}
	for i := range l.Pages {
		p := &l.Pages[i]
		p.Body = slices.DeleteFunc(p.Body, func(it Item) bool {
			link, ok := it.(Link)
			if !ok {
				return false
			}
			id, inside := strings.CutPrefix(link.Target, "#")
			if _, known := l.Anchors[id]; known || !inside {
				return false
			}
			link.Element.Type = "Span"
			if !told[id] {
				told[id] = true
				s.findings.Add(finding.Warning, "verweis_ohne_ziel", s.place,
					fmt.Sprintf("Der Verweis auf „%s“ führt zu keiner Stelle des Berichts.", link.Target),
					"Bitte die Kennung der Überschrift, Tabelle oder Abbildung prüfen.")
			}
			return true
		})
	}
}
