package main

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"wirkbericht/pipeline/report"
)

// watchEvery is how often report files are looked at: often enough to feel at once, seldom enough to cost nothing.
const watchEvery = 100 * time.Millisecond

// watch makes the reports of a run again whenever a report file of the project changes, until it is interrupted. Data and figures stay
// those of the run. Faults of a report are told, and the last good products stay.
//
// Note: asking the file system every now and then works on every system and network drive; being told by it does not.
func (l *line) watch(ctx context.Context, m made, out, name string) error {
	seen := l.reportFiles()
	l.t.say("Warte auf Änderungen an %s/*.md; Ende mit Strg+C.", report.Folder)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(watchEvery):
		}
		now := l.reportFiles()
		if now == seen {
			continue
		}
		seen = now
		if err := l.remake(m, out, name); err != nil {
			return err
		}
	}
}

// reportFiles says in one text which report files there are, of which size and from when.
func (l *line) reportFiles() string {
	var b strings.Builder
	files, _ := fs.Glob(l.project.files, report.Folder+"/*.md")
	for _, file := range files {
		if info, err := fs.Stat(l.project.files, file); err == nil {
			fmt.Fprintln(&b, file, info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}

// remake reads the reports anew and writes the products.
func (l *line) remake(m made, out, name string) error {
	reports, found, err := report.Read(l.project.files, l.project.audiences)
	if err != nil {
		return err
	}
	var products []product
	if !found.Stops() {
		l.project.reports = reports
		products, found, err = m.again()
	}
	l.t.findings(found)
	switch {
	case err != nil:
		return err
	case found.Stops():
		l.t.say("Nicht neu gesetzt; die letzten Ergebnisse sind unverändert.")
		return nil
	}
	if err := writeProducts(out, name, products); err != nil {
		return fmt.Errorf("write products: %w", err)
	}
	l.t.say("Neu gesetzt.")
	return nil
}
