package delivery

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

func dec(n int64) *notation.Decimal { d := notation.Int(n); return &d }

func families(n int64) indicator.Contributors { return indicator.Contributors{Families: &n} }

// sample is one share with a shown total, a breakdown that has to be withheld, and a period without anybody.
func sample() *release.Release {
	ind := &indicator.Indicator{
		ID: "hemm_fam", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies,
		Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Version: "1.0.0",
	}
	cell := func(period, breakdown, category string, k, n, unknown int64) indicator.Observation {
		o := indicator.Observation{
			Key: indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: period, Breakdown: breakdown, Category: category},
			Span: indicator.Period{Freq: indicator.Quarter, Name: period,
				From: time.Date(2018, 7, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2018, 9, 30, 0, 0, 0, 0, time.UTC)},
			Indicator: ind, Numerator: dec(k), Denominator: dec(n), Unknown: unknown,
			InNumerator: families(k), InDenominator: families(n), InComplement: families(n - k), Provisional: period == "2018-Q3",
		}
		if n > 0 {
			v := notation.Decimal(k * 1_000_000 / n)
			o.Value = &v
		}
		return o
	}
	return release.For(release.Audience{MinPersons: 3, MinFamilies: 3, Group: release.ScopeSensitive}, nil, []indicator.Observation{
		cell("2018-Q3", "ebene", "sozialraum", 2, 14, 0),
		cell("2018-Q3", "ebene", "familiaer", 7, 14, 0),
		cell("2018-Q3", "_t", "_t", 9, 14, 1),
		cell("2017-Q2", "_t", "_t", 0, 0, 0),
	}, nil, codelist.Lists{})
}

func TestWithheldRowsStayWithoutFigures(t *testing.T) {
	got, err := Observations(sample())
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join(observationColumns, ",") + `
DE_05515000,HEMM_FAM,_Z,Q,2017-Q2,_T,_T,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,M,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,FAMILIAER,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,SOZIALRAUM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,_T,_T,1.0.0,2018-07-01,2018-09-30,64.2857,9,14,PERCENT,38.7644,83.6553,1,P,FREE,false,
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("observations.csv (-want +got):\n%s", diff)
	}
}

// TestTheFileHasTheTwentyOneColumnsAndSortedKeys reads the file as an evaluator's program does.
func TestTheFileHasTheTwentyOneColumnsAndSortedKeys(t *testing.T) {
	raw, err := Observations(sample())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows[0]) != 21 {
		t.Errorf("%d columns, want 21", len(rows[0]))
	}
	code := regexp.MustCompile(`^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|_[TZU])$`)
	for i, row := range rows[1:] {
		for _, column := range []int{1, 2, 5, 6, 13, 17, 18} {
			if !code.MatchString(row[column]) {
				t.Errorf("row %d: %s is %q, which a program may guess to be something else", i, rows[0][column], row[column])
			}
		}
		if i > 0 && slices.Compare(rows[i][:7], row[:7]) >= 0 {
			t.Errorf("row %d is out of order or twice", i)
		}
	}
}
