package disclosure

import "slices"

// merging joins atoms that no column tells apart: only their sum matters, to whoever prints and to whoever attacks. There are
// then no more unknowns than there are different rows.
type merging struct {
	class []int // atom → unknown; −1 if it was left out
	first []int // unknown → its first atom
}

// merge joins the atoms that have the same coefficients in all columns and leaves out those marked.
func merge(atoms int, out []bool, columns [][]Term) merging {
	rows := make([][]Term, atoms) // atom → its coefficients; Term.Atom is the column here
	for c, column := range columns {
		for _, t := range column {
			rows[t.Atom] = append(rows[t.Atom], Term{c, t.Coef})
		}
	}
	m := merging{class: make([]int, atoms)}
	classes := map[uint64][]int{}
	for a, row := range rows {
		if out[a] {
			m.class[a] = -1
			continue
		}
		h := uint64(0)
		for _, t := range row {
			h = add(h, mul(weight(t.Atom), residue(t.Coef)))
		}
		same := func(u int) bool { return slices.Equal(rows[m.first[u]], row) }
		i := slices.IndexFunc(classes[h], same)
		if i < 0 {
			classes[h] = append(classes[h], len(m.first))
			m.class[a] = len(m.first)
			m.first = append(m.first, a)
			continue
		}
		m.class[a] = classes[h][i]
	}
	return m
}

// column is a column of atoms as a column of unknowns.
func (m *merging) column(c []Term) []Term {
	var out []Term
	for _, t := range c {
		if u := m.class[t.Atom]; u >= 0 && m.first[u] == t.Atom {
			out = append(out, Term{u, t.Coef})
		}
	}
	slices.SortFunc(out, func(a, b Term) int { return a.Atom - b.Atom })
	return out
}

// modular is a column over the field.
func modular(column []Term) vector {
	var v vector
	for _, t := range column {
		if x := residue(t.Coef); x != 0 {
			v.rows, v.vals = append(v.rows, int32(t.Atom)), append(v.vals, x)
		}
	}
	return v
}
