package disclosure

import "slices"

// elimination decides, cell by cell in the order of wish, what can be printed without any target becoming derivable (sdc.md 2.3.2). It is exact
// modulo prime; what it decides is checked over the rationals afterwards.
//
// The printed set is maximal: the span only grows, so a cell refused once could never be printed later.
type elimination struct {
	*knowledge
	weights []uint64           // coordinate → weight of its hash
	secrets map[int32][]int    // followed form → the targets it stands for, all of them multiples of it
	hashes  map[int32]uint64   // followed form of targets → hash under which it is filed
	byHash  map[uint64][]int32 // projective hash → forms of targets
	known   []int              // targets that have become derivable
}

// newElimination follows the targets, given as columns over unknowns.
func newElimination(unknowns int, targets []vector) *elimination {
	e := &elimination{
		knowledge: newKnowledge(unknowns), weights: make([]uint64, unknowns+1),
		secrets: map[int32][]int{}, hashes: map[int32]uint64{}, byHash: map[uint64][]int32{},
	}
	for i := range e.weights {
		e.weights[i] = weight(i)
	}
	for t, column := range targets {
		i := e.follow(column)
		if e.secrets[i] = append(e.secrets[i], t); len(e.secrets[i]) == 1 {
			e.file(i)
		}
	}
	return e
}

// hash is the same for all multiples of a form.
func (e *elimination) hash(form vector) uint64 {
	return mul(form.dot(e.weights), inverse(form.vals[0]))
}

// file enters the form of a target under its hash. If it is zero, its targets are known; if it is a multiple of the form of other
// targets, it joins them: they will become known together.
func (e *elimination) file(i int32) {
	form := e.forms[i]
	if len(form.rows) == 0 {
		e.known = append(e.known, e.secrets[i]...)
		delete(e.secrets, i)
		return
	}
	h := e.hash(form)
	for _, o := range e.byHash[h] {
		if e.forms[o].parallel(form) {
			e.secrets[o] = append(e.secrets[o], e.secrets[i]...)
			delete(e.secrets, i)
			return
		}
	}
	e.hashes[i] = h
	e.byHash[h] = append(e.byHash[h], i)
}

// unfile takes the form of a target out before it changes.
func (e *elimination) unfile(i int32) {
	if len(e.secrets[i]) == 0 {
		return
	}
	h := e.hashes[i]
	if rest := slices.DeleteFunc(e.byHash[h], func(o int32) bool { return o == i }); len(rest) > 0 {
		e.byHash[h] = rest
	} else {
		delete(e.byHash, h)
	}
}

func (e *elimination) refile(i int32) {
	if len(e.secrets[i]) > 0 {
		e.file(i)
	}
}

// reveals reports whether learning some forms, none of them zero and none a sum of the others, would give a target away.
func (e *elimination) reveals(forms []vector) bool {
	if len(forms) > 1 {
		return e.revealTogether(forms)
	}
	form := forms[0]
	for _, o := range e.byHash[e.hash(form)] {
		if e.forms[o].parallel(form) {
			return true
		}
	}
	return false
}

// revealTogether looks at each target: several forms span more than their multiples. Objects are small, and so are the systems that have them.
func (e *elimination) revealTogether(forms []vector) bool {
	for i := range e.secrets {
		if form := e.forms[i]; len(form.rows) > 0 && len(form.without(forms).rows) == 0 {
			return true
		}
	}
	return false
}

// print publishes columns together unless that gives a target away, and reports whether it did. A column that follows from what is printed
// tells nothing new.
func (e *elimination) print(columns []vector) bool {
	var forms []vector
	for _, c := range columns {
		if form := e.image(c, 0).without(forms); len(form.rows) > 0 {
			form.scale(inverse(form.vals[0]))
			forms = append(forms, form)
		}
	}
	if len(forms) == 0 {
		return true
	}
	if e.reveals(forms) {
		return false
	}
	for _, c := range columns {
		e.force(c)
	}
	return true
}

// force publishes a column whatever follows.
func (e *elimination) force(column vector) {
	if form := e.image(column, 0); len(form.rows) > 0 {
		e.learn(form, e.unfile, e.refile)
	}
}
