package disclosure

import "slices"

// Coalition is one insider, or several who talk to each other: a family with a cell of its own, an office with its tables, a municipality with
// its rows, two families of one house.
type Coalition struct {
	Name  string
	Knows []int // atoms whose values they know, besides what the system's attacker knows
	Sees  []int // cells they see besides Sees: their own tables, or the cells of a further audience
	// Own are the targets that follow from what they know and what everybody is told whatever is published: they are not attacked.
	Own []string
}

// against is a system with the coalition as attacker. What it knows by itself cannot become known to it, so a target that consists of its atoms is none.
func (s *System) against(c Coalition) *System {
	out := *s
	out.Knows = sorted(append(append([]int{}, s.Knows...), c.Knows...))
	if s.Sees != nil {
		out.Sees = sorted(append(append([]int{}, s.Sees...), c.Sees...))
	}
	if len(c.Own) > 0 {
		out.Targets = slices.DeleteFunc(slices.Clone(s.Targets), func(t Cell) bool { return slices.Contains(c.Own, t.ID) })
	}
	return &out
}

// Knowing is the coalition with those atoms as it attacks a system: what it can work out before anything is published is its own.
func Knowing(s *System, atoms []int) (Coalition, error) {
	c := Coalition{Knows: atoms}
	before := *s.against(c)
	before.Hidden = append(append([]int{}, s.Hidden...), s.Candidates...)
	before.Objects = nil
	v, err := Audit(&before)
	if err != nil {
		return c, err
	}
	for _, f := range v.Findings {
		c.Own = append(c.Own, f.Target)
	}
	return c, nil
}

// Learns reports whether the coalition learns anything from a system as it stands.
func (c Coalition) Learns(s *System) (bool, error) {
	f, err := First(s.against(c))
	return f != nil, err
}

// AuditCoalitions audits a system against each coalition in turn; the verdicts are in their order.
func AuditCoalitions(s *System, coalitions []Coalition) ([]*Verdict, error) {
	var verdicts []*Verdict
	for _, c := range coalitions {
		v, err := Audit(s.against(c))
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, nil
}

// Union is what several audiences see together: somebody who belongs to all of them sees every cell of each.
func Union(audiences ...[]int) []int {
	all := []int{}
	for _, a := range audiences {
		all = append(all, a...)
	}
	return sorted(all)
}
