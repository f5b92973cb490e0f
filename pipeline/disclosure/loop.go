package disclosure

import "slices"

// loop is the protection of a system by elimination and audit in turn.
type loop struct {
	*task
	attackers []Coalition     // the first is the system's own attacker
	rank      []int           // cell → its place in the order of wish; −1 for cells that are not up for decision
	stuck     map[leak]bool   // what cannot be kept any more
	lost      map[string]bool // targets whose exact values are stuck with the system's own attacker: nothing is withheld for them
}

// leak is a target that an attacker learns.
type leak struct {
	attacker int
	target   string
}

func newLoop(s *System, coalitions []Coalition) *loop {
	l := &loop{task: newTask(s), attackers: coalitions, stuck: map[leak]bool{}, lost: map[string]bool{}}
	l.rank = make([]int, len(s.Cells))
	for i := range l.rank {
		l.rank[i] = -1
	}
	for i, c := range l.order {
		l.rank[c] = i
	}
	return l
}

// run withholds more until no attacker learns anything that can still be kept from them, and then gives back what turns out not to be needed. It
// returns what is printed.
func (l *loop) run() ([]bool, error) {
	printed, known := l.eliminate(nil, nil)
	for _, id := range known {
		l.stuck[leak{0, id}], l.lost[id] = true, true
	}
	var extra []int
	for {
		lost := len(l.lost)
		chosen, err := l.choose(printed)
		if err != nil {
			return nil, err
		}
		if len(chosen) == 0 && len(l.lost) == lost {
			return l.giveBack(printed, extra)
		}
		extra = append(extra, chosen...)
		printed, _ = l.eliminate(extra, l.lost)
	}
}

// audit attacks what would be printed and returns what each attacker learns.
func (l *loop) audit(printed []bool) ([]*Verdict, error) {
	var verdicts []*Verdict
	pattern := l.pattern(printed)
	for _, c := range l.attackers {
		v, err := audit(pattern.against(c), func(*Finding) bool { return false })
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, nil
}

// fine reports whether no attacker learns anything that can still be kept from them.
func (l *loop) fine(printed []bool) (bool, error) {
	pattern := l.pattern(printed)
	for i, c := range l.attackers {
		news := false
		if _, err := audit(pattern.against(c), func(f *Finding) bool {
			news = !l.stuck[leak{i, f.Target}]
			return news
		}); news || err != nil {
			return false, err
		}
	}
	return true, nil
}

// pattern is the system as it would be published: what was up for decision is printed or suppressed, the rest hidden, unless it was decided before.
func (t *task) pattern(printed []bool) *System {
	s := *t.system
	primary, withheld := s.marks(s.Primary, s.Suppressed), s.marks(s.Primary, s.Suppressed, t.order)
	s.Suppressed, s.Hidden = nil, nil
	for c := range s.Cells {
		switch {
		case printed[c]:
		case withheld[c] && (!s.Declared || primary[c]):
			s.Suppressed = append(s.Suppressed, c)
		default:
			s.Hidden = append(s.Hidden, c)
		}
	}
	return &s
}

// choose takes, for each finding, the least wished of the printed cells that hold it; none where one chosen already is among them. Findings that nothing but forced cells
// hold are noted as stuck.
func (l *loop) choose(printed []bool) ([]int, error) {
	verdicts, err := l.audit(printed)
	if err != nil {
		return nil, err
	}
	var chosen []int
	for i, v := range verdicts {
		for _, f := range v.Findings {
			if l.stuck[leak{i, f.Target}] || slices.ContainsFunc(f.holding, func(c int) bool { return slices.Contains(chosen, c) }) {
				continue
			}
			cell := l.leastWished(printed, f.holding)
			if cell < 0 {
				cell = l.leastWished(printed, f.beyond)
			}
			if cell < 0 {
				l.stuck[leak{i, f.Target}] = true
				if i == 0 && f.exact(l.system.Integer) {
					l.lost[f.Target] = true
				}
				continue
			}
			chosen = append(chosen, cell)
		}
	}
	return chosen, nil
}

// leastWished is the last in the order of wish of the cells that are printed and need not be; −1 if there is none.
func (l *loop) leastWished(printed []bool, cells []int) int {
	last := -1
	for _, c := range cells {
		if printed[c] && l.rank[c] >= 0 && (last < 0 || l.rank[c] > l.rank[last]) {
			last = c
		}
	}
	return last
}

// giveBack prints again what audits made the loop withhold, where that turns out not to be needed: first each cell with everything that elimination then decides
// otherwise, then each cell alone. After that, printing any single one would give something away.
func (l *loop) giveBack(printed []bool, extra []int) ([]bool, error) {
	extra = slices.Clone(extra)
	slices.SortFunc(extra, func(a, b int) int { return l.rank[a] - l.rank[b] })
	for _, cell := range slices.Clone(extra) {
		fewer := slices.DeleteFunc(slices.Clone(extra), func(c int) bool { return c == cell })
		other, _ := l.eliminate(fewer, l.lost)
		fine, err := l.fine(other)
		if err != nil {
			return nil, err
		}
		if fine {
			printed, extra = other, fewer
		}
	}
	for _, cell := range extra {
		if printed[cell] {
			continue
		}
		set := func(to bool) {
			for _, c := range l.together(cell) {
				printed[c] = to
			}
		}
		set(true)
		fine, err := l.fine(printed)
		if err != nil {
			return nil, err
		}
		set(fine)
	}
	return printed, nil
}
