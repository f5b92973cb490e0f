package intake

import (
	"fmt"
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
	size       int64     // of it
	time       time.Time // of its last change
	epoch      time.Time // day 0 of the workbook; zero for CSV
	lines      int       // about as many as rows, 0 for workbooks
	encoding   string    // CSV
	comma      byte      // CSV
	supplement bool      // a corrected quarantine file
	out        *report
	head       row
	width      int      // cells of the header
	above      []string // the texts above it
	titles     []Title  // the same with their places
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
	keys     []uint64 // hashes of the keys of the taken rows: eight bytes a row are all that is kept to find duplicates
	rejected []uint32 // lines
	held     Chunk
	again    bool // held is not all: read the sheet again
	drops    map[int]drop
	tidy     tidy

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
		r.tellNoHead(beginning)
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
	r.keys = make([]uint64, 0, min(r.lines, maxReserved))
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
func (r *reader) tellNoHead(beginning rowser) {
	if s, ok := r.sheet.(*bookSheet); ok && s.err != nil {
		r.out.add(s.fault(r.at), "")
		return
	}
	switch t, text := beginning.(top); {
	case isBlank(beginning):
		what := "Das Blatt"
		if text {
			what = "Die Datei"
		}
		r.out.tell(finding.Stop, "datei_leer", r.at, what+" ist leer.", "Bitte neu liefern.")
	case text && t.unquoted(r.source.wanted()):
		r.out.tell(finding.Stop, "anfuehrung", r.at, "Die Anführungszeichen stehen nicht um einzelne Felder: Entweder steht jede Zeile als Ganzes darin, oder es sind andere als \".",
			"Bitte ohne Umweg aus dem Fachverfahren exportieren, Texte in \" oder ohne Anführungszeichen.")
	default:
		r.out.tell(finding.Stop, "kopfzeile", r.at, fmt.Sprintf("In den ersten %d Zeilen steht keine der Überschriften, die %s nennt.", headRows, r.source.Path),
			"Bitte prüfen, ob es die richtige Datei ist, und die Kopfzeile ergänzen.")
	}
}

// isBlank reports whether nothing stands at the beginning of a sheet.
func isBlank(beginning rowser) bool {
	n := 0
	for r := range beginning.rows() {
		if n++; n > headRows || !r.blank() {
			return false
		}
	}
	return true
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
		for i, c := range above.cells {
			if c = clean(c); c != "" {
				r.above = append(r.above, c)
				r.titles = append(r.titles, Title{r.sheet.place(above, i), c})
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
