package disclosure

// Coalition is one insider, or several who talk to each other: a family with a cell of its own, an office with its tables, a municipality with
// its rows, two families of one house.
type Coalition struct {
	Name  string
	Knows []int // atoms whose values they know, besides what the system's attacker knows
	Sees  []int // cells they see besides Sees: their own tables, or the cells of a further audience
}

// against is a system with the coalition as attacker. What it knows by itself cannot become known to it, so a target that consists of its atoms is none.
func (s *System) against(c Coalition) *System {
	out := *s
	out.Knows = sorted(append(append([]int{}, s.Knows...), c.Knows...))
	if s.Sees != nil {
		out.Sees = sorted(append(append([]int{}, s.Sees...), c.Sees...))
	}
	return &out
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
