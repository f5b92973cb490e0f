package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
)

// maxMembers is the number of people in a cell up to which it carries who they are. Beyond it, what comes and goes is judged by numbers alone: a
// million names cost more than they tell, and nobody knows five thousand people well enough to take the others off.
const maxMembers = 5000

// separators inside and between the names of members; no delivered key holds control characters.
const (
	between = "\x1e"
	inside  = "\x1f"
)

// members gives the cells of the indicators the people that stand on their sides, for disclosure control. What is plain needs none.
func (s *Store) members(ctx context.Context, q *cellQuery) error {
	q = q.only(func(o *observed) bool {
		return o.ind.Disclosure != indicator.Plain && (o.persons || o.families) && !slices.ContainsFunc(o.cells, crowded)
	})
	if q == nil {
		return nil
	}
	var sides [3]sql.NullString
	return s.eachPart(ctx, q, q.members(), []any{&sides[0], &sides[1], &sides[2]}, func(_ *observed, o *indicator.Observation) {
		o.Members = &indicator.Members{In: membersIn(sides[0].String), Out: membersIn(sides[1].String), Unknown: membersIn(sides[2].String)}
	})
}

func crowded(o indicator.Observation) bool {
	for _, c := range []indicator.Contributors{o.InNumerator, o.InDenominator, o.InComplement} {
		if c.Persons != nil && *c.Persons > maxMembers || c.Families != nil && *c.Families > maxMembers {
			return true
		}
	}
	return false
}

// members selects one row per cell: who counts, who is left, who is not determinable. A unit's families and persons are members each,
// whichever of them counts it.
func (q *cellQuery) members() string {
	each := *q
	each.shared = false
	member := fmt.Sprintf("coalesce(person_id, '') || %s || coalesce(family_id, '') as m", quote(inside))
	all := fmt.Sprintf("select %s, %s as g%s, m, bool_or(num) as num, bool_or(com) as com, bool_or(unk) as unk\n  from (select *, %s from einfach) group by %s",
		q.period(), q.grouping(), q.comma(), member, q.sets("m"))
	if q.several {
		all += fmt.Sprintf("\n  union all\n  select %s, %s, num, com, unk from reduziert", q.cellColumns(), member)
	}
	list := func(side string) string { return fmt.Sprintf("string_agg(m, %s) filter (%s)", quote(between), side) }
	return "with " + strings.Join(each.unitSteps(), ",\n") + fmt.Sprintf("\nselect %s, %s, %s, %s\nfrom (%s) group by %s",
		q.cellName(), list("num"), list("com"), list("unk"), all, q.cellColumns())
}

// membersIn reads a list of members, in order and each once. Their keys are hashed: only whether two are the same matters.
func membersIn(list string) []indicator.Member {
	if list == "" {
		return nil
	}
	var out []indicator.Member
	for m := range strings.SplitSeq(list, between) {
		person, family, _ := strings.Cut(m, inside)
		out = append(out, indicator.Member{Family: keyHash(family), Person: keyHash(person)})
	}
	slices.SortFunc(out, indicator.Member.Compare)
	return slices.Compact(out)
}

// keyHash is 0 for no key.
func keyHash(key string) uint64 {
	if key == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // never fails
	return h.Sum64()
}
