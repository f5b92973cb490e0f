package intake

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestRowsAndPlacesOfCSV(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"a;b\n", "1 [a@1:1 b@1:3]\n"},
		{"a;b", "1 [a@1:1 b@1:3]\n"},
		{"a;b\r\nc;d\r\n", "1 [a@1:1 b@1:3]\n2 [c@2:1 d@2:3]\n"},
		{"\n\n;\n", "1 [@1:1]\n2 [@2:1]\n3 [@3:1 @3:2]\n"},
		{"ä;ö;ü\n", "1 [ä@1:1 ö@1:3 ü@1:5]\n"},
		{"\"a\";\"b;c\"\n", "1 [a@1:1 b;c@1:5]\n"},
		{"\"a\"\"b\";c\n", "1 [a\"b@1:1 c@1:8]\n"},
		{"5\" Rohr;x\n", "1 [5\" Rohr@1:1 x@1:9]\n"},
		{"\"a\nb\";\"c\nd\";e\nf\n", "1 [a\nb@1:1 c\nd@2:4 e@3:4]\n4 [f@4:1]\n"},
		{"\"a\" ;b\n", "1 [a@1:1 b@1:6]\n"},
		{"\"a\"b;c\nd\n", "1 [ab@1:1 c@1:6] anfuehrung_text\n2 [d@2:1]\n"},
		{"a;\"b\nc;d\n", "1 [a@1:1 b\nc;d\n@1:3] anfuehrung_offen\n"},
		{"\"\";\"\"\"\"\r\n\"\"", "1 [@1:1 \"@1:4]\n2 [@2:1]\n"},
	} {
		var b strings.Builder
		s := csvSheet{"x.csv", c.text, ';'}
		for r := range s.rows() {
			fmt.Fprintf(&b, "%d [", r.line)
			for i, cell := range r.cells {
				if i > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(cell + "@" + strings.TrimPrefix(s.place(r, i).String(), "x.csv:"))
			}
			b.WriteByte(']')
			if r.fault != "" {
				b.WriteString(" " + r.fault)
			}
			b.WriteByte('\n')
		}
		if diff := cmp.Diff(c.want, b.String()); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

// What a program writes as CSV is read back as it was.
func FuzzWrittenCSVIsReadBack(f *testing.F) {
	f.Add("a", "b\nc", "d;\"e\"", "")
	f.Add("", "", "", "\r\n")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		records := [][]string{{a, b}, {c}, {"x", d, ""}}
		var out strings.Builder
		w := csv.NewWriter(&out)
		w.Comma = ';'
		if err := w.WriteAll(records); err != nil {
			t.Skip()
		}
		var got [][]string
		for r := range (csvSheet{"x.csv", out.String(), ';'}).rows() {
			got = append(got, append([]string(nil), r.cells...))
			if r.fault != "" {
				t.Errorf("row %d: %s", r.line, r.fault)
			}
		}
		if diff := cmp.Diff(records, got); diff != "" {
			t.Errorf("%q:\n%s", out.String(), diff)
		}
	})
}

// Whatever bytes are delivered, nothing panics, every row is accounted for, and every finding has a place and a remedy.
func FuzzDeliveredBytes(f *testing.F) {
	for _, s := range []string{
		"Familie;Aufnahme\nF01;05/2017\n", "\ufeffFamilie,Aufnahme\n\"F01\",\"Mai\n17\"\n", "\xff\xfeF\x00\n\x00", "Stand:;1.1.18\n;;\nFamilie\tAufnahme\tEnde\nF1\t\"x",
		"Familie;Aufnahme;Personen\nSumme;;3\n* x;y\nF01;05/2017;1.234\nF1;05/2017;1234\n", "Familie|Familie\n", "\x81;\x00",
	} {
		f.Add([]byte(s))
	}
	contract, _, err := Read(part(archive(f, "testdata/project.txtar"), "config/"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		batches, found, err := Take(fstest.MapFS{"2018-10-30/Familien.csv": {Data: raw}}, contract)
		if err != nil {
			t.Fatal(err)
		}
		rejected := 0
		for _, b := range batches {
			if !b.Account.Balanced() || len(b.Rows) != b.Account.Accepted {
				t.Errorf("account %+v with %d rows", b.Account, len(b.Rows))
			}
			rejected += b.Account.Rejected
			for i, r := range b.Rows {
				if len(r.Values) != len(b.Columns) || i > 0 && r.Line <= b.Rows[i-1].Line {
					t.Errorf("row %d of line %d has %d values", i, r.Line, len(r.Values))
				}
			}
		}
		for _, f := range found {
			if f.Place.File == "" || f.Message == "" || f.Severity > 0 && f.Remedy == "" {
				t.Errorf("finding without place or remedy: %+v", f)
			}
		}
		if len(batches) == 0 && !found.Stops() || rejected > 0 && len(found) == 0 {
			t.Errorf("lost without a word: %v %v", batches, found)
		}
	})
}
