package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/intake"
)

// Change is what the newest snapshot of a table has changed against the one before it. Rows are those that count: accepted, and not
// rejected by a rule.
type Change struct {
	Table      string
	Before     time.Time // stand of the snapshot before; zero: there is none, and all rows are added
	Now        time.Time
	RowsBefore int
	RowsNow    int
	Added      int // keys that are new
	Removed    int // keys that are gone
	Changed    int // keys that stay, with another value
}

// Changes compares, for every table that has a snapshot with stand ≤ asOf, the newest with the one before it, in the order of the
// contracts. Check must have run for asOf.
func (s *Store) Changes(ctx context.Context, asOf time.Time) ([]Change, error) {
	now, before, err := s.lastTwo(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	var all []string
	var out []Change
	for _, t := range s.project.Tables {
		if len(now[t.Name].deliveries) > 0 && len(t.Key) > 0 {
			all = append(all, changeRows(t, len(out), before[t.Name].deliveries, now[t.Name].deliveries))
			out = append(out, Change{Table: t.Name, Before: before[t.Name].stand, Now: now[t.Name].stand})
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	err = s.each(ctx, fmt.Sprintf(changeCounts, strings.Join(all, "\nunion all\n")), nil, func(rows *sql.Rows) error {
		var n int
		var c Change
		err := rows.Scan(&n, &c.RowsBefore, &c.RowsNow, &c.Added, &c.Removed, &c.Changed)
		c.Table, c.Before, c.Now = out[n].Table, out[n].Before, out[n].Now
		out[n] = c
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("compare snapshots: %w", err)
	}
	return out, nil
}

// snapshot is the deliveries of one stand of a table.
type snapshot struct {
	stand      time.Time
	deliveries []string
}

// lastTwo are, for each table, the newest snapshot with stand ≤ asOf and the one before it.
func (s *Store) lastTwo(ctx context.Context, asOf time.Time) (now, before map[string]snapshot, err error) {
	now, before = map[string]snapshot{}, map[string]snapshot{}
	err = s.each(ctx, `
		select tabelle, stand, id, dense_rank() over (partition by tabelle order by stand desc) as rang
		from raw.lieferung where stand <= ? qualify rang <= 2 order by all`, []any{asOf}, func(rows *sql.Rows) error {
		var table, id string
		var stand time.Time
		var age int
		err := rows.Scan(&table, &stand, &id, &age)
		of := now
		if age == 2 {
			of = before
		}
		of[table] = snapshot{stand.UTC(), append(of[table].deliveries, id)}
		return err
	})
	return now, before, err
}

// changeCounts counts over the rows of all tables in one statement: planning a join for each of them took longer than everything else.
// Rows are compared by hashes of 64 bits; among ten million rows two keys are taken for one in one of three hundred thousand runs.
const changeCounts = `
select nummer, count(vorher), count(jetzt), count(*) filter (vorher is null), count(*) filter (jetzt is null), count(*) filter (vorher <> jetzt)
from (
  select nummer, schluessel, max(zeile) filter (not neu) as vorher, max(zeile) filter (neu) as jetzt
  from (
%s) anti join raw.quarantaene using (_delivery, _line)
  group by nummer, schluessel)
group by nummer`

// changeRows are the rows of both snapshots of a table, by its number.
func changeRows(t intake.Table, number int, before, now []string) string {
	var values []string
	for _, c := range t.Columns {
		values = append(values, name(c.Name))
	}
	return fmt.Sprintf("select %d as nummer, _delivery in (%s) as neu, hash(%s) as schluessel, hash(%s) as zeile, _delivery, _line from raw.%s where _delivery in (%s)",
		number, quoteAll(now), strings.Join(names(t.Key), ", "), strings.Join(values, ", "), name(t.Name), quoteAll(append(slices.Clone(now), before...)))
}
