package disclosure

import "math/big"

// eliminate decides on the candidates, with the extra cells kept from being printed as if they were primary, and without regard to the targets that are lost
// anyhow. It returns what is printed, forced cells included, and the ids of the targets that forced cells give away. It works modulo
// prime and proves the result over the rationals; where the proof fails, it decides anew with rational numbers throughout.
func (t *task) eliminate(extra []int, lost map[string]bool) (printed []bool, known []string) {
	held := t.system.marks(extra)
	var targets [][]Term
	var ids []string
	for i, x := range t.secrets {
		if !lost[x.ID] {
			targets, ids = append(targets, t.targets[i]), append(ids, x.ID)
		}
	}
	for _, c := range sorted(extra) {
		targets = append(targets, t.columns[c])
	}
	printed, learnt, ok := t.eliminateModular(targets, held)
	if !ok {
		printed, learnt = t.eliminateRational(targets, held)
	}
	for i, id := range ids {
		if learnt[i] {
			known = append(known, id)
		}
	}
	return printed, known
}

// eliminateModular works modulo prime; ok says that its decisions are proven to be safe over the rationals.
func (t *task) eliminateModular(targets [][]Term, held []bool) (printed, learnt []bool, ok bool) {
	var columns []vector
	for _, c := range targets {
		columns = append(columns, modular(c))
	}
	e := newElimination(t.size, columns)
	printed, learnt = make([]bool, len(t.columns)), make([]bool, len(targets))
	for c, is := range t.forced {
		if is {
			printed[c] = true
			if t.seen[c] {
				e.force(modular(t.columns[c]))
			}
		}
	}
	for _, i := range e.known {
		learnt[i] = true
	}
	for _, c := range t.order {
		printed[c] = !held[c] && (!t.seen[c] || e.print(modular(t.columns[c])))
	}
	return printed, learnt, t.proven(e, printed, targets, learnt)
}

// proven checks over the rationals that a target is derivable from what is printed iff it is noted as learnt. The kernel found modulo prime, lifted, is shown to be one by
// multiplying it with every printed column; as the rank modulo prime is never above the true one, it then is the whole kernel. Where it has no short
// numbers, the printed columns are solved once more, with long ones.
func (t *task) proven(e *elimination, printed []bool, targets [][]Term, learnt []bool) bool {
	var equations []equation
	for c, is := range printed {
		if is && t.seen[c] {
			equations = append(equations, equation{cell: c, column: t.columns[c], value: new(big.Int)})
		}
	}
	s := e.lift(true)
	if s == nil || !s.holds(equations) {
		if s = solveModular(t.size, make([]bool, t.size), equations); s == nil {
			return false
		}
	}
	for i, c := range targets {
		if (len(s.sum(c).at) == 0) != learnt[i] {
			return false
		}
	}
	return true
}

// eliminateRational decides the same with rational numbers throughout: slow, simple, and what tests compare with.
func (t *task) eliminateRational(targets [][]Term, held []bool) (printed, learnt []bool) {
	forms := make([]map[int]*big.Rat, t.size)
	for u := range forms {
		forms[u] = map[int]*big.Rat{u: big.NewRat(1, 1)}
	}
	image := func(column []Term) map[int]*big.Rat {
		sum := map[int]*big.Rat{}
		for _, x := range column {
			for f, v := range forms[x.Atom] {
				addTo(sum, f, new(big.Rat).Mul(v, big.NewRat(x.Coef, 1)))
			}
		}
		return sum
	}
	learn := func(form map[int]*big.Rat) {
		pivot := keys(form)[0]
		for _, of := range forms {
			if of[pivot] == nil {
				continue
			}
			factor := new(big.Rat).Quo(of[pivot], form[pivot])
			for f, v := range form {
				addTo(of, f, new(big.Rat).Neg(new(big.Rat).Mul(factor, v)))
			}
		}
	}
	printed, learnt = make([]bool, len(t.columns)), make([]bool, len(targets))
	for c, is := range t.forced {
		if printed[c] = is; is && t.seen[c] {
			if form := image(t.columns[c]); len(form) > 0 {
				learn(form)
			}
		}
	}
	for i, c := range targets {
		learnt[i] = len(image(c)) == 0
	}
	reveals := func(form map[int]*big.Rat) bool {
		for i, c := range targets {
			if !learnt[i] && parallel(image(c), form) {
				return true
			}
		}
		return false
	}
	for _, c := range t.order {
		form := image(t.columns[c])
		printed[c] = !held[c] && (!t.seen[c] || len(form) == 0 || !reveals(form))
		if printed[c] && t.seen[c] && len(form) > 0 {
			learn(form)
		}
	}
	return printed, learnt
}

// parallel reports whether two sparse forms, not empty, are multiples of each other.
func parallel(a, b map[int]*big.Rat) bool {
	if len(a) != len(b) {
		return false
	}
	var factor *big.Rat
	for f, v := range a {
		w := b[f]
		if w == nil {
			return false
		}
		if q := new(big.Rat).Quo(v, w); factor == nil {
			factor = q
		} else if factor.Cmp(q) != 0 {
			return false
		}
	}
	return true
}
