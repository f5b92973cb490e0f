package release

import (
	"cmp"
	"fmt"
	"strings"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/notation"
)

// Attack tries to derive what an audience must not know from everything that the register says was ever given to it, with the data of today as the truth. It
// returns what can be derived, each as a German formula, and how many secrets were attacked.
func Attack(a Audience, src *Source) (leaks []string, attacked int, err error) {
	p := newPlan(a, src)
	for i := range p.current {
		if p.printed[i] && !p.consented[i] {
			for _, s := range p.own(i) {
				leaks = append(leaks, fmt.Sprintf("%s ist veröffentlicht, aber zu schützen (%s)", p.name(i, s.side), ruleNames[s.Rule]))
			}
		}
	}
	p.aparts = nil
	p.differences(src.crowds(), true)
	p.flows(src.crowds(), true)
	p.revisions(p.current)
	for _, g := range p.groups() {
		s := p.assemble(g)
		p.attacked += len(s.system.Targets)
		s.system.Hidden, s.system.Candidates = nil, nil
		for c, i := range s.of {
			if i >= 0 && !p.printed[i] {
				s.system.Hidden = append(s.system.Hidden, c)
			}
		}
		v, e := disclosure.Audit(&s.system)
		if e != nil {
			return leaks, p.attacked, cmp.Or(err, fmt.Errorf("attack %s: %w", p.observations[p.tables[g.tables[0]].cells[0]].ID(), e))
		}
		for i := range v.Findings {
			leaks = append(leaks, s.system.Sentence(&v.Findings[i]))
		}
	}
	return leaks, p.attacked, nil
}

// Union is the audience of those who belong to several: they hold everything that any of them was given, and are trusted as much as the most trusted one.
func Union(members ...Audience) Audience {
	u := members[0]
	var names, titles []string
	for _, m := range members {
		names, titles = append(names, m.Name), append(titles, m.Title.In(notation.German))
		u.MinPersons, u.MinFamilies = min(u.MinPersons, m.MinPersons), min(u.MinFamilies, m.MinFamilies)
		u.Complement, u.Group, u.Flows = narrower(u.Complement, m.Complement), narrower(u.Group, m.Group), narrower(u.Flows, m.Flows)
	}
	u.With = names
	u.Title = notation.Text{DE: strings.Join(titles, " und "), EN: strings.Join(names, " and ")}
	u.Name = strings.Join(names, "+")
	return u
}

// narrower is the scope of the two that covers less.
func narrower(a, b Scope) Scope {
	for _, s := range []Scope{ScopeNone, ScopeSensitive} {
		if a == s || b == s {
			return s
		}
	}
	return ScopeAll
}
