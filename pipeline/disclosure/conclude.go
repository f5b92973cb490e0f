package disclosure

import (
	"math/big"
	"slices"
)

// finding begins a finding about a target. Where no formula will tell which cells hold it, they are those that share atoms with the target, and beyond
// these all that are tied to it over any number of steps.
func (d *search) finding(g *goal, by Argument) *Finding {
	f := &Finding{Target: g.ID, Cell: g.cell, By: by}
	if by == Whole || by == Budget {
		reached := make([]bool, len(d.first))
		for _, t := range g.column {
			reached[t.Atom] = true
		}
		f.holding, f.beyond = d.touching(reached), nil
		for n := -1; n < len(f.beyond); {
			n = len(f.beyond)
			f.beyond = d.touching(reached)
		}
	}
	return f
}

// touching lists the cells of the equations that hold a marked unknown, and marks all others in them.
func (d *search) touching(marked []bool) []int {
	var cells []int
	var more []Term
	for _, e := range d.equations {
		if slices.ContainsFunc(e.column, func(t Term) bool { return marked[t.Atom] }) {
			cells, more = append(cells, e.cell), append(more, e.column...)
		}
	}
	for _, t := range more {
		marked[t.Atom] = true
	}
	return cells
}

// unscaled takes the interval of a target back to the units of the file, known atoms included.
func (d *search) unscaled(lo, hi *big.Rat, g *goal) (*big.Rat, *big.Rat) {
	back := func(v *big.Rat) *big.Rat {
		if v == nil {
			return nil
		}
		return new(big.Rat).Add(new(big.Rat).Quo(v, new(big.Rat).SetInt(d.scale)), g.known)
	}
	return back(lo), back(hi)
}

// certain is the finding about a target that has one value only, by adding and subtracting alone or with zeros.
func (d *search) certain(g *goal) (*Finding, error) {
	f := d.finding(g, Linear)
	f.Lo, f.Hi = d.unscaled(g.certain, g.certain, g)
	bare, err := d.bareSpace()
	if err != nil {
		return nil, err
	}
	if len(bare.sum(g.column).at) == 0 {
		cells, err := d.express(g, nil, bare)
		if err != nil {
			return nil, err
		}
		f.Derivation = d.complete(g, cells)
		f.holding = f.cells()
		return f, nil
	}
	f.By = Zero
	cells, err := d.express(g, nil, d.space)
	if err != nil {
		return nil, err
	}
	f.Derivation = d.complete(g, cells)
	d.prove(f, g, cells, cells)
	return f, nil
}

// bareSpace is the space without the knowledge that some unknowns are zero.
func (d *search) bareSpace() (*space, error) {
	if d.bare == nil {
		d.bare = d.space
		if len(d.order) > 0 {
			var err error
			if d.bare, err = solve(len(d.first), make([]bool, len(d.first)), d.equations); err != nil {
				return nil, err
			}
		}
	}
	return d.bare, nil
}

// bounded is the finding about a target whose bounds are too near each other.
func (d *search) bounded(g *goal, lo, hi *big.Rat) (*Finding, error) {
	f := d.finding(g, Bounds)
	f.Lo, f.Hi = d.unscaled(lo, hi, g)
	var lowerBy, upperBy []summand
	for _, w := range g.pieces {
		lowerBy, upperBy = append(lowerBy, w.lowerBy...), append(upperBy, w.upperBy...)
	}
	lower, err := d.express(g, lowerBy, d.space)
	if err != nil {
		return nil, err
	}
	upper, err := d.express(g, upperBy, d.space)
	if err != nil {
		return nil, err
	}
	if lo.Cmp(hi) == 0 {
		// Where the bounds meet, whatever stands in the way of one of them is at its bound: the formula of the bound is one of the value. One that does
		// not go by a bound of the target itself tells more.
		f.Derivation = d.complete(g, upper)
		if other := d.complete(g, lower); upper[g.cell] != nil || lower[g.cell] == nil && len(other) < len(f.Derivation) {
			f.Derivation = other
		}
	}
	d.prove(f, g, lower, upper)
	return f, nil
}

// prove puts the proofs of both bounds into a finding.
func (d *search) prove(f *Finding, g *goal, lower, upper map[int]*big.Rat) {
	f.Lower = d.complete(g, d.signed(g, lower, 1))
	f.Upper = d.complete(g, d.signed(g, upper, -1))
	f.holding = f.cells()
}

// cells lists the cells in the formulas of a finding.
func (f *Finding) cells() []int {
	var list []int
	for _, formula := range []Formula{f.Derivation, f.Lower, f.Upper} {
		for _, s := range formula {
			if s.Cell >= 0 {
				list = append(list, s.Cell)
			}
		}
	}
	return sorted(list)
}
