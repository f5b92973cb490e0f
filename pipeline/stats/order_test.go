package stats

import "testing"

// TestMedianRanksAreThoseOfTheSignTest recomputes the tail with whole numbers: 2^n times the probability that at most rank−1 of n lie below.
func TestMedianRanksAreThoseOfTheSignTest(t *testing.T) {
	for n := int64(6); n <= 60; n++ {
		low, high, ok := MedianRanks(n)
		tail := func(atMost int64) float64 {
			p := 0.0
			for x := range atMost + 1 {
				p += binomialHalf(n, x)
			}
			return p
		}
		if !ok || high != n+1-low || tail(low-1) > 0.025 || tail(low) <= 0.025 {
			t.Errorf("n = %d: ranks %d and %d, %v; tails %g and %g", n, low, high, ok, tail(low-1), tail(low))
		}
	}
}

func TestMedianRanksGiveTheTabledOnes(t *testing.T) {
	for n, want := range map[int64][2]int64{6: {1, 6}, 8: {1, 8}, 9: {2, 8}, 14: {3, 12}, 20: {6, 15}, 100: {40, 61}, 1000: {469, 532}} {
		if low, high, _ := MedianRanks(n); [2]int64{low, high} != want {
			t.Errorf("n = %d: ranks %d and %d, want %v", n, low, high, want)
		}
	}
	if _, _, ok := MedianRanks(5); ok {
		t.Error("five values have bounds")
	}
	if low, high, ok := MedianRanks(1_100_000); !ok || low+high != 1_100_001 || low > 550_000-1000 || low < 550_000-1100 {
		t.Errorf("a million: %d and %d", low, high)
	}
}
