package report

import (
	"cmp"
	"fmt"
	"slices"

	"wirkbericht/pipeline/intake"
)

// legal prints what each table is held for, under the heads of the legal bases and the times of deletion. What a contract does not say is
// named: nobody may hold data without a purpose.
func (b *builder) legal(s tableOnlySpec, in body) []Block {
	t := Table{Columns: []Column{b.left("Tabelle", "Table"), b.left("Zweck", "Purpose")}}
	missing := b.say("nicht angegeben", "not stated")
	head := func(l intake.Legal) string {
		return fmt.Sprintf(b.say("%s. Löschung: %s", "%s. Deletion: %s"), cmp.Or(l.Basis, b.say("Rechtsgrundlage nicht angegeben", "Legal basis not stated")), cmp.Or(l.Deletion, missing))
	}
	tables := slices.Clone(b.run.Quality.Tables)
	slices.SortStableFunc(tables, func(x, y intake.Table) int { return cmp.Compare(head(x.Legal), head(y.Legal)) })
	for i, table := range tables {
		if i == 0 || head(table.Legal) != head(tables[i-1].Legal) {
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(head(table.Legal))}})
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(table.Title.In(b.lang)), textCell(cmp.Or(table.Legal.Purpose, missing))}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}
