package release

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

var insider = Audience{Name: "projektteam", MinPersons: 1, MinFamilies: 1, Complement: ScopeNone, Group: ScopeNone, Flows: ScopeNone}

// measured is an observation of k of n persons, each of a family of its own.
func measured(ind indicator.Indicator, k, n int64) indicator.Observation {
	o := share(&ind, k, n, people(k, k), people(n, n), people(n-k, n-k))
	o.Value = nil
	return o
}

func median(n int64, value, low, high, rank int64) indicator.Observation {
	o := measured(indicator.Indicator{
		ID: "dauer", Measure: indicator.Median, Unit: indicator.UnitMonths, Counts: indicator.CountsPersons, Disclosure: indicator.Protected, Harm: indicator.HarmBoth,
	}, n, n)
	o.Middle = &indicator.Middle{Median: notation.Int(value), Rank: rank}
	if rank > 0 {
		o.Middle.Low, o.Middle.High = dec(low), dec(high)
	}
	o.Value = &o.Middle.Median
	return o
}

// survival is a curve of n persons, to k of whom it happened, one each month, and to whom the rest has not happened by the tenth.
func survival(class indicator.Class, k, n, value int64) indicator.Observation {
	o := measured(indicator.Indicator{
		ID: "bis", Measure: indicator.Survival, Unit: indicator.UnitMonths, Counts: indicator.CountsPersons, Disclosure: class, Harm: indicator.HarmBoth,
	}, k, n)
	for i := range k {
		o.Curve = append(o.Curve, indicator.AtRisk{Months: notation.Int(i + 1), AtRisk: n - i, Events: 1})
	}
	if n > k {
		o.Curve = append(o.Curve, indicator.AtRisk{Months: notation.Int(20), AtRisk: n - k})
	}
	if value > 0 {
		o.Value = dec(value)
	}
	return o
}

