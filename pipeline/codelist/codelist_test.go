package codelist

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

const head = "code,label_de,label_en,rank,valid_from,valid_to,note\n"

func read(t *testing.T, text string) (List, []string) {
	t.Helper()
	lists, found, err := Read(fstest.MapFS{Folder + "/abschluss.csv": {Data: []byte(text)}})
	if err != nil || len(lists) != 1 {
		t.Fatal(lists, err)
	}
	var told []string
	for _, f := range found {
		if f.Severity != finding.Stop || f.Rule != "codeliste" || f.Remedy != remedy {
			t.Errorf("unexpected %+v", f)
		}
		told = append(told, strings.TrimPrefix(f.Place.String(), Folder+"/abschluss.csv")+" "+f.Message)
	}
	return lists["abschluss"], told
}

func TestAListKeepsFileOrderAndTheNewestName(t *testing.T) {
	l, found := read(t, "\ufeff"+head+
		"F,Fachoberschulreife,Intermediate certificate,50,,2022-07-31,\n"+
		"A,ohne Abschluss,no certificate,10,,,\n"+
		"F,\"Mittlerer Schulabschluss, MSA\",Intermediate certificate (new),50,2022-08-01,,\"mit \"\"Q\"\"\"\n")
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	want := List{Name: "abschluss", Codes: []Code{
		{Code: "F", Label: notation.Text{DE: "Fachoberschulreife", EN: "Intermediate certificate"}, Rank: 50, To: day(2022, 7, 31)},
		{Code: "A", Label: notation.Text{DE: "ohne Abschluss", EN: "no certificate"}, Rank: 10},
		{Code: "F", Label: notation.Text{DE: "Mittlerer Schulabschluss, MSA", EN: "Intermediate certificate (new)"}, Rank: 50, From: day(2022, 8, 1), Note: `mit "Q"`},
	}}
	if diff := cmp.Diff(want, l); diff != "" || len(found) != 0 {
		t.Fatal(diff, found)
	}
	if got := l.Label("F", notation.English); got != "Intermediate certificate (new)" {
		t.Errorf("label of F is %q", got)
	}
	if got := l.Label("Z", notation.German); got != "Z" {
		t.Errorf("label of an unknown code is %q", got)
	}
	if diff := cmp.Diff([]string{"F", "A"}, l.Names()); diff != "" {
		t.Error(diff)
	}
	if !l.Has("A") || l.Has("a") || l.Rank("A") != 10 || l.Rank("Z") <= 50 {
		t.Errorf("Has and Rank are wrong: %v %v %v %v", l.Has("A"), l.Has("a"), l.Rank("A"), l.Rank("Z"))
	}
}

func TestEveryFaultOfAListIsTold(t *testing.T) {
	_, found := read(t, head+
		"A,ohne,none,10,,,\n"+
		"B,ohne,,10,,,\n"+
		"C,ohne,none,zehn,,,\n"+
		"D,ohne,none,10,1.8.2022,,\n"+
		"E,ohne,none,10\n"+
		"F,\"zwei\nZeilen\",none,10,2022-08-01,2022-07-31,\n"+
		"A,ohne,none,10,2020-01-01,,\n")
	want := []string{
		":3 Code und Bezeichnung in beiden Sprachen sind nötig.",
		":4 Der Rang »zehn« ist keine ganze Zahl.",
		":5 »1.8.2022« ist kein Datum der Form JJJJ-MM-TT.",
		":6 Die Zeile hat 4 statt 7 Felder.",
		":7 Die Gültigkeit endet, bevor sie beginnt.",
		":9 Der Code »A« gilt schon in Zeile 2 für dieselbe Zeit.",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestAListThatIsNoCSVIsTold(t *testing.T) {
	for text, want := range map[string]string{
		"":                             ":1 Die Kopfzeile der Codeliste stimmt nicht.",
		"code;label_de\nA;ohne\n":      ":1 Die Kopfzeile der Codeliste stimmt nicht.",
		head + "A,oh\"ne,none,10,,,\n": ":2 Ein Anführungszeichen steht an falscher Stelle oder wird nicht geschlossen.",
		head + "A,\"ohne,none,10,,,\n": ":2 Ein Anführungszeichen steht an falscher Stelle oder wird nicht geschlossen.",
	} {
		if _, found := read(t, text); !cmp.Equal([]string{want}, found) {
			t.Errorf("%q: %q, want %q", text, found, want)
		}
	}
}

func TestAProjectWithoutListsHasNone(t *testing.T) {
	lists, found, err := Read(fstest.MapFS{})
	if len(lists)+len(found) != 0 || err != nil {
		t.Error(lists, found, err)
	}
}

func TestTheListsOfTheRepositoryAreSound(t *testing.T) {
	lists, found, err := Read(os.DirFS("../.."))
	if err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
	if len(lists) < 20 {
		t.Errorf("only %d lists", len(lists))
	}
}
