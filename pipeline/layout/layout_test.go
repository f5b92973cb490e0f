package layout

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
)

func inline(s string) []report.Inline { return []report.Inline{{Text: s}} }
func para(s string) report.Paragraph  { return report.Paragraph{Text: inline(s)} }
func lines(n int) report.Paragraph    { return report.Paragraph{Text: breaks(n)} }
func document(b ...report.Block) *report.Document {
	return &report.Document{Name: "probe", Lang: "de", Title: "Probe", Stamp: "Entwurf", AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Blocks: b}
}

// breaks are n lines "Zeile".
func breaks(n int) []report.Inline {
	var out []report.Inline
	for i := range n {
		if i > 0 {
			out = append(out, report.Inline{Break: true})
		}
		out = append(out, report.Inline{Text: "Zeile"})
	}
	return out
}

// filler are n short paragraphs of one line each, to bring what follows to the foot of a page.
func filler(n int) []report.Block {
	var out []report.Block
	for range n {
		out = append(out, para("Füllung"))
	}
	return out
}

func tableOf(rows int) report.Table {
	t := report.Table{
		ID: "tab", Number: "Tabelle 1", Caption: inline("Eine Tabelle"),
		Columns: []report.Column{{Head: inline("Kopf"), Align: report.Left}, {Head: inline("Wert"), Align: report.Right}},
	}
	for i := range rows {
		t.Rows = append(t.Rows, bodyRow(report.Body, fmt.Sprint("Reihe ", i), fmt.Sprint(i)))
	}
	return t
}

func bodyRow(k report.RowKind, cells ...string) report.Row {
	r := report.Row{Kind: k}
	for _, c := range cells {
		r.Cells = append(r.Cells, report.Cell{Text: inline(c)})
	}
	return r
}

func typeset(t *testing.T, doc *report.Document) *Layout {
	t.Helper()
	l, found, err := Typeset(doc, family(t))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return l
}

// pageTexts are the texts of each page's body in the order of drawing, one line each.
func pageTexts(l *Layout) [][]string {
	out := make([][]string, len(l.Pages))
	for i, p := range l.Pages {
		y := -1.0
		for _, it := range p.Body {
			t, ok := it.(Text)
			if !ok {
				continue
			}
			if n := len(out[i]); n > 0 && t.Y == y {
				out[i][n-1] += strings.TrimRight(" "+t.Text, " ")
				continue
			}
			out[i], y = append(out[i], strings.TrimRight(t.Text, " ")), t.Y
		}
	}
	return out
}

// pagesWith are the pages, from 1, on which a line begins so.
func pagesWith(l *Layout, prefix string) []int {
	var out []int
	for i, texts := range pageTexts(l) {
		for _, t := range texts {
			if strings.HasPrefix(t, prefix) {
				out = append(out, i+1)
			}
		}
	}
	return out
}

// everywhere tries a rule with the blocks at each place of the page.
func everywhere(t *testing.T, blocks []report.Block, rule func(t *testing.T, l *Layout)) {
	t.Helper()
	for n := 20; n < 50; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			rule(t, typeset(t, document(append(filler(n), blocks...)...)))
		})
	}
}

func samePage(t *testing.T, l *Layout, a, b string) {
	t.Helper()
	if on, other := pagesWith(l, a), pagesWith(l, b); len(on) == 0 || len(other) == 0 || on[len(on)-1] != other[0] {
		t.Errorf("%q on pages %v, %q on pages %v", a, on, b, other)
	}
}

func TestAHeadingStaysWithTwoLinesOfWhatFollows(t *testing.T) {
	everywhere(t, []report.Block{
		report.Heading{Level: 1, ID: "a", Text: inline("Oben")},
		report.Heading{Level: 2, ID: "b", Text: inline("Unten")},
		report.Paragraph{Text: append([]report.Inline{{Text: "Erste"}, {Break: true}, {Text: "Zweite"}, {Break: true}}, breaks(6)...)},
	}, func(t *testing.T, l *Layout) {
		samePage(t, l, "Oben", "Unten")
		samePage(t, l, "Unten", "Erste")
		samePage(t, l, "Erste", "Zweite")
	})
}

func TestTheLastLineOfAParagraphIsNotAlone(t *testing.T) {
	text := append(breaks(8), report.Inline{Break: true}, report.Inline{Text: "Vorletzte"}, report.Inline{Break: true}, report.Inline{Text: "Letzte"})
	everywhere(t, []report.Block{report.Paragraph{Text: text}}, func(t *testing.T, l *Layout) {
		samePage(t, l, "Vorletzte", "Letzte")
	})
}

func TestAnAnnouncementStaysWithItsList(t *testing.T) {
	everywhere(t, []report.Block{para("Es gilt:"), report.List{Items: []report.Item{{Blocks: []report.Block{para("Erstens")}}}}},
		func(t *testing.T, l *Layout) { samePage(t, l, "Es gilt", "• Erstens") })
}

