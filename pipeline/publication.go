package main

import (
	"cmp"
	"fmt"
	"time"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// publication is what the page for the data-protection officer tells of a release.
func (ed *edition) publication(e release.Entry, protocol *release.Protocol, role string) *report.Publication {
	c, a := ed.project.custody, ed.project.audiences[e.Audience]
	p := &report.Publication{Contacts: c.Contacts}
	what := fmt.Sprintf("%s, Stand %s", e.Product, germanDay(e.AsOf))
	p.Facts = []report.Fact{
		{Label: "Freigabe", Value: fmt.Sprintf("%d: %s", e.Number, what)},
		{Label: "Für", Value: readersOf(a)},
		{Label: "Freigegeben durch", Value: role},
		{Label: "Verantwortlich", Value: c.Controller},
		{Label: "Zweck", Value: c.Purpose.In(notation.German)},
		{Label: "Rechtsgrundlage", Value: c.LegalBasis},
		{Label: "Löschung der Falldaten", Value: "spätestens am " + c.until.Format("02.01.2006")},
	}
	if e.Supersedes > 0 {
		p.Facts = append(p.Facts, report.Fact{Label: "Ersetzt", Value: fmt.Sprintf("Freigabe %d. %s", e.Supersedes, e.Reason)})
	}
	p.Protection = []report.Fact{
		{Label: "Regeln für diesen Adressaten", Value: protectionOf(a)},
		{Label: "Gezeigt", Value: protocol.Line()},
		{Label: "Urteil", Value: e.Verdict},
		{Label: "Prüfsumme der gezeigten Angaben", Value: e.Release},
	}
	for _, cell := range e.Cells {
		if cell.Consent != "" {
			p.Protection = append(p.Protection, report.Fact{Label: "Mit Einwilligung gezeigt", Value: fmt.Sprintf("%s (%s): %s", cell.Cell, cell.Consent, e.Reason)})
		}
	}
	for _, x := range append(ed.src.Register.Entries(), e) {
		if x.Act != release.Publication {
			continue
		}
		r := report.Recipient{Number: x.Number, Product: fmt.Sprintf("%s, Stand %s", x.Product, germanDay(x.AsOf)), Readers: readersOf(ed.project.audiences[x.Audience])}
		if by, gone := ed.src.Register.Superseded(x.Number); gone {
			r.SupersededBy = by.Number
		} else if x.Number == e.Supersedes {
			r.SupersededBy = e.Number
		}
		p.Recipients = append(p.Recipients, r)
	}
	return p
}

func readersOf(a release.Audience) string {
	return fmt.Sprintf("%s (%s)", a.Title.In(notation.German), cmp.Or(a.Reads.In(notation.German), "–"))
}

// germanDay is 30.10.2018 for 2018-10-30.
func germanDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("02.01.2006")
}
