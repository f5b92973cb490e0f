package stats

import (
	"math/big"

	"gonum.org/v1/gonum/stat/distuv"
)

// ClopperPearson is the two-sided 95 % interval of k successes in n trials that never covers less than it says (Clopper and
// Pearson 1934), as fractions: wider than Wilson's, for when a guarantee is wanted. It needs 0 ≤ k ≤ n and n > 0.
func ClopperPearson(k, n int64) (low, high float64, ok bool) {
	if n <= 0 || k < 0 || k > n {
		return 0, 0, false
	}
	high = 1
	if k > 0 {
		low = distuv.Beta{Alpha: float64(k), Beta: float64(n - k + 1)}.Quantile(0.025)
	}
	if k < n {
		high = distuv.Beta{Alpha: float64(k + 1), Beta: float64(n - k)}.Quantile(0.975)
	}
	return low, high, true
}

// Poisson is the exact two-sided 95 % interval of a count of events (Garwood 1936). Divide by the exposure for a rate. It needs
// k ≥ 0.
func Poisson(k int64) (low, high float64, ok bool) {
	if k < 0 {
		return 0, 0, false
	}
	if k > 0 {
		low = distuv.Gamma{Alpha: float64(k), Beta: 1}.Quantile(0.025)
	}
	return low, distuv.Gamma{Alpha: float64(k + 1), Beta: 1}.Quantile(0.975), true
}

// McNemar compares two answers of the same units: b changed one way, c the other, the rest stayed. It gives the exact two-sided
// p-value and the mid-p-value, which Fagerland et al. 2013 recommend for small numbers. Without any change both are 1.
func McNemar(b, c int64) (exact, midP float64, ok bool) {
	if b < 0 || c < 0 {
		return 0, 0, false
	}
	n, few := b+c, min(b, c)
	if n == 0 {
		return 1, 1, true
	}
	tail := 0.0 // P(X ≤ few) for X binomial with n and one half
	for x := range few + 1 {
		tail += binomialHalf(n, x)
	}
	point := binomialHalf(n, few)
	if b == c {
		return 1, 1 - point/2, true
	}
	return min(1, 2*tail), 2*tail - point, true
}

// binomialHalf is P(X = x) for n throws of a fair coin, exact until the last rounding.
func binomialHalf(n, x int64) float64 {
	ways := new(big.Float).SetInt(new(big.Int).Binomial(n, x))
	p, _ := ways.SetMantExp(ways, -int(n)).Float64()
	return p
}
