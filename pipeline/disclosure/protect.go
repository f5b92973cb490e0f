package disclosure

import (
	"math/big"
	"slices"
)

// Protection is what Protect decided.
type Protection struct {
	Secondary []int // withheld cells that are not primary, ascending
	// UnsafeByForced are the ids of targets that nobody can protect any more: forced cells, or what the attacker knows, give them away.
	UnsafeByForced []string
	// Verdict is the audit of the result against the system's own attacker. With method gauss nothing was audited, and it is nil.
	Verdict *Verdict
	// Insiders are the audits against the coalitions given to ProtectAgainst, in their order.
	Insiders []*Verdict
}

// Safe reports whether every target is protected.
func (p *Protection) Safe() bool {
	return len(p.UnsafeByForced) == 0 && !slices.ContainsFunc(p.Insiders, func(v *Verdict) bool { return !v.Safe() })
}

// Protect decides which candidates are withheld so that no target becomes known, and as few as their order allows: printing any one of Secondary would
// give a target away. With method gauss that is so for arithmetic alone, with method full (the default) for everything that Audit can do.
func Protect(s *System) (*Protection, error) { return ProtectAgainst(s, nil) }

// ProtectAgainst protects against several attackers at once: the system's own, and coalitions that know more.
func ProtectAgainst(s *System, coalitions []Coalition) (*Protection, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.Candidates == nil {
		all := *s
		all.Candidates = s.bySize()
		s = &all
	}
	t := newTask(s)
	if s.Method == Gauss {
		printed, known := t.eliminate(nil, nil)
		return &Protection{Secondary: t.secondary(printed), UnsafeByForced: known}, nil
	}
	printed, err := protectFully(s, coalitions)
	if err != nil {
		return nil, err
	}
	verdicts, err := AuditCoalitions(t.pattern(printed), append([]Coalition{{}}, coalitions...))
	if err != nil {
		return nil, err
	}
	p := &Protection{Secondary: t.secondary(printed), Verdict: verdicts[0], Insiders: verdicts[1:]}
	for _, f := range p.Verdict.Findings {
		p.UnsafeByForced = append(p.UnsafeByForced, f.Target)
	}
	return p, nil
}

// bySize lists all cells, the largest first: totals before what they consist of. Cells whose value is not told come last.
func (s *System) bySize() []int {
	values := make([]*big.Rat, len(s.Cells))
	for c := range values {
		values[c] = s.value(&s.Cells[c])
	}
	order := span(len(s.Cells))
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := values[a], values[b]; {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		case y == nil:
			return -1
		default:
			return y.Cmp(x)
		}
	})
	return order
}

// protectFully runs the loop on the system in canonical order and returns what is printed, in the given one.
func protectFully(s *System, coalitions []Coalition) ([]bool, error) {
	k := newCanonical(s)
	attackers := []Coalition{{}}
	for _, c := range coalitions {
		attackers = append(attackers, Coalition{c.Name, renumbered(c.Knows, k.atoms), renumbered(c.Sees, k.cells), c.Own})
	}
	there, err := newLoop(&k.System, attackers).run()
	if err != nil {
		return nil, err
	}
	printed := make([]bool, len(s.Cells))
	for c, place := range k.cells {
		printed[c] = there[place]
	}
	return printed, nil
}

// task is what elimination works on: columns over unknowns, and who may be printed.
type task struct {
	system  *System
	columns [][]Term // for each cell
	targets [][]Term // for each of secrets
	secrets []secret
	order   []int   // cells to decide on, in the order of wish
	objects [][]int // the same, those together that have one status
	object  []int   // cell → its place in objects; −1 if it is not up for decision
	away    []int   // candidates that stay away because a cell of their object does
	forced  []bool  // cells that are printed whatever follows
	seen    []bool  // cells that the attacker would see if they were printed
	size    int     // number of unknowns
}

// newTask leaves out known atoms and those that forced cells show to be 0, and merges the rest.
func newTask(s *System) *task {
	t := &task{system: s, secrets: s.secrets(), forced: s.marks(s.Forced), seen: s.marks(s.sees())}
	var columns [][]Term
	for i := range s.Cells {
		columns = append(columns, s.Cells[i].Column)
	}
	for _, x := range t.secrets {
		columns = append(columns, x.Column)
	}
	m := merge(len(s.Atoms), s.settled(t), columns)
	t.size = len(m.first)
	for _, c := range columns[:len(s.Cells)] {
		t.columns = append(t.columns, m.column(c))
	}
	for _, c := range columns[len(s.Cells):] {
		t.targets = append(t.targets, m.column(c))
	}
	t.line()
	return t
}

// line puts what is up for decision in the order of wish. An object comes when the first of its cells does; one with a cell that is withheld already
// stays away as a whole.
func (t *task) line() {
	s := t.system
	of := make([]int, len(s.Cells))
	for c := range of {
		of[c] = -1
	}
	for i, o := range s.Objects {
		for _, c := range o {
			of[c] = i
		}
	}
	candidate, withheld := s.marks(s.Candidates), s.marks(s.Primary, s.Suppressed, s.Hidden)
	decided := s.marks(s.Primary, s.Suppressed, s.Hidden, s.Forced)
	t.object = make([]int, len(s.Cells))
	for c := range t.object {
		t.object[c] = -1
	}
	for _, c := range s.Candidates {
		object := []int{c}
		if of[c] >= 0 {
			object = s.Objects[of[c]]
		}
		if decided[c] {
			continue
		}
		if slices.ContainsFunc(object, func(o int) bool { return withheld[o] }) {
			t.away, decided[c] = append(t.away, c), true
			continue
		}
		var together []int
		for _, o := range object {
			if candidate[o] && !decided[o] {
				t.object[o], decided[o] = len(t.objects), true
				together = append(together, o)
			}
		}
		t.objects, t.order = append(t.objects, together), append(t.order, together...)
	}
}

// together are the cells that share the status of one that is up for decision.
func (t *task) together(c int) []int {
	if t.object[c] < 0 {
		return []int{c}
	}
	return t.objects[t.object[c]]
}

// settled marks the atoms of which nothing is left to find out: known ones, and those of forced cells with the sum 0.
func (s *System) settled(t *task) []bool {
	out := make([]bool, len(s.Atoms))
	for _, a := range s.Knows {
		out[a] = true
	}
	for again := true; again; {
		again = false
		for _, c := range s.Forced {
			if !t.seen[c] {
				continue
			}
			column := s.Cells[c].Column
			v := s.value(&s.Cells[c])
			if v == nil || v.Cmp(s.knownPart(out, column)) != 0 {
				continue
			}
			rest := slices.DeleteFunc(slices.Clone(column), func(x Term) bool { return out[x.Atom] })
			if len(rest) == 0 || slices.ContainsFunc(rest, func(x Term) bool { return (x.Coef > 0) != (rest[0].Coef > 0) }) {
				continue
			}
			for _, x := range rest {
				out[x.Atom], again = true, true
			}
		}
	}
	return out
}

// secondary lists what is withheld and not primary.
func (t *task) secondary(printed []bool) []int {
	primary, withheld := t.system.marks(t.system.Primary), t.system.marks(t.system.Suppressed, t.order, t.away)
	var list []int
	for c := range printed {
		if !printed[c] && !primary[c] && withheld[c] {
			list = append(list, c)
		}
	}
	return list
}
