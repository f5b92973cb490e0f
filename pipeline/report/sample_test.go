package report

import (
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy"
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
		Version: "2.0.0", Source: "Schulen",
		Changes: []indicator.Change{{Version: "2.0.0", ValidFrom: "2018-02-01", Reason: notation.Text{DE: "Verspätungen zählen nicht mehr."}}},
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
	legend := indicator.Legend{{Light: indicator.Green, From: 950_000}, {Light: indicator.Yellow, From: 800_000}, {Light: indicator.Red}}
	share := notation.Decimal(600_000)
	obs[2].Target, obs[2].Path = dec(14), &indicator.Path{Legend: legend}
	obs[5].Target, obs[5].Path = &share, &indicator.Path{Legend: legend}
	obs[9].Target, obs[9].Path = &share, &indicator.Path{Legend: legend, Override: &indicator.Override{Light: indicator.Red, Reason: "Eine Schule meldet nicht.", Role: "Projektkoordination"}}
	obs[len(obs)-1].Unknown = 3
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
			Rows: [][]any{
				{"svb_quote", "Q:2018-Q3", "Verträge liefen aus."},
				{"svb_quote", "Q:2018-Q4", "Liegt nach dem Berichtszeitraum."},
			},
		},
		{
			ID: "akteure", Title: notation.Text{DE: "Beteiligte"}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("institution", "text", "", "Institution"), column("angebot", "text", "", "Angebot"), column("erfahrung", "text", "", "Erfahrung")},
			Rows:    [][]any{{"Sozialamt", "Leistungen", "viel"}},
		},
		{
			ID: "entscheidungen", Title: notation.Text{DE: "Entscheidungen"}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("gegenstand", "text", "", "Gegenstand"), column("stelle", "text", "", "Stelle"), column("faellig", "date", "", "Fällig")},
			Rows:    [][]any{{"Stellenplan", "Sozialamt", day("2018-12-12")}},
		},
		{
			ID: "erfahrungen", Title: notation.Text{DE: "Erfahrungen"}, Note: notation.Text{DE: "Nur Freigegebenes."}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("art", "text", "", "Art"), column("thema", "text", "thema", "Thema"), column("aussage", "text", "", "Erfahrung"), column("quelle", "text", "", "Quelle")},
			Rows:    [][]any{{"Zugang", "SCHULBESUCH", "Über die Schule.", "Schulamt"}, {"Ansatz", "ERWERB", "Über Praktika.", "Agentur"}},
		},
		{
			ID: "schnittstellen", Title: notation.Text{DE: "Schnittstellen"}, Source: "Koordination",
			Columns: []indicator.FactColumn{column("stellen", "text", "", "Stellen"), column("thema", "text", "thema", "Thema"), column("erkannt_am", "month", "", "erkannt"), column("geloest_am", "month", "", "gelöst"), column("status", "text", "", "Stand")},
			Rows:    [][]any{{"Sozialamt, Schulen", "SCHULBESUCH", day("2018-02-01"), nil, "erkannt"}},
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
		AsOf: day("2018-10-30"), Quarter: spans["2018-Q3"], Area: "de_05515000", Author: "Stadt Musterau", Stamp: "Entwurf – Geheimhaltung noch nicht geprüft",
		Term: intake.Term{Start: day("2017-05-01"), Ends: []intake.TermEnd{
			{Until: day("2019-04-30"), Status: "BEWILLIGT", DecidedOn: day("2017-04-01")},
			{Until: day("2019-12-31"), Status: "BEANTRAGT", DecidedOn: day("2018-10-29")},
		}},
		Facts: map[string]string{"projektfamilien": "14"},
		Accounts: []Delivery{
			{Title: "Familien", Table: "Projektfamilien", File: "2018-10-30/fall.xlsx", Sheet: "Familien", Stand: day("2018-10-30"), Account: intake.Account{Read: 20, Accepted: 14, Rejected: 1, NoData: 5}},
			{Table: "Schulbesuch", File: "2018-06-30/schule.csv", Stand: day("2018-06-30"), Account: intake.Account{Read: 4, Accepted: 4}},
			{Table: "Schulbesuch", File: "2018-10-30/schule.csv", Stand: day("2018-10-30"), Account: intake.Account{Read: 3, Accepted: 2, Duplicate: 1}},
		},
		Quality: sampleQuality(),
	}
}

