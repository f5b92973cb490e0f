package chart

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// The sample: half-years and quarters of a small project, some of its cells too small to be shown.

var (
	school = &indicator.Indicator{
		ID: "schulbesuch_quote", Title: notation.Text{DE: "Schulbesuchsquote", EN: "School attendance"}, Short: notation.Text{DE: "Schulbesuch", EN: "At school"},
		Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons, Period: indicator.Periods{"half_year"},
		By: []indicator.Breakdown{{"geschlecht_2"}, {"schulstufe"}}, Disclosure: indicator.Sensitive, Harm: indicator.HarmComplement, Source: "Schulen (SchILD-Export)",
	}
	absence = &indicator.Indicator{
		ID: "fehlquote_unent", Title: notation.Text{DE: "Unentschuldigte Fehlquote", EN: "Unexcused absence"}, Short: notation.Text{DE: "unentschuldigt", EN: "unexcused"},
		Measure: indicator.Ratio, Unit: indicator.UnitPercent, Counts: indicator.CountsHours, Period: indicator.Periods{"half_year"},
		By: []indicator.Breakdown{{"schulstufe"}}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Source: "Schulen (SchILD-Export)",
	}
	obstacles = &indicator.Indicator{
		ID: "hemm_haeufig", Title: notation.Text{DE: "Familien mit hemmenden Faktoren nach Ebene", EN: "Families with obstacles by level"}, Short: notation.Text{DE: "hemmender Faktor", EN: "obstacle"},
		Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Period: indicator.Periods{"stock"},
		By: []indicator.Breakdown{{"ebene"}}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Source: "Fallmanagement des Sozialamts",
	}
	measures = &indicator.Indicator{
		ID: "massn_stand", Title: notation.Text{DE: "Maßnahmen nach Stand", EN: "Measures by state"}, Short: notation.Text{DE: "Maßnahmen", EN: "Measures"},
		Measure: indicator.Count, Unit: indicator.UnitCount, Counts: indicator.CountsMeasures, Period: indicator.Periods{"stock"},
		By: []indicator.Breakdown{{"massnahme_status"}}, Disclosure: indicator.Plain, Source: "Projektplan",
	}
	spending = &indicator.Indicator{
		ID: "mittelabfluss", Title: notation.Text{DE: "Mittelabfluss", EN: "Spending"}, Short: notation.Text{DE: "Ausgaben", EN: "Spending"},
		Measure: indicator.Amount, Unit: indicator.UnitEUR, Counts: indicator.CountsEuros, Period: indicator.Periods{"quarter"}, Disclosure: indicator.Plain, Source: "Finanzwesen",
	}
)

var halves = []indicator.Period{
	half("2016-H2", "2017-07-31"), half("2017-H1", "2018-01-31"), half("2017-H2", "2018-07-31"), half("2018-H1", "2019-01-31"), half("2018-H2", "2019-07-31"),
}

var quarters = []indicator.Period{
	quarter("2017-Q4", "2017-12-31"), quarter("2018-Q1", "2018-03-31"), quarter("2018-Q2", "2018-06-30"), quarter("2018-Q3", "2018-09-30"),
}

func half(name, to string) indicator.Period {
	t, _ := time.Parse(time.DateOnly, to)
	return indicator.Period{Freq: indicator.HalfYear, Name: name, To: t}
}

func quarter(name, to string) indicator.Period {
	t, _ := time.Parse(time.DateOnly, to)
	return indicator.Period{Freq: indicator.Quarter, Name: name, To: t}
}

// seen is one observation: k of n, with as many persons, and half as many families, on each side. n = 0 means a count.
func seen(ind *indicator.Indicator, p indicator.Period, by, category string, k, n int64) indicator.Observation {
	o := indicator.Observation{
		Key:       indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: indicator.NoLaw, Freq: p.Freq, Period: p.Name, Breakdown: by, Category: category},
		Indicator: ind, Span: p,
		Numerator:   number64(k),
		InNumerator: crowd(min(k, 100)), InDenominator: crowd(min(n, 100)), InComplement: crowd(min(n-k, 100)),
	}
	o.Value = o.Numerator
	if n > 0 {
		o.Denominator = number64(n)
		v := notation.Decimal(k * int64(notation.One) / n)
		o.Value = &v
	}
	return o
}

