package report

import (
	"cmp"
	"fmt"
	"slices"
)

// snapshots prints, for every table, what its newest snapshot has changed against the one before, under the heads of both days.
func (b *builder) snapshots(s tableOnlySpec, in body) []Block {
	t := Table{Columns: []Column{
		b.left("Tabelle", "Table"), b.right("Zeilen vorher", "Rows before"), b.right("Zeilen jetzt", "Rows now"),
		b.right("Neu", "New"), b.right("Weggefallen", "Gone"), b.right("Geändert", "Changed"),
	}}
	changes := slices.Clone(b.run.Quality.Changes)
	slices.SortStableFunc(changes, func(x, y Change) int {
		return cmp.Or(y.Now.Compare(x.Now), y.Before.Compare(x.Before), cmp.Compare(x.Table, y.Table))
	})
	var last Change
	var first []string
	for _, c := range changes {
		if c.Before.IsZero() {
			first = append(first, fmt.Sprintf("%s (%s)", c.Table, b.count(c.RowsNow)))
			continue
		}
		if c.Before != last.Before || c.Now != last.Now {
			head := fmt.Sprintf(b.say("Stand %s gegenüber %s", "As of %s against %s"), b.date(c.Now), b.date(c.Before))
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(head)}})
		}
		last = c
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			textCell(c.Table), b.number(c.RowsBefore), b.number(c.RowsNow), b.number(c.Added), b.number(c.Removed), b.number(c.Changed),
		}})
	}
	sentence := fmt.Sprintf(b.say("Zum ersten Mal geliefert, mit so vielen Zeilen: %s.", "Delivered for the first time, with so many rows: %s."), b.enumerated(first))
	if len(t.Rows) == 0 {
		b.claim(s.ID, in.place("id"))
		none := b.say("Es gibt keine frühere Lieferung, mit der sich vergleichen ließe.", "There is no earlier delivery to compare with.")
		if len(first) > 0 {
			none += " " + sentence
		}
		return []Block{Paragraph{line(none)}}
	}
	t = b.framed(s.frame, in, t, "")
	t.Notes = append(t.Notes, line(b.say("Gezählt werden Zeilen, die gelten. Neu, weggefallen und geändert: nach ihrem Schlüssel.",
		"Rows that count. New, gone and changed: by their key.")))
	if len(first) > 0 {
		return []Block{t, Paragraph{line(sentence)}}
	}
	return []Block{t}
}
