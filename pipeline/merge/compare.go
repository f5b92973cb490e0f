package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// ComparisonFile is the report that sets the municipalities beside each other, as reports name their files.
const ComparisonFile = "reports/kommunenvergleich.md"

// byArea is the breakdown under which a comparison has the municipalities: charts and tables then show them as they show any other groups.
const byArea = "kommune"

// everybody is the category of the total in that breakdown.
const everybody = "alle"

// least is how many municipalities must show a figure before it is drawn.
const least = 3

// Comparison is the report that sets the municipalities beside each other: its file, and the Release it is printed from. It knows what the merged
// bundle shows and nothing else.
type Comparison struct {
	File    bundle.File
	Release *release.Release
}

// comparison gathers it.
type comparison struct {
	m         *Merged
	rows      *bundle.Content
	coverage  *bundle.Content
	defined   map[string]*indicator.Indicator
	published []release.Published
	shown     map[subject]map[indicator.Period]int // municipalities that show a figure
	chosen    map[subject]indicator.Period
}

// subject is one indicator at one frequency.
type subject struct {
	indicator *indicator.Indicator
	freq      indicator.Freq
}

// Compare makes the comparison of a merged bundle.
func Compare(m *Merged, o Order) (*Comparison, error) {
	rows, err := m.Bundle.Table(bundle.Observations)
	if err != nil {
		return nil, err
	}
	quality, err := m.Bundle.Table(bundle.Quality)
	if err != nil {
		return nil, err
	}
	coverage, err := m.Bundle.Table(bundle.Coverage)
	if err != nil {
		return nil, err
	}
	c := &comparison{m: m, rows: rows, coverage: coverage, defined: map[string]*indicator.Indicator{}, shown: map[subject]map[indicator.Period]int{}}
	if err := c.define(); err != nil {
		return nil, err
	}
	for _, r := range rows.Rows {
		c.take(r)
	}
	c.choose()
	c.quality(quality)
	codes, err := c.codes()
	if err != nil {
		return nil, err
	}
	rel := release.Merge(o.Audience, setKey, c.published, codes)
	return &Comparison{File: bundle.File{Name: ComparisonFile, Data: []byte(c.text(o, codes))}, Release: rel}, nil
}

// words are the words of headers for frequencies.
var words = map[string]string{"Q": "quarter", "A": "year", "SH": "half_year", "SY": "school_year", "P": "project", "T": "since_intake"}

// define reads the newest version of each definition, with the municipalities as its only breakdown.
func (c *comparison) define() error {
	t, err := c.m.Bundle.Table(bundle.Indicators)
	if err != nil {
		return err
	}
	for i, r := range t.Rows {
		ind := definition(t.Table, r)
		ind.By = []indicator.Breakdown{{byArea}}
		for f := range strings.FieldsSeq(t.Get(i, "freqs")) {
			ind.Period = append(ind.Period, words[f])
		}
		if known := c.defined[r[0]]; known == nil || newer(ind.Version, known.Version) {
			c.defined[r[0]] = ind
		}
	}
	return nil
}

// take puts one undivided row under its municipality. Figures of residence law stand under two laws and are left to the files; so is another MAJOR.
func (c *comparison) take(r bundle.Row) {
	ind := c.defined[r[1]]
	if r[5] != "_T" || r[2] != "_Z" || major(r[7]) != major(ind.Version) {
		return
	}
	p := publishedOf(r, ind, true)
	category := everybody
	if r[0] != SetArea {
		category = areaCode(r[0])
		if p.Status == release.Free {
			s := subject{ind, p.Key.Freq}
			if c.shown[s] == nil {
				c.shown[s] = map[indicator.Period]int{}
			}
			c.shown[s][p.Span]++
		}
	} else {
		total := p
		c.published = append(c.published, total)
	}
	p.Key.Area, p.Key.Breakdown, p.Key.Category = setKey, byArea, category
	c.published = append(c.published, p)
}

