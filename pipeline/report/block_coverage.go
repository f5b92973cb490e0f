package report

import (
	"cmp"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// covered is one indicator in its newest period.
type covered struct {
	cell         release.Cell
	unknown, all int64
}

// title is the printed name of the indicator.
func (b *builder) title(c covered) string { return c.cell.Indicator().Title.In(b.lang) }

// newest are the undivided cells of all indicators in their newest period up to the reporting quarter, where it can be said how many units
// are not determined. An indicator with several legal states is read in its first.
func (b *builder) newest() []covered {
	var out []covered
	for _, ind := range b.rel.Indicators() {
		freqs := ind.Period.Freqs()
		if len(freqs) == 0 {
			continue
		}
		spans := b.rel.Periods(ind.ID, freqs[0])
		for i := len(spans) - 1; i >= 0; i-- {
			if spans[i].To.After(b.run.Quarter.To) {
				continue
			}
			law := append(b.laws(ind), indicator.NoLaw)[0]
			cell := b.rel.Cell(b.key(ind, law, spans[i], "", ""))
			if unknown, all, ok := cell.Gap(); ok {
				out = append(out, covered{cell, unknown, all})
			}
			break
		}
	}
	return out
}

// coverage prints, for every indicator, how much of it could not be determined in its newest period: the worst first, and by topic those
// without a gap.
func (b *builder) coverage(s tableOnlySpec, in body) []Block {
	t := Table{Columns: []Column{
		b.left("Kennzahl", "Indicator"), b.left("Stand oder Zeitraum", "Day or period"), b.right("Nicht feststellbar", "Not determinable"),
	}}
	all := b.newest()
	slices.SortStableFunc(all, func(x, y covered) int {
		return cmp.Or(cmp.Compare(y.unknown*x.all, x.unknown*y.all), strings.Compare(b.title(x), b.title(y))) // shares, without a fraction
	})
	var whole []covered
	for _, c := range all {
		if c.unknown == 0 {
			whole = append(whole, c)
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(b.title(c)), b.formCell(c.cell, formPeriod), b.formCell(c.cell, string(release.FormGap))}})
	}
	var out []Block
	if len(t.Rows) > 0 {
		out = append(out, b.framed(s.frame, in, t, ""))
	} else {
		b.claim(s.ID, in.place("id"))
	}
	switch {
	case len(all) == 0:
		out = append(out, Paragraph{line(b.say("Zu keiner Kennzahl liegen Angaben vor.", "There are no data for any indicator."))})
	case len(whole) > 0:
		out = append(out, Paragraph{line(b.say("Vollständig bestimmt sind:", "Without a gap:"))}, List{Items: b.byTopic(whole)})
	}
	return out
}

// byTopic are the names of indicators, one item for each topic.
func (b *builder) byTopic(list []covered) []Item {
	topics := map[string][]string{}
	for _, c := range list {
		topic := strings.ToUpper(c.cell.Indicator().Topic)
		topics[topic] = append(topics[topic], b.title(c))
	}
	codes := b.rel.Codes()[listTopics]
	var out []Item
	for _, topic := range codesByRank(topics, codes.Rank) {
		text := []Inline{{Text: codes.Label(topic, b.lang) + ": ", Strong: true}, {Text: strings.Join(topics[topic], "; ")}}
		out = append(out, Item{[]Block{Paragraph{text}}})
	}
	return out
}

// codesByRank are the keys of a map in the order of their code list.
func codesByRank(of map[string][]string, rank func(string) int) []string {
	var out []string
	for code := range of {
		out = append(out, code)
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Or(cmp.Compare(rank(x), rank(y)), strings.Compare(x, y)) })
	return out
}
