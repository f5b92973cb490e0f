package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// factsSpec prints a fact table: chosen columns of chosen rows. The other blocks of this file are the same with a table and
// columns of their own.
type factsSpec struct {
	frame   `yaml:",inline"`
	Table   string           `yaml:"table"`
	Columns words            `yaml:"columns"` // default: all that are neither chosen by nor grouped by
	Only    map[string]words `yaml:"only"`    // column: value or values a row must have; of a coded column the code
	Group   string           `yaml:"group"`   // column whose values head groups of rows
	Empty   string           `yaml:"empty"`   // sentence instead of a table without rows
	Wide    bool             `yaml:"wide"`    // on a page that lies on its side
	Sums    bool             `yaml:"sums"`    // rows without a value in their first column are sums, named by their second

	noted bool // the note of the facts is printed although the block chooses columns
}

func (b *builder) facts(s factsSpec, in body) []Block {
	facts, ok := b.rel.Facts(s.Table)
	if !ok {
		b.unknown("tabelle_unbekannt", in.place("table"), "Tabelle", s.Table, b.rel.FactIDs())
		return nil
	}
	return b.factBlocks(s, facts, in)
}

// factBlocks is a table of the facts, or a sentence where no row is left.
func (b *builder) factBlocks(s factsSpec, facts indicator.Facts, in body) []Block {
	columns, ok := b.factColumns(s, facts, in)
	rows, sound := b.factRows(s, facts, in)
	if !ok || !sound {
		return nil
	}
	if len(rows) == 0 {
		b.claim(s.ID, in.place("id"))
		if s.Empty == "" {
			s.Empty = fmt.Sprintf(b.say("Zum Stand %s liegen keine Einträge vor.", "As of %s there are no entries."), b.date(b.run.AsOf))
		}
		return []Block{Paragraph{b.text(s.Empty, in.place("empty"))}}
	}
	var t Table
	for _, c := range columns {
		t.Columns = append(t.Columns, factHead(facts.Columns[c], b.lang))
	}
	group := factIndex(facts, s.Group)
	heading := ""
	for _, values := range rows {
		if group >= 0 {
			if h := b.factText(facts.Columns[group], values[group]); h != heading || len(t.Rows) == 0 {
				heading = h
				t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(h)}})
			}
		}
		t.Rows = append(t.Rows, b.factRow(s, facts, columns, values))
	}
	if s.Title == "" {
		s.Title = facts.Title.In(b.lang)
	}
	t.Landscape = s.Wide
	table := b.framed(s.frame, in, t, facts.Source)
	if note := facts.Note.In(b.lang); note != "" && (s.noted || len(s.Columns) == 0) {
		table.Notes = slices.Insert(table.Notes, 0, line(note))
	}
	return []Block{table}
}

func (b *builder) factRow(s factsSpec, facts indicator.Facts, columns []int, values []any) Row {
	var row Row
	for _, c := range columns {
		row.Cells = append(row.Cells, textCell(b.factText(facts.Columns[c], values[c])))
	}
	if s.Sums && len(columns) > 1 && values[columns[0]] == nil {
		row.Kind = Sum
		row.Cells = row.Cells[1:] // its name stands over both columns
		row.Spans = append([]int{2}, slices.Repeat([]int{1}, len(row.Cells)-1)...)
	}
	return row
}

// factColumns are the indexes of the columns to print.
func (b *builder) factColumns(s factsSpec, facts indicator.Facts, in body) ([]int, bool) {
	if s.Group != "" && factIndex(facts, s.Group) < 0 {
		b.unknown("spalte_unbekannt", in.place("group"), "Spalte von »"+facts.ID+"«", s.Group, factNames(facts))
		return nil, false
	}
	var out []int
	ok := true
	for i, name := range s.Columns {
		c := factIndex(facts, name)
		if c < 0 {
			b.unknown("spalte_unbekannt", in.place("columns", i), "Spalte von »"+facts.ID+"«", name, factNames(facts))
			ok = false
		}
		out = append(out, c)
	}
	if len(s.Columns) == 0 {
		for i, c := range facts.Columns {
			if _, chosen := s.Only[c.Name]; !chosen && c.Name != s.Group {
				out = append(out, i)
			}
		}
	}
	return out, ok
}

// factRows are the rows that have the values asked for.
func (b *builder) factRows(s factsSpec, facts indicator.Facts, in body) ([][]any, bool) {
	ok := true
	for _, name := range slices.Sorted(maps.Keys(s.Only)) {
		at := in.place("only", name)
		c := factIndex(facts, name)
		if c < 0 {
			b.unknown("spalte_unbekannt", at, "Spalte von »"+facts.ID+"«", name, factNames(facts))
			ok = false
			continue
		}
		if codes := b.rel.Codes()[facts.Columns[c].Codes]; codes.Name != "" {
			for _, code := range s.Only[name] {
				if !codes.Has(code) {
					b.unknown("code_unbekannt", at, "Code der Liste »"+codes.Name+"«", code, codes.Names())
					ok = false
				}
			}
		}
	}
	if !ok {
		return nil, false
	}
	return slices.DeleteFunc(slices.Clone(facts.Rows), func(row []any) bool {
		if b.tooLate(facts, row) {
			return true
		}
		for name, wanted := range s.Only {
			if !slices.Contains(wanted, fmt.Sprint(row[factIndex(facts, name)])) {
				return true
			}
		}
		return false
	}), true
}

// tooLate reports whether a row speaks of a period that ends after the reporting quarter: nothing after it is shown.
func (b *builder) tooLate(facts indicator.Facts, row []any) bool {
	for i, c := range facts.Columns {
		text, _ := row[i].(string)
		if c.Type != "period" || text == "" {
			continue
		}
		freq, name, ok := strings.Cut(text, ":")
		if !ok {
			freq, name = string(indicator.Quarter), text
		}
		if end, ok := notation.PeriodEnd(freq, name); ok && end.After(b.run.Quarter.To) {
			return true
		}
	}
	return false
}

func factIndex(facts indicator.Facts, name string) int {
	return slices.IndexFunc(facts.Columns, func(c indicator.FactColumn) bool { return c.Name == name })
}

func factNames(facts indicator.Facts) []string {
	var out []string
	for _, c := range facts.Columns {
		out = append(out, c.Name)
	}
	return out
}

// factHead is the head of a column, with the unit of its figures.
func factHead(c indicator.FactColumn, l notation.Lang) Column {
	head := Column{Head: line(c.Label.In(l)), Align: Left}
	switch c.Type {
	case "int", "dec", "percent", "date":
		head.Align = Right
	case "eur":
		head.Align = Right
		head.Head = line(c.Label.In(l) + " (€)")
	}
	return head
}

// factText prints one value of a fact table.
func (b *builder) factText(c indicator.FactColumn, v any) string { return b.rel.FactText(c, v, b.lang) }
