package readback

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
	"wirkbericht/pipeline/web"
)

// The sample of these tests: a report with every kind of block that shows figures, and a bundle, of 40 persons by level of school, two of whose
// levels are withheld.

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

var quarters = []indicator.Period{
	{Freq: indicator.Quarter, Name: "2018-Q2", From: date(2018, 4, 1), To: date(2018, 6, 30)},
	{Freq: indicator.Quarter, Name: "2018-Q3", From: date(2018, 7, 1), To: date(2018, 9, 30)},
}

var leaving = &indicator.Indicator{
	ID: "abbruch", File: "queries/indicators/abbruch.sql", SQL: "select 1", Title: notation.Text{DE: "Abbrüche", EN: "Drop-outs"}, Short: notation.Text{DE: "Abbruch", EN: "Drop-out"},
	Numerator: notation.Text{DE: "mit Abbruch"}, Denominator: notation.Text{DE: "alle"}, Topic: "schule", Measure: indicator.Share, Unit: indicator.UnitPercent,
	Counts: indicator.CountsPersons, Direction: "down", Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"schulstufe"}},
	Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: "recommended", Version: "1.0.0", ValidFrom: "2017-05-01", Source: "Schulen",
}

var codes = codelist.Lists{
	"schulstufe": {Name: "schulstufe", Codes: []codelist.Code{
		{Code: "PRIM", Label: notation.Text{DE: "Grundschule", EN: "Primary"}, Rank: 1},
		{Code: "SEK1", Label: notation.Text{DE: "Sekundarstufe", EN: "Secondary"}, Rank: 2},
		{Code: "BK", Label: notation.Text{DE: "Berufskolleg", EN: "Vocational"}, Rank: 3},
	}},
	"thema": {Name: "thema", Codes: []codelist.Code{{Code: "SCHULE", Label: notation.Text{DE: "Schule", EN: "School"}, Rank: 1}}},
}

// observed is what was observed; secret of the first level have left, which decides how many of the second have.
func observed(secret int64) []indicator.Observation {
	cell := func(span indicator.Period, by, category string, k, n int64) indicator.Observation {
		count := func(n int64) indicator.Contributors { return indicator.Contributors{Persons: &n, Families: &n} }
		numerator, denominator, value := notation.Int(k), notation.Int(n), notation.Int(k).Quo(notation.Int(n))
		return indicator.Observation{
			Key:       indicator.Key{Area: "de_05515000", Indicator: leaving.ID, Law: indicator.NoLaw, Freq: span.Freq, Period: span.Name, Breakdown: by, Category: category},
			Indicator: leaving, Span: span, Numerator: &numerator, Denominator: &denominator, Value: &value,
			InNumerator: count(k), InDenominator: count(n), InComplement: count(n - k),
		}
	}
	var out []indicator.Observation
	for _, q := range quarters {
		out = append(out, cell(q, indicator.Total, indicator.Total, 12, 40), cell(q, "schulstufe", "prim", secret, 10), cell(q, "schulstufe", "sek1", 4-secret, 12), cell(q, "schulstufe", "bk", 8, 18))
	}
	return out
}

const text = `---
title: Bericht
audience: oeffentlichkeit
author: Stadt Münster
due: quarter_end
toc: true
numbering: true
---

# Abbrüche

Von allen haben {{ abbruch as=kn }} abgebrochen.[^a]

[^a]: Gezählt wird am Stichtag.

` + "```chart\nkind: hbars\nindicator: abbruch\nby: schulstufe\nperiod: Q:2018-Q3\ntitle: Abbrüche nach Stufe\nid: abb\n```" + `

` + "```chart\nkind: trend\nindicator: abbruch\nperiod: Q\ntitle: Abbrüche je Quartal\nid: verlauf\n```" + `

` + "```table\nindicator: abbruch\nby: schulstufe\nas: [kn, value]\nid: tab\ntitle: Abbrüche nach Stufe\n```\n"

// workshop is what makes files; it is the same for all tests.
type workshop struct {
	faces  *typeface.Family
	charts *chart.Renderer
	fixed  []string
}

var opened = sync.OnceValues(func() (w workshop, err error) {
	if w.faces, err = typeface.Load(assets.Files()); err != nil {
		return w, err
	}
	if w.charts, err = chart.NewRenderer(assets.Files(), w.faces); err != nil {
		return w, err
	}
	w.fixed, err = web.Fixed(assets.Files())
	return w, err
})

