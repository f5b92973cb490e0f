package report

import (
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// The sample of these tests: a small project with one figure of each kind, seen by the public at the end of 2018-Q3.

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func dec(n int64) *notation.Decimal { d := notation.Int(n); return &d }

func people(persons, families int64) indicator.Contributors {
	return indicator.Contributors{Persons: &persons, Families: &families}
}

var spans = map[string]indicator.Period{
	"2018-Q1": {Freq: indicator.Quarter, Name: "2018-Q1", From: day("2018-01-01"), To: day("2018-03-31")},
	"2018-Q2": {Freq: indicator.Quarter, Name: "2018-Q2", From: day("2018-04-01"), To: day("2018-06-30")},
	"2018-Q3": {Freq: indicator.Quarter, Name: "2018-Q3", From: day("2018-07-01"), To: day("2018-09-30")},
	"2018-Q4": {Freq: indicator.Quarter, Name: "2018-Q4", From: day("2018-10-01"), To: day("2018-12-31")},
	"2017-H1": {Freq: indicator.HalfYear, Name: "2017-H1", From: day("2017-08-01"), To: day("2018-01-31")},
	"2017-H2": {Freq: indicator.HalfYear, Name: "2017-H2", From: day("2018-02-01"), To: day("2018-07-31")},
	"P":       {Freq: indicator.Project, Name: "2018-Q3", From: day("2017-05-01"), To: day("2018-09-30")},
}

var sampleIndicators = []*indicator.Indicator{
	{
		ID: "fam_aktiv", Title: notation.Text{DE: "Projektfamilien im Fallmanagement", EN: "Project families in case management"},
		Catalogue: "A01", Topic: "fallmanagement", Measure: indicator.Count, Unit: indicator.UnitFamilies, Counts: indicator.CountsFamilies,
		Numerator: notation.Text{DE: "Familien mit Aufnahme bis zum Stichtag."}, Period: indicator.Periods{"stock"},
		Disclosure: indicator.Plain, Version: "1.0.0", Source: "Fallmanagement",
	},
	{
		ID: "svb_quote", Title: notation.Text{DE: "Sozialversicherungspflichtig Beschäftigte", EN: "In work"},
		Catalogue: "D02", Topic: "erwerb", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Numerator: notation.Text{DE: "Personen mit Stelle"}, Denominator: notation.Text{DE: "Personen von 15 bis unter 65 Jahren"},
		Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"geschlecht_2"}},
		Disclosure: indicator.Protected, Harm: indicator.HarmComplement, Version: "1.1.0", Source: "Fallmanagement",
		Note: notation.Text{DE: "Minijobs zählen nicht."},
	},
	{
		ID: "fehlquote_unent", Title: notation.Text{DE: "Unentschuldigte Fehlquote", EN: "Unexcused absence"},
		Catalogue: "B03", Topic: "schulbesuch", Measure: indicator.Ratio, Unit: indicator.UnitPercent, Counts: indicator.CountsHours,
		Numerator: notation.Text{DE: "Unentschuldigte Stunden"}, Denominator: notation.Text{DE: "Soll-Stunden"},
		Period: indicator.Periods{"half_year"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator,
		Version: "1.0.0", Source: "Schulen",
	},
	{
		ID: "anschluss_6m", Title: notation.Text{DE: "Anschluss nach sechs Monaten", EN: "Next step"},
		Catalogue: "C04", Topic: "uebergang", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Numerator: notation.Text{DE: "mit Anschluss"}, Denominator: notation.Text{DE: "Abgänge"},
		Period: indicator.Periods{"project"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmComplement, Version: "1.0.0", Source: "Schulen",
	},
}

// cell is an observation of k of n by so many persons of as many families on each side.
func cell(id, span, by, category string, k, n int64) indicator.Observation {
	var ind *indicator.Indicator
	for _, i := range sampleIndicators {
		if i.ID == id {
			ind = i
		}
	}
	p := spans[span]
	o := indicator.Observation{
		Key:       indicator.Key{Area: "de_05515000", Indicator: id, Law: "_z", Freq: p.Freq, Period: p.Name, Breakdown: by, Category: category},
		Indicator: ind, Span: p, Numerator: dec(k), Provisional: p.To.After(day("2018-08-01")),
		InNumerator: people(k, k), InDenominator: people(n, n), InComplement: people(n-k, n-k),
	}
	if n == 0 {
		o.Value = o.Numerator
		return o
	}
	v := notation.Decimal(k * int64(notation.One) / n)
	o.Denominator, o.Value = dec(n), &v
	return o
}

func sampleObservations() []indicator.Observation {
	obs := []indicator.Observation{
		cell("fam_aktiv", "2018-Q1", "_t", "_t", 12, 0),
		cell("fam_aktiv", "2018-Q2", "_t", "_t", 13, 0),
		cell("fam_aktiv", "2018-Q3", "_t", "_t", 14, 0),
		cell("fam_aktiv", "2018-Q4", "_t", "_t", 14, 0),
		cell("svb_quote", "2018-Q2", "_t", "_t", 20, 40),
		cell("svb_quote", "2018-Q3", "_t", "_t", 21, 40),
		cell("svb_quote", "2018-Q3", "geschlecht_2", "w", 6, 14),
		cell("svb_quote", "2018-Q3", "geschlecht_2", "m", 15, 26),
		cell("fehlquote_unent", "2017-H1", "_t", "_t", 1200, 24000),
		cell("fehlquote_unent", "2017-H2", "_t", "_t", 900, 24000),
		cell("anschluss_6m", "P", "_t", "_t", 6, 8),
	}
	obs[2].Target = dec(14)
	return obs
}

func sampleCodes() codelist.Lists {
	list := func(name string, pairs ...string) codelist.List {
		l := codelist.List{Name: name}
		for i := 0; i < len(pairs); i += 2 {
			l.Codes = append(l.Codes, codelist.Code{Code: pairs[i], Label: notation.Text{DE: pairs[i+1]}, Rank: i})
		}
		return l
	}
	lists := codelist.Lists{}
	for _, l := range []codelist.List{
		list("geschlecht_2", "W", "weiblich", "M", "männlich"),
		list("thema", "FALLMANAGEMENT", "Kontext und Fallmanagement", "SCHULBESUCH", "Erfolgreicher Schulbesuch",
			"UEBERGANG", "Übergang Schule–Beruf", "ERWERB", "Integration in Erwerbstätigkeit"),
		list("massnahme_status", "GEPLANT", "geplant", "ERPROBUNG", "in Erprobung"),
		list("finanzzeile", "2", "2 Zuwendungen", "11", "11 Personal", "AUFWAND_GESAMT", "Aufwand gesamt"),
	} {
		lists[l.Name] = l
	}
	return lists
}

func column(name, typ, codes, label string) indicator.FactColumn {
	return indicator.FactColumn{Name: name, Type: typ, Codes: codes, Label: notation.Text{DE: label}}
}

func sampleFacts() []indicator.Facts {
	return []indicator.Facts{
		{
			ID: "abweichungen", Title: notation.Text{DE: "Abweichungen"}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("indikator", "indicator", "", "Kennzahl"), column("zeitraum", "period", "", "Zeitraum"), column("grund", "text", "", "Grund")},
			Rows:    [][]any{{"svb_quote", "Q:2018-Q3", "Verträge liefen aus."}},
		},
		{
			ID: "finanzplan", Title: notation.Text{DE: "Finanzen"}, Source: "Kämmerei",
			Columns: []indicator.FactColumn{
				column("produktgruppe", "text", "", "Produktgruppe"), column("zeile", "text", "finanzzeile", "Zeile"),
				column("jahr", "text", "", "Jahr"), column("betrag_eur", "eur", "", "Betrag"), column("bemerkung", "text", "", "Bemerkung"),
			},
			Rows: [][]any{
				{"0502 Lebensunterhalt", "11", "2019", notation.Int(89640), "1 VZÄ S 15"},
				{nil, "AUFWAND_GESAMT", "2019", notation.Int(91640), nil},
			},
		},
		{
			ID: "massnahmen_liste", Title: notation.Text{DE: "Aktivitäten"}, Source: "Koordination",
			Columns: []indicator.FactColumn{
				column("titel", "text", "", "Aktivität"), column("thema", "text", "thema", "Thema"), column("ebene", "text", "", "Ebene"),
				column("status", "text", "massnahme_status", "Stand"), column("beginn", "month", "", "Beginn"), column("ende", "date", "", "Ende"),
				column("soll", "int", "", "Soll"), column("quote", "percent", "", "Quote"), column("fertig", "bool", "", "Fertig"),
			},
			Rows: [][]any{
				{"Elternarbeit", "SCHULBESUCH", "Angebot", "ERPROBUNG", day("2018-05-01"), day("2019-04-30"), int64(1200), notation.Decimal(500000), true},
				{"Lotsenplan", "UEBERGANG", "Angebot", "GEPLANT", nil, nil, nil, nil, nil},
			},
		},
		{
			ID: "zielgruppe_trichter", Title: notation.Text{DE: "Zugang"}, Note: notation.Text{DE: "Stand der Auswahl."}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("bezeichnung", "text", "", "Stufe"), column("familien", "int", "", "Familien")},
			Rows:    [][]any{{"Zielgruppe", int64(96)}, {"Projektfamilien", int64(14)}},
		},
	}
}

