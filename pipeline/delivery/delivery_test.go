package delivery

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"aead.dev/minisign"
	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func dec(n int64) *notation.Decimal { d := notation.Int(n); return &d }

func families(n int64) indicator.Contributors { return indicator.Contributors{Families: &n} }

// hindered is one indicator in two quarters, with a breakdown by two levels that the code list has, of three.
func hindered() *indicator.Indicator {
	return &indicator.Indicator{
		ID: "hemm_fam", File: "queries/indicators/hemm_fam.sql", SQL: "select 1", Title: notation.Text{DE: "Familien mit hemmendem Faktor", EN: "Families"},
		Topic: "faktoren", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Direction: "down",
		Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"ebene"}},
		Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: recommended, Version: "1.0.0", ValidFrom: "2017-05-01",
	}
}

// sample has a shown total, a breakdown that has to be withheld with a level where nobody was seen, and a period without anybody. hidden
// is a figure that nobody may learn.
func sample(ind *indicator.Indicator, hidden, shown int64) *release.Release {
	cell := func(period indicator.Period, breakdown, category string, k, n, unknown int64) indicator.Observation {
		o := indicator.Observation{
			Key:  indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: period.Name, Breakdown: breakdown, Category: category},
			Span: period, Indicator: ind, Numerator: dec(k), Denominator: dec(n), Unknown: unknown,
			InNumerator: families(k), InDenominator: families(n), InComplement: families(n - k), Provisional: period.Name == "2018-Q3",
		}
		if n > 0 {
			v := notation.Decimal(k * 1_000_000 / n)
			o.Value = &v
		}
		return o
	}
	q2 := indicator.Period{Freq: indicator.Quarter, Name: "2018-Q2", From: day(2018, 4, 1), To: day(2018, 6, 30)}
	return release.For(release.Audience{Name: "evaluation", MinPersons: 3, MinFamilies: 3, Group: release.ScopeSensitive}, nil, []indicator.Observation{
		cell(quarter, "ebene", "sozialraum", hidden, 14, 0),
		cell(quarter, "ebene", "familiaer", 7, 14, 0),
		cell(quarter, "_t", "_t", shown, 14, 1),
		cell(q2, "_t", "_t", 0, 0, 0),
	}, nil, codelist.Lists{
		"ebene": {Name: "ebene", Codes: []codelist.Code{
			{Code: "FAMILIAER", Label: notation.Text{DE: "Familiär", EN: "Family"}, Rank: 1},
			{Code: "SOZIALRAUM", Label: notation.Text{DE: "Sozialraum", EN: "Neighbourhood"}, Rank: 2},
			{Code: "RECHTLICH", Label: notation.Text{DE: "Rechtlich", EN: "Legal"}, Rank: 3},
		}},
		"thema": {Name: "thema", Codes: []codelist.Code{{Code: "FAKTOREN", Label: notation.Text{DE: "Faktoren", EN: "Factors"}, Rank: 1}}},
	})
}

var quarter = indicator.Period{Freq: indicator.Quarter, Name: "2018-Q3", From: day(2018, 7, 1), To: day(2018, 9, 30)}

func order() Order {
	return Order{
		Areas: []Area{{Ref: "de_05515000", AGS: "05515000", Name: "Stadt Münster", From: day(2017, 5, 1)}},
		Title: "Integration", Publisher: "Stadt Münster", AsOf: day(2018, 10, 30), Quarter: quarter, Verdict: "Entwurf",
	}
}

func build(t *testing.T, r *release.Release, o Order) *bundle.Bundle {
	t.Helper()
	b, found, err := Build(r, o)
	if err != nil || found.Stops() {
		t.Fatal(err, found)
	}
	return b
}

func data(t *testing.T, b *bundle.Bundle, name string) string {
	t.Helper()
	d, ok := b.Data(name)
	if !ok {
		t.Fatalf("no %s in the bundle", name)
	}
	return string(d)
}

// hashes are the files by name: a difference names the file, not its bytes.
func hashes(b *bundle.Bundle) map[string]string {
	out := map[string]string{}
	for _, f := range b.Files {
		out[f.Name] = bundle.Hash(f.Data)
	}
	return out
}

func TestEveryExpectedCellIsThereAndWithheldOnesHaveNoFigures(t *testing.T) {
	want := strings.Join(bundle.Observations.Header(), ",") + `
DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,EBENE,FAMILIAER,1.0.0,2018-04-01,2018-06-30,,,,PERCENT,,,,M,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,EBENE,RECHTLICH,1.0.0,2018-04-01,2018-06-30,,,,PERCENT,,,,M,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,EBENE,SOZIALRAUM,1.0.0,2018-04-01,2018-06-30,,,,PERCENT,,,,M,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,_T,_T,1.0.0,2018-04-01,2018-06-30,,,,PERCENT,,,,M,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,FAMILIAER,1.0.0,2018-07-01,2018-09-30,50,7,14,PERCENT,26.7992,73.2008,0,P,FREE,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHTLICH,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,SOZIALRAUM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,_T,_T,1.0.0,2018-07-01,2018-09-30,64.2857,9,14,PERCENT,38.7644,83.6553,1,P,FREE,false,
`
	if diff := cmp.Diff(want, data(t, build(t, sample(hindered(), 2, 9), order()), "data/observations.csv")); diff != "" {
		t.Errorf("observations.csv (-want +got):\n%s", diff)
	}
}

