package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/fillin"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/store"
)

// wanted is which reports a run makes: the named ones, all, or those that are due.
type wanted struct {
	reports []string
	all     bool
	lang    string
	keys    keys // of the delivery to evaluators
}

// made is what a run has made, in memory.
type made struct {
	asOf     time.Time
	accounts []report.Delivery
	quality  report.Quality
	inputs   []delivery.Input
	basis    []release.Snapshot // the deliveries that count
	products []product
	again    func() ([]product, finding.List, error) // the products from the same figures and the reports as they are now
	// protocols say what each audience is shown, and why not the rest; they stay inside.
	protocols []*release.Protocol
}

func (m made) total() intake.Account {
	var sum intake.Account
	for _, a := range m.accounts {
		sum = sum.Plus(a.Account)
	}
	return sum
}

// run goes through the stations: take, hold, check, observe, protect, tell. It waits for the press when there is something to print.
func (l *line) run(ctx context.Context, storePath string, w wanted, press func() (*press, error)) (m made, err error) {
	seen, err := l.observe(ctx, storePath)
	if err != nil {
		return seen.made, err
	}
	defer func() {
		if cerr := seen.close(); err == nil {
			err = cerr
		}
	}()
	m = seen.made
	src, err := l.source(seen)
	if err != nil {
		return m, err
	}
	m.again = func() ([]product, finding.List, error) {
		products, found, err := l.products(ctx, &m, w, press, src)
		places, failed := seen.places()
		return slices.Concat(products, seen.quarantined, places), found, cmp.Or(err, failed)
	}
	products, found, err := m.again()
	if err := l.after(found, err); err != nil {
		m.products = seen.quarantined // of the others, some are missing
		return m, err
	}
	m.products = products
	return m, nil
}

// seen is what stands before the gate.
type seen struct {
	made
	deliveries   []store.Delivery // up to the as-of date
	observations []indicator.Observation
	facts        []indicator.Facts
	quarantined  []product
	places       func() ([]product, error) // of the rows that count, for compare
	close        func() error              // of the store, which nothing asks any more: it is being closed and takes as long as a document
}

// source is what Releases are made of: what was seen, and what was given out before.
func (l *line) source(s seen) (*release.Source, error) {
	register, err := l.register()
	return &release.Source{
		Catalogue: l.project.indicators, Observations: register.Frozen(s.observations), Facts: s.facts, Codes: l.project.reference.Codes,
		Register: register, Audiences: l.project.audiences, Consents: l.project.custody.consents(),
	}, err
}

// observe goes through the stations before the gate: take, hold, check, observe.
func (l *line) observe(ctx context.Context, storePath string) (m seen, err error) {
	l.t.station("Lieferungen lesen")
	data, err := l.dataFolder()
	if err != nil {
		return m, err
	}
	defer data.Close()
	survey, found, err := intake.Open(withoutQuestions{l.deliveries(data.FS())}, l.project.contract, l.gate())
	if err := l.afterData(withoutValues(found), err); err != nil {
		m.made, err = l.stopped(ctx, m.made, survey, nil, err)
		return m, err
	}
	answers, found, err := fillin.ReadAnswers(l.deliveries(data.FS()))
	if err := l.after(found, err); err != nil {
		return m, err
	}
	l.t.station("Lieferungen laden")
	rows := 0
	for _, b := range survey.Batches {
		rows += b.Account.Accepted
	}
	s, err := l.openStore(ctx, storePath, rows)
	if err != nil {
		return m, err
	}
	closing := sync.OnceValue(s.Close)
	defer func() {
		if err != nil {
			_ = closing() // what went wrong before tells more
		}
	}()
	found, err = s.Load(ctx, survey.Batches, survey.Read)
	if err := l.afterData(found, err); err != nil {
		m.made, err = l.stopped(ctx, m.made, survey, nil, err)
		return m, err
	}
	if m.asOf, err = l.cutOff(ctx, s); err != nil {
		return m, err
	}
	l.t.station("Regeln prüfen")
	found, err = s.Check(ctx, m.asOf)
	if err := l.afterCheck(ctx, s, found, err); err != nil {
		m.made, err = l.stopped(ctx, m.made, survey, s, err)
		return m, err
	}
	changes, err := s.Changes(ctx, m.asOf)
	if err := l.after(l.shrunk(changes), err); err != nil {
		m.made, err = l.stopped(ctx, m.made, survey, s, err)
		return m, err
	}
	if m.deliveries, err = s.Account(ctx, m.asOf); err != nil {
		return m, err
	}
	m.accounts = l.accounts(m.deliveries)
	m.inputs, m.basis = l.inputs(m.deliveries), snapshotsOf(m.deliveries)
	if m.quality, err = l.quality(ctx, s, m.asOf, answers, changes); err != nil {
		return m, err
	}
	l.t.station("Kennzahlen berechnen")
	m.observations, found, err = s.Observe(ctx, l.project.indicators)
	if err := l.after(found, err); err != nil {
		return m, err
	}
	m.facts, found, err = s.Facts(ctx, l.project.facts)
	if err := l.after(found, err); err != nil {
		return m, err
	}
	m.quarantined, err = l.rejected(ctx, survey, s)
	if m.places = noPlaces; storePath != "" {
		m.places = later(func() ([]product, error) { return placesFile(ctx, s) })
	}
	m.close = sync.OnceValue(func() error { _, _ = m.places(); return closing() })
	go m.close() //nolint:errcheck // close waits for it and tells; nothing asks the store any more, and it takes as long as a document
	return m, err
}

