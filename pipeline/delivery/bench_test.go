package delivery

import (
	"fmt"
	"testing"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// large has 64 indicators in eleven quarters by four categories, about as many rows as a municipality delivers at the end of the project.
func large() *release.Release {
	var out []indicator.Observation
	var codes []codelist.Code
	for _, c := range []string{"EINS", "ZWEI", "DREI", "VIER"} {
		codes = append(codes, codelist.Code{Code: c, Label: notation.Text{DE: "Code " + c, EN: c}})
	}
	for i := range 64 {
		ind := hindered()
		ind.ID = fmt.Sprintf("kennzahl_%02d", i)
		for q := range 11 {
			span := indicator.Period{Freq: indicator.Quarter, Name: fmt.Sprintf("%d-Q%d", 2016+q/4, 1+q%4), From: day(2016+q/4, 1, 1), To: day(2016+q/4, 1, 1).AddDate(0, 3*(q%4+1), -1)}
			for k, category := range []string{"_t", "eins", "zwei", "drei", "vier"} {
				breakdown := "ebene"
				if k == 0 {
					breakdown = "_t"
				}
				n, d := int64(20+i+q+k), int64(100)
				v := notation.Decimal(n * 10_000)
				out = append(out, indicator.Observation{
					Key:  indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: span.Name, Breakdown: breakdown, Category: category},
					Span: span, Indicator: ind, Numerator: dec(n), Denominator: dec(d), Value: &v, InNumerator: families(n), InDenominator: families(d), InComplement: families(d - n),
				})
			}
		}
	}
	return release.For(release.Audience{MinFamilies: 3}, nil, out, nil, codelist.Lists{"ebene": {Name: "ebene", Codes: codes}, "thema": {Name: "thema", Codes: []codelist.Code{{Code: "FAKTOREN", Label: notation.Text{DE: "Faktoren", EN: "Factors"}}}}})
}

// BenchmarkBundleOf3520Rows makes everything but Parquet and the methods sheet.
func BenchmarkBundleOf3520Rows(b *testing.B) {
	r := large()
	o := order()
	o.Quarter = indicator.Period{Freq: indicator.Quarter, Name: "2018-Q3", To: day(2018, 9, 30)}
	for b.Loop() {
		made, found, err := Build(r, o)
		if err != nil || len(found) > 0 {
			b.Fatal(err, found)
		}
		if c, err := made.Table(bundle.Observations); err != nil || len(c.Rows) != 3520 {
			b.Fatal(err, len(c.Rows))
		}
	}
}
