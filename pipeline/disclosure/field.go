package disclosure

import "math/bits"

// prime is the Mersenne prime 2^61−1: a remainder is a shift and an addition, and every number that a table can produce by
// chance is smaller than the field.
const prime uint64 = 1<<61 - 1

// residue is the remainder of n modulo prime.
func residue(n int64) uint64 {
	if n < 0 {
		return neg(fold(uint64(-n))) // −2^63 has no opposite, but as an unsigned number it is 2^63
	}
	return fold(uint64(n))
}

// fold reduces any 64-bit number below prime.
func fold(n uint64) uint64 {
	n = n&prime + n>>61
	if n >= prime {
		n -= prime
	}
	return n
}

func neg(a uint64) uint64 {
	if a == 0 {
		return 0
	}
	return prime - a
}

func add(a, b uint64) uint64 {
	s := a + b
	if s >= prime {
		s -= prime
	}
	return s
}

// mul multiplies in the field: with x·y = hi·2^64 + lo, 2^61 ≡ 1 gives x·y ≡ (hi·8 + lo div 2^61) + lo mod 2^61.
func mul(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	s := lo&prime + (hi<<3 | lo>>61)
	if s >= prime {
		s -= prime
	}
	return s
}

// inverse is 1/a by Fermat: a^(p−2); a is not 0.
func inverse(a uint64) uint64 {
	result, power := uint64(1), a
	for e := prime - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			result = mul(result, power)
		}
		power = mul(power, power)
	}
	return result
}

// weight is a fixed pseudo-random field element for a row (splitmix64), the same in every run: hashes decide nothing alone,
// every hit is compared in full.
func weight(row int) uint64 {
	z := uint64(row+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return fold(z ^ z>>31)
}