func pairs(worse, equal int64) indicator.Observation {
	const better = 9
	n := better + worse + equal
	o := measured(indicator.Indicator{
		ID: "paare", Measure: indicator.Paired, Unit: indicator.UnitPersons, Counts: indicator.CountsPersons,
		Noun: notation.Text{DE: "Schülerinnen und Schülern", EN: "pupils"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmComplement,
	}, better, n)
	o.Pairs = &indicator.Pairs{Improved: better, Worsened: worse, Equal: equal, InWorsened: people(worse, worse), InEqual: people(equal, equal)}
	o.Value = dec(better)
	return o
}

func rate(events, exposure int64) indicator.Observation {
	o := measured(indicator.Indicator{
		ID: "dichte", Measure: indicator.Rate, Unit: indicator.UnitPerFamilyMonth, Counts: indicator.CountsOthers, Disclosure: indicator.Plain,
	}, events, exposure)
	v := notation.Decimal(events * int64(notation.One) / exposure)
	o.Value, o.InDenominator = &v, households(14)
	return o
}

func TestMeasuresArePrintedBySizeOfTheGroup(t *testing.T) {
	zero := median(24, 0, 0, 12, 7)
	share := func(method indicator.Interval, clusters ...indicator.Cluster) indicator.Observation {
		o := share(&indicator.Indicator{
			ID: "anteil", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons, Disclosure: indicator.Plain, Interval: method,
		}, 15, 30, people(15, 8), people(30, 12), people(15, 8))
		o.Clusters = clusters
		return o
	}
	percent := median(12, 0, 0, 0, 0)
	percent.Indicator.Unit = indicator.UnitPercent
	*percent.Value = notation.One * 55 / 100
	for _, c := range []struct {
		name string
		o    indicator.Observation
		want string
	}{
		{"a median of many", median(24, 71, 60, 80, 7), "interval=60 bis 80 Monate; kn=24 Personen; n=24; value=71 Monate; order"},
		{"a median of few stands in brackets", median(14, 71, 60, 80, 3), "interval=60 bis 80 Monate; kn=14 Personen; n=14; value=(71 Monate); order"},
		{"a median of fewer than ten says nothing", median(9, 71, 60, 80, 2), "kn=9 Personen; n=9; value=/; order"},
		{"a median of zero months", zero, "interval=0 bis 12 Monate; kn=24 Personen; n=24; value=0 Monate; order"},
		{"a median of shares", percent, "kn=12 Personen; n=12; percent=(55 %); value=(55 %)"},
		{"a curve that halves", survival(indicator.Plain, 15, 20, 10), "interval=5 bis 15 Monate; k=15; kn=15 von 20 Personen; n=20; value=10 Monate; log-log"},
		{"a curve whose upper end is open", survival(indicator.Plain, 10, 20, 10), "interval=ab 5 Monaten; k=10; kn=10 von 20 Personen; n=20; value=10 Monate; log-log"},
		{"a curve that does not halve", survival(indicator.Plain, 8, 20, 0), "k=8; kn=8 von 20 Personen; n=20; value=noch nicht erreicht"},
		{"four events make no median", survival(indicator.Plain, 4, 6, 3), "k=4; kn=4 von 6 Personen; n=6; value=4 von 6 Personen"},
		{"a median of fewer than ten is k of n", survival(indicator.Plain, 6, 8, 4), "k=6; kn=6 von 8 Personen; n=8; value=6 von 8 Personen; log-log"},
		{
			"pairs with McNemar's mid-p", pairs(2, 3),
			"k=9; kn=9 von 14 Schülerinnen und Schülern; n=14; test=p = 0,039 (McNemar, mid-p); value=9 verbessert, 2 verschlechtert, 3 unverändert",
		},
		{"a rate with the interval of its events", rate(14, 28), "interval=0,27 bis 0,84; k=14; kn=14 von 28; n=28; percent=0,5; value=0,5; poisson"},
		{"a share", share(""), "interval=33 % bis 67 %; k=15; kn=15 von 30 Personen; n=30; percent=50 %; value=50 %; wilson"},
		{"a share that is never covered too little", share(indicator.IntervalExact), "interval=31 % bis 69 %; k=15; kn=15 von 30 Personen; n=30; percent=50 %; value=50 %; clopper-pearson"},
		{
			"a share of families that agree", share(indicator.IntervalFamilies, indicator.Cluster{K: 3, N: 3, Families: 5}, indicator.Cluster{K: 0, N: 3, Families: 5}),
			"interval=20 % bis 80 %; k=15; kn=15 von 30 Personen; n=30; percent=50 %; value=50 %; bootstrap",
		},
	} {
		cell := For(insider, nil, []indicator.Observation{c.o}, nil, nil).All()[0]
		var got []string
		for _, f := range slices.Sorted(maps.Keys(cell.forms)) {
			if f != FormUnknown && f != FormGap {
				got = append(got, fmt.Sprintf("%s=%s", f, cell.forms[f].DE))
			}
		}
		if m := cell.Method(); m != "" {
			got = append(got, string(m))
		}
		if diff := cmp.Diff(c.want, strings.ReplaceAll(strings.Join(got, "; "), "\u00a0", " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestFewDoNotShowInAMedianACurveOrPairs gives what the public sees: five persons and three families are enough of a side.
func TestFewDoNotShowInAMedianACurveOrPairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     indicator.Observation
		shown bool
	}{
		{"nine are no two halves of five", median(9, 71, 0, 0, 0), false},
		{"ten are", median(10, 71, 0, 0, 0), true},
		{"a curve of nine", survival(indicator.Sensitive, 9, 9, 5), false},
		{"a curve of ten", survival(indicator.Sensitive, 10, 10, 5), true},
		{"four events", survival(indicator.Protected, 4, 20, 0), false},
		{"nobody worse", pairs(0, 6), true},
		{"two worse", pairs(2, 6), false},
		{"four unchanged", pairs(5, 4), false},
		{"each group large enough", pairs(5, 5), true},
	} {
		if got := For(public, nil, []indicator.Observation{c.o}, nil, nil).All()[0].Shown(); got != c.shown {
			t.Errorf("%s: shown is %v", c.name, got)
		}
	}
}

// TestTheBoundsOfAMedianAreFiguresOfSinglePersons: enough must lie beyond them.
func TestTheBoundsOfAMedianAreFiguresOfSinglePersons(t *testing.T) {
	for rank, want := range map[int64]bool{4: false, 5: true} {
		cell := For(public, nil, []indicator.Observation{median(20, 71, 60, 80, rank)}, nil, nil).All()[0]
		_, printed := cell.Form(FormInterval, notation.German)
		_, _, ok := cell.Interval()
		if printed != want || ok != want {
			t.Errorf("rank %d: printed %v, in files %v; want %v", rank, printed, ok, want)
		}
	}
}

// TestACurveIsDrawnWhereEveryStepIsThatOfEnough takes steps of one person each, and one step of five.
func TestACurveIsDrawnWhereEveryStepIsThatOfEnough(t *testing.T) {
	steps := survival(indicator.Protected, 10, 20, 10)
	one := survival(indicator.Protected, 10, 20, 4)
	one.Curve = []indicator.AtRisk{{Months: notation.Int(4), AtRisk: 20, Events: 10}, {Months: notation.Int(9), AtRisk: 10}}
	for _, c := range []struct {
		name string
		a    Audience
		o    indicator.Observation
		want bool
	}{
		{"single persons, inside", insider, steps, true},
		{"single persons, outside", public, steps, false},
		{"one step of ten", public, one, true},
		{"too few events", insider, survival(indicator.Plain, 4, 20, 0), false},
	} {
		if _, got := For(c.a, nil, []indicator.Observation{c.o}, nil, nil).All()[0].Curve(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
