package merge

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/verify"
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// figures are k and n of one quarter.
type figures struct{ k, n int64 }

// city is a municipality's delivery: families in case management, and how many of them have a hindering factor, a sensitive share.
type city struct {
	area     string
	version  string // of the share
	quarters map[string]figures
	previous *bundle.Bundle
}

// evaluators are who the deliveries and the merged bundle are for.
var evaluators = release.Audience{Name: "evaluation", MinPersons: 3, MinFamilies: 3, Complement: release.ScopeSensitive, Group: release.ScopeSensitive, Flows: release.ScopeNone}

func quarter(name string) indicator.Period { return quarterOf(name) }

// observations are what a city sees of itself up to a quarter.
func (c city) observations(last string) []indicator.Observation {
	count := &indicator.Indicator{
		ID: "fam_aktiv", Title: notation.Text{DE: "Familien"}, Topic: "faktoren", Measure: indicator.Count, Unit: indicator.UnitFamilies, Counts: indicator.CountsFamilies, Direction: "neutral",
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Plain, Status: "recommended", Version: "1.0.0", SQL: "count",
	}
	share := &indicator.Indicator{
		ID: "hemm_fam", Title: notation.Text{DE: "Familien mit Faktor"}, Topic: "faktoren", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies,
		Direction: "down", Period: indicator.Periods{"stock"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: "recommended", Version: c.version, SQL: "share " + c.version,
	}
	var out []indicator.Observation
	dec := func(n int64) *notation.Decimal { d := notation.Int(n); return &d }
	for name, f := range c.quarters {
		q, rest := quarter(name), f.n-f.k
		if q.To.After(quarter(last).To) {
			continue
		}
		value := notation.Int(f.k).Quo(notation.Int(f.n))
		key := indicator.Key{Area: strings.ToLower(c.area), Law: "_z", Freq: q.Freq, Period: name, Breakdown: "_t", Category: "_t"}
		a, b := key, key
		a.Indicator, b.Indicator = count.ID, share.ID
		out = append(out,
			indicator.Observation{Key: a, Span: q, Indicator: count, Numerator: dec(f.n), Value: dec(f.n), InNumerator: indicator.Contributors{Families: &f.n}},
			indicator.Observation{
				Key: b, Span: q, Indicator: share, Numerator: dec(f.k), Denominator: dec(f.n), Value: &value,
				InNumerator: indicator.Contributors{Families: &f.k}, InDenominator: indicator.Contributors{Families: &f.n}, InComplement: indicator.Contributors{Families: &rest},
			})
	}
	return out
}

var testCodes = codelist.Lists{
	"thema": {Name: "thema", Codes: []codelist.Code{{Code: "FAKTOREN", Label: notation.Text{DE: "Faktoren", EN: "Factors"}, Rank: 1}}},
}

func (c city) order(last string) delivery.Order {
	return delivery.Order{
		Areas: []delivery.Area{{Ref: strings.ToLower(c.area), AGS: c.area[3:], Name: "Stadt " + c.area[3:], From: date(2017, 5, 1)}}, Title: "Projekt", Publisher: "Stadt",
		AsOf: quarter(last).To, Quarter: quarter(last), Previous: c.previous,
	}
}

// deliver makes the bundle of a city up to a quarter.
func deliver(t *testing.T, c city, last string) Delivery {
	t.Helper()
	r := release.For(evaluators, nil, c.observations(last), nil, testCodes)
	b, found, err := delivery.Build(r, c.order(last))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return Delivery{b.ID.Name(), b}
}

// contract makes the bundle of a city for merging. It has published nothing.
func contract(t *testing.T, c city) Delivery {
	t.Helper()
	const last = "2018-Q3"
	all := evaluators
	all.MinPersons, all.MinFamilies, all.Complement, all.Group = 1, 1, release.ScopeNone, release.ScopeNone
	observations := c.observations(last)
	open, shown := release.For(all, nil, observations, nil, testCodes), release.For(evaluators, nil, observations, nil, testCodes)
	o := c.order(last)
	o.Contract = &delivery.Contract{Body: "Ministerium", LegalBasis: "Vertrag"}
	b, found, err := delivery.BuildForMerging(open, shown, o)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return Delivery{b.ID.Name(), b}
}

// register is that of a city that has published the deliveries and nothing else.
func register(t *testing.T, deliveries ...Delivery) Ledger {
	t.Helper()
	files := fstest.MapFS{}
	for _, d := range deliveries {
		r, _, err := release.ReadRegister(files)
		if err != nil {
			t.Fatal(err)
		}
		sums, _ := d.Bundle.Data(bundle.SumsFile)
		e, content := r.Enter(release.Entry{Number: r.Next(), By: "leitung", Draft: release.Draft{
			Product: "lieferung", Audience: "evaluation", Files: map[string]string{d.Bundle.ID.Name() + "/SHA256SUMS": bundle.Hash(sums)},
			Cells: []release.Printed{{Cell: strings.ToLower(d.Bundle.ID.Area) + "/fam_aktiv/_z/q/2018-q3/_t/_t", Status: release.Free}},
		}})
		files[e.File()] = &fstest.MapFile{Data: content}
	}
	return Ledger{"register", files}
}

// merged is what was merged, with its bundle.
type merged struct {
	*Merged
	Bundle *bundle.Bundle
}

func merge(t *testing.T, deliveries ...Delivery) (*merged, finding.List) {
	t.Helper()
	var registers []Ledger
	for _, d := range deliveries {
		if d.Bundle.ID.Kind == bundle.ForEvaluation {
			registers = append(registers, register(t, d))
		}
	}
	o := Order{Title: "Programm", Publisher: "Ministerium", Audience: evaluators, Registers: registers}
	m, found, err := Merge(deliveries, o)
	if err != nil {
		t.Fatal(err)
	}
	if m == nil {
		return nil, found
	}
	b, f, err := m.Assemble(o)
	if err != nil || b == nil {
		t.Fatal(err, f)
	}
	return &merged{m, b}, found
}

// set are the rows of the totals, without the columns that say nothing here.
func set(t *testing.T, m *merged, table *bundle.Table, columns ...string) string {
	t.Helper()
	c, err := m.Bundle.Table(table)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, r := range c.Rows {
		if r[0] != SetArea {
			continue
		}
		var cells []string
		for _, name := range columns {
			cells = append(cells, c.Get(i, name))
		}
		b.WriteString(strings.Join(cells, " ") + "\n")
	}
	return b.String()
}

var valueColumns = []string{"indicator_id", "time_period", "indicator_version", "obs_value", "numerator", "denominator", "obs_status", "comment"}

// TestTotalsAreWorkedOutByHand: three cities of 20, 40 and 100 families, 10, 10 and 80 of them with a factor. The rate is 100 of 160,
// 62.5 per cent; the mean of the rates would be 51.7.
func TestTotalsAreWorkedOutByHand(t *testing.T) {
	m, found := merge(t,
		deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q2": {10, 20}, "2018-Q3": {10, 20}}, nil}, "2018-Q3"),
		deliver(t, city{"DE_05112000", "1.0.0", map[string]figures{"2018-Q2": {2, 40}, "2018-Q3": {10, 40}}, nil}, "2018-Q3"), // 2 of 40: withheld
		deliver(t, city{"DE_05113000", "1.0.0", map[string]figures{"2018-Q2": {70, 100}, "2018-Q3": {80, 100}}, nil}, "2018-Q3"),
	)
	if len(found) > 0 {
		t.Error(found)
	}
	want := `FAM_AKTIV 2018-Q2 1.0.0 160 160  A ` + `
FAM_AKTIV 2018-Q3 1.0.0 160 160  A ` + `
HEMM_FAM 2018-Q2 1.0.0    Q ` + `
HEMM_FAM 2018-Q3 1.0.0 62.5 100 160 A ` + `
`
	if diff := cmp.Diff(want, set(t, m, bundle.Observations, valueColumns...)); diff != "" {
		t.Error(diff)
	}
	if len(m.Areas) != 3 {
		t.Errorf("%d municipalities, want 3: %v", len(m.Areas), m.Areas)
	}
	coverage := set(t, m, bundle.Coverage, "indicator_id", "time_period", "n_areas", "n_shown", "n_suppressed", "n_missing", "known_numerator", "known_denominator", "value_low", "value_high", "coverage_percent")
	if diff := cmp.Diff("HEMM_FAM 2018-Q2 3 2 1 0 80 120 0 100 66.67\n", coverage); diff != "" {
		t.Error(diff)
	}
	if f := verify.Check(m.Bundle, verify.Options{}); f.Count(finding.Error) > 0 {
		t.Errorf("the merged bundle is not in order: %v", f)
	}
	again, _ := merge(t,
		deliver(t, city{"DE_05113000", "1.0.0", map[string]figures{"2018-Q2": {70, 100}, "2018-Q3": {80, 100}}, nil}, "2018-Q3"),
		deliver(t, city{"DE_05112000", "1.0.0", map[string]figures{"2018-Q2": {1, 40}, "2018-Q3": {10, 40}}, nil}, "2018-Q3"), // another withheld figure
		deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q2": {10, 20}, "2018-Q3": {10, 20}}, nil}, "2018-Q3"),
	)
	for _, f := range m.Bundle.Files {
		if data, _ := again.Bundle.Data(f.Name); bundle.Hash(data) != bundle.Hash(f.Data) {
			t.Errorf("%s depends on the order of the deliveries, or on a withheld figure", f.Name)
		}
	}
}

func TestTheHighestRevisionCountsAndOlderDeliveriesFillPeriodsOnly(t *testing.T) {
	b := map[string]figures{"2018-Q2": {10, 20}, "2018-Q3": {10, 20}}
	other := deliver(t, city{"DE_05112000", "1.0.0", b, nil}, "2018-Q3")
	first := deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q2": {5, 30}, "2018-Q3": {5, 30}}, nil}, "2018-Q3")
	second := deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q3": {6, 30}}, first.Bundle}, "2018-Q3") // r2, and it lacks a quarter
	older := deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q2": {4, 40}}, nil}, "2018-Q2")
	m, found := merge(t, other, first, older, second)
	if len(found) != 1 || found[0].Rule != "lieferung_ersetzt" || found[0].Place.File != first.Name {
		t.Errorf("findings %v", found)
	}
	want := `FAM_AKTIV 2018-Q2 1.0.0 60 60  A ` + `
FAM_AKTIV 2018-Q3 1.0.0 50 50  A ` + `
HEMM_FAM 2018-Q2 1.0.0 23.3333 14 60 A ` + `
HEMM_FAM 2018-Q3 1.0.0 32 16 50 A ` + `
`
	if diff := cmp.Diff(want, set(t, m, bundle.Observations, valueColumns...)); diff != "" {
		t.Error(diff)
	}
	if _, found := merge(t, other, first, first); !found.Stops() {
		t.Error("the same revision twice was taken")
	}
}

func TestVersionsOfADefinitionDifferByMinorOrStandApart(t *testing.T) {
	q := map[string]figures{"2018-Q3": {10, 20}}
	m, found := merge(t,
		deliver(t, city{"DE_05111000", "1.0.0", q, nil}, "2018-Q3"), deliver(t, city{"DE_05112000", "1.1.0", q, nil}, "2018-Q3"),
		deliver(t, city{"DE_05113000", "2.0.0", q, nil}, "2018-Q3"),
	)
	if len(found) > 0 {
		t.Error(found)
	}
	want := `FAM_AKTIV 2018-Q3 1.0.0 60 60  A ` + `
HEMM_FAM 2018-Q3 1.1.0 50 20 40 D Ohne DE_05113000: dort gilt eine andere Fassung der Definition.
`
	if diff := cmp.Diff(want, set(t, m, bundle.Observations, valueColumns...)); diff != "" {
		t.Error(diff)
	}
	if f := verify.Check(m.Bundle, verify.Options{}); f.Count(finding.Error) > 0 {
		t.Errorf("the merged bundle is not in order: %v", f)
	}
}

func TestAQuarterThatACityHasNotDeliveredIsMissingNotZero(t *testing.T) {
	m, _ := merge(t,
		deliver(t, city{"DE_05111000", "1.0.0", map[string]figures{"2018-Q2": {10, 20}, "2018-Q3": {10, 20}}, nil}, "2018-Q3"),
		deliver(t, city{"DE_05112000", "1.0.0", map[string]figures{"2018-Q2": {10, 20}}, nil}, "2018-Q2"),
	)
	want := `FAM_AKTIV 2018-Q2 1.0.0 40 40  A ` + `
FAM_AKTIV 2018-Q3 1.0.0    O ` + `
HEMM_FAM 2018-Q2 1.0.0 50 20 40 A ` + `
HEMM_FAM 2018-Q3 1.0.0    O ` + `
`
	if diff := cmp.Diff(want, set(t, m, bundle.Observations, valueColumns...)); diff != "" {
		t.Error(diff)
	}
	want = "FAM_AKTIV 2018-Q3 2 1 0 1 20  20  50.00\nHEMM_FAM 2018-Q3 2 1 0 1 10 20 0 100 50.00\n"
	coverage := set(t, m, bundle.Coverage, "indicator_id", "time_period", "n_areas", "n_shown", "n_suppressed", "n_missing", "known_numerator", "known_denominator", "value_low", "value_high", "coverage_percent")
	if diff := cmp.Diff(want, coverage); diff != "" {
		t.Error(diff)
	}
	if f := verify.Check(m.Bundle, verify.Options{}); f.Count(finding.Error) > 0 {
		t.Errorf("the merged bundle is not in order: %v", f)
	}
}

func TestADeliveryThatFailsVerificationIsRefused(t *testing.T) {
	q := map[string]figures{"2018-Q3": {10, 20}}
	good, bad := deliver(t, city{"DE_05111000", "1.0.0", q, nil}, "2018-Q3"), deliver(t, city{"DE_05112000", "1.0.0", q, nil}, "2018-Q3")
	for i, f := range bad.Bundle.Files {
		if f.Name == "data/observations.csv" {
			bad.Bundle.Files[i].Data = []byte(strings.Replace(string(f.Data), ",10,20,", ",11,20,", 1))
		}
	}
	m, found := merge(t, good, bad)
	if m != nil || !found.Stops() || found[len(found)-1].Place.File != bad.Name {
		t.Errorf("%v", found)
	}
}

func TestOneVersionWithTwoDefinitionsIsAContradiction(t *testing.T) {
	q := map[string]figures{"2018-Q3": {10, 20}}
	a, b := deliver(t, city{"DE_05111000", "1.0.0", q, nil}, "2018-Q3"), deliver(t, city{"DE_05112000", "1.0.0", q, nil}, "2018-Q3")
	u := &union{
		indicators: &bundle.Content{Table: bundle.Indicators}, defined: map[string]*indicator.Indicator{},
	}
	for i, d := range []Delivery{a, b} {
		c, err := d.Bundle.Table(bundle.Indicators)
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			c.Rows[0][bundle.Indicators.Column("definition_sha256")] = strings.Repeat("0", 64)
		}
		if found := u.define(d, c); found.Stops() != (i == 1) {
			t.Errorf("delivery %d: %v", i, found)
		}
	}
}
