// Package report makes a report: Markdown prose with inline figures and fenced blocks, a Release and what is known of the
// run become a Document, the tree that the PDF and the HTML are both made of.
//
// The vocabulary is closed: the blocks of blockNames, the inline figures of figure.go, plain Markdown. There are no expressions and
// no conditions: what needs computing is an indicator, what needs deciding is a rule of package release. Every fault of a
// report is a finding with file, line and column, and all of them are told at once.
//
// The package does not choose what may be shown (it asks the Release for printed forms and never formats a figure of
// people itself), draws no chart (it is handed a function that does), and knows nothing of pages and of HTML.
package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/yamlfile"
)

// Folder is where a project keeps its reports.
const Folder = "reports"

// Report is one report file before it is made: its front matter, and the Markdown below it.
type Report struct {
	File  string        // "reports/zwischenbericht.md"
	Lang  notation.Lang // of labels and figures
	Prose notation.Lang // of the text: that of the file
	Front Front

	body source
}

// Front is the front matter: what a report is, for whom, and when it is due.
type Front struct {
	Title     string `yaml:"title"`
	Subtitle  string `yaml:"subtitle"`
	Author    string `yaml:"author"`   // the publishing body
	Name      string `yaml:"name"`     // of the output file; "{period}" becomes 2018-Q3; empty: the name of the file
	Audience  string `yaml:"audience"` // a name of config/audiences.yaml
	Due       Due    `yaml:"due"`
	Status    string `yaml:"status"`     // "off": the project has no use for this report
	Period    string `yaml:"period"`     // what the reporting period is: project, year or quarter (default)
	WholeYear bool   `yaml:"whole_year"` // when a year ends, all its quarters are made again: late entries count
	TOC       bool   `yaml:"toc"`
	Numbering bool   `yaml:"numbering"` // headings carry numbers
	Facts     []struct {
		Label string `yaml:"label"`
		Value string `yaml:"value"`
	} `yaml:"facts"` // further lines under the title
}

// Due is when a report is made: by a rule, or on days.
type Due struct {
	Rule string   // each_run, quarter_end, year_end, project_end
	Days []string // ISO dates
}

// UnmarshalYAML takes "quarter_end" and "[2018-10-30]".
func (d *Due) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&d.Rule) == nil {
		return nil
	}
	return unmarshal(&d.Days)
}

// dueEachRun is due whatever the day.
const dueEachRun = "each_run"

// dueDelivery is never due by itself: the report goes into the delivery to evaluators.
const dueDelivery = "delivery"

// dueRelease is never due by itself either: the report goes with what publish releases.
const dueRelease = "release"

var (
	dueRules = []string{dueEachRun, "quarter_end", "year_end", "project_end", dueDelivery, dueRelease}
	periods  = []string{"project", "year", "quarter"}
)

// off is the status of a report that is not made.
const off = "off"

// Read reads the front matter of every report of the project fsys (reports/*.md), by file name, without those with status "off". The audiences are the names
// that a report may be for. A report x.en.md is the English one of x.md.
func Read(fsys fs.FS, audiences map[string]release.Audience) ([]Report, finding.List, error) {
	files, err := fs.Glob(fsys, Folder+"/*.md")
	if err != nil {
		return nil, nil, fmt.Errorf("list %s: %w", Folder, err)
	}
	var reports []Report
	var found finding.List
	for _, file := range files {
		raw, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, found, fmt.Errorf("read %s: %w", file, err)
		}
		r, f := parse(file, raw, audiences)
		found = append(found, f...)
		if r.Front.Status != off {
			reports = append(reports, r)
		}
	}
	return reports, found, nil
}

// parse splits a file into front matter and body, and checks the front matter.
func parse(file string, raw []byte, audiences map[string]release.Audience) (Report, finding.List) {
	r := Report{File: file, Lang: notation.German, Prose: notation.German}
	if strings.HasSuffix(file, ".en.md") {
		r.Lang, r.Prose = notation.English, notation.English
	}
	var found finding.List
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	front, body, ok := cutFront(raw)
	if !ok {
		found.Add(finding.Stop, "bericht_kopf", finding.Place{File: file, Line: 1}, "Der Bericht hat keinen Kopf.",
			"Bitte den Kopf (title, audience, due …) zwischen zwei Zeilen »---« an den Anfang stellen.")
		return r, found
	}
	at := finding.Place{File: file, Line: 2}
	r.Front, found = yamlfile.Decode[Front](front, at)
	r.body = source{at: finding.Place{File: file, Line: 4 + bytes.Count(front, []byte("\n")), Column: 1}, text: body}
	if !found.Stops() {
		found = append(found, r.Front.check(func(key ...any) finding.Place { return yamlfile.Locate(front, at, key...) }, audiences)...)
	}
	return r, found
}

