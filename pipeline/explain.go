package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/yamlfile"
)

// explainCommand is "wirkbericht explain": what one figure means and where it comes from.
type explainCommand struct {
	ID       string `arg:"" name:"id" help:"Kennung einer Kennzahl, oder einer Zahl, wie sie in den Ergebnissen steht (…/fehlquote_unent/_z/sh/2017-h2/_t/_t)."`
	By       string `help:"Gliederung, z. B. geschlecht_2." placeholder:"SPALTE"`
	Category string `help:"Nur diese Ausprägung der Gliederung." placeholder:"CODE"`
	Law      string `help:"Nur dieser Rechtsstand." placeholder:"CODE"`
	Role     string `help:"Wer fragt: ein Adressat aus config/audiences.yaml; Zurückgehaltenes wird ihm nicht gezeigt." default:"projektteam" placeholder:"ADRESSAT"`
	Lang     string `help:"Sprache: de oder en." default:"de" enum:"de,en"`
}

// Run computes everything as "run" would, in memory, and prints what it knows of the figure. It writes nothing.
func (e *explainCommand) Run(ctx context.Context, c *cli, t *terminal) (err error) {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	asker, ok := l.project.audiences[e.Role]
	if !ok {
		return usageError{fmt.Sprintf("--role %s ist kein Adressat. Möglich sind: %s.", e.Role, strings.Join(slices.Sorted(maps.Keys(l.project.audiences)), ", "))}
	}
	q, err := e.question(l.project.indicators, c.Period)
	if err != nil {
		return err
	}
	c.Period = "" // of the figure, not of a report
	l.quiet = true
	seen, err := l.observe(ctx, "")
	if err != nil {
		return err
	}
	defer func() {
		if cerr := seen.close(); err == nil {
			err = cerr
		}
	}()
	src, err := l.source(seen)
	if err != nil {
		return err
	}
	x := explainer{line: l, seen: seen, src: src, asker: asker, lang: notation.Lang(e.Lang), releases: map[string]*release.Release{}}
	answer, err := x.explain(q)
	if err != nil {
		return err
	}
	if c.JSON {
		return t.json(answer)
	}
	t.clear()
	return answer.print(t.out, x.say)
}

// question names the cells that are asked about. Empty parts mean: the first frequency and its newest period, the undivided cell, every
// category, every legal state.
type question struct {
	ind                             *indicator.Indicator
	freq, period, by, category, law string
}

// question reads the id and the flags. A cell id says everything; what follows # is the printed form and does not matter.
func (e *explainCommand) question(known []*indicator.Indicator, period string) (question, error) {
	id, _, _ := strings.Cut(strings.ToLower(strings.Trim(e.ID, "/ ")), "#")
	q := question{by: strings.ToLower(e.By), category: strings.ToLower(e.Category), law: strings.ToLower(e.Law)}
	q.freq, q.period, _ = strings.Cut(strings.ToLower(period), ":")
	if parts := strings.Split(id, "/"); len(parts) == 7 {
		id, q = parts[1], question{law: parts[2], freq: parts[3], period: parts[4], by: parts[5], category: parts[6]}
	} else if len(parts) != 1 {
		return q, usageError{fmt.Sprintf("»%s« ist keine Kennung. Bitte eine Kennzahl nennen oder alle sieben Teile: Gebiet/Kennzahl/Rechtsstand/Art/Zeitraum/Gliederung/Ausprägung.", e.ID)}
	}
	var ids []string
	for _, ind := range known {
		ids = append(ids, ind.ID)
		if ind.ID == id {
			q.ind = ind
		}
	}
	switch {
	case q.ind == nil:
		return q, usageError{noSuch("Kennzahl", id, ids)}
	case q.category != "" && q.by == "":
		return q, usageError{"Zu --category fehlt die Gliederung. Bitte mit --by angeben."}
	case q.freq == "":
		q.freq = strings.ToLower(string(q.ind.Period.Freqs()[0]))
	}
	if q.by == "" {
		q.by = indicator.Total
	}
	return q, nil
}

// few names are listed beside the one that was probably meant.
const few = 12

// noSuch names what was probably meant.
func noSuch(what, given string, known []string) string {
	message := fmt.Sprintf("%s %q gibt es nicht.", what, given)
	near := yamlfile.Nearest(given, known)
	if near != "" {
		message += fmt.Sprintf(" Meinten Sie %q?", near)
	}
	if near == "" || len(known) <= few {
		message += " Möglich sind: " + strings.Join(known, ", ") + "."
	}
	return message
}

// explainer answers questions about one run. Whatever it says of a cell comes from the Release of who asks.
type explainer struct {
	line     *line
	seen     seen
	src      *release.Source
	asker    release.Audience
	lang     notation.Lang
	releases map[string]*release.Release
}

