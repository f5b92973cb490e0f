package release

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
)

// Source is what Releases are made of.
type Source struct {
	Catalogue    []*indicator.Indicator // that exist, also without a single observation
	Observations []indicator.Observation
	Facts        []indicator.Facts // tables without people
	Codes        codelist.Lists    // names of the categories
	Register     *Register         // what was given out before; nil: nothing
	// Consents are cells that may be shown to an audience whatever the rules say, because those whom they could point at agreed: audience → cell → where that
	// stands on record.
	Consents map[string]map[string]string
	// Audiences are those of the project by name, for the sake of readers who belong to several.
	Audiences map[string]Audience

	kin   *kin             // made when it is first needed
	plans map[string]*plan // by likeness of the audience, made likewise
}

// plan decides what an audience sees. What an audience is denied to which some of its readers belong as well, it is denied too: nobody then learns
// anything by holding both.
func (s *Source) plan(a Audience) *plan {
	likeness := s.likeness(a)
	if p := s.plans[likeness]; p != nil {
		return p
	}
	p := newPlan(a, s)
	for _, name := range a.With {
		if other, ok := s.Audiences[name]; ok {
			for i, withheld := range s.plan(other).withheld {
				p.kept[i] = p.kept[i] || withheld && i < p.current && !p.printed[i] && !p.consented[i]
			}
		}
	}
	p.decide()
	if s.plans == nil {
		s.plans = map[string]*plan{}
	}
	s.plans[likeness] = p
	return p
}

// likeness is the same for audiences that are treated alike and have been given the same before: nothing, mostly.
func (s *Source) likeness(a Audience) string {
	var given []string
	for _, name := range a.sees() {
		if s.Register != nil && len(s.Register.printed[name]) > 0 {
			given = append(given, name)
		}
	}
	return fmt.Sprint(a.MinPersons, a.MinFamilies, a.Complement, a.Group, a.Flows, a.With, given, s.Consents[a.Name])
}

// crowds are who stands behind the observations.
func (s *Source) crowds() *kin {
	if s.kin == nil {
		s.kin = newKin(s.Observations)
	}
	return s.kin
}

// For makes the Release of one audience, as Protect does, for those who need no protocol. Where Protect fails the Release shows nothing.
func For(a Audience, catalogue []*indicator.Indicator, observations []indicator.Observation, facts []indicator.Facts, codes codelist.Lists) *Release {
	r, _, _ := Protect(a, &Source{Catalogue: catalogue, Observations: observations, Facts: facts, Codes: codes})
	return r
}

// Protect makes what one audience may see of everything that was observed, and the protocol of why, which stays inside. Nothing of a withheld cell
// enters the Release: not its figures, not its contributors, not the reason. A Release that is not proven to keep its secrets shows no figure of people at all.
//
// An error is a system that cannot be attacked: figures that contradict each other.
func Protect(a Audience, src *Source) (*Release, *Protocol, error) {
	r := &Release{audience: a, cells: map[indicator.Key]Cell{}, facts: src.Facts, codes: src.Codes}
	for _, ind := range src.Catalogue {
		if a.reads(ind) {
			r.indicators = append(r.indicators, ind)
		}
	}
	p := src.plan(a)
	r.proven = p.error == nil && len(p.leaks) == 0
	for i := range src.Observations {
		o := &src.Observations[i]
		if !a.reads(o.Indicator) {
			continue
		}
		if !slices.Contains(r.indicators, o.Indicator) {
			r.indicators = append(r.indicators, o.Indicator)
		}
		r.cells[o.Key] = r.cell(o, p.withheld[i] || !r.proven, p.silent[i])
	}
	slices.SortFunc(r.indicators, func(x, y *indicator.Indicator) int { return strings.Compare(x.ID, y.ID) })
	r.order = r.sorted()
	r.print()
	r.sum = r.hash()
	r.ledger = ledger{}
	return r, p.protocol(a, r.sum), p.error
}

// cell copies what may be shown.
func (r *Release) cell(o *indicator.Observation, withheld, silent bool) Cell {
	c := Cell{
		key: o.Key, indicator: o.Indicator, span: o.Span,
		label:  categoryLabel(r.codes, o.Breakdown, o.Category),
		status: Free,
	}
	switch {
	case withheld:
		c.status = Withheld
		return c
	case absent(o):
		c.status = Absent
		return c
	}
	unknown := o.Unknown
	c.people = count(o.InDenominator)
	c.shown = figures{
		numerator: o.Numerator, denominator: o.Denominator, value: o.Value,
		unknown: &unknown, target: o.Target, path: o.Path, provisional: o.Provisional,
	}
	if silent {
		c.shown.unknown = nil
	}
	c.shown.measured(r.audience, o)
	return c
}
