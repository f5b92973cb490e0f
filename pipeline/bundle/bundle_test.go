package bundle

import (
	"archive/zip"
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/notation"
)

func TestANameIsReadBackOrIsNone(t *testing.T) {
	for _, id := range []ID{{ForEvaluation, "DE_05515000", "2018-Q3", 1}, {ForEvaluation, "DE_VERBUND", "2019-Q4", 12}, {ForMerging, "DE_05515000", "2018-Q3", 2}} {
		if got, ok := ParseID(id.Name()); !ok || got != id {
			t.Errorf("%s: %v %t", id.Name(), got, ok)
		}
	}
	for _, name := range []string{"", "lieferung_DE_05515000_2018-Q3", "lieferung_DE_05515000_2018-Q3_r0", "lieferung_DE_05515000_2018-Q3_r01", "lieferung_DE_05515000_2018-Q3_r1x", "bericht_DE_05515000_2018-Q3_r1"} {
		if got, ok := ParseID(name); ok {
			t.Errorf("%q is read as %v", name, got)
		}
	}
}

// TestTheObservationsHaveTheTwentyOneColumnsOfTheContract holds the header: a change is a new MAJOR of the format.
func TestTheObservationsHaveTheTwentyOneColumnsOfTheContract(t *testing.T) {
	want := "ref_area,indicator_id,legal_state,freq,time_period,breakdown,category,indicator_version,period_start,period_end," +
		"obs_value,numerator,denominator,unit,ci_low,ci_high,n_unknown,obs_status,conf_status,series_break,comment"
	if diff := cmp.Diff(want, strings.Join(Observations.Header(), ",")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Observations.Header()[:7], Observations.Key); diff != "" {
		t.Error(diff)
	}
}

// TestTheDescriptionHoldsTogether checks what the compiler cannot: keys, references and lists name what exists, texts have the form that
// they ask of others.
func TestTheDescriptionHoldsTogether(t *testing.T) {
	lists := map[string]bool{"THEMA": true} // of the project
	for _, e := range Entries() {
		lists[e.List] = true
	}
	text := regexp.MustCompile("^(" + TextPattern + ")$")
	for _, table := range append(slices.Clone(Tables), Coverage) {
		names := table.Header()
		for i, c := range table.Columns {
			if c.List != "" && !lists[c.List] {
				t.Errorf("%s.%s: there is no list %s", table.Name, c.Name, c.List)
			}
			if !text.MatchString(c.Label.DE) || c.Label.EN == "" || !text.MatchString(c.Note) || !strings.HasSuffix(c.Note, ".") {
				t.Errorf("%s.%s: label %q and note %q", table.Name, c.Name, c.Label.DE, c.Note)
			}
			if slices.Index(names, c.Name) != i {
				t.Errorf("%s: column %s twice", table.Name, c.Name)
			}
		}
		for _, k := range table.Key {
			if c := table.Columns[table.Column(k)]; !c.Required {
				t.Errorf("%s: key column %s may be empty", table.Name, k)
			}
		}
		for _, r := range table.References {
			at := slices.IndexFunc(Tables, func(o *Table) bool { return o.Name == r.Table })
			if at < 0 || !cmp.Equal(Tables[at].Key, r.Target) {
				t.Errorf("%s: reference to %s %v is not to its key", table.Name, r.Table, r.Target)
			}
			for _, c := range r.Columns {
				table.Column(c)
			}
		}
	}
}

func TestNoCodeOfTheFormatIsTakenForSomethingElse(t *testing.T) {
	code := regexp.MustCompile("^" + CodePattern + "$")
	seen := map[string]bool{}
	for _, e := range Entries() {
		// T is a frequency by ruling; a column that holds nothing else is told by verify.
		if !code.MatchString(e.Code) || IsTrap(e.Code) || (len(e.Code) == 1 && e.Code == "F") || seen[e.List+e.Code] {
			t.Errorf("%s: %s", e.List, e.Code)
		}
		seen[e.List+e.Code] = true
	}
	for _, bad := range []string{"NA", "NULL", "TRUE", "FALSCH", "MAR1", "OKT12", "INF"} {
		if !IsTrap(bad) {
			t.Errorf("%s passes", bad)
		}
	}
	for _, bad := range []string{"", "05315000", "1E5", "2018-07", "a", "A__B", "A_", "_A", "Ä"} {
		if code.MatchString(bad) {
			t.Errorf("%q is a code", bad)
		}
	}
}

