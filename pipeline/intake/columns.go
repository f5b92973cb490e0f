package intake

import (
	"errors"
	"io/fs"
	"time"

	"wirkbericht/pipeline/notation"
)

// ColumnRows is how many rows Columns holds at most. It is what DuckDB takes at a time.
const ColumnRows = 2048

// Columns is a part of a clean file, column by column, in the order of the file.
type Columns struct {
	Lines  []int64  // of each row
	Values []Vector // one for each of Batch.Columns
	// Missing are the cells without a value but those in which nothing stands: they are most of them, and NULL says it all.
	Missing []Missing
}

// Vector is the cells of one column, one for each row: of a text column Texts, else Numbers. Null says which have no value.
type Vector struct {
	Null    []bool
	Numbers []int64 // int: itself, dec: ten-thousandths, date and month: days since 1970, bool: 0 or 1
	Texts   []string
}

// ahead is how many Columns are read before anybody asks for them.
const ahead = 4

// ColumnReader reads a clean file. It works ahead while its reader is busy with what it has got.
//
// Note: the goroutine is worth it. Of a million rows, DuckDB takes one processor for two seconds to store them, and cutting and reading the
// text takes another one for one.
type ColumnReader struct {
	full chan *Columns // closed at the end
	free chan *Columns
	quit chan struct{}
	last *Columns
	err  error // once full is closed
}

// Open begins to read. Close has to be called.
func (c *Clean) Open() *ColumnReader {
	r := &ColumnReader{full: make(chan *Columns, ahead), free: make(chan *Columns, ahead+2), quit: make(chan struct{})}
	for range ahead + 2 {
		r.free <- newColumns(c.reader.columns)
	}
	go func() {
		defer close(r.full)
		r.err = c.read(r)
	}()
	return r
}

// Next is the next part, nil at the end. It is valid until Next is called again. ErrChanged is a file that is no longer what the first reading saw.
func (r *ColumnReader) Next() (*Columns, error) {
	if r.last != nil {
		r.free <- r.last
	}
	if r.last = <-r.full; r.last == nil {
		return nil, r.err
	}
	return r.last, nil
}

// Close ends the reading, also before its end.
func (r *ColumnReader) Close() {
	close(r.quit)
	for range r.full { //nolint:revive // until the goroutine has ended
	}
}

// errQuit ends a reading that nobody wants any more.
var errQuit = errors.New("closed")

// read reads the file and hands it over.
func (c *Clean) read(to *ColumnReader) error {
	if err := c.unchanged(); err != nil {
		return err
	}
	r, left, rows := c.reader, c.left, 0
	part := <-to.free
	part.reset()
	for _, k := range r.columns {
		if k.absent {
			part.Missing = append(part.Missing, Missing{Column: k.Name, Reason: ReasonAbsent})
		}
	}
	for row := range r.sheet.rows() {
		if len(left) > 0 && uint32(row.line) == left[0] {
			left = left[1:]
			continue
		}
		if row.fault != "" || len(row.cells) < len(r.head.cells) || !part.add(r.columns, row) {
			return ErrChanged
		}
		rows++
		if len(part.Lines) < ColumnRows {
			continue
		}
		if part = to.swap(part); part == nil {
			return errQuit
		}
	}
	if to.swap(part) == nil {
		return errQuit
	}
	if len(left) > 0 || rows != r.account.Accepted {
		return ErrChanged
	}
	return c.unchanged()
}

// swap hands over a part and is an empty one, nil if nobody wants any more.
func (r *ColumnReader) swap(part *Columns) *Columns {
	select {
	case r.full <- part:
	case <-r.quit:
		return nil
	}
	select {
	case next := <-r.free:
		next.reset()
		return next
	case <-r.quit:
		return nil
	}
}

// unchanged is an error if the file is not the one of the first reading.
func (c *Clean) unchanged() error {
	s := c.reader.sheet.(*csvSheet)
	now, err := fs.Stat(s.data, s.file)
	if err == nil && (now.Size() != c.reader.size || !now.ModTime().Equal(c.reader.time)) {
		err = ErrChanged
	}
	return err
}

// newColumns is an empty part. The cells of a column that the file does not fill are the same in every row and stand there from the beginning.
func newColumns(columns []*column) *Columns {
	out := &Columns{Lines: make([]int64, 0, ColumnRows), Values: make([]Vector, len(columns))}
	for i, k := range columns {
		v := Vector{Null: make([]bool, ColumnRows)}
		if k.Type == TypeText {
			v.Texts = make([]string, ColumnRows)
		} else {
			v.Numbers = make([]int64, ColumnRows)
		}
		for row := 0; k.fixed != nil && row < ColumnRows; row++ {
			v.set(row, k.fixed.value)
		}
		out.Values[i] = v
	}
	return out
}

func (c *Columns) reset() { c.Lines, c.Missing = c.Lines[:0], c.Missing[:0] }

// add appends a row; false if it holds a cell that the first reading cannot have taken.
func (c *Columns) add(columns []*column, row *row) bool {
	at := len(c.Lines)
	c.Lines = append(c.Lines, int64(row.line))
	for i, k := range columns {
		if k.fixed != nil {
			continue
		}
		text, v := row.cells[k.at], &c.Values[i]
		if n, ok := k.quick(text); ok {
			v.quick(at, k.Type, n, text)
			continue
		}
		got := k.read(text)
		if got.fault != nil {
			return false
		}
		v.set(at, got.value)
		if got.reason != "" && got.reason != ReasonEmpty {
			c.Missing = append(c.Missing, Missing{row.line, k.Name, k.last, got.reason})
		}
	}
	return true
}

// quick sets a cell to what column.quick has read.
func (v *Vector) quick(row int, t Type, n int64, text string) {
	v.Null[row] = false
	switch t {
	case TypeText:
		v.Texts[row] = text
	case TypeDec:
		v.Numbers[row] = n / decimalStep
	case TypeDate, TypeMonth:
		v.Numbers[row] = n / secondsPerDay
	default:
		v.Numbers[row] = n
	}
}

// decimalStep is how many millionths, in which a Decimal counts, make a ten-thousandth. No cell has fewer.
const decimalStep = 100

// set sets a cell to a value of a Row. A day before 1970 is no whole number of days only if it has a time, which none has.
func (v *Vector) set(row int, value any) {
	v.Null[row] = value == nil
	switch value := value.(type) {
	case string:
		v.Texts[row] = value
	case time.Time:
		v.Numbers[row] = value.Unix() / secondsPerDay
	case int64:
		v.Numbers[row] = value
	case notation.Decimal:
		v.Numbers[row] = int64(value) / decimalStep
	case bool:
		v.Numbers[row] = 0
		if value {
			v.Numbers[row] = 1
		}
	}
}
