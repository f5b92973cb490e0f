package main

import (
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// fill FILE SHEET [CELL TEXT]… types texts into cells of a workbook.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args)%2 != 0 {
		ts.Fatalf("usage: fill FILE SHEET [CELL TEXT]…")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	for i := 2; i < len(args); i += 2 {
		ts.Check(f.SetCellValue(args[1], args[i], args[i+1]))
	}
	ts.Check(f.Save())
}
