package layout

import (
	"fmt"

	"wirkbericht/pipeline/report"
)

// The measures of tables, millimetres.
const (
	rowPad     = 1.15 // above and below the lines of a row
	groupPad   = 2.4  // above a group row
	smallTable = 60.0 // a table whose rows are no higher than this is not divided
	tableAfter = 6.0
)

// Letters of a table that is too wide become smaller, each time by a little and not too often.
const (
	smaller      = 0.92
	timesSmall   = 3
	stillUpright = 2 // times; a table that needs more of them is turned
)

// table sets a table: caption above, head, rows with hairlines between them, notes below. One that is too wide for the page lies
// on its side on a page of its own, unless it is part of something else.
func (s *setter) table(t report.Table) error {
	if len(t.Columns) == 0 {
		return nil
	}
	e := s.at.add("Table")
	caption := e.add("Caption")
	g, err := s.grid(t, e, s.style.cell)
	if err != nil {
		return err
	}
	if t.Landscape || s.tooWide(g) {
		defer s.turned()()
	}
	s.after = max(s.after, s.style.caption.before)
	s.caption(t.Number, t.Caption, caption, t.ID)
	s.rows(t, g, s.style.cell)
	s.notes(t.Notes)
	s.after = tableAfter
	return nil
}

// tooWide reports whether a table would need letters that nobody likes to read.
func (s *setter) tooWide(g *grid) bool {
	room := s.wide - s.left
	g.measureColumns(room)
	least := s.least(g)
	for range stillUpright {
		least *= smaller
	}
	return least > room
}

// turned sets what follows, and a heading right above it, on pages that lie on their side, until the function that it returns is
// called.
func (s *setter) turned() (back func()) {
	if s.panel != nil || s.left != s.upright.left || s.sheet != s.upright {
		return func() {}
	}
	for i := len(s.boxes) - 1; i >= 0 && s.boxes[i].titles; i-- {
		s.boxes[i].sheet = s.across
	}
	right, wide := s.right, s.wide
	s.sheet = s.across
	s.right, s.wide = s.left+s.across.column, s.left+s.across.measure
	return func() { s.sheet, s.right, s.wide, s.after = s.upright, right, wide, 0 }
}

// caption is the statement above a table or figure, behind its number. It stays with what it names.
func (s *setter) caption(number string, text []report.Inline, e *Element, anchor string) {
	style := s.style.caption
	var ws []word
	if number != "" {
		ws = s.words([]report.Inline{{Text: number + "\u00a0"}}, s.style.captionNumber.look, e)
	}
	ws = append(ws, s.words(text, style.look, e)...)
	for i, b := range s.boxed(ws, style, s.left, s.wide, true) {
		b.tie = firm
		if i == 0 {
			b.anchor = anchor
		}
		s.put(b)
		s.after = 0
	}
	s.after = max(s.after, style.after)
}

// rows sets head and rows.
func (s *setter) rows(t report.Table, g *grid, style textStyle) {
	room := s.wide - s.left
	g.measureColumns(room)
	if s.least(g) > room && s.parted {
		s.measureParted(g, room)
	}
	for least, tries := s.least(g), 0; least > room && tries < timesSmall; tries++ {
		g.scale(smaller)
		style.size, style.leading = style.size*smaller, style.leading*smaller
		least = s.least(g)
	}
	width := g.fit(room)
	x := s.left
	for i := range g.columns {
		g.columns[i].x = x
		x += g.columns[i].width + g.gap
	}
	s.placeRows(t, g, style, width)
}

// measureParted measures the columns by the parts of words. Whether a word is parted is decided line by line.
func (s *setter) measureParted(g *grid, room float64) {
	var whole [][]word
	g.cells(func(c *gridCell) {
		whole = append(whole, c.words)
		c.words = s.hyphenated(c.words)
	})
	g.measureColumns(room)
	g.cells(func(c *gridCell) { c.words, whole = whole[0], whole[1:] })
}

// least is the width that a table needs at least.
func (s *setter) least(g *grid) float64 {
	least, _ := sums(g.columns)
	return least + g.gaps()
}

// placeRows puts head and rows, with rules of the table's width.
func (s *setter) placeRows(t report.Table, g *grid, style textStyle, width float64) {
	head := s.head(g, style.size/s.style.cell.size)
	head.items = append(head.items, Rect{s.left, head.height - 0.3, width, 0.3, s.style.accent})
	repeat := &repeat{items: head.items, height: head.height}
	head.tie, head.table = firm, repeat
	s.put(head)
	rows, height := make([]box, len(t.Rows)), 0.0
	for i := range rows {
		rows[i] = s.bodyRow(g, g.rows[i], style)
		rows[i].items = append(rows[i].items, s.ruleBelow(t.Rows, i, width, rows[i].height)...)
		height += rows[i].height
	}
	s.refuse(t, head.height, rows)
	for i, b := range rows {
		b.tie, b.table = tieOfRow(t, i, height <= smallTable), repeat
		above := rowPad
		if t.Rows[i].Kind == report.Group {
			above = groupPad
		}
		for _, part := range s.divide(b, above, head.height, style) {
			s.put(part)
		}
	}
}

