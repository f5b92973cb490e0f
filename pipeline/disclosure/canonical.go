package disclosure

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// canonical is a system with atoms, cells and targets in an order that does not depend on the one they were given in: that of their colours (colour refinement on
// the graph of atoms and cells). What Protect withholds then does not depend on it either, although among several proofs of a leak the first one found
// decides what is withheld next. Only what is alike down to the last tie keeps its given order.
type canonical struct {
	System
	atoms []int // atom → its place
	cells []int // cell → its place
}

func newCanonical(s *System) *canonical {
	atoms, cells, targets := s.colours()
	k := &canonical{atoms: places(atoms), cells: places(cells)}
	k.System = *s
	k.Atoms = make([]Atom, len(s.Atoms))
	for a, to := range k.atoms {
		k.Atoms[to] = s.Atoms[a]
	}
	k.Cells = make([]Cell, len(s.Cells))
	for c, to := range k.cells {
		k.Cells[to] = k.cell(s.Cells[c])
	}
	k.Targets = make([]Cell, len(s.Targets))
	for t, to := range places(targets) {
		k.Targets[to] = k.cell(s.Targets[t])
	}
	for _, set := range []*[]int{&k.Primary, &k.Suppressed, &k.Sees, &k.Candidates, &k.Forced, &k.Hidden} {
		*set = renumbered(*set, k.cells)
	}
	k.Objects = nil
	for _, o := range s.Objects {
		k.Objects = append(k.Objects, renumbered(o, k.cells))
	}
	k.Knows = renumbered(s.Knows, k.atoms)
	k.Bounds = slices.Clone(s.Bounds)
	for i := range k.Bounds {
		k.Bounds[i].Cell = k.cells[s.Bounds[i].Cell]
	}
	return k
}

func (k *canonical) cell(c Cell) Cell {
	column := make([]Term, len(c.Column))
	for i, t := range c.Column {
		column[i] = Term{k.atoms[t.Atom], t.Coef}
	}
	slices.SortFunc(column, func(a, b Term) int { return a.Atom - b.Atom })
	return Cell{c.ID, column, c.Value}
}

// renumbered keeps nil apart from empty: nil sees everything.
func renumbered(set, to []int) []int {
	if set == nil {
		return nil
	}
	out := make([]int, len(set))
	for i, x := range set {
		out[i] = to[x]
	}
	return out
}

// places are the places of things in the order of their colours.
func places(colours []uint64) []int {
	order := span(len(colours))
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case colours[a] < colours[b]:
			return -1
		case colours[a] > colours[b]:
			return 1
		}
		return 0
	})
	out := make([]int, len(order))
	for place, i := range order {
		out[i] = place
	}
	return out
}

// colours tells atoms, cells and targets apart by everything but their names and values that only the truth knows: first by the part they play, then, round by round,
// by the colours of what they are tied to.
func (s *System) colours() (atoms, cells, targets []uint64) {
	atoms, cells, targets = make([]uint64, len(s.Atoms)), make([]uint64, len(s.Cells)), make([]uint64, len(s.Targets))
	for c := range cells {
		cells[c] = colour(s.value(&s.Cells[c]))
	}
	for kind, set := range [][]int{s.Primary, s.Suppressed, s.sees(), s.Forced, s.Hidden} {
		for _, c := range set {
			cells[c] += colour(kind)
		}
	}
	for place, c := range s.Candidates {
		cells[c] += colour("place", place)
	}
	for _, b := range s.Bounds {
		cells[b.Cell] += colour(b.Lo, b.Hi)
	}
	for _, a := range s.Knows {
		atoms[a] = colour(s.Atoms[a].Value)
	}
	const rounds = 4 // a figure is tied to every other one over few steps
	for range rounds {
		next := slices.Clone(atoms)
		give := func(list []Cell, colours []uint64) {
			for i := range list {
				sum := colours[i]
				for _, t := range list[i].Column {
					next[t.Atom] += blend(colours[i], t.Coef)
					sum += blend(atoms[t.Atom], t.Coef)
				}
				colours[i] = blend(sum, 1)
			}
		}
		give(s.Cells, cells)
		give(s.Targets, targets)
		for a := range next {
			atoms[a] = blend(next[a], 1)
		}
	}
	return atoms, cells, targets
}

// colour hashes what is printed of some values.
func colour(values ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, values...)
	return h.Sum64()
}

// blend mixes a colour with a coefficient, so that sums of blends tell multisets apart.
func blend(c uint64, coef int64) uint64 {
	return weight(int(c^uint64(coef)*0x9e3779b97f4a7c15)) ^ c<<61
}
