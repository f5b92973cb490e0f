package release

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// maxCategories is the number of categories up to which all ways to join neighbours are tried.
const maxCategories = 12

// proposals are breakdowns of the newest periods that need no withholding at all once some of their categories are joined: at a few dozen people that says more
// than a table full of dots. Neighbours are joined, as few as possible; where nothing helps, the total is all that can be shown.
func (p *plan) proposals() []string {
	newest := p.newest()
	var out []string
	for _, t := range p.tables {
		if t.total < 0 || t.total >= p.current || p.withheld[t.total] {
			continue
		}
		total := &p.observations[t.total]
		if total.Span != newest[seriesOf(total)] || total.Indicator.Status != "recommended" {
			continue
		}
		for _, b := range p.gapped(t) {
			name := fmt.Sprintf("%s %s:%s nach %s", total.Indicator.ID, total.Freq, total.Period, b)
			switch joined := p.join(t, b); {
			case len(joined) > 1:
				out = append(out, name+": "+strings.Join(joined, " | "))
			case joined != nil:
				out = append(out, name+": nur insgesamt")
			}
		}
	}
	return out
}

// gapped are the breakdowns by one dimension in which something is withheld.
func (p *plan) gapped(t table) []string {
	var out []string
	for _, i := range t.cells {
		b := p.observations[i].Breakdown
		if p.withheld[i] && len(parts(b)) == 1 && b != indicator.Total && !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// join looks for the joining of neighbours with the most groups of which none is a secret. It is nil where the cells do not add up, or nobody is named in them.
func (p *plan) join(t table, breakdown string) []string {
	var cells []int
	for _, i := range t.cells {
		if o := &p.observations[i]; o.Breakdown == breakdown && !absent(o) {
			if o.Members == nil || o.Indicator.Measure != indicator.Share && o.Indicator.Measure != indicator.Count {
				return nil
			}
			cells = append(cells, i)
		}
	}
	for _, s := range sidesOf(&p.observations[t.total]) {
		if f := p.frameOf(t, s); slices.Contains(f.loose, breakdown) {
			return nil
		}
	}
	if len(cells) < 2 || len(cells) > maxCategories {
		return nil
	}
	rank := func(i int) int { return p.codes[breakdown].Rank(strings.ToUpper(p.observations[i].Category)) }
	slices.SortStableFunc(cells, func(a, b int) int { return rank(a) - rank(b) })
	whole := 1<<(len(cells)-1) - 1
	if p.cut(cells, whole) != nil {
		return nil // nothing needs joining: what is withheld is so for the sake of other figures
	}
	best := []string{""}
	for cuts := range whole {
		if groups := p.cut(cells, cuts); len(groups) > len(best) {
			best = groups
		}
	}
	return best
}

// cut joins the cells between cuts, one bit for each place between neighbours, and names the groups; nil if one of them is a secret.
func (p *plan) cut(cells []int, cuts int) []string {
	var out []string
	for from := 0; from < len(cells); {
		to := from + 1
		for to < len(cells) && cuts>>(to-1)&1 == 0 {
			to++
		}
		if len(primary(p.audience, p.merged(cells[from:to]))) > 0 {
			return nil
		}
		var names []string
		for _, i := range cells[from:to] {
			names = append(names, categoryLabel(p.codes, p.observations[i].Breakdown, p.observations[i].Category).In(notation.German))
		}
		out = append(out, strings.Join(names, " + "))
		from = to
	}
	return out
}

// merged is the observation that some cells of a breakdown make together, as far as the rules look at it.
func (p *plan) merged(cells []int) *indicator.Observation {
	first := &p.observations[cells[0]]
	o := indicator.Observation{Indicator: first.Indicator, Numerator: new(notation.Decimal)}
	all := map[side]crowd{}
	for _, i := range cells {
		c := &p.observations[i]
		*o.Numerator += *c.Numerator
		if c.Denominator != nil {
			if o.Denominator == nil {
				o.Denominator = new(notation.Decimal)
			}
			*o.Denominator += *c.Denominator
		}
		for _, s := range sides {
			if d := p.kin.crowds[part{i, s, 0}]; d != nil {
				all[s] = d.or(all[s])
			}
		}
	}
	people := func(s side) indicator.Contributors {
		if all[s] == nil {
			return indicator.Contributors{}
		}
		return p.kin.people(all[s], first.Indicator.Counts)
	}
	o.InNumerator, o.InComplement, o.InDenominator = people(numerator), people(complement), people(denominator)
	return &o
}

// or are those of either crowd; the second may be nil.
func (c crowd) or(d crowd) crowd {
	out := slices.Clone(c)
	for w, x := range d {
		out[w] |= x
	}
	return out
}
