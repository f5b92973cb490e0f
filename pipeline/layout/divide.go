package layout

import (
	"fmt"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/report"
)

// refuse tells of rows that no page can hold, and of heads that leave them no room. A reader would lose the thread in them: they are
// set as well as can be, but the report is not fit to go out.
func (s *setter) refuse(t report.Table, head float64, rows []box) {
	name, page := t.Number, s.sheet.bottom-s.sheet.top
	if name == "" {
		name = "Tabelle"
	}
	if head > page/2 {
		s.findings.Add(finding.Stop, "tabellenkopf_zu_hoch", s.place,
			fmt.Sprintf("Der Kopf von %s ist höher als eine halbe Seite.", name),
			"Bitte die Köpfe der Spalten kürzen oder die Tabelle teilen.")
	}
	for i, b := range rows {
		if b.height+head <= page {
			continue
		}
		longest := 0
		for n, c := range t.Rows[i].Cells {
			if len(plain(c.Text)) > len(plain(t.Rows[i].Cells[longest].Text)) {
				longest = n
			}
		}
		s.findings.Add(finding.Stop, "zelle_laenger_als_seite", s.place,
			fmt.Sprintf("In %s ist Zelle %d der Zeile %d höher als eine Seite.", name, longest+1, i+1),
			"Bitte den Text kürzen oder als Absatz außerhalb der Tabelle führen.")
	}
}

// divide cuts a row that would fill more than half of a page below the head of its table between its lines; any other row stays
// whole. Above its first line it has some white space.
func (s *setter) divide(b box, above, head float64, style textStyle) []box {
	if b.height <= (s.sheet.bottom-s.sheet.top-head)/2 {
		return []box{b}
	}
	var out []box
	for top := 0.0; top < b.height-slack; {
		height := min(style.lineHeight(), b.height-top)
		if top == 0 {
			height += above
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