func open(t *testing.T) workshop {
	t.Helper()
	w, err := opened()
	if err != nil {
		t.Fatalf("assets are missing (%v): run make assets", err)
	}
	return w
}

var public = release.Audience{Name: "oeffentlichkeit", Title: notation.Text{DE: "Öffentlichkeit"}, MinPersons: 5, MinFamilies: 3, Complement: release.ScopeSensitive, Group: release.ScopeSensitive}

func released(secret int64) *release.Release { return releasedFor(public, secret) }

func releasedFor(a release.Audience, secret int64) *release.Release {
	return release.For(a, []*indicator.Indicator{leaving}, observed(secret), nil, codes)
}

// tree is the report of a Release, before there are files.
func tree(t *testing.T, rel *release.Release) *report.Document {
	t.Helper()
	reports, found, err := report.Read(fstest.MapFS{"reports/bericht.md": {Data: []byte(text)}}, map[string]release.Audience{public.Name: public})
	must(t, found, err)
	run := report.Run{AsOf: date(2018, 10, 30), Quarter: quarters[1], Stamp: "Entwurf", Area: "de_05515000"}
	doc, found, err := report.Make(reports[0], rel, run, func(spec chart.Spec) (chart.Chart, finding.List, error) {
		return open(t).charts.Build(spec, rel, chart.Context{Lang: notation.German, AsOf: run.AsOf, Period: run.Quarter})
	})
	must(t, found, err)
	return doc
}

// printed are the files of a tree, with attachments if there are any.
func printed(t *testing.T, doc *report.Document, attached ...pdf.Attachment) Product {
	t.Helper()
	w := open(t)
	pages, found, err := layout.Typeset(doc, w.faces)
	must(t, found, err)
	meta := pdf.MetaOf(doc)
	meta.Attachments = attached
	paper, err := pdf.Write(pages, w.faces, meta)
	must(t, nil, err)
	page, err := web.Render(doc, assets.Files())
	must(t, nil, err)
	return Product{Document: doc, Fixed: w.fixed, PDF: paper, HTML: page}
}

func must(t *testing.T, found finding.List, err error) {
	t.Helper()
	if err != nil || found.Stops() {
		t.Fatal(err, found)
	}
}

// product is the report with its files.
func product(t *testing.T, secret int64) Product {
	t.Helper()
	rel := released(secret)
	p := printed(t, tree(t, rel.Copy()))
	p.Release = rel.Copy()
	return p
}

// delivered is the bundle. Its Parquet file is a CSV file here: package store knows the real one.
func delivered(t *testing.T, secret int64) Delivery {
	t.Helper()
	rel := released(secret)
	o := delivery.Order{
		Areas: []delivery.Area{{Ref: "de_05515000", AGS: "05515000", Name: "Stadt Münster", From: date(2017, 5, 1)}},
		Title: "Integration", Publisher: "Stadt Münster", AsOf: date(2018, 10, 30), Quarter: quarters[1], Verdict: "Entwurf",
		Parquet: func(csv []byte) ([]byte, error) { return csv, nil },
	}
	b, found, err := delivery.Build(rel, o)
	must(t, found, err)
	d := Delivery{Release: rel.Copy(), Bundle: b, Said: []string{"DE_05515000", "2018-10-30", "30.10.2018", "2017-05-01", "05515000"}}
	d.Parquet = func(file []byte) ([][]string, error) {
		r := bundleReader{leaks: &leaks{}}
		return r.csv(file), nil
	}
	return d
}

// changed is a bundle with one file replaced.
func changed(d Delivery, name string, change func([]byte) []byte) Delivery {
	b := &bundle.Bundle{ID: d.Bundle.ID}
	for _, f := range d.Bundle.Files {
		if f.Name == name {
			f.Data = change(append([]byte(nil), f.Data...))
		}
		b.Files = append(b.Files, f)
	}
	d.Bundle = b
	return d
}

// files are the findings by the file they are in.
func files(found finding.List) string {
	var out []string
	for _, f := range found {
		out = append(out, f.Place.File+": "+f.Message)
	}
	return strings.Join(out, "\n")
}
