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
			switch joined := p.joinable(t, b); {
			case len(joined) > 1:
				out = append(out, name+": "+p.groupNames(joined))
			case joined != nil:
				out = append(out, name+": nur insgesamt")
			}
		}
	}
	return out
}

// joint is a breakdown of a period of which some neighbours are shown as one category.
type joint struct {
	total     int // observation of the total
	breakdown string
	cells     []int // the neighbours that are joined
	others    []int
}

// joints are the breakdowns whose withheld cells, with as few of their neighbours as need be, make up one group that is no secret: what is shown of the others takes it off the
// total, so that saying its size says nothing new. A group of everybody is none.
func (p *plan) joints() []joint {
	var out []joint
	for _, t := range p.tables {
		if t.total < 0 || t.total >= p.current || p.withheld[t.total] || absent(&p.observations[t.total]) {
			continue
		}
		for _, b := range p.gapped(t) {
			if cells := p.neighbours(t, b); cells != nil {
				if from, to, ok := p.narrowest(cells); ok {
					out = append(out, joint{t.total, b, cells[from:to], slices.Concat(cells[:from], cells[to:])})
				}
			}
		}
	}
	return out
}

// narrowest is the smallest run of neighbours that holds all withheld ones and is no secret.
func (p *plan) narrowest(cells []int) (from, to int, ok bool) {
	first, last := len(cells), -1
	for n, i := range cells {
		if p.withheld[i] {
			first, last = min(first, n), n
		}
	}
	for width := max(2, last-first+1); width < len(cells); width++ {
		for from := max(0, last+1-width); from <= min(first, len(cells)-width); from++ {
			if len(primary(p.audience, p.merged(cells[from:from+width]))) == 0 {
				return from, from + width, true
			}
		}
	}
	return 0, 0, false
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

// neighbours are the cells of a breakdown by the ranks of their categories. It is nil where they do not add up, or nobody is named in them.
func (p *plan) neighbours(t table, breakdown string) []int {
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
	rank := func(i int) int { return p.codes[breakdown].Rank(strings.ToUpper(p.observations[i].Category)) }
	slices.SortStableFunc(cells, func(a, b int) int { return rank(a) - rank(b) })
	return cells
}

// joinable looks for the joining of neighbours with the most groups of which none is a secret; all in one group where nothing else helps. It is nil where nothing needs
// joining: what is withheld is so for the sake of other figures.
func (p *plan) joinable(t table, breakdown string) [][]int {
	cells := p.neighbours(t, breakdown)
	if len(cells) < 2 || len(cells) > maxCategories {
		return nil
	}
	apart := 1<<(len(cells)-1) - 1
	if p.cut(cells, apart) != nil {
		return nil
	}
	best := [][]int{cells}
	for cuts := range apart {
		if groups := p.cut(cells, cuts); len(groups) > len(best) {
			best = groups
		}
	}
	return best
}

// cut joins the cells between cuts, one bit for each place between neighbours; nil if a group is a secret.
func (p *plan) cut(cells []int, cuts int) [][]int {
	var out [][]int
	for from := 0; from < len(cells); {
		to := from + 1
		for to < len(cells) && cuts>>(to-1)&1 == 0 {
			to++
		}
		if len(primary(p.audience, p.merged(cells[from:to]))) > 0 {
			return nil
		}
		out = append(out, cells[from:to])
		from = to
	}
	return out
}

// groupNames are the names of groups of categories: "0 bis 4 | 5 bis 10 + mehr als 10".
func (p *plan) groupNames(groups [][]int) string {
	var out []string
	for _, g := range groups {
		var names []string
		for _, i := range g {
			names = append(names, categoryLabel(p.codes, p.observations[i].Breakdown, p.observations[i].Category).In(notation.German))
		}
		out = append(out, strings.Join(names, " + "))
	}
	return strings.Join(out, " | ")
}

// redesign marks the neighbours with which a secret can be joined: if others must be withheld for it, then those, so that the group of them can be shown.
func (p *plan) redesign() {
	for _, t := range p.tables {
		if t.total < 0 || t.total >= p.current {
			continue
		}
		seen := map[string]bool{indicator.Total: true}
		for _, i := range t.cells {
			b := p.observations[i].Breakdown
			if len(p.secrets[i]) == 0 || seen[b] || len(parts(b)) > 1 {
				continue
			}
			seen[b] = true
			for _, g := range p.joinable(t, b) {
				if slices.ContainsFunc(g, func(i int) bool { return len(p.secrets[i]) > 0 }) {
					for _, i := range g {
						p.beside[i] = true
					}
				}
			}
		}
	}
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
