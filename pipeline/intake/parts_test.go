package intake

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"wirkbericht/pipeline/notation"
)

func TestMoreThanFivePerCentRejectedStops(t *testing.T) {
	for _, c := range []struct {
		bad  int
		stop bool
	}{{0, false}, {5, false}, {6, true}} {
		text := kontakte(100)
		text = strings.Replace(text, ".2018;", ".2O18;", c.bad)
		batches, found, err := Take(fstest.MapFS{"2018-12-31/k.csv": {Data: []byte(text)}}, benchContract())
		if err != nil {
			t.Fatal(err)
		}
		if found.Stops() != c.stop || batches[0].Account.Rejected != c.bad {
			t.Errorf("%d bad rows: account %+v, stops %v", c.bad, batches[0].Account, found.Stops())
		}
	}
}

func TestSheetsOfAWorkbookShareItsHash(t *testing.T) {
	a := archive(t, "testdata/cases/mehrdeutige_quellen.txtar")
	contract, _, err := Read(part(a, "config/"))
	if err != nil {
		t.Fatal(err)
	}
	batches, _, err := Take(delivered(t, a), contract)
	if err != nil || len(batches) < 2 {
		t.Fatal(batches, err)
	}
	hashes := map[string]string{}
	for _, b := range batches {
		if h, ok := hashes[b.File]; ok && h != b.SHA256 || len(b.SHA256) != 64 {
			t.Errorf("%s[%s] has hash %q, another sheet %q", b.File, b.Sheet, b.SHA256, h)
		}
		hashes[b.File] = b.SHA256
	}
}

func TestSerialNumbersOfBothCalendars(t *testing.T) {
	for _, c := range []struct {
		date1904 bool
		serial   string
		want     string
	}{
		{false, "43373", "2018-09-30"}, {false, "43373,75", "2018-09-30"}, {false, "2958465", "9999-12-31"}, {false, "1", "1900-01-01"},
		{true, "41911", "2018-09-30"},
		{false, "2018", "?"}, {false, "-43373", "?"}, {false, "9999999", "?"}, {false, "30.9.2018", "?"},
	} {
		epoch := day(1899, 12, 30)
		if c.date1904 {
			epoch = day(1904, 1, 1)
		}
		got := "?"
		if d, ok := serial(epoch, c.serial); ok {
			got = notation.FormatDate(d, notation.English)
		}
		if got != c.want {
			t.Errorf("serial %s (1904: %v) is %s, want %s", c.serial, c.date1904, got, c.want)
		}
	}
}

func TestPseudonymsAreBroughtToTheirForm(t *testing.T) {
	for _, c := range []struct{ in, form, want string }{
		{"F01", "F00", "F01"}, {"F1", "F00", "F01"}, {"f 01", "F00", "F01"}, {"F-1", "F00", "F01"}, {"F001", "F00", "F01"}, {"F_7", "F00", "F07"},
		{"fam12", "FAM000", "FAM012"}, {"7", "000", "007"},
		{"1", "F00", "?"}, {"F100", "F00", "?"}, {"F", "F00", "?"}, {"F0", "F00", "?"}, {"F1a", "F00", "?"}, {"P01", "F00", "?"}, {"F1 2", "F00", "?"}, {"", "F00", "?"},
	} {
		got, f := key(c.in, c.form)
		if !f.OK() {
			got = "?"
		}
		if got != c.want {
			t.Errorf("key(%q, %q) = %q, want %q", c.in, c.form, got, c.want)
		}
	}
}

func TestHeadersAreComparedWithoutCaseSpacesAndHyphens(t *testing.T) {
	same := "Aufnahmemonat"
	for _, h := range []string{"aufnahme monat", "Aufnahme-\nmonat", "AUFNAHME\u00a0MONAT", "Auf\u00adnahmemonat", " Aufnahmemonat "} {
		if fold(h) != fold(same) {
			t.Errorf("%q and %q differ", h, same)
		}
	}
	if fold("Schüler") != fold("Schu\u0308ler") || fold("Schüler") == fold("Schuler") {
		t.Error("composed and decomposed umlauts are not told alike")
	}
}

func TestAColumnThatRepeatsItselfIsParsedOnce(t *testing.T) {
	k := newColumn(Column{Name: "n", Type: TypeInt}, &Source{Columns: map[string]Mapping{"n": {Header: Headers{"n"}}}}, Contract{})
	for i := range 3 * memoLimit {
		if got := k.read(fmt.Sprint(i)); got.value != int64(i) {
			t.Fatalf("%d is %v", i, got.value)
		}
	}
	if k.memo != nil {
		t.Error("a column without repetition is remembered")
	}
	r := newColumn(Column{Name: "n", Type: TypeInt}, k.source, Contract{})
	for i := range 3 * memoLimit {
		r.read(fmt.Sprint(i % 10))
	}
	if len(r.memo) != 10 || r.hits == 0 {
		t.Errorf("a column of ten values remembers %d", len(r.memo))
	}
}

func TestStandOfFolders(t *testing.T) {
	for name, want := range map[string]string{
		"2018-10-30": "2018-10-30", "2018-Q3": "2018-09-30", "2018-Q4": "2018-12-31", "2020-Q1": "2020-03-31",
		"2018": "?", "Q3/2018": "?", "2018-13-01": "?", "2018-Q5": "?", "alt": "?",
	} {
		got := "?"
		if d, ok := Stand(name); ok {
			got = notation.FormatDate(d, notation.English)
		}
		if got != want {
			t.Errorf("Stand(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestTheTermEndsAsGrantedOnTheDay(t *testing.T) {
	for day, want := range map[string]string{
		"2017-03-31": "0001-01-01", "2018-10-30": "2019-04-30", "2019-01-30": "2019-04-30", "2019-01-31": "2019-12-31",
	} {
		d, _ := Stand(day)
		if got := notation.FormatDate(term.At(d), notation.English); got != want {
			t.Errorf("on %s the term ends %s, want %s", day, got, want)
		}
	}
}
