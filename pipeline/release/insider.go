package release

import (
	"maps"
	"math/bits"
	"slices"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/notation"
)

// combinations lays out the atoms of a table on one side: one for each combination of its dimensions, and beside it, where families are among the attackers, what
// each of them contributes to it. A family knows that; nobody else does, and to everybody else the two are one.
func (a *assembly) combinations(t table, s side, f *frame) [][]int {
	atoms := make([][]int, f.size())
	parts := a.parts(t, s, f)
	var values []notation.Decimal
	if parts == nil {
		values = f.fill(t, a.plan.observations, s)
	}
	for k := range atoms {
		var rest *notation.Decimal
		switch {
		case parts != nil:
			rest = new(notation.Decimal)
		case values != nil:
			rest = &values[k]
		}
		atoms[k] = []int{a.atom(rest)}
		if parts == nil {
			continue
		}
		for _, family := range slices.Sorted(maps.Keys(parts[k])) {
			v := notation.Int(parts[k][family])
			atom := a.atom(&v)
			atoms[k] = append(atoms[k], atom)
			a.families[family] = append(a.families[family], atom)
		}
	}
	return atoms
}

// parts are how many of each family are in each combination; nil where that is not known.
func (a *assembly) parts(t table, s side, f *frame) []map[int]int64 {
	all := a.plan.kin.crowds[part{t.total, s, 0}]
	if all == nil || notation.Int(all.size()) != value(&a.plan.observations[t.total], s) {
		return nil
	}
	out := make([]map[int]int64, f.size())
	for k := range out {
		in := slices.Clone(all)
		for d, code := range f.codesOf(k) {
			in = in.with(a.category(t, f.dims[d], code, s))
		}
		out[k] = map[int]int64{}
		for w, x := range in {
			for ; x != 0; x &= x - 1 {
				out[k][a.plan.kin.families[w*64+bits.TrailingZeros64(x)]]++
			}
		}
	}
	return out
}

// category is who is in one category of a dimension, through all cells that name it.
func (a *assembly) category(t table, dim, code string, s side) crowd {
	out := make(crowd, len(a.plan.kin.crowds[part{t.total, s, 0}]))
	for _, i := range t.cells {
		o := &a.plan.observations[i]
		if k := slices.Index(parts(o.Breakdown), dim); k >= 0 && parts(o.Category)[k] == code {
			for w, x := range a.plan.kin.crowds[part{i, s, 0}] {
				out[w] |= x
			}
		}
	}
	return out
}

// kinsfolk are the families as attackers: each knows its part of every cell.
func (a *assembly) kinsfolk() []disclosure.Coalition {
	var out []disclosure.Coalition
	for _, f := range slices.Sorted(maps.Keys(a.families)) {
		out = append(out, disclosure.Coalition{Knows: a.families[f]})
	}
	return out
}

// officials are the offices as attackers, where figures of several are tied: each knows all that its own tables say, withheld or not. What it can work out from them and the
// definitions alone cannot be kept from it.
func (a *assembly) officials() ([]disclosure.Coalition, error) {
	var out []disclosure.Coalition
	if len(a.offices) < 2 {
		return nil, nil
	}
	for _, source := range slices.Sorted(maps.Keys(a.offices)) {
		office, err := disclosure.Knowing(&a.system, a.offices[source])
		if err != nil {
			return nil, err
		}
		out = append(out, office)
	}
	return out, nil
}

// insidersLearn reports whether one of them learns something of a group as it stands. Differences between periods and indicators are left
// aside for families: one learns no more of them than of the counts, and without them a group falls into many small ones.
func (p *plan) insidersLearn(g group, a *assembly) (bool, error) {
	officials, err := a.officials()
	if err != nil {
		return false, err
	}
	if learn, err := a.learn(officials); err != nil || learn {
		return learn, err
	}
	if len(g.aparts) == 0 {
		return a.learn(a.kinsfolk())
	}
	for _, alone := range p.split(group{g.tables, g.identities, nil}) {
		if !p.secret(alone) {
			continue
		}
		b := p.assemble(alone)
		if learn, err := b.learn(b.kinsfolk()); err != nil || learn {
			return learn, err
		}
	}
	return false, nil
}

// learn attacks the system of an assembly, with what is withheld as the plan says.
func (a *assembly) learn(insiders []disclosure.Coalition) (bool, error) {
	s := a.system
	s.Hidden = nil
	hidden, shown := make([]bool, len(s.Atoms)), false
	for c, i := range a.of {
		switch p := a.plan; {
		case i < 0:
		case p.withheld[i] || p.silent[i] && a.index[part{i, unknown, 0}] == c:
			s.Hidden = append(s.Hidden, c)
			for _, t := range s.Cells[c].Column {
				hidden[t.Atom] = true
			}
		default:
			shown = true
		}
	}
	if len(s.Targets) == 0 || !shown {
		return false, nil
	}
	for _, insider := range insiders {
		// What it knows of cells that everybody sees is of no use to it.
		insider.Knows = slices.DeleteFunc(slices.Clone(insider.Knows), func(atom int) bool { return !hidden[atom] })
		if len(insider.Knows) == 0 {
			continue
		}
		if learns, err := insider.Learns(&s); err != nil || learns {
			return true, err
		}
	}
	return false, nil
}

func (c crowd) size() int64 {
	n := 0
	for _, x := range c {
		n += bits.OnesCount64(x)
	}
	return int64(n)
}

// with are those of a crowd who are in another, too.
func (c crowd) with(d crowd) crowd {
	out := make(crowd, len(c))
	for w := range d {
		out[w] = c[w] & d[w]
	}
	return out
}
