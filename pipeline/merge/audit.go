package merge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// protect decides which totals over figures that came by contract are shown, and proves it: of no such figure anything can be derived from all that the
// bundles and the merged one say together, not even by a municipality that knows its own, or by as many as talk to each other. A total that would give
// one away is withheld, and the attack begins anew. It returns the totals that are shown, and how many figures were attacked.
func (u *union) protect(published []release.Published, g guard) (shown map[indicator.Key]bool, attacked int, err error) {
	shown = u.propose(published, g)
	scopes := u.scopes(published, shown)
	for _, at := range slices.SortedFunc(maps.Keys(scopes), compareScopes) {
		n, err := u.prove(scopes[at], shown, g)
		if err != nil {
			return nil, 0, fmt.Errorf("audit %s %s:%s: %w", at.root, at.freq, at.period, err)
		}
		attacked += n
	}
	return shown, attacked, nil
}

// propose is what the guard lets pass. Totals of which something is withheld or missing are none.
func (u *union) propose(published []release.Published, g guard) map[indicator.Key]bool {
	parts := map[indicator.Key][]part{}
	newest := map[indicator.Key]*indicator.Indicator{}
	gaps := map[indicator.Key]bool{}
	for i := range published {
		p := &published[i]
		if p.Apart {
			continue
		}
		k := p.Key
		k.Area = setKey
		one := part{area: p.Key.Area, absent: p.Status == release.Absent, hidden: u.hides(p.Key)}
		if p.Numerator != nil {
			one.k = *p.Numerator
		}
		if p.Denominator != nil {
			one.n = *p.Denominator
		}
		gaps[k] = gaps[k] || p.Missing || p.Status == release.Withheld
		parts[k] = append(parts[k], one)
		if newest[k] == nil || newer(p.Indicator.Version, newest[k].Version) {
			newest[k] = p.Indicator
		}
	}
	shown := map[indicator.Key]bool{}
	for k, list := range parts {
		hidden := slices.ContainsFunc(list, func(p part) bool { return p.hidden })
		if hidden && !gaps[k] && totalled(newest[k].Measure) && g.shows(newest[k], list) {
			shown[k] = true
		}
	}
	return shown
}

// hides reports whether a figure came by contract, is not for evaluators, and was not published elsewhere.
func (u *union) hides(k indicator.Key) bool { return u.hidden[k] && !u.leaked[k] }

// totalled reports whether there are totals of a measure.
func totalled(m indicator.Measure) bool {
	switch m {
	case indicator.Count, indicator.Amount, indicator.Share, indicator.Ratio, indicator.Rate:
		return true
	}
	return false
}

// scopes are the cells of each scope in which a total over hidden figures is shown.
func (u *union) scopes(published []release.Published, shown map[indicator.Key]bool) map[scope][]cellOf {
	needed := map[scope]bool{}
	for k := range shown {
		needed[u.scopeOf(k)] = true
	}
	out := map[scope][]cellOf{}
	for i := range published {
		p := &published[i]
		if at := u.scopeOf(p.Key); needed[at] && totalled(p.Indicator.Measure) {
			out[at] = append(out[at], cellOf{p, u.hidden[p.Key], u.leaked[p.Key]})
		}
	}
	return out
}

func (u *union) scopeOf(k indicator.Key) scope {
	root := k.Indicator
	for seen := map[string]bool{}; u.partOf[root] != "" && !seen[root]; root = u.partOf[root] {
		seen[root] = true
	}
	return scope{root, k.Law, k.Freq, k.Period}
}

func compareScopes(a, b scope) int {
	return slices.Compare([]string{a.root, a.law, string(a.freq), a.period}, []string{b.root, b.law, string(b.freq), b.period})
}

// prove attacks one scope until nothing is found, and withholds totals meanwhile.
func (u *union) prove(cells []cellOf, shown map[indicator.Key]bool, g guard) (attacked int, err error) {
	before, err := disclosure.Audit(&layOut(cells, nil, u.adds).System)
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, f := range before.Findings {
		known[f.Target] = true
	}
	for {
		s := layOut(cells, shown, u.adds)
		s.forget(known)
		leak, err := s.attack(cells, g.talking)
		if err != nil || leak == "" {
			return len(s.Primary) + len(s.Targets), err
		}
		if !withdraw(cells, shown, leak) {
			return 0, fmt.Errorf("%s follows although no total is shown", leak)
		}
	}
}

// attack lets everybody try who knows hidden figures of his own, alone and with as many others as talk to each other. It returns the first figure
// that somebody learns.
func (s *system) attack(cells []cellOf, talking int) (string, error) {
	var insiders []string
	for _, c := range cells {
		if c.hidden && !c.known && !slices.Contains(insiders, c.Key.Area) {
			insiders = append(insiders, c.Key.Area)
		}
	}
	for _, group := range choices(insiders, talking) {
		system := s.System
		for _, area := range group {
			system.Knows = append(slices.Clone(system.Knows), s.own[area]...)
		}
		slices.Sort(system.Knows)
		found, err := disclosure.First(&system)
		if err != nil {
			return "", err
		}
		if found != nil {
			return found.Target, nil
		}
	}
	return "", nil
}

// choices are all ways to choose n of the names; all of them together if they are fewer.
func choices(names []string, n int) [][]string {
	if n >= len(names) {
		return [][]string{names}
	}
	if n == 0 {
		return [][]string{nil}
	}
	var out [][]string
	for i := range names {
		for _, rest := range choices(names[i+1:], n-1) {
			if len(rest) == n-1 {
				out = append(out, append([]string{names[i]}, rest...))
			}
		}
	}
	return out
}

// withdraw withholds the total of the indicator whose figure is learnt, or if that is not shown another of the scope.
func withdraw(cells []cellOf, shown map[indicator.Key]bool, leak string) bool {
	total := func(c cellOf) indicator.Key {
		k := c.Key
		k.Area = setKey
		return k
	}
	leak, _, _ = strings.Cut(leak, "#")
	for _, c := range cells {
		if k := total(c); c.Key.ID() == leak && shown[k] {
			delete(shown, k)
			return true
		}
	}
	for _, c := range slices.Backward(cells) {
		if k := total(c); shown[k] {
			delete(shown, k)
			return true
		}
	}
	return false
}
