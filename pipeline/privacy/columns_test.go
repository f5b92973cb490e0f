package privacy

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// example is one column of testdata: the verdict wanted, the header, the cells.
type example struct {
	want   string
	header string
	cells  []string
}

func (e example) String() string {
	return e.want + " | " + e.header + " | " + strings.Join(e.cells, ", ")
}

func examples(t *testing.T, file string) []example {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for _, f := range a.Files {
		want, header, ok := strings.Cut(f.Name, " | ")
		if !ok {
			t.Fatalf("%s: %q has no header", file, f.Name)
		}
		out = append(out, example{want, header, strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")})
	}
	return out
}

// sharedGate is one for all tests of this file: it remembers which fingerprints it has tried, half a second each.
var sharedGate = sync.OnceValue(NewGate)

// judge looks at one column alone.
func judge(g *Gate, header string, cells []string) (Column, finding.List) { //nolint:unparam // some callers look at both
	j := g.Judge(finding.Place{File: "2018-Q3/datei.csv", Line: 1}, []string{header}, nil)
	for i, s := range cells {
		j.Row(i+2, []string{s})
	}
	columns := j.Columns()
	return columns[0], j.Findings(columns)
}

func verdictOf(c Column) string {
	if c.Class == "" {
		return c.Verdict.String() + " -"
	}
	return c.Verdict.String() + " " + c.Class
}

func compareExamples(t *testing.T, file string) {
	g := sharedGate()
	for _, e := range examples(t, file) {
		c, _ := judge(g, e.header, e.cells)
		if got := verdictOf(c); got != e.want {
			t.Errorf("%s\ngot %s", e, got)
		}
	}
}

func TestFalseFriendsPass(t *testing.T) { compareExamples(t, "testdata/false_friends.txtar") }

func TestDirectIdentifiersAreFound(t *testing.T) { compareExamples(t, "testdata/identifiers.txtar") }

// The values of cells must not leave the package by any way, not even where the first record stands at the place of the header.
func TestNoValueIsPrinted(t *testing.T) {
	g := sharedGate()
	for _, e := range examples(t, "testdata/identifiers.txtar") {
		if !strings.HasPrefix(e.want, "red") {
			continue // what is no identifier may be a header and an ordinary word
		}
		for _, header := range []string{e.header, e.cells[0]} {
			f := g.File(finding.Place{File: "datei.csv", Line: 1}, []string{header})
			for i, s := range e.cells {
				f.Row(i+2, []string{s})
			}
			v := f.Verdict(Internal(), true)
			found := f.Findings(v)
			out, err := json.Marshal([]any{v, found})
			if err != nil {
				t.Fatal(err)
			}
			text := string(out) + fmt.Sprint(found)
			for _, cell := range e.cells {
				if len(cell) >= 5 && strings.Contains(text, cell) && !strings.Contains(e.header, cell) {
					t.Errorf("%s under header %q\nprints a cell: %s", e, header, found)
				}
			}
		}
	}
}

func TestFindingsNameThePlaceAndTheCount(t *testing.T) {
	g := sharedGate()
	j := g.Judge(finding.Place{File: "2018-Q3/Familien.xlsx", Sheet: "Personen", Line: 4}, []string{"Person", "Geb.-\nDatum", "Kontakt", "PLZ"}, nil)
	j.Row(5, []string{"P001", "03/1987", "", "48143"})
	j.Row(6, []string{"P002", "17.11.1991", "k. A.", "48155"})
	j.Row(7, []string{"P003", "17.12.1961", "wer@example.org", ""})
	var got []string
	for _, f := range j.Findings(j.Columns()) {
		got = append(got, f.Rule+" "+f.String())
	}
	want := []string{
		"klarangabe_geburtsdatum 2018-Q3/Familien.xlsx[Personen]:6:2: Stopp: Die Spalte »Geb.- Datum« enthält vollständige Geburtsdaten " +
			"(2 von 3 ausgefüllten Zellen, zuerst Zeile 6). Bitte nur Monat und Jahr der Geburt liefern (MM/JJJJ).",
		"klarangabe_e_mail 2018-Q3/Familien.xlsx[Personen]:7:3: Stopp: Die Spalte »Kontakt« enthält E-Mail-Adressen oder Profile in sozialen Netzen " +
			"(1 von 1 ausgefüllten Zellen, zuerst Zeile 7). Bitte die Spalte vor der Lieferung entfernen und die Datei neu liefern.",
		"klarangabe_postleitzahl 2018-Q3/Familien.xlsx[Personen]:5:4: Warnung: Die Spalte »PLZ« enthält vielleicht Postleitzahlen " +
			"(2 von 2 ausgefüllten Zellen, zuerst Zeile 5). Bitte prüfen, ob die Postleitzahl gebraucht wird; sonst die Spalte entfernen.",
		"schluesseltabelle 2018-Q3/Familien.xlsx[Personen]:4:1: Stopp: Die Tabelle ordnet Pseudonyme (Spalte 1) Personen zu (Spalte 2). " +
			"Bitte die Datei sofort aus dem Datenordner nehmen und getrennt von den Daten aufbewahren.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Nothing is sampled: one cell far down is enough.
func TestOneCellAmongTenThousandIsFound(t *testing.T) {
	g := sharedGate()
	for cell, want := range map[string]string{
		"wer@example.org": "red e_mail", "DE89370400440532013000": "red bankverbindung", "Frau Quendt": "red name", "86095742719": "red steuer_id",
		"+49 251 4920": "red telefon", "Hafenstraße 12": "red anschrift", "15070649C103": "red rentenversicherung", "geb. 12.03.1987": "red geburtsdatum",
	} {
		cells := make([]string, 10_000)
		for i := range cells {
			cells[i] = []string{"offen", "erledigt", "Hausbesuch", "3"}[i%4]
		}
		cells[7_777] = cell
		c, _ := judge(g, "Stand", cells)
		if got := fmt.Sprint(verdictOf(c), " line ", c.Line, " cells ", c.Cells); got != want+" line 7779 cells 1" {
			t.Errorf("%s: got %s", cell, got)
		}
	}
}

// A number of another kind has a right check digit once in ten; that is no reason to stop.
func TestRightCheckDigitsByChanceDoNotStop(t *testing.T) {
	g := sharedGate()
	var tax, health []string
	for i := range 500 {
		tax = append(tax, fmt.Sprint(10_000_000_000+int64(i)*98_765_431))
		health = append(health, fmt.Sprintf("K%09d", i*1_234_577))
	}
	for _, cells := range [][]string{tax, health} {
		if c, _ := judge(g, "Laufende Nr.", cells); c.Verdict == Red {
			t.Errorf("%s: got %s", cells[0], verdictOf(c))
		}
	}
}

func TestRowsLongerThanTheHeaderAreLookedAt(t *testing.T) {
	j := NewGate().Judge(finding.Place{File: "x.csv", Line: 1}, []string{"a"}, nil)
	j.Row(2, []string{"1"})
	j.Row(3, []string{"1", "", "wer@example.org"})
	got := j.Columns()
	if len(got) != 3 || verdictOf(got[2]) != "red e_mail" || got[2].Name != "Spalte 3" {
		t.Errorf("got %+v", got)
	}
}

func TestWhatIsDeclaredIsBelieved(t *testing.T) {
	note := []string{"Die Wohnung ist zu klein und wird gewechselt.", "Es wurde ein Antrag gestellt.", "Der Kurs ist voll."}
	place := []string{"Hafenstraße 12", "Hafenstraße 12"}
	for _, c := range []struct {
		name     string
		declared Declared
		cells    []string
		want     string
	}{
		{"free text is free", Declared{Text: true}, note, "green -"},
		{"free text that nobody declared", Declared{}, note, "red freitext"},
		{"an address in free text is still one", Declared{Text: true}, append(note, place...), "red anschrift"},
		{"the spelling of a code is a code", Declared{Codes: map[string]bool{"Hafenstraße 12": true}}, place, "green -"},
		{"beside the codes everything is looked at", Declared{Codes: map[string]bool{"Hafenstraße 12": true}}, append(place, "Königsweg 3"), "red anschrift"},
		{"a forbidden column", Declared{Class: "forbidden"}, []string{"", "3"}, "red verbotene_spalte"},
		{"a forbidden column without a cell", Declared{Class: "forbidden"}, []string{"", "k. A."}, "green -"},
	} {
		j := NewGate().Judge(finding.Place{File: "x.csv"}, []string{"Spalte"}, []Declared{c.declared})
		for i, s := range c.cells {
			j.Row(i+2, []string{s})
		}
		if got := verdictOf(j.Columns()[0]); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// No header and no code spelling that this project expects may be taken for an identifier: the offices would be told to remove what they
// were asked for.
func TestWhatTheProjectAsksForPasses(t *testing.T) {
	contract, found, err := intake.Read(os.DirFS("../.."))
	if err != nil || found.Stops() {
		t.Fatal(err, found)
	}
	g := sharedGate()
	for _, s := range contract.Sources {
		for _, m := range s.Columns {
			var cells []string
			for spelling := range m.Codes {
				cells = append(cells, spelling)
			}
			for _, h := range m.Header {
				if !g.lexicon.Safe(h) {
					t.Errorf("%s: header %q would not be printed", s.Name, h)
				}
				if c, _ := judge(g, h, cells); c.Verdict != Green {
					t.Errorf("%s: %q with its codes is %s", s.Name, h, verdictOf(c))
				}
			}
		}
	}
	for name, list := range contract.Codes {
		var cells []string
		for _, c := range list.Codes {
			cells = append(cells, c.Code, c.Label.DE)
		}
		if c, _ := judge(g, name, cells); c.Verdict == Red {
			t.Errorf("code list %s is %s (%d cells, line %d)", name, verdictOf(c), c.Cells, c.Line)
		}
	}
}

// A judge holds a bounded number of hashes and texts, however long the file is.
func TestTheSketchIsBoundedAndNearlyRight(t *testing.T) {
	var s sketch
	for i := range 300_000 {
		s.add(hash(fmt.Sprint("P", i)))
		if len(s.kept) > sketchSize {
			t.Fatalf("%d hashes are kept", len(s.kept))
		}
	}
	if n := s.count(); n < 270_000 || n > 330_000 {
		t.Errorf("counts %d of 300000 different texts", n)
	}
}
