package disclosure

import (
	"errors"
	"math/big"
	"slices"
)

// finding begins a finding about a target. Its holding cells are, where no formula tells them, those seen cells that share atoms with the target, or failing that,
// with what is tied to it.
func (d *search) finding(g *chase, by Argument) *Finding {
	f := &Finding{Target: g.ID, Cell: g.cell, By: by}
	if by == Whole || by == Budget {
		f.holding = d.around(g)
	}
	return f
}

// around lists the seen cells whose atoms are a target's, or if there are none, those tied to it in some part.
func (d *search) around(g *chase) []int {
	target, tied := map[int]bool{}, map[int]bool{}
	for _, t := range g.goal.column {
		target[t.Atom] = len(d.space.forms[t.Atom].at) > 0
	}
	for _, w := range g.pieces {
		for _, z := range w.part.coordinates {
			tied[d.space.free[z]] = true
		}
		for _, c := range w.part.constraints {
			if c.source.kind == unknown {
				tied[c.source.index] = true
			}
		}
	}
	touching := func(set map[int]bool) (cells []int) {
		for _, e := range d.equations {
			if slices.ContainsFunc(e.column, func(t Term) bool { return set[t.Atom] }) {
				cells = append(cells, e.cell)
			}
		}
		return cells
	}
	if cells := touching(target); len(cells) > 0 {
		return cells
	}
	return touching(tied)
}

// unscaled takes the interval of a target back to the units of the file, known atoms included.
func (d *search) unscaled(lo, hi *big.Rat, g *goal) (*big.Rat, *big.Rat) {
	back := func(v *big.Rat) *big.Rat {
		if v == nil {
			return nil
		}
		return new(big.Rat).Add(new(big.Rat).Quo(v, new(big.Rat).SetInt(d.scale)), g.base)
	}
	return back(lo), back(hi)
}

// certain is the finding about a target that has one value only, by adding and subtracting alone or with zeros.
func (d *search) certain(g *chase) (*Finding, error) {
	f := d.finding(g, Linear)
	f.Lo, f.Hi = d.unscaled(g.base, g.base, g.goal)
	cells, ok := d.express(g.goal, nil, make([]bool, len(d.zero)))
	if ok {
		f.Derivation = d.complete(g.goal, cells)
		f.holding = f.cells()
		return f, nil
	}
	f.By = Zero
	if cells, ok = d.express(g.goal, nil, d.zero); !ok {
		return nil, errors.New("disclosure: a certain target without a formula")
	}
	f.Derivation = d.complete(g.goal, cells)
	d.prove(f, g, cells, cells)
	return f, nil
}

// bounded is the finding about a target whose bounds are too near each other.
func (d *search) bounded(g *chase, lo, hi *big.Rat) (*Finding, error) {
	f := d.finding(g, Bounds)
	f.Lo, f.Hi = d.unscaled(lo, hi, g.goal)
	var lowerBy, upperBy []summand
	for _, w := range g.pieces {
		lowerBy, upperBy = append(lowerBy, w.lowerBy...), append(upperBy, w.upperBy...)
	}
	lower, ok := d.express(g.goal, lowerBy, d.zero)
	upper, ok2 := d.express(g.goal, upperBy, d.zero)
	if !ok || !ok2 {
		return nil, errors.New("disclosure: bounds without a formula")
	}
	if lo.Cmp(hi) == 0 {
		// Where the bounds meet, whatever stands in the way of one of them is at its bound: the formula of the bound is one of the value.
		f.Derivation = d.complete(g.goal, upper)
	}
	d.prove(f, g, lower, upper)
	return f, nil
}

// prove puts the proofs of both bounds into a finding.
func (d *search) prove(f *Finding, g *chase, lower, upper map[int]*big.Rat) {
	f.Lower = d.complete(g.goal, d.signed(g.goal, lower, 1))
	f.Upper = d.complete(g.goal, d.signed(g.goal, upper, -1))
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
