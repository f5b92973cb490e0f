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

// table sets a table: caption above, head, rows with hairlines between them, notes below.
func (s *setter) table(t report.Table) error {
	if len(t.Columns) == 0 {
		return nil
	}
	e := s.at.add("Table")
	s.after = max(s.after, s.style.caption.before)
	s.caption(t.Number, t.Caption, e.add("Caption"), t.ID)
	if err := s.rows(t, e, s.style.cell); err != nil {
		return err
	}
	s.notes(t.Notes)
	s.after = tableAfter
	return nil
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
func (s *setter) rows(t report.Table, e *Element, style textStyle) error {
	g, err := s.grid(t, e, style)
	if err != nil {
		return err
	}
	room := s.wide - s.left
	g.measureColumns(room)
	for least, tries := s.least(g), 0; least > room && tries < 3; tries++ {
		const smaller = 0.92
		g.scale(smaller)
		style.size, style.leading = style.size*smaller, style.leading*smaller
		least = s.least(g)
	}
	width := fit(g.columns, room)
	x := s.left
	for i := range g.columns {
		g.columns[i].x = x
		x += g.columns[i].width + columnGap
	}
	s.placeRows(t, g, style, width)
	return nil
}

// least is the width that a table needs at least.
func (s *setter) least(g *grid) float64 {
	least, _ := sums(g.columns)
	return least + columnGap*float64(len(g.columns)-1)
}

// grid cuts all cells into words. The first cell of a row heads it.
func (s *setter) grid(t report.Table, e *Element, style textStyle) (*grid, error) {
	g := &grid{columns: make([]column, len(t.Columns))}
	tr := e.add("THead").add("TR")
	for i, c := range t.Columns {
		g.columns[i].Column = c
		th := tr.add("TH")
		th.Scope = "Column"
		g.head = append(g.head, s.words(c.Head, s.style.tableHead.look, th))
	}
	body := e.add("TBody")
	for n, r := range t.Rows {
		tr := body.add("TR")
		if r.Kind == report.Group {
			th := tr.add("TH")
			th.Scope, th.Span = "Row", len(t.Columns)
			g.rows = append(g.rows, gridRow{r.Kind, []words{s.words(groupText(r), s.style.group.look, th)}})
			continue
		}
		if len(r.Cells) != len(t.Columns) {
			return nil, fmt.Errorf("table %q: row %d has %d cells for %d columns", t.ID, n+1, len(r.Cells), len(t.Columns))
		}
		l := style.look
		if r.Kind == report.Sum {
			l = l.strong()
		}
		row := gridRow{kind: r.Kind}
		for i, c := range r.Cells {
			cell := &Element{Type: "TD"}
			if i == 0 {
				cell.Type, cell.Scope = "TH", "Row"
			}
			tr.Kids = append(tr.Kids, Kid{Element: cell})
			row.cells = append(row.cells, s.words(c.Text, l, cell))
		}
		g.rows = append(g.rows, row)
	}
	return g, nil
}

// groupText is the text of a group row, whatever number of cells it has.
func groupText(r report.Row) []report.Inline {
	var out []report.Inline
	for _, c := range r.Cells {
		out = append(out, c.Text...)
	}
	return out
}

// placeRows puts head and rows, with rules of the table's width.
func (s *setter) placeRows(t report.Table, g *grid, style textStyle, width float64) {
	headStyle := s.style.tableHead
	headStyle.size, headStyle.leading = headStyle.size*style.size/s.style.cell.size, headStyle.leading*style.size/s.style.cell.size
	head := s.row(g, g.head, headStyle, true)
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
	for i, b := range rows {
		b.tie, b.table = tieOfRow(t, i, height <= smallTable), repeat
		for _, part := range s.divide(b, style) {
			s.put(part)
		}
	}
}

// bodyRow sets one row of the body.
func (s *setter) bodyRow(g *grid, r gridRow, style textStyle) box {
	if r.kind != report.Group {
		return s.row(g, r.cells, style, false)
	}
	b := box{height: groupPad}
	lines := s.breakLines(r.cells[0], s.wide-s.left)
	for n, l := range lines {
		b.items = append(b.items, s.setLine(l.runs(n == len(lines)-1), s.left, b.height+style.baseline())...)
		b.height += style.lineHeight()
	}
	b.height += rowPad
	return b
}

// row sets cells beside each other: body cells from the top, heads down to the rule.
func (s *setter) row(g *grid, cells []words, style textStyle, toBottom bool) box {
	set := make([][]line, len(cells))
	most := 1
	for i, c := range cells {
		set[i] = s.breakLines(c, g.columns[i].width)
		most = max(most, len(set[i]))
	}
	b := box{height: float64(most)*style.lineHeight() + 2*rowPad}
	for i, lines := range set {
		y := rowPad + style.baseline()
		if toBottom {
			y += float64(most-len(lines)) * style.lineHeight()
		}
		for n, l := range lines {
			x := aligned(g.columns[i], l.width())
			b.items = append(b.items, s.setLine(l.runs(n == len(lines)-1), x, y+float64(n)*style.lineHeight())...)
		}
	}
	return b
}

// aligned is where a line of a width begins in its column.
func aligned(c column, width float64) float64 {
	switch c.Align {
	case report.Right:
		return c.x + c.width - width
	case report.Center:
		return c.x + (c.width-width)/2
	}
	return c.x
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

// divide cuts a row that would fill more than half a page between its lines; any other row stays whole.
func (s *setter) divide(b box, style textStyle) []box {
	if b.height <= (s.sheet.bottom-s.sheet.top)/2 {
		return []box{b}
	}
	var out []box
	for top := 0.0; top < b.height-slack; {
		height := min(style.lineHeight(), b.height-top)
		if top == 0 {
			height += rowPad
		}
		part := box{height: height, table: b.table}
		for _, it := range b.items {
			if y := lineOf(it); y >= top-slack && y < top+height-slack {
				part.items = append(part.items, it.moved(-top))
			}
		}
		out = append(out, part)
		top += height
	}
	out[len(out)-1].tie = b.tie
	return out
}

// lineOf is the y by which an item belongs to a line: that of letters is their baseline.
func lineOf(it Item) float64 {
	switch it := it.(type) {
	case Text:
		return it.Y
	case Rect:
		return it.Y
	case Picture:
		return it.Y
	case Link:
		return it.Y + aboveBaseline*it.H
	}
	return 0
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