// areaCode is the category of a municipality: its key, behind a letter.
func areaCode(area string) string { return "k" + strings.ToLower(strings.TrimPrefix(area, "DE_")) }

// choose picks of each indicator its first frequency, and of that the newest period that enough municipalities show.
func (c *comparison) choose() {
	c.chosen = map[subject]indicator.Period{}
	for _, ind := range c.defined {
		s := subject{ind, ind.Period.Freqs()[0]}
		for span, n := range c.shown[s] {
			if n >= least && span.Name > c.chosen[s].Name {
				c.chosen[s] = span
			}
		}
	}
	for s, span := range c.chosen {
		if span.Name == "" {
			delete(c.chosen, s)
		}
	}
}

// codes are the lists of the bundle and the municipalities.
func (c *comparison) codes() (codelist.Lists, error) {
	t, err := c.m.Bundle.Table(bundle.Codelists)
	if err != nil {
		return nil, err
	}
	u := union{codelists: t}
	codes := u.codes()
	areas := codelist.List{Name: byArea}
	for i, a := range c.m.Areas {
		areas.Codes = append(areas.Codes, codelist.Code{Code: strings.ToUpper(areaCode(strings.ToUpper(a.Ref))), Label: notation.Text{DE: a.Name, EN: a.Name}, Rank: i + 1})
	}
	areas.Codes = append(areas.Codes, codelist.Code{Code: strings.ToUpper(everybody), Label: notation.Text{DE: "Alle zusammen", EN: "All together"}, Rank: len(c.m.Areas) + 1})
	codes[byArea] = areas
	return codes, nil
}

// grades are the measures of quality, each a share of what a municipality delivered.
var grades = [...]struct{ id, title, of string }{
	{"anteil_feststellbar", "Feststellbare Einheiten", "aller Einheiten, für die festzustellen war, ob sie zählen; nur wo der Wert gezeigt ist"},
	{"anteil_gezeigt", "Gezeigte Werte", "aller ungegliederten Werte, die es geben kann"},
	{"anteil_vorlaeufig", "Vorläufige Werte", "der gezeigten ungegliederten Werte"},
	{"anteil_fehlend", "Fehlende Werte", "aller ungegliederten Werte, die andere Kommunen geliefert haben"},
}

// count is a share that is being counted.
type count struct{ k, n int64 }

// quality counts, for each municipality and for all, what its figures rest on: as shares, so that they print like all others.
func (c *comparison) quality(t *bundle.Content) {
	counts := map[string]*[len(grades)]count{everybody: {}}
	of := func(area string) []*[len(grades)]count {
		category := areaCode(area)
		if counts[category] == nil {
			counts[category] = &[len(grades)]count{}
		}
		return []*[len(grades)]count{counts[category], counts[everybody]}
	}
	for _, r := range c.rows.Rows {
		if r[0] == SetArea || r[5] != "_T" {
			continue
		}
		for _, n := range of(r[0]) {
			countState(n, r[bundle.Observations.Column("obs_status")])
		}
	}
	for i, r := range t.Rows {
		if t.Get(i, "units_determined") == "" {
			continue
		}
		determined, unknown := int64(number(t.Get(i, "units_determined"))), int64(number(t.Get(i, "units_unknown")))
		for _, n := range of(r[0]) {
			n[0].k += determined
			n[0].n += determined + unknown
		}
	}
	for i, g := range grades {
		ind := &indicator.Indicator{
			ID: g.id, Version: "1.0.0", Title: notation.Text{DE: g.title, EN: g.title}, Short: notation.Text{DE: g.title, EN: g.title}, Measure: indicator.Share, Unit: indicator.UnitPercent,
			Direction: "neutral", Period: indicator.Periods{"quarter"}, By: []indicator.Breakdown{{byArea}}, Counts: indicator.CountsOthers, Source: "Lieferungen der Kommunen",
		}
		for category, n := range counts {
			c.published = append(c.published, c.graded(ind, byArea, category, n[i]))
		}
		c.published = append(c.published, c.graded(ind, indicator.Total, indicator.Total, counts[everybody][i]))
	}
}

