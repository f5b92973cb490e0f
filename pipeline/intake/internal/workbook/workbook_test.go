package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// parts of a workbook by hand, beside those that every one has.
type parts map[string]string

const (
	contentTypes = `<Types/>`
	roots        = `<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	book         = `<?xml version="1.0"?><workbook xmlns:r="x"><workbookPr/><sheets><sheet name="A&amp;B" sheetId="1" r:id="r1"/></sheets></workbook>`
	targets      = `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
)

func archive(t testing.TB, p parts) []byte {
	t.Helper()
	all := parts{"[Content_Types].xml": contentTypes, "_rels/.rels": roots, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": targets}
	for name, text := range p {
		all[name] = text
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range all {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, raw []byte) *Book {
	t.Helper()
	b, err := Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// print is a sheet, a row a line.
func print(s *Sheet) string {
	var out strings.Builder
	for row, err := range s.Rows() {
		if err != nil {
			fmt.Fprintf(&out, "%d %v\n", row.Number, err)
			continue
		}
		fmt.Fprintf(&out, "%d %s", row.Number, strings.Join(row.Cells, " | "))
		if len(row.Uncomputed) > 0 {
			fmt.Fprintf(&out, " uncomputed %v", row.Uncomputed)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func sheet(data string) parts { return parts{"xl/worksheets/sheet1.xml": data} }

func TestCellsAreTheTextsThatAreShown(t *testing.T) {
	p := sheet(`<?xml version="1.0" encoding="UTF-8"?><!-- by hand -->
<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="5"/></x:cols><x:sheetData>
<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t="s"><x:v> 1 </x:v></x:c></x:row>
<x:row r="3" hidden="1"><x:c r="A3"><x:v>43373</x:v></x:c><x:c r="B3" s="1"><x:v>43373.75</x:v></x:c><x:c r="C3" s="2"><x:v>43373.75</x:v></x:c><x:c r="D3" s="1"><x:v>2018</x:v></x:c><x:c s="1"><x:v>0</x:v></x:c></x:row>
<x:row><x:c><x:v>0.30000000000000004</x:v></x:c><x:c s="3"><x:v>0.123</x:v></x:c><x:c s="4"><x:v>7</x:v></x:c><x:c s="5"><x:v>1.0625</x:v></x:c><x:c s="6"><x:v>1234.5</x:v></x:c></x:row>
<x:row r='5'><x:c t="b"><x:v>1</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="d"><x:v>2018-09-30T00:00:00</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t xml:space="preserve">a </x:t></x:r><x:rPh><x:t>nein</x:t></x:rPh><x:r><x:t>&lt;b&gt;&#228;&#xE4;</x:t></x:r></x:is></x:c></x:row>
<x:row r="6"><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c t="str"><x:f>"a"&amp;"b"</x:f><x:v>ab</x:v></x:c><x:c><x:f>SUM(A1:A2)</x:f></x:c><x:c><x:f>SUM(A1:A2)</x:f><x:v></x:v></x:c><x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c><x:f t="shared" si="0"/><x:v>5</x:v></x:c><x:c t="str"><x:f>1</x:f></x:c></x:row>
<x:row r="7" spans="1:3"/>
<x:row r="8"><x:c t="inlineStr"><x:is><x:t><![CDATA[<&amp;>]]> &unbekannt; &</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>a_x000A_b_x_</x:t></x:is></x:c><x:c r="J8" s="2"/></x:row>
</x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/><x:mergeCell ref="A3:A5"/></x:mergeCells></x:worksheet>`)
	p["xl/sharedStrings.xml"] = `<sst><si><t>Familie</t></si><si><r><t>Auf</t></r><r><rPr><b/></rPr><t>nahme</t></r><rPh sb="0" eb="1"><t>nein</t></rPh></si></sst>`
	p["xl/styles.xml"] = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="#,##0.00\ &quot;€&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="165"/></cellXfs></styleSheet>`
	b := open(t, archive(t, p))
	want := `1 Familie |  | Aufnahme
2 
3 43373 | 30.09.2018 | 30.09.2018 18:00 | 2018 | 01.01.1900
4 0,3 | 12,3 % | 007 | 25:30 | 1234,5
5 WAHR | FALSCH | #N/A | 2018-09-30T00:00:00 | a <b>ää
6 2 | ab | =SUM(A1:A2) | =SUM(A1:A2) |  | 5 | =1 uncomputed [2 3 6]
7 
8 <&amp;> &unbekannt; & | a
b_x_
`
	if diff := cmp.Diff(want, print(b.Sheets[0])); diff != "" {
		t.Error(diff)
	}
	if b.Sheets[0].Name != "A&B" || len(b.Sheets) != 1 {
		t.Errorf("sheets %+v", b.Sheets)
	}
	layout := Layout{
		HiddenColumns: []Range{{0, 0, 2, 3}}, HiddenRows: 1, FirstHidden: 3, Merged: []Range{{1, 1, 1, 2}, {3, 5, 1, 1}},
	}
	if diff := cmp.Diff(layout, b.Sheets[0].Layout); diff != "" {
		t.Error(diff)
	}
}

func TestSheetsAreThoseWithCells(t *testing.T) {
	p := sheet(`<worksheet/>`)
	p["xl/workbook.xml"] = `<workbook xmlns:r="x"><workbookPr date1904="true"/><sheets><sheet name="Diagramm" r:id="c"/>
<sheet name="Sichtbar" r:id="r1"/><sheet name="Alt" state="hidden" r:id="r2"/><sheet name="Ganz alt" state="veryHidden" r:id="r3"/><sheet name="weg" r:id="r4"/></sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="c" Type="chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="r2" Type="worksheet" Target="/xl/worksheets/sheet1.xml"/>
<Relationship Id="r3" Type="worksheet" Target="worksheets/SHEET1.xml"/></Relationships>`
	b := open(t, archive(t, p))
	var got []string
	for _, s := range b.Sheets {
		got = append(got, fmt.Sprint(s.Name, " ", s.Hidden, " ", print(s)))
	}
	if diff := cmp.Diff([]string{"Sichtbar false ", "Alt true ", "Ganz alt true "}, got); diff != "" {
		t.Error(diff)
	}
	if b.Epoch().Year() != 1904 {
		t.Error("calendar of 1904 is not seen")
	}
}

func TestNumberFormatsSayWhatANumberIs(t *testing.T) {
	for code, want := range map[string]format{
		"General": {}, "Standard": {}, "0": {zeros: 1}, "0.00": {}, "#,##0": {}, "000": {zeros: 3}, "0000000": {zeros: 7},
		"dd.mm.yyyy": {day: true}, "[$-407]d. mmmm yyyy;@": {day: true}, "TT.MM.JJJJ": {day: true}, "mmm yy": {day: true}, "m/d/yy h:mm": {day: true, clock: true},
		"h:mm": {clock: true}, "[h]:mm:ss": {clock: true}, "mm:ss": {clock: true}, "0%": {percent: true}, "0.0\\ %": {percent: true},
		`#,##0.00 "Std."`: {}, `#,##0\ \d`: {}, `"Tag "0`: {zeros: 1}, "[Red]-0.00": {}, "[>=100]0;d": {zeros: 1}, `0_-`: {zeros: 1}, "@": {}, "": {},
		`"offen`: {}, "[offen": {}, "0.00E+00": {},
	} {
		if got := parseFormat(code); got != want {
			t.Errorf("format %q is %+v, want %+v", code, got, want)
		}
	}
}

func TestBinaryNumbersAreShownInGerman(t *testing.T) {
	b := &Book{}
	for in, want := range map[string]string{
		"0.30000000000000004": "0,3", "1234.5": "1234,5", "0.3333333333333333": "0,3333", "1E-05": "0", "-1E-05": "0", "1.5E+3": "1500", "-2.50": "-2,5", "1.00005": "1,0001",
		"12": "12", "-7": "-7", "123456789012345678": "123456789012346000", "": "", "x": "x", "NaN": "NaN", "1e999": "1e999",
	} {
		if got := b.number(in, 0); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}

func TestWhatIsNoWorkbookIsNamed(t *testing.T) {
	zipOf := func(names ...string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, n := range names {
			f, _ := w.Create(n)
			fmt.Fprint(f, "<x/>")
		}
		w.Close()
		return out.Bytes()
	}
	for _, c := range []struct {
		raw  []byte
		want string
	}{
		{zipOf("mimetype", "content.xml"), "not a workbook: eine Datei von LibreOffice oder OpenOffice (.ods)"},
		{zipOf("[Content_Types].xml", "word/document.xml"), "not a workbook: ein Word-Dokument (.docx)"},
		{zipOf("[Content_Types].xml", "xl/workbook.bin"), "not a workbook: eine binäre Arbeitsmappe (.xlsb)"},
		{zipOf("Index/Document.iwa"), "not a workbook: eine Datei von Apple Numbers (.numbers)"},
		{zipOf("bild.png"), "not a workbook: ein ZIP-Archiv"},
		{[]byte("PK\x03\x04"), "broken workbook: archive: zip: not a valid zip file"},
		{nil, "broken workbook: archive: zip: not a valid zip file"},
	} {
		_, err := Open(bytes.NewReader(c.raw), int64(len(c.raw)))
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestABrokenSheetEndsWithAnError(t *testing.T) {
	for _, c := range []struct{ xml, want string }{
		{`<worksheet><sheetData><row r="1"><c t="s"><v>5</v></c></row>`, "2 broken workbook: xl/worksheets/sheet1.xml: text 5\n"},
		{`<worksheet><sheetData><row r="2"/><row r="1"/>`, "1 \n2 \n3 broken workbook: xl/worksheets/sheet1.xml: row 1\n"},
		{`<worksheet><sheetData><row r="1048577"/>`, "1 broken workbook: xl/worksheets/sheet1.xml: row 1048577\n"},
		{`<worksheet><sheetData><row r="1"><c r="B1"/><c r="A1"/>`, "2 broken workbook: xl/worksheets/sheet1.xml: cell A1\n"},
		{`<worksheet><sheetData><row r="1"><c r="XFE1"/>`, "2 broken workbook: xl/worksheets/sheet1.xml: cell XFE1\n"},
		{`<worksheet><sheetData><row r="1">`, "2 broken workbook: xl/worksheets/sheet1.xml: cut off\n"},
		{`<worksheet><sheetData><row r="1"`, "1 broken workbook: xl/worksheets/sheet1.xml: cut off\n"},
		{`<worksheet></worksheet></worksheet>`, "1 broken workbook: xl/worksheets/sheet1.xml: an end without a beginning\n"},
		{`<row></c></row>`, "2 broken workbook: xl/worksheets/sheet1.xml: an end without a beginning\n"},
		{`<row><row/></row>`, "2 broken workbook: xl/worksheets/sheet1.xml: a row within a row\n"},
		{`<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`, "1 broken workbook: xl/worksheets/sheet1.xml: document type\n"},
		{strings.Repeat("<a>", MaxDepth+1), "1 xl/worksheets/sheet1.xml: more than 64 (verschachtelte Elemente)\n"},
		{`<worksheet a="` + strings.Repeat("x", maxTag) + `"/>`, "1 xl/worksheets/sheet1.xml: more than 65536 (Bytes in einem XML-Element)\n"},
		{`<row><c t="inlineStr"><is><t>` + strings.Repeat("x", MaxText+1), "2 xl/worksheets/sheet1.xml: more than 1048576 (Bytes Text in einer Zelle)\n"},
	} {
		if got := print(open(t, archive(t, sheet(c.xml))).Sheets[0]); got != c.want {
			t.Errorf("%.60s:\n got %s want %s", c.xml, got, c.want)
		}
	}
}

func TestAZipBombIsNotUnpacked(t *testing.T) {
	raw := archive(t, sheet(strings.Repeat(" ", 64<<20)))
	if len(raw) > 1<<20 {
		t.Fatal("the bomb is not packed")
	}
	got := print(open(t, raw).Sheets[0])
	if want := "0 xl/worksheets/sheet1.xml: more than 250 (fach gepackt)\n"; got != want {
		t.Errorf("got %s", got)
	}
	many := parts{}
	for i := range MaxParts {
		many[fmt.Sprint("p", i)] = ""
	}
	raw = archive(t, many)
	var limit *LimitError
	if _, err := Open(bytes.NewReader(raw), int64(len(raw))); !errors.As(err, &limit) {
		t.Error(err)
	}
}

func TestATruncatedWorkbookIsBroken(t *testing.T) {
	raw := archive(t, sheet(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`))
	for n := range raw {
		if _, err := Open(bytes.NewReader(raw[:n]), int64(n)); err == nil {
			t.Fatalf("%d of %d bytes are taken for a workbook", n, len(raw))
		}
	}
	for i := range raw { // no byte may be changed unnoticed and read as another value
		bad := bytes.Clone(raw)
		bad[i] ^= 0x55
		b, err := Open(bytes.NewReader(bad), int64(len(bad)))
		if err != nil || len(b.Sheets) == 0 {
			continue
		}
		for row, err := range b.Sheets[0].Rows() {
			if err == nil && !cmp.Equal(row.Cells, []string{"1"}) {
				t.Fatalf("byte %d changed: %v", i, row.Cells)
			}
		}
	}
}

// What excelize writes is read as excelize reads it.
func TestWorkbooksOfExcelizeAreRead(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		f := excelize.NewFile()
		var want [][]string
		for y := range 30 {
			row := make([]string, random.IntN(8))
			for x := range row {
				name, _ := excelize.CoordinatesToCellName(x+1, y+1)
				switch random.IntN(5) {
				case 0:
					n := random.IntN(1000)
					row[x] = fmt.Sprint(n)
					f.SetCellInt("Sheet1", name, int64(n))
				case 1:
					n := random.IntN(1000)
					row[x] = fmt.Sprintf("%d,5", n)
					f.SetCellFloat("Sheet1", name, float64(n)+.5, -1, 64)
				case 2:
					row[x] = []string{"", " <a&b>\"' ", "ä\nö", "=1+1", "x"}[random.IntN(5)]
					f.SetCellStr("Sheet1", name, row[x])
				case 3:
					row[x] = "WAHR"
					f.SetCellBool("Sheet1", name, true)
				}
			}
			want = append(want, row)
		}
		var raw bytes.Buffer
		if err := f.Write(&raw); err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for row, err := range open(t, raw.Bytes()).Sheets[0].Rows() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, append([]string{}, row.Cells...))
		}
		trim := func(rows [][]string) string {
			var out strings.Builder
			for _, r := range rows {
				out.WriteString(strings.TrimRight(strings.Join(r, "|"), "|") + "\n")
			}
			return strings.TrimRight(out.String(), "\n")
		}
		if diff := cmp.Diff(trim(want), trim(got)); diff != "" {
			t.Fatal(diff)
		}
	}
}
