package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/report"
)

const prose = "Die rechtskreisübergreifende Zusammenarbeit der Ausländerbehörde mit dem Sozialamt wird in Fallkonferenzen abgestimmt, erprobt und schrittweise auf weitere Familien übertragen. "

// textsOf are the texts of a page's body that are set in a size.
func textsOf(p Page, size float64) []Text {
	var out []Text
	for _, it := range p.Body {
		if t, ok := it.(Text); ok && t.Size == size && strings.TrimSpace(t.Text) != "" {
			out = append(out, t)
		}
	}
	return out
}

func TestJustifiedLinesEndAtTheMeasureAllButTheLast(t *testing.T) {
	l, c := typeset(t, document(para(strings.Repeat(prose, 6)))), &checker{T: t, faces: family(t)}
	lines := textsOf(l.Pages[0], house().body.size)
	right := upright().left + upright().column
	hyphens := 0
	for i, line := range lines {
		edge := c.areaOf(line).right
		if last := i == len(lines)-1; math.Abs(edge-right) > 0.01 != last {
			t.Errorf("line %d of %d ends at %.2f, the measure at %.2f: %q", i+1, len(lines), edge, right, line.Text)
		}
		if strings.HasSuffix(line.Text, softHyphen) {
			hyphens++
		}
	}
	if len(lines) < 8 || hyphens == 0 || hyphens == len(lines) {
		t.Errorf("%d lines, %d hyphens", len(lines), hyphens)
	}
}

func TestEnglishTextIsRaggedAndWordsStayWhole(t *testing.T) {
	doc := document(para(strings.Repeat(prose, 6)))
	doc.Lang = "en"
	for _, line := range textsOf(typeset(t, doc).Pages[0], house().body.size) {
		if line.Spread != 0 || strings.Contains(line.Text, softHyphen) {
			t.Errorf("%+v", line)
		}
	}
}

func TestAddressesAndFiguresAreNotParted(t *testing.T) {
	s := newSetter(document(), family(t))
	text := []report.Inline{
		{Text: "www.einwanderung-gestalten.nrw.de/zusammenarbeit poststelle@zusammenarbeit.de "},
		{Text: "Zusammenarbeitsquote", Code: true},
		{Text: " "},
		{Text: "14 Bedarfsgemeinschaften", Figure: "x#kn"},
		{Text: " Zusammenarbeit"},
	}
	var got []string
	for _, w := range s.hyphenated(s.words(text, s.style.body.look, &Element{})) {
		word := ""
		for _, r := range w.runs {
			word += r.text
		}
		if w.end == atSoft {
			got = append(got, word)
		}
	}
	if diff := cmp.Diff([]string{"Zusam", "men", "ar"}, got); diff != "" {
		t.Error(diff)
	}
}

func noted(text, number, note string) report.Paragraph {
	return report.Paragraph{Text: []report.Inline{{Text: text}, {Note: &report.Note{Number: number, Text: inline(note)}}, {Text: " danach"}}}
}

func TestANoteStandsAtTheFootOfThePageOfItsNumber(t *testing.T) {
	everywhere(t, []report.Block{noted("Hier eins", "1", "Erste Anmerkung"), noted("Hier zwei", "2", "Zweite Anmerkung")}, func(t *testing.T, l *Layout) {
		samePage(t, l, "Hier eins", "1 Erste Anmerkung")
		samePage(t, l, "Hier zwei", "2 Zweite Anmerkung")
		c := &checker{T: t, faces: family(t), layout: l}
		c.nothingLeavesThePage()
		c.nothingOverlaps()
	})
}

