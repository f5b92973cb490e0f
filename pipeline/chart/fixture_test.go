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
	titles = &indicator.Indicator{
		ID: "titel_fam", Title: notation.Text{DE: "Familien mit erstmals erteilter Aufenthaltserlaubnis", EN: "Families granted a first residence permit"}, Short: notation.Text{DE: "Titel", EN: "Permit"},
		Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Period: indicator.Periods{"since_intake"},
		Disclosure: indicator.Plain, Source: "Ausländerbehörde",
	}
	german2 = &indicator.Indicator{
		ID: "deutsch_a2", Title: notation.Text{DE: "Erwachsene mit mündlichem Deutsch ab A2", EN: "Adults speaking German at A2 or above"}, Short: notation.Text{DE: "Deutsch ab A2", EN: "German A2"},
		Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons, Period: indicator.Periods{"since_intake"},
		Disclosure: indicator.Plain, Source: "Fallmanagement des Sozialamts",
	}
	secret = &indicator.Indicator{
		ID: "verdeckt", Title: notation.Text{DE: "Verdeckt", EN: "Secret"}, Short: notation.Text{DE: "verdeckt", EN: "secret"},
		Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons, Period: indicator.Periods{"since_intake"},
		Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Source: "Fallmanagement des Sozialamts",
	}
	staying = &indicator.Indicator{
		ID: "zeit_bis_anschluss", Title: notation.Text{DE: "Monate vom Schulabgang bis zum Anschluss", EN: "Months from school to a place"}, Short: notation.Text{DE: "Anschluss", EN: "Place"},
		Measure: indicator.Survival, Unit: indicator.UnitMonths, Counts: indicator.CountsPersons, Period: indicator.Periods{"project"},
		By: []indicator.Breakdown{{"geschlecht_2"}}, Disclosure: indicator.Plain, Source: "Kommunale Koordinierung",
	}
	leaving = &indicator.Indicator{
		ID: "uebergang_weg", Title: notation.Text{DE: "Wege nach der Schule", EN: "Ways after school"}, Short: notation.Text{DE: "Jugendliche", EN: "Young people"},
		Measure: indicator.Count, Unit: indicator.UnitPersons, Counts: indicator.CountsPersons, Period: indicator.Periods{"stock"},
		By: []indicator.Breakdown{{"schulstufe", "geschlecht_2"}}, Disclosure: indicator.Plain, Source: "Schulen (SchILD-Export)",
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

var intakes = []indicator.Period{
	{Freq: indicator.SinceIntake, Name: "T00"}, {Freq: indicator.SinceIntake, Name: "T06"}, {Freq: indicator.SinceIntake, Name: "T12"}, {Freq: indicator.SinceIntake, Name: "T18"},
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
	for i, p := range intakes {
		add(seen(titles, p, total, total, []int64{0, 2, 5, 6}[i], []int64{14, 14, 13, 11}[i]), aim)
		add(seen(secret, p, total, total, hidden, 40))
		add(seen(german2, p, total, total, []int64{9, 12, 15, 17}[i], []int64{24, 24, 24, 23}[i]))
	}
	for _, by := range [][2]string{{total, total}, {"geschlecht_2", "w"}, {"geschlecht_2", "m"}} {
		o := seen(staying, indicator.Period{Freq: indicator.Project, Name: "2018-Q3"}, by[0], by[1], 9, 22)
		if o.Curve = curveTable; by[1] == "m" {
			o.Curve = curveTable[2:]
		}
		add(o)
	}
	for i, way := range []string{"sek1_x_w", "sek1_x_m", "sek2_x_w", "sek2_x_m", "bk_x_w"} {
		add(seen(leaving, quarters[3], "schulstufe_x_geschlecht_2", way, []int64{9, 14, 6, 4, 7}[i], 0))
	}
	add(seen(leaving, quarters[3], total, total, 40, 0))
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

// curveTable is who was at risk up to each month, and to how many it happened then.
var curveTable = []indicator.AtRisk{{Months: notation.Int(2), AtRisk: 22, Events: 2}, {Months: notation.Int(4), AtRisk: 20, Events: 3}, {Months: notation.Int(6), AtRisk: 15, Events: 3}, {Months: notation.Int(9), AtRisk: 10, Events: 1}, {Months: notation.Int(13), AtRisk: 6}}

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
	return release.For(public, nil, sample(hidden), tables, lists)
}

var german = Context{Lang: notation.German, AsOf: time.Date(2019, 12, 31, 0, 0, 0, 0, time.UTC)}

// tables are the fact tables of the sample.
var tables = []indicator.Facts{
	{
		ID: "zielgruppe_trichter", Title: notation.Text{DE: "Von der Zielgruppe zu den Projektfamilien", EN: "From the target group to the families"}, Source: "Projektkoordination",
		Columns: []indicator.FactColumn{factColumn("bezeichnung", "text", "", "Stufe"), factColumn("familien", "int", "", "Familien")},
		Rows:    [][]any{{"Familien mit Duldung", int64(271)}, {"davon mindestens seit dem 01.01.2014 in Deutschland", int64(98)}, {"davon in einer städtischen Unterkunft", int64(41)}, {"Projektfamilien", int64(14)}},
	},
	{
		ID: "massnahmen_liste", Title: notation.Text{DE: "Aktivitäten des Projekts", EN: "Activities of the project"}, Source: "Projektkoordination",
		Columns: []indicator.FactColumn{
			factColumn("titel", "text", "", "Aktivität"), factColumn("thema", "text", "", "Thema"), factColumn("beginn", "month", "", "Beginn"), factColumn("ende", "month", "", "Ende"),
			factColumn("status", "text", "massnahme_status", "Stand"),
		},
		Rows: [][]any{
			{"Elternarbeit an Schulen", "Schulbesuch", month(2017, 9), month(2018, 7), "ABGESCHLOSSEN"},
			{"Verabredung zum Umgang mit Fehlzeiten zwischen Schulen und Fallmanagement", "Schulbesuch", month(2018, 2), nil, "LAUFEND"},
			{"Lotsenplan", "Übergang", month(2019, 1), month(2019, 12), "GEPLANT"},
			{"Bewerbungscoaching", "Übergang", nil, nil, "GEPLANT"},
		},
	},
	{
		ID: "mittelverwendung", Title: notation.Text{DE: "Bewilligte und abgerechnete Mittel", EN: "Funds granted and spent"}, Source: "Amt für Finanzen",
		Columns: []indicator.FactColumn{factColumn("jahr", "text", "", "Jahr"), factColumn("art", "text", "", "Kostenart"), factColumn("bewilligt_eur", "eur", "", "Bewilligt"), factColumn("ist_eur", "eur", "", "Abgerechnet")},
		Rows:    [][]any{{"2017", "Personalaufwand", notation.Int(221_000), notation.Int(178_420)}, {"2017", "Sachaufwand", notation.Int(10_000), notation.Int(10_650)}, {"2018", "Personalaufwand", notation.Int(134_000), nil}},
	},
	{
		ID: "wege", Title: notation.Text{DE: "Von der Schule in den Beruf", EN: "From school to work"}, Source: "Kommunale Koordinierung",
		Columns: []indicator.FactColumn{factColumn("von", "text", "", "Von"), factColumn("nach", "text", "", "Nach"), factColumn("anzahl", "int", "", "Anzahl")},
		Rows: [][]any{
			{"Hauptschule", "Berufskolleg", int64(12)}, {"Hauptschule", "Ausbildung", int64(5)}, {"Gesamtschule", "Oberstufe", int64(8)}, {"Gesamtschule", "Ausbildung", int64(6)},
			{"Berufskolleg", "nach 6 Monaten: dort", int64(10)}, {"Ausbildung", "nach 6 Monaten: dort", int64(9)}, {"Ausbildung", "abgebrochen", int64(2)},
		},
	},
}

func factColumn(name, typ, codes, label string) indicator.FactColumn {
	return indicator.FactColumn{Name: name, Type: typ, Codes: codes, Label: notation.Text{DE: label, EN: label}}
}

func month(year, m int) time.Time { return time.Date(year, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }

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
	{ID: "verlauf_bruch", Kind: "trend", Indicator: "mittelabfluss", Period: "Q", Breaks: []Break{{Period: "Q:2018-Q3", Reason: "neuer Kontenplan"}}},
	{ID: "kurve", Kind: "survival", Indicator: "titel_fam", Period: "T", Interval: true},
	{ID: "kurve_monate", Kind: "survival", Indicator: "zeit_bis_anschluss", Interval: true},
	{ID: "kurve_gruppen", Kind: "survival", Indicator: "zeit_bis_anschluss", By: "geschlecht_2"},
	{ID: "punkte", Kind: "dots", Indicators: []string{"titel_fam", "deutsch_a2"}, Period: "T:T12", Target: true},
	{ID: "punkte_vorher", Kind: "dots", Indicators: []string{"titel_fam", "deutsch_a2"}, Period: "T:T12", Before: "T:T00"},
	{ID: "punkte_gruppen", Kind: "dots", Indicator: "hemm_haeufig", By: "ebene", Period: "Q:2018-Q3"},
	{ID: "felder", Kind: "heatmap", Indicators: []string{"hemm_haeufig", "massn_stand", "mittelabfluss"}, Period: "Q"},
	{ID: "trichter", Kind: "funnel"},
	{ID: "zeitplan", Kind: "timeline", Group: "thema"},
	{ID: "mittel", Kind: "budget", Group: "jahr"},
	{ID: "fluss", Kind: "sankey", Indicator: "uebergang_weg", By: "schulstufe_x_geschlecht_2"},
	{ID: "fluss_tabelle", Kind: "sankey", Table: "wege", Columns: []string{"von", "nach", "anzahl"}},
	{ID: "balken", Kind: "hbars", Indicator: "hemm_haeufig", By: "ebene", Period: "Q:2018-Q3"},
}