// countState counts one undivided value of a municipality by its status.
func countState(n *[len(grades)]count, state string) {
	if state == "M" {
		return
	}
	n[3].n++
	switch state {
	case "O", "L":
		n[3].k++
		return
	case "Q":
	default:
		n[1].k++
		n[2].n++
	}
	n[1].n++
	if state == "P" {
		n[2].k++
	}
}

// graded is one share of the chapter on quality.
func (c *comparison) graded(ind *indicator.Indicator, breakdown, category string, n count) release.Published {
	p := release.Published{
		Key:       indicator.Key{Area: setKey, Indicator: ind.ID, Law: indicator.NoLaw, Freq: indicator.Quarter, Period: c.m.Quarter.Name, Breakdown: breakdown, Category: category},
		Span:      c.m.Quarter,
		Indicator: ind, Apart: true, Status: release.Absent,
	}
	if k, all := notation.Int(n.k), notation.Int(n.n); all > 0 {
		v := k.Quo(all)
		p.Status, p.Numerator, p.Denominator, p.Value = release.Free, &k, &all, &v
	}
	return p
}

// text is the report.
func (c *comparison) text(o Order, codes codelist.Lists) string {
	var b strings.Builder
	c.head(&b, o)
	n := 0
	for _, topic := range codes["thema"].Codes {
		list := c.of(strings.ToLower(topic.Code))
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n# %s\n", plainText(topic.Label.DE))
		for _, s := range list {
			n++
			c.section(&b, s, n)
		}
	}
	c.rest(&b)
	c.grades(&b)
	return b.String()
}

// of are the subjects of a topic, by id.
func (c *comparison) of(topic string) []subject {
	var out []subject
	for s := range c.chosen {
		if s.indicator.Topic == topic {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b subject) int { return strings.Compare(a.indicator.ID, b.indicator.ID) })
	return out
}

// head is the front matter and what the reader must know first.
func (c *comparison) head(b *strings.Builder, o Order) {
	kinds := "Alle Kommunen haben ihre Lieferung an die Evaluation gegeben; eine Summe steht da, wo alle gezeigt sind."
	if c.m.Contract > 0 {
		kinds = fmt.Sprintf("Von %d der %d Kommunen lagen vertraglich auch Summen ohne Sperrungen vor. Sie stehen nirgends einzeln; eine Summe aller ist gezeigt, wo sich daraus keine "+
			"gesperrte Angabe einer Kommune ableiten lässt.", c.m.Contract, len(c.m.Areas))
	}
	fmt.Fprintf(b, `---
title: Vergleich der Kommunen
subtitle: %q
author: %q
name: kommunenvergleich-{period}
audience: %s
due: each_run
period: quarter
toc: true
numbering: true
facts:
  - {label: Grundlage, value: %s}
---

# Was hier verglichen wird

Je Kennzahl steht für jede Kommune ein Punkt mit seinem 95-Prozent-Intervall, soweit sich eines bilden lässt, und darunter der Wert aller zusammen. Ein Wert aller
ist Summe der Zähler durch Summe der Nenner, nie ein Mittel der Quoten. Unterschiede zwischen kleinen Gruppen sind oft Zufall: Wo sich Intervalle weit
überlappen, sagt die Reihenfolge der Punkte nichts. Ein Vergleich ist kein Urteil über die Arbeit: Wer begleitet wird, haben die Kommunen verschieden bestimmt.

%s

| Kommune | Gebiet |
|---|---|
`, o.Title, o.Publisher, o.Audience.Name, c.m.Bundle.ID.Name(), kinds)
	for _, a := range c.m.Areas {
		fmt.Fprintf(b, "| %s | %s |\n", plainText(a.Name), strings.ToUpper(a.Ref))
	}
}

