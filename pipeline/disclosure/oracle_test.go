package disclosure

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

// small makes a system of a few atoms with small values, bounded by a seen total, with everything that an attacker can have.
func small(r *rand.Rand) *System {
	s := &System{Integer: r.IntN(2) == 0}
	for i := range 2 + r.IntN(4) {
		v := int64(r.IntN(4))
		if r.IntN(3) == 0 {
			v = 0
		}
		s.Atoms = append(s.Atoms, Atom{fmt.Sprint("a", i), big.NewRat(v, 1)})
	}
	add := func(list *[]Cell, id string, coef func() int64) {
		c := Cell{ID: fmt.Sprint(id, len(*list))}
		for a := range s.Atoms {
			if x := coef(); x != 0 {
				c.Column = append(c.Column, Term{a, x})
			}
		}
		c.Value = s.sum(c.Column)
		*list = append(*list, c)
	}
	add(&s.Cells, "total", func() int64 { return 1 })
	for range 2 + r.IntN(5) {
		add(&s.Cells, "c", func() int64 {
			if r.IntN(8) == 0 {
				return int64(r.IntN(5)) - 2
			}
			return int64(r.IntN(2))
		})
	}
	for c := range s.Cells[1:] {
		switch r.IntN(4) {
		case 0:
			s.Primary = append(s.Primary, c+1)
			s.Suppressed = append(s.Suppressed, c+1)
		case 1:
			s.Suppressed = append(s.Suppressed, c+1)
		}
	}
	add(&s.Targets, "t", func() int64 { return int64(r.IntN(3)) - 1 })
	for a := range s.Atoms {
		if r.IntN(6) == 0 {
			s.Knows = append(s.Knows, a)
		}
	}
	for _, c := range s.Suppressed {
		if r.IntN(3) > 0 {
			continue
		}
		b := Bound{Cell: c}
		if r.IntN(3) > 0 {
			b.Lo = new(big.Rat).Sub(s.Cells[c].Value, big.NewRat(int64(r.IntN(5)), 2))
		}
		if r.IntN(3) > 0 {
			b.Hi = new(big.Rat).Add(s.Cells[c].Value, big.NewRat(int64(r.IntN(5)), 2))
		}
		s.Bounds = append(s.Bounds, b)
	}
	if r.IntN(2) == 0 {
		s.MinWidth = big.NewRat(int64(1+r.IntN(4)), 1+int64(r.IntN(2)))
	}
	return s
}

// wholeRange enumerates all whole tables.
func wholeRange(s *System, column []Term) (lo, hi *big.Rat) {
	y := make([]*big.Rat, len(s.Atoms))
	var fill func(i int, left int64)
	fill = func(i int, left int64) {
		if i == len(y) {
			if s.solves(y) == nil {
				lo, hi = widen(lo, hi, dot(column, y))
			}
			return
		}
		for v := int64(0); v <= left; v++ {
			y[i] = big.NewRat(v, 1)
			fill(i+1, left-v)
		}
	}
	fill(0, s.Cells[0].Value.Num().Int64())
	return lo, hi
}

func widen(lo, hi, v *big.Rat) (*big.Rat, *big.Rat) {
	if lo == nil || v.Cmp(lo) < 0 {
		lo = v
	}
	if hi == nil || v.Cmp(hi) > 0 {
		hi = v
	}
	return lo, hi
}

// rationalRange visits all vertices: each choice of variables (atoms and slacks of bounds) that are zero which leaves one solution.
func rationalRange(s *System, column []Term) (lo, hi *big.Rat) {
	n := len(s.Atoms)
	var rows [][]*big.Rat // coefficients of atoms and slacks, then the value
	slacks := 0
	for _, b := range s.Bounds {
		if b.Lo != nil {
			slacks++
		}
		if b.Hi != nil {
			slacks++
		}
	}
	width := n + slacks + 1
	equation := func(column []Term, value *big.Rat, slack int, sign int64) {
		row := dense(1, width)[0]
		for _, t := range column {
			row[t.Atom].SetInt64(t.Coef)
		}
		if slack >= 0 {
			row[n+slack].SetInt64(sign)
		}
		row[width-1].Set(value)
		rows = append(rows, row)
	}
	for _, c := range s.Seen() {
		equation(s.Cells[c].Column, s.value(&s.Cells[c]), -1, 0)
	}
	for _, a := range s.Knows {
		equation([]Term{{a, 1}}, s.Atoms[a].Value, -1, 0)
	}
	k := 0
	for _, b := range s.Bounds {
		if b.Lo != nil {
			equation(s.Cells[b.Cell].Column, b.Lo, k, -1)
			k++
		}
		if b.Hi != nil {
			equation(s.Cells[b.Cell].Column, b.Hi, k, 1)
			k++
		}
	}
	for zero := range 1 << (width - 1) {
		if y := vertex(rows, zero, width-1); y != nil {
			lo, hi = widen(lo, hi, dot(column, y[:n]))
		}
	}
	return lo, hi
}

