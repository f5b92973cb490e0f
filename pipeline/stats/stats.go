// Package stats holds the statistics that suit small groups. It takes counts and returns numbers; it formats nothing and
// decides nothing about what may be shown.
//
// The project is a full count, not a sample: an interval describes the families as the outcome of a process that may repeat
// elsewhere. Products say so in a footnote and never call it a sampling error.
package stats

import "math"

// z95 is the 97.5 % point of the standard normal distribution, for two-sided 95 % intervals.
const z95 = 1.959963984540054

// Wilson is the two-sided 95 % score interval of k successes in n trials (Wilson 1927), as fractions. It needs 0 ≤ k ≤ n and
// n > 0; ok is false otherwise.
//
// Note: the Wald interval is not offered: at n = 14 it is wrong by more than it is wide.
func Wilson(k, n int64) (low, high float64, ok bool) {
	if n <= 0 || k < 0 || k > n {
		return 0, 0, false
	}
	p, N := float64(k)/float64(n), float64(n)
	z2 := z95 * z95
	centre := (p + z2/(2*N)) / (1 + z2/N)
	half := z95 / (1 + z2/N) * math.Sqrt(p*(1-p)/N+z2/(4*N*N))
	low, high = centre-half, centre+half
	if k == 0 {
		low = 0 // exactly, not 1e-17
	}
	if k == n {
		high = 1
	}
	return low, high, true
}
