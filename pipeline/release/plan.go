package release

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// plan decides which observations an audience sees.
type plan struct {
	audience     Audience
	kin          *kin
	observations []indicator.Observation
	current      int // the first of them are of today; the others were printed before and have changed since
	codes        codelist.Lists
	printed      []bool // observation → an earlier release printed it for this audience
	kept         []bool // observation → an earlier release withheld it from this audience, so that it stays withheld
	consented    []bool // observation → those whom it could point at agreed that it is shown

	tables   []table
	at       map[indicator.Key]int
	tableOf  []int      // observation → its table
	secrets  [][]secret // observation → why it may not be shown by itself
	unknowns []bool     // observation → whether the number of units that are not determinable may not be shown by itself
	aparts   []apart
	// identities are what everybody knows of how figures hang together.
	identities []identity

	withheld []bool   // observation → withheld
	silent   []bool   // observation → its number of units that are not determinable is withheld
	leaks    []string // what is known already or cannot be kept, in German
	attacked int      // secrets that were attacked
	error    error

	otherwise []func() string // observation that is withheld for others → what would become known if it were shown
}

// group is what is tied together: one linear system.
type group struct {
	tables     []int
	identities []identity
	aparts     []apart
}

// newPlan finds the secrets of an audience.
func newPlan(a Audience, src *Source) *plan {
	observations := withEarlier(a, src)
	p := &plan{
		audience: a, observations: observations, current: len(src.Observations), codes: src.Codes,
		tableOf: make([]int, len(observations)), secrets: make([][]secret, len(observations)), unknowns: make([]bool, len(observations)),
		withheld: make([]bool, len(observations)), silent: make([]bool, len(observations)), otherwise: make([]func() string, len(observations)),
		printed: make([]bool, len(observations)), kept: make([]bool, len(observations)), consented: make([]bool, len(observations)),
	}
	p.tables, p.at = tables(observations)
	for t := range p.tables {
		for _, i := range p.tables[t].cells {
			p.tableOf[i] = t
		}
	}
	for i := range observations {
		o := &observations[i]
		before, ok := src.Register.before(o.ID(), a.sees()...)
		p.consented[i] = src.Consents[a.Name][o.ID()] != "" || before.Consent != ""
		if i >= p.current {
			p.printed[i] = true
		} else if ok {
			p.printed[i], p.kept[i] = before.Status == Free && before.same(o), before.Status == Withheld && !p.consented[i]
		}
		if p.printed[i] || p.consented[i] {
			continue // nobody can keep it any more, or has to
		}
		p.secrets[i] = p.own(i)
		p.unknowns[i] = o.Indicator.Unknown == "sensitive" && 0 < o.Unknown && o.Unknown < a.MinPersons
	}
	k := src.crowds()
	p.kin = k
	p.identities = append(p.partOf(), p.same(k)...)
	p.revisions(p.current)
	p.differences(k, false)
	p.flows(k, false)
	return p
}

// decide protects group after group. What has no secret is shown.
func (p *plan) decide() {
	for _, g := range p.groups() {
		p.reset(g)
		if len(g.aparts) > 0 || p.secret(g) {
			p.protect(g)
		}
	}
}

// protect withholds as much of a group as its secrets need: against everybody first, and where a family or an office learns something from that with what it knows of its own,
// against all of them too.
func (p *plan) protect(g group) {
	a := p.assemble(g)
	if len(a.system.Candidates) == 0 && len(a.system.Forced) == 0 || len(a.system.Targets) == 0 {
		return
	}
	fail := func(err error) {
		p.error = cmp.Or(p.error, fmt.Errorf("protect %s: %w", p.observations[p.tables[g.tables[0]].cells[0]].ID(), err))
	}
	done, err := disclosure.Protect(&a.system)
	if err != nil {
		fail(err)
		return
	}
	p.apply(g, a, done)
	if learn, err := p.insidersLearn(g, a); err != nil {
		fail(err)
		return
	} else if learn {
		officials, err := a.officials()
		if err == nil {
			done, err = disclosure.ProtectAgainst(&a.system, append(a.kinsfolk(), officials...))
		}
		if err != nil {
			fail(err)
			return
		}
		p.apply(g, a, done)
	}
	p.attacked += len(a.system.Targets)
	for i := range done.Verdict.Findings {
		p.leaks = append(p.leaks, a.system.Sentence(&done.Verdict.Findings[i]))
	}
}

// apply takes over what was decided on a group.
func (p *plan) apply(g group, a *assembly, done *disclosure.Protection) {
	p.reset(g)
	for _, c := range done.Secondary {
		i := a.of[c]
		if other, ok := a.index[part{i, unknown, 0}]; ok && other == c && p.alone(i) {
			p.silent[i] = true
		} else if !p.withheld[i] {
			p.withheld[i] = true
			p.otherwise[i] = func() string { return a.otherwise(i, done.Secondary) }
		}
	}
}

// reset withholds what is withheld for its own sake.
func (p *plan) reset(g group) {
	for _, t := range g.tables {
		for _, i := range p.tables[t].cells {
			p.withheld[i], p.silent[i], p.otherwise[i] = len(p.secrets[i]) > 0 || p.kept[i], p.unknowns[i], nil
		}
	}
}

// alone reports whether the number of units that are not determinable has a status of its own: where it can harm by itself.
func (p *plan) alone(i int) bool { return p.observations[i].Indicator.Unknown == "sensitive" }

