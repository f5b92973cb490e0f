package textfile

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// cut prints the rows of a text: line (+ further lines) [cells with their offsets] fault.
func cut(s *Scanner) string {
	var b strings.Builder
	for s.Scan() {
		fmt.Fprintf(&b, "%d", s.Line)
		if s.Lines > 1 {
			fmt.Fprintf(&b, "+%d", s.Lines-1)
		}
		b.WriteString(" [")
		for i, cell := range s.Cells {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s@%d", cell, s.At[i])
		}
		fmt.Fprintf(&b, "] %s\n", s.Fault)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func TestTextIsCutIntoRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"a;b\n", "1 [a@0 b@2]\n"},
		{"a;b", "1 [a@0 b@2]\n"},
		{"a;", "1 [a@0 @2]\n"},
		{"a;b\r\nc;d\r\n", "1 [a@0 b@2]\n2 [c@0 d@2]\n"},
		{"\n\n;\n", "1 [@0]\n2 [@0]\n3 [@0 @1]\n"},
		{"ä;ö\n", "1 [ä@0 ö@3]\n"},
		{"\"a\";\"b;c\"\n", "1 [a@0 b;c@4]\n"},
		{"\"a\"\"b\";c\n", "1 [a\"b@0 c@7]\n"},
		{"5\" Rohr;x\n", "1 [5\" Rohr@0 x@8]\n"},
		{"\"a\nb\";\"c\nd\";e\nf\n", "1+2 [a\nb@0 c\nd@6 e@12]\n4 [f@0]\n"},
		{"\"a\" ;b\n", "1 [a@0 b@5]\n"},
		{"\"a\"b;c\nd\n", "1 [ab@0 c@5] anfuehrung_text\n2 [d@0]\n"},
		{"\"\";\"\"\"\"\r\n\"\"", "1 [@0 \"@3]\n2 [@0]\n"},
		{"a\n\x1a", "1 [a@0]\n"},
	} {
		if diff := cmp.Diff(c.want, cut(NewScanner(strings.NewReader(c.text), ';'))); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func TestABrokenQuoteCostsOneLine(t *testing.T) {
	for _, c := range []struct {
		width      int
		text, want string
	}{
		{0, "a;\"b\nc;d\n", "1 [a@0 b@2] anfuehrung_offen\n2 [c@0 d@2]\n"},
		{0, "a;\"b\nc;\"d\"\n", "1 [a@0 b@2] anfuehrung_offen\n2 [c@0 d@2]\n"},
		{3, "a;\"b;1\nc;d;2\ne;f;3\"\ng;h;4\n", "1 [a@0 b@2 1@5] anfuehrung_offen\n2 [c@0 d@2 2@4]\n3 [e@0 f@2 3\"@4]\n4 [g@0 h@2 4@4]\n"},
		{3, "a;\"b;1\nc;d\";2\n", "1 [a@0 b@2 1@5] anfuehrung_offen\n2 [c@0 d\"@2 2@5]\n"},
		{3, "a;b;\"Text;\nnoch mehr; Text\"\nc;d;e\n", "1+1 [a@0 b@2 Text;\nnoch mehr; Text@4]\n3 [c@0 d@2 e@4]\n"},
		{3, "\"a\n\";b;c\n", "1+1 [a\n@0 b@5 c@7]\n"},
		{0, "\"a\nb\"c;d\ne\n", "1 [a@0] anfuehrung_offen\n2 [b\"c@0 d@4]\n3 [e@0]\n"},
	} {
		s := NewScanner(strings.NewReader(c.text), ';')
		s.Width = c.width
		if diff := cmp.Diff(c.want, cut(s)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func TestALineThatIsTooLongCostsItself(t *testing.T) {
	long := strings.Repeat("x", MaxRecord+2*block)
	for _, text := range []string{"a;b\n" + long + "\nc;d\n", "a;b\n" + long + "\nc;d"} {
		s := NewScanner(strings.NewReader(text), ';')
		var got []string
		for s.Scan() {
			got = append(got, fmt.Sprint(s.Line, len(s.Text), s.Fault))
		}
		if diff := cmp.Diff([]string{"1 3", "2 1024zeile_zu_lang", "3 3"}, got); diff != "" {
			t.Error(diff)
		}
	}
	s := NewScanner(strings.NewReader("a;\"b\n"+long), ';') // an open quote before it
	if got := cut(s); !strings.HasPrefix(got, "1 [a@0 b@2] anfuehrung_offen\n2 [xxx") || !strings.HasSuffix(got, "zeile_zu_lang\n") {
		t.Errorf("%.80q", got)
	}
}

func TestAFileThatBreaksOffEndsWithAFault(t *testing.T) {
	r := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a;b\nc;d\n")))
	if got, want := cut(NewScanner(r, ';')), "1 [a@0]\n2 [] datei_abgebrochen\n"; got != want {
		t.Errorf("got %q", got)
	}
}

// Where a block ends makes no difference.
func TestRowsDoNotDependOnBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		var records [][]string
		for size := 0; size < 3*block; {
			var record []string
			for range 1 + random.IntN(5) {
				cell := strings.Repeat([]string{"x", "ä", ";", "\"", "a\nb"}[random.IntN(5)], random.IntN(200))
				record = append(record, cell)
				size += len(cell)
			}
			records = append(records, append(record, "."))
		}
		var text strings.Builder
		w := csv.NewWriter(&text)
		w.Comma = ';'
		if err := w.WriteAll(records); err != nil {
			t.Fatal(err)
		}
		var got [][]string
		lines := 1
		for s := NewScanner(strings.NewReader(text.String()), ';'); s.Scan(); lines += s.Lines {
			if s.Line != lines {
				t.Fatalf("row %d begins on line %d, want %d", len(got)+1, s.Line, lines)
			}
			got = append(got, append([]string(nil), s.Cells...))
		}
		if diff := cmp.Diff(records, got); diff != "" {
			t.Fatalf("%.2000s", diff)
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
		for s := NewScanner(strings.NewReader(out.String()), ';'); s.Scan(); {
			got = append(got, append([]string(nil), s.Cells...))
			if s.Fault != "" {
				t.Errorf("row %d: %s", s.Line, s.Fault)
			}
		}
		if diff := cmp.Diff(records, got); diff != "" {
			t.Errorf("%q:\n%s", out.String(), diff)
		}
	})
}

// Whatever the text, every line of it is in exactly one row.
func FuzzEveryLineIsInOneRow(f *testing.F) {
	f.Add("a;\"b\nc;d\"\n\"\"\n", byte(';'), 3)
	f.Add("\"a\"b\n\"\r\n;;\"\"\"\n\n", byte(';'), 0)
	f.Fuzz(func(t *testing.T, text string, comma byte, width int) {
		if comma == '"' || comma == '\n' || comma == '\r' {
			t.Skip()
		}
		s := NewScanner(strings.NewReader(text), comma)
		s.Width = width
		line := 1
		for ; s.Scan(); line += s.Lines {
			if s.Line != line || len(s.Cells) != len(s.At) || len(s.Cells) == 0 {
				t.Fatalf("row on line %d, want %d: %q %v", s.Line, line, s.Cells, s.At)
			}
			for i, at := range s.At {
				if at > len(s.Text) || i > 0 && at <= s.At[i-1] {
					t.Fatalf("cells of %q at %v", s.Text, s.At)
				}
			}
		}
		lines := strings.Count(text, "\n")
		if text != "" && !strings.HasSuffix(text, "\n") {
			lines++
		}
		if end := strings.LastIndexByte(text, '\n') + 1; text[end:] == "\x1a" {
			lines--
		}
		if line-1 != lines {
			t.Errorf("%d of %d lines are in rows: %q", line-1, lines, text)
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("K000001;F01;30.10.2018;HAUSBESUCH;45;1,25;ja;2017/18;wie vereinbart\n", 10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s := NewScanner(strings.NewReader(text), ';')
		for s.Scan() {
		}
	}
}