func TestATableIsReadAsItWasWritten(t *testing.T) {
	c := &Content{Table: Areas, Rows: []Row{{"DE_05515000", "AGS 05515000", `Stadt "M", Amt`, "2017-05-01"}, {"DE_05111000", "", "Ort", ""}}}
	c.Sort()
	data, err := c.CSV()
	if err != nil {
		t.Fatal(err)
	}
	want := "ref_area,ags,name,valid_from\nDE_05111000,,Ort,\nDE_05515000,AGS 05515000,\"Stadt \"\"M\"\", Amt\",2017-05-01\n"
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
	back, err := Read(Areas, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Content{Table: Areas, Rows: c.Rows, Lines: []int{2, 3}}, back); diff != "" {
		t.Error(diff)
	}
	if _, err := Read(Areas, strings.NewReader("ags,ref_area,name,valid_from\n")); !errors.As(err, new(*HeaderError)) {
		t.Errorf("another header: %v", err)
	}
}

func TestDecimalsAreReadExactly(t *testing.T) {
	for text, want := range map[string]notation.Decimal{"": 0, "12": 12_000_000, "0.000001": 1, "-3.5": -3_500_000, "-0.25": -250_000, "64.2857": 64_285_700} {
		if got := ParseDecimal(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestAnArchiveIsReadBackAndAnOddOneIsRefused(t *testing.T) {
	b := &Bundle{ID: ID{ForEvaluation, "DE_1", "2018-Q3", 1}, Files: []File{{"data/a.csv", []byte("a\n")}, {"LIESMICH.md", []byte("b\n")}}}
	if err := b.Seal(nil); err != nil {
		t.Fatal(err)
	}
	archive, err := b.Zip()
	if err != nil {
		t.Fatal(err)
	}
	back, err := OpenZip(archive)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, back); diff != "" {
		t.Error(diff)
	}
	for name, entries := range map[string][]string{
		"two folders": {"a/x", "b/y"}, "out of the folder": {"../x"}, "absolute": {"/x"}, "no folder": {"x"},
	} {
		var odd bytes.Buffer
		w := zip.NewWriter(&odd)
		for _, e := range entries {
			if _, err := w.Create(e); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := OpenZip(odd.Bytes()); err == nil && len(got.Files) > 0 {
			t.Errorf("%s: read as %v", name, got.Files)
		}
	}
	if _, err := OpenZip([]byte("no archive")); err == nil {
		t.Error("no archive was read")
	}
}

func TestALinkInABundleIsRefused(t *testing.T) {
	folder := fstest.MapFS{"data/x.csv": {Data: []byte("/etc/passwd"), Mode: 0o777 | 1<<27}}
	if _, err := Open("lieferung_DE_1_2018-Q3_r1", folder); err == nil {
		t.Error("a link was followed")
	}
}

func TestTwoFilesOfOneNameAreRefused(t *testing.T) {
	b := &Bundle{Files: []File{{"a", nil}, {"a", nil}}}
	if err := b.Seal(nil); err == nil {
		t.Error("sealed")
	}
}

func TestChecksumsAreReadAndOthersTold(t *testing.T) {
	sums := Sums([]File{{"a", []byte("x")}, {SumsFile, nil}, {SignatureFile, nil}})
	got, bad := ParseSums(append(sums, "no sum\n"...))
	if len(got) != 1 || got[0] != (Sum{1, Hash([]byte("x")), "a"}) || !cmp.Equal(bad, []int{2}) {
		t.Errorf("%v %v", got, bad)
	}
}

func TestOnlyTheRecipientOpensWhatIsEncrypted(t *testing.T) {
	const mine = "AGE-SECRET-KEY-1LJJJRP0RJ7HSJNQT47YM8RFD7AVECFLT29X0ZCYSJQQ7E2N74H0QND76H2"
	to, err := ParseRecipient("age1zhpgpa5n7ve3ke9ted4pxapmcs9h83zfehdf9kttw5jr0amsh5rsns3qls")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := to.Encrypt([]byte("text"))
	if err != nil || bytes.Contains(secret, []byte("text")) {
		t.Fatal(err)
	}
	if got, err := Decrypt(secret, []byte(mine)); err != nil || string(got) != "text" {
		t.Errorf("%q %v", got, err)
	}
	secret[len(secret)-1] ^= 1
	if _, err := Decrypt(secret, []byte(mine)); err == nil {
		t.Error("a changed file was opened")
	}
	if _, err := ParseRecipient("jemand"); err == nil {
		t.Error("no key is a recipient")
	}
}
