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
	zero  []bool // unknowns that were taken out as 0
	trace *trace // how it came about; nil if by rational numbers
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
	s := solveModular(n, zero, equations)
	if s == nil {
		var err error
		if s, err = solveRational(n, zero, equations); err != nil {
			return nil, err
		}
	}
	s.zero = zero
	return s, nil
}

// solveModular solves modulo prime, lifts and proves; nil where it cannot: the equations contradict each other, or prime divides what it must not.
func solveModular(n int, zero []bool, equations []equation) *space {
	k := newKnowledge(n)
	for u, is := range zero {
		if is {
			k.fix(int32(u))
		}
	}
	k.trace = &trace{unknowns: n}
	modulus := new(big.Int).SetUint64(prime)
	for _, e := range byLength(equations) {
		form := k.image(modular(e.column), new(big.Int).Mod(e.value, modulus).Uint64())
		if !k.constant(form) {
			k.trace.equations = append(k.trace.equations, e)
			k.learn(form, nil, nil)
		} else if len(form.rows) > 0 {
			return nil
		}
	}
	if s := k.lift(true); s != nil && s.holds(equations) {
		return s
	}
	if s := k.lift(false); s != nil && s.holds(equations) {
		return s // a long number had looked like a short one
	}
	return nil
}

// byLength orders equations by the number of their unknowns: short ones first keep the forms short.
func byLength(equations []equation) []equation {
	list := slices.Clone(equations)
	slices.SortStableFunc(list, func(a, b equation) int { return len(a.column) - len(b.column) })
	return list
}

// lift makes a space of forms modulo prime, coordinate by coordinate: if short is set as short fractions where there are any, otherwise by the trace of how the
// forms came about. It is nil where that fails, or where there is no trace.
func (k *knowledge) lift(short bool) *space {
	s := &space{den: big.NewInt(1), forms: make([]form, k.unknowns), trace: k.trace}
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
	coordinates := append(slices.Clone(s.free), k.unknowns)
	columns := make([][]*big.Rat, len(coordinates))
	for i, r := range coordinates {
		if columns[i] = k.liftColumn(held[r], r, short); columns[i] == nil {
			return nil
		}
		for _, v := range columns[i] {
			s.den = lcm(s.den, v.Denom())
		}
	}
	for i, r := range coordinates {
		for j, u := range held[r] {
			v := new(big.Int).Mul(columns[i][j].Num(), new(big.Int).Quo(s.den, columns[i][j].Denom()))
			if r == k.unknowns {
				s.forms[u].constant = v
				continue
			}
			s.forms[u].at, s.forms[u].coefs = append(s.forms[u].at, int32(i)), append(s.forms[u].coefs, v)
		}
	}
	return s
}

// liftColumn lifts the entries of the forms of some unknowns at one coordinate; nil if that fails.
func (k *knowledge) liftColumn(held []int32, coordinate int, short bool) []*big.Rat {
	column := make([]*big.Rat, len(held))
	for j, u := range held {
		f, ok := lift(k.forms[u].at(int32(coordinate)))
		if !ok || !short {
			if k.trace == nil {
				return nil
			}
			return k.trace.column(held, coordinate)
		}
		column[j] = big.NewRat(f.num, f.den)
	}
	return column
}

// fraction is a rational number of short parts, den > 0.
type fraction struct{ num, den int64 }

// lift finds the fraction num/den ≡ v with |num| ≤ 2^36 and den ≤ 2^12, of which there is at most one. It is Euclid's algorithm on prime and v, stopped
// half-way. Of the other fractions one in 2^12 looks like such a one; the proof that follows tells them apart.
func lift(v uint64) (fraction, bool) {
	const maxNum, maxDen = 1 << 36, 1 << 12
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
