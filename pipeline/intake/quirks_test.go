package intake

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"wirkbericht/pipeline/intake/internal/textfile"
)

// listing is a delivered list as somebody sees it before it is saved: a header and rows.
type listing struct {
	source *Source
	name   string
	rows   [][]string
}

// save is a way to write a list; what is read from it must be the same whichever is used. nil: it cannot be written that way.
type save func(listing) []byte

func asCSV(comma rune, quoteAll bool) func(listing) string {
	return func(l listing) string {
		var out strings.Builder
		for _, r := range l.rows {
			for i, c := range r {
				if i > 0 {
					out.WriteRune(comma)
				}
				if quoteAll || strings.ContainsAny(c, "\"\r\n"+string(comma)) {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				out.WriteString(c)
			}
			out.WriteString("\n")
		}
		return out.String()
	}
}

var plainCSV = asCSV(';', false)

func in(e encoding.Encoding, text func(listing) string) save {
	return func(l listing) []byte {
		raw, err := e.NewEncoder().Bytes([]byte(text(l)))
		if err != nil {
			return nil
		}
		return raw
	}
}

func inUTF8(text func(listing) string) save { return func(l listing) []byte { return []byte(text(l)) } }

// changed writes a list after a change of its rows.
func changed(change func(rows [][]string) [][]string) save {
	return func(l listing) []byte {
		rows := make([][]string, len(l.rows))
		for i := range rows {
			rows[i] = slices.Clone(l.rows[i])
		}
		return []byte(plainCSV(listing{l.source, l.name, change(rows)}))
	}
}

func eachCell(change func(string) string) save {
	return changed(func(rows [][]string) [][]string {
		for _, r := range rows {
			for i := range r {
				r[i] = change(r[i])
			}
		}
		return rows
	})
}

var saves = map[string]save{
	"UTF-8":                 inUTF8(plainCSV),
	"UTF-8 with mark":       func(l listing) []byte { return []byte("\ufeff" + plainCSV(l)) },
	"Windows-1252":          in(charmap.Windows1252, plainCSV),
	"ISO-8859-15":           in(charmap.ISO8859_15, plainCSV),
	"UTF-16LE":              in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), plainCSV),
	"UTF-16BE":              in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), plainCSV),
	"UTF-16LE without mark": in(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), plainCSV),
	"decomposed":            inUTF8(func(l listing) string { return norm.NFD.String(plainCSV(l)) }),
	"comma":                 inUTF8(asCSV(',', false)),
	"tab":                   inUTF8(asCSV('\t', false)),
	"bar":                   inUTF8(asCSV('|', false)),
	"all quoted":            inUTF8(asCSV(';', true)),
	"CR LF":                 inUTF8(func(l listing) string { return strings.ReplaceAll(plainCSV(l), "\n", "\r\n") }),
	"CR":                    inUTF8(func(l listing) string { return strings.ReplaceAll(plainCSV(l), "\n", "\r") }),
	"no last line end":      inUTF8(func(l listing) string { return strings.TrimSuffix(plainCSV(l), "\n") }),
	"two encodings":         mixedLines,
	"blanks around":         eachCell(func(c string) string { return " " + c + "\u00a0" }),
	"= to keep zeros":       changed(func(rows [][]string) [][]string { return append(rows[:1:1], eachRow(rows[1:], keepZeros)...) }),
	"delimiter at the end": changed(func(rows [][]string) [][]string {
		return eachRow(rows, func(_ int, r []string) []string { return append(r, "") })
	}),
	"short rows": changed(func(rows [][]string) [][]string { return eachRow(rows, withoutBlankEnd) }),
	"title": changed(func(rows [][]string) [][]string {
		return append([][]string{{"Liste des Amtes"}, {"Stand: 30.10.2018"}, {}}, rows...)
	}),
	"columns turned round": changed(func(rows [][]string) [][]string {
		return eachRow(rows, func(_ int, r []string) []string { slices.Reverse(r); return r })
	}),
	"a column more": changed(func(rows [][]string) [][]string {
		return eachRow(rows, func(i int, r []string) []string { return append([]string{ifData(r, fmt.Sprint("lfd", i))}, r...) })
	}),
	"a column twice": changed(func(rows [][]string) [][]string {
		return eachRow(rows, func(_ int, r []string) []string { return append(r, ifData(r, r[0])) })
	}),
	"header on every page": changed(func(rows [][]string) [][]string { return pages(rows, rows[0]) }),
	"title on every page": changed(func(rows [][]string) [][]string {
		return append([][]string{{"Liste des Amtes"}}, pages(rows, []string{"Liste des Amtes"})...)
	}),
	"blank lines":         changed(func(rows [][]string) [][]string { return pages(rows, []string{"", "", ""}) }),
	"headers in capitals": changed(func(rows [][]string) [][]string { return heads(rows, strings.ToUpper) }),
	"headers over two lines": changed(func(rows [][]string) [][]string {
		return heads(rows, func(h string) string { return h[:1] + "-\n" + h[1:] })
	}),
	"every row twice":         changed(func(rows [][]string) [][]string { return append(rows, rows[1:]...) }),
	"a workbook":              asBook(false),
	"a workbook with numbers": asBook(true),
}

func eachRow(rows [][]string, change func(int, []string) []string) [][]string {
	for i := range rows {
		rows[i] = change(i, rows[i])
	}
	return rows
}