// vertex solves with the marked variables 0; nil if there is no or more than one solution, or a negative one.
func vertex(rows [][]*big.Rat, zero, n int) []*big.Rat {
	var free []int
	for i := range n {
		if zero>>i&1 == 0 {
			free = append(free, i)
		}
	}
	if len(free) > len(rows) {
		return nil
	}
	matrix := dense(len(rows), len(free)+1)
	for r := range rows {
		for j, i := range free {
			matrix[r][j].Set(rows[r][i])
		}
		matrix[r][len(free)].Set(rows[r][n])
	}
	pivots := echelon(matrix, len(free))
	if len(pivots) < len(free) {
		return nil
	}
	for _, row := range matrix[len(pivots):] {
		if row[len(free)].Sign() != 0 {
			return nil
		}
	}
	y := dense(1, n)[0]
	for r, j := range pivots {
		if y[free[j]] = matrix[r][len(free)]; y[free[j]].Sign() < 0 {
			return nil
		}
	}
	return y
}

// arithmetic reports whether a column follows from what is seen by adding and subtracting alone.
func arithmetic(s *System, column []Term) bool {
	var columns [][]Term
	for _, c := range s.Seen() {
		columns = append(columns, s.Cells[c].Column)
	}
	for _, a := range s.Knows {
		columns = append(columns, []Term{{a, 1}})
	}
	for _, b := range s.Bounds {
		if b.Lo != nil && b.Hi != nil && b.Lo.Cmp(b.Hi) == 0 {
			columns = append(columns, s.Cells[b.Cell].Column)
		}
	}
	return spans(len(s.Atoms), columns, column)
}

// spans is the rational check: whether a column is a combination of others.
func spans(atoms int, columns [][]Term, column []Term) bool {
	n := len(columns)
	matrix := dense(atoms, n+1)
	for j, c := range append(append([][]Term{}, columns...), column) {
		for _, t := range c {
			matrix[t.Atom][j].SetInt64(t.Coef)
		}
	}
	for _, row := range matrix[len(echelon(matrix, n)):] {
		if row[n].Sign() != 0 {
			return false
		}
	}
	return true
}

func TestTheAuditAgreesWithBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 7))
	by := map[Argument]int{}
	for range tables(10_000) {
		s := small(r)
		v, err := Audit(s)
		if err != nil {
			t.Fatalf("%v\n%s", err, show(s))
		}
		verify(t, s, v)
		found := map[string]*Finding{}
		for i := range v.Findings {
			found[v.Findings[i].Target] = &v.Findings[i]
			by[v.Findings[i].By]++
		}
		for _, x := range s.secrets() {
			compare(t, s, x.Cell, found[x.ID])
		}
	}
	t.Log(by)
	for _, a := range []Argument{Linear, Zero, Bounds, Whole} {
		if by[a] == 0 {
			t.Errorf("no finding by %s: the systems are too tame", a)
		}
	}
}

// compare holds a finding (nil: safe) against enumeration.
func compare(t *testing.T, s *System, x *Cell, f *Finding) {
	t.Helper()
	lo, hi := rationalRange(s, x.Column)
	need := s.MinWidth
	if s.Integer {
		lo, hi = wholeRange(s, x.Column)
	}
	width := new(big.Rat).Sub(hi, lo)
	leak := width.Sign() == 0 || need != nil && width.Cmp(need) < 0
	switch {
	case leak != (f != nil):
		t.Fatalf("%s lies in [%v, %v], finding %v\n%s", x.ID, lo, hi, f, show(s))
	case !leak:
	case f.Lo.Cmp(lo) != 0 || f.Hi.Cmp(hi) != 0:
		t.Fatalf("%s lies in [%v, %v], found [%v, %v] by %s\n%s", x.ID, lo, hi, f.Lo, f.Hi, f.By, show(s))
	case (f.By == Linear) != arithmetic(s, x.Column):
		t.Fatalf("%s: by %s, although arithmetic alone: %v\n%s", x.ID, f.By, arithmetic(s, x.Column), show(s))
	}
}