// secret reports whether anything in a group is withheld for its own sake.
func (p *plan) secret(g group) bool {
	return slices.ContainsFunc(g.tables, func(t int) bool {
		return slices.ContainsFunc(p.tables[t].cells, func(i int) bool { return len(p.secrets[i]) > 0 || p.kept[i] || p.unknowns[i] })
	})
}

// groups ties tables to each other where a definition does: an identity, or a difference that is a secret.
func (p *plan) groups() []group {
	all := group{identities: p.identities, aparts: p.aparts}
	for t := range p.tables {
		all.tables = append(all.tables, t)
	}
	return p.split(all)
}

// split takes apart what nothing ties together.
func (p *plan) split(g group) []group {
	parent := map[int]int{}
	for _, t := range g.tables {
		parent[t] = t
	}
	var root func(int) int
	root = func(t int) int {
		if parent[t] != t {
			parent[t] = root(parent[t])
		}
		return parent[t]
	}
	tie := func(sum []part) {
		for _, x := range sum[1:] {
			parent[root(p.tableOf[x.cell])] = root(p.tableOf[sum[0].cell])
		}
	}
	for _, id := range g.identities {
		tie(id.sum)
	}
	for _, d := range g.aparts {
		tie(d.sum)
	}
	place := map[int]int{}
	var out []group
	for _, t := range g.tables {
		r := root(t)
		if _, ok := place[r]; !ok {
			place[r], out = len(out), append(out, group{})
		}
		out[place[r]].tables = append(out[place[r]].tables, t)
	}
	for _, id := range g.identities {
		at := &out[place[root(p.tableOf[id.sum[0].cell])]]
		at.identities = append(at.identities, id)
	}
	for _, d := range g.aparts {
		at := &out[place[root(p.tableOf[d.sum[0].cell])]]
		at.aparts = append(at.aparts, d)
	}
	return out
}

// own are the secrets of a cell by itself. A total that a plain indicator shows anyway has none: hemm_haeufig is hemm_fam by level, and its total is hemm_fam.
// The same figure has one status.
func (p *plan) own(i int) []secret {
	o := &p.observations[i]
	k := o.Key
	k.Indicator = o.Indicator.PartOf
	if j, ok := p.at[k]; ok && o.Breakdown == indicator.Total {
		of := &p.observations[j]
		if of.Indicator.Disclosure == indicator.Plain && of.Indicator.Measure == o.Indicator.Measure &&
			value(of, numerator) == value(o, numerator) && value(of, complement) == value(o, complement) {
			return nil
		}
	}
	return primary(p.audience, o)
}

// partOf is what part_of says: the units of an indicator are among those of another one.
func (p *plan) partOf() []identity {
	var out []identity
	for i := range p.observations {
		o := &p.observations[i]
		k := o.Key
		k.Indicator = o.Indicator.PartOf
		whole, ok := p.at[k]
		if k.Indicator == "" || !ok || o.Numerator == nil {
			continue
		}
		of := &p.observations[whole]
		within := []part{{whole, numerator, 1}, {i, numerator, -1}}
		switch {
		case of.Denominator == nil && o.Indicator.Measure == indicator.Share:
			out = append(out, identity{sum: append(within, part{i, complement, -1}, part{i, unknown, -1}), slack: true})
		case of.Denominator == nil && o.Denominator == nil, of.Indicator.Measure == o.Indicator.Measure:
			out = append(out, identity{sum: within, slack: true})
			if o.Denominator != nil && of.Denominator != nil && *o.Denominator == *of.Denominator { // the same population
				same := sumOf(whole, denominator, p.observations)
				for _, x := range sumOf(i, denominator, p.observations) {
					same = append(same, part{x.cell, x.side, -1})
				}
				out = append(out, identity{sum: same})
			}
		}
	}
	return out
}

// absent reports whether there is nothing to show: a value that does not exist, a share of nobody.
func absent(o *indicator.Observation) bool {
	return o.Numerator == nil || o.Denominator != nil && *o.Denominator == 0
}

// wish orders observations by how much showing them is wished: what needs no protection, what is recommended, totals, what is newest, what is largest.
func (p *plan) wish(x, y int) int {
	a, b := &p.observations[x], &p.observations[y]
	first := func(is func(*indicator.Observation) bool) int {
		switch {
		case is(a) == is(b):
			return 0
		case is(a):
			return -1
		}
		return 1
	}
	return cmp.Or(
		first(func(o *indicator.Observation) bool { return o.Indicator.Disclosure == indicator.Plain }),
		first(func(o *indicator.Observation) bool { return o.Indicator.Status == "recommended" }),
		first(func(o *indicator.Observation) bool { return o.Breakdown == indicator.Total }),
		b.Span.To.Compare(a.Span.To), cmp.Compare(b.Period, a.Period),
		cmp.Compare(value(b, numerator)+value(b, complement), value(a, numerator)+value(a, complement)),
		strings.Compare(a.ID(), b.ID()),
	)
}

// name says in German which side of which cell is meant, for formulas.
func (p *plan) name(i int, s side) string {
	o := &p.observations[i]
	words := map[side]string{numerator: "Zähler", complement: "übrige", denominator: "Nenner", unknown: "nicht feststellbar"}
	name := []string{o.Indicator.ID, string(o.Freq) + ":" + o.Period}
	if o.Law != indicator.NoLaw {
		name = append(name, o.Law)
	}
	if o.Breakdown != indicator.Total {
		name = append(name, categoryLabel(p.codes, o.Breakdown, o.Category).In(notation.German))
	}
	return strings.Join(slices.Concat(name, []string{words[s]}), " ")
}
