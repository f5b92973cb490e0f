package intake

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestACellOfCSVHasLineAndColumn(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ä;ö;ü\n", "x.csv:1:1 x.csv:1:3 x.csv:1:5"},
		{"\"a\nb\";\"c\nd\";e\nf\n", "x.csv:1:1 x.csv:2:4 x.csv:3:4 x.csv:4:1"},
		{"a;\"b\nc;d\n", "x.csv:1:1 x.csv:1:3 x.csv:2:1 x.csv:2:3"},
	} {
		var got []string
		s := csvSheet{data: fstest.MapFS{"x.csv": {Data: []byte(c.text)}}, file: "x.csv", comma: ';'}
		for r := range s.rows() {
			for i := range r.cells {
				got = append(got, s.place(r, i).String())
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
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
			if !b.Account.Balanced() || len(b.Rows) != b.Account.Accepted || len(b.Rejected) != b.Account.Rejected {
				t.Errorf("account %+v with %d rows and %d rejected", b.Account, len(b.Rows), len(b.Rejected))
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

// Whatever stands in the header row, nothing panics, a header that is found is found once, and what is missing or unknown is told.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{"Familie;Aufnahme", "\"Auf-\nnahme\";FAMILIE ;;x", "Familie;Familie;Aufnahme;Aufnahmemonat", "_zeile;Familie;Aufnahme", "Fa\u00admilie\u200b;Aufnahme;Bedarf\u00a0(€)", "\"Familie;Aufnahme", "_\x01e\xff\x7fe;Famili \u03230"} {
		f.Add(s)
	}
	contract, _, err := Read(part(archive(f, "testdata/project.txtar"), "config/"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, head string) {
		if fold(fold(head)) != fold(head) {
			t.Errorf("folding %q twice differs", head)
		}
		batches, found, err := Take(fstest.MapFS{"2018-10-30/Familien.csv": {Data: []byte(head + "\nF01;05/2017;5\n")}}, contract)
		if err != nil {
			t.Fatal(err)
		}
		if len(batches) == 0 && !found.Stops() {
			t.Errorf("lost without a word: %s", printFindings(found))
		}
		for _, b := range batches {
			if !b.Account.Balanced() || len(b.Header) == 0 || len(b.Columns) != 6 {
				t.Errorf("%+v", b)
			}
		}
	})
}
