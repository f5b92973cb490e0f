package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
)

func TestRandomDocumentsKeepTheRulesOfThePage(t *testing.T) {
	faces := family(t)
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			doc := randomDocument(seed)
			l, found, err := Typeset(doc, faces)
			if err != nil {
				t.Fatal(err)
			}
			c := &checker{T: t, faces: faces, layout: l}
			c.everySlotIsFilled()
			if !found.Stops() {
				c.nothingLeavesThePage()
				c.nothingOverlaps()
				c.headingsAreNotAlone()
			}
			if got, want := c.text(l.Tree), wantText(doc); got != want {
				t.Errorf("the text changed:\n%s", firstDifference(got, want))
			}
		})
	}
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("got  …%.120s\nwant …%.120s", got[from:], want[from:])
}

// dice makes documents that no author would write.
type dice struct {
	*rand.Rand
	ids   int
	notes bool // texts may have some
	noted int
}

func (d *dice) number() string { d.noted++; return fmt.Sprint(d.noted) }

func randomDocument(seed uint64) *report.Document {
	d := &dice{Rand: rand.New(rand.NewPCG(seed, 1))}
	doc := &report.Document{
		Name: "zufall", Lang: "de", Title: d.words(1, 12), Subtitle: d.words(0, 30), Author: d.words(0, 40),
		Stamp: "Entwurf – Geheimhaltung belegt (3f9a0c21)", AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC),
	}
	for range d.IntN(6) {
		doc.Facts = append(doc.Facts, report.Fact{Label: d.words(1, 8), Value: d.words(1, 40)})
	}
	for range 5 + d.IntN(40) {
		d.notes = d.IntN(3) == 0
		b := d.block(0)
		if _, breaks := b.(report.PageBreak); breaks && afterHeading(doc.Blocks) {
			continue // the author's will: it would part them
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc
}

func afterHeading(blocks []report.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	_, ok := blocks[len(blocks)-1].(report.Heading)
	return ok
}

func (d *dice) id() string { d.ids++; return fmt.Sprint("id", d.ids) }

// words are between least and most words, some of them too long for any line.
func (d *dice) words(least, most int) string {
	stock := []string{
		"die", "Familien", "Schulabschlussprüfung", "9", "82.480", "–", "%", "in", "und", "Übergang", "Schul-/Berufswahlorientierung",
		"Sozialamt/Ausländerbehörde", "Aufenthalts\u00adgesetz", "z.\u00a0B.", "90\u00a0%", "Kinder,", "Jugendliche.", "mit", "Integrationsrat",
	}
	var out []string
	for range least + d.IntN(most-least+1) {
		w := stock[d.IntN(len(stock))]
		if d.IntN(150) == 0 {
			w = strings.Repeat("Donaudampfschifffahrt", 1+d.IntN(9))
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// inlines are words in many styles, with spaces between or within them.
func (d *dice) inlines(least, most int) []report.Inline {
	text := d.words(least, most)
	if text == "" {
		return nil
	}
	var out []report.Inline
	for len(text) > 0 {
		n := min(len(text), 1+d.IntN(80))
		for n < len(text) && text[n]&0xc0 == 0x80 { // not within a character
			n++
		}
		in := report.Inline{Text: text[:n], Strong: d.IntN(6) == 0, Emph: d.IntN(6) == 0}
		switch d.IntN(12) {
		case 0:
			in.Link = "#id1"
		case 1:
			in.Link = "https://example.org/"
		case 2:
			in.Figure = "cell#value"
		}
		out = append(out, in)
		if d.IntN(20) == 0 {
			out = append(out, report.Inline{Break: true})
		}
		if d.notes && d.IntN(25) == 0 {
			d.notes = false // none within
			text := d.inlines(1, []int{6, 30, 400}[d.IntN(3)])
			d.notes = true
			out = append(out, report.Inline{Note: &report.Note{Number: d.number(), Text: text}})
		}
		text = text[n:]
	}
	return out
}

func (d *dice) block(depth int) report.Block {
	switch d.IntN(14) {
	case 0, 1:
		return report.Heading{Level: 1 + d.IntN(5), ID: d.id(), Number: []string{"", "2.1"}[d.IntN(2)], Text: d.inlines(1, 14)}
	case 2:
		return d.list(0)
	case 3, 4:
		return d.table()
	case 5:
		return d.figure()
	case 6:
		c := report.Callout{Title: d.words(0, 8)}
		if depth < 2 {
			for range d.IntN(5) {
				c.Blocks = append(c.Blocks, d.block(depth+1))
			}
		}
		return c
	case 7:
		if depth == 0 {
			return report.PageBreak{}
		}
	}
	return report.Paragraph{Text: d.inlines(0, 120)}
}

func (d *dice) list(depth int) report.List {
	l := report.List{Ordered: d.IntN(2) == 0, Start: d.IntN(120)}
	for range d.IntN(6) {
		var it report.Item
		for range d.IntN(3) {
			it.Blocks = append(it.Blocks, report.Paragraph{Text: d.inlines(0, 40)})
		}
		if depth < 3 && d.IntN(3) == 0 {
			it.Blocks = append(it.Blocks, d.list(depth+1))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (d *dice) table() report.Table {
	t := report.Table{ID: d.id(), Number: "Tabelle 3", Caption: d.inlines(0, 30), Landscape: d.IntN(10) == 0}
	columns := 1 + d.IntN(9)
	if d.IntN(4) == 0 {
		for _, n := range d.spans(columns) {
			t.Over = append(t.Over, report.Over{Text: d.inlines(0, 4), Span: n})
		}
	}
	for range columns {
		c := report.Column{Head: d.inlines(0, 5), Align: []report.Align{report.Left, report.Left, report.Right, report.Center}[d.IntN(4)]}
		if d.IntN(8) == 0 {
			c.Share = 0.5 * d.Float64()
		}
		t.Columns = append(t.Columns, c)
	}
	most := []int{3, 8, 30}[d.IntN(3)]
	if d.IntN(12) == 0 {
		most = 400 // rows higher than a page
	}
	for range d.IntN(30) {
		r := report.Row{Kind: []report.RowKind{report.Body, report.Body, report.Body, report.Body, report.Sum, report.Group}[d.IntN(6)]}
		cells := columns
		if r.Kind == report.Group {
			cells = 1
		}
		if r.Kind != report.Group && d.IntN(4) == 0 {
			r.Spans = d.spans(columns)
			cells = len(r.Spans)
		}
		for range cells {
			r.Cells = append(r.Cells, report.Cell{Text: d.inlines(0, most)})
		}
		t.Rows = append(t.Rows, r)
	}
	for range d.IntN(3) {
		t.Notes = append(t.Notes, d.inlines(1, 40))
	}
	return t
}

// spans parts columns among cells.
func (d *dice) spans(columns int) []int {
	var out []int
	for columns > 0 {
		n := 1 + d.IntN(columns)
		out, columns = append(out, n), columns-n
	}
	return out
}

func (d *dice) figure() report.Figure {
	f := report.Figure{ID: d.id(), Number: "Abbildung 2", Caption: d.inlines(0, 30)}
	if d.IntN(4) > 0 {
		f.Chart = &chart.Chart{Alt: "Balken", Drawing: chart.Drawing{Width: 100 + 900*d.Float64(), Height: 50 + 1500*d.Float64()}}
	}
	for range d.IntN(3) {
		f.Notes = append(f.Notes, d.inlines(1, 20))
	}
	return f
}
