package merge

import (
	"slices"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// part is what one municipality brings to a total.
type part struct {
	area   string
	k, n   notation.Decimal // n of measures with a denominator
	absent bool             // it has no such case
	// hidden figures came by contract: they enter the total, and nobody may learn them from it.
	hidden bool
}

// guard decides which totals over hidden figures may be shown. What it asks for is what can be told without knowing who stands behind a figure, so
// it errs on the side of silence; that nothing can be derived is not its business but the audit's.
type guard struct {
	audience release.Audience
	talking  int // municipalities that tell each other what they know
}

// shows reports whether a total may be shown: it keeps the minima itself, and so does what is left of it for those who know parts of it. As many must be left
// that none of them follows, and none may be left with nothing: of a sum of nothing, everybody knows each part.
func (g guard) shows(ind *indicator.Indicator, parts []part) bool {
	if !g.keeps(ind, parts) {
		return false
	}
	var hidden []part
	for _, p := range parts {
		if p.hidden {
			hidden = append(hidden, p)
		}
	}
	if len(hidden) < g.talking+2 {
		return false
	}
	return g.without(hidden, g.talking, func(left []part) bool {
		for _, s := range sidesOf(ind) {
			if sum(left, s) <= 0 {
				return false
			}
		}
		return g.keeps(ind, left)
	})
}

// without asks about the parts with none, one, … up to n of them left out, in all ways.
func (g guard) without(parts []part, n int, holds func([]part) bool) bool {
	if !holds(parts) {
		return false
	}
	if n == 0 {
		return true
	}
	for i := range parts {
		if !g.without(slices.Delete(slices.Clone(parts), i, i+1), n-1, holds) {
			return false
		}
	}
	return true
}

// side is what can be known of a figure: numerator, what is left of the denominator, the denominator.
type side int

const (
	numerator side = iota
	complement
	denominator
)

// sidesOf are the sides that stand in a figure of this measure. The denominator of a share is its numerator and the rest.
func sidesOf(ind *indicator.Indicator) []side {
	switch {
	case ind.Measure == indicator.Share:
		return []side{numerator, complement}
	case ind.Measure.HasDenominator():
		return []side{numerator, denominator}
	}
	return []side{numerator}
}

func (p part) of(s side) notation.Decimal {
	switch s {
	case numerator:
		return p.k
	case complement:
		return p.n - p.k
	}
	return p.n
}

func sum(parts []part, s side) notation.Decimal {
	var total notation.Decimal
	for _, p := range parts {
		total += p.of(s)
	}
	return total
}

// keeps reports whether a group of parts keeps the rules of the audience (R1, R2, R4, R5, R6 of package release) on the sides that can harm.
func (g guard) keeps(ind *indicator.Indicator, parts []part) bool {
	if ind.Disclosure == indicator.Plain {
		return true
	}
	if ind.Measure == indicator.Share {
		for _, s := range harmful(ind) {
			other := complement - s // the one of numerator and complement that s is not
			margin := notation.Int(1)
			if ind.Disclosure == indicator.Sensitive {
				margin = notation.Int(2)
			}
			if !g.enough(ind, parts, s) || g.wholeGroups(ind.Disclosure) && sum(parts, s) > 0 && g.persons(ind, parts, other) <= margin {
				return false
			}
		}
		return g.enough(ind, parts, denominator)
	}
	if ind.Measure != indicator.Count && !g.spread(parts) {
		return false
	}
	return g.enough(ind, parts, numerator) && (!ind.Measure.HasDenominator() || g.enough(ind, parts, denominator))
}

// wholeGroups reports whether the audience may not learn of all of a group that something holds for each.
func (g guard) wholeGroups(c indicator.Class) bool {
	return g.audience.Group == release.ScopeAll || g.audience.Group == release.ScopeSensitive && c == indicator.Sensitive
}

// harmful are the sides of a share that can harm; where it is not told, both.
func harmful(ind *indicator.Indicator) []side {
	switch ind.Harm {
	case indicator.HarmNumerator:
		return []side{numerator}
	case indicator.HarmComplement:
		return []side{complement}
	}
	return []side{numerator, complement}
}

// enough reports whether nobody or enough people stand on a side. A figure that evaluators see has enough by itself.
func (g guard) enough(ind *indicator.Indicator, parts []part, s side) bool {
	if sum(parts, s) == 0 || slices.ContainsFunc(parts, func(p part) bool { return !p.hidden && p.of(s) > 0 }) {
		return true
	}
	return g.persons(ind, parts, s) >= notation.Int(g.audience.MinPersons) && g.families(ind, parts, s) >= notation.Int(g.audience.MinFamilies)
}

// persons is how many persons stand on a side at least: as many as it counts, if it counts people, and otherwise one in each municipality that has any.
func (g guard) persons(ind *indicator.Indicator, parts []part, s side) notation.Decimal {
	if ind.Counts == indicator.CountsPersons || ind.Counts == indicator.CountsFamilies {
		return sum(parts, s)
	}
	return holders(parts, s)
}

// families is the same for families.
func (g guard) families(ind *indicator.Indicator, parts []part, s side) notation.Decimal {
	if ind.Counts == indicator.CountsFamilies {
		return sum(parts, s)
	}
	return holders(parts, s)
}

func holders(parts []part, s side) notation.Decimal {
	var n notation.Decimal
	for _, p := range parts {
		if p.of(s) > 0 {
			n += notation.One
		}
	}
	return n
}

// spread is R5 and R6 for amounts, with the worst that can be: a hidden amount is one family's, and of a shown one as much as the rules let one family have.
func (g guard) spread(parts []part) bool {
	total := sum(parts, numerator)
	var first, second, pair notation.Decimal
	for _, p := range parts {
		if p.k < 0 {
			return false // who takes away hides what others bring
		}
		most, both := p.k, p.k
		if !p.hidden {
			most, both = p.k*85/100, p.k*90/100
		}
		pair = max(pair, both)
		if most > first {
			first, second = most, first
		} else {
			second = max(second, most)
		}
	}
	pair = max(pair, first+second)
	return first*100 <= total*85 && pair*100 <= total*90 && (total-pair)*10 >= first
}
