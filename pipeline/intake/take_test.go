package intake

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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
//	data/2018-10-30/x.xlsx Blatt 1
//
// {81} stands for the byte 0x81. A sheet has a row a line, cells between |: #12.5 is a number, @43373 one in the format of a date, %0.5 one
// in per cent, ?1 a truth value, =1+1#2 a formula with a result, =1+1 one without, anything else a text. Lines of the form "!hide column B:C",
// "!hide row 5", "!hide sheet" and "!merge A2:A4" are no rows. Cases without config/ use that of testdata/project.txtar.
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
	if strings.Contains(how, "mac") {
		text = strings.ReplaceAll(text, "\n", "\r")
	}
	raw := []byte(text)
	var err error
	switch {
	case strings.Contains(how, "windows-1252"):
		raw, err = charmap.Windows1252.NewEncoder().Bytes(raw)
	case strings.Contains(how, "iso-8859-15"):
		raw, err = charmap.ISO8859_15.NewEncoder().Bytes(raw)
	case strings.Contains(how, "utf-16le"):
		raw, err = unicode.UTF16(unicode.LittleEndian, mark(how)).NewEncoder().Bytes(raw)
	case strings.Contains(how, "utf-16be"):
		raw, err = unicode.UTF16(unicode.BigEndian, mark(how)).NewEncoder().Bytes(raw)
	case strings.Contains(how, "bom"):
		raw = append([]byte("\ufeff"), raw...)
	case strings.Contains(how, "empty"):
		raw = nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return hexByte.ReplaceAllFunc(raw, func(m []byte) []byte {
		n, _ := strconv.ParseUint(string(m[1:3]), 16, 8)
		return []byte{byte(n)}
	})
}

var hexByte = regexp.MustCompile(`\{[0-9a-f]{2}\}`)

func mark(how string) unicode.BOMPolicy {
	if strings.Contains(how, "unmarked") {
		return unicode.IgnoreBOM
	}
	return unicode.UseBOM
}

func fill(t testing.TB, book *excelize.File, sheet, text string) {
	t.Helper()
	if i, _ := book.GetSheetIndex(sheet); i < 0 {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	day, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	percent, _ := book.NewStyle(&excelize.Style{NumFmt: 10})
	y := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "!") {
			layOut(t, book, sheet, strings.Fields(line[1:]))
			continue
		}
		y++
		for x, c := range strings.Split(line, "|") {
			name, _ := excelize.CoordinatesToCellName(x+1, y)
			if c = strings.TrimSpace(c); c == "" || c == "#" {
				continue
			}
			n, e := strconv.ParseFloat(c[1:], 64)
			var err error
			switch {
			case c[0] == '=':
				formula, result, cached := strings.Cut(c, "#")
				if n, _ := strconv.ParseFloat(result, 64); cached {
					err = book.SetCellValue(sheet, name, n)
				}
				err = errors.Join(err, book.SetCellFormula(sheet, name, formula[1:]))
			case c[0] == '#' && e == nil:
				err = book.SetCellValue(sheet, name, n)
			case c[0] == '@' && e == nil:
				err = errors.Join(book.SetCellValue(sheet, name, n), book.SetCellStyle(sheet, name, name, day))
			case c[0] == '%' && e == nil:
				err = errors.Join(book.SetCellValue(sheet, name, n), book.SetCellStyle(sheet, name, name, percent))
			case c[0] == '?' && e == nil:
				err = book.SetCellBool(sheet, name, n == 1)
			default:
				err = book.SetCellStr(sheet, name, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// layOut hides and merges.
func layOut(t testing.TB, book *excelize.File, sheet string, words []string) {
	t.Helper()
	var err error
	switch strings.Join(words[:min(2, len(words))], " ") {
	case "hide column":
		err = book.SetColVisible(sheet, words[2], false)
	case "hide row":
		n, _ := strconv.Atoi(words[2])
		err = book.SetRowVisible(sheet, n, false)
	case "hide sheet":
		if _, err = book.NewSheet("Deckblatt"); err == nil { // one must stay in sight
			err = book.SetSheetVisible(sheet, false)
		}
	default:
		from, to, _ := strings.Cut(words[1], ":")
		err = book.MergeCell(sheet, from, to)
	}
	if err != nil {
		t.Fatal(err)
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
		for _, r := range x.Rejected {
			fmt.Fprintf(&b, "rejected %d %q\n", r.Line, r.Text)
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
