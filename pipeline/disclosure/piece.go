package disclosure

import "math/big"

// piece is what a target has in one part: den·value = constant + Σ coefs. In a system of whole numbers its value is whole.
type piece struct {
	form // over the coordinates of the part
	part *part
	goal *chase

	least, most      *big.Rat // extremes over the points found so far
	leastAt, mostAt  int      // the points that have them
	here             *big.Rat // value at the point that is being explored
	lower, upper     *big.Rat // proven bounds; nil: none, if searched says so
	searched         bool
	lowerBy, upperBy []summand // the multiples of variables that prove the bounds
	wholeLo, wholeHi *big.Rat
}

// chase is the attack on one target.
type chase struct {
	*goal
	base   *big.Rat // what is certain of the target, scaled
	pieces []*piece
	safe   bool
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

// chases lays the targets out over the parts.
func (a *attacker) chases(s *space, of []*part) []*chase {
	var list []*chase
	for i := range a.goals {
		g := &chase{goal: &a.goals[i], base: new(big.Rat)}
		columns := map[*part][]Term{}
		var order []*part
		for _, t := range g.goal.column {
			f := s.forms[t.Atom]
			if len(f.at) == 0 {
				v := new(big.Rat).SetFrac(f.constant, s.den)
				g.base.Add(g.base, v.Mul(v, new(big.Rat).SetInt64(t.Coef)))
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
				g.base.Add(g.base, new(big.Rat).SetFrac(f.constant, s.den))
				continue
			}
			g.pieces = append(g.pieces, p.want(f, g))
		}
		list = append(list, g)
	}
	return list
}

// want enters a piece of a target, with its coordinates as those of the part.
func (p *part) want(f form, g *chase) *piece {
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
