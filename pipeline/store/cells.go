package store

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
)

// cellQuery writes the SQL that turns the rows of one indicator (temporary table u) into cells.
//
// The rows of a unit are first reduced to one per unit and cell, then summed by cell and family, then by cell. A unit may have
// several rows, and may stand in several cells of one breakdown; most units have one row per period, which needs no reduction and
// goes the short way. Numbers are DECIMAL(18,6) and sums whole millionths in the end, exactly what notation.Decimal is; the value
// is divided as whole numbers, because DECIMAL / DECIMAL would be a DOUBLE.
type cellQuery struct {
	ind  *indicator.Indicator
	dims []string // all columns of by, in order of first mention
}

func newCellQuery(ind *indicator.Indicator) *cellQuery {
	q := &cellQuery{ind: ind}
	for _, b := range ind.By {
		for _, column := range b {
			if !slices.Contains(q.dims, column) {
				q.dims = append(q.dims, column)
			}
		}
	}
	return q
}

// columns are what the indicator's query has to return.
func (q *cellQuery) columns() []string {
	cols := []string{"freq", "time_period", "unit_id", "person_id", "family_id", "numerator", "denominator"}
	if q.ind.Law {
		cols = append(cols, "legal_state")
	}
	return append(cols, q.dims...)
}

// period are the columns that every cell has.
func (q *cellQuery) period() string {
	if q.ind.Law {
		return "freq, time_period, legal_state"
	}
	return "freq, time_period"
}

// rows is the relation of the indicator's rows with known types: k says whether the row is determinable, unbek stands for a missing
// category. Further columns of u may come along.
func (q *cellQuery) rows(further ...string) string {
	law := ""
	if q.ind.Law {
		law = ", lower(legal_state::varchar) as legal_state"
	}
	z, n, known := q.counted()
	var dims strings.Builder
	for _, d := range q.dims {
		fmt.Fprintf(&dims, ", coalesce(lower(%[1]s::varchar), 'unbek') as %[1]s", name(d))
	}
	return fmt.Sprintf(`(select freq::varchar as freq, time_period::varchar as time_period%s,
  unit_id::varchar as unit_id, person_id::varchar as person_id, family_id::varchar as family_id,
  %s::decimal(18,6) as z, %s::decimal(18,6) as n, %s as k%s from u)`, law, z, n, known, dims.String()+strings.Join(append([]string{""}, further...), ", "))
}

// counted is what a row counts in numerator and denominator, and when it is determinable. Medians, curves and pairs count their units; what
// they make of the values is in measures.go.
func (q *cellQuery) counted() (z, n, known string) {
	const both = "numerator is not null and denominator is not null"
	switch q.ind.Measure {
	case indicator.Count, indicator.Amount:
		return "numerator", "null", "numerator is not null"
	case indicator.Median:
		return "1", "1", "numerator is not null"
	case indicator.Survival:
		return "numerator", "1", both
	case indicator.Paired:
		return "(" + q.better() + ")", "1", both
	}
	return "numerator", "denominator", both
}

// probe selects the fields of a probe in one row, except shared. Units with several rows show in fewer hashes than rows; hashes that
// collide would only send units with one row the long way.
func (q *cellQuery) probe() string {
	notBits := "false"
	if q.bits() {
		notBits = "z not in (0, 1) or n not in (0, 1)"
	}
	return fmt.Sprintf(`
select
  count(*) > count(distinct hash(%[1]s, unit_id)), count(person_id) > 0, count(family_id) > 0,
  coalesce(bool_and(person_id is not distinct from unit_id), false),
  count(*) filter (%[2]s is null or unit_id is null), count(*) filter (%[3]s)
from %[4]s`, q.period(), strings.ReplaceAll(q.period(), ", ", " is null or "), notBits, q.rows())
}

// several makes the temporary table mehrfach: the units with several rows in one period.
func (q *cellQuery) several() string {
	return fmt.Sprintf("create or replace temp table mehrfach as select %[1]s, unit_id from %[2]s group by %[1]s, unit_id having count(*) > 1", q.period(), q.rows())
}

