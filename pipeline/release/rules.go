package release

import (
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Rule names why a cell may not be shown by itself (sdc.md 2.2). It is for the protocol and for tests; no product prints it.
type Rule string

// The primary rules. R7 (a rate is as its counts are) is no rule here: a numerator, its denominator and what is computed from them are one cell with
// one status. R3 (a zero is a full cell seen from the other side) is R4 of the other side.
const (
	FewPersons  Rule = "R1" // too few persons
	FewFamilies Rule = "R2" // too few families: five persons of one family are one story
	WholeGroup  Rule = "R4" // all of them, or nearly
	Dominant    Rule = "R5" // one family makes (nearly) all of an amount, or two do
	Guessable   Rule = "R6" // the second family could guess the amount of the first
	Flow        Rule = "R8" // too few joined or left since another figure of the same kind
	Difference  Rule = "R9" // too few are in one printed group and not in another that lies within it
	Unknown     Rule = "U"  // too few are not determinable, where that by itself can harm
)

// side is a column of a cell: what can be known of it.
type side string

// The sides. The denominator of a share is its numerator and its complement; of a ratio or rate it stands by itself.
const (
	numerator   side = "k"
	complement  side = "rest"
	denominator side = "n"
	unknown     side = "unknown"
)

// secret is what must not become known of a cell, and why.
type secret struct {
	Rule
	side
}

// primary are the secrets of a cell for an audience: none, and it may be shown as far as it alone goes.
//
// Harm has a direction (USERS.md 2): minimum and full cells protect the side that can harm. That nobody is harmed may be
// said: "0 ohne Abschluss", "40 von 40 mit Schulplatz".
func primary(a Audience, o *indicator.Observation) []secret {
	if o.Indicator.Disclosure == indicator.Plain {
		return nil
	}
	var out []secret
	for _, rule := range []func(Audience, *indicator.Observation) []secret{
		fewPersons, fewFamilies, wholeGroup, dominant, guessable,
	} {
		out = append(out, rule(a, o)...)
	}
	return out
}

// minima are the sides that need enough people behind them, if anybody: the denominator, and what can harm.
func minima(a Audience, o *indicator.Observation) map[side]indicator.Contributors {
	m := map[side]indicator.Contributors{denominator: o.InDenominator}
	if o.Indicator.Measure != indicator.Share {
		m[numerator] = o.InNumerator
		return m
	}
	for _, s := range harmful(o.Indicator) {
		m[s] = of(o, s)
	}
	if a.Complement == ScopeAll {
		m[numerator], m[complement] = o.InNumerator, o.InComplement
	}
	return m
}

// sides fixes the order in which sides are looked at.
var sides = [...]side{denominator, numerator, complement}

// fewPersons is R1: 0 < persons < minimum. A query that names no persons is not held to it (RULINGS 1).
func fewPersons(a Audience, o *indicator.Observation) []secret {
	out := few(FewPersons, minima(a, o), func(c indicator.Contributors) bool { return below(c.Persons, a.MinPersons) })
	if thin(a, o) && len(out) == 0 {
		out = append(out, secret{FewPersons, numerator})
	}
	return out
}

// fewFamilies is R2: 0 < families < minimum.
func fewFamilies(a Audience, o *indicator.Observation) []secret {
	return few(FewFamilies, minima(a, o), func(c indicator.Contributors) bool { return below(c.Families, a.MinFamilies) })
}

func few(r Rule, m map[side]indicator.Contributors, small func(indicator.Contributors) bool) []secret {
	var out []secret
	for _, s := range sides {
		if c, ok := m[s]; ok && small(c) {
			out = append(out, secret{r, s})
		}
	}
	return out
}

// small reports whether somebody, but too few, make up a group.
func small(a Audience, c indicator.Contributors) bool {
	return below(c.Persons, a.MinPersons) || below(c.Families, a.MinFamilies)
}

// below reports whether somebody, but too few, stands behind a figure.
func below(n *int64, minimum int64) bool { return n != nil && 0 < *n && *n < minimum }

// wholeGroup is R4: so few stand outside a harmful side that saying its size says it of nearly each. What must not become known is how
// few the others are.
func wholeGroup(a Audience, o *indicator.Observation) []secret {
	if o.Indicator.Measure != indicator.Share || !a.Group.covers(o.Indicator.Disclosure) {
		return nil
	}
	var out []secret
	for _, s := range harmful(o.Indicator) {
		other := map[side]side{numerator: complement, complement: numerator}[s]
		if count(of(o, s)) > 0 && count(of(o, other)) <= groupMargin(o.Indicator.Disclosure) {
			out = append(out, secret{WholeGroup, other})
		}
	}
	return out
}

// groupMargin is how many may stand outside a group before saying "all of them" no longer says it of each.
func groupMargin(c indicator.Class) int64 {
	if c == indicator.Sensitive {
		return 2
	}
	return 1
}

// dominant is R5, the rules (1, 85) and (2, 90): contributions are those of families, not of persons.
func dominant(a Audience, o *indicator.Observation) []secret {
	sum, first, second := amounts(a, o)
	if first*100 > sum*85 || (first+second)*100 > sum*90 {
		return []secret{{Dominant, numerator}}
	}
	return nil
}

// guessable is R6, the p % rule with p = 10: the family with the second contribution takes it off the sum, and what is left is the first one's up to
// less than a tenth.
func guessable(a Audience, o *indicator.Observation) []secret {
	if sum, first, second := amounts(a, o); first > 0 && (sum-first-second)*10 < first {
		return []secret{{Guessable, numerator}}
	}
	return nil
}

// amounts are the sum and the two largest contributions of families; zero where the cell is no amount, names no families, or goes to an audience from
// which single families are not kept.
func amounts(a Audience, o *indicator.Observation) (sum, first, second notation.Decimal) {
	switch o.Indicator.Measure {
	case indicator.Ratio, indicator.Rate, indicator.Amount:
	default:
		return 0, 0, 0
	}
	if a.MinFamilies <= 1 || o.Numerator == nil || o.Largest == nil || o.InNumerator.Families == nil {
		return 0, 0, 0
	}
	if o.Second != nil {
		second = *o.Second
	}
	return *o.Numerator, *o.Largest, second
}

// harmful are the sides of a share that can harm those on them.
func harmful(ind *indicator.Indicator) []side {
	switch ind.Harm {
	case indicator.HarmComplement:
		return []side{complement}
	case indicator.HarmBoth:
		return []side{numerator, complement}
	}
	return []side{numerator}
}

// of are the people on a side.
func of(o *indicator.Observation, s side) indicator.Contributors {
	switch s {
	case numerator:
		return o.InNumerator
	case complement:
		return o.InComplement
	}
	return o.InDenominator
}

// covers reports whether a rule of this scope holds for the class.
func (s Scope) covers(c indicator.Class) bool {
	switch s {
	case ScopeAll:
		return c != indicator.Plain
	case ScopeSensitive:
		return c == indicator.Sensitive
	}
	return false
}

// count is the number of units that can be told apart: persons where the query names them, families otherwise.
func count(c indicator.Contributors) int64 {
	switch {
	case c.Persons != nil:
		return *c.Persons
	case c.Families != nil:
		return *c.Families
	}
	return 0
}
