package layout

import (
	"fmt"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/report"
)

// refuse tells of a row that no page can hold. A reader would lose the thread in it: the row is shown in parts, but the report is not
// fit to go out.
func (s *setter) refuse(t report.Table, i int, height float64) {
	if height <= s.sheet.bottom-s.sheet.top {
		return
	}
	longest := 0
	for n, c := range t.Rows[i].Cells {
		if len(plain(c.Text)) > len(plain(t.Rows[i].Cells[longest].Text)) {
			longest = n
		}
	}
	name := t.Number
	if name == "" {
		name = "Tabelle"
	}
	s.findings.Add(finding.Stop, "zelle_laenger_als_seite", s.place,
		fmt.Sprintf("In %s ist Zelle %d der Zeile %d höher als eine Seite.", name, longest+1, i+1),
		"Bitte den Text kürzen oder als Absatz außerhalb der Tabelle führen.")
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
		within := func(y float64) bool { return y >= top-slack && y < top+height-slack }
		part := box{height: height, table: b.table}
		for _, it := range b.items {
			if within(lineOf(it)) {
				part.items = append(part.items, it.moved(-top))
			}
		}
		for _, m := range b.notes {
			if within(m.y) {
				part.notes = append(part.notes, mention{m.note, m.y - top})
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
