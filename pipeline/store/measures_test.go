package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// TestPartsAgreeWithCountingByHand recomputes medians, curves and pairs of random units in Go, cell by cell.
func TestPartsAgreeWithCountingByHand(t *testing.T) {
	s := observing(t)
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 2))
		measure := []indicator.Measure{indicator.Median, indicator.Survival, indicator.Paired}[seed%3]
		var rows []row
		for i := range 1 + r.IntN(40) {
			unit := fmt.Sprintf("U%02d", i)
			k, n := r.Int64N(12), r.Int64N(12)
			x := row{period: "2018-Q1", unit: unit, person: unit, family: fmt.Sprint("F", r.IntN(8)), k: &k, n: &n, sex: []string{"W", "M"}[r.IntN(2)], level: "PRIM"}
			if measure == indicator.Survival {
				k %= 2
			}
			if r.IntN(6) == 0 {
				x.k = nil
			}
			rows = append(rows, x)
		}
		ind := &indicator.Indicator{
			ID: "probe", File: "probe.sql", Measure: measure, Direction: "up", Period: indicator.Periods{"quarter"}, SQL: rowsSQL(rows),
			By: []indicator.Breakdown{{"sex"}, {"level"}},
		}
		observations, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
		failOn(t, must(found, err)(t))
		got := map[string]string{}
		for _, o := range observations {
			got[o.Category] = fmt.Sprintf("%s of %s, %d unknown, %s,%s", printDecimal(o.Numerator), printDecimal(o.Denominator), o.Unknown, printDecimal(o.Value), printParts(o))
		}
		cells := map[string][]row{}
		for _, x := range rows {
			for _, c := range []string{"_t", strings.ToLower(x.sex), "prim"} {
				cells[c] = append(cells[c], x)
			}
		}
		want := map[string]string{}
		for c, cell := range cells {
			want[c] = partByHand(cell, measure)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d, %s (-by hand +got):\n%s", seed, measure, diff)
		}
	}
}

func partByHand(rows []row, m indicator.Measure) string {
	var known []row
	for _, x := range rows {
		if x.k != nil {
			known = append(known, x)
		}
	}
	k, value, part := int64(len(known)), ".", ""
	switch m {
	case indicator.Median:
		value, part = medianByHand(known)
	case indicator.Survival:
		k, value, part = curveByHand(known)
	case indicator.Paired:
		k, part = pairsByHand(known)
		value = fmt.Sprint(k)
	}
	return fmt.Sprintf("%d of %d, %d unknown, %s,%s", k, len(known), len(rows)-len(known), value, part)
}

func medianByHand(rows []row) (median, bounds string) {
	if len(rows) == 0 {
		return ".", ""
	}
	var v []int64
	for _, x := range rows {
		v = append(v, *x.k)
	}
	slices.Sort(v)
	n := len(v)
	// The largest rank that at most one in forty of all 2^n ways of falling below and above the middle leave so far out (sign test).
	rank, ways, tail := 0, 1.0, 1.0
	total := 1.0
	for range n {
		total *= 2
	}
	for tail <= 0.025*total {
		rank++
		ways = ways * float64(n-rank+1) / float64(rank)
		tail += ways
	}
	median = notation.Decimal((v[(n-1)/2] + v[n/2]) * int64(notation.One) / 2).String()
	if rank == 0 {
		return median, " .–.@0"
	}
	return median, fmt.Sprintf(" %d–%d@%d", v[rank-1], v[n-rank], rank)
}

func curveByHand(rows []row) (events int64, median, curve string) {
	times := map[int64]bool{}
	for _, x := range rows {
		times[*x.n] = true
		events += *x.k
	}
	left, num, den := len(rows), int64(1), int64(1) // survival as a fraction: exact for so few
	median = "."
	for _, at := range slices.Sorted(maps.Keys(times)) {
		happened, all := 0, 0
		for _, x := range rows {
			if *x.n == at {
				all++
				happened += int(*x.k)
			}
		}
		num, den = reduce(num*int64(left-happened), den*int64(left))
		if median == "." && happened > 0 && 2*num <= den {
			median = fmt.Sprint(at)
		}
		curve += fmt.Sprintf(" %d:%d/%d", at, left, happened)
		left -= all
	}
	return events, median, curve
}

func reduce(a, b int64) (int64, int64) {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x, b / x
}

func pairsByHand(rows []row) (better int64, pairs string) {
	var worse, equal int64
	families := [2]map[string]bool{{}, {}}
	for _, x := range rows {
		switch {
		case *x.k > *x.n:
			better++
		case *x.k < *x.n:
			worse++
			families[0][x.family] = true
		default:
			equal++
			families[1][x.family] = true
		}
	}
	return better, fmt.Sprintf(" %d/%d/%d %d/%d %d/%d", better, worse, equal, worse, equal, len(families[0]), len(families[1]))
}

func TestClustersTellHowManyFamiliesHaveHowMany(t *testing.T) {
	const columns = "freq, time_period, unit_id, person_id, family_id, numerator, denominator, sex"
	s := observing(t)
	ind := &indicator.Indicator{
		ID: "probe", File: "probe.sql", Measure: indicator.Share, Interval: indicator.IntervalFamilies, Period: indicator.Periods{"quarter"},
		By: []indicator.Breakdown{{"sex"}},
		SQL: values(columns,
			"'Q','2018-Q1','P1','P1','F1',1,1,'W'", "'Q','2018-Q1','P2','P2','F1',0,1,'W'", "'Q','2018-Q1','P3','P3','F1',null,null,'W'",
			"'Q','2018-Q1','P4','P4','F2',1,1,'W'", "'Q','2018-Q1','P4','P4','F2',0,1,'M'", // one person in two categories
			"'Q','2018-Q1','P5','P5','F2',0,1,'M'", "'Q','2018-Q1','P6','P6','F3',null,1,'M'", "'Q','2018-Q1','P7','P7',null,1,1,'M'"),
	}
	observations, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
	failOn(t, must(found, err)(t))
	got := map[string]string{}
	for _, o := range observations {
		got[o.Category] = printParts(o)
	}
	want := map[string]string{"_t": " 2×1/2", "w": " 1×1/1 1×1/2", "m": " 1×0/2"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAUnitWithAValueHasOneRow(t *testing.T) {
	s := observing(t)
	for _, m := range []indicator.Measure{indicator.Median, indicator.Survival, indicator.Paired} {
		ind := &indicator.Indicator{
			ID: "probe", File: "queries/indicators/probe.sql", Measure: m, Direction: "up", Period: indicator.Periods{"quarter"},
			SQL: values("freq, time_period, unit_id, person_id, family_id, numerator, denominator", "'Q','2018-Q1','P1','P1','F1',1,1", "'Q','2018-Q1','P1','P1','F1',0,2"),
		}
		_, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("queries/indicators/probe.sql: Stopp: Eine Einheit hat in einem Zeitraum mehrere Zeilen. Bei measure: %s hat eine Einheit einen Wert; bitte in der Abfrage einen bilden.", m)
		if len(found) != 1 || found[0].String() != want {
			t.Errorf("%v, want %s", found, want)
		}
	}
}
