package merge

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

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
	for _, r := range c.m.tables.Observations.Rows {
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

// grades are the chapter on the quality of the data.
func (c *comparison) grades(b *strings.Builder) {
	b.WriteString("\n# Güte der Daten\n\nEin Unterschied zwischen Kommunen kann einer der Daten sein. Hier steht, worauf ihre Werte ruhen, über alle Zeiträume der Lieferungen.\n")
	for _, g := range grades {
		fmt.Fprintf(b, "\n## %s\n\nAnteil %s.\n\n```chart\nid: abb_%s\nkind: dots\nindicator: %s\nby: %s\nperiod: %q\nheight: %d\ntitle: %q\n```\n",
			g.title, g.of, g.id, g.id, byArea, "Q:"+c.m.Quarter.Name, c.height(), g.title+" je Kommune")
	}
	b.WriteString("\n```signs\n```\n")
}
