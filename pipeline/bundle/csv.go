package bundle

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/notation"
)

// Row is one row of a table: the text of each column, empty for no value.
type Row []string

// Content is a table with its rows.
type Content struct {
	Table *Table
	Rows  []Row
	Lines []int // of each row in its file; nil for what was not read from one
}

// Get is the text of a column of row i.
func (c *Content) Get(i int, column string) string { return c.Rows[i][c.Table.Column(column)] }

// Sort puts the rows into the order of their key, byte by byte.
func (c *Content) Sort() {
	key := c.Table.KeyColumns()
	slices.SortFunc(c.Rows, func(a, b Row) int { return CompareKeys(a, b, key) })
}

// CompareKeys compares two rows in the given columns.
func CompareKeys(a, b Row, key []int) int {
	for _, k := range key {
		if d := cmp.Compare(a[k], b[k]); d != 0 {
			return d
		}
	}
	return 0
}

// KeyOf is the key of a row as one text.
func (t *Table) KeyOf(r Row) string {
	var parts []string
	for _, k := range t.KeyColumns() {
		parts = append(parts, r[k])
	}
	return strings.Join(parts, "/")
}

// CSV is the file of the table: UTF-8 without a mark, comma, LF, quotes only where they are needed.
func (c *Content) CSV() ([]byte, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.Write(c.Table.Header()); err != nil {
		return nil, fmt.Errorf("write %s: %w", c.Table.Name, err)
	}
	for _, r := range c.Rows {
		if err := w.Write(r); err != nil {
			return nil, fmt.Errorf("write %s: %w", c.Table.Name, err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write %s: %w", c.Table.Name, err)
	}
	return []byte(b.String()), nil
}

// HeaderError is a file whose first line is not the header of its table.
type HeaderError struct {
	Table *Table
	Got   []string
}

func (e *HeaderError) Error() string {
	return fmt.Sprintf("header of %s is %q", e.Table.Name, strings.Join(e.Got, ","))
}

// Read reads a table whose header is exactly that of the description. Rows with too many or too few fields are a csv.ParseError.
func Read(t *Table, r io.Reader) (*Content, error) {
	reader := csv.NewReader(bufio.NewReader(r))
	reader.FieldsPerRecord = len(t.Columns)
	reader.ReuseRecord = false
	head, err := reader.Read()
	if head != nil && !slices.Equal(head, t.Header()) {
		return nil, &HeaderError{t, head}
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Name, err)
	}
	c := &Content{Table: t}
	for {
		rec, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return c, fmt.Errorf("read %s: %w", t.Name, err)
		}
		line, _ := reader.FieldPos(0)
		c.Rows, c.Lines = append(c.Rows, rec), append(c.Lines, line)
	}
}

// ParseDecimal reads a number of the form of Decimal columns; nothing is zero.
func ParseDecimal(s string) notation.Decimal {
	whole, frac, _ := strings.Cut(s, ".")
	negative := strings.HasPrefix(whole, "-")
	n, _ := strconv.ParseInt(strings.TrimPrefix(whole, "-")+(frac + "000000")[:6], 10, 64)
	if negative {
		n = -n
	}
	return notation.Decimal(n)
}
