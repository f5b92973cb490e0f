package layout

import (
	"math"
	"strings"
	"testing"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
)

func tallFigure(n string) report.Figure {
	return report.Figure{
		ID: "abb" + n, Number: "Abbildung " + n, Caption: inline("Mehr"),
		Chart: &chart.Chart{Alt: "Balken", Drawing: chart.Drawing{Width: 400, Height: 300}},
	}
}

func TestTextPassesFiguresThatDoNotFit(t *testing.T) {
	blocks := append(filler(26), tallFigure("1"), tallFigure("2"), para("Danach"), para("Noch danach"))
	l := typeset(t, document(blocks...))
	for text, want := range map[string]int{"Danach": 1, "Noch danach": 1, "Abbildung 1": 2, "Abbildung 2": 2} {
		if on := pagesWith(l, text); len(on) != 1 || on[0] != want {
			t.Errorf("%q on pages %v, want %d", text, on, want)
		}
	}
	c := &checker{T: t, faces: family(t), layout: l}
	if read := c.text(l.Tree); strings.Index(read, "Abbildung 2") > strings.Index(read, "Danach") {
		t.Errorf("read aloud in the order of the pages: %s", read)
	}
}

func TestOnlyWholeTextsOfTheSameSectionPassAFigure(t *testing.T) {
	for name, behind := range map[string][]report.Block{
		"a heading":              {report.Heading{Level: 2, ID: "h", Text: inline("Neues")}, para("Danach")},
		"a text without room":    {lines(40), para("Danach")},
		"a page break":           {report.PageBreak{}, para("Danach")},
		"a callout":              {report.Callout{Blocks: []report.Block{para("Kasten")}}, para("Danach")},
		"what announces a table": {para("Danach:"), tableOf(3)},
	} {
		l := typeset(t, document(append(append(filler(26), tallFigure("1")), behind...)...))
		if on := pagesWith(l, "Danach"); len(on) != 1 || on[0] == 1 {
			t.Errorf("%s: %q on pages %v", name, "Danach", on)
		}
	}
}

func TestTextPassesAFigureBelowTheirHeading(t *testing.T) {
	blocks := append(filler(23), report.Heading{Level: 1, ID: "h", Text: inline("Kapitel")}, tallFigure("1"), para("Danach"))
	l := typeset(t, document(blocks...))
	samePage(t, l, "Kapitel", "Danach")
	if on := pagesWith(l, "Kapitel"); on[0] != 1 {
		t.Errorf("the heading went on to page %v", on)
	}
}

func TestAColumnOfLabelsIsNotStarvedByOneLongCell(t *testing.T) {
	table := report.Table{ID: "tab"}
	for i, head := range []string{"Kennzahl", "Stand oder Zeitraum", "k von n", "Ist", "Änderung"} {
		align := report.Right
		if i < 2 {
			align = report.Left
		}
		table.Columns = append(table.Columns, report.Column{Head: inline(head), Align: align})
	}
	for range 6 {
		table.Rows = append(table.Rows, bodyRow(report.Body, "Schulabgang mit mindestens Hauptschulabschluss seit Projektbeginn", "30.09.2018 p", "9 von 41 Personen", "22 %", "+ 9 Prozentpunkte"))
	}
	table.Rows = append(table.Rows, bodyRow(report.Body, "Kurz", "November 2017", "18 von 38 Schülerinnen und Schülern mit Lernförderung", "47 %", "x"))
	s := newSetter(document(), family(t))
	g, err := s.grid(table, &Element{}, s.style.cell)
	if err != nil {
		t.Fatal(err)
	}
	g.measureColumns(s.wide - s.left)
	g.fit(s.wide - s.left)
	for _, row := range g.rows[:6] {
		for i, cell := range row.cells {
			most := 1
			if i == 0 {
				most = 2
			}
			if n := len(s.breakStyled(cell.words, g.columns[i].width, s.style.cell)); n > most {
				t.Errorf("column %d takes %d lines", i, n)
			}
		}
	}
}

func TestLightsCanBeReadOnWhite(t *testing.T) {
	channel := func(v uint8) float64 {
		if c := float64(v) / 255; c > 0.04045 {
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	for name, c := range house().lights {
		if got := 1.05 / (0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B) + 0.05); got < 4.5 {
			t.Errorf("%s: contrast %.2f on white, want 4.5", name, got)
		}
	}
}
