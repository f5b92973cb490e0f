package disclosure

import "slices"

// vector is a sparse column of the field: rows ascending, values not 0.
type vector struct {
	rows []int32
	vals []uint64
}

// at is the entry in a row, 0 where there is none.
func (v vector) at(row int32) uint64 {
	if i, ok := slices.BinarySearch(v.rows, row); ok {
		return v.vals[i]
	}
	return 0
}

func (v vector) clone() vector { return vector{slices.Clone(v.rows), slices.Clone(v.vals)} }

// scale multiplies every entry by f ≠ 0, in place.
func (v vector) scale(f uint64) {
	for i, x := range v.vals {
		v.vals[i] = mul(x, f)
	}
}

// dot is the sum of weight[row]·value.
func (v vector) dot(weights []uint64) uint64 {
	var s uint64
	for i, r := range v.rows {
		s = add(s, mul(weights[r], v.vals[i]))
	}
	return s
}

// parallel reports whether v and w, both not 0, are multiples of each other.
func (v vector) parallel(w vector) bool {
	if !slices.Equal(v.rows, w.rows) {
		return false
	}
	for i := range v.vals {
		if mul(v.vals[i], w.vals[0]) != mul(w.vals[i], v.vals[0]) {
			return false
		}
	}
	return true
}
