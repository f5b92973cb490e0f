package store

import (
	"fmt"
	"strings"
)

// cells selects one row per cell, in the order in which counts reads.
func (q *cellQuery) cells() string {
	steps, _ := q.familySteps()
	if q.persons && !q.selves {
		steps = append(steps, "person as "+q.by("person_id", sides))
	}
	return "with " + strings.Join(append(steps, "zelle as "+q.byCell()), ",\n") + q.result()
}

// unitSteps are the relations up to those of units: einfach with the units of one row and, where a unit has several, reduziert.
func (q *cellQuery) unitSteps() []string {
	steps := []string{"zeile as " + q.rows()}
	if !q.several {
		return append(steps, "einfach as "+q.single("zeile"))
	}
	return append(steps,
		"einfach as "+q.single(fmt.Sprintf("zeile anti join mehrfach using (%s, unit_id)", q.period())),
		"paar as "+q.pairs(), "reduziert as "+q.reduced())
}

// familySteps are the relations up to that of cells and families, and the name of that.
func (q *cellQuery) familySteps() (steps []string, last string) {
	steps = append(q.unitSteps(), "familie as "+q.by("family_id", q.familySums()))
	if !q.several {
		return steps, "familie"
	}
	return append(steps, "beide as "+q.both()), "beide"
}

// single is the relation of units with one row: z and n where they count, and on which sides of a share the unit stands.
func (q *cellQuery) single(from string) string {
	counted := ""
	if q.shared {
		counted = "true as erste, case when k then z end as cz, "
	}
	return fmt.Sprintf(`(
  select %s%s, unit_id, family_id, person_id, not k as unk, %scase when k then z end as z, case when k then n end as n,
    k and z <> 0 as num, k and n > 0 as den, k and n > 0 and z = 0 as com
  from %s)`, q.period(), q.comma(), counted, from)
}

// pairs is the relation of the other units by cell, family and person. For a count or share a row with 1 counts (max), for an amount
// all that are known (sum).
func (q *cellQuery) pairs() string {
	of := "sum"
	if q.bits {
		of = "max"
	}
	return fmt.Sprintf(`(
  select %[1]s, %[2]s as g%[3]s, unit_id, family_id, person_id,
    %[4]s(z) filter (k) as pz, %[4]s(n) filter (k) as pn, bool_or(k) as bk, bool_and(k) as ak
  from zeile semi join mehrfach using (%[1]s, unit_id) group by %[5]s)`,
		q.period(), q.grouping(), q.comma(), of, q.sets("unit_id", "family_id", "person_id"))
}

// reduced gives those rows the columns of single. A unit of a count or share is unknown in a cell if it has no 1 there and anything
// undeterminable; a unit of an amount, if nothing of it is known.
func (q *cellQuery) reduced() string {
	if q.shared {
		return q.reducedShared()
	}
	unknown := "not bk"
	if q.bits {
		unknown = "coalesce(pz, 0) = 0 and not ak"
	}
	return fmt.Sprintf(`(
  select %s, unit_id, family_id, person_id, unk, case when not unk then pz end as z, case when not unk then pn end as n,
    not unk and pz <> 0 as num, not unk and pn > 0 as den, not unk and pn > 0 and pz = 0 as com
  from (select *, %s as unk from paar))`, q.cellColumns(), unknown)
}

// reducedShared does so where a unit may have several families or persons, each of which is a row. The unit of a count or share
// contributes to each of its families, and counts once in the cell (cz and n on its first row); of an amount every row counts its part.
func (q *cellQuery) reducedShared() string {
	over := func(aggregate, column string) string {
		return fmt.Sprintf("%s(%s) over (einheit rows between unbounded preceding and unbounded following)", aggregate, column)
	}
	uz, un, unknown := over("sum", "pz"), over("sum", "pn"), "not "+over("bool_or", "bk")
	z, cz, n := "pz", "pz", "pn"
	if q.bits {
		uz, un = over("max", "pz"), over("max", "pn")
		unknown = fmt.Sprintf("coalesce(%s, 0) = 0 and not %s", uz, over("bool_and", "ak"))
		z, cz, n = "case when erste_der_familie then uz end", "case when erste then uz end", "case when erste then un end"
	}
	return fmt.Sprintf(`(
  select %[1]s, unit_id, family_id, person_id, unk, erste, case when not unk then %[2]s end as cz,
    case when not unk then %[3]s end as z, case when not unk then %[4]s end as n,
    not unk and uz <> 0 as num, not unk and un > 0 as den, not unk and un > 0 and uz = 0 as com
  from (
    select *, %[5]s as uz, %[6]s as un, %[7]s as unk, row_number() over einheit = 1 as erste,
      row_number() over einheit = 1 or lag(family_id) over einheit is distinct from family_id as erste_der_familie
    from paar window einheit as (partition by %[1]s, unit_id order by family_id, person_id)))`, q.cellColumns(), cz, z, n, uz, un, unknown)
}

