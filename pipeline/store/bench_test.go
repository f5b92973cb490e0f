package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"testing"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// BenchmarkObserve aggregates one share with two breakdowns over persons × quarters. Metric x/bare is its time divided by that of the bare
// SQL in the same run: the indicator's query and one statement with grouping sets and distinct counts.
//
// all observes every indicator of the project: see benchmarkAll.
func BenchmarkObserve(b *testing.B) {
	b.Run("all", benchmarkAll)
	const quarters = 11
	for _, persons := range []int{100, 20_000, 100_000} {
		for _, moved := range []int{0, 50} { // of so many persons, one has two rows in a quarter
			name := fmt.Sprintf("persons=%d/quarters=%d/several=0", persons, quarters)
			if moved > 0 {
				name = fmt.Sprintf("persons=%d/quarters=%d/several=1in%d", persons, quarters, moved)
			}
			b.Run(name, func(b *testing.B) { benchmarkObserve(b, persons, quarters, moved) })
		}
	}
}

func benchmarkObserve(b *testing.B, persons, quarters, moved int) {
	s := openTest(b, Project{Municipality: "05515000", Schema: []Script{{"queries/schema/010_zeitraum.sql", fmt.Sprintf(`
		create table basis.zeitraum as select 'Q' as freq, '20' || (10 + i // 4) || '-Q' || (1 + i %% 4) as time_period, null::date as von, null::date as bis, false as vorlaeufig
		from range(%d) t(i);`, quarters)}}})
	load(b, s)
	failOn(b, must(s.Prepare(b.Context(), time.Date(2018, 6, 30, 0, 0, 0, 0, time.UTC)))(b))
	second := "false"
	if moved > 0 {
		second = fmt.Sprintf("i %% %d = 0", moved)
	}
	err := s.exec(b.Context(), fmt.Sprintf(`
		create table basis.gross as
		select freq, time_period, 'P' || i as person_id, 'F' || (i // 6) as familie_id, (hash(i, time_period) %% 3 = 0)::int as ja,
		  case when hash(i, time_period, 1) %% 10 = 0 then null else 1 end as bekannt, ['W', 'M'][1 + i %% 2] as geschlecht_2,
		  ['PRIM', 'SEK1', 'SEK2', 'BK'][1 + (i // 7 + k) %% 4] as schulstufe
		from range(%d) t(i), basis.zeitraum, range(2) w(k) where k = 0 or %s`, persons, second))
	if err != nil {
		b.Fatal(err)
	}
	ind := &indicator.Indicator{
		ID: "probe", File: "probe", Measure: indicator.Share, Period: indicator.Periods{"quarter"}, By: []indicator.Breakdown{{"geschlecht_2"}, {"schulstufe"}},
		SQL: "select freq, time_period, person_id as unit_id, person_id, familie_id as family_id, ja as numerator, bekannt as denominator, geschlecht_2, schulstufe from basis.gross",
	}
	var whole, bare time.Duration
	for b.Loop() {
		start := time.Now()
		observations, found, err := s.Observe(b.Context(), []*indicator.Indicator{ind})
		failOn(b, must(found, err)(b))
		whole += time.Since(start)
		if len(observations) != 7*quarters {
			b.Fatalf("%d observations", len(observations))
		}
		start = time.Now()
		if err := bareSQL(b.Context(), s, ind.SQL); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
	}
	b.ReportMetric(float64(whole)/float64(bare), "x/bare")
}

// bareSQL is what one would write without reduction to units, contributions and complements.
func bareSQL(ctx context.Context, s *Store, query string) error {
	if err := s.exec(ctx, "create or replace temp table bare as "+query); err != nil {
		return err
	}
	return s.exec(ctx, `
		select freq, time_period, geschlecht_2, schulstufe, sum(numerator), sum(denominator), count(distinct person_id), count(distinct family_id)
		from bare group by grouping sets ((freq, time_period), (freq, time_period, geschlecht_2), (freq, time_period, schulstufe))`)
}

// BenchmarkLoad loads deliveries of one table. Metric x/appender is its time divided by that of DuckDB's Appender alone with the same
// rows in the same run: the rest is places and the account.
func BenchmarkLoad(b *testing.B) {
	for _, rows := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) { benchmarkLoad(b, rows) })
	}
}

func benchmarkLoad(b *testing.B, rows int) {
	p := smallProject()
	s := openTest(b, p)
	table, _ := p.table("unterricht")
	batch := intake.Batch{Table: table.Name, Source: "s", File: "2018-10-30/unterricht.csv", Columns: table.Columns, Stand: parseDay(b, "2018-10-30")}
	for i := range rows {
		batch.Rows = append(batch.Rows, intake.Row{Line: i + 2, Values: []any{fmt.Sprintf("P%06d", i/10), batch.Stand.AddDate(0, 0, i%10), notation.Decimal(1_500_000), nil}})
	}
	batch.Account = intake.Account{Read: rows + 1, Accepted: rows, NoData: 1}
	if err := s.exec(b.Context(), "create table nackt ("+declare(columns(table))+")"); err != nil {
		b.Fatal(err)
	}
	var whole, bare time.Duration
	n := 0
	for b.Loop() {
		n++
		batch.SHA256, batch.Digest = fmt.Sprint(n), fmt.Sprint(n)
		start := time.Now()
		found, err := s.Load(b.Context(), []intake.Batch{batch}, func(_ int, each func(intake.Chunk) error) error { return each(intake.Chunk{Rows: batch.Rows}) })
		failOn(b, must(found, err)(b))
		whole += time.Since(start)
		start = time.Now()
		err = s.appendRows("main", "nackt", func(add adder) error {
			row := make([]driver.Value, 9)
			for _, r := range batch.Rows {
				row[0], row[1], row[2], row[3] = r.Values[0], r.Values[1], int64(15_000), nil
				row[4], row[5], row[6], row[7], row[8] = "05515000", batch.File, "", int64(r.Line), "d"
				if err := add(row); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
	}
	b.ReportMetric(float64(whole)/float64(bare), "x/appender")
	b.ReportMetric(float64(rows*n)/whole.Seconds(), "rows/s")
}
