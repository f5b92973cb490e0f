package report

import (
	"cmp"
	"slices"

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
	var t Table
	for _, head := range []notation.Text{
		{DE: "Gelesen", EN: "Read"}, {DE: "Übernommen", EN: "Accepted"}, {DE: "Zurückgewiesen", EN: "Rejected"},
		{DE: "Doppelt", EN: "Duplicate"}, {DE: "Außerhalb der Laufzeit", EN: "Outside the term"}, {DE: "Ohne Daten", EN: "No data"},
	} {
		t.Columns = append(t.Columns, Column{Head: line(head.In(b.lang)), Align: Right})
	}
	if b.rel.Audience().Name == audienceTeam {
		t.Columns = slices.Insert(t.Columns, 0, b.left("Lieferung", "Delivery"))
		t.Rows = append(b.accountRows(), Row{Kind: Sum, Cells: append([]Cell{textCell(b.say("Insgesamt", "Total"))}, b.accountCells(total)...)})
	} else {
		t.Rows = []Row{{Cells: b.accountCells(total)}}
	}
	t = b.framed(s.frame, in, t, "")
	t.Notes = append(t.Notes, line(b.verdict(total)))
	return []Block{t}
}

// accountRows are the accounts of all sheets under the names of their files, the newest stand first.
func (b *builder) accountRows() []Row {
	deliveries := slices.Clone(b.run.Accounts)
	slices.SortStableFunc(deliveries, func(x, y Delivery) int {
		return cmp.Or(y.Stand.Compare(x.Stand), cmp.Compare(x.File, y.File), cmp.Compare(x.Sheet, y.Sheet))
	})
	var rows []Row
	for i, d := range deliveries {
		if i == 0 || d.File != deliveries[i-1].File {
			rows = append(rows, Row{Kind: Group, Cells: []Cell{textCell(d.File)}})
		}
		rows = append(rows, Row{Cells: append([]Cell{textCell(deliveryName(d))}, b.accountCells(d.Account)...)})
	}
	return rows
}

func (b *builder) accountCells(a intake.Account) []Cell {
	cells := []Cell{textCell(b.count(a.Read))}
	for _, n := range []int{a.Accepted, a.Rejected, a.Duplicate, a.OutsideTerm, a.NoData} {
		cells = append(cells, b.number(n))
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

// deliveryName is the table that a file or sheet fills.
func deliveryName(d Delivery) string {
	name := cmp.Or(d.Table, d.Title, d.File)
	if d.Sheet != "" && d.Sheet != name {
		name += " [" + d.Sheet + "]"
	}
	return name
}
