package release

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
)

// For makes the Release of one audience from everything that was observed. The catalogue names the indicators that exist, also
// those without a single observation; facts are tables without people; codes name the categories. Nothing of a withheld cell
// enters the result: not its figures, not its contributors, not the reason.
//
// Until all tied figures are protected as one system, a breakdown with one withheld cell is withheld whole, and Draft is
// the stamp of every product.
func For(a Audience, catalogue []*indicator.Indicator, observations []indicator.Observation, facts []indicator.Facts, codes codelist.Lists) *Release {
	r := &Release{audience: a, indicators: slices.Clone(catalogue), cells: map[indicator.Key]Cell{}, facts: facts, codes: codes}
	withheld := primary(a, observations)
	spread(withheld, observations)
	for i := range observations {
		o := &observations[i]
		if !slices.Contains(r.indicators, o.Indicator) {
			r.indicators = append(r.indicators, o.Indicator)
		}
		r.cells[o.Key] = r.cell(o, withheld[o.Key])
	}
	slices.SortFunc(r.indicators, func(x, y *indicator.Indicator) int { return strings.Compare(x.ID, y.ID) })
	r.order = r.sorted()
	r.print()
	return r
}

// Draft is the stamp of every product until the elimination and its proof exist (RULINGS 18).
const Draft = "Entwurf – Geheimhaltung noch nicht geprüft"

// primary names the cells that may not be shown by themselves.
func primary(a Audience, observations []indicator.Observation) map[indicator.Key]bool {
	withheld := map[indicator.Key]bool{}
	for i := range observations {
		if o := &observations[i]; rule(a, o) != "" {
			withheld[o.Key] = true
		}
	}
	return withheld
}

// spread withholds a breakdown of a period whole when one of its cells is withheld: a reader knows the total, so a single
// gap would be a subtraction away.
func spread(withheld map[indicator.Key]bool, observations []indicator.Observation) {
	table := func(k indicator.Key) indicator.Key { k.Category = ""; return k }
	hit := map[indicator.Key]bool{}
	for k := range withheld {
		if k.Breakdown != indicator.Total {
			hit[table(k)] = true
		}
	}
	for i := range observations {
		if k := observations[i].Key; hit[table(k)] {
			withheld[k] = true
		}
	}
}

// cell copies what may be shown.
func (r *Release) cell(o *indicator.Observation, withheld bool) Cell {
	c := Cell{
		key: o.Key, indicator: o.Indicator, span: o.Span,
		label:  categoryLabel(r.codes, o.Breakdown, o.Category),
		status: Free,
	}
	switch {
	case withheld:
		c.status = Withheld
		return c
	case o.Numerator == nil || o.Denominator != nil && *o.Denominator == 0:
		c.status = Absent
		return c
	}
	unknown := o.Unknown
	c.people = count(o.InDenominator)
	c.shown = figures{
		numerator: o.Numerator, denominator: o.Denominator, value: o.Value,
		unknown: &unknown, target: o.Target, path: o.Path, provisional: o.Provisional,
	}
	if o.Indicator.Unknown == "sensitive" && 0 < unknown && unknown < r.audience.MinPersons {
		c.shown.unknown = nil
	}
	c.shown.measured(r.audience, o)
	return c
}
