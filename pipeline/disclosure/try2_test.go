package disclosure

import (
	"fmt"
	"math/big"
	"testing"
	"time"
)

func TestTryFull(t *testing.T) {
	for _, z := range []struct {
		dims  []int
		n     int
		skew  float64
		zeros bool
		w     int64
	}{
		{[]int{3, 4}, 60, 0.5, true, 1}, {[]int{3, 4}, 60, 0.5, true, 3}, {[]int{3, 4}, 60, 0.5, true, 4}, {[]int{3, 4}, 200, 0.8, true, 3}, {[]int{3, 4}, 200, 1.2, false, 3}, {[]int{3, 4}, 60, 1, false, 1},
	} {
		s := programme(z.dims, z.n, z.skew, z.zeros)
		s.MinWidth = big.NewRat(z.w, 1)
		start := time.Now()
		p, err := Protect(s)
		fmt.Println(z, len(s.Cells), len(s.Atoms), len(s.Primary), time.Since(start), err)
		s.Method = Gauss
		q, _ := Protect(s)
		fmt.Println(len(q.Secondary), len(p.Secondary), len(p.UnsafeByForced))
	}
}
