package indicator

import "cmp"

// Member is one person of one family, or a family where the query names no persons, as hashes of their keys; 0 where there is none.
type Member struct{ Family, Person uint64 }

// Compare orders members by family, then by person.
func (m Member) Compare(n Member) int {
	return cmp.Or(cmp.Compare(m.Family, n.Family), cmp.Compare(m.Person, n.Person))
}

// Members are who stands on the sides of a cell, each list in order: in the numerator, in the denominator without it, and not determinable.
// They serve to find groups that differ by few people, and nothing else.
type Members struct{ In, Out, Unknown []Member }
