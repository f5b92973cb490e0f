package disclosure

import "slices"

// knowledge is what follows by arithmetic, modulo prime, from the cells learned so far: every unknown as a linear form in those that
// are still free,
//
//	y[r] = constant + Σ form[f]·y[f],
//
// sparse in both directions. Learning a cell substitutes one free unknown everywhere; this is Gaussian elimination (sdc.md 2.3.2) seen from the
// side of the atoms. A column is derivable iff its form is a constant, and the forms of two columns are multiples of each other
// iff learning one of them gives away the other: a form is the one representative, modulo what is printed, that is zero in all
// pivot rows.
//
// Note: keeping the columns of all undecided cells reduced, as sdc.md describes it, costs twice as much at 19,000 cells (200 against 95 million
// entries merged): there are more cells than atoms, and the wide ones are looked at only once. Kept this way, the result is also the
// solution space that the audit needs.
type knowledge struct {
	unknowns int       // unknowns are 0 … unknowns−1; coordinate unknowns is the constant
	forms    []vector  // one for each unknown, then one for each followed column
	holders  [][]int32 // free unknown → forms that held it at some time; checked when used
	counts   []int32   // free unknown → forms that hold it now
	fixed    []bool    // the unknowns that are no longer free
	trace    *trace    // notes what is learned; nil if nobody wants it

	sum     []uint64 // scratch of image
	touched []int32
	merged  vector // scratch of add
}

// newKnowledge knows nothing: every unknown is free.
func newKnowledge(unknowns int) *knowledge {
	k := &knowledge{
		unknowns: unknowns, forms: make([]vector, unknowns),
		holders: make([][]int32, unknowns), counts: make([]int32, unknowns), fixed: make([]bool, unknowns),
		sum: make([]uint64, unknowns+1),
	}
	for r := range k.forms {
		k.hold(int32(r), vector{[]int32{int32(r)}, []uint64{1}})
	}
	return k
}

// follow keeps the form of a further column up to date and returns its index in forms. A single unknown is followed anyway.
func (k *knowledge) follow(column vector) int32 {
	if len(column.rows) == 1 && column.vals[0] == 1 {
		return column.rows[0]
	}
	i := int32(len(k.forms))
	k.forms = append(k.forms, vector{})
	k.hold(i, k.image(column, 0))
	return i
}

// hold sets a form that was empty.
func (k *knowledge) hold(i int32, form vector) {
	k.forms[i] = form
	for _, f := range form.rows {
		k.enter(f, i)
	}
}

// enter notes that form i now holds the free unknown f.
func (k *knowledge) enter(f, i int32) {
	if int(f) < k.unknowns {
		k.holders[f] = append(k.holders[f], i)
		k.counts[f]++
	}
}

func (k *knowledge) leave(f int32) {
	if int(f) < k.unknowns {
		k.counts[f]--
	}
}

// image is the form of column·y − value.
func (k *knowledge) image(column vector, value uint64) vector {
	put := func(f int32, v uint64) {
		if k.sum[f] == 0 {
			k.touched = append(k.touched, f) // twice if it was cancelled in between
		}
		k.sum[f] = add(k.sum[f], v)
	}
	put(int32(k.unknowns), neg(value))
	for i, r := range column.rows {
		form := k.forms[r]
		for j, f := range form.rows {
			put(f, mul(column.vals[i], form.vals[j]))
		}
	}
	slices.Sort(k.touched)
	var v vector
	for _, f := range k.touched {
		if x := k.sum[f]; x != 0 {
			v.rows, v.vals = append(v.rows, f), append(v.vals, x)
			k.sum[f] = 0
		}
	}
	k.touched = k.touched[:0]
	return v
}

// constant reports whether nothing is free in a form.
func (k *knowledge) constant(form vector) bool {
	return len(form.rows) == 0 || int(form.rows[0]) == k.unknowns
}

// fix takes in that an unknown about which nothing is known yet is zero.
func (k *knowledge) fix(u int32) {
	k.forms[u], k.holders[u], k.counts[u], k.fixed[u] = vector{}, nil, 0, true
}

// learn takes in that a form, as made by image and not constant, is zero. It substitutes the free unknown that the fewest forms hold. before and after, if not
// nil, get to see each form that changes.
func (k *knowledge) learn(form vector, before, after func(i int32)) {
	best := 0
	for j, f := range form.rows {
		if int(f) < k.unknowns && k.counts[f] < k.counts[form.rows[best]] {
			best = j
		}
	}
	f := form.rows[best]
	factor := inverse(form.vals[best])
	form = form.clone()
	form.scale(factor)
	var changed []int32
	var by []uint64
	for _, i := range k.holders[f] {
		x := k.forms[i].at(f)
		if x == 0 {
			continue
		}
		if before != nil {
			before(i)
		}
		k.add(i, neg(x), form)
		changed, by = append(changed, i), append(by, x)
	}
	k.holders[f], k.fixed[f] = nil, true
	if k.trace != nil {
		k.trace.steps = append(k.trace.steps, step{factor, changed, by})
	}
	if after != nil {
		for _, i := range changed {
			after(i)
		}
	}
}

// add adds x·form to form i.
func (k *knowledge) add(i int32, x uint64, form vector) {
	a, b := k.forms[i], form
	rows, vals := k.merged.rows[:0], k.merged.vals[:0]
	m, n := 0, 0
	for m < len(a.rows) || n < len(b.rows) {
		switch {
		case n == len(b.rows) || m < len(a.rows) && a.rows[m] < b.rows[n]:
			rows, vals = append(rows, a.rows[m]), append(vals, a.vals[m])
			m++
		case m == len(a.rows) || a.rows[m] > b.rows[n]:
			rows, vals = append(rows, b.rows[n]), append(vals, mul(x, b.vals[n]))
			k.enter(b.rows[n], i)
			n++
		default:
			if v := add(a.vals[m], mul(x, b.vals[n])); v != 0 {
				rows, vals = append(rows, a.rows[m]), append(vals, v)
			} else {
				k.leave(a.rows[m])
			}
			m, n = m+1, n+1
		}
	}
	k.merged = vector{rows, vals}
	k.forms[i] = vector{append(a.rows[:0], rows...), append(a.vals[:0], vals...)}
}
