package disclosure

import (
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

// express writes a target as a sum of multiples of cells and of the given multiples of variables, in all unknowns but the ignored ones. It
// returns the multiples of the cells; what is missing then is made of atoms (complete).
func (a *attacker) express(g *goal, proof []summand, ignore []bool) (map[int]*big.Rat, bool) {
	rest := map[int]*big.Rat{} // the target less the proof, over unknowns
	for _, t := range g.column {
		addTo(rest, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	cells := map[int]*big.Rat{}
	for _, s := range proof {
		for _, t := range a.variable(s.source) {
			addTo(rest, t.Atom, new(big.Rat).Mul(s.coef, big.NewRat(-t.Coef, 1)))
		}
		if s.source.kind != unknown {
			c := new(big.Rat).Set(s.coef)
			if s.source.kind == below {
				c.Neg(c)
			}
			addTo(cells, a.limits[s.source.index].cell, c)
		}
	}
	coefs, ok := a.compose(rest, ignore)
	if !ok {
		return nil, false
	}
	for i, c := range coefs {
		addTo(cells, a.equations[i].cell, c)
	}
	return cells, true
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
	atoms := map[int]*big.Rat{}
	for _, t := range g.Column {
		addTo(atoms, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	for c, coef := range cells {
		for _, t := range a.system.Cells[c].Column {
			addTo(atoms, t.Atom, new(big.Rat).Mul(coef, big.NewRat(-t.Coef, 1)))
		}
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

// addTo adds to an entry of a sparse sum and takes it out when it becomes 0.
func addTo(sum map[int]*big.Rat, i int, x *big.Rat) {
	if sum[i] == nil {
		sum[i] = new(big.Rat)
	}
	if sum[i].Add(sum[i], x); sum[i].Sign() == 0 {
		delete(sum, i)
	}
}

// keys are the keys of a sparse sum in order.
func keys(sum map[int]*big.Rat) []int {
	var list []int
	for i := range sum {
		list = append(list, i)
	}
	slices.Sort(list)
	return list
}

// signed changes multiples of cells so that they prove a bound without a word on zero atoms: where a zero unknown has a sign that proves nothing, enough of the
// cell that made it zero is added. The later an unknown was found to be zero the earlier it is treated, because the cell behind it may hold others
// that were zero before. sign is +1 for a lower bound (no atom may count negatively), −1 for an upper one.
func (a *attacker) signed(g *goal, cells map[int]*big.Rat, sign int) map[int]*big.Rat {
	out, rest := map[int]*big.Rat{}, map[int]*big.Rat{}
	for _, t := range g.column {
		addTo(rest, t.Atom, new(big.Rat).SetInt64(t.Coef))
	}
	put := func(c int, coef *big.Rat) {
		addTo(out, c, coef)
		for _, t := range a.merging.column(a.system.Cells[c].Column) {
			addTo(rest, t.Atom, new(big.Rat).Mul(coef, big.NewRat(-t.Coef, 1)))
		}
	}
	for c, coef := range cells {
		put(c, coef)
	}
	for _, u := range slices.Backward(a.order) {
		if rest[u] == nil || rest[u].Sign() == sign {
			continue
		}
		for _, t := range a.merging.column(a.system.Cells[a.cause[u]].Column) {
			if t.Atom == u {
				put(a.cause[u], new(big.Rat).Quo(rest[u], big.NewRat(t.Coef, 1)))
				break
			}
		}
	}
	return out
}
