package disclosure

import (
	"fmt"
	"math/big"
)

// attacker is a system as its attacker holds it: equations and limits over the unknowns that are left once the known atoms are taken off
// and atoms that nothing tells apart are merged. All unknowns are ≥ 0.
//
// Numbers are scaled: an unknown counts in units of 1/scale, so that every equation is one of whole numbers.
type attacker struct {
	system *System
	merging
	scale     *big.Int
	equations []equation
	limits    []limit
	goals     []*goal
	zero      []bool // unknowns that are 0 because a sum of them is
	cause     []int  // unknown → the cell whose sum made it 0
	order     []int  // the zero unknowns as they were found
}

// equation is a seen cell (or a bounded one whose bounds meet): the sum of its column is value.
type equation struct {
	cell   int
	column []Term
	value  *big.Int
}

// limit is a cell of which bounds are known, lo ≤ column·y ≤ hi; nil is no bound.
type limit struct {
	cell   int
	column []Term
	lo, hi *big.Rat
}

// goal is a column whose value the attacker wants: that of the secret is known + (certain + Σ pieces)/scale.
type goal struct {
	secret
	column  []Term   // over unknowns
	known   *big.Rat // what the known atoms in it add
	certain *big.Rat // what those unknowns add that have one value only
	pieces  []*piece // what is uncertain, part by part
	safe    bool
}

// attack lays out what the attacker of a system has. It fails where a value is needed and not told, or cannot be.
func attack(s *System) (*attacker, error) {
	a := &attacker{system: s, scale: big.NewInt(1)}
	secrets, seen := s.secrets(), s.Seen()
	known := make([]bool, len(s.Atoms))
	for _, i := range s.Knows {
		known[i] = true
	}
	var columns [][]Term
	for _, c := range seen {
		columns = append(columns, s.Cells[c].Column)
	}
	for _, b := range s.Bounds {
		columns = append(columns, s.Cells[b.Cell].Column)
	}
	for _, t := range secrets {
		columns = append(columns, t.Column)
	}
	a.merging = merge(len(s.Atoms), known, columns)

	var values []*big.Rat
	for _, c := range seen {
		v := s.value(&s.Cells[c])
		if v == nil {
			return nil, fmt.Errorf("disclosure: cell %q is seen, but has no value", s.Cells[c].ID)
		}
		values = append(values, new(big.Rat).Sub(v, s.knownPart(known, s.Cells[c].Column)))
		a.equations = append(a.equations, equation{cell: c, column: a.column(s.Cells[c].Column)})
	}
	for _, b := range s.Bounds {
		column, part := a.column(s.Cells[b.Cell].Column), s.knownPart(known, s.Cells[b.Cell].Column)
		lo, hi := less(b.Lo, part), less(b.Hi, part)
		if lo != nil && hi != nil && lo.Cmp(hi) == 0 {
			a.equations = append(a.equations, equation{cell: b.Cell, column: column})
			values = append(values, lo)
			continue
		}
		a.limits = append(a.limits, limit{b.Cell, column, lo, hi})
	}
	a.rescale(values)
	for _, t := range secrets {
		a.goals = append(a.goals, &goal{secret: t, column: a.column(t.Column), known: s.knownPart(known, t.Column)})
	}
	if s.Integer && a.scale.Cmp(one) != 0 {
		return nil, fmt.Errorf("disclosure: the system is said to be of whole numbers, but a published value is not whole")
	}
	a.propagate()
	return a, nil
}

// rescale chooses the scale that makes all values of equations whole.
func (a *attacker) rescale(values []*big.Rat) {
	for _, v := range values {
		a.scale = lcm(a.scale, v.Denom())
	}
	for i, v := range values {
		a.equations[i].value = a.scaled(v).Num()
	}
	for i := range a.limits {
		a.limits[i].lo, a.limits[i].hi = a.scaled(a.limits[i].lo), a.scaled(a.limits[i].hi)
	}
}

func (a *attacker) scaled(v *big.Rat) *big.Rat {
	if v == nil {
		return nil
	}
	return new(big.Rat).Mul(v, new(big.Rat).SetInt(a.scale))
}

// knownPart is what the known atoms of a column add up to.
func (s *System) knownPart(known []bool, column []Term) *big.Rat {
	var part []Term
	for _, t := range column {
		if known[t.Atom] {
			part = append(part, t)
		}
	}
	return s.sum(part)
}

// propagate finds the unknowns that are zero because a sum of non-negative ones is at most zero, until there are no more. What such a cell shows
// is not an equation but one for each of its atoms.
func (a *attacker) propagate() {
	a.zero, a.cause = make([]bool, len(a.first)), make([]int, len(a.first))
	for again := true; again; {
		again = false
		look := func(cell int, column []Term, sign int) {
			for _, t := range column {
				if !a.zero[t.Atom] && (t.Coef > 0) != (sign > 0) {
					return
				}
			}
			for _, t := range column {
				if !a.zero[t.Atom] {
					a.zero[t.Atom], a.cause[t.Atom], again = true, cell, true
					a.order = append(a.order, t.Atom)
				}
			}
		}
		for _, e := range a.equations {
			if e.value.Sign() == 0 {
				look(e.cell, e.column, 1)
				look(e.cell, e.column, -1)
			}
		}
		for _, l := range a.limits {
			if l.hi != nil && l.hi.Sign() == 0 {
				look(l.cell, l.column, 1)
			}
			if l.lo != nil && l.lo.Sign() == 0 {
				look(l.cell, l.column, -1)
			}
		}
	}
}

var one = big.NewInt(1)

func lcm(a, b *big.Int) *big.Int {
	g := new(big.Int).GCD(nil, nil, a, b)
	return g.Mul(new(big.Int).Quo(a, g), b)
}

// less is v − w; nil stays nil.
func less(v, w *big.Rat) *big.Rat {
	if v == nil {
		return nil
	}
	return new(big.Rat).Sub(v, w)
}
