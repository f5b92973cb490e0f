package disclosure

import (
	"math/big"
	"slices"
)

// space is the set of all solutions of the attacker's equations: every unknown as an exact linear form in the free ones,
//
//	den·y[u] = constant + Σ coefs·z[at],   z[i] = y[free[i]].
//
// A column is derivable iff its form is a constant. The columns of coefficients are a basis of everything that can be added to a
// solution, so they also are the moves of which witnesses are made.
type space struct {
	free  []int // coordinate → unknown
	den   *big.Int
	forms []form // unknown → its form
}

// form is a linear form over the coordinates of a space, with whole coefficients over the denominator of the space.
type form struct {
	constant *big.Int
	at       []int32 // coordinates, ascending
	coefs    []*big.Int
}

// sum is the form of a column of unknowns.
func (s *space) sum(column []Term) form {
	total := form{constant: new(big.Int)}
	coefs := map[int32]*big.Int{}
	product, factor := new(big.Int), new(big.Int)
	for _, t := range column {
		f := s.forms[t.Atom]
		factor.SetInt64(t.Coef)
		total.constant.Add(total.constant, product.Mul(factor, f.constant))
		for i, z := range f.at {
			if coefs[z] == nil {
				coefs[z] = new(big.Int)
			}
			coefs[z].Add(coefs[z], product.Mul(factor, f.coefs[i]))
		}
	}
	for z, c := range coefs {
		if c.Sign() != 0 {
			total.at = append(total.at, z)
		}
	}
	slices.Sort(total.at)
	for _, z := range total.at {
		total.coefs = append(total.coefs, coefs[z])
	}
	return total
}

// holds reports whether the space is exact: each equation comes out as its value, whatever the free unknowns are. That each dimension is really
// there is plain: the free unknowns are their own forms.
func (s *space) holds(equations []equation) bool {
	for _, e := range equations {
		f := s.sum(e.column)
		if len(f.at) > 0 || f.constant.Cmp(new(big.Int).Mul(s.den, e.value)) != 0 {
			return false
		}
	}
	return true
}

// solve is the space of the solutions of equations over n unknowns, those marked zero taken out. It works modulo prime, lifts the result to rational
// numbers and proves it by putting it in. The error says that the equations contradict each other.
func solve(n int, zero []bool, equations []equation) (*space, error) {
	if s, ok := solveModular(n, zero, equations); ok && s.holds(equations) {
		return s, nil
	}
	return solveRational(n, zero, equations)
}

// solveModular solves modulo prime and lifts; ok is false where it cannot.
func solveModular(n int, zero []bool, equations []equation) (s *space, ok bool) {
	k := newKnowledge(n)
	for u, is := range zero {
		if is {
			k.fix(int32(u))
		}
	}
	t := &trace{unknowns: n}
	k.trace = t
	modulus := new(big.Int).SetUint64(prime)
	for _, e := range byLength(equations) {
		form := k.image(modular(e.column), new(big.Int).Mod(e.value, modulus).Uint64())
		if !k.constant(form) {
			t.equations = append(t.equations, e)
			k.learn(form, nil, nil)
		} else if len(form.rows) > 0 {
			return nil, false
		}
	}
	return k.lift(t)
}

// byLength orders equations by the number of their unknowns: short ones first keep the forms short.
func byLength(equations []equation) []equation {
	list := slices.Clone(equations)
	slices.SortStableFunc(list, func(a, b equation) int { return len(a.column) - len(b.column) })
	return list
}

// lift makes a space of forms modulo prime: coordinate by coordinate as small fractions, or where there are none, by the trace of how the forms came about. Without
// a trace (nil) it gives up there.
func (k *knowledge) lift(t *trace) (*space, bool) {
	s := &space{den: big.NewInt(1), forms: make([]form, k.unknowns)}
	for u, fixed := range k.fixed {
		s.forms[u].constant = new(big.Int)
		if !fixed {
			s.free = append(s.free, u)
		}
	}
	held := make([][]int32, k.unknowns+1) // coordinate → the unknowns in whose forms it is
	for u := range k.unknowns {
		for _, r := range k.forms[u].rows {
			held[r] = append(held[r], int32(u))
		}
	}
	columns := make([][]*big.Rat, k.unknowns+1)
	for _, r := range append(slices.Clone(s.free), k.unknowns) {
		var ok bool
		if columns[r], ok = k.liftColumn(held[r], int32(r), t); !ok {
			return nil, false
		}
		for _, v := range columns[r] {
			s.den = lcm(s.den, v.Denom())
		}
	}
	for i, r := range append(slices.Clone(s.free), k.unknowns) {
		for j, u := range held[r] {
			v := new(big.Int).Mul(columns[r][j].Num(), new(big.Int).Quo(s.den, columns[r][j].Denom()))
			if r == k.unknowns {
				s.forms[u].constant = v
				continue
			}
			s.forms[u].at, s.forms[u].coefs = append(s.forms[u].at, int32(i)), append(s.forms[u].coefs, v)
		}
	}
	return s, true
}

// liftColumn lifts the entries of the forms of some unknowns at one coordinate.
func (k *knowledge) liftColumn(held []int32, coordinate int32, t *trace) ([]*big.Rat, bool) {
	column := make([]*big.Rat, len(held))
	for j, u := range held {
		f, ok := lift(k.forms[u].at(coordinate))
		if !ok && t != nil {
			return t.column(held, int(coordinate))
		}
		if !ok {
			return nil, false
		}
		column[j] = big.NewRat(f.num, f.den)
	}
	return column, true
}

// fraction is a rational number of small parts, den > 0.
type fraction struct{ num, den int64 }

// lift finds the fraction num/den ≡ v with |num| ≤ 2^40 and den ≤ 2^19, of which there is at most one: 2·2^40·2^19 < prime.
// It is Euclid's algorithm on prime and v, stopped half-way.
func lift(v uint64) (fraction, bool) {
	const maxNum, maxDen = 1 << 40, 1 << 19
	r0, r1 := int64(prime), int64(v)
	t0, t1 := int64(0), int64(1)
	for r1 > maxNum {
		q := r0 / r1
		r0, r1 = r1, r0-q*r1
		t0, t1 = t1, t0-q*t1
	}
	if t1 < 0 {
		r1, t1 = -r1, -t1
	}
	return fraction{r1, t1}, t1 <= maxDen
}