func TestACalloutGoesOnOnTheNextPage(t *testing.T) {
	l := typeset(t, document(append(filler(24), report.Callout{Title: "Kasten", Blocks: []report.Block{lines(12), lines(12)}}, para("Danach"))...))
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	tint := house().tint
	for i, p := range l.Pages {
		var tinted []Rect
		for _, it := range p.Body {
			if r, ok := it.(Rect); ok && r.Color == tint {
				tinted = append(tinted, r)
			}
		}
		if len(tinted) != 1 {
			t.Fatalf("page %d: %d panels", i+1, len(tinted))
		}
		panel := tinted[0]
		for _, it := range p.Body {
			text, ok := it.(Text)
			inside := ok && text.Y > panel.Y && text.Y < panel.Y+panel.H
			if ok && inside != (text.Text == "Kasten" || strings.HasPrefix(text.Text, "Zeile")) {
				t.Errorf("page %d: %q at %.1f, panel from %.1f to %.1f", i+1, text.Text, text.Y, panel.Y, panel.Y+panel.H)
			}
		}
	}
	(&checker{T: t, faces: family(t), layout: l}).nothingLeavesThePage()
}

func TestNoItemOfAListStandsAloneOnAPage(t *testing.T) {
	item := func(s string) report.Item { return report.Item{Blocks: []report.Block{para(s)}} }
	list := report.List{Items: []report.Item{item("Eins"), item("Zwei"), item("Drei"), item("Vier")}}
	everywhere(t, []report.Block{list}, func(t *testing.T, l *Layout) {
		samePage(t, l, "• Eins", "• Zwei")
		samePage(t, l, "• Drei", "• Vier")
	})
}

func TestFiguresAndReferencesAreNotPartedAtALineEnd(t *testing.T) {
	s := newSetter(document(), family(t))
	for _, in := range []report.Inline{{Text: "9 von 14 Familien", Figure: "x#kn"}, {Text: "Tabelle 3", Link: "#tab"}} {
		if got := s.words([]report.Inline{{Text: "siehe "}, in}, s.style.body.look, &Element{}); len(got) != 2 {
			t.Errorf("%q is parted: %d words", in.Text, len(got))
		}
	}
}

func TestAFigureStaysWithCaptionDataAndNotes(t *testing.T) {
	figure := report.Figure{
		ID: "abb", Number: "Abbildung 1", Caption: inline("Mehr"), Notes: [][]report.Inline{inline("Quelle")},
		Chart: &chart.Chart{Alt: "Balken", Drawing: chart.Drawing{Width: 900, Height: 300}},
		Data:  report.Table{Columns: tableOf(0).Columns, Rows: tableOf(3).Rows},
	}
	everywhere(t, []report.Block{figure}, func(t *testing.T, l *Layout) {
		samePage(t, l, "Abbildung 1", "Reihe 0")
		samePage(t, l, "Reihe 0", "Quelle")
	})
	l := typeset(t, document(figure))
	for _, it := range l.Pages[0].Body {
		if p, ok := it.(Picture); ok && p.Scale*p.Drawing.Width > upright().measure+slack {
			t.Errorf("the chart is %.1f mm wide", p.Scale*p.Drawing.Width)
		}
	}
}

func TestLongDataAreNotPrintedBelowTheirChart(t *testing.T) {
	l := typeset(t, document(report.Figure{
		Chart: &chart.Chart{Drawing: chart.Drawing{Width: 9, Height: 9}},
		Data:  report.Table{Columns: tableOf(0).Columns, Rows: tableOf(dataRows + 1).Rows},
	}))
	if on := pagesWith(l, "Reihe"); len(on) > 0 {
		t.Error("a long data table is printed")
	}
}