var sampleAudiences = map[string]release.Audience{
	"oeffentlichkeit": {
		Name: "oeffentlichkeit", Title: notation.Text{DE: "Öffentlichkeit", EN: "Public"}, MinPersons: 5, MinFamilies: 3,
		Complement: release.ScopeSensitive, Group: release.ScopeSensitive, Flows: release.ScopeSensitive,
	},
	"projektteam": {
		Name: "projektteam", Title: notation.Text{DE: "Projektteam", EN: "Team"}, MinPersons: 1, MinFamilies: 1,
		Complement: release.ScopeNone, Group: release.ScopeNone, Flows: release.ScopeNone,
	},
}

func sampleRelease(audience string) *release.Release {
	return release.For(sampleAudiences[audience], nil, sampleObservations(), sampleFacts(), sampleCodes())
}

func sampleRun() Run {
	return Run{
		AsOf: day("2018-10-30"), Quarter: spans["2018-Q3"], Area: "de_05515000", Author: "Stadt Musterau", Stamp: release.Draft,
		Term: intake.Term{Start: day("2017-05-01"), Ends: []intake.TermEnd{
			{Until: day("2019-04-30"), Status: "BEWILLIGT", DecidedOn: day("2017-04-01")},
			{Until: day("2019-12-31"), Status: "BEANTRAGT", DecidedOn: day("2018-10-29")},
		}},
		Facts: map[string]string{"projektfamilien": "14"},
		Accounts: []Delivery{
			{Title: "Familien", File: "2018-10-30/fall.xlsx", Sheet: "Familien", Account: intake.Account{Read: 20, Accepted: 14, Rejected: 1, NoData: 5}},
			{File: "2018-10-30/schule.csv", Account: intake.Account{Read: 3, Accepted: 2, Duplicate: 1}},
		},
	}
}

// sampleDraw draws without ECharts: what matters here is what the report makes of a chart.
func sampleDraw(s chart.Spec) (chart.Chart, finding.List, error) {
	if s.Kind != "trend" {
		var found finding.List
		found.Add(finding.Stop, "diagramm_art", finding.Place{}, `unbekannt: Diagrammart "`+s.Kind+`".`, "Möglich sind: trend.")
		return chart.Chart{}, found, nil
	}
	if len(s.Indicators) > 0 {
		return chart.Chart{Spec: s, Alt: "Angaben sind nicht möglich."}, nil, nil
	}
	return chart.Chart{
		Spec: s, Option: []byte("{}"), SVG: "<svg/>", Alt: "Es sind 14.", Source: "Quelle: Fallmanagement; Stand: 30.10.2018.",
		Data: chart.Data{Head: []notation.Text{{DE: "Zeitraum"}, {DE: "Familien"}}, Rows: [][]string{{"Q3 2018", "14"}, {"Q4 2018", "."}}},
	}, nil, nil
}
