package intake

import (
	"maps"
	"slices"
	"time"
)

// Clean is a CSV file that was found to be so regular, in the first reading, that a database can read it from the disk with the same result as
// Survey.Read and in a fraction of the time: UTF-8, every row on one line and with as many cells as the header, which is the first line;
// quotes only around whole cells; one kind of line end; and per column few texts besides those of its shape.
//
// What becomes of each row, and every finding, comes from the first reading all the same: it has seen each cell. So there are two ways to load
// a file and one to judge it.
//
// Note: a first reading in SQL as well was considered. Counting, for 14 columns, the different texts alone took as long as half of DuckDB's whole read_csv
// into a table; and what a text means would have to be written in SQL a second time, the gate be shown groups instead of cells.
type Clean struct {
	Comma   byte
	CRLF    bool          // lines end in CR LF, else in LF
	Width   int           // cells of each row
	Columns []CleanColumn // one for each of Batch.Columns
	Left    []uint32      // lines whose rows are not taken, ascending
	Size    int64         // of the file in bytes
	Time    time.Time     // of its last change
}

// CleanColumn is how one column is read. A text means what Spellings say; if they do not name it, it is of the shape.
type CleanColumn struct {
	At        int // place among the delivered cells, from 0; −1: Fixed holds for all rows
	Fixed     any
	Absent    bool // the column is not in the file: a missing value without a line
	Shape     Shape
	Spellings []Spelling // by text; those only that stand in rows that are taken have a value or a reason
}

// Spelling is what a text means: a value, or nil and the reason.
type Spelling struct {
	Text   string
	Value  any
	Reason Reason
}

const (
	// maxSpellings is how many texts of a column a database is told by name. They become branches of one CASE.
	maxSpellings = 256
	// maxLeft is how many lines it may be told to leave out.
	maxLeft = 100_000
)

// tidy is what the first reading notes to find out whether a file is clean.
type tidy struct {
	off     bool // it is not
	returns int  // lines that end in CR LF
	left    []uint32
}

// note looks at the shape of a row, which was taken or not.
func (t *tidy) note(row *row, width int, taken bool) {
	if t.off {
		return
	}
	if row.crlf {
		t.returns++
	}
	if !taken {
		t.left = append(t.left, uint32(row.line))
	}
	t.off = row.odd || row.lines > 1 || row.fault != "" || len(row.cells) != width || len(t.left) > maxLeft
}

// clean says how a database would read the file, nil if it cannot.
func (r *reader) clean() *Clean {
	s, ok := r.sheet.(*csvSheet)
	if !ok || r.tidy.off || r.supplement || r.head.line != 1 || len(r.head.cells) < 2 || len(r.filling) > 0 || !s.evidence.Regular(r.tidy.returns) {
		return nil
	}
	out := &Clean{Comma: r.comma, CRLF: r.tidy.returns > 0, Width: len(r.head.cells), Left: r.tidy.left, Size: r.size, Time: r.time}
	for _, k := range r.columns {
		c := CleanColumn{At: k.at, Shape: k.shape}
		switch {
		case k.many:
			return nil
		case k.fixed != nil:
			c = CleanColumn{At: -1, Fixed: k.fixed.value, Absent: k.absent}
		default:
			c.Spellings = k.spellings()
		}
		out.Columns = append(out.Columns, c)
	}
	for line := range r.drops {
		out.Left = append(out.Left, uint32(line))
	}
	slices.Sort(out.Left)
	if len(out.Left) > maxLeft {
		return nil
	}
	return out
}

// spellings are all texts of the column that quick has not read.
func (c *column) spellings() []Spelling {
	var out []Spelling
	for _, text := range slices.Sorted(maps.Keys(c.memo)) {
		got := c.memo[text]
		out = append(out, Spelling{text, got.value, got.reason})
	}
	return out
}
