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

// constraint is den·x = constant + Σ coefs ≥ 0: a row over the coordinates of the part, sparse.
type constraint struct {
	form
	den    *big.Int
	source source
}

// source says what a variable of a program is: an unknown, or how far a limited cell is above its lower or below its upper bound.
type source struct {
	kind  sourceKind
	index int // unknown or limit
}

type sourceKind int

const (
	unknown sourceKind = iota
	above
	below
)

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

// constraints are the forms that must not be negative, the coordinates themselves left out.
func (a *attacker) constraints(s *space) ([]constraint, error) {
	var list []constraint
	add := func(c constraint, whole bool) error {
		if len(c.at) > 0 {
			list = append(list, c)
			return nil
		}
		if c.constant.Sign() < 0 || whole && new(big.Int).Rem(c.constant, c.den).Sign() != 0 {
			return ErrContradiction
		}
		return nil
	}
	free := make([]bool, len(s.forms))
	for _, u := range s.free {
		free[u] = true
	}
	for u, f := range s.forms {
		if free[u] {
			continue
		}
		if err := add(constraint{f, s.den, source{unknown, u}}, a.system.Integer); err != nil {
			return nil, err
		}
	}
	for i, l := range a.limits {
		f := s.sum(l.column)
		if l.lo != nil {
			if err := add(f.above(s.den, l.lo, source{above, i}), false); err != nil {
				return nil, err
			}
		}
		if l.hi != nil {
			if err := add(f.negated().above(s.den, new(big.Rat).Neg(l.hi), source{below, i}), false); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// above is the constraint form/den − bound ≥ 0.
func (f form) above(den *big.Int, bound *big.Rat, s source) constraint {
	c := constraint{form{constant: new(big.Int).Mul(f.constant, bound.Denom()), at: f.at}, new(big.Int).Mul(den, bound.Denom()), s}
	c.constant.Sub(c.constant, new(big.Int).Mul(den, bound.Num()))
	for _, x := range f.coefs {
		c.coefs = append(c.coefs, new(big.Int).Mul(x, bound.Denom()))
	}
	return c
}

func (f form) negated() form {
	out := form{new(big.Int).Neg(f.constant), f.at, nil}
	for _, x := range f.coefs {
		out.coefs = append(out.coefs, new(big.Int).Neg(x))
	}
	return out
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

// divides reports whether whole coordinates make the unknown of c whole.
func (c *constraint) divides() bool {
	rest := new(big.Int)
	if rest.Rem(c.constant, c.den).Sign() != 0 {
		return false
	}
	return !slices.ContainsFunc(c.coefs, func(x *big.Int) bool { return rest.Rem(x, c.den).Sign() != 0 })
}

// row is a constraint as a dense row over n coordinates.
func (c *constraint) row(n int) row { return denseRow(c.form, c.den, n) }

func denseRow(f form, den *big.Int, n int) row {
	numbers := make([]*big.Int, coefficient+n)
	for i := range numbers {
		numbers[i] = new(big.Int)
	}
	numbers[denominator].Set(den)
	numbers[constant].Set(f.constant)
	for j, i := range f.at {
		numbers[coefficient+i].Set(f.coefs[j])
	}
	return newRow(numbers)
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

// direction is a key of the coefficients of a constraint.
func (c *constraint) direction() string {
	var key []byte
	for j, i := range c.at {
		key = append(key, big.NewInt(int64(i)).String()...)
		key = append(key, ':')
		key = new(big.Rat).SetFrac(c.coefs[j], c.den).Num().Append(key, 10)
		key = append(key, '/')
		key = new(big.Rat).SetFrac(c.coefs[j], c.den).Denom().Append(key, 10)
		key = append(key, ' ')
	}
	return string(key)
}
