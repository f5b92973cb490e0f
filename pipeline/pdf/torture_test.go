package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
)

// torture is a report that no office would write: tables without end and without rows, notes everywhere, headings five deep, a figure
// on each page, words longer than a line, and nothing to tell but withheld values.
func torture() *report.Document {
	d := &report.Document{
		Name: "folter", Lang: "de", Title: "Folter", Subtitle: "Donaudampfschifffahrtsgesellschaftskapitän", Author: "Stadt Münster",
		AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Stamp: "Entwurf – Geheimhaltung belegt (3f9a0c21)", TOC: true,
		Facts: []report.Fact{{Label: "Berichtszeitraum", Value: "1. Mai 2017 bis 30. September 2018"}},
	}
	t := &torturer{}
	for depth := 1; depth <= 5; depth++ {
		d.Blocks = append(d.Blocks,
			report.Heading{Level: depth, ID: fmt.Sprint("tief", depth), Number: strings.Repeat("1.", depth-1) + "1", Text: inline("Überschrift der Ebene " + strconv.Itoa(depth))},
			t.noted("Die Zusammenarbeit der Ausländerbehörde mit dem Sozialamt wird in Fallkonferenzen abgestimmt und schrittweise erweitert."))
	}
	d.Blocks = append(d.Blocks, t.list(0), t.long(), t.empty(), t.withheld(), t.wide())
	for i := range 12 {
		d.Blocks = append(d.Blocks, t.figure(i), t.noted(strings.Repeat("Der Anteil sinkt, und die Zahl der Gespräche steigt weiter. ", 3)), report.PageBreak{})
	}
	for t.notes < 40 {
		d.Blocks = append(d.Blocks, t.noted("Satz mit Fußnote, "), report.Callout{Title: "Kasten", Blocks: []report.Block{t.noted("im Kasten.")}})
	}
	return d
}

func inline(s string) []report.Inline { return []report.Inline{{Text: s}} }

// torturer counts what it hands out.
type torturer struct{ notes, tables int }

// noted is a paragraph with a note, every fifth of them a long one.
func (t *torturer) noted(text string) report.Paragraph {
	t.notes++
	note := fmt.Sprintf("Anmerkung Nummer %d mit „Anführung“, 90\u00a0%% und Straßenübergängen.", t.notes)
	if t.notes%5 == 0 {
		note = strings.Repeat(note+" ", 12)
	}
	return report.Paragraph{Text: []report.Inline{
		{Text: text},
		{Note: &report.Note{Number: strconv.Itoa(t.notes), Text: inline(note)}},
		{Text: " Danach geht es "},
		{Text: "fett", Strong: true},
		{Text: " und mit "},
		{Text: "einem Verweis", Link: "#tief3"},
		{Text: " weiter."},
	}}
}

func (t *torturer) list(depth int) report.List {
	l := report.List{Ordered: depth%2 == 1, Start: 9}
	for i := range 3 {
		it := report.Item{Blocks: []report.Block{report.Paragraph{Text: inline(fmt.Sprintf("Punkt %d in Tiefe %d", i, depth))}}}
		if i == 1 && depth < 4 {
			it.Blocks = append(it.Blocks, t.list(depth+1))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (t *torturer) table(caption string, heads ...string) report.Table {
	t.tables++
	out := report.Table{ID: fmt.Sprint("tab", t.tables), Number: fmt.Sprint("Tabelle ", t.tables), Caption: inline(caption), Notes: [][]report.Inline{inline("Quelle: erfunden")}}
	for i, h := range heads {
		align := report.Left
		if i > 1 {
			align = report.Right
		}
		out.Columns = append(out.Columns, report.Column{Head: inline(h), Align: align})
	}
	return out
}

// long has 400 rows with words that no column can hold, groups, sums, and cells over several columns.
func (t *torturer) long() report.Table {
	out := t.table("Ohne Ende", "Maßnahme", "Zuständigkeit", "Betrag in €", "Anteil")
	for i := range 400 {
		switch {
		case i%50 == 0:
			out.Rows = append(out.Rows, report.Row{Kind: report.Group, Cells: []report.Cell{{Text: inline(fmt.Sprint("Gruppe ", i))}}})
		case i%50 == 49:
			out.Rows = append(out.Rows, tortureRow(report.Sum, fmt.Sprint("Summe ", i), "", "1.234,50", "100 %"))
		case i%7 == 0:
			r := tortureRow(report.Body, fmt.Sprint("Zeile ", i), "keine Angabe, weil die Zahlen noch nicht vorliegen")
			r.Spans = []int{1, 3}
			out.Rows = append(out.Rows, r)
		default:
			out.Rows = append(out.Rows, tortureRow(report.Body, fmt.Sprint("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ", i),
				"Amt für Kinder, Jugendliche und Familien/Kommunales Integrationszentrum", fmt.Sprint(i, ",00"), "."))
		}
	}
	return out
}

func tortureRow(k report.RowKind, cells ...string) report.Row {
	r := report.Row{Kind: k}
	for _, c := range cells {
		r.Cells = append(r.Cells, report.Cell{Text: inline(c)})
	}
	return r
}

func (t *torturer) empty() report.Table { return t.table("Ohne Zeilen", "Kennzahl", "Ist", "Ziel") }

func (t *torturer) withheld() report.Table {
	out := t.table("Nichts zu sagen", "Kennzahl", "Ist", "Ziel")
	for range 4 {
		out.Rows = append(out.Rows, tortureRow(report.Body, "Familien", ".", "."))
	}
	return out
}

// wide needs a page on its side.
func (t *torturer) wide() report.Table {
	var heads []string
	for i := range 14 {
		heads = append(heads, fmt.Sprint("Zuständigkeit ", i))
	}
	out := t.table("Breiter als hoch", heads...)
	out.Over = []report.Over{{Span: 2}, {Text: inline("Erstes Jahr"), Span: 6}, {Text: inline("Zweites Jahr"), Span: 6}}
	for range 30 {
		var cells []string
		for i := range 14 {
			cells = append(cells, fmt.Sprint("Ausländerbehörde ", i))
		}
		out.Rows = append(out.Rows, tortureRow(report.Body, cells...))
	}
	return out
}

func (t *torturer) figure(i int) report.Figure {
	return report.Figure{
		ID: fmt.Sprint("abb", i), Number: fmt.Sprint("Abbildung ", i), Caption: inline("Der Anteil sinkt"),
		Chart: &chart.Chart{Alt: "Ein Balken.", Drawing: chart.Drawing{Width: 500, Height: 200 + 20*float64(i), Ops: []chart.Op{
			chart.Label{X: 10, Y: 40, Size: 11, Color: chart.Color{A: 1}, Text: "Größe ≥ 3"},
		}}},
		Notes: [][]report.Inline{inline("n = 31")},
	}
}
