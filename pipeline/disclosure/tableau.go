package disclosure

import "math/big"

// tableau is a linear program in dictionary form: every basic variable as a row over the free ones, all variables ≥ 0. Variables are
// numbered; rules of choice go by the smallest number (Bland), so that no run can cycle. All arithmetic is exact.
type tableau struct {
	basic []int // row → variable
	free  []int // column → variable
	rows  []row
}

// outcome is how a run of the simplex method ended.
type outcome int

const (
	optimal outcome = iota
	unbounded
	infeasible
)

func (t *tableau) clone() *tableau {
	out := &tableau{basic: append([]int(nil), t.basic...), free: append([]int(nil), t.free...)}
	out.rows = append([]row(nil), t.rows...) // rows are replaced, never changed
	return out
}

// pivot makes the variable of column c basic in row r, in the rows and in the objective.
func (t *tableau) pivot(r, c int, objective *row) {
	solved := t.rows[r].solve(coefficient + c)
	for i := range t.rows {
		if i != r && t.rows[i].sign(coefficient+c) != 0 {
			t.rows[i] = t.rows[i].substitute(coefficient+c, solved)
		}
	}
	if objective.sign(coefficient+c) != 0 {
		*objective = objective.substitute(coefficient+c, solved)
	}
	t.rows[r] = solved
	t.basic[r], t.free[c] = t.free[c], t.basic[r]
}

// maximise runs the primal simplex method on a feasible tableau. The objective is rewritten along; at the optimum its constant is the value
// and no coefficient is positive. Where nothing limits it, the column to go along is returned.
func (t *tableau) maximise(objective *row) (outcome, int) {
	for {
		c := -1
		for j, v := range t.free {
			if objective.sign(coefficient+j) > 0 && (c < 0 || v < t.free[c]) {
				c = j
			}
		}
		if c < 0 {
			return optimal, -1
		}
		r := t.leaving(c)
		if r < 0 {
			return unbounded, c
		}
		t.pivot(r, c, objective)
	}
}

// leaving is the row that limits column c most, −1 if none does.
func (t *tableau) leaving(c int) int {
	r := -1
	for i := range t.rows {
		if t.rows[i].sign(coefficient+c) >= 0 {
			continue
		}
		if r < 0 {
			r = i
			continue
		}
		// constant[i]/−a[i] against constant[r]/−a[r], both a < 0: the products change sides
		switch d := t.rows[i].crossed(t.rows[r], constant, coefficient+c); {
		case d > 0, d == 0 && t.basic[i] < t.basic[r]:
			r = i
		}
	}
	return r
}

// repair runs the dual simplex method until no basic variable is negative. The objective must have no positive coefficient (all zero to find
// any solution); it stays so.
func (t *tableau) repair(objective *row) outcome {
	for {
		r := -1
		for i := range t.rows {
			if t.rows[i].sign(constant) < 0 && (r < 0 || t.basic[i] < t.basic[r]) {
				r = i
			}
		}
		if r < 0 {
			return optimal
		}
		c := t.entering(r, objective)
		if c < 0 {
			return infeasible
		}
		t.pivot(r, c, objective)
	}
}

// entering is the column that can raise row r and costs the objective least for it, −1 if none can.
func (t *tableau) entering(r int, objective *row) int {
	c := -1
	for j := range t.free {
		if t.rows[r].sign(coefficient+j) <= 0 {
			continue
		}
		if c < 0 {
			c = j
			continue
		}
		// −o[j]/a[j] against −o[c]/a[c]
		a := new(big.Int).Mul(objective.at(coefficient+j), t.rows[r].at(coefficient+c))
		b := new(big.Int).Mul(objective.at(coefficient+c), t.rows[r].at(coefficient+j))
		if d := a.Cmp(b); d > 0 || d == 0 && t.free[j] < t.free[c] {
			c = j
		}
	}
	return c
}

// express writes a row over the first len(t.free) variables, in their order, as a row over the free variables of now.
func (t *tableau) express(r row) row {
	n := len(t.free)
	place := make([]int, n) // variable → its row + 1, or −(its column + 1)
	for i, v := range t.basic {
		if v < n {
			place[v] = i + 1
		}
	}
	for j, v := range t.free {
		if v < n {
			place[v] = -(j + 1)
		}
	}
	den := new(big.Int).Set(r.at(denominator))
	for v, p := range place {
		if p > 0 && r.sign(coefficient+v) != 0 {
			den = lcm(den, new(big.Int).Mul(r.at(denominator), t.rows[p-1].at(denominator)))
		}
	}
	out := make([]*big.Int, coefficient+n)
	factor := new(big.Int).Quo(den, r.at(denominator))
	for i := range out {
		out[i] = new(big.Int)
	}
	out[denominator].Set(den)
	out[constant].Mul(factor, r.at(constant))
	for v, p := range place {
		x := new(big.Int).Mul(factor, r.at(coefficient+v))
		switch {
		case x.Sign() == 0:
		case p < 0:
			out[coefficient-p-1].Add(out[coefficient-p-1], x)
		default:
			basic := t.rows[p-1]
			x.Quo(x, basic.at(denominator))
			for i := constant; i < len(out); i++ {
				if basic.sign(i) != 0 {
					out[i].Add(out[i], new(big.Int).Mul(x, basic.at(i)))
				}
			}
		}
	}
	return newRow(out)
}

// point gives the values of the first len(t.free) variables.
func (t *tableau) point() []*big.Rat {
	p := make([]*big.Rat, len(t.free))
	for j := range p {
		p[j] = new(big.Rat)
	}
	for i, v := range t.basic {
		if v < len(p) {
			p[v] = t.rows[i].value()
		}
	}
	return p
}
