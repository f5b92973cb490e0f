package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/fillin"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/yamlfile"
)

// answerDays is how long an office has for its answers, counted from the cut-off of the data, unless --until says otherwise: no clock is
// read, so that the same data give the same sheet.
const answerDays = 14

// ask writes the questions to one source, or to all sources of an office. A run that is stopped by findings has questions too.
func (r *checkCommand) ask(ctx context.Context, l *line) (err error) {
	to, sources, err := l.addressee(r.For)
	if err != nil {
		return err
	}
	var until time.Time
	if r.Until != "" {
		if until, err = time.Parse(time.DateOnly, r.Until); err != nil {
			return usageError{fmt.Sprintf("--until %s ist kein Tag. Bitte in der Form JJJJ-MM-TT angeben.", r.Until)}
		}
	}
	seen, stopped := l.observe(ctx, "") // reports have no questions to offices
	if stopped != nil && !errors.Is(stopped, errStopped) {
		return stopped
	}
	if seen.close != nil {
		defer func() { err = cmp.Or(err, seen.close()) }()
	}
	asOf := seen.asOf
	if asOf.IsZero() {
		if asOf, err = l.newestFolder(); err != nil {
			return err
		}
	}
	if until.IsZero() {
		until = asOf.AddDate(0, 0, answerDays)
	}
	q := fillin.Questions{To: to, AsOf: asOf, Until: until, Items: l.questions(l.open(seen.made, asOf), sources)}
	file, err := r.write(l, q)
	if err != nil || stopped != nil && l.flags.JSON { // the findings that stop have been printed as JSON
		return errors.Join(err, stopped)
	}
	return errors.Join(l.wrote(file), stopped)
}

// write writes the sheet of questions, if there is anything to ask.
func (r *checkCommand) write(l *line, q fillin.Questions) ([]string, error) {
	if len(q.Items) == 0 {
		if !l.flags.JSON {
			l.t.say("An %s gibt es keine Rückfragen.", q.To)
		}
		return nil, nil
	}
	raw, err := q.Workbook()
	if err != nil {
		return nil, err
	}
	out := l.project.folder(r.Out, l.project.programme.Folders.Out)
	file := filepath.Join(out, fillin.QuestionFile(r.For, q.AsOf))
	return []string{file}, l.machine("", writeWhole(file, raw))
}

// sameQuestions is how often the same fault of the same file is asked about: whoever reads fifty knows what is wrong with the column.
const sameQuestions = 50

// open are the findings to ask about: those of the deliveries that count. A run that was stopped does not know them yet; then it is what
// stops, and what was found in the newest folder.
func (l *line) open(made made, asOf time.Time) finding.List {
	var out finding.List
	for _, f := range made.quality.Findings {
		out = append(out, f.Finding)
	}
	if out != nil {
		return out
	}
	newest := use{newest: asOf}
	return slices.DeleteFunc(l.delivered.Sorted(), func(f finding.Finding) bool {
		return f.Severity < finding.Warning || f.Severity < finding.Stop && !newest.counts(f.Place)
	})
}

// questions are the findings about the deliveries of sources, one each.
func (l *line) questions(found finding.List, sources []string) []fillin.Question {
	type fault struct{ rule, file, sheet, statement string }
	asked := map[fault]finding.List{}
	var order []fault
	for _, f := range found {
		if src, ok := l.sourceOf(f.Place); !ok || !slices.Contains(sources, src.Name) {
			continue
		}
		k := fault{f.Rule, f.Place.File, f.Place.Sheet, cmp.Or(f.General, f.Message)}
		if asked[k] == nil {
			order = append(order, k)
		}
		if n := len(asked[k]); n == sameQuestions {
			asked[k][n-1].More += 1 + f.More
			continue
		}
		asked[k] = append(asked[k], f)
	}
	var all finding.List
	for _, k := range order {
		all = append(all, asked[k]...)
	}
	var out []fillin.Question
	for _, f := range all.Sorted() {
		out = append(out, fillin.Ask(f))
	}
	return out
}

// addressee is who a name means: a source, or an office with all of its sources.
func (l *line) addressee(name string) (to string, sources []string, err error) {
	known := map[string]bool{}
	for _, s := range l.project.contract.Sources {
		known[s.Name], known[strings.ToLower(s.Office)] = true, true
		switch {
		case s.Name == name:
			return s.Title, []string{s.Name}, nil
		case strings.EqualFold(s.Office, name):
			to = l.officeLabel(s.Office)
			sources = append(sources, s.Name)
		}
	}
	if sources != nil {
		return to, sources, nil
	}
	names := slices.Sorted(maps.Keys(known))
	remedy := "Möglich sind: " + strings.Join(names, ", ") + "."
	if near := yamlfile.Nearest(name, names); near != "" {
		remedy = fmt.Sprintf("Meinten Sie %q?", near)
	}
	return "", nil, usageError{fmt.Sprintf("--for %s ist weder eine Quelle noch eine Stelle. %s", name, remedy)}
}

func (l *line) officeLabel(code string) string {
	for _, o := range l.project.contract.Offices() {
		if o.Code == code {
			return o.Label
		}
	}
	return code
}

// newestFolder is the cut-off of a run that was stopped before it had one: the flag's, or that of the newest folder.
func (l *line) newestFolder() (time.Time, error) {
	if !l.asOf.IsZero() {
		return l.asOf, nil
	}
	data, err := l.dataFolder()
	if err != nil {
		return time.Time{}, err
	}
	defer data.Close()
	entries, err := os.ReadDir(data.Name())
	var newest time.Time
	for _, e := range entries {
		if stand, ok := intake.Stand(e.Name()); ok && stand.After(newest) {
			newest = stand
		}
	}
	return newest, err
}
