package layout

import (
	"fmt"

	"wirkbericht/pipeline/report"
)

// grid cuts all cells into words and says what each of them is. The first cell of a row heads it.
func (s *setter) grid(t report.Table, e *Element, style textStyle) (*grid, error) {
	g := &grid{columns: make([]column, len(t.Columns)), gap: columnGap}
	if len(t.Columns) >= manyColumns {
		g.gap = narrowGap
	}
	head := e.add("THead")
	if err := s.overHeads(g, t, head); err != nil {
		return nil, err
	}
	tr := head.add("TR")
	for i, c := range t.Columns {
		g.columns[i].Column = c
		g.head = append(g.head, gridCell{s.headWords(c.Head, tr.add("TH")), i, i + 1})
	}
	body := e.add("TBody")
	for n, r := range t.Rows {
		row, err := s.gridRow(t, n, r, body.add("TR"), style)
		if err != nil {
			return nil, err
		}
		g.rows = append(g.rows, row)
	}
	return g, nil
}

// overHeads are the heads over several columns.
func (s *setter) overHeads(g *grid, t report.Table, head *Element) error {
	if len(t.Over) == 0 {
		return nil
	}
	tr, at := head.add("TR"), 0
	for _, o := range t.Over {
		th := tr.add("TH")
		th.Span = max(o.Span, 1)
		g.over = append(g.over, gridCell{s.headWords(o.Text, th), at, at + th.Span})
		at += th.Span
	}
	if at != len(t.Columns) {
		return fmt.Errorf("table %q: heads over %d columns of %d", t.ID, at, len(t.Columns))
	}
	return nil
}

// headWords are the words of a head. What says nothing heads nothing.
func (s *setter) headWords(text []report.Inline, th *Element) []word {
	out := s.words(text, s.style.tableHead.look, th)
	if len(out) == 0 {
		th.Type = "TD"
		return nil
	}
	th.Scope = "Column"
	return out
}

// gridRow cuts one row.
func (s *setter) gridRow(t report.Table, n int, r report.Row, tr *Element, style textStyle) (gridRow, error) {
	if r.Kind == report.Group {
		th := tr.add("TH")
		th.Scope, th.Span = "Row", len(t.Columns)
		return gridRow{r.Kind, []gridCell{{s.words(groupText(r), s.style.group.look, th), 0, len(t.Columns)}}}, nil
	}
	if r.Spans != nil && len(r.Spans) != len(r.Cells) {
		return gridRow{}, faulty(t, n, "has %d cells and spans for %d", len(r.Cells), len(r.Spans))
	}
	look := style.look
	if r.Kind == report.Sum {
		look = look.strong()
	}
	row, at := gridRow{kind: r.Kind}, 0
	for i, c := range r.Cells {
		span := 1
		if r.Spans != nil {
			span = max(r.Spans[i], 1)
		}
		cell := tr.add("TD")
		if cell.Span = span; i == 0 {
			cell.Type, cell.Scope = "TH", "Row"
		}
		row.cells = append(row.cells, gridCell{s.cellWords(c.Text, look, cell), at, at + span})
		at += span
	}
	if at != len(t.Columns) {
		return gridRow{}, faulty(t, n, "has cells over %d columns of %d", at, len(t.Columns))
	}
	return row, nil
}

// groupText is the text of a group row, whatever number of cells it has.
func groupText(r report.Row) []report.Inline {
	var out []report.Inline
	for _, c := range r.Cells {
		out = append(out, c.Text...)
	}
	return out
}
