package disclosure

import "math/big"

// combination finds multiples of the equations that add up to a column, in all unknowns but the zero ones: by cell, proven; nil if there are none. It is
// the same as solving for a column, run backwards: the multiple of an equation is what the column's sum gains per unit of its value.
func (t *trace) combination(column map[int]*big.Rat, zero []bool) map[int]*big.Rat {
	den := big.NewInt(1)
	for _, v := range column {
		den = lcm(den, v.Denom())
	}
	rest := make([]*big.Int, t.unknowns) // what is still to be explained of each unknown
	longest := 0
	for u := range rest {
		rest[u] = new(big.Int)
		if v := column[u]; v != nil && !zero[u] {
			rest[u].Mul(v.Num(), new(big.Int).Quo(den, v.Denom()))
			longest = max(longest, rest[u].BitLen())
		}
	}
	most, base, power := t.digits(longest), new(big.Int).SetUint64(prime), big.NewInt(1)
	values := make([]*big.Int, len(t.steps))
	all := make([]int32, len(t.steps))
	for j := range values {
		values[j], all[j] = new(big.Int), int32(j)
	}
	for round, next := 1, 1; round <= most; round++ {
		digits := t.backwards(rest)
		raise(values, digits, power)
		power.Mul(power, base)
		t.reduceColumn(rest, digits, zero, base)
		if round == next || round == most {
			next = 2 * round
			if multiples, ok := t.rational(all, values, power); ok {
				if cells := t.explains(multiples, column, zero, den); cells != nil {
					return cells
				}
			}
		}
	}
	return nil
}

// backwards is replay from the last step to the first.
func (t *trace) backwards(column []*big.Int) []uint64 {
	base, r := new(big.Int).SetUint64(prime), new(big.Int)
	gain := make([]uint64, t.unknowns) // of the column's sum, per unit of an unknown
	for u, v := range column {
		gain[u] = r.Mod(v, base).Uint64()
	}
	multiples := make([]uint64, len(t.steps))
	for j := len(t.steps) - 1; j >= 0; j-- {
		s, sum := t.steps[j], uint64(0)
		for i, u := range s.changed {
			if int(u) < t.unknowns && gain[u] != 0 {
				sum = add(sum, mul(s.by[i], gain[u]))
			}
		}
		if sum = mul(sum, s.factor); sum == 0 {
			continue
		}
		multiples[j] = sum
		for _, x := range t.equations[j].column {
			gain[x.Atom] = add(gain[x.Atom], mul(residue(-x.Coef), sum))
		}
	}
	return multiples
}

// reduceColumn takes multiples off what is to be explained and shifts it by one digit.
func (t *trace) reduceColumn(rest []*big.Int, multiples []uint64, zero []bool, base *big.Int) {
	product, multiple := new(big.Int), new(big.Int)
	for j, m := range multiples {
		if m == 0 {
			continue
		}
		multiple.SetUint64(m)
		for _, x := range t.equations[j].column {
			if !zero[x.Atom] {
				rest[x.Atom].Sub(rest[x.Atom], product.Mul(product.SetInt64(x.Coef), multiple))
			}
		}
	}
	for _, v := range rest {
		v.Quo(v, base)
	}
}

// explains adds multiples up and returns them, over den and by cell, if they make the column.
func (t *trace) explains(multiples []*big.Rat, column map[int]*big.Rat, zero []bool, den *big.Int) map[int]*big.Rat {
	cells, steps := map[int]*big.Rat{}, map[int]*big.Rat{}
	for j, m := range multiples {
		if m.Sign() != 0 {
			steps[j] = new(big.Rat).Quo(m, new(big.Rat).SetInt(den))
			addTo(cells, t.equations[j].cell, steps[j])
		}
	}
	sum := tally(t.unknowns, steps, func(j int) []Term { return t.equations[j].column })
	for u, v := range column {
		addTo(sum, u, new(big.Rat).Neg(v))
	}
	for u := range sum {
		if !zero[u] {
			return nil
		}
	}
	return cells
}
