package intake

import (
	"fmt"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// take reads one row of data.
func (p *pass) take(row *row) {
	p.room()
	if p.supplement {
		unguard(row.cells)
	}
	values, missing := p.read(row)
	broken := row.fault != "" || p.tooLong(row)
	sound := !broken && len(p.faulty) == 0
	switch {
	case sound && p.took && p.isNote(row), row.fault == "" && !sound && (p.isNote(row) || p.looksLikeHead(row)):
		p.part.Missing = p.part.Missing[:missing]
		p.account.NoData++
		p.notes.Add(row.line)
		p.checkStand(row)
		return
	case !sound:
		p.part.Missing = p.part.Missing[:missing]
		p.reject(row, broken)
	case p.outside(values):
		p.part.Missing = p.part.Missing[:missing]
		p.account.OutsideTerm++
	default:
		p.accept(row, values, missing)
	}
	for _, i := range p.filling {
		if text := row.cell(p.columns[i].at); notation.Trim(text) != "" {
			p.fill[i] = text
		}
	}
	if p.out != nil && !broken {
		p.tellDoubts(row)
		p.compareTwins(row)
		p.tellUnnamed(row)
	}
}

// faulty is a cell that cannot be read.
type faulty struct {
	column int
	text   string
	reason Reason
	fault  *notation.Fault
}

// read reads the cells of a row. missing is where its missing ones begin in the part.
func (p *pass) read(row *row) (values []any, missing int) {
	n := len(p.columns)
	if len(p.slab) < n {
		p.slab = make([]any, 256*n) // one allocation for many rows
	}
	values, missing = p.slab[:n:n], len(p.part.Missing)
	p.faulty, p.doubts, p.took = p.faulty[:0], p.doubts[:0], false
	for i, k := range p.columns {
		got, text := k.fixed, ""
		if got == nil {
			text = row.cell(k.at)
			if n, ok := k.quick(text); ok {
				if p.sums[i] = k.quickHash(n, text); p.valued || i == p.term {
					values[i] = k.quickValue(n, text)
				}
				continue
			}
			got = p.cell(i, k, text, row)
		}
		values[i], p.sums[i] = got.value, got.hash
		switch {
		case got.fault != nil:
			p.faulty = append(p.faulty, faulty{i, text, got.reason, got.fault})
		case got.reason != "":
			p.part.Missing = append(p.part.Missing, Missing{row.line, k.Name, text, got.reason})
		case got.doubt != "":
			p.doubts = append(p.doubts, i)
		}
	}
	return values, missing
}

// cell reads one cell, which may take its text from the row above or be a formula without a result.
func (p *pass) cell(i int, k *column, text string, row *row) *cell {
	switch {
	case row.uncomputed != nil && slices.Contains(row.uncomputed, k.at):
		return &cell{fault: &uncomputed}
	case k.mapping.Fill != "" && p.fill[i] != "" && notation.Trim(text) == "":
		p.took = true
		text = p.fill[i]
	case k.mapping.Empty != "" && k.at >= len(row.cells) && !p.isBook():
		return k.blank() // the row is too short: nobody left this cell blank to say zero
	}
	return k.read(text)
}

var uncomputed = notation.Fault{
	Why:    "ist eine Formel, deren Ergebnis nicht gespeichert ist",
	Remedy: "Bitte die Arbeitsmappe in Excel öffnen, rechnen lassen, speichern und neu liefern.",
}

// tooLong reports whether a CSV row has more cells than the header: a delimiter stands in a text, and which cells moved nobody
// knows. In a workbook nothing moves.
func (p *pass) tooLong(row *row) bool {
	if len(row.cells) <= len(p.head.cells) || p.isBook() {
		return false
	}
	for _, c := range row.cells[len(p.head.cells):] {
		if notation.Trim(c) != "" {
			return true
		}
	}
	return false
}

// accept takes a row.
func (p *pass) accept(row *row, values []any, missing int) {
	if d, dropped := p.drops[row.line]; dropped {
		p.part.Missing = p.part.Missing[:missing]
		if d.duplicate {
			p.account.Duplicate++
			return
		}
		p.account.Rejected++
		if p.keep {
			p.part.Rejected = append(p.part.Rejected, p.quarantined(row, d.reason, conflictRemedy))
		}
		return
	}
	p.account.Accepted++
	p.mark = missing
	p.part.Rows = append(p.part.Rows, Row{row.line, values})
	if p.valued {
		p.slab = p.slab[len(values):]
	}
	digest := p.fold(uint64(row.line), p.all)
	p.noteShort(row, digest)
	p.sum += digest
	if p.each != nil {
		p.each(p.part.Rows[len(p.part.Rows)-1], digest)
	}
	if p.out == nil {
		return
	}
	p.keys = append(p.keys, p.fold(0, p.key))
	if p.original >= 0 {
		p.correct(row)
	}
}

// fold is a number for the cells of some columns of the row at hand.
func (p *pass) fold(h uint64, columns []int) uint64 {
	for _, i := range columns {
		h = mix(h, p.sums[i])
	}
	return h
}

// compareTwins compares columns with the same header.
func (p *pass) compareTwins(row *row) {
	for _, i := range p.twinned {
		k := p.columns[i]
		for _, twin := range k.twins {
			if p.differ[i] == 0 && clean(row.cell(k.at)) != clean(row.cell(twin)) {
				p.differ[i] = row.line
			}
		}
	}
}

// tellUnnamed warns once of each column that has content and no header.
func (p *pass) tellUnnamed(row *row) {
	for n := len(p.head.cells); n < len(row.cells) && p.isBook(); n++ {
		p.head.cells = append(p.head.cells, "")
		p.unnamed = append(p.unnamed, n)
	}
	if len(p.unnamed) == 0 {
		return
	}
	p.unnamed = slices.DeleteFunc(p.unnamed, func(i int) bool {
		if notation.Trim(row.cell(i)) == "" {
			return false
		}
		p.out.tell(finding.Warning, "spalte_ohne_kopf", p.sheet.place(row, i),
			fmt.Sprintf("Spalte %d hat Inhalt, aber keine Überschrift, und wird nicht gelesen.", i+1),
			"Bitte eine Überschrift ergänzen oder den Inhalt entfernen.")
		return true
	})
}

// tellDoubts tells cells that were taken though they do not look as they should.
func (p *pass) tellDoubts(row *row) {
	for _, i := range p.doubts {
		k := p.columns[i]
		text := row.cell(k.at)
		p.out.add(fault(finding.Warning, "seriennummer", p.sheet.place(row, k.at), fmt.Sprintf("Spalte »%s«: »%s« %s.", k.header, brief(text), k.read(text).doubt),
			fmt.Sprintf("Spalte »%s«: Der Inhalt %s.", k.header, serialDoubt), serialRemedy), k.header)
	}
}
