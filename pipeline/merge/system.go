package merge

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// scope names what is attacked together: indicators of which one is part of the other, under one legal state in one period.
type scope struct {
	root, law string
	freq      indicator.Freq
	period    string
}

// system is everything that the merged bundle and the bundles it came from say of one scope, as equations over what each municipality knows of
// itself.
type system struct {
	disclosure.System
	own     map[string][]int            // area → its atoms whose value is known here
	columns map[string]map[side]formula // cell id → side → the atoms it is the sum of
}

type formula []disclosure.Term

// cellOf is a cell as the audit sees it.
type cellOf struct {
	*release.Published
	hidden bool // by contract: its value is known here, but not outside
	known  bool // hidden, but published elsewhere
}

// layOut makes the system of a scope. Totals are those that would be shown.
func layOut(cells []cellOf, shown map[indicator.Key]bool, additive func(*indicator.Indicator, string) bool) *system {
	s := &system{own: map[string][]int{}, columns: map[string]map[side]formula{}}
	s.Integer, s.Brief = true, true
	slices.SortFunc(cells, func(a, b cellOf) int {
		return cmp.Or(strings.Compare(a.Key.Indicator, b.Key.Indicator), strings.Compare(a.Key.Area, b.Key.Area),
			// undivided cells first: the others are parts of them
			-compareBool(a.Key.Breakdown == indicator.Total, b.Key.Breakdown == indicator.Total), strings.Compare(a.Key.ID(), b.Key.ID()))
	})
	for i := range cells {
		s.municipal(&cells[i])
	}
	s.breakdowns(cells, additive)
	s.totalled(cells, shown)
	s.nested(cells)
	return s
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// values are the sides of a cell as exact numbers; nil where a figure is withheld.
func (c cellOf) value(s side) *big.Rat {
	if c.Status == release.Absent && !c.Missing {
		return new(big.Rat) // no such case
	}
	if c.Numerator == nil {
		return nil
	}
	p := part{k: *c.Numerator}
	if c.Denominator != nil {
		p.n = *c.Denominator
	}
	return rat(p.of(s))
}

func rat(d notation.Decimal) *big.Rat { return big.NewRat(int64(d), int64(notation.One)) }

// forget leaves out of the targets what the system gives away: without a total of the merged bundle, that is what the municipality itself does not keep.
// It withholds whole cells, of which one side may follow and harm nobody.
func (s *system) forget(known map[string]bool) {
	s.Primary = slices.DeleteFunc(s.Primary, func(c int) bool { return known[s.Cells[c].ID] })
	s.Targets = slices.DeleteFunc(s.Targets, func(t disclosure.Cell) bool { return known[t.ID] })
}

// municipal gives each side of a municipality's cell an atom. Who sees the cell sees it; of a hidden one it must not become known.
func (s *system) municipal(c *cellOf) {
	id := c.Key.ID()
	s.columns[id] = map[side]formula{}
	for _, sd := range sidesOf(c.Indicator) {
		v := c.value(sd)
		s.Integer = s.Integer && (v == nil || v.IsInt())
		atom := s.atom(c.Key.Area, v)
		s.columns[id][sd] = formula{{Atom: atom, Coef: 1}}
		cell := s.cell(sideID(id, sd), s.columns[id][sd], v)
		if c.hidden && !c.known || c.Status == release.Withheld || c.Missing {
			s.Hidden = append(s.Hidden, cell)
		}
		if c.hidden && !c.known {
			s.Primary = append(s.Primary, cell)
		}
	}
	if c.hidden && !c.known && c.Indicator.Measure == indicator.Share {
		s.Targets = append(s.Targets, disclosure.Cell{ID: sideID(id, denominator), Column: plus(s.columns[id][numerator], s.columns[id][complement], 1), Value: rat(*c.Denominator)})
	}
}

// sideID names a side of a cell in findings.
func sideID(id string, s side) string {
	return id + "#" + [...]string{"k", "rest", "n"}[s]
}

func (s *system) atom(area string, v *big.Rat) int {
	s.Atoms = append(s.Atoms, disclosure.Atom{ID: area, Value: v})
	if v != nil {
		s.own[area] = append(s.own[area], len(s.Atoms)-1)
	}
	return len(s.Atoms) - 1
}

func (s *system) cell(id string, column formula, v *big.Rat) int {
	s.Cells = append(s.Cells, disclosure.Cell{ID: id, Column: column, Value: v})
	return len(s.Cells) - 1
}

// plus is a + sign·b, atoms ascending.
func plus(a, b formula, sign int64) formula {
	coefs := map[int]int64{}
	for _, t := range a {
		coefs[t.Atom] += t.Coef
	}
	for _, t := range b {
		coefs[t.Atom] += sign * t.Coef
	}
	var out formula
	for atom, coef := range coefs {
		if coef != 0 {
			out = append(out, disclosure.Term{Atom: atom, Coef: coef})
		}
	}
	slices.SortFunc(out, func(x, y disclosure.Term) int { return x.Atom - y.Atom })
	return out
}

// zero says of a sum that it is nothing; with slack, that it is not below nothing. One that the figures do not keep is not said.
func (s *system) zero(area string, sum formula, slack bool) {
	v := new(big.Rat)
	for _, t := range sum {
		a := s.Atoms[t.Atom].Value
		if a == nil {
			v = nil
			break
		}
		v.Add(v, new(big.Rat).Mul(a, big.NewRat(t.Coef, 1)))
	}
	if v != nil && (v.Sign() < 0 || v.Sign() > 0 && !slack) {
		return
	}
	if slack {
		sum = append(slices.Clone(sum), disclosure.Term{Atom: s.atom(area, v), Coef: -1})
	}
	s.cell("Definition", sum, new(big.Rat))
}

// breakdowns ties the parts of a breakdown to the undivided figure: they are its sum, or each is a part of it.
func (s *system) breakdowns(cells []cellOf, additive func(*indicator.Indicator, string) bool) {
	sums := map[indicator.Key]map[side]formula{}
	var order []indicator.Key
	for i := range cells {
		c := &cells[i]
		if c.Key.Breakdown == indicator.Total {
			continue
		}
		whole := c.Key
		whole.Breakdown, whole.Category = indicator.Total, indicator.Total
		columns, ok := s.columns[whole.ID()]
		if !ok {
			continue
		}
		of := c.Key
		of.Category = ""
		for _, sd := range sidesOf(c.Indicator) {
			own := s.columns[c.Key.ID()][sd]
			if !additive(c.Indicator, c.Key.Breakdown) {
				s.zero(c.Key.Area, plus(columns[sd], own, -1), true)
				continue
			}
			if sums[of] == nil {
				sums[of] = map[side]formula{}
				order = append(order, of)
			}
			if sums[of][sd] == nil {
				sums[of][sd] = columns[sd]
			}
			sums[of][sd] = plus(sums[of][sd], own, -1)
		}
	}
	for _, of := range order {
		for _, sd := range []side{numerator, complement, denominator} {
			if sum, ok := sums[of][sd]; ok {
				s.zero(of.Area, sum, false)
			}
		}
	}
}

// totalled adds the totals that are shown.
func (s *system) totalled(cells []cellOf, shown map[indicator.Key]bool) {
	sums := map[string]map[side]formula{}
	values := map[string]map[side]*big.Rat{}
	var order []string
	for i := range cells {
		c := &cells[i]
		k := c.Key
		k.Area = setKey
		if !shown[k] || c.Apart {
			continue
		}
		id := c.Key.Indicator
		if sums[id] == nil {
			sums[id], values[id] = map[side]formula{}, map[side]*big.Rat{}
			order = append(order, id)
		}
		for _, sd := range sidesOf(c.Indicator) {
			sums[id][sd] = plus(sums[id][sd], s.columns[c.Key.ID()][sd], 1)
			if values[id][sd] == nil {
				values[id][sd] = new(big.Rat)
			}
			values[id][sd].Add(values[id][sd], c.value(sd))
		}
	}
	for _, id := range order {
		for _, sd := range []side{numerator, complement, denominator} {
			if sum, ok := sums[id][sd]; ok {
				s.cell(sideID(id, sd), sum, values[id][sd])
			}
		}
	}
}

// nested says of indicators that are part of another that they are, in each municipality.
func (s *system) nested(cells []cellOf) {
	for i := range cells {
		c := &cells[i]
		of := c.Key
		of.Indicator = c.Indicator.PartOf
		whole, ok := s.columns[of.ID()]
		if of.Indicator == "" || !ok {
			continue
		}
		own := s.columns[c.Key.ID()]
		_, divided := whole[complement]
		within := own[numerator]
		if rest, ok := own[complement]; ok && !divided {
			within = plus(within, rest, 1) // all of whom it speaks are among the others
		}
		s.zero(c.Key.Area, plus(whole[numerator], within, -1), true)
	}
}
