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

// members gives the cells of one indicator the people that stand on their sides, for disclosure control. What is plain needs none.
func (s *Store) members(ctx context.Context, q *cellQuery, p probe, out []indicator.Observation) error {
	if q.ind.Disclosure == indicator.Plain || !p.persons && !p.families || slices.ContainsFunc(out, crowded) {
		return nil
	}
	at := map[indicator.Key]int{}
	for i := range out {
		at[out[i].Key] = i
	}
	return s.each(ctx, q.members(p), nil, func(rows *sql.Rows) error {
		var o indicator.Observation
		var mask int64
		var sides [3]sql.NullString
		categories := make([]string, len(q.dims))
		fields := []any{&o.Freq, &o.Period, &o.Law, &mask, &sides[0], &sides[1], &sides[2]}
		for i := range categories {
			fields = append(fields, &categories[i])
		}
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		k := indicator.Key{Area: s.project.area(), Indicator: q.ind.ID, Law: o.Law, Freq: o.Freq, Period: o.Period}
		k.Breakdown, k.Category = q.cell(mask, categories)
		m := &indicator.Members{}
		for i, side := range []*[]indicator.Member{&m.In, &m.Out, &m.Unknown} {
			*side = membersIn(sides[i].String)
		}
		out[at[k]].Members = m
		return nil
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

// members selects one row per cell: who counts, who is left, who is not determinable.
func (q *cellQuery) members(p probe) string {
	law := quote(indicator.NoLaw)
	if q.ind.Law {
		law = "legal_state"
	}
	p.shared = false // a unit's families and persons are members each, whichever of them counts it
	steps := []string{"zeile as " + q.rows()}
	member := fmt.Sprintf("coalesce(person_id, '') || %s || coalesce(family_id, '') as m", quote(inside))
	sides := "num, den and not num as com, unk"
	all := fmt.Sprintf("select %s, %s as g%s, m, bool_or(num) as num, bool_or(com) as com, bool_or(unk) as unk\n  from (select *, %s from einfach) group by %s",
		q.period(), q.grouping(), comma(q.dims), member, q.sets("m"))
	if p.several {
		steps = append(steps, "einfach as "+q.single(fmt.Sprintf("zeile anti join mehrfach using (%s, unit_id)", q.period()), p),
			"paar as "+q.pairs(), "reduziert as "+q.reduced(p))
		all += fmt.Sprintf("\n  union all\n  select %s, %s, %s from reduziert", q.cellColumns(), member, sides)
	} else {
		steps = append(steps, "einfach as "+q.single("zeile", p))
	}
	list := func(side string) string { return fmt.Sprintf("string_agg(m, %s) filter (%s)", quote(between), side) }
	return "with " + strings.Join(steps, ",\n") + fmt.Sprintf(`
select freq, time_period, %s, g, %s, %s, %s%s
from (%s) group by %s`, law, list("num"), list("com"), list("unk"), categoriesOrTotal(q.dims), all, q.cellColumns())
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
