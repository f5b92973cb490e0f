package disclosure

import "math/big"

// maxExplored is the number of solutions of a part whose moves are tried before programs are solved.
const maxExplored = 4

// search is an audit under way.
type search struct {
	*attacker
	space  *space
	bare   *space // see bareSpace
	parts  []*part
	need   *big.Rat // the least safe width, scaled; nil: anything above 0
	budget int      // what is left of the budget of branch and bound

	brief     bool // what only readers want is left out
	exhausted bool // no solution at all was found within the budget
}

// wide reports whether an interval of this width is safe.
func (d *search) wide(width *big.Rat) bool {
	return width.Sign() > 0 && (d.need == nil || width.Cmp(d.need) >= 0)
}

// stride is how far to go where nothing limits a way: far enough for any width.
func (d *search) stride() *big.Int {
	if d.need == nil {
		return one
	}
	n := new(big.Int).Add(d.need.Num(), new(big.Int).Sub(d.need.Denom(), one))
	if n.Quo(n, d.need.Denom()); n.Sign() <= 0 {
		return one
	}
	return n
}

// truth takes the told values of the atoms as first solution, if they are one. How a solution was found is of no consequence: it proves what it proves.
func (d *search) truth() bool {
	y := make([]*big.Rat, len(d.first))
	for i := range y {
		y[i] = new(big.Rat)
	}
	for i, u := range d.class {
		if u < 0 {
			continue
		}
		v := d.system.Atoms[i].Value
		if v == nil || v.Sign() < 0 || d.system.Integer && !v.IsInt() {
			return false
		}
		y[u].Add(y[u], d.scaled(v))
	}
	z := make([]*big.Rat, len(d.space.free))
	for i, u := range d.space.free {
		z[i] = y[u]
	}
	for u, f := range d.space.forms {
		if f.value(z, d.space.den).Cmp(y[u]) != 0 {
			return false
		}
	}
	points := make([]point, len(d.parts))
	for i, p := range d.parts {
		for _, c := range p.coordinates {
			points[i] = append(points[i], z[c])
		}
		for _, c := range p.constraints {
			if c.value(points[i], c.den).Sign() < 0 {
				return false
			}
		}
	}
	for i, p := range d.parts {
		d.found(p, points[i])
	}
	return true
}

// value is the value of a form at a point.
func (f form) value(p []*big.Rat, den *big.Int) *big.Rat {
	v, x := new(big.Rat).SetInt(f.constant), new(big.Rat)
	for j, i := range f.at {
		if p[i].Sign() != 0 {
			v.Add(v, x.Mul(x.SetInt(f.coefs[j]), p[i]))
		}
	}
	return v.Mul(v, x.SetFrac(one, den))
}

// found adds a solution of a part and notes for which targets it is the lowest or highest so far.
func (d *search) found(p *part, x point) {
	p.points = append(p.points, x)
	for _, w := range p.pieces {
		if !w.goal.safe || w.least == nil {
			d.note(w, w.value(x, d.space.den))
		}
	}
}

// note takes in the value of a piece at the point found last.
func (d *search) note(w *piece, v *big.Rat) {
	at, better := len(w.part.points)-1, false
	if w.least == nil || v.Cmp(w.least) < 0 {
		w.least, w.leastAt, better = v, at, true
	}
	if w.most == nil || v.Cmp(w.most) > 0 {
		w.most, w.mostAt, better = v, at, true
	}
	if better {
		d.judge(w.goal)
	}
}

// judge calls a target safe once two solutions are far enough apart in it.
func (d *search) judge(g *goal) {
	width := new(big.Rat)
	for _, w := range g.pieces {
		if w.least == nil {
			return // another part has no solution yet
		}
		width.Add(width, w.most)
		width.Sub(width, w.least)
	}
	g.safe = g.safe || d.wide(width)
}

// explore tries, from the solutions of a part, to change one coordinate alone as far as it goes.
func (d *search) explore(p *part) {
	for ; p.explored < len(p.points) && p.explored < maxExplored && p.wanted(); p.explored++ {
		x := p.points[p.explored]
		room := make([]*big.Rat, len(p.constraints))
		for i, c := range p.constraints {
			room[i] = c.value(x, one)
		}
		for _, w := range p.pieces {
			if !w.goal.safe {
				w.here = w.value(x, d.space.den)
			}
		}
		for z := range x {
			for _, sign := range []int{1, -1} {
				d.move(p, x, room, z, sign)
			}
		}
	}
}

// wanted reports whether a target in the part is not yet safe.
func (p *part) wanted() bool {
	for _, w := range p.pieces {
		if !w.goal.safe {
			return true
		}
	}
	return false
}

// move changes coordinate z of x in one direction as far as the constraints allow, room being their values at x, and keeps the result if it lowers or raises
// a target that is not yet safe.
func (d *search) move(p *part, x point, room []*big.Rat, z, sign int) {
	if !p.pulls(z) {
		return
	}
	length := d.length(p, x, room, z, sign)
	if length.Sign() == 0 {
		return
	}
	values := map[*piece]*big.Rat{}
	for _, m := range p.moved[z] {
		if w := m.piece; !w.goal.safe {
			v := new(big.Rat).SetFrac(m.coef, d.space.den)
			v.Add(v.Mul(v, length), w.here)
			if v.Cmp(w.least) < 0 || v.Cmp(w.most) > 0 {
				values[w] = v
			}
		}
	}
	if len(values) == 0 {
		return
	}
	y := append(point(nil), x...)
	y[z] = new(big.Rat).Add(x[z], length)
	p.points = append(p.points, y)
	for _, m := range p.moved[z] {
		if v := values[m.piece]; v != nil {
			d.note(m.piece, v)
		}
	}
}

func (p *part) pulls(z int) bool {
	for _, m := range p.moved[z] {
		if !m.piece.goal.safe {
			return true
		}
	}
	return false
}

// length is how far coordinate z can go in the direction of sign, in steps that keep whole what must be, with its sign.
func (d *search) length(p *part, x point, values []*big.Rat, z, sign int) *big.Rat {
	var room *big.Rat
	if sign < 0 {
		room = x[z]
	}
	for _, t := range p.on[z] {
		if t.coef.Sign()*sign >= 0 {
			continue
		}
		r := new(big.Rat).SetInt(new(big.Int).Abs(t.coef))
		if r.Quo(values[t.constraint], r); room == nil || r.Cmp(room) < 0 {
			room = r
		}
		if room.Sign() == 0 {
			return room
		}
	}
	step := new(big.Rat).SetInt(p.step[z])
	switch {
	case room == nil:
		room = step.Mul(step, new(big.Rat).SetInt(d.stride()))
	case d.system.Integer:
		steps := new(big.Rat).Quo(room, step)
		room = step.Mul(step, new(big.Rat).SetInt(floor(steps)))
	default:
		room = new(big.Rat).Set(room)
	}
	if sign < 0 {
		room.Neg(room)
	}
	return room
}

// floor is the largest whole number not above v.
func floor(v *big.Rat) *big.Int {
	return new(big.Int).Div(v.Num(), v.Denom()) // Euclidean: down, as the denominator is positive
}
