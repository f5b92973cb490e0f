package main

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"

	"wirkbericht/pipeline/fillin"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/privacy"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/store"
)

// withoutQuestions is the data folder without the sheets of questions: they come back beside the deliveries and are none.
type withoutQuestions struct{ fs.FS }

// ReadDir lists a folder.
func (w withoutQuestions) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return fillin.IsQuestions(e.Name()) }), err
}

// quality is what is known of the delivered data themselves.
func (l *line) quality(ctx context.Context, s *store.Store, asOf time.Time, answers fillin.Answers, changes []store.Change) (report.Quality, error) {
	q := report.Quality{Tables: l.activeTables()}
	deliveries, err := s.Account(ctx, asOf)
	if err != nil {
		return q, err
	}
	q.Findings, q.Earlier = l.findingsInUse(deliveries, answers)
	outcomes, err := s.Outcomes(ctx, asOf)
	if err != nil {
		return q, err
	}
	q.Rules = rulesOf(outcomes, q.Findings)
	for _, c := range changes {
		q.Changes = append(q.Changes, report.Change{
			Table: l.tableTitle(c.Table), Before: c.Before, Now: c.Now,
			RowsBefore: c.RowsBefore, RowsNow: c.RowsNow, Added: c.Added, Removed: c.Removed, Changed: c.Changed,
		})
	}
	if q.Privacy, err = privacy.Project(ctx, s.Select, q.Tables, privacy.Internal()); err != nil {
		return q, fmt.Errorf("measure privacy: %w", err)
	}
	return q, nil
}

// rulesOf are all rules: those by which files were read, with the number of their findings, and those over rows. A rule that has an outcome
// over all rows is told with that.
func rulesOf(outcomes []store.Outcome, found []report.Finding) []report.Rule {
	var out []report.Rule
	for _, rule := range intake.Rules() {
		told := slices.ContainsFunc(outcomes, func(o store.Outcome) bool { return o.ID == rule.ID })
		if told || rule.Severity < finding.Warning {
			continue
		}
		r := report.Rule{Kind: report.RuleReading, Title: rule.Title}
		for _, f := range found {
			switch {
			case f.Rule != rule.ID:
			case f.Severity == finding.Warning:
				r.Warned += 1 + f.More
			default:
				r.Rejected += 1 + f.More
			}
		}
		out = append(out, r)
	}
	for _, o := range outcomes {
		kind := report.RuleProject
		if o.Contract {
			kind = report.RuleContract
		}
		out = append(out, report.Rule{Kind: kind, Title: o.Title, Rows: o.Rows, Warned: o.Warned, Rejected: o.Rejected})
	}
	return out
}

// activeTables are the contracts that are not switched off.
func (l *line) activeTables() []intake.Table {
	return slices.DeleteFunc(slices.Clone(l.project.contract.Tables), func(t intake.Table) bool { return t.Status == "off" })
}

func (l *line) tableTitle(name string) string {
	for _, t := range l.project.contract.Tables {
		if t.Name == name {
			return t.Title.DE
		}
	}
	return name
}

// findingsInUse are the findings about deliveries that count, each with its source and with the answer of the office; and how many there
// are about deliveries that newer ones have replaced.
func (l *line) findingsInUse(deliveries []store.Delivery, answers fillin.Answers) (list []report.Finding, earlier int) {
	use := inUse(deliveries)
	found := slices.DeleteFunc(l.delivered.Sorted(), func(f finding.Finding) bool { return f.Severity < finding.Warning })
	for _, f := range found {
		if !use.counts(f.Place) {
			earlier++
			continue
		}
		title := ""
		if src, ok := l.sourceOf(f.Place); ok {
			title = src.Title
		}
		list = append(list, report.Finding{Finding: f, Source: title, Answer: answers.To(f)})
	}
	return list, earlier
}

// sourceOf is the source that takes the file or sheet of a place.
func (l *line) sourceOf(p finding.Place) (intake.Source, bool) {
	for _, s := range l.project.contract.Sources {
		if s.Takes(path.Base(p.File), p.Sheet) {
			return s, true
		}
	}
	return intake.Source{}, false
}

// use says which deliveries count: of each table those of its newest stand.
type use struct {
	newest     time.Time // of all deliveries
	superseded map[finding.Place]bool
	current    map[string]bool // files of which something counts
}

func inUse(deliveries []store.Delivery) use {
	u := use{superseded: map[finding.Place]bool{}, current: map[string]bool{}}
	newest := map[string]time.Time{}
	for _, d := range deliveries {
		if d.Stand.After(newest[d.Table]) {
			newest[d.Table] = d.Stand
		}
		if d.Stand.After(u.newest) {
			u.newest = d.Stand
		}
	}
	for _, d := range deliveries {
		if d.Stand.Equal(newest[d.Table]) {
			u.current[d.File] = true
		} else {
			u.superseded[finding.Place{File: d.File, Sheet: d.Sheet}] = true
		}
	}
	return u
}

// counts reports whether a place is in a delivery that counts. What is no delivery, a file that nobody could read for one, counts as long
// as its folder is the newest.
func (u use) counts(p finding.Place) bool {
	switch at := (finding.Place{File: p.File, Sheet: p.Sheet}); {
	case u.superseded[at]:
		return false
	case u.current[p.File]:
		return true
	}
	folder := p.File
	if dir := path.Dir(p.File); dir != "." {
		folder = dir
	}
	stand, ok := intake.Stand(folder)
	return !ok || !stand.Before(u.newest)
}

// afterData is the end of a station that reads deliveries.
func (l *line) afterData(found finding.List, err error) error {
	l.delivered = append(l.delivered, found...)
	return l.after(found, err)
}

// afterCheck is the end of the rules. On the terminal a rule may call a row by its pseudonym; what goes into a report or to an office
// has the place.
func (l *line) afterCheck(ctx context.Context, s *store.Store, found finding.List, err error) error {
	if err == nil {
		var unnamed finding.List
		unnamed, err = s.Unnamed(ctx, found)
		l.delivered = append(l.delivered, unnamed...)
	}
	return l.after(found, err)
}
