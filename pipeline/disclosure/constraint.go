package disclosure

import (
	"math/big"
	"slices"
	"strconv"
)

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

// The kinds of variables.
const (
	unknown sourceKind = iota
	above
	below
)

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

// direction is a key of the coefficients of a constraint.
func (c *constraint) direction() string {
	var key []byte
	for j, i := range c.at {
		key = strconv.AppendInt(key, int64(i), 10)
		key = append(key, ':')
		key = append(key, new(big.Rat).SetFrac(c.coefs[j], c.den).String()...)
		key = append(key, ' ')
	}
	return string(key)
}