// TestAWithheldFigureChangesNoByte is non-interference: whoever has the bundle cannot tell which of two worlds it came from.
func TestAWithheldFigureChangesNoByte(t *testing.T) {
	// Neither adds up to the total with the 7 that are shown: both worlds withhold the same cells.
	one, two := build(t, sample(hindered(), 1, 11), order()), build(t, sample(hindered(), 2, 11), order())
	if diff := cmp.Diff(hashes(one), hashes(two)); diff != "" {
		t.Errorf("a withheld figure shows:\n%s", diff)
	}
	if cmp.Equal(hashes(one), hashes(build(t, sample(hindered(), 2, 10), order()))) {
		t.Error("a shown figure does not show: the comparison above proves nothing")
	}
}

func TestTwoBuildsGiveTheSameBytesFolderArchiveAndSignature(t *testing.T) {
	_, private, err := minisign.GenerateKey(rand{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := private.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	o := order()
	if o.Key, err = bundle.ReadKey(text, ""); err != nil {
		t.Fatal(err)
	}
	one, two := build(t, sample(hindered(), 2, 9), o), build(t, sample(hindered(), 2, 9), o)
	if diff := cmp.Diff(hashes(one), hashes(two)); diff != "" {
		t.Error(diff)
	}
	a, err := one.Zip()
	if err != nil {
		t.Fatal(err)
	}
	b, err := two.Zip()
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("archives differ: %v", err)
	}
	back, err := bundle.OpenZip(a)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(hashes(one), hashes(back)); diff != "" {
		t.Errorf("the archive does not hold the bundle:\n%s", diff)
	}
	signature := data(t, one, bundle.SignatureFile)
	public := private.Public().(minisign.PublicKey)
	key, err := bundle.ReadPublicKey([]byte(public.String()))
	if err != nil {
		t.Fatal(err)
	}
	if sums := []byte(data(t, one, bundle.SumsFile)); !key.Verifies(sums, []byte(signature)) || key.Verifies(append(sums, '\n'), []byte(signature)) {
		t.Error("the signature does not tell the checksums from others")
	}
}

// rand is a source of keys for tests: the same each time.
type rand struct{}

func (rand) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(7 * i)
	}
	return len(p), nil
}

func TestATextThatCouldBeAFormulaIsRefusedWithItsFile(t *testing.T) {
	for _, title := range []string{"=1+1", "+49 251", "-5 bis 5", "@SUM(A1)", `"=cmd"`} {
		ind := hindered()
		ind.Title.DE, ind.Short.DE = "Familien", title
		b, found, err := Build(sample(ind, 2, 9), order())
		if err != nil || b != nil || len(found) != 1 || found[0].Place.File != ind.File || !found.Stops() {
			t.Errorf("%q: %v %v", title, found, err)
		}
	}
}

func TestChangesNameNoFigureThatIsNowWithheld(t *testing.T) {
	before := build(t, sample(hindered(), 5, 9), order()) // the breakdown was shown then: 5 and 7 of 14
	if !strings.Contains(data(t, before, "data/observations.csv"), "SOZIALRAUM,1.0.0,2018-07-01,2018-09-30,35.7142,5,14") {
		t.Fatal("the figure was not shown before: the test proves nothing")
	}
	o := order()
	o.Previous = before
	now := build(t, sample(hindered(), 2, 8), o)
	if now.ID.Revision != 2 {
		t.Errorf("revision %d of the same quarter, want 2", now.ID.Revision)
	}
	want := strings.Join(bundle.Changes.Header(), ",") + `
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHTLICH,SUPPRESSED,,M,,Q,CONFIDENTIALITY
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,SOZIALRAUM,SUPPRESSED,,P,,Q,CONFIDENTIALITY
DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,_T,_T,REVISED,64.2857,P,57.1428,P,DATA
`
	if diff := cmp.Diff(want, data(t, now, "data/changes.csv")); diff != "" {
		t.Errorf("changes.csv (-want +got):\n%s", diff)
	}
}

func TestOnlyRecommendedIndicatorsGoToEvaluators(t *testing.T) {
	ind := hindered()
	ind.Status = "optional"
	if b := build(t, sample(ind, 2, 9), order()); strings.Contains(data(t, b, "data/observations.csv"), "HEMM_FAM") {
		t.Error("an optional indicator was delivered")
	}
}

func TestBreakdownsAreAdditiveOnlyIfTheirPartsGiveTheTotal(t *testing.T) {
	row := func(period, breakdown, category, k, n, state string) bundle.Row {
		return bundle.Row{"DE_1", "X", "_Z", "Q", period, breakdown, category, "1.0.0", "", "", "", k, n, "COUNT", "", "", "", state, "FREE", "false", ""}
	}
	rows := []bundle.Row{
		row("2018-Q1", "_T", "_T", "5", "", "A"), row("2018-Q1", "GESCHLECHT", "M", "2", "", "A"), row("2018-Q1", "GESCHLECHT", "W", "3", "", "A"),
		row("2018-Q1", "EBENE", "A", "5", "", "A"), row("2018-Q1", "EBENE", "B", "5", "", "A"), // a family counts on both
		row("2018-Q1", "LEER", "A", "", "", "Q"), row("2018-Q1", "LEER", "B", "5", "", "A"), // a gap proves nothing
	}
	got := additive(&bundle.Content{Table: bundle.Observations, Rows: rows})
	if diff := cmp.Diff(map[string][]string{"X": {"GESCHLECHT"}}, got); diff != "" {
		t.Error(diff)
	}
	rows = append(rows, row("2018-Q2", "_T", "_T", "9", "", "A"), row("2018-Q2", "GESCHLECHT", "M", "2", "", "A"))
	if got := additive(&bundle.Content{Table: bundle.Observations, Rows: rows}); slices.Contains(got["X"], "GESCHLECHT") {
		t.Error("one period in which the parts miss the total is enough")
	}
}
