package report

import (
	"fmt"

	"wirkbericht/pipeline/notation"
)

// ruleWords say what became of a rule.
var ruleWords = [3]notation.Text{{DE: "erfüllt", EN: "holds"}, {DE: "Warnung", EN: "warning"}, {DE: "verletzt", EN: "broken"}}

// verdict is whether a rule holds, was warned of, or has cost rows.
func (r Rule) verdict() verdict {
	switch {
	case r.Rejected > 0:
		return act
	case r.Warned > 0:
		return notice
	}
	return fine
}

// ruleHeads name the kinds of rules.
var ruleHeads = [3]notation.Text{
	{DE: "Beim Lesen der Dateien", EN: "When files are read"},
	{DE: "Aus den Verträgen der Tabellen", EN: "From the contracts of the tables"},
	{DE: "Regeln des Projekts", EN: "Rules of the project"},
}

// rules prints every rule as one sentence with the number of rows that it looked at, warned of and rejected. Of the many rules by which files
// are read, those that hold are one line.
//
// Note: bars were considered. Nearly every rule holds for more than 99 of 100 rows: a bar of whole rows is always full, and one that is
// stretched until two of 2,500 rows show says something else than it looks like.
func (b *builder) rules(s tableOnlySpec, in body) []Block {
	t := Table{Columns: []Column{
		b.left("Regel", "Rule"), b.right("Zeilen", "Rows"), b.right("Gewarnt", "Warned"), b.right("Zurückgewiesen", "Rejected"), b.left("Ergebnis", "Result"),
	}}
	for kind, head := range ruleHeads {
		rows := b.ruleRows(RuleKind(kind))
		if len(rows) > 0 {
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(head.In(b.lang))}})
		}
		t.Rows = append(t.Rows, rows...)
	}
	t = b.framed(s.frame, in, t, "")
	t.Notes = append(t.Notes, line(b.say("Zeilen: die der Tabellen, auf die eine Regel sieht, im Stand, der zählt; beim Lesen werden Stellen gezählt. Gewarnte Zeilen zählen mit, zurückgewiesene nicht.",
		"Rows: those of the tables that a rule looks at, in the snapshot that counts; when files are read, places are counted. Rows warned of count, rejected ones do not.")))
	return []Block{t}
}

func (b *builder) ruleRows(kind RuleKind) []Row {
	var rows []Row
	kept := 0 // reading rules that hold
	for _, r := range b.run.Quality.Rules {
		switch {
		case r.Kind != kind:
		case kind == RuleReading && r.verdict() == fine:
			kept++
		default:
			looked := Cell{}
			if kind != RuleReading {
				looked = textCell(b.count(r.Rows))
			}
			rows = append(rows, Row{Cells: []Cell{textCell(r.Title), looked, b.number(r.Warned), b.number(r.Rejected), b.mark(r.verdict(), ruleWords)}})
		}
	}
	if kept > 0 {
		title := fmt.Sprintf(b.say("Die übrigen %d Regeln, nach denen Dateien gelesen werden.", "The other %d rules by which files are read."), kept)
		rows = append(rows, Row{Cells: []Cell{textCell(title), {}, b.number(0), b.number(0), b.mark(fine, ruleWords)}})
	}
	return rows
}
