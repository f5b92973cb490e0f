package disclosure

import "math/big"

// eliminate decides on the candidates, with the extra cells kept from being printed as if they were primary, and without regard to the targets that are lost
// anyhow. It returns what is printed, forced cells included, and the ids of the targets that forced cells give away. It works modulo
// prime and proves the result over the rationals; where the proof fails, it decides anew with rational numbers throughout.
func (t *task) eliminate(extra []int, lost map[string]bool) (printed []bool, known []string) {
	held := t.held(extra)
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

// held marks the objects of the given cells.
func (t *task) held(cells []int) []bool {
	held := make([]bool, len(t.columns))
	for _, c := range cells {
		for _, o := range t.together(c) {
			held[o] = true
		}
	}
	return held
}

// open are the cells of an object that the attacker would see, if it may be printed at all.
func (t *task) open(object []int, held []bool) (seen []int, may bool) {
	for _, c := range object {
		if held[c] {
			return nil, false
		}
		if t.seen[c] {
			seen = append(seen, c)
		}
	}
	return seen, true
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
	for _, object := range t.objects {
		seen, may := t.open(object, held)
		var columns []vector
		for _, c := range seen {
			columns = append(columns, modular(t.columns[c]))
		}
		if !may || !e.print(columns) {
			continue
		}
		for _, c := range object {
			printed[c] = true
		}
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
	for _, object := range t.objects {
		seen, may := t.open(object, held)
		if !may {
			continue
		}
		before := make([]map[int]*big.Rat, len(forms))
		for u, f := range forms {
			before[u] = map[int]*big.Rat{}
			for k, x := range f {
				before[u][k] = new(big.Rat).Set(x)
			}
		}
		for _, c := range seen {
			if form := image(t.columns[c]); len(form) > 0 {
				learn(form)
			}
		}
		reveals := false
		for i, c := range targets {
			reveals = reveals || !learnt[i] && len(image(c)) == 0
		}
		if reveals {
			forms = before
			continue
		}
		for _, c := range object {
			printed[c] = true
		}
	}
	return printed, learnt
}