// head is the head of a table, with the heads over several columns above it, in letters of a relative size.
func (s *setter) head(g *grid, size float64) box {
	style := s.style.tableHead
	style.size, style.leading = style.size*size, style.leading*size
	head := s.row(g, g.head, style, true)
	if len(g.over) == 0 {
		return head
	}
	over := s.row(g, g.over, style, true)
	for _, c := range g.over {
		if left, right := g.edges(c); len(c.words) > 0 {
			over.items = append(over.items, Rect{left, over.height - 0.12, right - left, 0.12, s.style.grey})
		}
	}
	over.items = append(over.items, moved(head.items, over.height)...)
	for _, m := range head.notes {
		over.notes = append(over.notes, mention{m.note, m.y + over.height})
	}
	over.height += head.height
	return over
}

// bodyRow sets one row of the body.
func (s *setter) bodyRow(g *grid, r gridRow, style textStyle) box {
	if r.kind != report.Group {
		return s.row(g, r.cells, style, false)
	}
	b := box{height: groupPad}
	lines := s.breakStyled(r.cells[0].words, s.wide-s.left, style)
	for n, l := range lines {
		s.setLine(&b, l.runs(n == len(lines)-1), s.left, b.height+style.baseline(), 0)
		b.height += style.lineHeight()
	}
	b.height += rowPad
	return b
}

// row sets cells beside each other: body cells from the top, heads down to the rule.
func (s *setter) row(g *grid, cells []gridCell, style textStyle, toBottom bool) box {
	set := make([][]line, len(cells))
	most := 1
	for i, c := range cells {
		left, right := g.edges(c)
		set[i] = s.breakStyled(c.words, right-left, style)
		most = max(most, len(set[i]))
	}
	b := box{height: float64(most)*style.lineHeight() + 2*rowPad}
	for i, lines := range set {
		y := rowPad + style.baseline()
		if toBottom {
			y += float64(most-len(lines)) * style.lineHeight()
		}
		for n, l := range lines {
			s.setLine(&b, l.runs(n == len(lines)-1), g.aligned(cells[i], l.width()), y+float64(n)*style.lineHeight(), 0)
		}
	}
	return b
}

// aligned is where a line of a width begins in its cell. What stands over several columns stands in their middle.
func (g *grid) aligned(c gridCell, width float64) float64 {
	left, right := g.edges(c)
	align := g.columns[c.from].Align
	if c.to-c.from > 1 && align != report.Left {
		align = report.Center
	}
	switch align {
	case report.Right:
		return right - width
	case report.Center:
		return left + (right-left-width)/2
	}
	return left
}

// ruleBelow is the rule under row i: a hairline, stronger above a sum and at the end; none under a group head.
func (s *setter) ruleBelow(rows []report.Row, i int, width, height float64) []Item {
	thick, color := 0.12, s.style.hairline
	switch {
	case i == len(rows)-1:
		thick, color = 0.3, s.style.accent
	case rows[i+1].Kind == report.Sum && rows[i].Kind != report.Sum:
		thick, color = 0.2, s.style.grey
	case rows[i].Kind == report.Group:
		return nil
	}
	return []Item{Rect{s.left, height - thick, width, thick, color}}
}

// tieOfRow ties the first two rows, the last two, the last one to the notes, a group head to its group, a sum to its last summand,
// and small tables as a whole.
func tieOfRow(t report.Table, i int, small bool) tie {
	last := len(t.Rows) - 1
	switch {
	case i == last && len(t.Notes) == 0:
		return free
	case i == last, i == 0, i == last-1, t.Rows[i].Kind == report.Group, t.Rows[i+1].Kind == report.Sum:
		return firm
	case small:
		return wished
	}
	return free
}

// notes are the small lines below a table or figure.
func (s *setter) notes(notes [][]report.Inline) {
	if len(notes) == 0 {
		return
	}
	s.after = 1.4
	for i, n := range notes {
		s.paragraph(n, s.style.note, s.at.add("P"))
		if i < len(notes)-1 {
			s.tieLast(firm)
		}
	}
}

// faulty is an error about a row.
func faulty(t report.Table, row int, format string, args ...any) error {
	return fmt.Errorf("table %q: row %d %s", t.ID, row+1, fmt.Sprintf(format, args...))
}
