package stats

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Cluster is a number of families of which each has k of its n persons in the numerator.
type Cluster struct {
	K, N, Families int64
}

// The bootstrap is the same in every run: so many repetitions from one seed.
const (
	repetitions = 1000
	seed1       = 0x57_49_52_4b
	seed2       = 0x42_45_52_49
)

// ClusterBootstrap is the two-sided 95 % percentile interval of a share of persons, when it is the families that may turn out otherwise: families
// are drawn with replacement, persons never apart from theirs (Efron and Tibshirani 1993; seed fixed). Persons of a family resemble each other, so it is
// mostly wider than Wilson's. Where all families agree, all of their persons or none, drawing shows nothing: then it is Wilson's of so many families.
//
// It needs two families and 0 ≤ k ≤ n, n > 0 in each; ok is false otherwise. Order and splitting of clusters do not matter.
func ClusterBootstrap(clusters []Cluster) (low, high float64, ok bool) {
	sorted, families, agree := gather(clusters)
	switch {
	case families < 2:
		return 0, 0, false
	case agree:
		k := int64(0)
		if sorted[0].K > 0 {
			k = families
		}
		return Wilson(k, families)
	}
	draw := drawKinds
	if families <= 1000 {
		draw = drawFamilies(sorted)
	}
	src := rand.New(rand.NewPCG(seed1, seed2))
	shares := make([]float64, repetitions)
	for i := range shares {
		shares[i] = draw(sorted, families, src)
	}
	slices.Sort(shares)
	const tail = repetitions / 40
	return shares[tail-1], shares[repetitions-tail], true
}

// gather joins equal clusters in a fixed order, counts families, and says whether all persons agree. No families if a cluster is no share.
func gather(clusters []Cluster) (sorted []Cluster, families int64, agree bool) {
	count := map[[2]int64]int64{}
	var k, n int64
	for _, c := range clusters {
		if c.N <= 0 || c.K < 0 || c.K > c.N || c.Families < 0 {
			return nil, 0, false
		}
		count[[2]int64{c.N, c.K}] += c.Families
		k, n, families = k+c.K*c.Families, n+c.N*c.Families, families+c.Families
	}
	var keys [][2]int64
	for key, f := range count {
		if f > 0 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) })
	for _, key := range keys {
		sorted = append(sorted, Cluster{K: key[1], N: key[0], Families: count[key]})
	}
	return sorted, families, k == 0 || k == n
}

// drawFamilies draws one family after the other, which is fast where there are few.
func drawFamilies(sorted []Cluster) func([]Cluster, int64, *rand.Rand) float64 {
	var all []Cluster
	for _, c := range sorted {
		for range c.Families {
			all = append(all, c)
		}
	}
	return func(_ []Cluster, families int64, src *rand.Rand) float64 {
		var k, n int64
		for range families {
			c := all[src.IntN(len(all))]
			k, n = k+c.K, n+c.N
		}
		return float64(k) / float64(n)
	}
}

// drawKinds draws how often each kind of family comes: multinomial, one binomial after the other, so that ten thousand families cost no more than
// a thousand.
func drawKinds(sorted []Cluster, families int64, src *rand.Rand) float64 {
	var k, n int64
	draws, left := families, families
	for _, c := range sorted {
		times := draws
		if c.Families < left {
			times = int64(distuv.Binomial{N: float64(draws), P: float64(c.Families) / float64(left), Src: src}.Rand())
		}
		k, n = k+times*c.K, n+times*c.N
		draws, left = draws-times, left-c.Families
		if draws == 0 {
			break
		}
	}
	return float64(k) / float64(n)
}
