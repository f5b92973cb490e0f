package intake

import (
	"iter"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/textfile"
	"wirkbericht/pipeline/notation"
)

// sheet is one delivered table of texts: a CSV file or a sheet of a workbook. It can be read from the top any number of times.
type sheet interface {
	// rows are the delivered rows, blank ones included. A row is valid until the next one is asked for, its texts for ever.
	rows() iter.Seq[*row]
	// place is where a cell stands, or for −1 where the row begins.
	place(r *row, cell int) finding.Place
}

// row is one delivered row.
type row struct {
	line       int // in the file, of its beginning
	lines      int // how many it takes
	cells      []string
	at         []int          // CSV: offset of each cell in text
	text       string         // CSV: the record as delivered, without its line end
	fault      textfile.Fault // that the row has as a whole
	uncomputed []int          // XLSX: cells with a formula that has no result
}

// The faults that only sheets of workbooks have.
const (
	faultSheet  textfile.Fault = "blatt_unlesbar" // the sheet could not be read further; the last row
	faultChange textfile.Fault = "datei_weg"      // the file could not be opened again; the only row
)

// ends reports whether the fault is one behind which nothing could be read.
func ends(f textfile.Fault) bool {
	return f == faultSheet || f == faultChange || f == textfile.Unread
}

// blank reports whether nothing stands in the row.
func (r *row) blank() bool {
	for _, c := range r.cells {
		if c != "" && notation.Trim(c) != "" {
			return false
		}
	}
	return r.fault == ""
}

// cell is the text of a cell, empty where the row is too short.
func (r *row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// filled is how many cells the row has up to the last in which something stands.
func (r *row) filled() int {
	n := len(r.cells)
	for n > 0 && notation.Trim(r.cells[n-1]) == "" {
		n--
	}
	return n
}
