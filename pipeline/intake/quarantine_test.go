package intake

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/finding"
)

const faultyFamilies = "Stand: 30.10.2018;;;\r\nFamilie;Auf-nahme;\"Bedarf (€)\";\r\n" +
	"F01;05/2017;1,5;\r\nF02;13/2017;1.5;\r\nF03;\"05/2017;1\r\nF04;05/2017;1;2;3\r\nF05;06/2017;\"=1+1\"\r\n" +
	"F06;06/2017;7\r\nF06;06/2017;8\r\nF07;07/2017;-\r\n"

func familiesOf(t *testing.T, files map[string]string) ([]Batch, finding.List) {
	t.Helper()
	c := projectContract(t)
	data := fstest.MapFS{}
	for name, text := range files {
		data["2018-10-30/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	batches, found, err := Take(data, c)
	if err != nil {
		t.Fatal(err)
	}
	return batches, found
}

func quarantineOf(t *testing.T, b Batch) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteQuarantine(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheQuarantineFileHoldsWhatWasDeliveredAndWhatIsWrong(t *testing.T) {
	batches, _ := familiesOf(t, map[string]string{"Familien.csv": faultyFamilies})
	want := "\ufeffFamilie;Auf-nahme;Bedarf (€);_zeile;_grund;_abhilfe\r\n" +
		"F02;13/2017;1.5;4;Spalte »Auf-nahme«: »13/2017« ist kein Monat. Spalte »Bedarf (€)«: »1.5« ist keine Zahl in deutscher Schreibweise, denn der Punkt ist kein Dezimalzeichen.;Bitte als MM/JJJJ schreiben, zum Beispiel 10/2018. Bitte mit Dezimalkomma schreiben, zum Beispiel 1,5.\r\n" +
		"\"F03;\"\"05/2017;1\";;;5;Ein Anführungszeichen wird in der Zeile nicht geschlossen.;Bitte die Anführungszeichen der Zeile berichtigen.\r\n" +
		"F04;05/2017;1;2;3;;;6;\"Die Zeile hat 5 Felder, die Kopfzeile 4; vermutlich steht ein Trennzeichen in einem Text.\";Bitte den Text in Anführungszeichen setzen.\r\n" +
		"F05;06/2017;'=1+1;7;Spalte »Bedarf (€)«: »=1+1« ist keine Zahl.;Bitte nur die Zahl liefern, zum Beispiel 1234,56.\r\n" +
		"F06;06/2017;7;8;Die Zeile hat denselben Schlüssel (familie_id) wie 2018-10-30/Familien.csv:9, aber andere Angaben in: bedarf_eur.;Bitte klären, welche Zeile gilt, und die andere entfernen.\r\n" +
		"F06;06/2017;8;9;Die Zeile hat denselben Schlüssel (familie_id) wie 2018-10-30/Familien.csv:8, aber andere Angaben in: bedarf_eur.;Bitte klären, welche Zeile gilt, und die andere entfernen.\r\n"
	want = strings.Replace(want, "F04;05/2017;1;2;3;;;6", "\"F04;05/2017;1;2;3\";;;6", 1)
	got := quarantineOf(t, batches[0])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// correct replaces what an office corrects in a quarantine file.
func correct(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("no %q in %s", pairs[i], text)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func short(batches []Batch, found finding.List) string {
	var kept []string
	for line := range strings.Lines(printFindings(found) + printBatches(batches)) {
		if !strings.HasPrefix(line, "spalte_fehlt") && !strings.HasPrefix(line, "missing") {
			kept = append(kept, strings.ReplaceAll(line, "2018-10-30/", ""))
		}
	}
	return strings.Join(kept, "")
}

func TestACorrectedQuarantineFileAddsToItsDelivery(t *testing.T) {
	batches, found := familiesOf(t, map[string]string{"Familien.csv": faultyFamilies})
	if len(batches[0].Rejected) != 6 || found.Stops() {
		t.Fatal(short(batches, found))
	}
	fixed := correct(t, quarantineOf(t, batches[0]),
		"F02;13/2017;1.5", "F02;12/2017;1,5", // and the office saves the file as Excel does
		"\"F03;\"\"05/2017;1\";;", "F03;05/2017;1",
		"\"F04;05/2017;1;2;3\";;", "F04;05/2017;123",
		"F05;06/2017;'=1+1", "F05;06/2017;2",
		"F06;06/2017;7;8;", "F06;06/2017;9;8;")
	fixed = fixed[:strings.LastIndex(strings.TrimSuffix(fixed, "\r\n"), "\r\n")+2] // the other F06 goes
	batches, found = familiesOf(t, map[string]string{"Familien.csv": faultyFamilies, "Nachlieferung_familien_1.csv": fixed})
	want := `berichtigt Familien.csv: Hinweis: Abgelehnte Zeilen, die eine Nachlieferung berichtigt: 5.
zelle Familien.csv:4:5: Fehler: Spalte »Auf-nahme«: »13/2017« ist kein Monat. Bitte als MM/JJJJ schreiben, zum Beispiel 10/2018.
zelle Familien.csv:4:13: Fehler: Spalte »Bedarf (€)«: »1.5« ist keine Zahl in deutscher Schreibweise, denn der Punkt ist kein Dezimalzeichen. Bitte mit Dezimalkomma schreiben, zum Beispiel 1,5.
anfuehrung_offen Familien.csv:5: Fehler: Ein Anführungszeichen wird in der Zeile nicht geschlossen. Bitte die Anführungszeichen der Zeile berichtigen.
zeile_felder Familien.csv:6: Fehler: Die Zeile hat 5 Felder, die Kopfzeile 4; vermutlich steht ein Trennzeichen in einem Text. Bitte den Text in Anführungszeichen setzen.
zelle Familien.csv:7:13: Fehler: Spalte »Bedarf (€)«: »=1+1« ist keine Zahl. Bitte nur die Zahl liefern, zum Beispiel 1234,56.
ersetzt Familien.csv:8: Hinweis: Die Zeile ist durch Nachlieferung_familien_1.csv:6 ersetzt.
ersetzt Familien.csv:9: Hinweis: Die Zeile ist durch Nachlieferung_familien_1.csv:6 ersetzt.
familie < familien Familien.csv: read 10 = accepted 2 + rejected 6 + duplicate 0 + outside 0 + no data 2
    3 | "F01" | 2017-05-01 | ∅ | ∅ | ∅ | 1.5
   10 | "F07" | 2017-07-01 | ∅ | ∅ | ∅ | 0
rejected 4 "F02;13/2017;1.5;"
rejected 5 "F03;\"05/2017;1"
rejected 6 "F04;05/2017;1;2;3"
rejected 7 "F05;06/2017;\"=1+1\""
rejected 8 "F06;06/2017;7"
rejected 9 "F06;06/2017;8"
familie < familien Nachlieferung_familien_1.csv: read 6 = accepted 5 + rejected 0 + duplicate 0 + outside 0 + no data 1
    2 | "F02" | 2017-12-01 | ∅ | ∅ | ∅ | 1.5
    3 | "F03" | 2017-05-01 | ∅ | ∅ | ∅ | 1
    4 | "F04" | 2017-05-01 | ∅ | ∅ | ∅ | 123
    5 | "F05" | 2017-06-01 | ∅ | ∅ | ∅ | 2
    6 | "F06" | 2017-06-01 | ∅ | ∅ | ∅ | 9
`
	if diff := cmp.Diff(want, short(batches, found)); diff != "" {
		t.Error(diff)
	}
	if !batches[1].Supplement || batches[0].Supplement {
		t.Error("the batches do not say which of them is the supplement")
	}
}

func TestARowOfASupplement(t *testing.T) {
	const head = "Familie;Aufnahme;Personen;_zeile;_grund;_abhilfe\n"
	delivery := "Familie;Aufnahme;Personen\nF01;05/2017;5\nF02;05/2017;0\n"
	for _, c := range []struct{ name, rows, want string }{
		{"that says the same is a duplicate", "F01;05/2017;5;3;;\n", "accepted 1 + rejected 1 + duplicate 0|accepted 0 + rejected 0 + duplicate 1"},
		{"that contradicts a row it does not name is a contradiction", "F01;05/2017;6;3;;\n", "accepted 0 + rejected 2 + duplicate 0|accepted 0 + rejected 1 + duplicate 0"},
		{"that names the row replaces it", "F01;05/2017;6;2;;\n", "accepted 0 + rejected 2 + duplicate 0|accepted 1 + rejected 0 + duplicate 0"},
		{"that is still wrong stays in quarantine", "F02;05/2017;0;3;x;y\n", "accepted 1 + rejected 1 + duplicate 0|accepted 0 + rejected 1 + duplicate 0"},
		{"that is new is taken", "F03;05/2017;6;;;\n", "accepted 1 + rejected 1 + duplicate 0|accepted 1 + rejected 0 + duplicate 0"},
		{"that contradicts another one of it goes with it", "F02;05/2017;6;3;;\nF02;05/2017;7;3;;\n", "accepted 1 + rejected 1 + duplicate 0|accepted 0 + rejected 2 + duplicate 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			batches, _ := familiesOf(t, map[string]string{"Familien.csv": delivery, "nachlieferung_familien.csv": head + c.rows})
			var got []string
			for _, b := range batches {
				a := b.Account
				got = append(got, fmt.Sprintf("accepted %d + rejected %d + duplicate %d", a.Accepted, a.Rejected, a.Duplicate))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A row that is wrong a second time keeps the number of the line that it corrects.
func TestTheQuarantineOfASupplementNamesTheFirstDelivery(t *testing.T) {
	batches, _ := familiesOf(t, map[string]string{
		"Familien.csv":               "Familie;Aufnahme;Personen\nF02;05/2017;0\n",
		"nachlieferung_familien.csv": "Familie;Aufnahme;Personen;_zeile;_grund;_abhilfe\nF02;05/2017;99;2;alt;alt\n",
	})
	want := "\ufeffFamilie;Aufnahme;Personen;_zeile;_grund;_abhilfe\r\n" +
		"F02;05/2017;99;2;Spalte »Personen«: »99« liegt außerhalb der Grenzen (1 bis 20).;Bitte die Zahl prüfen.\r\n"
	if diff := cmp.Diff(want, quarantineOf(t, batches[1])); diff != "" {
		t.Error(diff)
	}
}

func TestASupplementNeedsItsDelivery(t *testing.T) {
	batches, found := familiesOf(t, map[string]string{
		"nachlieferung_familien_neu.csv": "Familie;Aufnahme;_zeile;_grund;_abhilfe\nF02;05/2017;2;;\n",
		"nachlieferung_famlien.csv":      "Familie\nF02\n",
	})
	want := `nachlieferung_allein nachlieferung_familien_neu.csv: Stopp: Zur Nachlieferung fehlt in 2018-10-30 die Lieferung aus config/sources/familien.yaml. Bitte die Nachlieferung in den Ordner der Lieferung legen, zu der sie gehört.
datei_unbekannt nachlieferung_famlien.csv: Warnung: Keine Quelle nimmt diese Datei an, sie wird nicht gelesen. Eine Nachlieferung heißt nachlieferung_<Quelle>_….csv; bitte den Namen der Quelle prüfen.
lieferung_fehlt config/tables/familie.yaml: Stopp: Für die Pflichttabelle »familie« liegt keine Lieferung vor. Bitte nachliefern: Familien*.csv.
`
	if diff := cmp.Diff(want, short(batches, found)); diff != "" {
		t.Error(diff)
	}
}

// The sheet of a workbook is corrected in CSV.
func TestASheetIsCorrectedInCSV(t *testing.T) {
	contacts := func(extra string) []Batch {
		a := archive(t, "testdata/cases/xlsx_zahlenformate.txtar")
		c, _, err := Read(part(a, "config/"))
		if err != nil {
			t.Fatal(err)
		}
		data := delivered(t, a)
		if extra != "" {
			data["2018-10-30/nachlieferung_mass.csv"] = &fstest.MapFile{Data: []byte(extra)}
		}
		batches, _, err := Take(data, c)
		if err != nil {
			t.Fatal(err)
		}
		return batches
	}
	fixed := correct(t, quarantineOf(t, contacts("")[0]), "3;43373;1.5", "3;43373;1,5", "01.05.2018;12,3", "1,5;12,3", ";;50 %", ";;0,5", ";;WAHR", ";;1")
	want := `mass < mass 2018-10-30/nachlieferung_mass.csv: read 5 = accepted 4 + rejected 0 + duplicate 0 + outside 0 + no data 1
    2 | "3" | 2018-09-01 | 1.5 | 12.3 | true
    3 | "4" | 2018-09-01 | 1.5 | 12.3 | ∅
    4 | "5" | ∅ | 0.5 | ∅ | ∅
    5 | "6" | ∅ | 1 | ∅ | ∅
`
	got, _, _ := strings.Cut(printBatches(contacts(fixed)[1:]), "missing")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoCellOfAQuarantineFileIsAFormula(t *testing.T) {
	for _, c := range []string{"", "x", "=1", "@x", "+49", "+x", "-5", "-x", "'x", "''", "\tx", "-", "(5)", "'=1"} {
		cells := []string{guard(c)}
		if strings.ContainsAny(cells[0][:min(1, len(cells[0]))], "=@") || strings.HasPrefix(cells[0], "-x") || strings.HasPrefix(cells[0], "+x") {
			t.Errorf("%q stands as %q", c, cells[0])
		}
		if unguard(cells); cells[0] != c {
			t.Errorf("%q comes back as %q", c, cells[0])
		}
	}
}
