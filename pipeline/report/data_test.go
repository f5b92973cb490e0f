package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheDataOfADocumentAreWhatItShows(t *testing.T) {
	text := func(s string) []Inline { return []Inline{{Text: s}} }
	doc := &Document{Name: "probe", Lang: "de", Blocks: []Block{
		Heading{Level: 1, Number: "2", Text: text("Stand")},
		Paragraph{[]Inline{{Text: "Es sind "}, {Text: "14 Familien", Figure: "fam#kn"}, {Text: "."}}},
		Callout{Blocks: []Block{List{Items: []Item{{Blocks: []Block{Paragraph{[]Inline{{Text: "9", Figure: "kinder#k"}}}}}}}}},
		Table{
			Number: "Tabelle 1", Over: []Over{{Span: 1}, {Text: text("Jahr"), Span: 2}},
			Columns: []Column{{Head: text("Wer")}, {Head: text("Soll")}, {Head: text("Ist")}},
			Rows: []Row{
				{Kind: Group, Cells: []Cell{{text("Gruppe")}}},
				{Cells: []Cell{{text("Alle")}, {text("85\u00a0%")}, {[]Inline{{Text: "+\u00a09", Figure: "quote#change"}}}}},
				{Cells: []Cell{{text("=A1")}, {text("unbekannt")}}, Spans: []int{1, 2}},
			},
		},
		Figure{Number: "Abbildung 1", Data: Table{Columns: []Column{{Head: text("Zeit")}, {Head: text("Wert")}}, Rows: []Row{{Cells: []Cell{{text("2018")}, {text(".")}}}}}},
	}}
	want := "stelle,zeile,spalte,angabe,kennung\n" +
		"2 Stand,,,14 Familien,fam#kn\n" +
		"2 Stand,,,9,kinder#k\n" +
		"Tabelle 1,Alle,Jahr Soll,85\u00a0%,\n" +
		"Tabelle 1,Alle,Jahr Ist,'+\u00a09,quote#change\n" +
		"Tabelle 1,'=A1,Jahr Soll,unbekannt,\n" +
		"Abbildung 1,2018,Wert,.,\n"
	if d := cmp.Diff(want, string(doc.CSV())); d != "" {
		t.Error(d)
	}
	if got := (&Document{Blocks: []Block{Paragraph{text("Nichts.")}}}).CSV(); got != nil {
		t.Errorf("a document without figures has data: %s", got)
	}
}