func TestANoteIsReadRightAfterItsNumber(t *testing.T) {
	l := typeset(t, document(noted("Vorher", "1", "Anmerkung")))
	c := &checker{T: t, faces: family(t), layout: l}
	if got, want := c.text(l.Tree), "Entwurf Probe Vorher1 1 Anmerkung danach"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var found []string
	var walk func(*Element)
	walk = func(e *Element) {
		if e.Type == "Reference" || e.Type == "Note" {
			found = append(found, e.Type+" "+e.ID)
		}
		for _, k := range e.Kids {
			if k.Element != nil {
				walk(k.Element)
			}
		}
	}
	walk(l.Tree)
	if diff := cmp.Diff([]string{"Reference ", "Note fussnote-1"}, found); diff != "" {
		t.Error(diff)
	}
	if spot := l.Anchors["fussnote-1"]; spot.Page != 0 || spot.Y < 250 {
		t.Errorf("the note stands at %+v", spot)
	}
}

func TestANoteLongerThanThePageGoesOnOnTheNext(t *testing.T) {
	long := strings.Repeat(prose, 60)
	l := typeset(t, document(noted("Hier", "1", long), lines(20), noted("Dort", "2", "Kurz")))
	c := &checker{T: t, faces: family(t), layout: l}
	c.nothingLeavesThePage()
	c.nothingOverlaps()
	if got := strings.Count(c.text(l.Tree), "Fallkonferenzen"); got != 60 {
		t.Errorf("%d sentences of 60", got)
	}
	if len(l.Pages) < 2 {
		t.Errorf("%d page", len(l.Pages))
	}
}

