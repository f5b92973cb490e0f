package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
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

// most is how many charts a topic has.
const most = 3

// Comparison is the report that sets the municipalities beside each other: its file, and the Release it is printed from. It knows what the merged
// bundle shows and nothing else.
type Comparison struct {
	File    bundle.File
	Release *release.Release
}

// comparison gathers it.
type comparison struct {
	m         *Merged
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

// Compare makes the comparison.
func Compare(m *Merged, o Order) *Comparison {
	c := &comparison{m: m, defined: map[string]*indicator.Indicator{}, shown: map[subject]map[indicator.Period]int{}}
	c.define()
	for _, r := range m.tables.Observations.Rows {
		c.take(r)
	}
	c.choose()
	c.quality(m.tables.Quality)
	codes := c.codes()
	rel := release.Merge(o.Audience, setKey, c.published, codes)
	return &Comparison{File: bundle.File{Name: ComparisonFile, Data: []byte(c.text(o, codes))}, Release: rel}
}

// words are the words of headers for frequencies.
var words = map[string]string{"Q": "quarter", "A": "year", "SH": "half_year", "SY": "school_year", "P": "project", "T": "since_intake"}

// define reads the newest version of each definition, with the municipalities as its only breakdown.
func (c *comparison) define() {
	t := c.m.tables.Indicators
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
func (c *comparison) codes() codelist.Lists {
	u := union{codelists: c.m.tables.Codelists}
	codes := u.codes()
	areas := codelist.List{Name: byArea}
	for i, a := range c.m.Areas {
		areas.Codes = append(areas.Codes, codelist.Code{Code: strings.ToUpper(areaCode(strings.ToUpper(a.Ref))), Label: notation.Text{DE: a.Name, EN: a.Name}, Rank: i + 1})
	}
	areas.Codes = append(areas.Codes, codelist.Code{Code: strings.ToUpper(everybody), Label: notation.Text{DE: "Alle zusammen", EN: "All together"}, Rank: len(c.m.Areas) + 1})
	codes[byArea] = areas
	return codes
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
		drawn := c.drawn(list)
		for _, s := range list {
			n++
			c.section(&b, s, n, slices.Contains(drawn, s))
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

// drawn are the shares of a topic that are drawn: those that most municipalities show. The others stand in tables, where they take less room.
func (c *comparison) drawn(list []subject) []subject {
	shares := slices.DeleteFunc(slices.Clone(list), func(s subject) bool { return s.indicator.Unit != indicator.UnitPercent })
	slices.SortStableFunc(shares, func(a, b subject) int { return c.shown[b][c.chosen[b]] - c.shown[a][c.chosen[a]] })
	return shares[:min(len(shares), most)]
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

Je Thema sind die Anteile, die die meisten Kommunen zeigen, gezeichnet: für jede Kommune ein Punkt mit seinem 95-Prozent-Intervall, soweit sich eines bilden lässt,
und darunter der Wert aller zusammen. Die übrigen Kennzahlen stehen in Tabellen. Ein Wert aller ist Summe der Zähler durch Summe der Nenner, nie ein Mittel der Quoten. Unterschiede zwischen kleinen Gruppen sind oft Zufall: Wo sich Intervalle weit
überlappen, sagt die Reihenfolge der Punkte nichts. Ein Vergleich ist kein Urteil über die Arbeit: Wer begleitet wird, haben die Kommunen verschieden bestimmt.

%s

| Kommune | Gebiet |
|---|---|
`, o.Title, o.Publisher, o.Audience.Name, strconv.Itoa(len(c.m.Areas))+" Lieferungen", kinds)
	for _, a := range c.m.Areas {
		fmt.Fprintf(b, "| %s | %s |\n", plainText(a.Name), strings.ToUpper(a.Ref))
	}
}

// plainText is a text of a bundle in Markdown: nothing in it is markup or a figure.
func plainText(s string) string {
	return markup.Replace(s)
}

var markup = strings.NewReplacer(`{{`, `{ {`, `\`, `\\`, `|`, `\|`, `*`, `\*`, `_`, `\_`, "`", "\\`", `[`, `\[`, `<`, `\<`, `#`, `\#`)

// section shows one indicator: drawn, as dots with their intervals; otherwise as a table.
func (c *comparison) section(b *strings.Builder, s subject, n int, drawn bool) {
	ind, period := s.indicator, c.chosen[s]
	at := string(s.freq) + ":" + period.Name
	title := plainText(ind.Title.DE) + ", " + notation.FormatPeriod(string(s.freq), period.Name, notation.German)
	fmt.Fprintf(b, "\n## %s\n\n", plainText(cmp.Or(ind.Short.DE, ind.Title.DE)))
	if drawn {
		fmt.Fprintf(b, "```chart\nid: abb_%d\nkind: dots\nindicator: %s\nby: %s\nperiod: %q\nheight: %d\ntitle: %q\nnote: %q\n```\n", n, ind.ID, byArea, at, c.height(), title, c.gap(ind, s.freq, period))
		return
	}
	forms := "[value]"
	if ind.Measure == indicator.Share {
		forms = "[value, kn, interval]"
	}
	fmt.Fprintf(b, "```table\nid: tab_%d\nindicator: %s\nby: %s\nhead: Kommune\nperiod: %q\nas: %s\ntotal: false\ntitle: %q\nnote: %q\n```\n", n, ind.ID, byArea, at, forms, title, c.gap(ind, s.freq, period))
}

// gap says why there is no value for all, if there is none.
func (c *comparison) gap(ind *indicator.Indicator, freq indicator.Freq, period indicator.Period) string {
	for i, r := range c.m.tables.Coverage.Rows {
		if r[1] == strings.ToUpper(ind.ID) && r[3] == string(freq) && r[4] == period.Name && r[5] == "_T" {
			return fmt.Sprintf("Alle zusammen: Von %s Kommunen sind %s gezeigt, %s gesperrt, und %s haben nichts geliefert.",
				c.m.tables.Coverage.Get(i, "n_areas"), c.m.tables.Coverage.Get(i, "n_shown"), c.m.tables.Coverage.Get(i, "n_suppressed"), c.m.tables.Coverage.Get(i, "n_missing"))
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

// height is that of a chart with a row for each municipality and one for all, in millimetres: two of them fit on a page.
func (c *comparison) height() int { return 6 + 6*(len(c.m.Areas)+1) }
