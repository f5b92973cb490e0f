package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// Prepare makes the schema basis for one day: basis.lauf, basis.<table> for every contract, and what queries/schema adds. Of a table
// the newest snapshot with stand ≤ asOf counts, without the rows in quarantine.
func (s *Store) Prepare(ctx context.Context, asOf time.Time) (finding.List, error) {
	return s.prepare(ctx, asOf, func(step) bool { return true })
}

// prepareFor makes of queries/schema only what the texts need: to plan a view costs as much as to run a rule.
func (s *Store) prepareFor(ctx context.Context, asOf time.Time, texts []string) (finding.List, error) {
	names := s.readers.of(strings.Join(texts, "\n"))
	return s.prepare(ctx, asOf, func(st step) bool { return st.makes == "" || slices.Contains(names, st.makes) })
}

func (s *Store) prepare(ctx context.Context, asOf time.Time, chosen func(step) bool) (finding.List, error) {
	if _, err := s.settled(); err != nil {
		return nil, err
	}
	s.settled = nothingToSettle
	var found finding.List
	faulty := errors.New("schema has findings")
	err := s.inTransaction(ctx, func() (err error) {
		if err = s.makeBasis(ctx, asOf); err != nil {
			return err
		}
		if found, err = s.asWritten(ctx, chosen); found.Stops() {
			err = faulty
		}
		return err
	})
	if err != nil && !errors.Is(err, faulty) {
		return found, fmt.Errorf("prepare as of %s: %w", asOf.Format(time.DateOnly), err)
	}
	return found, nil
}

func (s *Store) makeBasis(ctx context.Context, asOf time.Time) error {
	chosen, err := s.snapshots(ctx, asOf)
	if err != nil {
		return err
	}
	gaps, err := s.deliveriesWithGaps(ctx)
	if err != nil {
		return err
	}
	clear(s.done)
	end := s.project.Term.At(asOf)
	var ddl strings.Builder
	fmt.Fprintf(&ddl, "drop schema if exists basis cascade; create schema basis;\n")
	fmt.Fprintf(&ddl, "create table basis.lauf as select %s as kommune, %s as ref_area, %s as as_of, %s as term_von, %s as term_bis;\n",
		quote(s.project.Municipality), quote(s.project.area()), date(asOf), date(s.project.Term.Start), date(end))
	for _, t := range s.project.Tables {
		ddl.WriteString(basisView(t, chosen[t.Name], gaps))
	}
	for _, t := range s.off {
		ddl.WriteString(emptyView(t))
	}
	return s.exec(ctx, ddl.String())
}

// basisView is basis.<table>. The chosen deliveries stand in it as literals, and only a table with rows in quarantine looks there:
// Note: views that look up both in tables cost two joins per mention, which made planning three times as long as running.
func basisView(t intake.Table, deliveries []string, gaps map[string]bool) string {
	where := "false"
	if len(deliveries) > 0 {
		where = "r._delivery in (" + quoteAll(deliveries) + ")"
	}
	for _, d := range deliveries {
		if gaps[d] {
			where += "\n  and not exists (from raw.quarantaene q where q._delivery = r._delivery and q._line = r._line)"
			break
		}
	}
	var cols []string
	for _, c := range columns(t) {
		cols = append(cols, name(c.name))
	}
	return fmt.Sprintf("create or replace view basis.%[1]s as select %[2]s from raw.%[1]s r where %[3]s;\n", name(t.Name), strings.Join(cols, ", "), where)
}

// emptyView is basis.<table> of a contract that the project has switched off: a query that names it still runs, and finds nothing.
func emptyView(t intake.Table) string {
	var cols []string
	for _, c := range columns(t) {
		cols = append(cols, fmt.Sprintf("null::%s as %s", c.kind, name(c.name)))
	}
	return fmt.Sprintf("create view basis.%s as select %s where false;\n", name(t.Name), strings.Join(cols, ", "))
}

// snapshots are, for every table, the deliveries of its newest stand ≤ asOf.
func (s *Store) snapshots(ctx context.Context, asOf time.Time) (map[string][]string, error) {
	out := map[string][]string{}
	err := s.each(ctx, `
		select tabelle, id from raw.lieferung where stand <= ?
		qualify stand = max(stand) over (partition by tabelle) order by all`, []any{asOf}, func(rows *sql.Rows) error {
		var table, id string
		err := rows.Scan(&table, &id)
		out[table] = append(out[table], id)
		return err
	})
	return out, err
}

// deliveriesWithGaps are the deliveries of which rows are in quarantine.
func (s *Store) deliveriesWithGaps(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := s.each(ctx, `select distinct _delivery from raw.quarantaene`, nil, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out[id] = true
		return err
	})
	return out, err
}

// Stands are the days for which the store holds snapshots, oldest first.
func (s *Store) Stands(ctx context.Context) ([]time.Time, error) {
	var out []time.Time
	err := s.each(ctx, `select distinct stand from raw.lieferung order by stand`, nil, func(rows *sql.Rows) error {
		var t time.Time
		err := rows.Scan(&t)
		out = append(out, t)
		return err
	})
	return out, err
}
