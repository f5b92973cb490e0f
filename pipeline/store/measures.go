package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/stats"
)

// oneRow reports whether a unit must have one row in a period: its value is one.
func oneRow(m indicator.Measure) bool {
	return m == indicator.Median || m == indicator.Survival || m == indicator.Paired
}

// addParts gives the observations of the indicators what their measure needs beyond counts.
func (s *Store) addParts(ctx context.Context, q *cellQuery) error {
	measure := func(m indicator.Measure) *cellQuery {
		return q.only(func(o *observed) bool { return o.ind.Measure == m })
	}
	clusters := q.only(func(o *observed) bool { return o.ind.Interval == indicator.IntervalFamilies && o.families && !o.shared })
	for _, part := range []struct {
		of  *cellQuery
		add func(context.Context, *cellQuery) error
	}{
		{measure(indicator.Median), s.addMedians}, {measure(indicator.Survival), s.addCurves}, {measure(indicator.Paired), s.addPairs}, {clusters, s.addClusters},
	} {
		if part.of == nil {
			continue
		}
		if err := part.add(ctx, part.of); err != nil {
			return err
		}
	}
	return nil
}

// valued is a relation of the determinable rows by cell, with the value w of each unit aggregated.
func (q *cellQuery) valued(w, aggregates string, further ...string) string {
	return fmt.Sprintf("(select %s, %s as g%s, %s from (select *, %s as w from %s) where k group by %s)",
		q.period(), q.grouping(), q.comma(), aggregates, w, q.rows("numerator", "denominator"), q.sets(further...))
}

// eachPart runs a query whose columns are cellName and then those that fields points to, and gives each row to the observation of its cell.
func (s *Store) eachPart(ctx context.Context, q *cellQuery, query string, fields []any, add func(*observed, *indicator.Observation)) error {
	at := map[indicator.Key]*indicator.Observation{}
	for _, o := range q.of {
		for i := range o.cells {
			at[o.cells[i].Key] = &o.cells[i]
		}
	}
	return s.each(ctx, query, nil, func(rows *sql.Rows) error {
		of, key, err := q.cellOf(rows, s.project.area(), fields...)
		if err != nil {
			return err
		}
		c := at[key]
		if c == nil {
			return fmt.Errorf("cell %s has a part and no counts", key.ID())
		}
		add(of, c)
		return nil
	})
}

// addMedians adds the middle of each cell. At which ranks its bounds stand depends on the number of units alone, so the ranks go in as a table.
func (s *Store) addMedians(ctx context.Context, q *cellQuery) error {
	ranks := rankTable(q.of)
	if ranks == "" {
		return nil
	}
	query := fmt.Sprintf(`
select %s, (sign(doppelt) * ((abs(doppelt) + 1) // 2))::bigint, (1000000 * werte[von])::bigint, (1000000 * werte[bis])::bigint, coalesce(von, 0)
from (
  select *, (1000000 * (werte[(len(werte) + 1) // 2] + werte[len(werte) // 2 + 1]))::hugeint as doppelt
  from %s join (values %s) rang(anzahl, von, bis) on anzahl = len(werte))`, q.cellName(),
		q.valued("numerator::decimal(18,6)", "list_sort(list(w)) as werte"), ranks)
	var median int64
	var low, high sql.NullInt64
	var rank int64
	return s.eachPart(ctx, q, query, []any{&median, &low, &high, &rank}, func(_ *observed, o *indicator.Observation) {
		m := indicator.Middle{Median: notation.Decimal(median), Low: decimal(low), High: decimal(high), Rank: rank}
		o.Middle, o.Value = &m, &m.Median
	})
}

