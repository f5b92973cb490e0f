package release

import (
	"maps"
	"math/big"
	"slices"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// part is one side of one observation, with the sign it has in a sum.
type part struct {
	cell int
	side side
	sign int64
}

// identity is a sum of sides that is known to be zero by definition, or at least not below zero: part_of, the same population.
type identity struct {
	sum   []part
	slack bool // what is left over is a group of its own
	apart bool // the difference is not zero, and everybody knows it
}

// apart is a difference of two figures that must not become known: who joined, who left, who is in one group and not in the other.
type apart struct {
	rule Rule
	name string
	sum  []part
}

// assembly makes the system of tables that are tied to each other.
type assembly struct {
	plan    *plan
	system  disclosure.System
	columns map[part][]disclosure.Term // side of an observation (sign 0) → its column
	index   map[part]int               // the same → its cell in the system
	of      []int                      // cell of the system → its observation; −1 for identities
	loose   []identity                 // of breakdowns that do not add up

	families map[int][]int    // family → the atoms that are its own
	offices  map[string][]int // source of indicators → the atoms of their tables

	candidates []int
	whole      bool // all figures are whole numbers
}

// assemble lays out the tables, what ties them, and what must not become known.
func (p *plan) assemble(g group) *assembly {
	a := &assembly{plan: p, columns: map[part][]disclosure.Term{}, index: map[part]int{}, whole: true, families: map[int][]int{}, offices: map[string][]int{}}
	for _, t := range g.tables {
		for _, s := range []side{numerator, complement, denominator, unknown} {
			a.lay(p.tables[t], s)
		}
	}
	for _, id := range append(a.loose, g.identities...) {
		a.identify(id)
	}
	for _, t := range g.tables {
		for _, i := range p.tables[t].cells {
			a.object(i)
			for n, s := range p.secrets[i] {
				if !slices.ContainsFunc(p.secrets[i][:n], func(t secret) bool { return t.side == s.side }) {
					a.target(p.name(i, s.side), sumOf(i, s.side, p.observations))
				}
			}
		}
	}
	for _, d := range g.aparts {
		a.target(d.name, d.sum)
	}
	slices.SortStableFunc(a.candidates, func(x, y int) int { return p.wish(a.of[x], a.of[y]) })
	a.system.Candidates = a.candidates
	a.system.Integer, a.system.Declared, a.system.Brief = a.whole, true, true
	return a
}

// lay gives the cells of a table their columns on one side.
func (a *assembly) lay(t table, s side) {
	obs := a.plan.observations
	has := func(i int) bool { return slices.Contains(sidesOf(&obs[i]), s) }
	if !slices.ContainsFunc(t.cells, has) || s == unknown && !slices.ContainsFunc(t.cells, func(i int) bool { return obs[i].Unknown != 0 }) {
		return
	}
	from := len(a.system.Atoms)
	f := a.plan.frameOf(t, s)
	var atoms [][]int // of each combination
	if t.total >= 0 {
		atoms = a.combinations(t, s, &f)
	}
	for _, i := range t.cells {
		o := &obs[i]
		if !has(i) {
			continue
		}
		v := value(o, s)
		var column []disclosure.Term
		if o.Breakdown != indicator.Total && slices.Contains(f.loose, o.Breakdown) {
			column = []disclosure.Term{{Atom: a.atom(&v), Coef: 1}}
		} else {
			for k, list := range atoms {
				if f.at(k, o.Breakdown, o.Category) {
					for _, atom := range list {
						column = append(column, disclosure.Term{Atom: atom, Coef: 1})
					}
				}
			}
		}
		key := part{i, s, 0}
		a.columns[key] = column
		a.index[key] = a.cell(i, disclosure.Cell{ID: a.plan.name(i, s), Column: column, Value: a.rat(v)})
	}
	source := obs[t.cells[0]].Indicator.Source
	for atom := from; atom < len(a.system.Atoms); atom++ {
		a.offices[source] = append(a.offices[source], atom)
	}
	a.loosen(t, f.loose, s)
}

// loosen ties the cells of breakdowns that do not add up to their total. Where each unit belongs into one category, as a rule, what is missing of the total or too much is
// taken to be known: gaps must not tell whether a breakdown happens to add up. Where units are in several as a rule, no cell is larger than the total, and together
// they are not smaller, if a unit counts whole or not at all.
func (a *assembly) loosen(t table, loose []string, s side) {
	obs := a.plan.observations
	if t.total < 0 {
		return
	}
	counted := obs[t.total].Indicator.Measure == indicator.Share || obs[t.total].Indicator.Measure == indicator.Count
	for _, b := range loose {
		several := a.plan.kin.several[division{obs[t.total].Key.Indicator, b}]
		if several && (!counted || s != numerator) {
			continue
		}
		all := identity{sum: []part{{t.total, s, -1}}, slack: several, apart: !several}
		for _, i := range t.cells {
			if obs[i].Breakdown == b && slices.Contains(sidesOf(&obs[i]), s) {
				all.sum = append(all.sum, part{i, s, 1})
				if several {
					a.loose = append(a.loose, identity{sum: []part{{t.total, s, 1}, {i, s, -1}}, slack: true})
				}
			}
		}
		a.loose = append(a.loose, all)
	}
}

// cell adds a cell to the system.
func (a *assembly) cell(observation int, c disclosure.Cell) int {
	a.system.Cells, a.of = append(a.system.Cells, c), append(a.of, observation)
	return len(a.system.Cells) - 1
}

// identify adds an identity as a figure that everybody knows to be zero. One that the figures do not keep is no identity.
func (a *assembly) identify(id identity) {
	column, v, ok := a.add(id.sum)
	if !ok || !id.apart && (v < 0 || v > 0 && !id.slack) {
		return
	}
	known := new(big.Rat)
	switch {
	case id.slack:
		column = append(column, disclosure.Term{Atom: a.atom(&v), Coef: -1})
	case id.apart:
		known = a.rat(v)
	}
	a.system.Forced = append(a.system.Forced, a.cell(-1, disclosure.Cell{ID: "Definition", Column: column, Value: known}))
}

// target adds a sum that must not become known.
func (a *assembly) target(name string, sum []part) {
	if column, v, ok := a.add(sum); ok && len(column) > 0 {
		a.system.Targets = append(a.system.Targets, disclosure.Cell{ID: name, Column: column, Value: a.rat(v)})
	}
}

// add adds up columns and figures; false if one of them is not laid out.
func (a *assembly) add(sum []part) ([]disclosure.Term, notation.Decimal, bool) {
	coefs := map[int]int64{}
	var v notation.Decimal
	for _, p := range sum {
		o := &a.plan.observations[p.cell]
		v += notation.Decimal(p.sign) * value(o, p.side)
		column, ok := a.columns[part{p.cell, p.side, 0}]
		if !ok && value(o, p.side) != 0 {
			return nil, 0, false
		}
		for _, t := range column {
			coefs[t.Atom] += p.sign
		}
	}
	var column []disclosure.Term
	for _, atom := range slices.Sorted(maps.Keys(coefs)) {
		if coefs[atom] != 0 {
			column = append(column, disclosure.Term{Atom: atom, Coef: coefs[atom]})
		}
	}
	return column, v, true
}

// sumOf is a side as a sum of columns: the denominator of a share has none of its own.
func sumOf(i int, s side, observations []indicator.Observation) []part {
	if s == denominator && observations[i].Indicator.Measure == indicator.Share {
		return []part{{i, numerator, 1}, {i, complement, 1}}
	}
	return []part{{i, s, 1}}
}

// object gives the sides of an observation their status: withheld, known to be nothing, printed already, or up for decision together.
func (a *assembly) object(i int) {
	p, s := a.plan, &a.system
	o := &p.observations[i]
	var object []int
	put := func(set *[]int, sd side) {
		if c, ok := a.index[part{i, sd, 0}]; ok {
			*set = append(*set, c)
		}
	}
	for _, sd := range sidesOf(o) {
		switch {
		case len(p.secrets[i]) > 0, p.kept[i], sd == unknown && (absent(o) || p.unknowns[i]):
			put(&s.Hidden, sd)
		case absent(o), p.printed[i]:
			put(&s.Forced, sd)
		case sd == unknown && p.alone(i):
			put(&a.candidates, sd)
		default:
			put(&object, sd)
		}
	}
	if len(object) > 0 {
		a.candidates = append(a.candidates, object...)
		s.Objects = append(s.Objects, object)
	}
	if p.unknowns[i] {
		a.target(p.name(i, unknown), sumOf(i, unknown, p.observations))
	}
}

// atom adds an atom; its value may be nil.
func (a *assembly) atom(v *notation.Decimal) int {
	atom := disclosure.Atom{}
	if v != nil {
		atom.Value = a.rat(*v)
	}
	a.system.Atoms = append(a.system.Atoms, atom)
	return len(a.system.Atoms) - 1
}

// rat is a figure as an exact fraction.
func (a *assembly) rat(v notation.Decimal) *big.Rat {
	a.whole = a.whole && v.IsWhole()
	return big.NewRat(int64(v), int64(notation.One))
}

// otherwise is what would become known if an observation were shown although it is among those withheld for others.
func (a *assembly) otherwise(i int, secondary []int) string {
	s := a.system
	s.Hidden = slices.Clone(s.Hidden)
	for _, c := range secondary {
		if a.of[c] != i {
			s.Hidden = append(s.Hidden, c)
		}
	}
	f, err := disclosure.First(&s)
	if err != nil || f == nil {
		return ""
	}
	return s.Sentence(f)
}
