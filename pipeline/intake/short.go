package intake

import (
	"fmt"

	"wirkbericht/pipeline/finding"
)

// shortRow is a row that ended too early. If the next one has just the cells that it lacks, a line break has cut it in two.
type shortRow struct {
	line, next, cells int // the line, that behind it, how many cells it had
	text              string
	digest            uint64
}

// noteShort remembers a row with fewer cells than the header; those that lack are blank.
func (p *pass) noteShort(row *row, digest uint64) {
	p.short.next = 0
	if p.isBook() || len(row.cells) >= p.width {
		return
	}
	if p.shorts.count++; p.shorts.count == 1 {
		p.shorts.first = row.line
	}
	p.short = shortRow{row.line, row.line + row.lines, len(row.cells), row.text, digest}
}

const (
	cutInTwo  = "Ein Zeilenumbruch, der nicht in Anführungszeichen steht, teilt die Zeile in zwei."
	cutRemedy = "Bitte beide Zeilen wieder zu einer verbinden."
)

// isRest reports whether a row that cannot be read is the rest of the one before.
func (p *pass) isRest(row *row) bool {
	s := &p.short
	return s.next == row.line && row.fault == "" && s.cells+len(row.cells) == p.width+1 && len(p.part.Rows) > 0 && p.part.Rows[len(p.part.Rows)-1].Line == s.line
}

// retract takes back the row before, which was only half of one.
func (p *pass) retract() {
	p.part.Rows = p.part.Rows[:len(p.part.Rows)-1]
	p.part.Missing = p.part.Missing[:p.mark]
	p.account.Accepted--
	p.account.Rejected++
	p.shorts.count--
	if p.keep {
		p.part.Rejected = append(p.part.Rejected, Rejected{Line: p.short.line, Text: p.short.text, Reason: cutInTwo, Remedy: cutRemedy})
	}
	p.sum -= p.short.digest
	if p.out != nil {
		p.keys = p.keys[:len(p.keys)-1]
		delete(p.corrects, uint32(p.short.line))
		p.rejected = append(p.rejected, uint32(p.short.line))
		at := p.at
		at.Line = p.short.line
		p.out.add(fault(finding.Error, "zeile_umbrochen", at, cutInTwo, "", cutRemedy), "")
	}
	p.short.next = 0
}

// tellShorts tells rows that end too early.
func (p *pass) tellShorts() {
	if p.shorts.count > 0 {
		at := p.at
		at.Line = p.shorts.first
		p.out.tell(finding.Note, "zeile_kurz", at, fmt.Sprintf("Zeilen mit weniger Feldern als die Kopfzeile: %d; die fehlenden am Ende gelten als leer.", p.shorts.count), "")
	}
}
