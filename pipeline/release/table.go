package release

import (
	"slices"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// table is one indicator at one period: a total and its breakdowns. Its cells are tied to each other by addition.
type table struct {
	cells []int // places of its observations; the total first, if there is one
	total int   // place of the total; −1 if there is none
}

// tables groups observations by indicator, legal state and period.
func tables(observations []indicator.Observation) ([]table, map[indicator.Key]int) {
	place, at := map[indicator.Key]int{}, map[indicator.Key]int{}
	var list []table
	for i := range observations {
		k := observations[i].Key
		at[k] = i
		k.Breakdown, k.Category = "", ""
		t, ok := place[k]
		if !ok {
			t = len(list)
			place[k], list = t, append(list, table{total: -1})
		}
		if observations[i].Breakdown == indicator.Total {
			list[t].total = i
			list[t].cells = slices.Insert(list[t].cells, 0, i)
			continue
		}
		list[t].cells = append(list[t].cells, i)
	}
	return list, at
}

// sidesOf are the columns that the figures of a cell consist of.
func sidesOf(o *indicator.Observation) []side {
	if o.Numerator == nil {
		return nil
	}
	switch {
	case o.Denominator == nil:
		return []side{numerator, unknown}
	case o.Indicator.Measure == indicator.Share:
		return []side{numerator, complement, unknown}
	}
	return []side{numerator, denominator, unknown}
}

// value is the figure of a side.
func value(o *indicator.Observation, s side) notation.Decimal {
	switch {
	case s == unknown:
		return notation.Int(o.Unknown)
	case o.Numerator == nil:
		return 0
	case s == numerator:
		return *o.Numerator
	case o.Denominator == nil:
		return 0
	case s == denominator:
		return *o.Denominator
	}
	return *o.Denominator - *o.Numerator
}

// frame is how the cells of a table consist of atoms on one side. Atoms are all combinations of the dimensions that add up to the total, whether anybody
// is in them or not (RULINGS 11): from the observed ones alone everything could be derived. A dimension of which a unit can be in several categories does
// not add up; each of its cells then has an atom of its own.
type frame struct {
	dims    []string
	codes   [][]string // of each dimension
	loose   []string   // breakdowns that do not add up
	between bool       // some breakdown is a crossing
}

// frameOf looks at which breakdowns add up. One of which units are mostly in several categories does so by accident at best, and never counts as adding up.
func (p *plan) frameOf(t table, s side) frame {
	observations := p.observations
	var f frame
	sums, order := map[string]notation.Decimal{}, []string{}
	for _, i := range t.cells {
		if o := &observations[i]; o.Breakdown != indicator.Total {
			if _, ok := sums[o.Breakdown]; !ok {
				order = append(order, o.Breakdown)
			}
			sums[o.Breakdown] += value(o, s)
		}
	}
	for _, b := range order {
		if t.total < 0 || sums[b] != value(&observations[t.total], s) || p.kin.several[division{observations[t.cells[0]].Key.Indicator, b}] {
			f.loose = append(f.loose, b)
			continue
		}
		f.between = f.between || len(parts(b)) > 1
		for k, d := range parts(b) {
			at := slices.Index(f.dims, d)
			if at < 0 {
				at = len(f.dims)
				f.dims, f.codes = append(f.dims, d), append(f.codes, nil)
			}
			for _, i := range t.cells {
				if o := &observations[i]; o.Breakdown == b && !slices.Contains(f.codes[at], parts(o.Category)[k]) {
					f.codes[at] = append(f.codes[at], parts(o.Category)[k])
				}
			}
		}
	}
	return f
}

// size is the number of atoms of the dimensions.
func (f *frame) size() int {
	n := 1
	for _, c := range f.codes {
		n *= len(c)
	}
	return n
}

// at reports whether atom a lies in a cell. The last dimension runs fastest.
func (f *frame) at(a int, breakdown, category string) bool {
	if breakdown == indicator.Total {
		return true
	}
	dims, codes := parts(breakdown), parts(category)
	for d := len(f.dims) - 1; d >= 0; d-- {
		code := f.codes[d][a%len(f.codes[d])]
		a /= len(f.codes[d])
		if k := slices.Index(dims, f.dims[d]); k >= 0 && codes[k] != code {
			return false
		}
	}
	return true
}

// fill gives atoms values that add up to the figures of the cells: the truth where there is one dimension or the crossing of all, otherwise one of the tables that
// it could be, filled from the first corner. It is nil where that does not do.
func (f *frame) fill(t table, observations []indicator.Observation, s side) []notation.Decimal {
	if f.between {
		return f.crossed(t, observations, s)
	}
	left := make([]map[string]notation.Decimal, len(f.dims)) // what is not yet given to atoms
	for d, dim := range f.dims {
		left[d] = map[string]notation.Decimal{}
		for _, i := range t.cells {
			if o := &observations[i]; o.Breakdown == dim {
				left[d][o.Category] = value(o, s)
			}
		}
	}
	out := make([]notation.Decimal, f.size())
	for a := range out {
		codes := f.codesOf(a)
		if len(codes) == 0 {
			out[a] = value(&observations[t.total], s)
			break
		}
		least := left[0][codes[0]]
		for d, c := range codes {
			least = min(least, left[d][c])
		}
		for d, c := range codes {
			left[d][c] -= least
		}
		out[a] = least
	}
	return out
}

// crossed takes the values of atoms from the breakdown that crosses all dimensions.
func (f *frame) crossed(t table, observations []indicator.Observation, s side) []notation.Decimal {
	var out []notation.Decimal
	for _, i := range t.cells {
		o := &observations[i]
		if o.Breakdown == indicator.Total || len(parts(o.Breakdown)) != len(f.dims) || slices.Contains(f.loose, o.Breakdown) {
			continue
		}
		if out == nil {
			out = make([]notation.Decimal, f.size())
		}
		for a := range out {
			if f.at(a, o.Breakdown, o.Category) {
				out[a] = value(o, s)
			}
		}
	}
	return out
}

// codesOf are the codes of an atom, one for each dimension.
func (f *frame) codesOf(a int) []string {
	out := make([]string, len(f.dims))
	for d := len(f.dims) - 1; d >= 0; d-- {
		out[d] = f.codes[d][a%len(f.codes[d])]
		a /= len(f.codes[d])
	}
	return out
}
