package disclosure

import (
	"math/big"
	"slices"
)

// part is a piece of a space that nothing ties to the rest: some coordinates and all constraints on them. A target's extremes are the sums
// of its extremes in the parts.
type part struct {
	coordinates []int32 // coordinates of the space, ascending; here they go by their index
	constraints []constraint
	whole       []row      // forms that must be whole numbers although not all their coefficients are
	step        []*big.Int // coordinate → the least change of it alone that keeps everything whole
	on          [][]touch  // coordinate → constraints it moves
	points      []point    // solutions found so far; the first is the base
	explored    int        // points whose moves have been tried
	program     *tableau   // feasible; nil until a program must be solved
	pieces      []*piece   // what the targets want here
	moved       [][]pull   // coordinate → pieces it moves
}

// touch is how a coordinate moves a constraint.
type touch struct {
	constraint int
	coef       *big.Int
}

// point is a solution: the values of the coordinates of a part.
type point []*big.Rat

// parts splits the space. The error is ErrContradiction where an unknown that is certain is negative or, though it should be, not whole.
func (a *attacker) parts(s *space) (parts []*part, of []*part, err error) {
	constraints, err := a.constraints(s)
	if err != nil {
		return nil, nil, err
	}
	root := span(len(s.free))
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, c := range constraints {
		for _, i := range c.at[1:] {
			root[find(int(i))] = find(int(c.at[0]))
		}
	}
	of = make([]*part, len(s.free))
	local := make([]int32, len(s.free))
	for i := range of {
		r := find(i)
		if of[r] == nil {
			of[r] = &part{}
			parts = append(parts, of[r])
		}
		of[i] = of[r]
		local[i] = int32(len(of[i].coordinates))
		of[i].coordinates = append(of[i].coordinates, int32(i))
	}
	for _, c := range constraints {
		p := of[c.at[0]]
		c.at = slices.Clone(c.at)
		for j, i := range c.at {
			c.at[j] = local[i]
		}
		p.constrain(c, a.system.Integer)
	}
	for _, p := range parts {
		p.settle()
	}
	return parts, of, nil
}

// constrain takes a constraint in. One that holds wherever the coordinates are not negative is not kept, but where its unknown must be whole and
// that does not follow, that is.
func (p *part) constrain(c constraint, integer bool) {
	if integer && c.source.kind == unknown && !c.divides() {
		p.whole = append(p.whole, c.row(len(p.coordinates)))
	}
	if c.constant.Sign() >= 0 && !slices.ContainsFunc(c.coefs, func(x *big.Int) bool { return x.Sign() < 0 }) {
		return
	}
	p.constraints = append(p.constraints, c)
}

// settle drops constraints that another one implies word for word and prepares the moves.
func (p *part) settle() {
	n := len(p.coordinates)
	kept := map[string]int{}
	var list []constraint
	for _, c := range p.constraints {
		k := c.direction()
		i, ok := kept[k]
		if !ok {
			kept[k] = len(list)
			list = append(list, c)
			continue
		}
		if new(big.Int).Mul(c.constant, list[i].den).Cmp(new(big.Int).Mul(list[i].constant, c.den)) < 0 {
			list[i] = c
		}
	}
	p.constraints = list
	p.on, p.step = make([][]touch, n), make([]*big.Int, n)
	for i := range p.step {
		p.step[i] = one
	}
	for i, c := range p.constraints {
		for j, z := range c.at {
			p.on[z] = append(p.on[z], touch{i, c.coefs[j]})
		}
	}
	for _, w := range p.whole {
		for z := range n {
			g := new(big.Int).GCD(nil, nil, w.at(denominator), new(big.Int).Abs(w.at(coefficient+z)))
			p.step[z] = lcm(p.step[z], g.Quo(w.at(denominator), g))
		}
	}
}
