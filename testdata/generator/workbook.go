package main

import (
	"bytes"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook is one XLSX file of the sheets, in order.
func workbook(sheets []*sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	for i, s := range sheets {
		name := s.source.Sheet
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", name, err)
		}
		if err := fill(f, s, styles); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", name, err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}

// styles are the cell formats of a workbook.
type styles struct{ bold, day, month int }

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	var err error
	if s.bold, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return s, fmt.Errorf("style: %w", err)
	}
	day, month := "dd.mm.yyyy", "mm/yyyy"
	if s.day, err = f.NewStyle(&excelize.Style{CustomNumFmt: &day}); err != nil {
		return s, fmt.Errorf("style: %w", err)
	}
	if s.month, err = f.NewStyle(&excelize.Style{CustomNumFmt: &month}); err != nil {
		return s, fmt.Errorf("style: %w", err)
	}
	return s, nil
}

// fill writes title, header, rows and foot of one sheet.
func fill(f *excelize.File, s *sheet, st styles) error {
	line := 0
	put := func(row []any, style int) error {
		line++
		for i, v := range row {
			if err := st.put(f, s.source.Sheet, i+1, line, v, style); err != nil {
				return err
			}
		}
		return nil
	}
	for i, text := range s.title {
		style := 0
		if i == 0 {
			style = st.bold
		}
		if err := put([]any{text}, style); err != nil {
			return err
		}
	}
	if err := put(s.header, st.bold); err != nil {
		return err
	}
	for _, row := range append(s.rows, s.foot...) {
		if err := put(row, 0); err != nil {
			return err
		}
	}
	return f.SetColWidth(s.source.Sheet, "A", "Z", 16)
}

// put writes one cell; days and months are dates to Excel, each in its format.
func (st styles) put(f *excelize.File, sheet string, column, line int, v any, style int) error {
	switch x := v.(type) {
	case nil:
		return nil
	case month:
		v, style = x.first(), st.month
	case time.Time:
		style = st.day
	}
	if v == "" {
		return nil
	}
	at, err := excelize.CoordinatesToCellName(column, line)
	if err != nil {
		return err
	}
	if err := f.SetCellValue(sheet, at, v); err != nil {
		return err
	}
	if style == 0 {
		return nil
	}
	return f.SetCellStyle(sheet, at, at, style)
}
