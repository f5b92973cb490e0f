package disclosure

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// Formula is a sum of multiples of cells and atoms, cells first, each once, none times 0.
type Formula []Summand

// Summand is Coef times a cell, or, where Cell is −1, times an atom.
type Summand struct {
	Cell int
	Atom int
	Coef *big.Rat
}

// express writes a target as a sum of multiples of cells and of the given multiples of variables, in all unknowns but those that s takes as zero. It
// returns the multiples of the cells; what is missing then is made of atoms (complete).
func (a *attacker) express(g *goal, proof []summand, s *space) (map[int]*big.Rat, error) {
	rest := map[int]*big.Rat{} // the target less the proof, over unknowns
	for _, t := range g.column {
		addTo(rest, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	cells := map[int]*big.Rat{}
	for _, x := range proof {
		for _, t := range a.variable(x.source) {
			addTo(rest, t.Atom, new(big.Rat).Mul(x.coef, big.NewRat(-t.Coef, 1)))
		}
		if x.source.kind != unknown {
			c := new(big.Rat).Set(x.coef)
			if x.source.kind == below {
				c.Neg(c)
			}
			addTo(cells, a.limits[x.source.index].cell, c)
		}
	}
	composed, ok := a.compose(rest, s, proof == nil)
	if !ok {
		return nil, fmt.Errorf("disclosure: no formula for %q", g.ID)
	}
	for c, coef := range composed {
		addTo(cells, c, coef)
	}
	return cells, nil
}

// variable is the column of a variable of a program, its constant left out.
func (a *attacker) variable(s source) []Term {
	switch s.kind {
	case above:
		return a.limits[s.index].column
	case below:
		var out []Term
		for _, t := range a.limits[s.index].column {
			out = append(out, Term{t.Atom, -t.Coef})
		}
		return out
	}
	return []Term{{s.index, 1}}
}

// complete adds to multiples of cells the multiples of atoms that make the column of the target, atom by atom.
func (a *attacker) complete(g *goal, cells map[int]*big.Rat) Formula {
	atoms := tally(len(a.class), cells, func(c int) []Term { return a.system.Cells[c].Column })
	for _, v := range atoms {
		v.Neg(v)
	}
	for _, t := range g.Column {
		addTo(atoms, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	var f Formula
	for _, c := range keys(cells) {
		f = append(f, Summand{Cell: c, Atom: -1, Coef: cells[c]})
	}
	for _, i := range keys(atoms) {
		f = append(f, Summand{Cell: -1, Atom: i, Coef: atoms[i]})
	}
	return f
}

// signed changes multiples of cells so that they prove a bound without a word on zero atoms: where a zero unknown has a sign that proves nothing, enough of the
// cell that made it zero is added. The later an unknown was found to be zero the earlier it is treated, because the cell behind it may hold others
// that were zero before. sign is +1 for a lower bound (no atom may count negatively), −1 for an upper one.
func (a *attacker) signed(g *goal, cells map[int]*big.Rat, sign int) map[int]*big.Rat {
	column := func(c int) []Term { return a.column(a.system.Cells[c].Column) }
	out, rest := maps.Clone(cells), tally(len(a.first), cells, column)
	for _, v := range rest {
		v.Neg(v)
	}
	for _, t := range g.column {
		addTo(rest, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	for _, u := range slices.Backward(a.order) {
		if rest[u] == nil || rest[u].Sign() == sign {
			continue
		}
		cause := column(a.cause[u])
		i := slices.IndexFunc(cause, func(t Term) bool { return t.Atom == u })
		multiple := new(big.Rat).Quo(rest[u], big.NewRat(cause[i].Coef, 1))
		if before := out[a.cause[u]]; before != nil {
			out[a.cause[u]] = new(big.Rat).Add(before, multiple)
		} else {
			out[a.cause[u]] = multiple
		}
		for _, t := range cause {
			addTo(rest, t.Atom, new(big.Rat).Mul(multiple, big.NewRat(-t.Coef, 1)))
		}
	}
	return out
}