// shared selects whether one of those units has several families or persons.
func (q *cellQuery) shared() string {
	return fmt.Sprintf(`
select exists (
  select 1 from (select distinct %[1]s, unit_id, family_id, person_id from %[2]s semi join mehrfach using (%[1]s, unit_id))
  group by %[1]s, unit_id having count(*) > 1)`, q.period(), q.rows())
}

// bits reports whether several rows of a unit make one by their maximum.
func (q *cellQuery) bits() bool { return q.ind.Measure.Whole() }

// sets are the grouping sets: the total and every breakdown, each with further columns.
func (q *cellQuery) sets(further ...string) string {
	var sets []string
	for _, b := range append([]indicator.Breakdown{nil}, q.ind.By...) {
		cols := append([]string{q.period()}, names(b)...)
		sets = append(sets, "("+strings.Join(append(cols, further...), ", ")+")")
	}
	return "grouping sets (" + strings.Join(sets, ", ") + ")"
}

// grouping is the mask that tells the sets apart.
func (q *cellQuery) grouping() string {
	if len(q.dims) == 0 {
		return "0"
	}
	return "grouping(" + strings.Join(names(q.dims), ", ") + ")"
}

// cell are the columns that name a cell, once the mask g exists.
func (q *cellQuery) cellColumns() string {
	return strings.Join(append([]string{q.period(), "g"}, names(q.dims)...), ", ")
}

func names(columns []string) []string {
	var out []string
	for _, c := range columns {
		out = append(out, name(c))
	}
	return out
}

// cells selects one row per cell, in the order in which scanObservation reads.
func (q *cellQuery) cells(p probe) string {
	steps, _ := q.familySteps(p)
	if p.persons && !p.selves {
		steps = append(steps, "person as "+q.by("person_id", sides, p.several))
	}
	return "with " + strings.Join(append(steps, "zelle as "+q.byCell(p)), ",\n") + q.result()
}

// familySteps are the relations up to that of cells and families, and the name of that.
func (q *cellQuery) familySteps(p probe) (steps []string, last string) {
	steps = []string{"zeile as " + q.rows()}
	if p.several {
		steps = append(steps,
			"einfach as "+q.single(fmt.Sprintf("zeile anti join mehrfach using (%s, unit_id)", q.period()), p),
			"paar as "+q.pairs(), "reduziert as "+q.reduced(p))
	} else {
		steps = append(steps, "einfach as "+q.single("zeile", p))
	}
	steps = append(steps, "familie as "+q.by("family_id", familySums(p), p.several))
	if !p.several {
		return steps, "familie"
	}
	return append(steps, "beide as "+q.both(p)), "beide"
}

// single is the relation of units with one row: z and n where they count, and on which sides of a share the unit stands.
func (q *cellQuery) single(from string, p probe) string {
	counted := ""
	if p.shared {
		counted = "true as erste, case when k then z end as cz, "
	}
	return fmt.Sprintf(`(
  select %s%s, unit_id, family_id, person_id, not k as unk, %scase when k then z end as z, case when k then n end as n,
    k and z <> 0 as num, k and n > 0 as den, k and n > 0 and z = 0 as com
  from %s)`, q.period(), comma(q.dims), counted, from)
}

// pairs is the relation of the other units by cell, family and person. For a count or share a row with 1 counts (max), for an amount
// all that are known (sum).
func (q *cellQuery) pairs() string {
	of := "sum"
	if q.bits() {
		of = "max"
	}
	return fmt.Sprintf(`(
  select %[1]s, %[2]s as g%[3]s, unit_id, family_id, person_id,
    %[4]s(z) filter (k) as pz, %[4]s(n) filter (k) as pn, bool_or(k) as bk, bool_and(k) as ak
  from zeile semi join mehrfach using (%[1]s, unit_id) group by %[5]s)`,
		q.period(), q.grouping(), comma(q.dims), of, q.sets("unit_id", "family_id", "person_id"))
}

