package report

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// pick names an indicator, and which of its cells. Empty parts mean the newest period and the undivided cell.
type pick struct{ indicator, law, period, by, category string }

// places says where the parts of a pick are written.
type places func(part string) finding.Place

// definition is the indicator of an id. What a report names, its definitions explain.
func (b *builder) definition(id string, at finding.Place) (*indicator.Indicator, bool) {
	ind, ok := b.rel.Indicator(id)
	if !ok {
		var ids []string
		for _, i := range b.rel.Indicators() {
			ids = append(ids, i.ID)
		}
		b.unknown("kennzahl_unbekannt", at, "Kennzahl", id, ids)
		return nil, false
	}
	b.used[id] = true
	return ind, true
}

// latest stands for the newest period of a frequency.
const latest = "latest"

// spans are the periods a pick speaks of, oldest first: of "SH" (or nothing: the indicator's first frequency) all that end
// with the reporting period or before; of "SH:2017-H2" that one; of "SH:latest" the newest. Without data there are none, and that is no
// fault; neither is a period that has not ended yet.
func (b *builder) spans(ind *indicator.Indicator, text string, at finding.Place) ([]indicator.Period, bool) {
	freqs := ind.Period.Freqs()
	word, name, fixed := strings.Cut(text, ":")
	freq := indicator.Freq(word)
	if text == "" && len(freqs) > 0 {
		freq = freqs[0]
	}
	if !slices.Contains(freqs, freq) {
		var possible []string
		for _, f := range freqs {
			possible = append(possible, string(f))
		}
		b.unknown("zeitraum_unbekannt", at, "Art des Zeitraums von »"+ind.ID+"«", word, possible)
		return nil, false
	}
	all := b.rel.Periods(ind.ID, freq)
	until := slices.DeleteFunc(slices.Clone(all), func(p indicator.Period) bool { return p.To.After(b.run.Quarter.To) })
	switch {
	case !fixed || len(all) == 0:
		return until, true
	case name == latest:
		return until[max(0, len(until)-1):], true
	case notation.IsPeriod(word, name) && name > all[len(all)-1].Name:
		return nil, true
	}
	for _, p := range until {
		if p.Name == name {
			return []indicator.Period{p}, true
		}
	}
	if slices.ContainsFunc(all, func(p indicator.Period) bool { return p.Name == name }) {
		b.add("zeitraum_spaeter", at, fmt.Sprintf("%q liegt nach dem Ende des Berichtszeitraums.", text),
			"Bitte einen früheren Zeitraum nennen oder die Angabe weglassen: dann gilt der neueste.")
		return nil, false
	}
	var possible []string
	for _, p := range until {
		possible = append(possible, string(freq)+":"+p.Name)
	}
	b.unknown("zeitraum_unbekannt", at, "Zeitraum von »"+ind.ID+"«", text, possible)
	return nil, false
}

// span is the newest of the spans; the zero Period if there are none.
func (b *builder) span(ind *indicator.Indicator, text string, at finding.Place) (indicator.Period, bool) {
	spans, ok := b.spans(ind, text, at)
	if !ok || len(spans) == 0 {
		return indicator.Period{}, ok
	}
	return spans[len(spans)-1], true
}

// breakdown checks that the indicator has the breakdown; "" is the undivided total.
func (b *builder) breakdown(ind *indicator.Indicator, by string, at finding.Place) bool {
	var possible []string
	for _, d := range ind.By {
		possible = append(possible, d.Name())
	}
	if by == "" || slices.Contains(possible, by) {
		return true
	}
	b.unknown("gliederung_unbekannt", at, "Gliederung von »"+ind.ID+"«", by, possible)
	return false
}

// law checks the legal state: an indicator that reads law has one series for each.
func (b *builder) law(ind *indicator.Indicator, law string, at finding.Place) (string, bool) {
	possible := b.laws(ind)
	switch {
	case law == "" && !ind.Law:
		return indicator.NoLaw, true
	case slices.Contains(possible, law), len(possible) == 0 && ind.Law:
		return law, true
	}
	b.unknown("rechtsstand_unbekannt", at, "Rechtsstand von »"+ind.ID+"«", law, possible)
	return "", false
}

// laws are the legal states that an indicator has cells for; none where it reads no law.
func (b *builder) laws(ind *indicator.Indicator) []string {
	var out []string
	for _, c := range b.rel.Cells(ind.ID) {
		if l := c.Key().Law; l != indicator.NoLaw && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// occurring are the categories of a breakdown that the data have, in the order of their code list; without data all there are.
func (b *builder) occurring(ind *indicator.Indicator, by string) []string {
	var out []string
	for _, c := range b.rel.Cells(ind.ID) {
		if k := c.Key(); k.Breakdown == by && !slices.Contains(out, k.Category) {
			out = append(out, k.Category)
		}
	}
	slices.SortStableFunc(out, func(x, y string) int {
		return b.rel.Codes()[by].Rank(strings.ToUpper(x)) - b.rel.Codes()[by].Rank(strings.ToUpper(y))
	})
	if len(out) == 0 {
		return b.categories(ind, by)
	}
	return out
}

// categories are all categories of a breakdown: those of its code list, and what the data have beside it.
func (b *builder) categories(ind *indicator.Indicator, by string) []string {
	var out []string
	for _, code := range b.rel.Codes()[by].Names() {
		out = append(out, strings.ToLower(code))
	}
	for _, c := range b.rel.Cells(ind.ID) {
		if k := c.Key(); k.Breakdown == by && !slices.Contains(out, k.Category) {
			out = append(out, k.Category)
		}
	}
	return out
}

// cell is the one cell a pick names.
func (b *builder) cell(p pick, at places) (release.Cell, bool) {
	ind, ok := b.definition(p.indicator, at("indicator"))
	if !ok {
		return release.Cell{}, false
	}
	law, lawful := b.law(ind, p.law, at("law"))
	span, spanned := b.span(ind, p.period, at("period"))
	if !b.breakdown(ind, p.by, at("by")) || !lawful || !spanned {
		return release.Cell{}, false
	}
	switch {
	case p.by == "" && p.category != "":
		b.add("auspraegung_ohne_gliederung", at("category"), "Zu category fehlt die Gliederung.", "Bitte by= ergänzen.")
		return release.Cell{}, false
	case p.by != "":
		if possible := b.categories(ind, p.by); !slices.Contains(possible, p.category) {
			b.unknown("auspraegung_unbekannt", at("category"), "Ausprägung von »"+p.by+"«", p.category, possible)
			return release.Cell{}, false
		}
	}
	return b.rel.Cell(b.key(ind, law, span, p.by, p.category)), true
}

// key is the key of a cell of this report's municipality.
func (b *builder) key(ind *indicator.Indicator, law string, span indicator.Period, by, category string) indicator.Key {
	if by == "" {
		by, category = indicator.Total, indicator.Total
	}
	return indicator.Key{
		Area: b.run.Area, Indicator: ind.ID, Law: law, Freq: span.Freq, Period: span.Name, Breakdown: by, Category: category,
	}
}