// rankTable is the ranks of the bounds of a median for each number of units that occurs; NULL where there are too few.
func rankTable(of []*observed) string {
	var sizes []int64
	for _, o := range of {
		for _, c := range o.cells {
			if n := int64(*c.Denominator / notation.One); n > 0 {
				sizes = append(sizes, n)
			}
		}
	}
	slices.Sort(sizes)
	var out []string
	for _, n := range slices.Compact(sizes) {
		row := fmt.Sprintf("(%d, null::bigint, null::bigint)", n)
		if low, high, ok := stats.MedianRanks(n); ok {
			row = fmt.Sprintf("(%d, %d, %d)", n, low, high)
		}
		out = append(out, row)
	}
	return strings.Join(out, ", ")
}

// addCurves adds the table of those at risk, and the median that follows from it. Events come before censorings of the same time.
func (s *Store) addCurves(ctx context.Context, q *cellQuery) error {
	query := fmt.Sprintf(`
select %s, (1000000 * w)::bigint,
  (sum(n) over (partition by %s order by w rows between current row and unbounded following))::bigint, events
from %s order by all`, q.cellName(), q.cellColumns(),
		q.valued("greatest(denominator, 0)::decimal(18,6)", "w, count(*) as n, count(*) filter (z = 1) as events", "w"))
	var months, atRisk, events int64
	err := s.eachPart(ctx, q, query, []any{&months, &atRisk, &events}, func(_ *observed, o *indicator.Observation) {
		o.Curve = append(o.Curve, indicator.AtRisk{Months: notation.Decimal(months), AtRisk: atRisk, Events: events})
	})
	for _, o := range q.of {
		for i := range o.cells {
			o.cells[i].Value = survivalMedian(o.cells[i].Curve)
		}
	}
	return err
}

// survivalMedian is the time at which half or less are left; nil if that is not reached.
func survivalMedian(table []indicator.AtRisk) *notation.Decimal {
	steps := make([]stats.Step, len(table))
	for i, t := range table {
		steps[i] = stats.Step{AtRisk: int(t.AtRisk), Events: int(t.Events)}
	}
	at, ok := stats.KaplanMeierTable(steps).Half()
	if !ok {
		return nil
	}
	return &table[at].Months
}

// better is the condition on a pair by which it counts as improved.
func (o *observed) better() string {
	if o.ind.Direction == "down" {
		return "numerator < denominator"
	}
	return "numerator > denominator"
}

// addPairs adds who got better, worse, or stayed.
func (s *Store) addPairs(ctx context.Context, q *cellQuery) error {
	const worse, equal = "filter (z = 0 and numerator <> denominator)", "filter (numerator = denominator)"
	var counts []string
	for _, of := range []string{"*", "distinct person_id", "distinct family_id"} {
		for _, side := range []string{worse, equal} {
			counts = append(counts, fmt.Sprintf("count(%s) %s as c%d", of, side, len(counts)))
		}
	}
	query := fmt.Sprintf("select %s, c0, c1, c2, c3, c4, c5 from %s", q.cellName(), q.valued("0", strings.Join(counts, ", ")))
	var c [6]int64
	fields := make([]any, len(c))
	for i := range c {
		fields[i] = &c[i]
	}
	return s.eachPart(ctx, q, query, fields, func(of *observed, o *indicator.Observation) {
		o.Pairs = &indicator.Pairs{
			Improved: int64(*o.Numerator / notation.One), Worsened: c[0], Equal: c[1],
			InWorsened: of.contributors(c[2], c[4]), InEqual: of.contributors(c[3], c[5]),
		}
	})
}

// addClusters adds how many families have how many of their persons in the numerator.
func (s *Store) addClusters(ctx context.Context, q *cellQuery) error {
	steps, families := q.familySteps()
	query := fmt.Sprintf("with %s\nselect %s, fz::bigint, n::bigint, count(*) from %s where family_id is not null and n > 0 group by %s, fz, n order by all",
		strings.Join(steps, ",\n"), q.cellName(), families, q.cellColumns())
	var c indicator.Cluster
	return s.eachPart(ctx, q, query, []any{&c.K, &c.N, &c.Families}, func(_ *observed, o *indicator.Observation) { o.Clusters = append(o.Clusters, c) })
}
