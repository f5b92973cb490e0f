package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// alone are clusters of one person each.
func alone(k, n int64) []Cluster { return []Cluster{{1, 1, k}, {0, 1, n - k}} }

func TestTheBootstrapOfManyLonePersonsIsNearWilson(t *testing.T) {
	for _, c := range [][2]int64{{30, 60}, {40, 100}, {3000, 10_000}} {
		low, high, ok := ClusterBootstrap(alone(c[0], c[1]))
		wLow, wHigh, _ := Wilson(c[0], c[1])
		if near := 0.2 / math.Sqrt(float64(c[1])); !ok || math.Abs(low-wLow) > near || math.Abs(high-wHigh) > near {
			t.Errorf("%d of %d: %g–%g, Wilson %g–%g", c[0], c[1], low, high, wLow, wHigh)
		}
	}
}

// TestFamiliesThatAgreeWithinWidenTheInterval compares ten families of five, of which half are wholly in, with fifty persons each for itself.
func TestFamiliesThatAgreeWithinWidenTheInterval(t *testing.T) {
	low, high, _ := ClusterBootstrap([]Cluster{{5, 5, 5}, {0, 5, 5}})
	lonely, lonelyHigh, _ := ClusterBootstrap(alone(25, 50))
	if ratio := (high - low) / (lonelyHigh - lonely); ratio < 2 || ratio > 2.5 { // √5 = 2.24
		t.Errorf("%g–%g is %g times as wide as %g–%g", low, high, ratio, lonely, lonelyHigh)
	}
}

// TestTheBootstrapIsThatOfDrawingFamilies repeats it the plain way, family by family.
func TestTheBootstrapIsThatOfDrawingFamilies(t *testing.T) {
	clusters := []Cluster{{2, 3, 4}, {0, 2, 5}, {1, 6, 3}, {4, 4, 2}}
	var families []Cluster
	for _, c := range clusters {
		for range c.Families {
			families = append(families, c)
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	shares := make([]float64, 20_000)
	for i := range shares {
		var k, n int64
		for range families {
			c := families[r.IntN(len(families))]
			k, n = k+c.K, n+c.N
		}
		shares[i] = float64(k) / float64(n)
	}
	slices.Sort(shares)
	low, high, _ := ClusterBootstrap(clusters)
	if math.Abs(low-shares[500]) > 0.02 || math.Abs(high-shares[19_500]) > 0.02 {
		t.Errorf("%g–%g, by plain drawing %g–%g", low, high, shares[500], shares[19_500])
	}
	// A hundred times as many families of the same kinds are drawn by kind, and their interval is a tenth as wide.
	for i := range clusters {
		clusters[i].Families *= 100
	}
	lowMany, highMany, _ := ClusterBootstrap(clusters)
	if ratio := (high - low) / (highMany - lowMany); ratio < 9 || ratio > 11.5 {
		t.Errorf("%g–%g is %g times as wide as %g–%g", low, high, ratio, lowMany, highMany)
	}
}

func TestTheBootstrapIsTheSameInWhateverOrder(t *testing.T) {
	a, b := []Cluster{{1, 2, 3}, {0, 4, 2}, {3, 3, 1}}, []Cluster{{3, 3, 1}, {1, 2, 1}, {0, 4, 2}, {1, 2, 2}}
	lowA, highA, _ := ClusterBootstrap(a)
	lowB, highB, _ := ClusterBootstrap(b)
	if lowA != lowB || highA != highB {
		t.Errorf("%g–%g and %g–%g", lowA, highA, lowB, highB)
	}
}

func TestFamiliesThatAllAgreeGiveWilsonOfFamilies(t *testing.T) {
	low, high, _ := ClusterBootstrap([]Cluster{{0, 3, 9}, {0, 1, 5}})
	if wLow, wHigh, _ := Wilson(0, 14); low != wLow || high != wHigh {
		t.Errorf("%g–%g", low, high)
	}
	low, high, _ = ClusterBootstrap([]Cluster{{3, 3, 9}, {1, 1, 5}})
	if wLow, wHigh, _ := Wilson(14, 14); low != wLow || high != wHigh {
		t.Errorf("%g–%g", low, high)
	}
	for _, bad := range [][]Cluster{nil, {{1, 2, 1}}, {{3, 2, 5}}, {{0, 0, 5}}} {
		if _, _, ok := ClusterBootstrap(bad); ok {
			t.Errorf("%v has an interval", bad)
		}
	}
}
