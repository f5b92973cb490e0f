package disclosure

import (
	"math/big"
	"slices"
)

// maxNear is the number of equations up to which formulas are made as short as they easily can be.
const maxNear = 400

// compose finds multiples of equations that add up to a column of unknowns, in the rows that s does not take as zero; by cell. ok is false if there are none. In
// a small system it takes the equations nearest to the column first and stops as soon as they suffice, which keeps formulas short; in a large one
// it goes by how the space came about.
func (a *attacker) compose(column map[int]*big.Rat, s *space, short bool) (cells map[int]*big.Rat, ok bool) {
	if len(a.equations) > maxNear && s.trace != nil {
		if cells = s.trace.combination(column, s.zero); cells != nil {
			return cells, true
		}
	}
	distance := a.distances(column, s.zero)
	order := span(len(distance))
	slices.SortStableFunc(order, func(i, j int) int { return distance[i] - distance[j] })
	coefs, ok := a.composeModular(column, s.zero, order)
	switch {
	case !ok || !a.adds(coefs, column, s.zero):
		if coefs, ok = a.composeRational(column, s.zero, order); !ok {
			return nil, false
		}
	case short:
		coefs = a.shorten(coefs, column, s.zero, order)
	}
	cells = map[int]*big.Rat{}
	for i, c := range coefs {
		addTo(cells, a.equations[i].cell, c)
	}
	return cells, true
}

// maxTried is the number of other orders in which a shorter formula is looked for, and maxShortened the length that nobody reads anyhow.
const maxTried, maxShortened = 12, 24

// shorten looks for a formula of fewer cells, by doing without one of them after the other.
func (a *attacker) shorten(coefs, column map[int]*big.Rat, ignore []bool, order []int) map[int]*big.Rat {
	for tried := 0; tried < maxTried && len(coefs) <= maxShortened; {
		shorter := coefs
		for _, i := range keys(coefs) {
			if tried++; tried > maxTried {
				break
			}
			without := slices.DeleteFunc(slices.Clone(order), func(j int) bool { return j == i })
			if other, ok := a.composeModular(column, ignore, without); ok && len(other) < len(shorter) && a.adds(other, column, ignore) {
				shorter, order = other, without
				break
			}
		}
		if len(shorter) == len(coefs) {
			break
		}
		coefs = shorter
	}
	return coefs
}

// distances counts, for each equation, the unknowns that it does not share with a column.
func (a *attacker) distances(column map[int]*big.Rat, ignore []bool) []int {
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
	return distance
}

// adds reports whether multiples of equations add up to a column, exactly.
func (a *attacker) adds(coefs, column map[int]*big.Rat, ignore []bool) bool {
	rest := tally(len(a.first), coefs, func(i int) []Term { return a.equations[i].column })
	for u, x := range column {
		addTo(rest, u, new(big.Rat).Neg(x))
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
