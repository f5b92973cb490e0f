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

// addParts gives the observations of one indicator what their measure needs beyond counts, from the rows in u.
func (s *Store) addParts(ctx context.Context, q *cellQuery, p probe, all []indicator.Observation) error {
	switch {
	case q.ind.Measure == indicator.Median:
		return s.addMedians(ctx, q, all)
	case q.ind.Measure == indicator.Survival:
		return s.addCurves(ctx, q, all)
	case q.ind.Measure == indicator.Paired:
		return s.addPairs(ctx, q, p, all)
	case q.ind.Interval == indicator.IntervalFamilies && p.families && !p.shared:
		return s.addClusters(ctx, q, p, all)
	}
	return nil
}

// cellName are the columns by which a part finds its cell, in the order in which eachPart reads them.
func (q *cellQuery) cellName() string {
	law := quote(indicator.NoLaw)
	if q.ind.Law {
		law = "legal_state"
	}
	return "freq, time_period, " + law + ", g" + categoriesOrTotal(q.dims)
}

// valued is a relation of the determinable rows by cell, with the value w of each unit aggregated.
func (q *cellQuery) valued(w, aggregates string, further ...string) string {
	return fmt.Sprintf("(select %s, %s as g%s, %s from (select *, %s as w from %s) where k group by %s)",
		q.period(), q.grouping(), comma(q.dims), aggregates, w, q.rows("numerator", "denominator"), q.sets(further...))
}

// eachPart runs a query whose columns are cellName and then those that fields points to, and gives each row to the observation of its cell.
func (s *Store) eachPart(ctx context.Context, q *cellQuery, query string, all []indicator.Observation, fields []any, add func(*indicator.Observation)) error {
	at := map[indicator.Key]*indicator.Observation{}
	for i := range all {
		at[all[i].Key] = &all[i]
	}
	return s.each(ctx, query, nil, func(rows *sql.Rows) error {
		k := indicator.Key{Area: s.project.area(), Indicator: q.ind.ID}
		var mask int64
		categories := make([]string, len(q.dims))
		into := []any{&k.Freq, &k.Period, &k.Law, &mask}
		for i := range categories {
			into = append(into, &categories[i])
		}
		if err := rows.Scan(append(into, fields...)...); err != nil {
			return err
		}
		k.Breakdown, k.Category = q.cell(mask, categories)
		o := at[k]
		if o == nil {
			return fmt.Errorf("cell %s has values and no counts", k.ID())
		}
		add(o)
		return nil
	})
}

// addMedians adds the middle of each cell. At which ranks its bounds stand depends on the number of units alone, so the ranks go in as a table.
func (s *Store) addMedians(ctx context.Context, q *cellQuery, all []indicator.Observation) error {
	ranks := rankTable(all)
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
	return s.eachPart(ctx, q, query, all, []any{&median, &low, &high, &rank}, func(o *indicator.Observation) {
		o.Middle = &indicator.Middle{Median: notation.Decimal(median), Low: decimal(low), High: decimal(high), Rank: rank}
		o.Value = &o.Middle.Median
	})
}

// rankTable is the ranks of the bounds of a median for each number of units that occurs; NULL where there are too few.
func rankTable(all []indicator.Observation) string {
	var sizes []int64
	for _, o := range all {
		if n := int64(*o.Denominator / notation.One); n > 0 {
			sizes = append(sizes, n)
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
func (s *Store) addCurves(ctx context.Context, q *cellQuery, all []indicator.Observation) error {
	query := fmt.Sprintf(`
select %s, (1000000 * w)::bigint,
  (sum(n) over (partition by %s order by w rows between current row and unbounded following))::bigint, events
from %s order by all`, q.cellName(), q.cellColumns(),
		q.valued("greatest(denominator, 0)::decimal(18,6)", "w, count(*) as n, count(*) filter (z = 1) as events", "w"))
	var months, atRisk, events int64
	err := s.eachPart(ctx, q, query, all, []any{&months, &atRisk, &events}, func(o *indicator.Observation) {
		o.Curve = append(o.Curve, indicator.AtRisk{Months: notation.Decimal(months), AtRisk: atRisk, Events: events})
	})
	for i := range all {
		all[i].Value = survivalMedian(all[i].Curve)
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
func (q *cellQuery) better() string {
	if q.ind.Direction == "down" {
		return "numerator < denominator"
	}
	return "numerator > denominator"
}

// addPairs adds who got better, worse, or stayed.
func (s *Store) addPairs(ctx context.Context, q *cellQuery, p probe, all []indicator.Observation) error {
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
	people := func(any bool, n int64) *int64 {
		if !any {
			return nil
		}
		return &n
	}
	return s.eachPart(ctx, q, query, all, fields, func(o *indicator.Observation) {
		o.Pairs = &indicator.Pairs{
			Improved: int64(*o.Numerator / notation.One), Worsened: c[0], Equal: c[1],
			InWorsened: indicator.Contributors{Persons: people(p.persons, c[2]), Families: people(p.families, c[4])},
			InEqual:    indicator.Contributors{Persons: people(p.persons, c[3]), Families: people(p.families, c[5])},
		}
	})
}

// addClusters adds how many families have how many of their persons in the numerator.
func (s *Store) addClusters(ctx context.Context, q *cellQuery, p probe, all []indicator.Observation) error {
	steps, families := q.familySteps(p)
	query := fmt.Sprintf("with %s\nselect %s, fz::bigint, n::bigint, count(*) from %s where family_id is not null and n > 0 group by %s, fz, n order by all",
		strings.Join(steps, ",\n"), q.cellName(), families, q.cellColumns())
	var c indicator.Cluster
	return s.eachPart(ctx, q, query, all, []any{&c.K, &c.N, &c.Families}, func(o *indicator.Observation) { o.Clusters = append(o.Clusters, c) })
}
