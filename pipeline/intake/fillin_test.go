package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/notation"
)

func TestWhatReadsAlikeInAFillInWorkbookIsToldApart(t *testing.T) {
	label := func(de string) notation.Text { return notation.Text{DE: de} }
	list := codelist.List{Name: "art", Codes: []codelist.Code{
		{Code: "B", Label: label("Beratung"), Rank: 2}, {Code: "A", Label: label("Aufnahme"), Rank: 1}, {Code: "C", Label: label("beratung"), Rank: 3},
	}}
	want := []Choice{{"Aufnahme", "A"}, {"Beratung (B)", "B"}, {"beratung (C)", "C"}}
	if diff := cmp.Diff(want, Choices(list)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	headers := FillinHeaders(Table{Columns: []Column{
		{Name: "faktor_id", Label: label("Faktor")}, {Name: "kategorie", Label: label("Fak-tor")}, {Name: "dauer", Label: label("Dauer"), Unit: "Minuten"}, {Name: "ort"},
	}})
	if diff := cmp.Diff([]string{"Faktor [faktor_id]", "Fak-tor [kategorie]", "Dauer (Minuten)", "ort"}, headers); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestASourceTakesByNameOfFileAndSheet(t *testing.T) {
	s := Source{File: "Fall*.xlsx", Sheet: "Kontakte*"}
	for _, c := range []struct {
		file, sheet string
		want        bool
	}{
		{"fallmanagement.XLSX", "Kontakte 2018", true}, {"Fallmanagement.xlsx", "", true}, {"Fallmanagement.xlsx", "Ziele", false}, {"Finanzen.xlsx", "Kontakte", false},
	} {
		if got := s.Takes(c.file, c.sheet); got != c.want {
			t.Errorf("%s %s: %t", c.file, c.sheet, got)
		}
	}
}
