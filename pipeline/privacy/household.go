package privacy

import (
	"encoding/binary"
	"slices"
)

// Household is the risk of families as wholes: who finds one member has found all of them.
type Household struct {
	// K is the smallest number of families whose members, all together, have the same known values; Unique counts the families alone
	// in that.
	K           int     `json:"k"`
	Unique      int     `json:"unique"`
	UniqueShare float64 `json:"unique_share"`
	// RiskMax and RiskMean are of 1 − Π(1 − 1/n) over the members: the chance that at least one is found, if findings were independent
	// (the hierarchical risk of sdcMicro).
	RiskMax  float64 `json:"risk_max"`
	RiskMean float64 `json:"risk_mean"`
}

// household measures families of persons; nil where the units are families themselves or there is none.
func (f *frame) household(p partition, sizes []int) *Household {
	if f.families == 0 {
		return nil
	}
	vectors := coder{}
	var counts []int
	var risks []float64
	var members []uint32
	safe, smallest := 1.0, 0 // of the members so far, and of the rows of the member at hand
	flush := func() {
		slices.Sort(members)
		key := make([]byte, 0, 4*len(members))
		for _, class := range members {
			key = binary.LittleEndian.AppendUint32(key, class)
		}
		n := int(vectors.code(string(key)))
		if n > len(counts) {
			counts = append(counts, 0)
		}
		counts[n-1]++
		risks = append(risks, 1-safe)
		members, safe = members[:0], 1
	}
	for i, row := range f.byFamily {
		if i > 0 {
			before := f.byFamily[i-1]
			if f.unit[row] != f.unit[before] {
				safe *= 1 - 1/float64(smallest)
				smallest = 0
			}
			if f.family[row] != f.family[before] {
				flush()
			}
		}
		members = append(members, p.of[row])
		if n := sizes[p.of[row]]; smallest == 0 || n < smallest {
			smallest = n
		}
	}
	safe *= 1 - 1/float64(smallest)
	flush()
	h := &Household{K: slices.Min(counts)}
	for _, n := range counts {
		if n == 1 {
			h.Unique++
		}
	}
	slices.Sort(risks) // the same sum whatever the order of rows
	sum := 0.0
	for _, r := range risks {
		sum += r
	}
	h.UniqueShare = share(h.Unique, f.families)
	h.RiskMax, h.RiskMean = round(risks[len(risks)-1]), round(sum/float64(f.families))
	return h
}

// Course is how telling the whole sequence of a unit's values over time is: a fingerprint that no single row shows.
type Course struct {
	Units       int     `json:"units"` // with at least one row
	K           int     `json:"k"`     // units that share the rarest sequence
	Unique      int     `json:"unique"`
	UniqueShare float64 `json:"unique_share"`
}

// course measures the sequences of time and values, of the table's own columns only. Rows of a unit stand in the order of time.
func (f *frame) course() *Course {
	if f.when == nil {
		return nil
	}
	p := f.split(append(slices.Clone(f.quasi[:f.own]), f.sensitive...))
	next := map[[3]uint32]uint32{} // sequence so far, time, values → longer sequence
	var counts []int
	now := uint32(0)
	for i := range f.unit {
		if i == 0 || f.unit[i] != f.unit[i-1] {
			now = 0
		} else {
			counts[now-1]-- // the unit is counted where its sequence ends
		}
		key := [3]uint32{now, f.when[i], p.of[i]}
		n, ok := next[key]
		if !ok {
			n = uint32(len(next) + 1)
			next[key] = n
			counts = append(counts, 0)
		}
		now = n
		counts[now-1]++
	}
	c := &Course{Units: f.units}
	for _, n := range counts {
		if n > 0 && (c.K == 0 || n < c.K) {
			c.K = n
		}
		if n == 1 {
			c.Unique++
		}
	}
	c.UniqueShare = share(c.Unique, c.Units)
	return c
}