func (x *explainer) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(x.lang) }

// inside reports whether the one who asks may see everything.
func (x *explainer) inside() bool { return x.asker.MinPersons <= 1 }

func (x *explainer) release(audience string) *release.Release {
	if x.releases[audience] == nil {
		x.releases[audience], _, _ = release.Protect(x.line.project.audiences[audience], x.src) // shows nothing where it fails
	}
	return x.releases[audience]
}

// explain is everything about the cells of a question.
func (x *explainer) explain(q question) (explanation, error) {
	keys, err := x.keys(&q)
	if err != nil {
		return explanation{}, err
	}
	out := x.definition(q.ind)
	out.AsOf, out.Audience = notation.FormatDate(x.seen.asOf, x.lang), x.asker.Title.In(x.lang)
	for _, k := range keys {
		f := x.figure(k)
		out.Figures = append(out.Figures, f)
		if f.Target != nil {
			out.Legend = x.release(x.asker.Name).LightLegend(x.lang)
		}
	}
	out.Tables = x.tables(q.ind)
	return out, nil
}

// keys are the cells of a question, in the order of products. What names nothing is told with what there is.
func (x *explainer) keys(q *question) ([]indicator.Key, error) {
	at := func(c release.Cell) (k indicator.Key, freq, by, period string) {
		k = c.Key()
		return k, strings.ToLower(string(k.Freq)), k.Breakdown, strings.ToLower(k.Period)
	}
	cells := x.release(x.asker.Name).Cells(q.ind.ID)
	var freqs, periods, breakdowns, categories, laws []string
	add := func(list *[]string, s string) {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	var out []indicator.Key
	for _, c := range cells {
		k, freq, _, _ := at(c)
		add(&freqs, string(k.Freq))
		if freq == q.freq {
			add(&periods, string(k.Freq)+":"+k.Period)
			add(&breakdowns, k.Breakdown)
		}
	}
	if q.period == "" && len(periods) > 0 {
		slices.Sort(periods)
		_, q.period, _ = strings.Cut(strings.ToLower(periods[len(periods)-1]), ":")
	}
	for _, c := range cells {
		k, freq, by, period := at(c)
		if freq != q.freq || by != q.by || period != q.period {
			continue
		}
		add(&categories, k.Category)
		add(&laws, k.Law)
		if (q.category == "" || q.category == k.Category) && (q.law == "" || q.law == k.Law) {
			out = append(out, k)
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	return nil, usageError{missing(*q, freqs, periods, breakdowns, categories, laws)}
}

// missing says which part of a question names nothing.
func missing(q question, freqs, periods, breakdowns, categories, laws []string) string {
	given := strings.ToUpper(q.freq) + ":" + strings.ToUpper(q.period)
	switch {
	case len(freqs) == 0:
		return fmt.Sprintf("Für »%s« liegen an diesem Stand keine Angaben vor. Bitte mit --as-of einen späteren Stand wählen.", q.ind.ID)
	case !slices.Contains(periods, given):
		return noSuch("Zeitraum", given, append(periods, without(freqs, strings.ToUpper(q.freq))...))
	case !slices.Contains(breakdowns, q.by):
		return noSuch("Gliederung", q.by, breakdowns)
	case q.category != "" && !slices.Contains(categories, q.category):
		return noSuch("Ausprägung", q.category, categories)
	}
	return noSuch("Rechtsstand", q.law, laws)
}

func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(e string) bool { return e == s })
}

// tables are what the query reads, each with the deliveries that count at the as-of date: those of its newest snapshot.
func (x *explainer) tables(ind *indicator.Indicator) []explainedTable {
	var out []explainedTable
	for _, name := range x.line.project.forStore().Sources(ind.SQL) {
		t := explainedTable{Name: name, Title: x.tableTitle(name)}
		var newest time.Time
		for _, d := range x.seen.deliveries {
			if d.Table == name && d.Stand.After(newest) {
				newest = d.Stand
			}
		}
		for _, d := range x.seen.deliveries {
			if d.Table != name || !d.Stand.Equal(newest) {
				continue
			}
			s := explainedSnapshot{Stand: notation.FormatDate(d.Stand, x.lang), File: d.File, Sheet: d.Sheet, SHA256: d.SHA256}
			if x.inside() {
				rows := d.Accepted
				s.Rows = &rows
			}
			t.Snapshots = append(t.Snapshots, s)
		}
		out = append(out, t)
	}
	return out
}

func (x *explainer) tableTitle(name string) string {
	for _, t := range x.line.project.contract.Tables {
		if t.Name == name {
			return t.Title.In(x.lang)
		}
	}
	return name
}
