package disclosure

import (
	"fmt"
	"math/big"
	"slices"
)

// Witnesses are tables that anyone can check by adding up: each reproduces everything that the attacker sees and knows.
type Witnesses struct {
	Tables [][]*big.Rat // value of each atom
	Pairs  []Pair
}

// Pair names, for a safe target, two tables that differ in it enough: one with a lower, one with a higher value.
type Pair struct {
	Target    string
	Low, High int
}

// choice says which point of which part a table has; where it says nothing, the base.
type choice struct{ part, point int }

// witnesses makes the tables of the safe targets, each table once.
func (d *search) witnesses() Witnesses {
	var w Witnesses
	index := map[*part]int{}
	for i, p := range d.parts {
		index[p] = i
	}
	made := map[string]int{}
	table := func(g *goal, at func(*piece) int) int {
		var choices []choice
		for _, x := range g.pieces {
			if at(x) > 0 {
				choices = append(choices, choice{index[x.part], at(x)})
			}
		}
		slices.SortFunc(choices, func(a, b choice) int { return a.part - b.part })
		key := fmt.Sprint(choices)
		if _, ok := made[key]; !ok {
			made[key] = len(w.Tables)
			w.Tables = append(w.Tables, d.table(choices))
		}
		return made[key]
	}
	for _, g := range d.goals {
		if g.safe {
			low := table(g, func(x *piece) int { return x.leastAt })
			w.Pairs = append(w.Pairs, Pair{g.ID, low, table(g, func(x *piece) int { return x.mostAt })})
		}
	}
	return w
}

// table spells out a solution. Of atoms that nothing tells apart the first gets all.
func (d *search) table(choices []choice) []*big.Rat {
	z := make([]*big.Rat, len(d.space.free))
	put := func(p *part, x point) {
		for j, c := range p.coordinates {
			z[c] = x[j]
		}
	}
	for _, p := range d.parts {
		put(p, p.points[0])
	}
	for _, c := range choices {
		put(d.parts[c.part], d.parts[c.part].points[c.point])
	}
	values := make([]*big.Rat, len(d.class))
	for i, u := range d.class {
		switch {
		case u < 0:
			values[i] = d.system.Atoms[i].Value
		case d.first[u] == i:
			values[i] = new(big.Rat).Quo(d.space.forms[u].value(z, d.space.den), new(big.Rat).SetInt(d.scale))
		default:
			values[i] = new(big.Rat)
		}
	}
	return values
}
