package report

import (
	"fmt"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/finding"
)

// chart has a chart drawn and puts its caption, its notes and the table behind it in place. A chart without anything to show is a
// figure without a drawing, whose note says why: references to it stay right.
func (b *builder) chart(s chart.Spec, in body) []Block {
	f := Figure{ID: b.claim(s.ID, in.place("id")), Caption: b.text(s.Title, in.place("title"))}
	if f.Caption == nil {
		b.add("block_angabe", in.place(), "Die Abbildung hat keinen Titel.", "Bitte »title:« ergänzen: ein Satz, der sagt, was zu sehen ist.")
	}
	note := b.text(s.Note, in.place("note"))
	if !b.chartNames(s, in) || b.err != nil {
		return nil
	}
	c, found, err := b.draw(s)
	for _, f := range found {
		f.Place = in.place()
		b.found = append(b.found, f)
	}
	if err != nil {
		b.err = fmt.Errorf("%s: %w", in.at, err)
	}
	if err != nil || found.Stops() {
		return nil
	}
	if c.Empty() {
		f.Notes = [][]Inline{line(c.Alt)}
		if note != nil {
			f.Notes = append(f.Notes, note)
		}
		return []Block{f}
	}
	f.Chart, f.Data = &c, b.chartData(c.Data)
	if note != nil {
		f.Notes = append(f.Notes, note)
	}
	if legend := b.legendFor(f.Data); legend != "" {
		f.Notes = append(f.Notes, line(legend))
	}
	if c.Source != "" {
		f.Notes = append(f.Notes, line(c.Source))
	}
	return []Block{f}
}

// chartNames checks what a chart block names, here where the place of each word is known.
func (b *builder) chartNames(s chart.Spec, in body) bool {
	type name struct {
		id string
		at finding.Place
	}
	var all []name
	if chart.OfTable(s) {
		return true
	}
	if s.Indicator != "" || len(s.Indicators) == 0 {
		all = append(all, name{s.Indicator, in.place("indicator")})
	}
	for i, id := range s.Indicators {
		all = append(all, name{id, in.place("indicators", i)})
	}
	sound := true
	for _, n := range all {
		ind, ok := b.definition(n.id, n.at)
		if !ok {
			sound = false
			continue
		}
		_, spanned := b.spans(ind, s.Period, in.place("period"))
		sound = b.breakdown(ind, s.By, in.place("by")) && spanned && sound
	}
	return sound
}

// chartData is the table behind a chart: names stand left, figures right.
func (b *builder) chartData(d chart.Data) Table {
	var t Table
	for i, head := range d.Head {
		align := Right
		if i < d.Names {
			align = Left
		}
		t.Columns = append(t.Columns, Column{Head: line(head.In(b.lang)), Align: align})
	}
	for _, texts := range d.Rows {
		var row Row
		for _, text := range texts {
			row.Cells = append(row.Cells, textCell(text))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
