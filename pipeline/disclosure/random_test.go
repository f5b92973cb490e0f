package disclosure

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
)

// tables is how many of n random systems a test looks at: a twentieth, or every k-th with WIRKBERICHT_RANDOM=k, so all with 1.
func tables(n int) int {
	if k, err := strconv.Atoi(os.Getenv("WIRKBERICHT_RANDOM")); err == nil && k > 0 {
		return n / k
	}
	return n / 20
}

// axis is a dimension of a table: each level lists the leaves it holds. Leaves come first, then groups, the total last.
type axis [][]int

// randomAxis has 2 to 4 leaves and perhaps groups of them, which may overlap or hold one leaf only.
func randomAxis(r *rand.Rand) axis {
	n := 2 + r.IntN(3)
	var a axis
	for i := range n {
		a = append(a, []int{i})
	}
	for range r.IntN(3) {
		var group []int
		for i := range n {
			if r.IntN(2) == 0 {
				group = append(group, i)
			}
		}
		if len(group) > 0 {
			a = append(a, group)
		}
	}
	return append(a, span(n))
}

// crossed makes all cells of a crossing of axes over whole values, one atom for each combination of leaves.
func crossed(axes []axis, value func() int64) *System {
	s := &System{Integer: true, Method: Full}
	size := 1
	for _, a := range axes {
		size *= len(a[len(a)-1])
	}
	for i := range size {
		s.Atoms = append(s.Atoms, Atom{fmt.Sprint("a", i), big.NewRat(value(), 1)})
	}
	var cross func(k int, id string, atoms []int)
	cross = func(k int, id string, atoms []int) {
		if k == len(axes) {
			c := Cell{ID: id}
			for _, a := range sorted(atoms) {
				c.Column = append(c.Column, Term{a, 1})
			}
			c.Value = s.sum(c.Column)
			s.Cells = append(s.Cells, c)
			return
		}
		for l, level := range axes[k] {
			var wider []int
			for _, a := range atoms {
				for _, leaf := range level {
					wider = append(wider, a*len(axes[k][len(axes[k])-1])+leaf)
				}
			}
			cross(k+1, fmt.Sprint(id, "/", l), wider)
		}
	}
	cross(0, "c", []int{0})
	return s
}

// randomTable makes a crossing of one to three axes with few persons in most cells, links some cells (births, survivors, actives), protects what is small, and orders
// the candidates by size or not at all.
func randomTable(r *rand.Rand) *System {
	axes := []axis{randomAxis(r)}
	for range r.IntN(3) {
		axes = append(axes, randomAxis(r))
	}
	high := 1 + r.Int64N(12)
	s := crossed(axes, func() int64 { return max(0, r.Int64N(high+4)-3) })
	for range r.IntN(3) { // linked figures across the axes
		c := Cell{ID: fmt.Sprint("link", len(s.Cells))}
		for a := range s.Atoms {
			if r.IntN(3) == 0 {
				c.Column = append(c.Column, Term{a, 1})
			}
		}
		c.Value = s.sum(c.Column)
		s.Cells = append(s.Cells, c)
	}
	least, zeros := int64(2+r.IntN(4)), r.IntN(2) == 0
	for c := range s.Cells {
		v := s.Cells[c].Value.Num().Int64()
		if v < least && (v > 0 || zeros) && r.IntN(4) > 0 {
			s.Primary = append(s.Primary, c)
		}
	}
	s.Candidates = span(len(s.Cells))
	r.Shuffle(len(s.Candidates), func(i, j int) { s.Candidates[i], s.Candidates[j] = s.Candidates[j], s.Candidates[i] })
	if r.IntN(2) == 0 {
		slices.SortStableFunc(s.Candidates, func(a, b int) int { return s.Cells[b].Value.Cmp(s.Cells[a].Value) })
	}
	return s
}

// withForced forces some cells, hides some, and lets the attacker know some atoms.
func withForced(r *rand.Rand, s *System) *System {
	for c := range s.Cells {
		switch r.IntN(12) {
		case 0:
			s.Forced = append(s.Forced, c)
		case 1:
			if !slices.Contains(s.Primary, c) {
				s.Hidden = append(s.Hidden, c)
			}
		}
	}
	for a := range s.Atoms {
		if r.IntN(15) == 0 {
			s.Knows = append(s.Knows, a)
		}
	}
	return s
}