// sides counts on which sides of a share somebody stands.
const sides = "count(*) filter (num) as num, count(*) filter (den) as den, count(*) filter (com) as com"

// familySums are additive, so that units with one row and units with several can be summed apart: fz is what the family contributes, cz
// and n what counts in the cell, units_… the units. Unless units are shared, a row is a unit, and several sums are the same.
func (q *cellQuery) familySums() string {
	if q.shared {
		return `sum(z) as fz, sum(cz) as cz, sum(n) as n, count(*) filter (erste and unk) as unk, ` + sides + `,
    count(*) filter (erste and num) as units_num, count(*) filter (erste and den) as units_den, count(*) filter (erste and com) as units_com`
	}
	return "sum(z) as fz, sum(n) as n, count(*) filter (unk) as unk, " + sides
}

// by aggregates units by cell and one more column.
func (q *cellQuery) by(column, sums string) string {
	s := fmt.Sprintf("\n  select %s, %s as g%s, %s, %s\n  from einfach group by %s", q.period(), q.grouping(), q.comma(), column, sums, q.sets(column))
	if q.several {
		s += fmt.Sprintf("\n  union all\n  select %[1]s, %[2]s, %[3]s\n  from reduziert group by %[1]s, %[2]s", q.cellColumns(), column, sums)
	}
	return "(" + s + ")"
}

// both adds, for each family, its units with one row and those with several.
func (q *cellQuery) both() string {
	columns := "fz n unk num den com"
	if q.shared {
		columns += " cz units_num units_den units_com"
	}
	var sums []string
	for c := range strings.FieldsSeq(columns) {
		sums = append(sums, fmt.Sprintf("sum(%[1]s) as %[1]s", c))
	}
	return fmt.Sprintf("(\n  select %[1]s, family_id, %[2]s\n  from familie group by %[1]s, family_id)", q.cellColumns(), strings.Join(sums, ", "))
}

// byCell sums families to cells. Persons are the units themselves where each unit is its person, which saves counting distinct ones.
func (q *cellQuery) byCell() string {
	cell, from, z, units := q.cellColumns(), "familie", "fz", [3]string{"num", "den", "com"}
	if q.several {
		from = "beide"
	}
	if q.shared {
		z, units = "cz", [3]string{"units_num", "units_den", "units_com"}
	}
	persons, join := "units_num as p_num, units_den as p_den, units_com as p_com", ""
	if q.persons && !q.selves {
		persons = "coalesce(p_num, 0) as p_num, coalesce(p_den, 0) as p_den, coalesce(p_com, 0) as p_com"
		person := "person_id"
		if q.several { // one row for units with one row, one for the others
			person = "distinct person_id"
		}
		join = fmt.Sprintf(`
  left join (
    select %[1]s, count(%[3]s) filter (num > 0) as p_num, count(%[3]s) filter (den > 0) as p_den, count(%[3]s) filter (com > 0) as p_com
    from person group by %[1]s) m on %[2]s`, cell, q.sameCell("s", "m"), person)
	}
	return fmt.Sprintf(`(
  select s.*, %[2]s
  from (
    select %[1]s, sum(%[3]s) as z, sum(n) as n, sum(unk)::bigint as unk,
      sum(%[4]s)::bigint as units_num, sum(%[5]s)::bigint as units_den, sum(%[6]s)::bigint as units_com,
      count(family_id) filter (num > 0) as f_num, count(family_id) filter (den > 0) as f_den, count(family_id) filter (com > 0) as f_com,
      max(fz, 2) filter (family_id is not null) as gross
    from %[7]s group by %[1]s) s%[8]s)`, cell, persons, z, units[0], units[1], units[2], from, join)
}

// sameCell joins two relations by cell. A summed-over dimension is NULL in both.
func (q *cellQuery) sameCell(a, b string) string {
	var on []string
	for _, c := range strings.Split(q.cellColumns(), ", ") {
		on = append(on, fmt.Sprintf("%s.%s is not distinct from %s.%s", a, c, b, c))
	}
	return strings.Join(on, " and ")
}

// result turns sums into millionths and divides them, rounded half away from zero. Measures whose value is not that quotient have
// theirs from measures.go.
func (q *cellQuery) result() string {
	n, value := "null", "z"
	if q.divides {
		n, value = "n", "sign(z) * ((2 * abs(z) * 1000000 + n) // (2 * nullif(n, 0)))"
	}
	return fmt.Sprintf(`
select %s, z::bigint, %s::bigint, (%s)::bigint, unk, p_num, p_den, p_com, f_num, f_den, f_com,
  (gross[1] * 1000000)::bigint, (gross[2] * 1000000)::bigint
from (select * replace ((coalesce(z, 0) * 1000000)::hugeint as z, (coalesce(n, 0) * 1000000)::hugeint as n) from zelle)`, q.cellName(), n, value)
}
