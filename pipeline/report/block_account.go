package report

import (
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// audienceTeam sees the account of every file; everybody else the total and its verdict: three rows of a table about
// leaving school are a count of people.
const audienceTeam = "projektteam"

// account says what became of every delivered row.
func (b *builder) account(s tableOnlySpec, in body) []Block {
	var total intake.Account
	for _, d := range b.run.Accounts {
		total = total.Plus(d.Account)
	}
	detailed := b.rel.Audience().Name == audienceTeam
	var t Table
	if detailed {
		t.Columns = append(t.Columns, Column{Head: line(b.say("Lieferung", "Delivery")), Align: Left})
	}
	for _, head := range []notation.Text{
		{DE: "Gelesen", EN: "Read"}, {DE: "Übernommen", EN: "Accepted"}, {DE: "Zurückgewiesen", EN: "Rejected"},
		{DE: "Doppelt", EN: "Duplicate"}, {DE: "Außerhalb der Laufzeit", EN: "Outside the term"}, {DE: "Ohne Daten", EN: "No data"},
	} {
		t.Columns = append(t.Columns, Column{Head: line(head.In(b.lang)), Align: Right})
	}
	row := Row{Cells: b.accountCells(total)}
	if detailed {
		for _, d := range b.run.Accounts {
			t.Rows = append(t.Rows, Row{Cells: append([]Cell{textCell(deliveryName(d))}, b.accountCells(d.Account)...)})
		}
		row = Row{Kind: Sum, Cells: append([]Cell{textCell(b.say("Insgesamt", "Total"))}, row.Cells...)}
	}
	t.Rows = append(t.Rows, row)
	t = b.framed(s.frame, in, t, "")
	t.Notes = append(t.Notes, line(b.verdict(total)))
	return []Block{t}
}

func (b *builder) accountCells(a intake.Account) []Cell {
	var cells []Cell
	for _, n := range []int{a.Read, a.Accepted, a.Rejected, a.Duplicate, a.OutsideTerm, a.NoData} {
		cells = append(cells, textCell(notation.FormatDecimal(notation.Int(int64(n)), b.lang)))
	}
	return cells
}

func (b *builder) verdict(a intake.Account) string {
	if a.Balanced() {
		return b.say("Das Zeilenkonto geht auf: Jede gelesene Zeile ist genau einer der Gruppen zugeordnet.",
			"The account balances: each row read belongs to exactly one of the groups.")
	}
	return b.say("Das Zeilenkonto geht nicht auf.", "The account does not balance.")
}

func deliveryName(d Delivery) string {
	name := d.File
	if d.Sheet != "" {
		name += " [" + d.Sheet + "]"
	}
	if d.Title != "" {
		name = d.Title + " (" + name + ")"
	}
	return name
}