func number64(n int64) *notation.Decimal { d := notation.Int(n); return &d }

func crowd(n int64) indicator.Contributors {
	families := (n + 1) / 2
	return indicator.Contributors{Persons: &n, Families: &families}
}

const total = indicator.Total

// sample are all observations. hidden is a figure that no audience may see: any number small enough to be withheld.
func sample(hidden int64) []indicator.Observation {
	target := notation.Decimal(850_000)
	later := notation.Decimal(900_000)
	var out []indicator.Observation
	add := func(o indicator.Observation, changes ...func(*indicator.Observation)) {
		for _, c := range changes {
			c(&o)
		}
		out = append(out, o)
	}
	aim := func(o *indicator.Observation) { o.Target = &target }
	aimHigher := func(o *indicator.Observation) { o.Target = &later }
	provisional := func(o *indicator.Observation) { o.Provisional = true }
	add(seen(school, halves[0], total, total, 24, 38), aim)
	add(seen(school, halves[1], total, total, 29, 40), aim)
	add(seen(school, halves[2], total, total, 40-hidden, 40), aim)
	add(seen(school, halves[3], total, total, 34, 41), aimHigher)
	add(seen(school, halves[4], total, total, 36, 43), aimHigher, provisional)
	for i, k := range []int64{9, 12, 15, 16, 18} {
		add(seen(school, halves[i], "geschlecht_2", "w", k, 23))
		add(seen(school, halves[i], "geschlecht_2", "m", k-4, 19))
	}
	for i, k := range []int64{812, 640, 455, 390, 350} {
		add(seen(absence, halves[i], total, total, k, 9000))
		for j, stage := range []string{"sek2", "prim", "sek1", "bk"} {
			k := k/4 - 12*int64(i) + 35*int64(j)
			o := seen(absence, halves[i], "schulstufe", stage, k, 2250)
			if i == 1 { // the whole breakdown
				o = seen(absence, halves[i], "schulstufe", stage, hidden, 2250)
			}
			add(o)
		}
	}
	for j, level := range []string{"rechtlich", "individuell", "familiaer", "sozialraum", "helfersystem", "schule_arbeit"} {
		add(seen(obstacles, quarters[3], "ebene", level, []int64{24, 19, 12, 7, 9, 22}[j], 28), provisional)
		add(seen(obstacles, quarters[2], "ebene", level, hidden, 28))
	}
	add(seen(obstacles, quarters[3], total, total, 20, 28))
	add(seen(obstacles, quarters[2], total, total, 19, 28))
	for i, q := range quarters {
		sum := int64(0)
		for j, state := range []string{"geplant", "laufend", "abgeschlossen", "abgebrochen"} {
			k := []int64{18, 11, 3, 1}[j] + int64(i)*[]int64{-4, 2, 4, 0}[j]
			sum += k
			add(seen(measures, q, "massnahme_status", state, k, 0))
		}
		add(seen(measures, q, total, total, sum, 0), func(o *indicator.Observation) { o.Target = number64(48) })
		if i != 1 {
			add(seen(spending, q, total, total, []int64{12400, 0, 18950, 21730}[i], 0))
		}
	}
	return out
}

var lists = codelist.Lists{
	"geschlecht_2":     list("geschlecht_2", "W|weiblich|female", "M|männlich|male"),
	"schulstufe":       list("schulstufe", "PRIM|Primarstufe|Primary level", "SEK1|Sekundarstufe I|Lower secondary", "SEK2|Sekundarstufe II|Upper secondary", "BK|Berufskolleg|Vocational college"),
	"massnahme_status": list("massnahme_status", "GEPLANT|geplant|planned", "LAUFEND|laufend|under way", "ABGESCHLOSSEN|abgeschlossen|done", "ABGEBROCHEN|abgebrochen|given up"),
	"ebene": list("ebene", "RECHTLICH|Rechtlich|Legal", "INDIVIDUELL|Individuell|Individual", "FAMILIAER|Familiär|Family",
		"SOZIALRAUM|Unterkunft und Sozialraum|Accommodation and neighbourhood", "HELFERSYSTEM|Helfersystem|Support system", "SCHULE_ARBEIT|Schule und Arbeitsmarkt|School and labour market"),
}

