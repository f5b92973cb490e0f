package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MedianRanks are the ranks, from 1, of the values between which the median lies with at least 95 % (the sign test inverted; Thompson 1936): the value
// of rank low and that of rank high = n+1−low of n sorted values. ok is false below n = 6, where not even the extremes are far enough apart.
func MedianRanks(n int64) (low, high int64, ok bool) {
	if n < 6 {
		return 0, 0, false
	}
	// How many of n lie below the median is binomial with one half. low is the largest rank that more lie below with at least 97.5 %.
	below := distuv.Binomial{N: float64(n), P: 0.5}
	low = int64(float64(n)/2 - z95*math.Sqrt(float64(n))/2) // near; from there by the exact tail
	low = max(low, 1)
	for low > 1 && below.CDF(float64(low-1)) > 0.025 {
		low--
	}
	for below.CDF(float64(low)) <= 0.025 {
		low++
	}
	return low, n + 1 - low, true
}
