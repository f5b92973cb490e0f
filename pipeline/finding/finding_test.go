package finding

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func at(line, column int) Place { return Place{File: "x.csv", Line: line, Column: column} }

func list() List {
	var l List
	l.Add(Note, "hinweis", Place{File: "x.csv"}, "Die Datei ist alt.", "")
	for _, line := range []int{12, 14, 13, 20, 21, 22, 23} {
		l = append(l, Finding{
			Severity: Error, Rule: "zelle", Place: at(line, 5), Message: "Spalte »A«: »1.5« ist keine Zahl.",
			General: "Spalte »A«: Der Inhalt ist keine Zahl.", Remedy: "Bitte mit Komma schreiben.",
		})
	}
	l[len(l)-1].More = 30
	l.Add(Error, "zelle", at(12, 9), "Spalte »B«: »x« ist kein Datum.", "Bitte berichtigen.")
	l.Add(Error, "zelle", at(12, 1), "Spalte »C«: Der Wert fehlt.", "Bitte nachliefern.")
	l.Add(Error, "zelle", at(12, 2), "Spalte »C«: Der Wert fehlt.", "Bitte nachliefern.")
	l.Add(Stop, "ablehnungen", Place{File: "x.csv"}, "Zu viele.", "Bitte neu liefern.")
	l.Add(Warning, "blatt", Place{File: "a.xlsx", Sheet: "B", Line: 1}, "Ein Blatt.", "Bitte prüfen.")
	l.Add(Warning, "blatt", Place{File: "a.xlsx", Sheet: "A"}, "Ein Blatt.", "Bitte prüfen.")
	return l
}

func TestFindingsPrintPlaceSeverityMessageAndRemedy(t *testing.T) {
	want := `a.xlsx[A]: Warnung: Ein Blatt. Bitte prüfen.
a.xlsx[B]:1: Warnung: Ein Blatt. Bitte prüfen.
x.csv: Stopp: Zu viele. Bitte neu liefern.
x.csv: Hinweis: Die Datei ist alt.
x.csv:12:1: Fehler: Spalte »C«: Der Wert fehlt. Bitte nachliefern.
x.csv:12:2: Fehler: Spalte »C«: Der Wert fehlt. Bitte nachliefern.
x.csv:12:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:12:9: Fehler: Spalte »B«: »x« ist kein Datum. Bitte berichtigen.
x.csv:13:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:14:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:20:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:21:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:22:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. Bitte mit Komma schreiben.
x.csv:23:5: Fehler: Spalte »A«: »1.5« ist keine Zahl. (Dazu 30 weitere Stellen.) Bitte mit Komma schreiben.
`
	var got strings.Builder
	for _, f := range list().Sorted() {
		got.WriteString(f.String() + "\n")
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameFaultOfAFileIsToldOnceWithCountAndFirstPlace(t *testing.T) {
	want := `a.xlsx[A]: Warnung: Ein Blatt. Bitte prüfen.
a.xlsx[B]:1: Warnung: Ein Blatt. Bitte prüfen.
x.csv: Stopp: Zu viele. Bitte neu liefern.
x.csv:12:1: Fehler: 2 Stellen: Spalte »C«: Der Wert fehlt, zuerst Zeile 12. Bitte nachliefern.
x.csv:12:5: Fehler: 37 Zeilen: Spalte »A«: Der Inhalt ist keine Zahl, zuerst Zeile 12. Bitte mit Komma schreiben.
x.csv:12:9: Fehler: Spalte »B«: »x« ist kein Datum. Bitte berichtigen.
x.csv: Hinweis: Die Datei ist alt.
`
	var got strings.Builder
	for _, g := range list().Grouped() {
		got.WriteString(g.String() + "\n")
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
	big := list().Grouped()[4]
	if diff := cmp.Diff([]Place{at(12, 5), at(13, 5), at(14, 5), at(20, 5), at(21, 5)}, big.Places); diff != "" {
		t.Error(diff)
	}
}

func TestCountsIncludeWhatIsNotListed(t *testing.T) {
	l := list()
	if got := []int{l.Count(Note), l.Count(Warning), l.Count(Error), l.Count(Stop)}; !cmp.Equal(got, []int{1, 2, 40, 1}) {
		t.Errorf("counts %v", got)
	}
	if !l.Stops() || l[:3].Stops() {
		t.Error("a list stops if and only if it holds a stop")
	}
}

func TestJSONKeepsEveryFinding(t *testing.T) {
	got, err := json.Marshal(list()[7:9])
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"severity":"fehler","rule":"zelle","place":{"file":"x.csv","line":23,"column":5},"message":"Spalte »A«: »1.5« ist keine Zahl.","remedy":"Bitte mit Komma schreiben.","more":30},` +
		`{"severity":"fehler","rule":"zelle","place":{"file":"x.csv","line":12,"column":9},"message":"Spalte »B«: »x« ist kein Datum.","remedy":"Bitte berichtigen."}]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}
