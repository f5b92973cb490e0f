package fillin

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/finding"
)

// sampleFindings are findings of every kind of place, two of them of the same place and rule.
func sampleFindings() finding.List {
	book := finding.Place{File: "2018-10-30/Fall.xlsx", Sheet: "Kontakte", Line: 46, Column: 4}
	return finding.List{
		{Severity: finding.Stop, Rule: "kopfzeile", Place: finding.Place{File: "2018-10-30/a.csv"},
			Message: "In den ersten 50 Zeilen steht keine der Überschriften, die config/sources/a_b.yaml nennt.", Remedy: "Bitte prüfen, z. B. die Datei."},
		{Severity: finding.Warning, Rule: "vor_geburt", Place: finding.Place{File: "2018-10-30/a.csv", Line: 4}, Message: "Der Antrag liegt vor der Geburt.", Remedy: "Bitte prüfen."},
		{Severity: finding.Warning, Rule: "vor_geburt", Place: finding.Place{File: "2018-10-30/a.csv", Line: 4}, Message: "Der Beginn liegt vor der Geburt.", Remedy: "Bitte prüfen."},
		{Severity: finding.Error, Rule: "zelle", Place: book, Message: "Spalte »Art«: »Videoanruf« ist kein Code.",
			Remedy: "Möglich ist BUERO. Eine andere Schreibweise gehört unter codes in config/sources/x.yaml. Bitte klären."},
	}
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func questionBook(t *testing.T) []byte {
	t.Helper()
	q := Questions{To: "Sozialamt", AsOf: day("2018-10-30"), Until: day("2018-11-13")}
	for _, f := range sampleFindings() {
		q.Items = append(q.Items, Ask(f))
	}
	raw, err := q.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestASheetOfQuestionsHasARowForEachFinding(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(questionBook(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golden(t, "questions.golden", describe(t, f))
	if !bytes.Equal(questionBook(t), questionBook(t)) {
		t.Error("the same questions give other bytes")
	}
}

// answer enters texts into the column of answers, by row of the list.
func answer(t *testing.T, raw []byte, texts map[int]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	column := 1 + slices.IndexFunc(questionHeads, func(h struct {
		text  string
		width float64
	}) bool {
		return h.text == headAnswer
	})
	for row, text := range texts {
		if err := f.SetCellValue(questionSheet, cellName(column, headRow+row), text); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func answersOf(t *testing.T, files map[string][]byte) string {
	t.Helper()
	data := fstest.MapFS{}
	for name, raw := range files {
		data[name] = &fstest.MapFile{Data: raw}
	}
	answers, found, err := ReadAnswers(data)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range sampleFindings() {
		fmt.Fprintf(&b, "%s %s: %q\n", f.Place, f.Rule, answers.To(f))
	}
	for _, f := range found {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}

func TestAnswersComeBackByPlaceAndRule(t *testing.T) {
	asked := questionBook(t)
	got := answersOf(t, map[string][]byte{
		"2018-10-30/rueckfrage_sozialamt_2018-10-30.xlsx": answer(t, asked, map[int]string{2: "Antrag war 05/2018", 4: "unbekannt"}),
		"2019-12-31/RUECKFRAGE_neu.XLSX":                  answer(t, asked, map[int]string{3: "stimmt so", 4: "Videoanruf ist Telefon"}),
		"2018-10-30/a.csv":                                []byte("no sheet of questions"),
	})
	want := `2018-10-30/a.csv kopfzeile: ""
2018-10-30/a.csv:4 vor_geburt: "Antrag war 05/2018"
2018-10-30/a.csv:4 vor_geburt: "stimmt so"
2018-10-30/Fall.xlsx[Kontakte]:46:4 zelle: "Videoanruf ist Telefon"
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAnAnswerToAnotherFaultAtTheSamePlaceIsNotTaken(t *testing.T) {
	data := fstest.MapFS{"2018-10-30/rueckfrage_x.xlsx": {Data: answer(t, questionBook(t), map[int]string{4: "Telefon"})}}
	answers, _, err := ReadAnswers(data)
	if err != nil {
		t.Fatal(err)
	}
	f := sampleFindings()[3]
	if answers.To(f) != "Telefon" {
		t.Error("the answer is lost")
	}
	if f.Message = "Spalte »Art«: Der Wert fehlt."; answers.To(f) != "" {
		t.Errorf("got %q", answers.To(f))
	}
}

func TestAnAnswerThatNamesSomebodyIsNotTaken(t *testing.T) {
	got := answersOf(t, map[string][]byte{
		"2018-10-30/rueckfrage_sozialamt.xlsx": answer(t, questionBook(t), map[int]string{4: "Bitte bei sabine.mueller@stadt.example nachfragen"}),
	})
	want := `2018-10-30/a.csv kopfzeile: ""
2018-10-30/a.csv:4 vor_geburt: ""
2018-10-30/a.csv:4 vor_geburt: ""
2018-10-30/Fall.xlsx[Kontakte]:46:4 zelle: ""
2018-10-30/rueckfrage_sozialamt.xlsx[Rückfragen]:7: Warnung: In der Antwort ist vermutlich jemand zu erkennen; sie wird nicht übernommen. Bitte ohne Namen, Anschrift und Aktenzeichen antworten.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestABrokenSheetOfAnswersIsAWarning(t *testing.T) {
	got := answersOf(t, map[string][]byte{"2018-10-30/rueckfrage_x.xlsx": []byte("no workbook")})
	if !strings.Contains(got, "2018-10-30/rueckfrage_x.xlsx: Warnung: ") || strings.Contains(got, "Stopp") {
		t.Error(got)
	}
}