// deliveries are the snapshots that count for the as-of date.
func (l *line) deliveries(data fs.FS) fs.FS {
	if l.asOf.IsZero() {
		return data
	}
	return upTo{data, l.asOf}
}

// accounts are the row accounts with the titles of their sources.
func (l *line) accounts(deliveries []store.Delivery) []report.Delivery {
	title := map[string]string{}
	for _, src := range l.project.contract.Sources {
		title[src.Name] = src.Title
	}
	var out []report.Delivery
	for _, d := range deliveries {
		out = append(out, report.Delivery{Title: title[d.Source], Table: l.tableTitle(d.Table), File: d.File, Sheet: d.Sheet, Stand: d.Stand, Account: d.Account})
	}
	return out
}

// cutOff is the as-of date: the flag's, or the newest delivered.
func (l *line) cutOff(ctx context.Context, s *store.Store) (time.Time, error) {
	if !l.asOf.IsZero() {
		return l.asOf, nil
	}
	stands, err := s.Stands(ctx)
	if err != nil {
		return time.Time{}, err
	}
	if len(stands) == 0 {
		return time.Time{}, usageError{"Es liegt keine Lieferung vor. Bitte mit --data den Ordner mit den Lieferungen angeben."}
	}
	return stands[len(stands)-1], nil
}

// products makes every product of the run from the Release of its audience. Documents are set side by side, and beside them the delivery
// to the evaluators is packed.
func (l *line) products(ctx context.Context, m *made, w wanted, ready func() (*press, error), src *release.Source) ([]product, finding.List, error) {
	run, err := l.reportRun(*m)
	if err != nil {
		return nil, nil, err
	}
	chosen, found := l.choose(run, w)
	if found.Stops() {
		return nil, found, nil
	}
	safe := l.protect(chosen, src)
	p, err := ready()
	if err != nil {
		return nil, found, err
	}
	var printing []func() (printed, error)
	for _, r := range chosen {
		runs := r.Runs(run)
		if l.flags.Period != "" {
			runs = []report.Run{run}
		}
		for _, run := range runs {
			printing = append(printing, later(func() (printed, error) {
				g, err := safe[r.Front.Audience]()
				if err != nil {
					return printed{}, err
				}
				return p.print(r, g.release.Copy(), run)
			}))
		}
	}
	if m.protocols, err = l.proven(safe); err != nil {
		return nil, found, err
	}
	out, err := protocolFiles(m.protocols)
	if err != nil {
		return nil, found, err
	}
	l.t.station("Berichte setzen")
	evaluators, err := safe[evaluation]()
	if err != nil {
		return nil, found, err
	}
	files, f, failed := l.deliver(ctx, *m, src, evaluators.release.Copy(), p, run, w.keys)
	for _, wait := range printing {
		document, err := wait()
		found = append(found, document.found...)
		if err != nil {
			return nil, found, err
		}
		if len(document.files) == 0 {
			continue // its findings stop the run
		}
		draft, err := l.draftOf(*m, document, src)
		if err != nil {
			return nil, found, err
		}
		out = append(append(out, document.files...), draft)
	}
	return append(out, files...), append(found, f...), failed
}

