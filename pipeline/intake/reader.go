package intake

import (
	"fmt"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
)

// reader turns one sheet into a batch. What it knows does not change from one reading of the sheet to the next.
type reader struct {
	table      Table
	source     *Source
	sheet      sheet
	at         finding.Place // file and sheet
	stand      time.Time
	hash       string    // SHA-256 of the file
	epoch      time.Time // day 0 of the workbook; zero for CSV
	lines      int       // about as many as rows, 0 for workbooks
	encoding   string    // CSV
	comma      byte      // CSV
	supplement bool      // a corrected quarantine file
	out        *report
	head       row
	width      int      // cells of the header
	above      []string // the texts above it
	columns    []*column
	unnamed    []int // delivered columns without a header
	all, key   []int // indices of all columns, and of those of the key
	twinned    []int // of columns whose header stands twice
	filling    []int // of columns that fill down
	original   int   // index of the column that says which line a supplement corrects, −1 if there is none

	term     int // index of the column that says when, −1 if the table keeps its history
	from, to time.Time

	// What the first reading found.
	account  Account
	digest   uint64
	keys     []keyRef
	rejected []uint32 // lines
	held     Chunk
	again    bool // held is not all: read the sheet again
	drops    map[int]drop

	// Of a supplement.
	corrects  map[uint32]uint32 // its line → line of the delivery
	corrected map[uint32]bool   // lines of the delivery that its taken rows correct
}

// maxReserved is for how many rows room is made at once. A file may have more lines than memory has bytes.
const maxReserved = 1 << 24

// drop is why a row that could be read is not taken.
type drop struct {
	duplicate bool
	reason    string
}

// sheet looks through one sheet, if its header row can be found at its beginning.
func (t *taker) sheet(r *reader, beginning rowser) []*reader {
	var matches int
	if r.head, matches = findHead(beginning, r.source.wanted()); matches == 0 {
		r.tellNoHead()
		t.found = append(t.found, r.out.found...)
		if t.look != nil {
			t.show(r.at, r.sheet, beginning)
		}
		return nil
	}
	if r.head.fault != "" {
		r.out.add(fault(finding.Warning, string(r.head.fault), r.sheet.place(&r.head, -1), "In der Kopfzeile stimmen die Anführungszeichen nicht.", "", "Bitte die Kopfzeile berichtigen."), "")
	}
	r.begin(t.contract, beginning)
	if s, ok := r.sheet.(*csvSheet); ok {
		s.width = r.width
	}
	r.mapColumns()
	if r.width > maxColumns {
		tellLimit(&r.out.found, r.at, "Spalten", maxColumns)
	}
	p := pass{reader: r, out: r.out, keep: true, budget: t.held}
	r.keys = make([]keyRef, 0, min(r.lines, maxReserved))
	p.part.Rows = make([]Row, 0, min(r.lines, maxReserved, t.held))
	var done func() finding.List
	if t.look != nil {
		p.look, done = t.look(r.raw())
	}
	if r.out.found.Stops() {
		p.onlyLook()
	} else {
		p.first()
	}
	if done != nil {
		r.out.found = append(r.out.found, done()...)
	}
	if r.out.found.Stops() {
		t.found = append(t.found, r.out.found...)
		return nil
	}
	t.held -= len(r.held.Rows) + len(r.held.Rejected)
	return []*reader{r}
}

// tellNoHead tells a sheet without a header, or why it could not be read as far as that.
func (r *reader) tellNoHead() {
	if s, ok := r.sheet.(*bookSheet); ok && s.err != nil {
		r.out.add(s.fault(r.at), "")
		return
	}
	r.out.tell(finding.Stop, "kopfzeile", r.at, fmt.Sprintf("In den ersten %d Zeilen steht keine der Überschriften, die %s nennt.", headRows, r.source.Path),
		"Bitte prüfen, ob es die richtige Datei ist, und die Kopfzeile ergänzen.")
}

// begin compiles the columns and takes from the beginning of the sheet what stands above the header.
func (r *reader) begin(c Contract, beginning rowser) {
	r.table, _ = c.table(r.source.Table)
	for _, k := range r.table.Columns {
		col := newColumn(k, r.source, c)
		col.epoch, col.stand = r.epoch, r.stand
		r.columns = append(r.columns, col)
	}
	for above := range beginning.rows() {
		if above.line >= r.head.line {
			break
		}
		for _, c := range above.cells {
			if c = clean(c); c != "" {
				r.above = append(r.above, c)
			}
		}
	}
	r.key = r.table.keyIndices()
	for i, k := range r.columns {
		r.all = append(r.all, i)
		if k.mapping.Fill != "" {
			r.filling = append(r.filling, i)
		}
	}
	r.width = r.head.filled()
	r.original = -1
	for i, c := range r.head.cells {
		if fold(c) == quarantineHeaders[0] {
			r.original, r.supplement = i, true
		}
	}
	r.setTerm(c.Term)
}

// setTerm finds the bounds outside which rows are set aside.
func (r *reader) setTerm(t Term) {
	r.term = -1
	for i, k := range r.table.Columns {
		if k.Name == r.table.Term {
			r.term = i
			r.from, r.to = t.Start, t.At(r.stand)
			if k.Type == TypeMonth {
				r.from = r.from.AddDate(0, 0, 1-r.from.Day())
			}
		}
	}
}

func (r *reader) outside(values []any) bool {
	if r.term < 0 {
		return false
	}
	day, ok := values[r.term].(time.Time)
	return ok && (day.Before(r.from) || !r.to.IsZero() && day.After(r.to))
}

// isBook reports whether the sheet is one of a workbook.
func (r *reader) isBook() bool { return !r.epoch.IsZero() }

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

	slab   []any
	sums   []uint64 // per column, the hash of the cell of the row at hand
	faulty []faulty // its cells that cannot be read
	doubts []int    // its columns that could be read and look odd
	took   bool     // it took something from the row above
	fill   []string // per column, the last text of those that fill down
	differ []int    // per column, the line in which twins differ first
	short  shortRow // the row before, if it was taken and had too few cells
	shorts struct{ count, first int }
	cells  int
}

// shortRow is a row that ended too early. If the next one has just the cells that it lacks, a line break has cut it in two.
type shortRow struct {
	line, next, cells int // the line, that behind it, how many cells it had
	text              string
	digest            uint64
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

// room makes room for the next row.
func (p *pass) room() {
	size := len(p.part.Rows) + len(p.part.Rejected)
	switch {
	case p.full == nil && p.keep && size > p.budget:
		p.keep = false // more than memory is meant for: it is read again when it is wanted
		p.flush()
	case size >= chunkRows && (p.full != nil || !p.keep):
		p.flush()
	}
}

// flush hands over all but the last row, which the next one may still change.
func (p *pass) flush() {
	n := max(0, len(p.part.Rows)-1)
	ready := Chunk{p.part.Rows[:n:n], p.part.Missing[:p.mark:p.mark], p.part.Rejected}
	p.part = Chunk{Rows: slices.Clone(p.part.Rows[n:]), Missing: slices.Clone(p.part.Missing[p.mark:])}
	p.mark = 0
	if p.full != nil && p.err == nil {
		p.err = p.full(ready)
	}
}