// plainText is a text of a bundle in Markdown: nothing in it is markup or a figure.
func plainText(s string) string {
	return markup.Replace(s)
}

var markup = strings.NewReplacer(`{{`, `{ {`, `\`, `\\`, `|`, `\|`, `*`, `\*`, `_`, `\_`, "`", "\\`", `[`, `\[`, `<`, `\<`, `#`, `\#`)

// section shows one indicator: shares as dots with their intervals, other measures as a table.
func (c *comparison) section(b *strings.Builder, s subject, n int) {
	ind, period := s.indicator, c.chosen[s]
	at := string(s.freq) + ":" + period.Name
	title := plainText(ind.Title.DE) + ", " + notation.FormatPeriod(string(s.freq), period.Name, notation.German)
	fmt.Fprintf(b, "\n## %s\n\n", plainText(cmp.Or(ind.Short.DE, ind.Title.DE)))
	if ind.Unit == indicator.UnitPercent {
		fmt.Fprintf(b, "```chart\nid: abb_%d\nkind: dots\nindicator: %s\nby: %s\nperiod: %q\nheight: %d\ntitle: %q\nnote: %q\n```\n", n, ind.ID, byArea, at, c.height(), title, c.gap(ind, s.freq, period))
		return
	}
	fmt.Fprintf(b, "```table\nid: tab_%d\nindicator: %s\nby: %s\nhead: Kommune\nperiod: %q\nas: [value]\ntotal: false\ntitle: %q\n```\n", n, ind.ID, byArea, at, title)
}

// gap says why there is no value for all, if there is none.
func (c *comparison) gap(ind *indicator.Indicator, freq indicator.Freq, period indicator.Period) string {
	for i, r := range c.coverage.Rows {
		if r[1] == strings.ToUpper(ind.ID) && r[3] == string(freq) && r[4] == period.Name && r[5] == "_T" {
			return fmt.Sprintf("Alle zusammen: Von %s Kommunen sind %s gezeigt, %s gesperrt, und %s haben nichts geliefert.",
				c.coverage.Get(i, "n_areas"), c.coverage.Get(i, "n_shown"), c.coverage.Get(i, "n_suppressed"), c.coverage.Get(i, "n_missing"))
		}
	}
	return ""
}

// rest names what is not shown, so that nobody looks for it.
func (c *comparison) rest(b *strings.Builder) {
	var names []string
	for _, ind := range c.defined {
		if _, ok := c.chosen[subject{ind, ind.Period.Freqs()[0]}]; !ok {
			names = append(names, ind.Title.DE)
		}
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	fmt.Fprintf(b, "\n# Nicht verglichen\n\nWeniger als drei Kommunen zeigen einen Wert, oder es gilt je nach Recht ein anderer:\n\n")
	for _, name := range names {
		fmt.Fprintf(b, "- %s\n", plainText(name))
	}
}

// grades are the chapter on the quality of the data.
func (c *comparison) grades(b *strings.Builder) {
	b.WriteString("\n# Güte der Daten\n\nEin Unterschied zwischen Kommunen kann einer der Daten sein. Hier steht, worauf ihre Werte ruhen, über alle Zeiträume der Lieferungen.\n")
	for _, g := range grades {
		fmt.Fprintf(b, "\n## %s\n\nAnteil %s.\n\n```chart\nid: abb_%s\nkind: dots\nindicator: %s\nby: %s\nperiod: %q\nheight: %d\ntitle: %q\n```\n",
			g.title, g.of, g.id, g.id, byArea, "Q:"+c.m.Quarter.Name, c.height(), g.title+" je Kommune")
	}
	b.WriteString("\n```signs\n```\n")
}

// height is that of a chart with a row for each municipality and one for all, in millimetres: two of them fit on a page.
func (c *comparison) height() int { return 6 + 6*(len(c.m.Areas)+1) }
