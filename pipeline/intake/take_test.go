package intake

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

var update = flag.Bool("update", false, "write what is found into the cases")

// TestCases runs the archives of testdata. A case holds a project (config/…), what was delivered (data/…), and what comes of it:
// "findings" and "batches". Behind the name of a delivered file may stand how its bytes differ from the text:
//
//	data/2018-10-30/x.csv windows-1252
//	data/2018-10-30/x.csv utf-16le crlf
//	data/2018-10-30/x.xlsx Blatt 1        (rows of cells between |; #12.5 is a number, =1+1#2 a formula with a cached value)
//
// {81} stands for the byte 0x81. Cases without config/ use that of testdata/project.txtar.
func TestCases(t *testing.T) {
	project := archive(t, "testdata/project.txtar")
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a := archive(t, file)
			fsys := project
			if strings.Contains(string(txtar.Format(a)), "\n-- config/") {
				fsys = a
			}
			contract, found, err := Read(part(fsys, "config/"))
			if err != nil {
				t.Fatal(err)
			}
			contract.Term = term
			var batches []Batch
			if !found.Stops() {
				var more finding.List
				batches, more, err = Take(delivered(t, a), contract)
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, more...)
			}
			for _, b := range batches {
				if !b.Account.Balanced() || b.Account.Accepted != len(b.Rows) {
					t.Errorf("%s: account %+v with %d rows", b.File, b.Account, len(b.Rows))
				}
			}
			compare(t, a, file, map[string]string{"findings": printFindings(found), "batches": printBatches(batches)})
		})
	}
}

var term = Term{Start: day(2017, 5, 1), Ends: []TermEnd{
	{Until: day(2019, 4, 30), Status: "BEWILLIGT", DecidedOn: day(2017, 4, 1)},
	{Until: day(2019, 12, 31), Status: "BEANTRAGT", DecidedOn: day(2018, 10, 29)},
	{Until: day(2019, 12, 31), Status: "BEWILLIGT", DecidedOn: day(2019, 1, 31)},
}}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func archive(t testing.TB, file string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// compare holds the named sections of a case against what came out, or writes them with -update.
func compare(t *testing.T, a *txtar.Archive, file string, got map[string]string) {
	t.Helper()
	var changed bool
	for i, f := range a.Files {
		want, ok := got[f.Name]
		if !ok {
			continue
		}
		delete(got, f.Name)
		if string(f.Data) == want {
			continue
		}
		if !*update {
			t.Errorf("%s:\n%s", f.Name, cmp.Diff(string(f.Data), want))
		}
		a.Files[i].Data, changed = []byte(want), true
	}
	if len(got) > 0 {
		t.Errorf("case has no section for %v", got)
	}
	if changed && *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// part are the files of an archive below a prefix, which stays.
func part(a *txtar.Archive, prefix string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, prefix) {
			out[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return out
}

// delivered is the data folder of a case.
func delivered(t testing.TB, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	books := map[string]*excelize.File{}
	for _, f := range a.Files {
		name, how, _ := strings.Cut(f.Name, " ")
		name, ok := strings.CutPrefix(name, "data/")
		if !ok {
			continue
		}
		if strings.HasSuffix(name, ".xlsx") && how != "" {
			if books[name] == nil {
				books[name] = excelize.NewFile()
				books[name].SetSheetName("Sheet1", how)
			}
			fill(t, books[name], how, string(f.Data))
			continue
		}
		out[name] = &fstest.MapFile{Data: encode(t, string(f.Data), how)}
	}
	for name, book := range books {
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	return out
}

func encode(t testing.TB, text, how string) []byte {
	t.Helper()
	if strings.Contains(how, "crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	raw := []byte(text)
	var err error
	switch {
	case strings.Contains(how, "windows-1252"):
		raw, err = charmap.Windows1252.NewEncoder().Bytes(raw)
	case strings.Contains(how, "utf-16le"):
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(raw)
	case strings.Contains(how, "bom"):
		raw = append([]byte("\ufeff"), raw...)
	case strings.Contains(how, "empty"):
		raw = nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, hex := range []string{"00", "81"} {
		b, _ := strconv.ParseUint(hex, 16, 8)
		raw = bytes.ReplaceAll(raw, []byte("{"+hex+"}"), []byte{byte(b)})
	}
	return raw
}

func fill(t testing.TB, book *excelize.File, sheet, text string) {
	t.Helper()
	if i, _ := book.GetSheetIndex(sheet); i < 0 {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	for y, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		for x, c := range strings.Split(line, "|") {
			name, _ := excelize.CoordinatesToCellName(x+1, y+1)
			var err error
			switch c = strings.TrimSpace(c); {
			case c == "":
			case c[0] == '=':
				formula, cached, _ := strings.Cut(c, "#")
				n, _ := strconv.ParseFloat(cached, 64)
				err = book.SetCellValue(sheet, name, n)
				if err == nil {
					err = book.SetCellFormula(sheet, name, formula)
				}
			case c[0] == '#' && len(c) > 1 && c[1] != 'N':
				n, e := strconv.ParseFloat(c[1:], 64)
				if e != nil {
					t.Fatal(e)
				}
				err = book.SetCellValue(sheet, name, n)
			default:
				err = book.SetCellStr(sheet, name, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func printFindings(found finding.List) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s %s\n", f.Rule, f)
	}
	return b.String()
}

func printBatches(batches []Batch) string {
	var b strings.Builder
	for _, x := range batches {
		a := x.Account
		fmt.Fprintf(&b, "%s < %s %s: read %d = accepted %d + rejected %d + duplicate %d + outside %d + no data %d\n", x.Table, x.Source,
			finding.Place{File: x.File, Sheet: x.Sheet}, a.Read, a.Accepted, a.Rejected, a.Duplicate, a.OutsideTerm, a.NoData)
		for _, r := range x.Rows {
			fmt.Fprintf(&b, "%5d", r.Line)
			for _, v := range r.Values {
				fmt.Fprintf(&b, " | %s", printValue(v))
			}
			b.WriteByte('\n')
		}
		for _, m := range x.Missing {
			fmt.Fprintf(&b, "missing %d %s %q %s\n", m.Line, m.Column, m.Raw, m.Reason)
		}
	}
	return b.String()
}

func printValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "∅"
	case time.Time:
		return v.Format(time.DateOnly)
	case notation.Decimal:
		return v.String()
	case string:
		return strconv.Quote(v)
	}
	return fmt.Sprint(v)
}
