package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

var update = flag.Bool("update", false, "write the golden files")

func TestTheLayoutOfASmallReportIsThatOfTheGoldenFile(t *testing.T) {
	doc := &report.Document{
		Name: "probe", Lang: "de", Title: "Zwischenbericht", Subtitle: "Langzeitgeduldete Familien", Author: "Stadt Münster",
		AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Stamp: "Entwurf",
		Facts: []report.Fact{{Label: "Datenstand", Value: "30. Oktober 2018"}},
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "eins", Number: "1", Text: inline("Zusammenfassung")},
			report.Callout{Title: "Das Wichtigste", Blocks: []report.Block{para("14 Familien werden begleitet.")}},
			report.Paragraph{Text: []report.Inline{
				{Text: "Ein Wort ist "},
				{Text: "fett", Strong: true},
				{Text: ", eines "},
				{Text: "kursiv", Emph: true},
				{Text: ", und "},
				{Text: "Tabelle 1", Link: "#tab"},
				{Text: " zeigt den Rest."},
			}},
			report.List{Ordered: true, Start: 1, Items: []report.Item{
				{Blocks: []report.Block{para("Erstens"), report.List{Items: []report.Item{{Blocks: []report.Block{para("darunter")}}}}}},
				{Blocks: []report.Block{para("Zweitens")}},
			}},
			report.Table{
				ID: "tab", Number: "Tabelle 1", Caption: inline("Aufwand"),
				Columns: []report.Column{{Head: inline("Zeile"), Align: report.Left}, {Head: inline("€"), Align: report.Right}},
				Rows:    []report.Row{bodyRow(report.Group, "0502"), bodyRow(report.Body, "Personal", "89.640"), bodyRow(report.Sum, "Summe", "89.640")},
				Notes:   [][]report.Inline{inline("Quelle: Haushalt")},
			},
			report.PageBreak{},
			report.Figure{
				ID: "abb", Number: "Abbildung 1", Caption: inline("Es wird mehr"),
				Chart: &chart.Chart{Alt: "Zwei Balken.", Drawing: chart.Drawing{Width: 400, Height: 100}}, Notes: [][]report.Inline{inline("n = 31")},
			},
		},
	}
	got := dump(typeset(t, doc))
	path := filepath.Join("testdata", "small.golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// dump is a layout as text: every item in the order of drawing, then the structure tree and the outline.
func dump(l *Layout) string {
	var b strings.Builder
	for i, p := range l.Pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, part := range [][]Item{p.Header, p.Body, p.Footer} {
			for _, it := range part {
				fmt.Fprintf(&b, "  %s\n", dumpItem(it))
			}
		}
	}
	dumpElement(&b, l.Tree, "")
	for _, e := range l.Outline {
		fmt.Fprintf(&b, "outline %d %q page %d at %.1f\n", e.Level, e.Title, e.Spot.Page+1, e.Spot.Y)
	}
	return b.String()
}

func dumpItem(it Item) string {
	switch it := it.(type) {
	case Text:
		style := map[typeface.Style]string{typeface.Regular: "", typeface.Bold: " bold", typeface.Italic: " italic", typeface.BoldItalic: " bold italic"}
		return fmt.Sprintf("%6.1f %6.1f  text %g%s [%d] %q", it.X, it.Y, it.Size, style[it.Style], it.Slot, it.Text)
	case Rect:
		return fmt.Sprintf("%6.1f %6.1f  rect %.2f × %.2f #%02x%02x%02x", it.X, it.Y, it.W, it.H, it.Color.R, it.Color.G, it.Color.B)
	case Picture:
		return fmt.Sprintf("%6.1f %6.1f  chart × %.4f [%d]", it.X, it.Y, it.Scale, it.Slot)
	case Link:
		return fmt.Sprintf("%6.1f %6.1f  link %.1f × %.1f to %s", it.X, it.Y, it.W, it.H, it.Target)
	}
	return fmt.Sprintf("%T", it)
}

func dumpElement(b *strings.Builder, e *Element, indent string) {
	b.WriteString(indent + e.Type)
	for _, attribute := range []struct{ name, value string }{{"scope", e.Scope}, {"alt", e.Alt}, {"id", e.ID}} {
		if attribute.value != "" {
			fmt.Fprintf(b, " %s=%q", attribute.name, attribute.value)
		}
	}
	if e.Span > 1 {
		fmt.Fprintf(b, " span=%d", e.Span)
	}
	kids := e.Kids
	for ; len(kids) > 0 && kids[0].Element == nil; kids = kids[1:] {
		fmt.Fprintf(b, " [%d]", kids[0].Slot)
	}
	b.WriteByte('\n')
	for _, k := range kids {
		if k.Element != nil {
			dumpElement(b, k.Element, indent+"  ")
			continue
		}
		fmt.Fprintf(b, "%s  [%d]\n", indent, k.Slot)
	}
}