func sampleQuality() Quality {
	book := func(line int) finding.Place {
		return finding.Place{File: "2018-10-30/fall.xlsx", Sheet: "Familien", Line: line, Column: 28}
	}
	fault := func(s finding.Severity, rule string, at finding.Place, message string) finding.Finding {
		return finding.Finding{Severity: s, Rule: rule, Place: at, Message: message, Remedy: "Bitte klären."}
	}
	number := func(line, more int, value string) finding.Finding {
		f := fault(finding.Error, "zelle", book(line), "Spalte »A«: »"+value+"« ist keine Zahl.")
		f.General, f.More = "Spalte »A«: Der Inhalt ist keine Zahl.", more
		return f
	}
	return Quality{
		Rules: []Rule{
			{Kind: RuleReading, Title: "Jede Spalte ist vereinbart.", Warned: 3},
			{Kind: RuleReading, Title: "Keine Datei ist leer."},
			{Kind: RuleReading, Title: "Nichts ist ausgeblendet."},
			{Kind: RuleContract, Title: "Jede Zeile steht nur einmal da.", Rows: 2000, Warned: 1},
			{Kind: RuleContract, Title: "Kein Schlüssel steht zweimal.", Rows: 16},
			{Kind: RuleProject, Title: "Nichts liegt vor der Geburt.", Rows: 14, Warned: 1, Rejected: 2},
		},
		Findings: []Finding{
			{Finding: fault(finding.Warning, "lieferung_fehlt", finding.Place{File: "2018-10-30"}, "Es fehlt eine Lieferung.")},
			{Finding: fault(finding.Warning, "vor_geburt", book(9), "Das Ereignis liegt vor der Geburt."), Source: "Familien", Answer: "Geburtsmonat war falsch."},
			{Finding: number(12, 0, "x"), Source: "Familien"},
			{Finding: number(14, 0, "y"), Source: "Familien", Answer: "Soll 3 heißen."},
			{Finding: number(15, 30, "z"), Source: "Familien"},
			{Finding: fault(finding.Error, "bezug_fehlt", finding.Place{File: "2018-10-30/schule.csv", Line: 3}, "Der Schlüssel fehlt."), Source: "Schulen"},
		},
		Earlier: 2,
		Changes: []Change{
			{Table: "Schulbesuch", Before: day("2018-06-30"), Now: day("2018-10-30"), RowsBefore: 4, RowsNow: 2, Added: 1, Removed: 3, Changed: 1},
			{Table: "Projektfamilien", Now: day("2018-10-30"), RowsNow: 14, Added: 14},
			{Table: "Budget", Before: day("2018-03-31"), Now: day("2018-06-30"), RowsBefore: 8, RowsNow: 8},
		},
		Privacy: []privacy.Measures{
			{
				Table: "Projektfamilien", Units: "Familien", Count: 14, Quasi: []string{"Größe", "Herkunft"}, K: 1, Unique: 10, UniqueShare: 0.7143, AtRisk: 14,
				Help: []privacy.Help{{Column: "Größe", Step: "Spalte weglassen", K: 3, AtRisk: 0}}, Grade: privacy.Red,
			},
			{Table: "Schulbesuch", Units: "Personen", Count: 40, Quasi: []string{"Schulform"}, K: 5, Course: &privacy.Course{Units: 40, Unique: 8, UniqueShare: 0.2}},
		},
		Tables: []intake.Table{
			{Name: "familie", Title: notation.Text{DE: "Projektfamilien", EN: "Families"}, Legal: intake.Legal{Basis: "Einwilligung", Purpose: "Fallmanagement", Deletion: "12 Monate nach Projektende"}},
			{Name: "schule", Title: notation.Text{DE: "Schulbesuch"}, Legal: intake.Legal{Basis: "Einwilligung", Purpose: "Schulerfolg", Deletion: "12 Monate nach Projektende"}},
			{Name: "budget", Title: notation.Text{DE: "Budget"}},
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
		Data: chart.Data{Names: 1, Head: []notation.Text{{DE: "Zeitraum"}, {DE: "Familien"}}, Rows: [][]string{{"Q3 2018", "14"}, {"Q4 2018", "."}}},
	}, nil, nil
}
