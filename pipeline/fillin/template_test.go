package fillin

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

var update = flag.Bool("update", false, "rewrite the goldens of these tests")

// sampleContract is the contract of this repository.
func sampleContract(t *testing.T) intake.Contract {
	t.Helper()
	c, found, err := intake.Read(os.DirFS("../.."))
	if err != nil || found.Stops() {
		t.Fatal(err, found)
	}
	c.Sources = append(c.Sources, intake.Fillin(c)...)
	return c
}

func office(t *testing.T, c intake.Contract, code string) intake.Office {
	t.Helper()
	for _, o := range c.Offices() {
		if o.Code == code {
			return o
		}
	}
	t.Fatalf("no office %s", code)
	return intake.Office{}
}

func template(t *testing.T, c intake.Contract, code string) []byte {
	t.Helper()
	raw, err := Template(office(t, c, code), c)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// fill enters rows below the head of a sheet, as a person at the keyboard would: text, unless it is a number.
func fill(t *testing.T, raw []byte, rows map[string][][]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for sheet, rows := range rows {
		for i, row := range rows {
			for j, v := range row {
				if v == nil {
					continue
				}
				if err := f.SetCellValue(sheet, cellName(j+1, headRow+1+i), v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFilledInWorkbookIsTakenBackAsTypedRows(t *testing.T) {
	c := sampleContract(t)
	// 43221 is 1 May 2018, as Excel holds what was typed as 05/2018.
	filled := fill(t, template(t, c, "SOZIALAMT"), map[string][][]any{
		"familie": {
			{"F1", 42856, nil, nil, "4 bis 5 Personen", "K1_2", "nein", "bis 2009", "Südosteuropa", "ja", "ja", "nein"},
			{"f 02", 43221, nil, nil, "k. A.", nil, "ja", nil, nil, "ja", "nein", "ja"},
		},
		"kontakt":   {{"K1", "F01", 43373, "Hausbesuch", "Sozialamt", 45, "Erfolgreicher Schulbesuch", nil, "ja"}},
		"einkommen": {{"F01", 43221, 3117.5, 1200, nil, nil, nil, nil, nil}},
	})
	data := fstest.MapFS{"2018-10-30/vorlage_sozialamt_2018-10-30.xlsx": {Data: filled}}
	batches, found, err := intake.Take(data, c)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "filled.golden", print(batches, found))
}

// print is what was taken: rows as their values, and the findings about the workbook.
func print(batches []intake.Batch, found finding.List) string {
	var b strings.Builder
	for _, x := range batches {
		fmt.Fprintf(&b, "%s from %s, %+v\n", x.Table, x.Source, x.Account)
		for _, r := range x.Rows {
			fmt.Fprintf(&b, "  %d: %v\n", r.Line, r.Values)
		}
	}
	for _, f := range found {
		if f.Rule != "lieferung_fehlt" { // the other offices have sent nothing
			fmt.Fprintln(&b, f)
		}
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", file, diff)
	}
}

func TestAWorkbookThatNobodyFilledInIsNoDelivery(t *testing.T) {
	c := sampleContract(t)
	for _, o := range c.Offices() {
		data := fstest.MapFS{"2018-10-30/" + TemplateFile(o): {Data: template(t, c, o.Code)}}
		batches, found, err := intake.Take(data, c)
		if err != nil {
			t.Fatal(err)
		}
		if print(batches, found) != "" {
			t.Errorf("%s:\n%s", o.Code, print(batches, found))
		}
	}
}

func TestAnUnfilledSheetDoesNotStandForADelivery(t *testing.T) {
	c := sampleContract(t)
	empty := template(t, c, "SOZIALAMT")
	data := fstest.MapFS{
		"2018-10-30/vorlage_sozialamt_1.xlsx": {Data: fill(t, empty, map[string][][]any{"wohnen": {{"F01", 43221, nil, "GU_KOMM"}}})},
		"2018-12-31/vorlage_sozialamt_2.xlsx": {Data: empty},
	}
	batches, found, err := intake.Take(data, c)
	if err != nil || len(batches) != 1 {
		t.Fatal(err, batches)
	}
	told := slices.ContainsFunc(found, func(f finding.Finding) bool {
		return f.Rule == "lieferung_fehlt" && f.Place.File == "2018-12-31" && strings.Contains(f.Message, "»wohnen«")
	})
	if !told {
		t.Errorf("nobody is told that wohnen is missing:\n%v", found)
	}
}

func TestEveryOfficeGetsItsOwnTablesAndNoOther(t *testing.T) {
	var b strings.Builder
	for _, o := range sampleContract(t).Offices() {
		var tables []string
		for _, table := range o.Tables {
			tables = append(tables, table.Name)
		}
		fmt.Fprintf(&b, "%s (%s): %s\n", TemplateFile(o), o.Label, strings.Join(tables, " "))
	}
	golden(t, "offices.golden", b.String())
}

func TestATableWithoutASourceIsOfferedInAWorkbookOfItsOwn(t *testing.T) {
	c := sampleContract(t)
	c.Sources = slices.DeleteFunc(c.Sources, func(s intake.Source) bool { return s.Table == "kontakt" })
	o := office(t, c, "WEITERE")
	if len(o.Tables) != 1 || o.Tables[0].Name != "kontakt" {
		t.Errorf("got %+v", o.Tables)
	}
}

func TestTheSameContractGivesTheSameBytes(t *testing.T) {
	c := sampleContract(t)
	for _, o := range c.Offices() {
		if !bytes.Equal(template(t, c, o.Code), template(t, c, o.Code)) {
			t.Errorf("%s differs", o.Code)
		}
	}
}

// TestAWorkbookShowsWhatBelongsIntoIt holds the workbook of the finance office cell by cell: texts, notes, formats, drop-downs.
func TestAWorkbookShowsWhatBelongsIntoIt(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(template(t, sampleContract(t), "KAEMMEREI")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golden(t, "kaemmerei.golden", describe(t, f))
}

func describe(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		visible, _ := f.GetSheetVisible(sheet)
		panes, _ := f.GetPanes(sheet)
		fmt.Fprintf(&b, "== %s visible=%t frozen=%d\n", sheet, visible, panes.YSplit)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if line := strings.TrimRight(strings.Join(row, " | "), " |"); line != "" {
				fmt.Fprintf(&b, "%d: %s\n", i+1, line)
			}
		}
		notes, _ := f.GetComments(sheet)
		for _, n := range notes {
			text := n.Text
			for _, p := range n.Paragraph {
				text += p.Text
			}
			fmt.Fprintf(&b, "note %s: %s\n", n.Cell, strings.ReplaceAll(text, "\n", " / "))
		}
		rules, _ := f.GetDataValidations(sheet)
		for _, r := range rules {
			fmt.Fprintf(&b, "rule %s: %s %s %s\n", r.Sqref, r.Type, r.Formula1, r.Formula2)
		}
	}
	return b.String()
}
