package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
)

// probe is what has to be known of the rows of an indicator before cells can be made of them.
type probe struct {
	several  bool // a unit has several rows in one period
	shared   bool // a unit has several families or persons in one period
	persons  bool // some row names a person
	families bool // some row names a family
	selves   bool // every unit is a person
	keyless  int64
	notBits  int64 // rows of a count or share whose numerator or denominator is neither 0 nor 1
}

// probeAll looks at the rows of the indicators, sets the units with several rows aside in the temporary table mehrfach, and leaves
// out the indicators whose rows do not keep the contract, with a finding for each.
func (s *Store) probeAll(ctx context.Context, batch []*observed) ([]*observed, error) {
	q := &cellQuery{of: batch, many: len(batch) > 1}
	err := s.each(ctx, q.probe(), nil, func(rows *sql.Rows) error {
		var nr int
		var p probe
		if err := rows.Scan(&nr, &p.several, &p.persons, &p.families, &p.selves, &p.keyless, &p.notBits); err != nil {
			return err
		}
		q.find(nr).probe = p
		return nil
	})
	if err != nil {
		return nil, err
	}
	batch = slices.DeleteFunc(slices.Clone(batch), func(o *observed) bool {
		o.found = o.faults()
		return o.found.Stops()
	})
	several := slices.DeleteFunc(slices.Clone(batch), func(o *observed) bool { return !o.several })
	if len(several) == 0 {
		return batch, nil
	}
	q = &cellQuery{of: several, many: q.many, law: slices.ContainsFunc(several, hasLaw)}
	if err := s.exec(ctx, q.repeated()); err != nil {
		return nil, err
	}
	return batch, s.each(ctx, q.divided(), nil, func(rows *sql.Rows) error {
		var nr int
		err := rows.Scan(&nr)
		q.find(nr).shared = true
		return err
	})
}

// probe selects the fields of a probe in one row for each indicator that has rows, except shared. Units with several rows show in
// fewer hashes than rows; hashes that collide would only send units with one row the long way.
func (q *cellQuery) probe() string {
	var branches []string
	for _, o := range q.of {
		period := "freq, time_period"
		if o.ind.Law {
			period += ", legal_state"
		}
		z, n, _ := o.counted()
		notBits := "false"
		if o.ind.Measure.Whole() {
			notBits = fmt.Sprintf("coalesce(%s::decimal(18,6) not in (0, 1), false) or coalesce(%s::decimal(18,6) not in (0, 1), false)", z, n)
		}
		branches = append(branches, fmt.Sprintf(`
  select %d as nr, hash(%[2]s, unit_id) as einheit, person_id::varchar as person_id, family_id::varchar as family_id,
    person_id::varchar is not distinct from unit_id::varchar as selbst, %[3]s is null or unit_id is null as ohne, %[4]s as kein_bit
  from %[5]s`, o.nr, period, strings.ReplaceAll(period, ", ", " is null or "), notBits, o.table()))
	}
	return `
select nr, max(zeilen) > 1, max(personen) > 0, max(familien) > 0, bool_and(selbst), sum(ohne)::bigint, sum(kein_bit)::bigint
from (
  select
    nr, count(*) as zeilen, count(person_id) as personen, count(family_id) as familien, bool_and(selbst) as selbst,
    count(*) filter (ohne) as ohne, count(*) filter (kein_bit) as kein_bit
  from (` + strings.Join(branches, "\n  union all") + `)
  group by nr, einheit)
group by nr`
}

// units are the rows of the indicators without their categories, which are different ones.
func (q *cellQuery) units() string { return q.union(func(*observed) []string { return nil }) }

// repeated makes the temporary table mehrfach: the units with several rows in one period.
func (q *cellQuery) repeated() string {
	return fmt.Sprintf("create or replace temp table mehrfach as select %[1]s, unit_id from %[2]s group by %[1]s, unit_id having count(*) > 1", q.period(), q.units())
}

// divided selects the numbers of the indicators in which one of those units has several families or persons.
func (q *cellQuery) divided() string {
	return fmt.Sprintf(`
select distinct %[3]s from (
  select %[1]s, unit_id from (select distinct %[1]s, unit_id, family_id, person_id from %[2]s semi join mehrfach using (%[1]s, unit_id))
  group by %[1]s, unit_id having count(*) > 1)`, q.period(), q.units(), q.nr())
}

// faults tells rows that do not keep the contract between queries and store.
func (o *observed) faults() finding.List {
	var found finding.List
	stop := func(message, remedy string) {
		found.Add(finding.Stop, "abfrage_werte", finding.Place{File: o.ind.File}, message, remedy)
	}
	if o.keyless > 0 {
		stop(fmt.Sprintf("In %d Zeilen fehlt freq, time_period, unit_id oder legal_state.", o.keyless), "Bitte in der Abfrage für jede Zeile angeben.")
	}
	if o.notBits > 0 {
		stop(fmt.Sprintf("In %d Zeilen ist numerator oder denominator weder 0 noch 1.", o.notBits),
			fmt.Sprintf("Bei measure: %s zählt eine Einheit ganz oder gar nicht; für Mengen bitte ratio, rate oder amount wählen.", o.ind.Measure))
	}
	if o.several && oneRow(o.ind.Measure) {
		stop("Eine Einheit hat in einem Zeitraum mehrere Zeilen.", fmt.Sprintf("Bei measure: %s hat eine Einheit einen Wert; bitte in der Abfrage einen bilden.", o.ind.Measure))
	}
	return found
}