// ifData is a cell for a row that is neither blank nor a footnote.
func ifData(r []string, cell string) string {
	if len(withoutBlankEnd(0, r)) < 2 {
		return ""
	}
	return cell
}

// keepZeros writes cells as some programs do, so that Excel does not take 02 for a number.
func keepZeros(_ int, r []string) []string {
	for i, c := range r {
		r[i] = `="` + c + `"`
	}
	return r
}

func withoutBlankEnd(_ int, r []string) []string {
	for len(r) > 1 && r[len(r)-1] == "" {
		r = r[:len(r)-1]
	}
	return r
}

// pages puts a row between every seven.
func pages(rows [][]string, between []string) [][]string {
	var out [][]string
	for i, r := range rows {
		if i > 1 && i%7 == 1 {
			out = append(out, between)
		}
		out = append(out, r)
	}
	return out
}

func heads(rows [][]string, change func(string) string) [][]string {
	for i, h := range rows[0] {
		if h != "" && h[0] < 0x80 {
			rows[0][i] = change(h)
		}
	}
	return rows
}

// mixedLines encodes every second line in Windows-1252.
func mixedLines(l listing) []byte {
	var out []byte
	for i, line := range strings.SplitAfter(plainCSV(l), "\n") {
		raw := []byte(line)
		if i%2 == 1 {
			var err error
			if raw, err = charmap.Windows1252.NewEncoder().Bytes(raw); err != nil {
				return nil
			}
		}
		out = append(out, raw...)
	}
	return out
}

// asBook writes a workbook; with numbers, what is a plain German number becomes one.
func asBook(numbers bool) save {
	return func(l listing) []byte {
		f := excelize.NewFile()
		for y, r := range l.rows {
			for x, c := range r {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1)
				var n float64
				if _, err := fmt.Sscanf(strings.Replace(c, ",", ".", 1), "%g", &n); numbers && err == nil && strings.Trim(c, "0123456789,") == "" && (c == "0" || c[0] != '0') {
					_ = f.SetCellFloat("Sheet1", at, n, -1, 64)
				} else {
					_ = f.SetCellStr("Sheet1", at, c)
				}
			}
		}
		var out bytes.Buffer
		if f.Write(&out) != nil {
			return nil
		}
		return out.Bytes()
	}
}

// TestHowAListIsSavedMakesNoDifference saves each list of the sample in every way that offices do, and holds that the same values are read.
func TestHowAListIsSavedMakesNoDifference(t *testing.T) {
	contract, _, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	contract.Term = term
	for i := range contract.Tables {
		contract.Tables[i].Required = false
	}
	for _, l := range listings(t, contract) {
		want := valuesOf(t, contract, l, saves["UTF-8"](l), false)
		if strings.Count(want, "\n") < 3 {
			t.Errorf("%s has no rows", l.name)
		}
		for name, write := range saves {
			raw := write(l)
			if raw == nil {
				continue
			}
			if diff := cmp.Diff(want, valuesOf(t, contract, l, raw, strings.Contains(name, "workbook"))); diff != "" {
				t.Errorf("%s, %s:\n%.1500s", l.name, name, diff)
			}
		}
	}
}

// listings are the CSV files of the sample, cut by encoding/csv.
func listings(t *testing.T, c Contract) []listing {
	t.Helper()
	root := os.DirFS("../../testdata/muenster/2018-10-30")
	var out []listing
	for i := range c.Sources {
		s := &c.Sources[i]
		if s.Format != "csv" {
			continue
		}
		names, err := fs.Glob(root, s.File)
		if err != nil || len(names) != 1 {
			t.Fatal(s.File, names, err)
		}
		raw, err := fs.ReadFile(root, names[0])
		if err != nil {
			t.Fatal(err)
		}
		e, err := textfile.Examine(bytes.NewReader(raw), "")
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(e.Decode(bytes.NewReader(raw)))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = map[string]rune{"tab": '\t', "|": '|', ",": ','}[s.Delimiter], -1, true
		if r.Comma == 0 {
			r.Comma = ';'
		}
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(names[0], err)
		}
		for len(rows) > 0 && !slices.ContainsFunc(rows[0], func(h string) bool { return s.wanted()[fold(h)] }) {
			rows = rows[1:] // a title
		}
		out = append(out, listing{s, names[0], rows})
	}
	return out
}

// valuesOf are the values read from a list, without where they stood.
func valuesOf(t *testing.T, c Contract, l listing, raw []byte, book bool) string {
	t.Helper()
	s := *l.source
	s.Encoding, s.Delimiter = "", ""
	name := l.name
	if book {
		s.Format, s.Sheet, s.File = "xlsx", "*", "*.xlsx"
		name = strings.TrimSuffix(name, path.Ext(name)) + ".xlsx"
	}
	c.Sources = []Source{s}
	batches, found, err := Take(fstest.MapFS{"2018-10-30/" + name: {Data: raw}}, c)
	if err != nil || len(batches) != 1 {
		return fmt.Sprint(printFindings(found), err)
	}
	var out strings.Builder
	for _, r := range batches[0].Rows {
		for _, v := range r.Values {
			out.WriteString(printValue(v) + " | ")
		}
		out.WriteByte('\n')
	}
	reasons := map[string]bool{}
	for _, r := range batches[0].Rejected {
		reasons[strings.ToLower(r.Reason)] = true
	}
	fmt.Fprint(&out, slices.Sorted(maps.Keys(reasons)))
	return out.String()
}
