package intake

import (
	"bytes"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/finding"
)

// maxWorkbook bounds what a workbook may unfold to. All of it stays in memory: nothing delivered is written to a temporary folder.
const maxWorkbook = 1 << 30

// openWorkbook opens the bytes of an XLSX file.
func openWorkbook(raw []byte) (*excelize.File, error) {
	return excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxWorkbook, RawCellValue: true,
	})
}

// epochOf is the day with the serial number 0 in this workbook.
func epochOf(book *excelize.File) time.Time {
	if p, err := book.GetWorkbookProps(); err == nil && p.Date1904 != nil && *p.Date1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

// xlsxSheet is one sheet of a workbook. Of formulas it has the cached values.
type xlsxSheet struct {
	file string
	name string
	book *excelize.File
}

func (s xlsxSheet) place(r row, cell int) finding.Place {
	return finding.Place{File: s.file, Sheet: s.name, Line: r.line, Column: cell + 1}
}

func (s xlsxSheet) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		rows, err := s.book.Rows(s.name)
		if err != nil {
			return // the sheet has no cells
		}
		defer rows.Close()
		for line := 1; rows.Next(); line++ {
			cells, err := rows.Columns()
			r := row{line: line, cells: cells}
			if err != nil {
				r.fault = faultSheet
			}
			for i, text := range cells {
				if machineNumber(text) && s.isNumber(i, line) {
					cells[i] = german(text)
				}
			}
			if !yield(r) || err != nil {
				return
			}
		}
	}
}

const faultSheet = "blatt_unlesbar"

// machineNumber reports whether a text may be a number whose decimal point or exponent must be told from text that looks alike.
// Whole numbers are the same in both notations.
func machineNumber(s string) bool {
	return strings.ContainsAny(s, ".E") && strings.Trim(s, "0123456789.E+-") == ""
}

// isNumber asks for the type of a cell, which the stream of rows does not tell.
//
// Note: excelize loads the whole sheet to answer; only sheets with fractions pay for that.
func (s xlsxSheet) isNumber(cell, line int) bool {
	name, err := excelize.CoordinatesToCellName(cell+1, line)
	if err != nil {
		return false
	}
	t, err := s.book.GetCellType(s.name, name)
	return err == nil && (t == excelize.CellTypeUnset || t == excelize.CellTypeNumber)
}

// german is a binary number as text in German notation, with the 15 digits that Excel shows and the four decimals that a
// column holds: 0.30000000000000004 is 0,3. A cell that is a number has no notation of its own, so rounding it loses nothing
// that anyone entered.
func german(s string) string {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	s = strconv.FormatFloat(f, 'f', 4, 64)
	return strings.Replace(strings.TrimRight(strings.TrimRight(s, "0"), "."), ".", ",", 1)
}