func TestTheContentsPageNamesThePagesOfTheHeadings(t *testing.T) {
	doc := document()
	doc.TOC = true
	for i := range 5 {
		doc.Blocks = append(doc.Blocks,
			report.Heading{Level: 1, ID: fmt.Sprint("a", i), Number: fmt.Sprint(i + 1), Text: inline(fmt.Sprint("Kapitel ", i))},
			para(strings.Repeat(prose, 9)),
			report.Heading{Level: 2, ID: fmt.Sprint("b", i), Number: fmt.Sprint(i+1, ".1"), Text: inline(fmt.Sprint("Abschnitt ", i))},
			para(strings.Repeat(prose, 9)),
			report.Heading{Level: 3, ID: fmt.Sprint("c", i), Text: inline("Nicht im Inhalt")}, para("Ende"))
	}
	l := typeset(t, doc)
	var want, got []string
	for _, e := range l.Outline {
		if e.Level < 3 {
			want = append(want, fmt.Sprint(e.Title, " ", e.Spot.Page+1))
		}
	}
	for _, line := range pageTexts(l)[0] {
		if strings.Contains(line, " . .") {
			got = append(got, strings.Join(strings.Fields(strings.ReplaceAll(line, ".  .", "")), " "))
		}
	}
	for i := range got {
		got[i] = squeezed(strings.ReplaceAll(got[i], " .", ""))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 10 {
		t.Error(diff)
	}
	if l.Outline[0].Spot.Page == 0 {
		t.Error("the text begins on the contents page")
	}
	links := 0
	for _, it := range l.Pages[0].Body {
		if link, ok := it.(Link); ok {
			links++
			if _, known := l.Anchors[strings.TrimPrefix(link.Target, "#")]; !known || link.Element.Type != "Link" {
				t.Errorf("%+v", link)
			}
		}
	}
	if links != 10 {
		t.Errorf("%d links", links)
	}
}

func TestHeadingsAreReadWithoutGapsBetweenLevels(t *testing.T) {
	var blocks []report.Block
	for _, level := range []int{2, 5, 1, 3, 4, 6, 2} {
		blocks = append(blocks, report.Heading{Level: level, Text: inline("Kopf")})
	}
	var got []string
	for _, k := range typeset(t, document(blocks...)).Tree.Kids {
		if k.Element.Type[0] == 'H' {
			got = append(got, k.Element.Type)
		}
	}
	if diff := cmp.Diff([]string{"H1", "H2", "H1", "H2", "H3", "H4", "H2"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestATableOnItsSideTakesItsHeadingAlongAndTheTextGoesOnUpright(t *testing.T) {
	table := tableOf(3)
	table.Landscape = true
	l := typeset(t, document(para("Davor"), report.Heading{Level: 1, ID: "a", Text: inline("Kopf der Tabelle")}, table, para("Danach")))
	var got []string
	for i, p := range l.Pages {
		got = append(got, fmt.Sprintf("%.0f × %.0f: %s", p.Width, p.Height, pageTexts(l)[i][0]))
	}
	if diff := cmp.Diff([]string{"210 × 297: Entwurf", "297 × 210: Kopf der Tabelle", "210 × 297: Danach"}, got); diff != "" {
		t.Error(diff)
	}
	(&checker{T: t, faces: family(t), layout: l}).nothingLeavesThePage()
}

func TestATableTooWideForThePageIsTurnedUnasked(t *testing.T) {
	table := report.Table{ID: "breit"}
	row := report.Row{}
	for range 12 {
		table.Columns = append(table.Columns, report.Column{Head: inline("Betrag"), Align: report.Right})
		row.Cells = append(row.Cells, report.Cell{Text: inline("1.234.567,89 €")})
	}
	table.Rows = []report.Row{row}
	for _, c := range []struct {
		columns int
		width   float64
	}{{5, 210}, {12, 297}} {
		part := table
		part.Columns, part.Rows = table.Columns[:c.columns], []report.Row{{Cells: row.Cells[:c.columns]}}
		l := typeset(t, document(part))
		if p := l.Pages[len(l.Pages)-1]; p.Width != c.width {
			t.Errorf("%d columns on a page of %.0f mm", c.columns, p.Width)
		}
	}
}

func TestACellOverSeveralColumnsIsAsWideAsThey(t *testing.T) {
	table := tableOf(2)
	table.Columns = append(table.Columns, report.Column{Head: inline("Ziel"), Align: report.Right})
	table.Rows = []report.Row{bodyRow(report.Body, "Reihe", "1", "2"), bodyRow(report.Body, "Summe", "liegt noch nicht vor")}
	table.Rows[1].Spans = []int{1, 2}
	table.Over = []report.Over{{Span: 1}, {Text: inline("Zwei Jahre"), Span: 2}}
	l := typeset(t, document(table))
	at := map[string]area{}
	c := &checker{T: t, faces: family(t), layout: l}
	for _, it := range l.Pages[0].Body {
		if text, ok := it.(Text); ok {
			at[text.Text] = c.areaOf(it)
		}
	}
	middle := func(s string) float64 { return (at[s].left + at[s].right) / 2 }
	if math.Abs(middle("Zwei Jahre")-middle("liegt noch nicht vor")) > 0.01 {
		t.Errorf("the head stands at %+v, the cell at %+v", at["Zwei Jahre"], at["liegt noch nicht vor"])
	}
	if at["Zwei Jahre"].bottom > at["Wert"].top {
		t.Error("the head over two columns is not above theirs")
	}
	if at["liegt noch nicht vor"].right > at["2"].right+0.01 {
		t.Error("the cell is wider than its columns")
	}
	table.Rows[1].Spans = []int{1, 1}
	_, _, err := Typeset(document(table), family(t))
	if want := `lay out probe: table "tab": row 2 has cells over 2 columns of 3`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestALinkToNowhereIsText(t *testing.T) {
	l, found, err := Typeset(document(report.Paragraph{Text: []report.Inline{{Text: "hier", Link: "#weg"}, {Text: " und "}, {Text: "dort", Link: "#weg"}}}), family(t))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	for _, it := range l.Pages[0].Body {
		if link, ok := it.(Link); ok {
			t.Errorf("%+v", link)
		}
	}
	p := l.Tree.Kids[len(l.Tree.Kids)-1].Element
	if got := p.Kids[0].Element.Type; got != "Span" {
		t.Errorf("it is tagged %s", got)
	}
}
