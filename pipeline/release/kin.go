package release

import (
	"math/bits"
	"slices"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// crowd is a set of members, one bit each.
type crowd []uint64

// kin is who stands on the sides of all cells, and which sides are always part of which others. It is the same for every audience.
type kin struct {
	families []int           // member → number of the family
	crowds   map[part]crowd  // side of an observation (sign 0) → who
	within   []pair          // sides of different indicators, the second always part of the first
	equal    map[part][]part // side of an observation → sides of other indicators that are always the same people
	several  map[division]bool
}

// division is a breakdown of an indicator, in all periods. It has several categories for a unit if in most of its tables some unit is in two of them: a family has
// factors on several levels, but a pupil one school, as a rule. A single table does not say which, and must not decide it.
type division struct{ indicator, breakdown string }

// pair is two sides at the same period.
type pair struct{ a, b part }

// row is one side of a cell through all periods.
type row struct {
	rowName
	crowds []crowd // by number of the period; nil where there is none
	cells  []int   // the observations
	some   bool    // there ever is somebody
}

type rowName struct {
	indicator, law      string
	freq                indicator.Freq
	breakdown, category string
	side                side
	counts              indicator.Counted
}

// newKin looks at who is where.
func newKin(observations []indicator.Observation) *kin {
	k := &kin{crowds: map[part]crowd{}, equal: map[part][]part{}}
	number, family := map[indicator.Member]int{}, map[uint64]int{}
	for i := range observations {
		if m := observations[i].Members; m != nil {
			for _, list := range [][]indicator.Member{m.In, m.Out, m.Unknown} {
				for _, x := range list {
					if _, ok := number[x]; ok {
						continue
					}
					number[x] = len(number)
					if _, ok := family[x.Family]; !ok {
						family[x.Family] = len(family)
					}
					k.families = append(k.families, family[x.Family])
				}
			}
		}
	}
	words := (len(number) + 63) / 64
	set := func(lists ...[]indicator.Member) crowd {
		c := make(crowd, words)
		for _, list := range lists {
			for _, m := range list {
				c[number[m]/64] |= 1 << (number[m] % 64)
			}
		}
		return c
	}
	for i := range observations {
		o := &observations[i]
		if o.Members == nil || absent(o) || o.Indicator.Measure != indicator.Share && o.Indicator.Measure != indicator.Count {
			continue
		}
		k.crowds[part{i, numerator, 0}] = set(o.Members.In)
		if o.Indicator.Measure == indicator.Share {
			k.crowds[part{i, complement, 0}] = set(o.Members.Out)
			k.crowds[part{i, denominator, 0}] = set(o.Members.In, o.Members.Out)
		}
	}
	k.relate(observations)
	k.divide(observations)
	return k
}

// divide finds the breakdowns of which units are in several categories.
func (k *kin) divide(observations []indicator.Observation) {
	tables, _ := tables(observations)
	votes := map[division]int{}
	for _, t := range tables {
		for b, overlaps := range k.overlaps(t, observations) {
			votes[division{observations[t.cells[0]].Key.Indicator, b}] += map[bool]int{true: 1, false: -1}[overlaps]
		}
	}
	k.several = map[division]bool{}
	for d, n := range votes {
		k.several[d] = n > 0
	}
}

// overlaps tells of the breakdowns of a table whether a unit is in two categories: by the people where they are named, otherwise because parts are more than the whole.
// Breakdowns with nobody in them, or in one category only, say nothing.
func (k *kin) overlaps(t table, observations []indicator.Observation) map[string]bool {
	type parts struct {
		filled  int
		twice   bool
		so      crowd
		sum     notation.Decimal
		unnamed bool
	}
	all := map[string]*parts{}
	for _, i := range t.cells {
		o := &observations[i]
		if o.Breakdown == indicator.Total || o.Numerator == nil {
			continue
		}
		p := all[o.Breakdown]
		if p == nil {
			p = &parts{}
			all[o.Breakdown] = p
		}
		s := numerator
		if o.Denominator != nil {
			s = denominator
		}
		c := k.crowds[part{i, s, 0}]
		amount := value(o, numerator)
		if s == denominator {
			amount = *o.Denominator
		}
		p.sum += amount
		if amount != 0 {
			p.filled++
		}
		if c == nil {
			p.unnamed = p.unnamed || amount != 0
			continue
		}
		p.twice = p.twice || p.so != nil && !c.without(c.without(p.so)).empty()
		p.so = c.or(p.so)
	}
	out := map[string]bool{}
	for b, p := range all {
		if p.filled > 1 {
			out[b] = p.twice || p.unnamed && t.total >= 0 && p.sum > whole(&observations[t.total])
		}
	}
	return out
}

// whole is the denominator of an observation, or its numerator where it has none.
func whole(o *indicator.Observation) notation.Decimal {
	if o.Denominator != nil {
		return *o.Denominator
	}
	return value(o, numerator)
}

// rows are the sides of cells through all periods, in order.
func (k *kin) rows(observations []indicator.Observation) []*row {
	index, period := map[rowName]*row{}, map[string]int{}
	for i := range observations {
		if _, ok := period[observations[i].Period]; !ok {
			period[observations[i].Period] = len(period)
		}
	}
	var rows []*row
	for i := range observations {
		o := &observations[i]
		for _, s := range sides {
			c := k.crowds[part{i, s, 0}]
			if c == nil {
				continue
			}
			name := rowName{o.Key.Indicator, o.Law, o.Freq, o.Breakdown, o.Category, s, o.Indicator.Counts}
			r := index[name]
			if r == nil {
				r = &row{rowName: name, crowds: make([]crowd, len(period)), cells: make([]int, len(period))}
				index[name], rows = r, append(rows, r)
			}
			at := period[o.Period]
			r.crowds[at], r.cells[at] = c, i
			r.some = r.some || !c.empty()
		}
	}
	return rows
}

// relate finds the sides that are always part of others: not by the accident of one period, but in every period that both have, and in two at least with somebody
// there. That is what a reader can know without knowing anybody.
func (k *kin) relate(observations []indicator.Observation) {
	rows := k.rows(observations)
	for _, a := range rows {
		for _, b := range rows {
			if !b.some || a.freq != b.freq || a.counts != b.counts || a.indicator == b.indicator || !a.contains(b) {
				continue
			}
			same := b.contains(a)
			for t, c := range b.crowds {
				if c == nil || a.crowds[t] == nil {
					continue
				}
				p := pair{part{a.cells[t], a.side, 0}, part{b.cells[t], b.side, 0}}
				if same {
					k.equal[p.a] = append(k.equal[p.a], p.b)
				} else if b.side != denominator {
					k.within = append(k.within, p)
				}
			}
		}
	}
}

// contains reports whether b always lies within a.
func (a *row) contains(b *row) bool {
	filled := 0
	for t, c := range b.crowds {
		if c == nil || a.crowds[t] == nil {
			continue
		}
		if !c.inside(a.crowds[t]) {
			return false
		}
		if !c.empty() {
			filled++
		}
	}
	return filled >= 2
}

// without are those of a crowd who are not in another.
func (c crowd) without(d crowd) crowd {
	out := make(crowd, len(c))
	for w := range c {
		out[w] = c[w] &^ d[w]
	}
	return out
}

func (c crowd) empty() bool {
	for _, x := range c {
		if x != 0 {
			return false
		}
	}
	return true
}

// inside reports whether all of a crowd are in another.
func (c crowd) inside(d crowd) bool {
	for w := range c {
		if c[w]&^d[w] != 0 {
			return false
		}
	}
	return true
}

// people counts a crowd as contributors. Where members are families it has no persons.
func (k *kin) people(c crowd, counts indicator.Counted) indicator.Contributors {
	var n, families int64
	seen := map[int]bool{}
	for w, x := range c {
		for ; x != 0; x &= x - 1 {
			n++
			if f := k.families[w*64+bits.TrailingZeros64(x)]; !seen[f] {
				seen[f] = true
				families++
			}
		}
	}
	if counts == indicator.CountsFamilies {
		return indicator.Contributors{Families: &families}
	}
	return indicator.Contributors{Persons: &n, Families: &families}
}

// differences is the set rule (sdc.md 2.5): who is in one printed group and not in another that always lies within it must be nobody or enough, where being
// there and not here can harm. Who is in both is known from the smaller group, so the larger one less the smaller is printed as well as they are.
// Of two that are out already nothing can be kept any more; they are told where out says so.
func (p *plan) differences(k *kin, out bool) {
	for _, x := range k.within {
		a, b := &p.observations[x.a.cell], &p.observations[x.b.cell]
		if len(p.secrets[x.a.cell])+len(p.secrets[x.b.cell]) > 0 || !out && p.printed[x.a.cell] && p.printed[x.b.cell] {
			continue
		}
		rest := k.crowds[x.a].without(k.crowds[x.b])
		if !small(p.audience, k.people(rest, a.Indicator.Counts)) || !p.harms(a, x.a.side) && !p.otherHarms(b, x.b, rest, k) {
			continue
		}
		p.aparts = append(p.aparts, apart{Difference, p.name(x.a.cell, x.a.side) + " ohne " + p.name(x.b.cell, x.b.side), p.difference(x.a, x.b)})
	}
}

// difference is one side less another, as a sum of columns.
func (p *plan) difference(a, b part) []part {
	sum := sumOf(a.cell, a.side, p.observations)
	for _, x := range sumOf(b.cell, b.side, p.observations) {
		sum = append(sum, part{x.cell, x.side, -1})
	}
	return sum
}

// harms reports whether being on a side can harm.
func (p *plan) harms(o *indicator.Observation, s side) bool {
	if o.Indicator.Disclosure == indicator.Plain || s == denominator {
		return false
	}
	return o.Indicator.Measure == indicator.Count || slices.Contains(harmful(o.Indicator), s)
}

// otherHarms reports whether a crowd is on the other side of a share, and that side can harm.
func (p *plan) otherHarms(o *indicator.Observation, x part, c crowd, k *kin) bool {
	if o.Indicator.Measure != indicator.Share {
		return false
	}
	other := map[side]side{numerator: complement, complement: numerator}[x.side]
	return p.harms(o, other) && c.inside(k.crowds[part{x.cell, other, 0}])
}

// same ties a secret side to the sides of other indicators that are always the same people and may be shown by themselves.
func (p *plan) same(k *kin) []identity {
	var out []identity
	for i := range p.current {
		for _, s := range p.secrets[i] {
			for _, x := range k.equal[part{i, s.side, 0}] {
				if len(p.secrets[x.cell]) == 0 {
					out = append(out, identity{sum: p.difference(part{i, s.side, 1}, part{x.cell, x.side, 1})})
				}
			}
		}
	}
	return out
}

// flows is R8: who came to a harmful side, or left it, between two printed periods must be nobody or enough. It looks at what lasts: stocks, and what
// has happened since the start. What is measured anew in each period, like absence in a half-year, has no joiners.
func (p *plan) flows(k *kin, out bool) {
	last := map[indicator.Key][]int{}
	var order []indicator.Key
	for i := range p.observations {
		o := &p.observations[i]
		if !lasting(o) || !p.audience.Flows.covers(o.Indicator.Disclosure) || len(p.secrets[i]) > 0 || absent(o) {
			continue
		}
		key := o.Key
		key.Period = ""
		if last[key] == nil {
			order = append(order, key)
		}
		last[key] = append(last[key], i)
	}
	for _, key := range order {
		for n, i := range last[key] {
			for _, j := range last[key][:n] {
				for _, s := range []side{numerator, complement} {
					if out || !p.printed[i] || !p.printed[j] {
						p.flow(k, i, j, s)
					}
				}
			}
		}
	}
}

// lasting reports whether a figure speaks of what stays as it is until somebody joins or leaves.
func lasting(o *indicator.Observation) bool {
	if o.Indicator.Measure != indicator.Share && o.Indicator.Measure != indicator.Count {
		return false
	}
	switch o.Freq {
	case indicator.Quarter:
		return slices.Contains(o.Indicator.Period, "stock")
	case indicator.Project, indicator.SinceIntake:
		return true
	}
	return false
}

// flow looks at one side of two periods. Where nobody is named, numbers have to do.
func (p *plan) flow(k *kin, i, j int, s side) {
	a, b := &p.observations[i], &p.observations[j]
	if !p.harms(a, s) || !slices.Contains(sidesOf(a), s) {
		return
	}
	x, y := part{i, s, 1}, part{j, s, 1}
	now, then := k.crowds[part{i, s, 0}], k.crowds[part{j, s, 0}]
	var few bool
	if now != nil && then != nil {
		few = small(p.audience, k.people(now.without(then), a.Indicator.Counts)) || small(p.audience, k.people(then.without(now), a.Indicator.Counts))
	} else {
		net := func(u, v *int64) *int64 {
			if u == nil || v == nil {
				return nil
			}
			d := max(*u-*v, *v-*u)
			return &d
		}
		c, d := of(a, s), of(b, s)
		few = small(p.audience, indicator.Contributors{Persons: net(c.Persons, d.Persons), Families: net(c.Families, d.Families)})
	}
	if few {
		p.aparts = append(p.aparts, apart{Flow, p.name(i, s) + " gegen " + p.name(j, s), p.difference(x, y)})
	}
}