// later makes a value beside other work; the function it returns waits for it. On the sample project, fonts and the charts' script are
// ready before the deliveries are checked, and two documents are set in the time of one.
func later[T any](do func() (T, error)) func() (T, error) {
	var value T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		value, err = do()
	}()
	return func() (T, error) {
		<-done
		return value, err
	}
}

// reportRun is what the reports are told about the run.
func (l *line) reportRun(m made) (report.Run, error) {
	quarter := lastQuarter(m.asOf)
	if l.flags.Period != "" {
		freq, name, _ := strings.Cut(l.flags.Period, ":")
		q, ok := quarterNamed(name)
		if freq != string(indicator.Quarter) || !ok {
			return report.Run{}, usageError{fmt.Sprintf("--period %s ist kein Quartal. Bitte in der Form Q:2018-Q3 angeben.", l.flags.Period)}
		}
		if q.To.After(m.asOf) {
			return report.Run{}, usageError{fmt.Sprintf("--period %s endet nach dem Stand %s. Bitte ein früheres Quartal oder mit --as-of einen späteren Stand angeben.", l.flags.Period, m.asOf.Format(time.DateOnly))}
		}
		quarter = q
	}
	facts := map[string]string{}
	for name, n := range l.project.programme.PublicFacts {
		facts[name] = strconv.Itoa(n)
	}
	return report.Run{
		AsOf: m.asOf, Quarter: quarter, Term: l.project.contract.Term, Area: l.project.programme.area(),
		Author: l.project.programme.Project.Publisher, Facts: facts, Accounts: m.accounts, Quality: m.quality,
	}, nil
}

// choose picks the reports of the run.
func (l *line) choose(run report.Run, w wanted) ([]report.Report, finding.List) {
	var out []report.Report
	var names []string
	for _, r := range report.In(l.project.reports, notation.Lang(w.lang)) {
		name := r.Name()
		names = append(names, name)
		if slices.Contains(w.reports, name) || len(w.reports) == 0 && (w.all || r.DueAt(run)) {
			out = append(out, r)
		}
	}
	var found finding.List
	for _, name := range w.reports {
		if !slices.Contains(names, name) {
			found.Add(finding.Stop, "bericht_unbekannt", finding.Place{File: report.Folder}, fmt.Sprintf("Einen Bericht %q gibt es nicht.", name),
				"Vorhanden sind: "+strings.Join(names, ", ")+".")
		}
	}
	return out, found
}

// lastQuarter is the last calendar quarter that had ended on the day.
func lastQuarter(day time.Time) indicator.Period {
	next := day.AddDate(0, 0, 1) // a quarter that ends on the day has ended
	year, quarter := next.Year(), (int(next.Month())-1)/3
	if quarter == 0 {
		year, quarter = year-1, 4
	}
	return quarterOf(year, quarter)
}

func quarterOf(year, quarter int) indicator.Period {
	from := time.Date(year, time.Month(3*quarter-2), 1, 0, 0, 0, 0, time.UTC)
	return indicator.Period{
		Freq: indicator.Quarter, Name: fmt.Sprintf("%d-Q%d", year, quarter), From: from, To: from.AddDate(0, 3, -1),
	}
}

// quarterNamed reads 2018-Q3.
func quarterNamed(name string) (indicator.Period, bool) {
	year, quarter, fault := notation.ParseQuarter(name)
	if !fault.OK() || quarterOf(year, quarter).Name != name {
		return indicator.Period{}, false
	}
	return quarterOf(year, quarter), true
}
