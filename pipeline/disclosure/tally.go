package disclosure

import (
	"math/big"
	"math/bits"
	"slices"
)

// tally adds up multiples of columns: the sum for each row, zeros left out. Over their common denominator the multiples are whole, and mostly so short that 64 bits
// hold every sum.
func tally(rows int, multiples map[int]*big.Rat, column func(int) []Term) map[int]*big.Rat {
	den := big.NewInt(1)
	for _, m := range multiples {
		den = lcm(den, m.Denom())
	}
	total, ok := tallyShort(rows, multiples, den, column)
	if !ok {
		total = make([]*big.Int, rows)
		product := new(big.Int)
		for i, m := range multiples {
			whole := new(big.Int).Mul(m.Num(), new(big.Int).Quo(den, m.Denom()))
			for _, t := range column(i) {
				if total[t.Atom] == nil {
					total[t.Atom] = new(big.Int)
				}
				total[t.Atom].Add(total[t.Atom], product.Mul(whole, product.SetInt64(t.Coef)))
			}
		}
	}
	sum := map[int]*big.Rat{}
	for r, v := range total {
		if v != nil && v.Sign() != 0 {
			sum[r] = new(big.Rat).SetFrac(v, den)
		}
	}
	return sum
}

// tallyShort is tally in 64 bits; ok is false where a sum could overflow.
func tallyShort(rows int, multiples map[int]*big.Rat, den *big.Int, column func(int) []Term) ([]*big.Int, bool) {
	const room = 62 - 31 // bits for a multiple and the number of columns; a coefficient takes 31
	spare := room - bits.Len(uint(len(multiples)))
	sums := make([]int64, rows)
	for i, m := range multiples {
		whole := new(big.Int).Mul(m.Num(), new(big.Int).Quo(den, m.Denom()))
		if whole.BitLen() > spare {
			return nil, false
		}
		w := whole.Int64()
		for _, t := range column(i) {
			sums[t.Atom] += w * t.Coef
		}
	}
	total := make([]*big.Int, rows)
	for r, v := range sums {
		if v != 0 {
			total[r] = big.NewInt(v)
		}
	}
	return total, true
}

// addTo adds to an entry of a sparse sum and takes it out when it becomes 0.
func addTo(sum map[int]*big.Rat, i int, x *big.Rat) {
	if sum[i] == nil {
		sum[i] = new(big.Rat)
	}
	if sum[i].Add(sum[i], x); sum[i].Sign() == 0 {
		delete(sum, i)
	}
}

// keys are the keys of a sparse sum in order.
func keys(sum map[int]*big.Rat) []int {
	var list []int
	for i := range sum {
		list = append(list, i)
	}
	slices.Sort(list)
	return list
}