func TestLinksAndOutlineKnowWhereHeadingsStand(t *testing.T) {
	link := report.Paragraph{Text: []report.Inline{{Text: "siehe "}, {Text: "Abschnitt 1", Link: "#ziel"}, {Text: "."}}}
	l := typeset(t, document(link, report.PageBreak{}, report.Heading{Level: 1, ID: "ziel", Number: "1", Text: inline("Ziel")}, para("Text")))
	if spot := l.Anchors["ziel"]; spot != (Spot{Page: 1, Y: upright().top}) {
		t.Errorf("anchor %+v", spot)
	}
	if diff := cmp.Diff([]Entry{{Level: 1, Title: "1 Ziel", Spot: Spot{Page: 1, Y: upright().top}}}, l.Outline); diff != "" {
		t.Error(diff)
	}
	var found []string
	for _, it := range l.Pages[0].Body {
		if area, ok := it.(Link); ok {
			found = append(found, fmt.Sprintf("%s %s %.0f", area.Target, area.Element.Type, area.W))
		}
	}
	if diff := cmp.Diff([]string{"#ziel Link 16"}, found); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBePrintedAndLinksToNowhereAreTold(t *testing.T) {
	doc := document(report.Paragraph{Text: []report.Inline{
		{Text: "∅, 😀, noch einmal ∅; a\u00adb\u200bc\u0007d, \xff"}, {Text: "hier", Link: "#weg"},
	}}, report.Figure{Chart: &chart.Chart{Drawing: chart.Drawing{Width: 100, Height: 50, Ops: []chart.Op{chart.Label{Text: "≙"}}}}})
	l, found, err := Typeset(doc, family(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, f.String())
	}
	want := []string{
		"reports/probe.md: Warnung: Das Zeichen „∅“ (U+2205) gibt es in der Schrift nicht; im PDF steht dafür „□“. Bitte ein anderes Zeichen verwenden.",
		"reports/probe.md: Warnung: Das Zeichen „😀“ (U+1F600) gibt es in der Schrift nicht; im PDF steht dafür „□“. Bitte ein anderes Zeichen verwenden.",
		"reports/probe.md: Warnung: Das Zeichen „\uFFFD“ (U+FFFD) gibt es in der Schrift nicht; im PDF steht dafür „□“. Bitte ein anderes Zeichen verwenden.",
		"reports/probe.md: Warnung: Das Zeichen „≙“ (U+2259) gibt es in der Schrift nicht; im PDF steht dafür „□“. Bitte ein anderes Zeichen verwenden.",
		"reports/probe.md: Warnung: Der Verweis auf „#weg“ führt zu keiner Stelle des Berichts. Bitte die Kennung der Überschrift, Tabelle oder Abbildung prüfen.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := strings.Join(pageTexts(l)[0], "\n"); !strings.Contains(text, "□, □, noch einmal □; abcd, □") {
		t.Errorf("printed %q", text)
	}
	if label := l.Pages[0].Body[len(l.Pages[0].Body)-1].(Picture).Drawing.Ops[0].(chart.Label); label.Text != "□" {
		t.Errorf("label %q", label.Text)
	}
	if original := doc.Blocks[1].(report.Figure).Chart.Drawing.Ops[0].(chart.Label); original.Text != "≙" {
		t.Error("the chart itself was changed")
	}
}

func TestTheStampIsOnEveryPage(t *testing.T) {
	l := typeset(t, document(filler(120)...))
	for i, p := range l.Pages {
		found := false
		for _, it := range append(p.Header, p.Body...) {
			text, ok := it.(Text)
			found = found || ok && text.Text == "Entwurf"
		}
		if !found {
			t.Errorf("no stamp on page %d", i+1)
		}
	}
}

func TestLinesBreakWhereGermanAllowsIt(t *testing.T) {
	s := newSetter(document(), family(t))
	for _, c := range []struct {
		text    string
		measure float64
		want    string
	}{
		{"eins zwei drei", 100, "eins zwei drei"},
		{"eins  zwei\n\tdrei", 100, "eins zwei drei"},
		{"die Familien und die Kinder", 21, "die Familien |und die |Kinder"},
		{"z.\u00a0B. 90\u00a0% der Fälle", 16, "z.\u00a0B. 90\u00a0% |der Fälle"},
		{"Schul-/Berufswahl", 18, "Schul-/|Berufswahl"},
		{"Sozialamt/Ausländerbehörde", 30, "Sozialamt/|Ausländerbehörde"},
		{"die S-Bahn", 11, "die |S-Bahn"},
		{"Wort – Wort", 12, "Wort – |Wort"},
		{"rund 30 %", 12, "rund |30 %"},
		{"Donaudampfschiff", 14, "Donau\u00ad|dampf\u00ad|schiff"},
		{"Aufenthalts\u00adgesetz", 20, "Aufenthalts\u00ad|gesetz"},
		{"Aufenthalts\u00adgesetz", 30, "Aufenthaltsgesetz"},
		{"XXXXXXXX", 14, "XXXXXXX|X"},
	} {
		var got []string
		broken := s.breakLines(s.words(inline(c.text), s.style.body.look, nil), c.measure, ragged)
		for i, l := range broken {
			text := ""
			for _, r := range l.runs(i == len(broken)-1) {
				text += r.text
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%q in %v mm: %s", c.text, c.measure, diff)
		}
	}
}

func BenchmarkTypeset(b *testing.B) {
	faces := family(b)
	doc := document(filler(200)...)
	for range 10 {
		doc.Blocks = append(doc.Blocks, para(strings.Repeat("Die Familien und die Kinder im Projekt werden begleitet. ", 12)), tableOf(12))
	}
	for b.Loop() {
		if _, _, err := Typeset(doc, faces); err != nil {
			b.Fatal(err)
		}
	}
}
