package disclosure

import (
	"fmt"
	"math/big"
	"slices"
)

// System is one linear system of counts or amounts: what there is, what is published of it, and what an attacker knows. Cells and atoms are
// named by their index; ids are for reading and writing only.
type System struct {
	Atoms   []Atom
	Cells   []Cell
	Targets []Cell // what must not become known although no cell shows it: complements, differences, joiners

	Primary    []int // cells that must not become known
	Suppressed []int // cells already withheld, for whatever reason; they are targets too
	Sees       []int // cells the attacker gets to see unless they are suppressed or hidden; nil: all
	Knows      []int // atoms whose value the attacker knows
	Bounds     []Bound

	// MinWidth is the least width of an attacker's interval that is safe. Nil: an interval of more than one value is safe.
	MinWidth *big.Rat
	// Integer says that atoms are whole numbers, and that the attacker knows it.
	Integer bool

	// Declared says that Primary and Targets are all there is to keep: what else Protect withholds protects them, and is no secret itself.
	Declared bool
	// Brief leaves out of verdicts what only readers want: witness tables, and exact intervals where bounds alone prove the leak.
	Brief bool

	// Only Protect reads these.
	Candidates []int   // cells that may be published, in the order in which publishing is wished; nil: all others, the largest first
	Forced     []int   // cells that are published whatever follows (they already are)
	Hidden     []int   // cells that are not published and need no protection
	Objects    [][]int // cells that are published together or not at all: a numerator and its denominator; each cell in one at most
	Method     Method
}

// Atom is a set of persons or families that no cell separates. Its value, ≥ 0, is unknown to the attacker unless System.Knows
// names it; nil where the file does not tell it.
type Atom struct {
	ID    string
	Value *big.Rat
}

// Cell is a figure: a sum over atoms. Value may be nil; then it is the sum of the values of its atoms.
type Cell struct {
	ID     string
	Column []Term // atoms ascending, coefficients not 0
	Value  *big.Rat
}

// Term is one entry of a column.
type Term struct {
	Atom int
	Coef int64
}

// maxCoef is the largest coefficient, either way: their negatives and products with small numbers then fit.
const maxCoef = 1 << 31

// Bound is what an attacker knows of a cell without seeing its value: a legend "fewer than 5", a rounded rate. Nil is no bound.
type Bound struct {
	Cell   int
	Lo, Hi *big.Rat
}

// Method says how far Protect goes.
type Method string

// The methods of Protect.
const (
	Full  Method = "full"  // elimination, then the audit in a loop until nothing is found; the default
	Gauss Method = "gauss" // elimination only: safe against arithmetic, not against bounds
)

// Seen lists the cells whose values the attacker reads: Sees without Suppressed and Hidden.
func (s *System) Seen() []int {
	withheld := s.marks(s.Suppressed, s.Hidden)
	var seen []int
	for _, c := range s.sees() {
		if !withheld[c] {
			seen = append(seen, c)
		}
	}
	return seen
}

// sees is Sees, spelt out and in order.
func (s *System) sees() []int {
	if s.Sees == nil {
		return span(len(s.Cells))
	}
	return sorted(s.Sees)
}

// secrets lists what must not become known: primary cells and suppressed cells in their order, then the targets. What consists
// of atoms that the attacker knows anyhow (or of none) is not among them.
func (s *System) secrets() []secret {
	knows := make([]bool, len(s.Atoms))
	for _, a := range s.Knows {
		knows[a] = true
	}
	var list []secret
	take := func(c *Cell, index int) {
		if slices.ContainsFunc(c.Column, func(t Term) bool { return !knows[t.Atom] }) {
			list = append(list, secret{c, index})
		}
	}
	for c, is := range s.marks(s.Primary, s.Suppressed) {
		if is {
			take(&s.Cells[c], c)
		}
	}
	for i := range s.Targets {
		take(&s.Targets[i], -1)
	}
	return list
}

// secret is a column that must not become known: a cell, or one of Targets (cell −1).
type secret struct {
	*Cell
	cell int
}

// marks says for each cell whether it is in one of the sets.
func (s *System) marks(sets ...[]int) []bool {
	is := make([]bool, len(s.Cells))
	for _, set := range sets {
		for _, c := range set {
			is[c] = true
		}
	}
	return is
}

// value is the value of a cell as published: its own, or the sum of its atoms; nil if neither is told.
func (s *System) value(c *Cell) *big.Rat {
	if c.Value != nil {
		return c.Value
	}
	return s.sum(c.Column)
}

// sum adds up a column over the values of the atoms; nil if one of them is not told.
func (s *System) sum(column []Term) *big.Rat {
	total, product := new(big.Rat), new(big.Rat)
	for _, t := range column {
		v := s.Atoms[t.Atom].Value
		if v == nil {
			return nil
		}
		total.Add(total, product.Mul(product.SetInt64(t.Coef), v))
	}
	return total
}

// check finds what makes a system meaningless. ReadSystem finds the same and more, with places; this is for systems made in Go.
func (s *System) check() error {
	for _, set := range append([][]int{s.Primary, s.Suppressed, s.Sees, s.Candidates, s.Forced, s.Hidden}, s.Objects...) {
		for _, c := range set {
			if c < 0 || c >= len(s.Cells) {
				return fmt.Errorf("disclosure: no cell %d", c)
			}
		}
	}
	for _, b := range s.Bounds {
		if b.Cell < 0 || b.Cell >= len(s.Cells) {
			return fmt.Errorf("disclosure: no cell %d to bound", b.Cell)
		}
	}
	for _, a := range s.Knows {
		if a < 0 || a >= len(s.Atoms) {
			return fmt.Errorf("disclosure: no atom %d to know", a)
		}
		if s.Atoms[a].Value == nil {
			return fmt.Errorf("disclosure: the known atom %q has no value", s.Atoms[a].ID)
		}
	}
	for _, cells := range [][]Cell{s.Cells, s.Targets} {
		for i := range cells {
			if err := s.checkColumn(&cells[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *System) checkColumn(c *Cell) error {
	last := -1
	for _, t := range c.Column {
		if t.Atom <= last || t.Atom >= len(s.Atoms) || t.Coef == 0 || t.Coef < -maxCoef || t.Coef > maxCoef {
			return fmt.Errorf("disclosure: the column of %q is not ascending, leaves the atoms, or holds a 0 or a number above 2^31", c.ID)
		}
		last = t.Atom
	}
	return nil
}

// span is 0 … n−1.
func span(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// sorted is a set in order, each element once.
func sorted(set []int) []int {
	list := slices.Clone(set)
	slices.Sort(list)
	return slices.Compact(list)
}
