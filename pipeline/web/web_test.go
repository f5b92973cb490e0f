package web

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

var update = flag.Bool("update", false, "rewrite the goldens of these tests")

func line(text string) []report.Inline { return []report.Inline{{Text: text}} }

func texts(texts ...string) []report.Cell {
	var out []report.Cell
	for _, t := range texts {
		out = append(out, report.Cell{Text: line(t)})
	}
	return out
}

// sample is a document with one block of each kind, in which every text is the one given.
func sample(text string) *report.Document {
	table := report.Table{
		ID: "tab", Number: "Tabelle 1", Caption: line(text),
		Columns: []report.Column{{Head: line("Gruppe"), Align: report.Left}, {Head: line("Zahl"), Align: report.Right}, {Head: line(text), Align: report.Center}},
		Rows: []report.Row{
			{Cells: texts("zuerst", "1", text)},
			{Kind: report.Group, Cells: texts(text)},
			{Cells: texts("dann", "2", "x")},
			{Kind: report.Sum, Cells: texts("zusammen", "3", "")},
		},
		Notes: [][]report.Inline{line(text)},
	}
	data := table
	data.ID, data.Number, data.Caption, data.Notes = "", "", nil, nil
	return &report.Document{
		Name: "probe", Lang: notation.German, Title: text, Subtitle: text, Author: text, Period: "3. Quartal 2018",
		AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Stamp: "Entwurf", TOC: true, Numbered: true,
		Facts: []report.Fact{{Label: "Datenstand", Value: text}},
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "eins", Number: "1", Text: line(text)},
			report.Paragraph{Text: []report.Inline{
				{Text: text}, {Break: true}, {Text: "fett", Strong: true}, {Text: " und ", Emph: true}, {Text: "code", Code: true},
				{Note: &report.Note{Number: "1", Text: line(text)}}, {Text: "Tabelle 1", Link: "#tab"}, {Text: "dort", Link: "https://beispiel.example/?a=1&b=2"}, {Text: "14", Figure: "x#value"},
			}},
			report.Heading{Level: 2, ID: "unter", Text: line("ohne Nummer")},
			report.List{Items: []report.Item{{Blocks: []report.Block{
				report.Paragraph{Text: line(text)},
				report.List{Ordered: true, Start: 3, Items: []report.Item{{Blocks: []report.Block{report.Paragraph{Text: line("drei")}}}}},
			}}}},
			report.Heading{Level: 3, ID: "tief", Number: "1.1.1", Text: line("tief")},
			report.Callout{Title: text, Blocks: []report.Block{report.Paragraph{Text: line(text)}}},
			table,
			report.Table{
				Landscape: true, Over: []report.Over{{Span: 1}, {Text: line("über zwei"), Span: 2}},
				Columns: []report.Column{{Head: line("Gruppe")}, {Head: line("eins"), Align: report.Right}, {Head: line("zwei"), Align: report.Right}},
				Rows:    []report.Row{{Cells: texts("a", "über beide"), Spans: []int{1, 2}}, {Cells: texts("b", "1", "2")}},
			},
			report.Table{Columns: []report.Column{{Head: line("ohne Titel")}}, Rows: []report.Row{{Cells: texts("a")}}},
			report.PageBreak{},
			report.Figure{
				ID: "abb", Number: "Abbildung 1", Caption: line(text), Data: data, Notes: [][]report.Inline{line(text)},
				Chart: &chart.Chart{SVG: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 642 230" width="642" height="230" role="img" aria-label="Drei Balken"><rect x="10" y="10" width="300" height="40" fill="#0e4d64"/><text x="10" y="80" font-size="12">Quartal</text></svg>`},
			},
			report.Figure{ID: "leer", Number: "Abbildung 2", Caption: line("Nichts"), Notes: [][]report.Inline{line("Keine Angaben.")}},
		},
	}
}

func render(t *testing.T, doc *report.Document) string {
	t.Helper()
	page, err := Render(doc, assets.Files())
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// withoutStyle takes the style sheet out: the golden holds the structure.
func withoutStyle(page string) string {
	before, rest, _ := strings.Cut(page, "<style>")
	_, after, _ := strings.Cut(rest, "</style>")
	return before + "<style></style>" + after
}

func TestThePageHasTheStructureOfTheDocument(t *testing.T) {
	got := withoutStyle(render(t, sample("Ämter & Familien")))
	const golden = "testdata/page.html"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNoTextBecomesMarkup(t *testing.T) {
	harmless := render(t, sample("harmlos"))
	for _, hostile := range []string{
		`<script>alert(1)</script>`,
		`"><img src=x onerror=alert(1)>`,
		`</style><script>alert(1)</script>`,
		`' onmouseover='alert(1)`,
		`{{.Stamp}}`,
		`&lt;b&gt;`,
	} {
		page := render(t, sample(hostile))
		if got, want := strings.Count(page, "<"), strings.Count(harmless, "<"); got != want {
			t.Errorf("%s: %d tags instead of %d", hostile, got, want)
		}
		if strings.Contains(page, hostile) && strings.ContainsAny(hostile, `<>"'`) {
			t.Errorf("%s stands in the page as it is", hostile)
		}
	}
}

func TestALinkThatWouldRunIsDefused(t *testing.T) {
	doc := sample("x")
	doc.Blocks = []report.Block{report.Paragraph{Text: []report.Inline{{Text: "hier", Link: "javascript:alert(1)"}}}}
	if page := render(t, doc); strings.Contains(page, "javascript:") {
		t.Error("the page holds a javascript: link")
	}
}

func TestAnUnknownBlockIsAnError(t *testing.T) {
	doc := sample("x")
	doc.Blocks = []report.Block{nil}
	if _, err := Render(doc, assets.Files()); err == nil || !strings.Contains(err.Error(), "unknown block <nil>") {
		t.Errorf("got %v", err)
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	if diff := cmp.Diff(render(t, sample("x")), render(t, sample("x"))); diff != "" {
		t.Error(diff)
	}
}
