package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/report"
)

func TestATableKeepsItsCaptionFirstRowsLastRowsAndNotes(t *testing.T) {
	table := tableOf(20)
	table.Notes = append(table.Notes, inline("Anmerkung"))
	everywhere(t, []report.Block{table}, func(t *testing.T, l *Layout) {
		samePage(t, l, "Tabelle 1", "Reihe 0")
		samePage(t, l, "Reihe 0", "Reihe 1")
		samePage(t, l, "Reihe 18", "Reihe 19")
		samePage(t, l, "Reihe 19", "Anmerkung")
	})
}

func TestASumStaysWithWhatItSumsAndAGroupWithItsHead(t *testing.T) {
	table := tableOf(8)
	table.Rows = append(table.Rows, bodyRow(report.Sum, "Summe", "28"), bodyRow(report.Group, "Gruppe"))
	table.Rows = append(table.Rows, tableOf(12).Rows...)
	everywhere(t, []report.Block{table}, func(t *testing.T, l *Layout) {
		for i, texts := range pageTexts(l) {
			last := texts[len(texts)-1]
			if strings.HasPrefix(last, "Gruppe") || len(texts) > 1 && strings.HasPrefix(texts[1], "Summe") {
				t.Errorf("page %d: %q", i+1, texts)
			}
		}
	})
}

func TestASmallTableIsNotDivided(t *testing.T) {
	everywhere(t, []report.Block{tableOf(5)}, func(t *testing.T, l *Layout) { samePage(t, l, "Tabelle 1", "Reihe 4") })
}

func TestTheHeadOfATableRepeatsOnEachOfItsPages(t *testing.T) {
	l := typeset(t, document(para("Davor"), tableOf(120), para("Danach")))
	if len(l.Pages) != 4 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	if got := pagesWith(l, "Kopf Wert"); !cmp.Equal(got, []int{1, 2, 3, 4}) {
		t.Errorf("heads on pages %v", got)
	}
	c := &checker{T: t, faces: family(t), layout: l}
	if n := strings.Count(c.text(l.Tree), "Kopf"); n != 1 {
		t.Errorf("the head is read %d times", n)
	}
}

func TestARowIsDividedOnlyWhereItIsTallerThanHalfAPage(t *testing.T) {
	for _, c := range []struct{ lines, pages int }{{25, 1}, {50, 2}} {
		table := tableOf(2)
		table.Rows[1].Cells[0].Text = breaks(c.lines)
		l := typeset(t, document(append(filler(14), table)...))
		on := map[int]bool{}
		for _, p := range pagesWith(l, "Zeile") {
			on[p] = true
		}
		if len(on) != c.pages {
			t.Errorf("a row of %d lines on %d pages, want %d", c.lines, len(on), c.pages)
		}
		(&checker{T: t, faces: family(t), layout: l}).nothingLeavesThePage()
	}
}

func TestACellThatNoPageCanHoldStopsTheRunAndIsShownAllTheSame(t *testing.T) {
	table := tableOf(2)
	table.Rows[1].Cells[1].Text = breaks(200)
	l, found, err := Typeset(document(table), family(t))
	if err != nil {
		t.Fatal(err)
	}
	want := "reports/probe.md: Stopp: In Tabelle 1 ist Zelle 2 der Zeile 2 höher als eine Seite. Bitte den Text kürzen oder als Absatz außerhalb der Tabelle führen."
	if len(found) != 1 || found[0].String() != want {
		t.Errorf("found %v, want %s", found, want)
	}
	c := &checker{T: t, faces: family(t), layout: l}
	c.nothingLeavesThePage()
	if n := strings.Count(c.text(l.Tree), "Zeile"); n != 200 {
		t.Errorf("%d lines of 200", n)
	}
}

func TestAWideTableStaysWithinTheMeasure(t *testing.T) {
	table := report.Table{ID: "breit"}
	row := report.Row{}
	for range 14 {
		table.Columns = append(table.Columns, report.Column{Head: inline("Zuständigkeitsbereich"), Align: report.Left})
		row.Cells = append(row.Cells, report.Cell{Text: inline("Sozialdezernatsleitung und 123.456")})
	}
	table.Rows = []report.Row{row}
	c := &checker{T: t, faces: family(t), layout: typeset(t, document(table))}
	c.nothingLeavesThePage()
	c.nothingOverlaps()
}

func TestNumbersStandRightUnderTheirHead(t *testing.T) {
	faces := family(t)
	l := typeset(t, document(tableOf(3)))
	var edges []float64
	for _, it := range l.Pages[0].Body {
		if text, ok := it.(Text); ok && (text.Text == "Wert" || len(text.Text) == 1) {
			edges = append(edges, text.X+faces.Width(text.Style, text.Size, text.Text)*mm)
		}
	}
	if len(edges) != 4 {
		t.Fatalf("%d numbers and heads", len(edges))
	}
	for _, e := range edges {
		if diff := e - edges[0]; diff > 1e-6 || diff < -1e-6 {
			t.Errorf("right edges %v", edges)
		}
	}
}

func TestARowWithTooFewCellsIsAnError(t *testing.T) {
	table := tableOf(2)
	table.Rows[1].Cells = table.Rows[1].Cells[:1]
	_, _, err := Typeset(document(table), family(t))
	if want := `lay out probe: table "tab": row 2 has cells over 1 columns of 2`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAFigureInANarrowColumnPartsBeforeItsUnit(t *testing.T) {
	for text, want := range map[string][2]string{
		"+\u00a09 Prozentpunkte":       {"+\u00a09", "Prozentpunkte"},
		"○\u00a0ohne\u00a0Bewertung":   {"○\u00a0ohne", "Bewertung"},
		"9 von 14":                     {"9 von 14", ""},
		"● grün":                       {"● grün", ""},
		"Bewertung":                    {"Bewertung", ""},
		"484 von 20.444\u202fStunden ": {"484 von 20.444\u202fStunden ", ""}, // ends in a space: nothing is lost
	} {
		number, unit := cutUnit(text)
		if got := [2]string{number, unit}; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
