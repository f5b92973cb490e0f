package release

import "wirkbericht/pipeline/indicator"

// groupMargin is how many may stand outside a group before saying "all of them" no longer says it of each (sdc rule R4).
var groupMargin = map[indicator.Class]int64{indicator.Plain: 0, indicator.Protected: 1, indicator.Sensitive: 2}

// rule is the name of the first primary rule that forbids showing the cell to the audience, or "". The name is for the
// protocol and for tests; no product prints it.
//
// Harm has a direction (USERS.md 2): minimum and full cells protect the side that can harm. That nobody is harmed may be
// said: "0 ohne Abschluss", "40 von 40 mit Schulplatz".
func rule(a Audience, o *indicator.Observation) string {
	class := o.Indicator.Disclosure
	if class == indicator.Plain {
		return ""
	}
	if small(a, o.InDenominator) || thin(a, o) {
		return "minimum denominator"
	}
	if o.Indicator.Measure == indicator.Share {
		return shareRule(a, o, class)
	}
	if small(a, o.InNumerator) {
		return "minimum numerator"
	}
	return ""
}

// shareRule looks at the sides of a share that can harm: each must be empty or large enough, and must not be so large that
// the figure speaks of every single member. A stricter city ("complement: all") protects both sides of every share.
func shareRule(a Audience, o *indicator.Observation, class indicator.Class) string {
	in, out := o.InNumerator, o.InComplement
	if a.Complement == ScopeAll && (small(a, in) || small(a, out)) {
		return "complement"
	}
	if o.Indicator.Harm != indicator.HarmComplement {
		if r := sideRule(a, in, out, class); r != "" {
			return r
		}
	}
	if o.Indicator.Harm == indicator.HarmComplement || o.Indicator.Harm == indicator.HarmBoth {
		return sideRule(a, out, in, class)
	}
	return ""
}

// sideRule judges one harmed side against the rest of the group.
func sideRule(a Audience, harmed, rest indicator.Contributors, class indicator.Class) string {
	if small(a, harmed) {
		return "minimum"
	}
	if a.Group.covers(class) && !empty(harmed) && count(rest) <= groupMargin[class] {
		return "group"
	}
	return ""
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

// small reports whether somebody, but too few, stands behind a figure. A query that names no persons (or no families) is
// not held to that minimum (RULINGS 1).
func small(a Audience, c indicator.Contributors) bool {
	below := func(n *int64, minimum int64) bool { return n != nil && 0 < *n && *n < minimum }
	return below(c.Persons, a.MinPersons) || below(c.Families, a.MinFamilies)
}

func empty(c indicator.Contributors) bool { return count(c) == 0 }

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
