package disclosure

import "math/big"

// piece is what a target has in one part: den·value = constant + Σ coefs. In a system of whole numbers its value is whole.
type piece struct {
	form // over the coordinates of the part
	part *part
	goal *goal

	least, most      *big.Rat // extremes over the points found so far
	leastAt, mostAt  int      // the points that have them
	here             *big.Rat // value at the point that is being explored
	lower, upper     *big.Rat // proven bounds; nil: none, if searched says so
	searched         bool
	lowerBy, upperBy []summand // the multiples of variables that prove the bounds
	wholeLo, wholeHi *big.Rat
}

// pull is how a coordinate moves a piece.
type pull struct {
	piece *piece
	coef  *big.Int
}

// summand is a multiple of a variable of a program.
type summand struct {
	source source
	coef   *big.Rat
}

// divide lays the goals out over the parts; of says to which part a coordinate belongs.
func (a *attacker) divide(s *space, of []*part) {
	for _, g := range a.goals {
		g.certain = new(big.Rat)
		columns := map[*part][]Term{}
		var order []*part
		for _, t := range g.column {
			f := s.forms[t.Atom]
			if len(f.at) == 0 {
				v := new(big.Rat).SetFrac(f.constant, s.den)
				g.certain.Add(g.certain, v.Mul(v, new(big.Rat).SetInt64(t.Coef)))
				continue
			}
			p := of[f.at[0]]
			if columns[p] == nil {
				order = append(order, p)
			}
			columns[p] = append(columns[p], t)
		}
		for _, p := range order {
			f := s.sum(columns[p])
			if len(f.at) == 0 {
				g.certain.Add(g.certain, new(big.Rat).SetFrac(f.constant, s.den))
				continue
			}
			g.pieces = append(g.pieces, p.want(f, g))
		}
	}
}

// want enters a piece of a target, with its coordinates as those of the part.
func (p *part) want(f form, g *goal) *piece {
	local := make([]int32, len(f.at))
	j := int32(0)
	for i, z := range f.at { // both ascend
		for p.coordinates[j] != z {
			j++
		}
		local[i] = j
	}
	w := &piece{form: form{f.constant, local, f.coefs}, part: p, goal: g}
	p.pieces = append(p.pieces, w)
	return w
}

// interval adds the bounds of the pieces up, scaled; nil is no bound.
func (g *goal) interval(of func(*piece) (*big.Rat, *big.Rat)) (lo, hi *big.Rat) {
	lo, hi = new(big.Rat).Set(g.certain), new(big.Rat).Set(g.certain)
	for _, w := range g.pieces {
		l, h := of(w)
		lo, hi = plus(lo, l), plus(hi, h)
	}
	return lo, hi
}

func plus(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Add(a, b)
}