func list(name string, entries ...string) codelist.List {
	l := codelist.List{Name: name}
	for i, e := range entries {
		parts := strings.Split(e, "|")
		l.Codes = append(l.Codes, codelist.Code{Code: parts[0], Label: notation.Text{DE: parts[1], EN: parts[2]}, Rank: i + 1})
	}
	return l
}

// shown is what the public may see of the sample.
func shown(hidden int64) *release.Release {
	public := release.Audience{Name: "oeffentlichkeit", MinPersons: 5, MinFamilies: 3, Complement: release.ScopeSensitive, Group: release.ScopeSensitive, Flows: release.ScopeSensitive}
	return release.For(public, nil, sample(hidden), nil, lists)
}

var german = Context{Lang: notation.German, AsOf: time.Date(2019, 12, 31, 0, 0, 0, 0, time.UTC)}

// newRenderer is a fresh renderer, or the end of the test where nobody has made the assets yet.
func newRenderer(t testing.TB) *Renderer {
	t.Helper()
	family, err := typeface.Load(assets.Files())
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRenderer(assets.Files(), family)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// shared serves all tests that do not ask for a fresh one: compiling ECharts is the slowest part of them.
var shared *Renderer

func renderer(t testing.TB) *Renderer {
	t.Helper()
	if shared == nil {
		shared = newRenderer(t)
	}
	return shared
}

// build draws one chart without any finding.
func build(t testing.TB, r *Renderer, spec Spec, rel *release.Release, c Context) Chart {
	t.Helper()
	out, found, err := r.Build(spec, rel, c)
	if err != nil || len(found) > 0 {
		t.Fatalf("%s: %v %v", spec.ID, found, err)
	}
	return out
}

// forward are all charts of the sample, drawn once in the order of the specs.
var forward map[string]Chart

func drawn(t testing.TB) map[string]Chart {
	t.Helper()
	if forward == nil {
		r, rel, out := newRenderer(t), shown(2), map[string]Chart{}
		for _, spec := range specs {
			out[spec.ID] = build(t, r, spec, rel, german)
		}
		forward = out
	}
	return forward
}

// specs are one block of each sort.
var specs = []Spec{
	{ID: "verlauf", Kind: "trend", Indicator: "schulbesuch_quote", Period: "SH", Target: true, Interval: true},
	{ID: "verlauf_linien", Kind: "trend", Indicator: "fehlquote_unent", By: "schulstufe", Period: "SH"},
	{ID: "verlauf_euro", Kind: "trend", Indicator: "mittelabfluss", Period: "Q"},
	{ID: "verlauf_ziel", Kind: "trend", Indicator: "massn_stand", Period: "Q", Target: true, Height: 45},
	{ID: "saeulen_eng", Kind: "bars", Indicator: "fehlquote_unent", By: "schulstufe", Period: "SH"},
	{ID: "saeulen", Kind: "bars", Indicator: "schulbesuch_quote", Period: "SH", Target: true},
	{ID: "saeulen_gruppen", Kind: "bars", Indicator: "schulbesuch_quote", By: "geschlecht_2", Period: "SH"},
	{ID: "saeulen_zahl", Kind: "bars", Indicator: "massn_stand", By: "massnahme_status"},
	{ID: "stapel", Kind: "stacked", Indicator: "massn_stand", By: "massnahme_status", Period: "Q"},
	{ID: "stapel_luecke", Kind: "stacked", Indicator: "hemm_haeufig", By: "ebene", Period: "Q", As: "k"},
	{ID: "balken", Kind: "hbars", Indicator: "hemm_haeufig", By: "ebene", Period: "Q:2018-Q3"},
}
