package disclosure

import "math/big"

// trace is how knowledge came about, step by step: enough to solve the same equations for other values in the time of reading it. With that, a solution modulo prime is lifted
// to as many digits, in the base prime, as its exact value needs (Dixon 1982): each round solves for what the digits so far leave over.
type trace struct {
	unknowns  int
	equations []equation // those that taught something, one for each step
	steps     []step
}

// step is one equation learned: its form was multiplied by factor, and each changed form held the substituted unknown so many times.
type step struct {
	factor  uint64
	changed []int32
	by      []uint64
}

// column solves, for the given unknowns, what the entries of their forms at a free unknown are, or at coordinate unknowns, their constants. It is
// nil if the digits that any solution can need do not suffice, which means that prime divides what it must not.
func (t *trace) column(held []int32, coordinate int) []*big.Rat {
	rest := make([]*big.Int, len(t.equations)) // what is still to be explained of each equation
	longest := 0
	for j, e := range t.equations {
		rest[j] = new(big.Int)
		if coordinate == t.unknowns {
			rest[j].Set(e.value)
		}
		for _, x := range e.column {
			if x.Atom == coordinate {
				rest[j].SetInt64(-x.Coef)
			}
		}
		longest = max(longest, rest[j].BitLen())
	}
	most := t.digits(longest)
	base := new(big.Int).SetUint64(prime)
	power := big.NewInt(1)
	values := make([]*big.Int, t.unknowns) // Σ digit·prime^round
	for u := range values {
		values[u] = new(big.Int)
	}
	if coordinate < t.unknowns {
		values[coordinate].SetInt64(1)
	}
	for round, next := 1, 2; round <= most; round++ {
		digits := t.replay(rest)
		raise(values, digits, power)
		power.Mul(power, base)
		t.reduce(rest, digits, base)
		if round == next || round == most {
			next = 2 * round
			if column, ok := t.rational(held, values, power); ok && t.solves(column, held, coordinate) {
				return column
			}
		}
	}
	return nil
}

// digits bounds the number of digits of a solution by Hadamard: numerators and denominators are determinants.
func (t *trace) digits(longest int) int {
	bits := 2*longest + 2
	for _, e := range t.equations {
		square := new(big.Int)
		for _, x := range e.column {
			square.Add(square, new(big.Int).Mul(big.NewInt(x.Coef), big.NewInt(x.Coef)))
		}
		bits += square.BitLen() // twice the length of the row
	}
	return bits/60 + 1
}

// replay solves the equations modulo prime for other values, with the free unknowns 0.
func (t *trace) replay(values []*big.Int) []uint64 {
	base, r := new(big.Int).SetUint64(prime), new(big.Int)
	y := make([]uint64, t.unknowns)
	for j, s := range t.steps {
		left := neg(r.Mod(values[j], base).Uint64())
		for _, x := range t.equations[j].column {
			if y[x.Atom] != 0 {
				left = add(left, mul(residue(x.Coef), y[x.Atom]))
			}
		}
		if left = neg(mul(left, s.factor)); left == 0 {
			continue
		}
		for i, u := range s.changed {
			if int(u) < t.unknowns {
				y[u] = add(y[u], mul(left, s.by[i]))
			}
		}
	}
	return y
}

// reduce takes digits off what is to be explained and shifts it by one digit.
func (t *trace) reduce(rest []*big.Int, digits []uint64, base *big.Int) {
	product, digit := new(big.Int), new(big.Int)
	for j, e := range t.equations {
		for _, x := range e.column {
			if d := digits[x.Atom]; d != 0 {
				rest[j].Sub(rest[j], product.Mul(product.SetInt64(x.Coef), digit.SetUint64(d)))
			}
		}
		rest[j].Quo(rest[j], base)
	}
}

// raise adds digits, times a power of the base, to values.
func raise(values []*big.Int, digits []uint64, power *big.Int) {
	for i, d := range digits {
		if d != 0 {
			values[i].Add(values[i], new(big.Int).Mul(power, new(big.Int).SetUint64(d)))
		}
	}
}

// rational finds the fractions with the given values modulo a power of prime, if all are short enough to be unique. They are expected to share a denominator.
func (t *trace) rational(held []int32, values []*big.Int, modulus *big.Int) ([]*big.Rat, bool) {
	limit := new(big.Int).Sqrt(new(big.Int).Rsh(modulus, 1))
	den := big.NewInt(1)
	column := make([]*big.Rat, len(held))
	for j, u := range held {
		v := new(big.Int).Mul(values[u], den)
		num, more, ok := shortest(v.Mod(v, modulus), modulus, limit)
		if !ok {
			return nil, false
		}
		if den.Mul(den, more); den.Cmp(limit) > 0 {
			return nil, false
		}
		column[j] = new(big.Rat).SetFrac(num, den)
	}
	return column, true
}

// shortest finds num/den ≡ v with both at most limit, den > 0.
func shortest(v, modulus, limit *big.Int) (num, den *big.Int, ok bool) {
	r0, r1 := new(big.Int).Set(modulus), new(big.Int).Set(v)
	t0, t1 := new(big.Int), big.NewInt(1)
	if rest := new(big.Int).Sub(modulus, v); rest.Cmp(limit) <= 0 {
		return rest.Neg(rest), t1, true
	}
	for r1.Cmp(limit) > 0 {
		q, r := new(big.Int).QuoRem(r0, r1, new(big.Int))
		r0, r1 = r1, r
		t0, t1 = t1, t0.Sub(t0, q.Mul(q, t1))
	}
	if t1.Sign() < 0 {
		r1.Neg(r1)
		t1.Neg(t1)
	}
	return r1, t1, t1.Cmp(limit) <= 0
}

// solves puts a column in: it has to fulfil the equations.
func (t *trace) solves(column []*big.Rat, held []int32, coordinate int) bool {
	den := big.NewInt(1)
	for _, v := range column {
		den = lcm(den, v.Denom())
	}
	y := make([]*big.Int, t.unknowns)
	for j, u := range held {
		y[u] = new(big.Int).Mul(column[j].Num(), new(big.Int).Quo(den, column[j].Denom()))
	}
	product, sum := new(big.Int), new(big.Int)
	for _, e := range t.equations {
		sum.SetInt64(0)
		if coordinate == t.unknowns {
			sum.Neg(product.Mul(den, e.value))
		}
		for _, x := range e.column {
			if y[x.Atom] != nil {
				sum.Add(sum, product.Mul(product.SetInt64(x.Coef), y[x.Atom]))
			}
		}
		if sum.Sign() != 0 {
			return false
		}
	}
	return true
}
