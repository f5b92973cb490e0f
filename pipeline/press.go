package main

import (
	"fmt"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/readback"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
	"wirkbericht/pipeline/web"
)

// press makes documents into files, several at a time.
type press struct {
	faces  *typeface.Family
	charts *chart.Renderer
	fixed  []string // what stands in every page
}

func newPress() (*press, error) {
	faces, err := typeface.Load(assets.Files())
	if err != nil {
		return nil, err
	}
	charts, err := chart.NewRenderer(assets.Files(), faces)
	if err != nil {
		return nil, err
	}
	fixed, err := web.Fixed(assets.Files())
	if err != nil {
		return nil, err
	}
	return &press{faces: faces, charts: charts, fixed: fixed}, nil
}

// printed is one report as files, and what was found in it.
type printed struct {
	name   string
	lang   notation.Lang
	period string           // the reporting quarter
	rel    *release.Release // it was printed from, with what was taken out of it
	files  []product
	found  finding.List
}

// print makes one report into its PDF and its HTML, and reads both again: what nobody released in them ends the run.
func (p *press) print(r report.Report, rel *release.Release, run report.Run) (out printed, err error) {
	out.name, out.lang, out.period, out.rel = r.OutputName(run), r.Lang, run.Quarter.Name, rel
	if run.Stamp == "" {
		run.Stamp = rel.Stamp(r.Lang)
	}
	c := chart.Context{Lang: r.Lang, AsOf: run.AsOf, Period: run.Quarter}
	doc, found, err := report.Make(r, rel, run, func(spec chart.Spec) (chart.Chart, finding.List, error) {
		return p.charts.Build(spec, rel, c)
	})
	out.found = found
	if err != nil || found.Stops() {
		return out, err
	}
	pages, found, err := layout.Typeset(doc, p.faces)
	out.found = append(out.found, found...)
	if err != nil {
		return out, err
	}
	paper, err := pdf.Write(pages, p.faces, pdf.MetaOf(doc))
	if err != nil {
		return out, fmt.Errorf("make %s.pdf: %w", doc.Name, err)
	}
	if faults := pdf.Check(paper); len(faults) > 0 {
		return out, fmt.Errorf("%s.pdf is not what it should be, %d faults, first %s", doc.Name, len(faults), faults[0])
	}
	page, err := web.Render(doc, assets.Files())
	if err != nil {
		return out, fmt.Errorf("make %s.html: %w", doc.Name, err)
	}
	if leaks := readback.Document(readback.Product{Release: rel.Copy(), Document: doc, Fixed: p.fixed, PDF: paper, HTML: page}); len(leaks) > 0 {
		out.found = append(out.found, leaks...)
		return out, errRisk
	}
	out.files = []product{{doc.Name + ".pdf", paper}, {doc.Name + ".html", page}}
	return out, nil
}
