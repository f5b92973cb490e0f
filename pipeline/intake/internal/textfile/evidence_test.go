package textfile

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func examine(t *testing.T, raw string, declared Encoding) (Evidence, string) {
	t.Helper()
	e, err := Examine(strings.NewReader(raw), declared)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Examine(iotest.OneByteReader(strings.NewReader(raw)), declared)
	if diff := cmp.Diff(e, again, cmpopts.IgnoreUnexported(e)); diff != "" || err != nil {
		t.Errorf("%q depends on how it is read: %v\n%s", raw, err, diff)
	}
	text, err := io.ReadAll(e.Decode(strings.NewReader(raw)))
	if err != nil {
		t.Fatal(err)
	}
	bytewise, err := io.ReadAll(e.Decode(iotest.OneByteReader(strings.NewReader(raw))))
	if diff := cmp.Diff(string(text), string(bytewise)); diff != "" || err != nil {
		t.Errorf("%q decodes differently byte by byte: %v\n%s", raw, err, diff)
	}
	return e, string(text)
}

func TestEncodingsAreSeenInTheBytes(t *testing.T) {
	wide := func(s string) (le, be string) {
		for _, c := range []byte(s) {
			le += string([]byte{c, 0})
			be += string([]byte{0, c})
		}
		return le, be
	}
	le, be := wide("Familie;Jahr\n")
	for _, c := range []struct {
		name, raw, text string
		declared        Encoding
		want            Evidence
	}{
		{"empty", "", "", "", Evidence{Encoding: UTF8, ASCII: true}},
		{"ascii", "a\nb", "a\nb", "", Evidence{Encoding: UTF8, ASCII: true, Lines: 2}},
		{"utf-8", "ä\n", "ä\n", "", Evidence{Encoding: UTF8, Lines: 1}},
		{"utf-8 marked", "\xef\xbb\xbfä", "ä", "", Evidence{Encoding: UTF8, Marked: true, Lines: 1}},
		{"windows-1252", "\xe4\x80\x84\x93\x96\n", "ä€„“–\n", "", Evidence{Encoding: CP1252, Lines: 1}},
		{"windows-1252 undefined", "\xe4\x81", "ä\ufffd", "", Evidence{Encoding: CP1252, Lines: 1}},
		{"windows-1252 that is UTF-8 by chance", "\x84Spa\xdf\x93 und \x84\xc4\x93", "„Spaß“ und „Ä“", "", Evidence{Encoding: CP1252, Lines: 1}},
		{"utf-8 of other scripts", "ж\n", "ж\n", "", Evidence{Encoding: UTF8, Lines: 1}},
		{"decomposed", "u\u0308\n\xe4\n", "u\u0308\nä\n", "", Evidence{Encoding: Mixed, Lines: 2, Foreign: Lines{1, []int{2}}}},
		{"latin-1 undeclared", "M\xe4rz", "März", "", Evidence{Encoding: CP1252, Lines: 1}},
		{"latin-1 declared", "M\xe4rz", "März", Latin1, Evidence{Encoding: Latin1, Lines: 1}},
		{"latin-1 declared, but", "\xe4\x80", "ä€", Latin1, Evidence{Encoding: CP1252, Lines: 1}},
		{"DOS", "T\x81r gr\x94\xe1er", "Tür größer", "", Evidence{Encoding: DOS, Lines: 1}},
		{"old Macintosh letters", "T\x9fr gr\x9a\xa7er K\x8ase", "Tür größer Käse", "", Evidence{Encoding: Mac, Lines: 1}},
		{"a name with a caron", "Mi\x9ao und Ko\x9aice", "Mišo und Košice", "", Evidence{Encoding: CP1252, Lines: 1}},
		{"latin-9", "5 \xa4", "5 €", "", Evidence{Encoding: Latin9, Lines: 1}},
		{"latin-9 declared", "\xbd", "œ", Latin9, Evidence{Encoding: Latin9, Lines: 1}},
		{"utf-16le", "\xff\xfe\xe4\x00", "ä", "", Evidence{Encoding: UTF16LE, Marked: true, Lines: 1}},
		{"utf-16be", "\xfe\xff\x00\xe4", "ä", "", Evidence{Encoding: UTF16BE, Marked: true, Lines: 1}},
		{"utf-16le cut", "\xff\xfe\xe4", "\ufffd", "", Evidence{Encoding: UTF16LE, Marked: true, Lines: 1}},
		{"utf-16le unmarked", le, "Familie;Jahr\n", "", Evidence{Encoding: UTF16LE, ASCII: true, Lines: 1}},
		{"utf-16be unmarked", be, "Familie;Jahr\n", "", Evidence{Encoding: UTF16BE, ASCII: true, Lines: 1}},
		{"NUL", "a\nb\x00\n", "a\nb\x00\n", "", Evidence{Encoding: UTF8, ASCII: true, Lines: 2, NUL: 2, Binary: true}},
		{"a NUL in a long text", strings.Repeat("x", 60) + "\nb\x00\n", strings.Repeat("x", 60) + "\nb\x00\n", "", Evidence{Encoding: UTF8, ASCII: true, Lines: 2, NUL: 2}},
		{"mixed", "ä\nx\n\xe4\n\xe4", "ä\nx\nä\nä", "", Evidence{Encoding: Mixed, Lines: 4, Foreign: Lines{2, []int{3, 4}}}},
		{"mixed in a line", "ä;\xe4;\x80\n", "ä;ä;€\n", "", Evidence{Encoding: Mixed, Lines: 1, Foreign: Lines{1, []int{1}}}},
		{"marked but not utf-8", "\xef\xbb\xbf\xe4\n", "ä\n", "", Evidence{Encoding: Mixed, Marked: true, Lines: 1, Foreign: Lines{1, []int{1}}}},
		{"encoded twice", "x\nMÃ¤rz\nGrÃ¼ÃŸe â€“\n", "x\nMÃ¤rz\nGrÃ¼ÃŸe â€“\n", "", Evidence{Encoding: UTF8, Lines: 3, Doubled: Lines{2, []int{2, 3}}}},
		{"old Macintosh", "a;b\rc;d\r", "a;b\nc;d\n", "", Evidence{Encoding: UTF8, ASCII: true, Lines: 2, CR: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, text := examine(t, c.raw, c.declared)
			if diff := cmp.Diff(c.want, e, cmpopts.IgnoreUnexported(Evidence{})); diff != "" || text != c.text {
				t.Errorf("%q is %q\n%s", c.raw, text, diff)
			}
		})
	}
}

// Characters are found also where blocks cut them.
func TestEvidenceDoesNotDependOnBlocks(t *testing.T) {
	for n := range 4 {
		raw := strings.Repeat("x", n) + strings.Repeat("ä€\n", 100_000) + "\xe4\n"
		e, text := examine(t, raw, "")
		if e.Encoding != Mixed || e.Lines != 100_001 || e.Foreign.First[0] != 100_001 || !strings.HasSuffix(text, "€\nä\n") {
			t.Errorf("%+v", e)
		}
	}
}

func BenchmarkExamine(b *testing.B) {
	for name, line := range map[string]string{"ascii": "K000001;F01;30.10.2018;45;1,25;ja\n", "umlauts": "K000001;F01;30.10.2018;Büro;45;1,25;ja\n"} {
		b.Run(name, func(b *testing.B) {
			raw := strings.Repeat(line, 20_000)
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := Examine(strings.NewReader(raw), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
