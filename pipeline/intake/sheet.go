package intake

import (
	"iter"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// sheet is one delivered table of texts: a CSV file or a sheet of a workbook. It can be read from the top any number of times.
type sheet interface {
	// rows are the delivered rows, blank ones included. A row is valid until the next one is asked for.
	rows() iter.Seq[row]
	// place is where a cell stands, or for −1 where the row begins.
	place(r row, cell int) finding.Place
}

// row is one delivered row.
type row struct {
	line  int      // in the file, of its beginning
	cells []string // as delivered; an XLSX number is in German notation
	at    []int    // CSV: offset of each cell in the text
	fault string   // rule that the row breaks as a whole, e.g. faultQuoteOpen
}

// The faults of a row as a whole.
const (
	faultQuoteOpen = "anfuehrung_offen"
	faultQuoteText = "anfuehrung_text"
)

// blank reports whether nothing stands in the row.
func (r row) blank() bool {
	for _, c := range r.cells {
		if c != "" && notation.Trim(c) != "" {
			return false
		}
	}
	return true
}

// cell is the trimmed text of a cell, empty where the row is too short.
func (r row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}