// reduced gives those rows the columns of single. A unit of a count or share is unknown in a cell if it has no 1 there and anything
// undeterminable; a unit of an amount, if nothing of it is known.
func (q *cellQuery) reduced(p probe) string {
	if p.shared {
		return q.reducedShared()
	}
	unknown := "not bk"
	if q.bits() {
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
	if q.bits() {
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
func familySums(p probe) string {
	if p.shared {
		return `sum(z) as fz, sum(cz) as cz, sum(n) as n, count(*) filter (erste and unk) as unk, ` + sides + `,
    count(*) filter (erste and num) as units_num, count(*) filter (erste and den) as units_den, count(*) filter (erste and com) as units_com`
	}
	return "sum(z) as fz, sum(n) as n, count(*) filter (unk) as unk, " + sides
}

// by aggregates units by cell and one more column.
func (q *cellQuery) by(column, sums string, several bool) string {
	s := fmt.Sprintf("\n  select %s, %s as g%s, %s, %s\n  from einfach group by %s", q.period(), q.grouping(), comma(q.dims), column, sums, q.sets(column))
	if several {
		s += fmt.Sprintf("\n  union all\n  select %[1]s, %[2]s, %[3]s\n  from reduziert group by %[1]s, %[2]s", q.cellColumns(), column, sums)
	}
	return "(" + s + ")"
}

// both adds, for each family, its units with one row and those with several.
func (q *cellQuery) both(p probe) string {
	columns := "fz n unk num den com"
	if p.shared {
		columns += " cz units_num units_den units_com"
	}
	var sums []string
	for c := range strings.FieldsSeq(columns) {
		sums = append(sums, fmt.Sprintf("sum(%[1]s) as %[1]s", c))
	}
	return fmt.Sprintf("(\n  select %[1]s, family_id, %[2]s\n  from familie group by %[1]s, family_id)", q.cellColumns(), strings.Join(sums, ", "))
}

// byCell sums families to cells. Persons are the units themselves where each unit is its person, which saves counting distinct ones.
func (q *cellQuery) byCell(p probe) string {
	cell, from, z, units := q.cellColumns(), "familie", "fz", [3]string{"num", "den", "com"}
	if p.several {
		from = "beide"
	}
	if p.shared {
		z, units = "cz", [3]string{"units_num", "units_den", "units_com"}
	}
	persons, join := "units_num as p_num, units_den as p_den, units_com as p_com", ""
	if p.persons && !p.selves {
		persons = "coalesce(p_num, 0) as p_num, coalesce(p_den, 0) as p_den, coalesce(p_com, 0) as p_com"
		person := "person_id"
		if p.several { // one row for units with one row, one for the others
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

// result turns sums into millionths and divides them, rounded half away from zero.
func (q *cellQuery) result() string {
	law, n, value := quote(indicator.NoLaw), "null", "z"
	if q.ind.Law {
		law = "legal_state"
	}
	if q.ind.Measure.HasDenominator() {
		n, value = "n", "sign(z) * ((2 * abs(z) * 1000000 + n) // (2 * nullif(n, 0)))"
	}
	switch q.ind.Measure {
	case indicator.Median, indicator.Survival:
		value = "null" // see measures.go
	case indicator.Paired:
		value = "z"
	}
	return fmt.Sprintf(`
select freq, time_period, %[1]s, g, z::bigint, %[2]s::bigint, (%[3]s)::bigint, unk, p_num, p_den, p_com, f_num, f_den, f_com,
  (gross[1] * 1000000)::bigint, (gross[2] * 1000000)::bigint%[4]s
from (select * replace ((coalesce(z, 0) * 1000000)::hugeint as z, (coalesce(n, 0) * 1000000)::hugeint as n) from zelle)`,
		law, n, value, categoriesOrTotal(q.dims))
}

// mask is what GROUPING gives for a breakdown: a set bit means that the column is summed over; the first column has the highest bit.
func (q *cellQuery) mask(b indicator.Breakdown) int64 {
	m := int64(1)<<len(q.dims) - 1
	for _, column := range b {
		m &^= 1 << (len(q.dims) - 1 - slices.Index(q.dims, column))
	}
	return m
}

// comma is the columns behind others.
func comma(columns []string) string {
	var b strings.Builder
	for _, c := range columns {
		b.WriteString(", " + name(c))
	}
	return b.String()
}

// categoriesOrTotal are the dimensions of a cell; NULL means summed over.
func categoriesOrTotal(columns []string) string {
	var b strings.Builder
	for _, c := range columns {
		fmt.Fprintf(&b, ", coalesce(%s, '_t')", name(c))
	}
	return b.String()
}
