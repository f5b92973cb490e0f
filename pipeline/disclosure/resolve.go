package disclosure

import (
	"slices"

	"wirkbericht/pipeline/finding"
)

// resolve turns names into indices and checks what only shows when everything is read.
func (r *reader) resolve() {
	if r.failed() {
		return
	}
	s := r.system
	r.cells = map[string]int{}
	for i, c := range s.Cells {
		r.name(r.cells, c.ID, i, r.columns[i].at, "Die Zelle")
	}
	for i := range r.columns {
		if c := i - len(s.Cells); c >= 0 {
			s.Targets[c].Column = r.column(r.columns[i])
		} else {
			s.Cells[i].Column = r.column(r.columns[i])
		}
	}
	for key, into := range map[string]*[]int{
		"primary": &s.Primary, "suppressed": &s.Suppressed, "sees": &s.Sees,
		"candidates": &s.Candidates, "forced": &s.Forced, "hidden": &s.Hidden,
	} {
		*into = r.indices(r.sets[key], r.cells, "Die Zelle")
	}
	s.Knows = r.indices(r.sets["knows"], r.atoms, "Das Atom")
	for i, b := range r.indices(r.bounds, r.cells, "Die Zelle") {
		s.Bounds[i].Cell = max(b, 0)
	}
	if !r.found.Stops() {
		r.compare()
	}
}

// column resolves a column.
func (r *reader) column(c named) []Term {
	var terms []Term
	for _, t := range c.terms {
		i, ok := r.atoms[t.id]
		if !ok {
			r.stop(t.at, "atom_unbekannt", "Das Atom „"+t.id+"“ gibt es nicht.", "Bitte unter „atoms“ aufführen.")
			continue
		}
		if t.coef != 0 {
			terms = append(terms, Term{i, t.coef})
		}
	}
	slices.SortFunc(terms, func(a, b Term) int { return a.Atom - b.Atom })
	for i := range terms {
		if i > 0 && terms[i].Atom == terms[i-1].Atom {
			r.stop(c.at, "atom_doppelt", "In einer Zelle steht das Atom „"+r.system.Atoms[terms[i].Atom].ID+"“ zweimal.", "Bitte eines streichen.")
		}
	}
	return terms
}

// indices resolves a list of ids; nil stays nil.
func (r *reader) indices(list []reference, ids map[string]int, what string) []int {
	if list == nil {
		return nil
	}
	out := make([]int, len(list))
	for i, ref := range list {
		index, ok := ids[ref.id]
		if !ok {
			index = -1
			r.stop(ref.at, "id_unbekannt", what+" „"+ref.id+"“ gibt es nicht.", "Bitte die „id“ prüfen.")
		}
		out[i] = index
	}
	return out
}

// compare finds values that are needed and missing, and values that do not fit each other. The latter are warnings: the attack is on what is published, and
// values of atoms only help to find witnesses.
func (r *reader) compare() {
	s := r.system
	for i, ref := range r.sets["knows"] {
		if s.Atoms[s.Knows[i]].Value == nil {
			r.stop(ref.at, "wert_fehlt", "Der Wert des bekannten Atoms „"+ref.id+"“ fehlt.", "Bitte angeben.")
		}
	}
	all := append(slices.Clone(s.Cells), s.Targets...)
	for i := range all {
		sum := s.sum(all[i].Column)
		if v := all[i].Value; v != nil && sum != nil && v.Cmp(sum) != 0 {
			r.found.Add(finding.Warning, "wert_widerspruch", r.place(r.columns[i].at),
				"Der Wert von „"+all[i].ID+"“ ist "+v.RatString()+", die Summe seiner Atome "+sum.RatString()+".",
				"Bitte prüfen; die Prüfung geht vom angegebenen Wert aus.")
		}
	}
}