// cutFront separates what stands between the first two lines "---" from what follows.
func cutFront(raw []byte) (front, body []byte, ok bool) {
	rest, ok := bytes.CutPrefix(raw, []byte("---\n"))
	if !ok {
		return nil, nil, false
	}
	if front, body, ok = bytes.Cut(append([]byte("\n"), rest...), []byte("\n---\n")); !ok {
		return nil, nil, false
	}
	return bytes.TrimPrefix(front, []byte("\n")), body, true
}

// check tells of what is missing or unknown in the front matter.
func (f Front) check(at func(...any) finding.Place, audiences map[string]release.Audience) finding.List {
	var found finding.List
	fault := faults{&found}
	switch f.Status {
	case off:
		return nil // a head that says no more is enough
	case "":
	default:
		fault.unknown("bericht_kopf", at("status"), "Status", f.Status, []string{off})
	}
	if f.Title == "" {
		fault.add("bericht_kopf", at(), "Der Bericht hat keinen Titel.", "Bitte »title:« ergänzen.")
	}
	if _, ok := audiences[f.Audience]; !ok {
		fault.unknown("bericht_kopf", at("audience"), "Adressat", f.Audience, slices.Sorted(maps.Keys(audiences)))
	}
	if f.Period != "" && !slices.Contains(periods, f.Period) {
		fault.unknown("bericht_kopf", at("period"), "Berichtszeitraum", f.Period, periods)
	}
	if len(f.Due.Days) == 0 && !slices.Contains(dueRules, f.Due.Rule) {
		fault.unknown("bericht_kopf", at("due"), "Termin", f.Due.Rule, append(slices.Clone(dueRules), "[JJJJ-MM-TT, …]"))
	}
	for i, day := range f.Due.Days {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			fault.add("bericht_kopf", at("due", i), fmt.Sprintf("%q ist kein Datum.", day), "Bitte in der Form JJJJ-MM-TT angeben.")
		}
	}
	return found
}

// DueAt reports whether the report is made in this run. A report with days is made from each of its days until the next
// quarter ends: late corrections can still be printed, and a later quarter does not make it again.
func (r Report) DueAt(run Run) bool {
	switch r.Front.Due.Rule {
	case dueEachRun, "quarter_end":
		return true
	case "year_end":
		return run.Quarter.To.Month() == time.December
	case "project_end":
		return !run.AsOf.Before(run.Term.At(run.AsOf))
	}
	return slices.ContainsFunc(r.Front.Due.Days, func(day string) bool {
		d, err := time.Parse(time.DateOnly, day)
		return err == nil && d.After(run.Quarter.To) && !d.After(run.AsOf)
	})
}

// Name is the name of the report in commands: that of its file without language and extension.
func (r Report) Name() string {
	name, _, _ := strings.Cut(path.Base(r.File), ".")
	return name
}

// In are the reports in a language, one of each name: the file of that language, or where there is none the German one with the labels,
// signs, units and titles of the language around its German text.
func In(reports []Report, l notation.Lang) []Report {
	var out []Report
	for _, r := range reports {
		translated := slices.ContainsFunc(reports, func(o Report) bool { return o.Prose == l && o.Name() == r.Name() })
		if r.Prose != l && (translated || r.Prose != notation.German) {
			continue
		}
		r.Lang = l
		out = append(out, r)
	}
	return out
}

// OutputName is the file name of the finished report without its extension. That of an English one ends in ".en".
func (r Report) OutputName(run Run) string {
	name := strings.ReplaceAll(cmp.Or(r.Front.Name, r.Name()), "{period}", run.Quarter.Name)
	if r.Lang == notation.English {
		name += ".en"
	}
	return name
}
