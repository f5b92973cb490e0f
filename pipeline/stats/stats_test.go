package stats

import (
	"fmt"
	"testing"
)

func TestWilsonGivesTheGoldenIntervals(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		want string
	}{
		{0, 5, "0.0000–0.4345"},
		{3, 5, "0.2307–0.8824"},
		{1, 8, "0.0224–0.4709"},
		{4, 8, "0.2152–0.7848"},
		{3, 10, "0.1078–0.6032"},
		{0, 14, "0.0000–0.2153"},
		{3, 14, "0.0757–0.4759"},
		{7, 14, "0.2680–0.7320"},
		{12, 14, "0.6006–0.9599"},
		{14, 14, "0.7847–1.0000"},
		{5, 20, "0.1119–0.4687"},
		{15, 30, "0.3315–0.6685"},
	} {
		low, high, ok := Wilson(c.k, c.n)
		if got := fmt.Sprintf("%.4f–%.4f", low, high); !ok || got != c.want {
			t.Errorf("Wilson(%d, %d) = %s, %v; want %s", c.k, c.n, got, ok, c.want)
		}
	}
}

func TestWilsonRefusesWhatIsNoProportion(t *testing.T) {
	for _, c := range [][2]int64{{0, 0}, {-1, 5}, {6, 5}, {0, -1}} {
		if _, _, ok := Wilson(c[0], c[1]); ok {
			t.Errorf("Wilson(%d, %d) is ok", c[0], c[1])
		}
	}
}
