package disclosure

import "math/big"

// tableau is the linear program of a part at a feasible vertex. Variables 0 … n−1 are the coordinates, the following ones the constraints. The error is
// ErrContradiction where there is no feasible vertex.
func (p *part) tableau() (*tableau, error) {
	if p.program != nil {
		return p.program, nil
	}
	n := len(p.coordinates)
	t := &tableau{free: span(n)}
	for i, c := range p.constraints {
		t.basic = append(t.basic, n+i)
		t.rows = append(t.rows, c.row(n))
	}
	objective := p.nothing()
	if t.repair(&objective) == infeasible {
		return nil, ErrContradiction
	}
	p.program = t
	return t, nil
}

// nothing is the objective that is 0 everywhere.
func (p *part) nothing() row {
	return denseRow(form{constant: new(big.Int)}, one, len(p.coordinates))
}

// source of a variable of the part's program.
func (p *part) source(s *space, variable int) source {
	if n := len(p.coordinates); variable >= n {
		return p.constraints[variable-n].source
	}
	return source{unknown, s.free[p.coordinates[variable]]}
}

// bound solves the programs of a piece, both ways: exact bounds with their proofs, nil where there is none. The vertices that are solutions are kept, so that
// the target may turn out to be safe on the way.
func (d *search) bound(w *piece) error {
	if w.searched {
		return nil
	}
	var err error
	if w.upper, w.upperBy, err = d.extreme(w, w.form); err != nil || w.goal.safe {
		return err
	}
	if w.lower, w.lowerBy, err = d.extreme(w, w.negated()); err != nil {
		return err
	}
	if w.lower != nil {
		w.lower.Neg(w.lower)
		for i := range w.lowerBy {
			w.lowerBy[i].coef.Neg(w.lowerBy[i].coef)
		}
	}
	w.searched = true
	return nil
}

// extreme maximises a form over a part. It returns the maximum and what proves it: with the summands of the proof, all ≤ 0,
//
//	form = maximum + Σ coef·variable
//
// wherever the equations hold. A nil maximum means that there is none.
func (d *search) extreme(w *piece, f form) (*big.Rat, []summand, error) {
	t, err := w.part.tableau()
	if err != nil {
		return nil, nil, err
	}
	objective := t.express(denseRow(f, d.space.den, len(w.part.coordinates)))
	if result, c := t.maximise(&objective); result == unbounded {
		d.follow(w.part, t, c, objective)
		return nil, nil, nil
	}
	d.offer(w.part, t.point())
	var proof []summand
	for j, v := range t.free {
		if objective.sign(coefficient+j) != 0 {
			coef := new(big.Rat).SetFrac(objective.at(coefficient+j), objective.at(denominator))
			proof = append(proof, summand{w.part.source(d.space, v), coef})
		}
	}
	return objective.value(), proof, nil
}

// offer keeps a vertex if it is a solution, which it is unless something is not whole.
func (d *search) offer(p *part, x point) {
	if d.system.Integer && p.broken(x) != nil {
		return
	}
	d.found(p, x)
}

// broken is a row that must be whole and is not at x; nil if there is none. Coordinates come first.
func (p *part) broken(x point) *row {
	for i, v := range x {
		if !v.IsInt() {
			f := form{new(big.Int), []int32{int32(i)}, []*big.Int{one}}
			r := denseRow(f, one, len(x))
			return &r
		}
	}
	for i := range p.whole {
		if !p.whole[i].valueAt(x).IsInt() {
			return &p.whole[i]
		}
	}
	return nil
}

// valueAt is the value of a row where the columns have these values.
func (r row) valueAt(x point) *big.Rat {
	v, t := new(big.Rat).SetInt(r.at(constant)), new(big.Rat)
	for i, y := range x {
		if r.sign(coefficient+i) != 0 && y.Sign() != 0 {
			v.Add(v, t.Mul(t.SetInt(r.at(coefficient+i)), y))
		}
	}
	return v.Mul(v, t.SetFrac(one, r.at(denominator)))
}

// follow goes from a solution along the way that nothing limits, column c of the tableau, far enough for any width.
func (d *search) follow(p *part, t *tableau, c int, objective row) {
	ray := make(point, len(p.coordinates))
	den, whole := one, one
	for i := range ray {
		ray[i] = new(big.Rat)
	}
	if v := t.free[c]; v < len(ray) {
		ray[v].SetInt64(1)
	}
	for i, v := range t.basic {
		if v < len(ray) {
			ray[v].SetFrac(t.rows[i].at(coefficient+c), t.rows[i].at(denominator))
			den = lcm(den, ray[v].Denom())
		}
	}
	start := t.point()
	if d.system.Integer {
		start = p.points[0]
	}
	for _, w := range p.whole {
		whole = lcm(whole, w.at(denominator))
	}
	// den makes the way one of whole numbers, whole keeps what hangs on it whole, and the objective's denominator raises that by 1 at least
	length := new(big.Rat).SetInt(d.stride())
	for _, factor := range []*big.Int{den, whole, objective.at(denominator)} {
		length.Mul(length, new(big.Rat).SetInt(factor))
	}
	x := make(point, len(ray))
	for i := range x {
		x[i] = new(big.Rat).Mul(ray[i], length)
		x[i].Add(x[i], start[i])
	}
	d.offer(p, x)
}
