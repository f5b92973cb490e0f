package workbook

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Whatever the bytes of a sheet, there is no panic, rows come in order, and an error is the end.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="2"><c r="A2" t="s" s="1"><v>0</v></c><c t="inlineStr"><is><t>a&amp;b</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Add([]byte(`<row><c><f>1</f><v/></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>`))
	f.Add([]byte(`<!-- --><?x?><![CDATA[]]><a b='c' d="e"/>`))
	book := Book{texts: []string{"eins"}, formats: []format{{}, {day: true}, {percent: true}, {clock: true}, {zeros: 3}}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := Sheet{book: &book, part: "s"}
		p := sheetParser{sheet: &s, scanner: newScanner("s", bytes.NewReader(raw))}
		last, ended := 0, false
		p.yield = func(r *Row, err error) bool {
			if ended || err == nil && r.Number != last+1 || len(r.Cells) > MaxColumns {
				t.Fatalf("row %d after %d, ended %v", r.Number, last, ended)
			}
			last, ended = r.Number, err != nil
			return last < 10_000
		}
		p.run()
	})
}

// Whatever the bytes of a file, opening and reading it does not panic.
func FuzzWorkbook(f *testing.F) {
	f.Add(archive(f, sheet(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`)))
	x := excelize.NewFile()
	x.SetCellValue("Sheet1", "A1", "Familie")
	x.SetCellValue("Sheet1", "B2", 1.5)
	var raw bytes.Buffer
	if err := x.Write(&raw); err != nil {
		f.Fatal(err)
	}
	f.Add(raw.Bytes())
	f.Fuzz(func(_ *testing.T, raw []byte) {
		b, err := Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			return
		}
		for _, s := range b.Sheets {
			for r := range s.Rows() {
				if r.Number > 1000 {
					break
				}
			}
		}
	})
}

func BenchmarkRows(b *testing.B) {
	var data strings.Builder
	data.WriteString("<worksheet><sheetData>")
	for i := range 10_000 {
		fmt.Fprintf(&data, `<row r="%d"><c r="A%[1]d" t="s"><v>0</v></c><c r="B%[1]d" s="1"><v>43373</v></c><c r="C%[1]d"><v>1.25</v></c><c r="D%[1]d" t="s"><v>1</v></c><c r="E%[1]d"><v>%[1]d</v></c></row>`, i+1)
	}
	data.WriteString("</sheetData></worksheet>")
	p := sheet(data.String())
	p["xl/sharedStrings.xml"] = "<sst><si><t>a</t></si><si><t>b</t></si></sst>"
	p["xl/styles.xml"] = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	raw := archive(b, p)
	b.SetBytes(int64(data.Len()))
	b.ReportAllocs()
	for b.Loop() {
		rows := 0
		for range open(b, raw).Sheets[0].Rows() {
			rows++
		}
		if rows != 10_000 {
			b.Fatal(rows)
		}
	}
}
