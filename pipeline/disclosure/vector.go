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

// without is v less such multiples of forms that it is 0 where each of them begins. Each begins with 1 and is 0 where those before it begin.
func (v vector) without(forms []vector) vector {
	for _, f := range forms {
		if x := v.at(f.rows[0]); x != 0 {
			v = v.plus(neg(x), f)
		}
	}
	return v
}

// plus is v + x·w, a new vector.
func (v vector) plus(x uint64, w vector) vector {
	var sum vector
	m, n := 0, 0
	for m < len(v.rows) || n < len(w.rows) {
		var row int32
		var value uint64
		switch {
		case n == len(w.rows) || m < len(v.rows) && v.rows[m] < w.rows[n]:
			row, value, m = v.rows[m], v.vals[m], m+1
		case m == len(v.rows) || v.rows[m] > w.rows[n]:
			row, value, n = w.rows[n], mul(x, w.vals[n]), n+1
		default:
			row, value, m, n = v.rows[m], add(v.vals[m], mul(x, w.vals[n])), m+1, n+1
		}
		if value != 0 {
			sum.rows, sum.vals = append(sum.rows, row), append(sum.vals, value)
		}
	}
	return sum
}
