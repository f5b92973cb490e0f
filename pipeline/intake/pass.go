package intake

import (
	"slices"

	"wirkbericht/pipeline/intake/internal/textfile"
)

// pass is one reading of a sheet from top to bottom.
type pass struct {
	*reader
	out    *report                        // where findings go; nil after the first reading
	look   func(line int, cells []string) // the gate's
	full   func(Chunk) error              // takes what was read when it is enough
	each   func(Row, uint64)              // takes each row with its digest, when duplicates are looked for
	keep   bool                           // rows are handed over; else only the last is kept
	budget int                            // how many rows may be kept

	account Account
	sum     uint64 // of the digests of the taken rows
	part    Chunk
	mark    int // where the missing cells of the last row begin in part.Missing
	err     error

	valued bool // rows need their values; else only the one that says when
	slab   []any
	sums   []uint64 // per column, the hash of the cell of the row at hand
	faulty []faulty // its cells that cannot be read
	doubts []int    // its columns that could be read and look odd
	took   bool     // it took something from the row above
	fill   []string // per column, the last text of those that fill down
	differ []int    // per column, the line in which twins differ first
	short  shortRow // the row before, if it was taken and had too few cells
	shorts struct{ count, first int }
	notes  textfile.Lines // rows taken for sums, footnotes or titles
	cells  int
}

// first is the reading in which everything is found out.
func (p *pass) first() {
	p.run()
	p.reader.account, p.digest = p.account, p.sum
	if p.keep && len(p.part.Rows)+len(p.part.Rejected) <= p.budget {
		p.held = p.part
	} else {
		p.again = true
	}
	p.tellTwins()
	p.tellShorts()
	p.tellNotes()
	if s, ok := p.sheet.(*bookSheet); ok {
		s.tellLayout(p.out, p.at, p.reader)
	}
}

// onlyLook shows the gate a sheet that cannot be mapped.
func (p *pass) onlyLook() {
	if p.look == nil {
		return
	}
	for row := range p.sheet.rows() {
		if row.line != p.head.line && !row.blank() {
			p.look(row.line, row.cells)
		}
	}
}

// run reads the sheet.
func (p *pass) run() {
	n := len(p.columns)
	p.fill, p.differ, p.sums = make([]string, n), make([]int, n), make([]uint64, n)
	p.valued = p.keep || p.each != nil
	for _, k := range p.columns {
		if k.absent {
			p.part.Missing = append(p.part.Missing, Missing{Column: k.Name, Reason: ReasonAbsent})
		}
	}
	p.mark = len(p.part.Missing)
	for row := range p.sheet.rows() {
		if p.err != nil || !p.within(row) {
			break
		}
		p.account.Read++
		taken := p.account.Accepted
		switch {
		case row.line < p.head.line:
			p.account.NoData++
			p.checkStand(row)
		case row.line == p.head.line, row.blank(), p.isHead(row):
			p.account.NoData++
		default:
			if p.look != nil {
				p.look(row.line, row.cells)
			}
			p.take(row)
		}
		if p.out != nil {
			p.tidy.note(row, len(p.head.cells), p.account.Accepted > taken)
		}
	}
	if p.full != nil && p.err == nil {
		p.err = p.full(p.part)
	}
}

// within reports whether the file is within its limits, which are those of package workbook for sheets.
func (p *pass) within(row *row) bool {
	p.cells += len(row.cells)
	switch {
	case p.out == nil:
	case p.account.Read == maxRows:
		tellLimit(&p.out.found, p.at, "Zeilen", maxRows)
		return false
	case p.cells > maxCells:
		tellLimit(&p.out.found, p.at, "Zellen", maxCells)
		return false
	}
	return true
}

// room makes room for the next row. Of rows that nobody is handed, only the last is kept: the next one may still change it.
func (p *pass) room() {
	rows := len(p.part.Rows)
	switch size := rows + len(p.part.Rejected); {
	case !p.keep:
		if rows > 1 {
			p.part.Rows[0] = p.part.Rows[rows-1]
			p.part.Rows = p.part.Rows[:1]
		}
		p.part.Missing, p.mark = p.part.Missing[:0], 0
	case p.full == nil && size > p.budget: // more than memory is meant for: it is read again when it is wanted
		p.keep, p.valued = false, false
		p.part = Chunk{Rows: slices.Clone(p.part.Rows[max(0, rows-1):])}
		p.mark = 0
	case p.full != nil && size >= chunkRows:
		p.flush()
	}
}

// flush hands over all but the last row, which the next one may still change.
func (p *pass) flush() {
	n := max(0, len(p.part.Rows)-1)
	ready := Chunk{p.part.Rows[:n:n], p.part.Missing[:p.mark:p.mark], p.part.Rejected}
	p.part = Chunk{Rows: slices.Clone(p.part.Rows[n:]), Missing: slices.Clone(p.part.Missing[p.mark:])}
	p.mark = 0
	if p.err == nil {
		p.err = p.full(ready)
	}
}
