package disclosure

import (
	"math/big"
	"slices"
)

// compose finds multiples of equations that add up to a column of unknowns, in the rows that are not ignored. It takes the equations nearest to the column first
// and stops as soon as they suffice, which keeps formulas short. ok is false if there are none.
func (a *attacker) compose(column map[int]*big.Rat, ignore []bool) (coefs map[int]*big.Rat, ok bool) {
	order := a.near(column, ignore)
	if coefs, ok = a.composeModular(column, ignore, order); ok && a.adds(coefs, column, ignore) {
		return coefs, true
	}
	return a.composeRational(column, ignore, order)
}

// near orders the equations by how much their unknowns differ from those of a column.
func (a *attacker) near(column map[int]*big.Rat, ignore []bool) []int {
	size := 0
	for u := range column {
		if !ignore[u] {
			size++
		}
	}
	distance := make([]int, len(a.equations))
	for i, e := range a.equations {
		distance[i] = size
		for _, t := range e.column {
			switch {
			case ignore[t.Atom]:
			case column[t.Atom] != nil:
				distance[i]--
			default:
				distance[i]++
			}
		}
	}
	order := span(len(a.equations))
	slices.SortStableFunc(order, func(i, j int) int { return distance[i] - distance[j] })
	return order
}

// adds reports whether multiples of equations add up to a column, exactly.
func (a *attacker) adds(coefs, column map[int]*big.Rat, ignore []bool) bool {
	rest := map[int]*big.Rat{}
	for u, x := range column {
		addTo(rest, u, x)
	}
	for i, c := range coefs {
		for _, t := range a.equations[i].column {
			addTo(rest, t.Atom, new(big.Rat).Mul(c, big.NewRat(-t.Coef, 1)))
		}
	}
	for u := range rest {
		if !ignore[u] {
			return false
		}
	}
	return true
}

// basis is a growing set of reduced columns, each with its origin: beside its unknowns a column carries, in a row of its own, the multiple of
// each equation that went into it. What is left of a target in those rows, once its unknowns are gone, is its formula.
type basis struct {
	pivots []int32
	list   []vector // 1 in the pivot row, 0 in the rows of earlier ones
	rows   []uint64 // scratch: a column, spelt out
	filled []int32
}

// reduce subtracts the columns of the basis, from the given one on, until v is zero in all their pivot rows.
func (b *basis) reduce(v vector, from int) vector {
	put := func(r int32, x uint64) {
		if b.rows[r] == 0 {
			b.filled = append(b.filled, r) // twice if it was cancelled in between
		}
		b.rows[r] = add(b.rows[r], x)
	}
	for i, r := range v.rows {
		put(r, v.vals[i])
	}
	for i := from; i < len(b.pivots); i++ {
		if x := neg(b.rows[b.pivots[i]]); x != 0 {
			for j, r := range b.list[i].rows {
				put(r, mul(x, b.list[i].vals[j]))
			}
		}
	}
	slices.Sort(b.filled)
	out := vector{}
	for _, r := range b.filled {
		if x := b.rows[r]; x != 0 {
			out.rows, out.vals = append(out.rows, r), append(out.vals, x)
			b.rows[r] = 0
		}
	}
	b.filled = b.filled[:0]
	return out
}

// composeModular solves modulo prime and lifts the result; ok is false if there is none, or if it cannot be lifted.
func (a *attacker) composeModular(column map[int]*big.Rat, ignore []bool, order []int) (map[int]*big.Rat, bool) {
	n := int32(len(a.first))
	target, ok := a.residues(column, ignore)
	if !ok {
		return nil, false
	}
	b := basis{rows: make([]uint64, len(a.first)+len(a.equations))}
	for _, i := range order {
		if done(target, n) {
			break
		}
		var terms []Term
		for _, t := range a.equations[i].column {
			if !ignore[t.Atom] {
				terms = append(terms, t)
			}
		}
		v := modular(terms)
		v.rows, v.vals = append(v.rows, n+int32(i)), append(v.vals, 1)
		if v = b.reduce(v, 0); done(v, n) {
			continue
		}
		v.scale(inverse(v.vals[0]))
		b.pivots, b.list = append(b.pivots, v.rows[0]), append(b.list, v)
		target = b.reduce(target, len(b.list)-1)
	}
	coefs := map[int]*big.Rat{}
	for j, r := range target.rows {
		f, liftable := lift(neg(target.vals[j]))
		if r < n || !liftable {
			return nil, false
		}
		coefs[int(r-n)] = big.NewRat(f.num, f.den)
	}
	return coefs, true
}

// done reports whether nothing is left of a column but its origin.
func done(v vector, unknowns int32) bool { return len(v.rows) == 0 || v.rows[0] >= unknowns }

// residues is a rational column over the field; ok is false if a denominator is 0 in it.
func (a *attacker) residues(column map[int]*big.Rat, ignore []bool) (vector, bool) {
	modulus := new(big.Int).SetUint64(prime)
	var v vector
	for _, u := range keys(column) {
		if ignore[u] {
			continue
		}
		num := new(big.Int).Mod(column[u].Num(), modulus).Uint64()
		den := new(big.Int).Mod(column[u].Denom(), modulus).Uint64()
		if den == 0 {
			return vector{}, false
		}
		if num != 0 {
			v.rows, v.vals = append(v.rows, int32(u)), append(v.vals, mul(num, inverse(den)))
		}
	}
	return v, true
}

// composeRational solves with rational numbers throughout.
func (a *attacker) composeRational(column map[int]*big.Rat, ignore []bool, order []int) (map[int]*big.Rat, bool) {
	n := len(order)
	matrix := dense(len(a.first), n+1)
	for j, i := range order {
		for _, t := range a.equations[i].column {
			if !ignore[t.Atom] {
				matrix[t.Atom][j].SetInt64(t.Coef)
			}
		}
	}
	for u, x := range column {
		if !ignore[u] {
			matrix[u][n].Set(x)
		}
	}
	pivots := echelon(matrix, n)
	for _, row := range matrix[len(pivots):] {
		if row[n].Sign() != 0 {
			return nil, false
		}
	}
	coefs := map[int]*big.Rat{}
	for r, j := range pivots {
		addTo(coefs, order[j], matrix[r][n])
	}
	return coefs, true
}
