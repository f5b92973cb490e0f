// Package fillin writes the workbooks that offices fill in: templates for offices without an export, and sheets of questions about
// what they have delivered. It reads the answers back.
//
// A template is one workbook per office, with a sheet for each of its tables and only for those: German headers, a frozen head,
// drop-downs from the code lists, formats of dates, a note on every column, and a guide in front. Whoever returns it configures nothing:
// names of sheets and headers and the spellings of codes follow from the contract, and package intake reads them by the same functions
// (intake.Fillin).
//
// A sheet of questions has a row for every finding of one office or source. Answers are found again by place and rule. They are shown
// beside the finding and change no data: a corrected file is delivered again.
//
// The package reads no delivered data itself: answers come through package intake as well, by a contract of their own. It decides no rule and
// words no finding. The same contract and the same findings give the same bytes: no clock is read, and deadlines are handed in.
package fillin

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/intake"
)

// headRow is the row of the headers on every sheet with data: title and Stand above, data below.
const headRow = 3

// TemplateFile is the name under which the empty workbook of an office is written. It is taken back under this name too.
func TemplateFile(o intake.Office) string { return o.FillinName() + "_leer.xlsx" }

// Template is the fill-in workbook of an office. The contract has the code lists and the forms of pseudonyms.
func Template(o intake.Office, c intake.Contract) ([]byte, error) {
	b := newBook("Vorlage " + o.Label)
	b.guide(o)
	var l lists
	for _, t := range o.Tables {
		b.addSheet(t.Name)
		b.table(t, c, &l)
	}
	b.lists(l)
	return b.bytes()
}

// book is a workbook under construction. The first error stays and is told at the end; what follows it does nothing.
type book struct {
	file  *excelize.File
	style styles
	fresh bool // the sheet that a new workbook begins with is still unused
	err   error
}

func newBook(title string) *book {
	b := &book{file: excelize.NewFile(), fresh: true}
	b.style = b.styles()
	b.do(b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "wirkbericht", Language: "de-DE"}))
	return b
}

// do keeps the first error.
func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// addSheet appends a sheet.
func (b *book) addSheet(name string) {
	if b.fresh {
		b.fresh = false
		b.do(b.file.SetSheetName("Sheet1", name))
		return
	}
	_, err := b.file.NewSheet(name)
	b.do(err)
}

// put writes a cell in a style.
func (b *book) put(sheet string, column, row int, value any, style int) {
	at := cellName(column, row)
	b.do(b.file.SetCellValue(sheet, at, value))
	b.do(b.file.SetCellStyle(sheet, at, at, style))
}

// width sets the width of a column, in characters.
func (b *book) width(sheet string, column int, characters float64) {
	b.do(b.file.SetColWidth(sheet, columnName(column), columnName(column), characters))
}

// freeze keeps the rows down to the row in sight.
func (b *book) freeze(sheet string, row int) {
	b.do(b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: cellName(1, row+1), ActivePane: "bottomLeft"}))
}

// bytes is the finished workbook.
func (b *book) bytes() ([]byte, error) {
	var out bytes.Buffer
	if b.err == nil {
		b.do(b.file.Write(&out))
	}
	b.do(b.file.Close())
	if b.err != nil {
		return nil, fmt.Errorf("write workbook: %w", b.err)
	}
	return out.Bytes(), nil
}

// cellName is the name of a cell, "B3"; column and row count from 1.
func cellName(column, row int) string { return columnName(column) + strconv.Itoa(row) }

// columnName is the letters of a column. Columns of a contract are few, so no error is possible.
func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column)
	return name
}
