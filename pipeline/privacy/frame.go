package privacy

import (
	"cmp"
	"slices"
)

// frame is a table whose values are numbers: what is known of people, row by row. Its text is needed only to coarsen dates.
type frame struct {
	name      string
	noun      string // what a unit is, German plural: Personen, Familien, Zeilen
	unit      []uint32
	family    []uint32 // nil: no households
	when      []uint32 // place in time, nil: no courses; its numbers need no order, rows of a unit only have to meet in the same one
	quasi     []attribute
	sensitive []attribute
	own       int // how many of quasi belong to the table itself, the others were joined

	byFamily []uint32 // rows in the order of families
	units    int
	families int
}

// attribute is one column of a frame. Code 0 is missing; code i stands for values[i-1].
type attribute struct {
	name   string
	of     []uint32
	values []string
}

func (a *attribute) size() int { return len(a.values) + 1 }

// coder numbers texts in the order in which they come.
type coder map[string]uint32

// code is the number of a text, from 1; 0 for "".
func (c coder) code(s string) uint32 {
	if s == "" {
		return 0
	}
	n, ok := c[s]
	if !ok {
		n = uint32(len(c) + 1)
		c[s] = n
	}
	return n
}

// texts are the texts in the order of their numbers.
func (c coder) texts() []string {
	out := make([]string, len(c))
	for s, n := range c {
		out[n-1] = s
	}
	return out
}

// sorted brings the rows of a unit together and counts units and families.
func (f *frame) sorted() *frame {
	order := make([]uint32, len(f.unit))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		if c := cmp.Compare(f.unit[a], f.unit[b]); c != 0 || f.when == nil {
			return c
		}
		return cmp.Compare(f.when[a], f.when[b])
	})
	columns := []*[]uint32{&f.unit}
	if f.family != nil {
		columns = append(columns, &f.family)
	}
	if f.when != nil {
		columns = append(columns, &f.when)
	}
	for i := range f.quasi {
		columns = append(columns, &f.quasi[i].of)
	}
	for i := range f.sensitive {
		columns = append(columns, &f.sensitive[i].of)
	}
	for _, c := range columns {
		*c = permuted(*c, order)
	}
	f.units = runs(f.unit)
	if f.family != nil {
		f.byFamily = order // its content is used up
		for i := range f.byFamily {
			f.byFamily[i] = uint32(i)
		}
		slices.SortStableFunc(f.byFamily, func(a, b uint32) int { return cmp.Compare(f.family[a], f.family[b]) })
		f.families = runs(permuted(f.family, f.byFamily))
	}
	return f
}

func permuted(column, order []uint32) []uint32 {
	out := make([]uint32, len(column))
	for i, at := range order {
		out[i] = column[at]
	}
	return out
}

// runs counts the different values of a sorted column.
func runs(sorted []uint32) int {
	n := 0
	for i, v := range sorted {
		if i == 0 || v != sorted[i-1] {
			n++
		}
	}
	return n
}

// partition puts every row into one of n classes.
type partition struct {
	of []uint32
	n  int
}

// whole is the partition of rows into one class.
func whole(rows int) partition { return partition{make([]uint32, rows), 1} }

// by splits every class by the values of a column. Exact: classes are numbered, not hashed.
func (p partition) by(column []uint32, size int) partition {
	out := partition{make([]uint32, len(p.of)), 0}
	const none = ^uint32(0)
	if cells := p.n * size; cells <= 8*len(p.of)+4096 {
		number := make([]uint32, cells)
		for i := range number {
			number[i] = none
		}
		for i, class := range p.of {
			at := &number[int(class)*size+int(column[i])]
			if *at == none {
				*at = uint32(out.n)
				out.n++
			}
			out.of[i] = *at
		}
		return out
	}
	number := make(map[uint64]uint32, p.n)
	for i, class := range p.of {
		key := uint64(class)<<32 | uint64(column[i])
		n, ok := number[key]
		if !ok {
			n = uint32(out.n)
			number[key] = n
			out.n++
		}
		out.of[i] = n
	}
	return out
}

// split is the partition by all attributes given.
func (f *frame) split(attributes []attribute) partition {
	p := whole(len(f.unit))
	for i := range attributes {
		p = p.by(attributes[i].of, attributes[i].size())
	}
	return p
}

// sizes counts the different units of every class; a person with several rows in a class counts once.
func (f *frame) sizes(p partition) []int {
	out := make([]int, p.n)
	last := make([]uint32, p.n)
	for i, class := range p.of {
		if u := f.unit[i] + 1; last[class] != u {
			last[class] = u
			out[class]++
		}
	}
	return out
}

// familySizes counts the different families of every class.
func (f *frame) familySizes(p partition) []int {
	out := make([]int, p.n)
	last := make([]uint32, p.n)
	for _, i := range f.byFamily {
		if class, fam := p.of[i], f.family[i]+1; last[class] != fam {
			last[class] = fam
			out[class]++
		}
	}
	return out
}

// smallest is, per unit in the order of rows, the size of the smallest class that it is in: what the attacker knows who knows the
// most telling of its rows.
func (f *frame) smallest(p partition, sizes []int) []int {
	out := make([]int, 0, f.units)
	for i, class := range p.of {
		n := sizes[class]
		switch {
		case i == 0 || f.unit[i] != f.unit[i-1]:
			out = append(out, n)
		case n < out[len(out)-1]:
			out[len(out)-1] = n
		}
	}
	return out
}
