package main

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// explanation is the answer to a question, in the language asked for: what --json prints, and what print sets as text.
type explanation struct {
	AsOf        string            `json:"as_of"`
	Audience    string            `json:"audience"`
	ID          string            `json:"indicator"`
	Catalogue   string            `json:"catalogue,omitempty"`
	Version     string            `json:"version"`
	ValidFrom   string            `json:"valid_from,omitempty"`
	Title       string            `json:"title"`
	Topic       string            `json:"topic"`
	Numerator   string            `json:"numerator"`
	Denominator string            `json:"denominator,omitempty"`
	Measure     string            `json:"measure"`
	Unit        string            `json:"unit"`
	Direction   string            `json:"direction"`
	Official    string            `json:"official,omitempty"`
	Note        string            `json:"note,omitempty"`
	Caution     string            `json:"caution,omitempty"`
	History     []explainedChange `json:"history,omitempty"`
	Legend      string            `json:"legend,omitempty"`
	Figures     []explainedFigure `json:"figures"`
	Tables      []explainedTable  `json:"tables"`
	File        string            `json:"file"`
	SQL         []sqlLine         `json:"sql"`
}

type explainedChange struct {
	Version   string `json:"version"`
	ValidFrom string `json:"valid_from,omitempty"`
	Reason    string `json:"reason"`
}

// explainedFigure is one cell as who asks may see it: of a withheld one there is the name and the status, no more.
type explainedFigure struct {
	ID           string                `json:"id"`
	Period       string                `json:"period"`
	From         string                `json:"from,omitempty"`
	To           string                `json:"to,omitempty"`
	Category     string                `json:"category"`
	Law          string                `json:"legal_state,omitempty"`
	Status       release.Status        `json:"status"`
	StatusText   string                `json:"status_text"`
	Provisional  bool                  `json:"provisional"`
	Break        *explainedChange      `json:"break,omitempty"`
	Value        string                `json:"value,omitempty"`
	Numerator    string                `json:"numerator,omitempty"`
	Denominator  string                `json:"denominator,omitempty"`
	KN           string                `json:"k_of_n,omitempty"`
	Interval     string                `json:"interval,omitempty"`
	Method       string                `json:"method,omitempty"`
	Unknown      string                `json:"unknown,omitempty"`
	Bounds       string                `json:"bounds,omitempty"`
	Contributors string                `json:"contributors,omitempty"`
	Target       *explainedTarget      `json:"target,omitempty"`
	Compared     []explainedComparison `json:"compared,omitempty"`
	Audiences    []explainedAudience   `json:"audiences"`
}

type explainedTarget struct {
	Value     string `json:"value"`
	Baseline  string `json:"baseline,omitempty"`
	Tolerance string `json:"tolerance,omitempty"`
	DecidedOn string `json:"decided_on,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Light     string `json:"light"`
	Override  string `json:"override,omitempty"`
}

type explainedComparison struct {
	With   string `json:"with"`
	Period string `json:"period"`
	Value  string `json:"value"`
	Change string `json:"change"`
}

type explainedAudience struct {
	Name   string         `json:"name"`
	Title  string         `json:"title"`
	Status release.Status `json:"status"`
	Text   string         `json:"text"`
}

type explainedTable struct {
	Name      string              `json:"name"`
	Title     string              `json:"title"`
	Snapshots []explainedSnapshot `json:"snapshots"`
}

type explainedSnapshot struct {
	Stand  string `json:"stand"`
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"`
	SHA256 string `json:"sha256"`
	Rows   *int   `json:"rows,omitempty"` // accepted; inside only
}

type sqlLine struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// definition is what an explanation says of the indicator itself.
func (x *explainer) definition(ind *indicator.Indicator) explanation {
	out := explanation{
		ID: ind.ID, Catalogue: ind.Catalogue, Version: ind.Version, ValidFrom: x.day(ind.ValidFrom), Title: ind.Title.In(x.lang),
		Topic:     x.line.project.reference.Codes["thema"].Label(strings.ToUpper(ind.Topic), x.lang),
		Numerator: ind.Numerator.In(x.lang), Denominator: ind.Denominator.In(x.lang),
		Measure: measureWords[ind.Measure].In(x.lang), Unit: unitWords[ind.Unit].In(x.lang), Direction: directionWords[ind.Direction].In(x.lang),
		Official: ind.Official, Note: ind.Note.In(x.lang), File: ind.File,
	}
	if ind.Law {
		out.Caution = x.say("rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung",
			"computed from anonymised characteristics – no assessment under residence law")
	}
	for _, c := range ind.Changes {
		out.History = append(out.History, x.change(c))
	}
	for i, text := range strings.Split(strings.TrimRight(ind.SQL, "\n"), "\n") {
		if !strings.HasPrefix(text, "--") || len(out.SQL) > 0 { // the header is told above
			out.SQL = append(out.SQL, sqlLine{i + 1, text})
		}
	}
	return out
}

func (x *explainer) change(c indicator.Change) explainedChange {
	return explainedChange{c.Version, x.day(c.ValidFrom), c.Reason.In(x.lang)}
}

// figure is what an explanation says of one cell.
func (x *explainer) figure(k indicator.Key) explainedFigure {
	r := x.release(x.asker.Name)
	c := r.Cell(k)
	span := c.Period()
	out := explainedFigure{
		ID: k.ID(), Period: notation.FormatPeriod(string(k.Freq), k.Period, x.lang), Category: c.Category(x.lang),
		Status: c.Status(), StatusText: x.status(c), Provisional: c.Provisional(), Audiences: x.audiences(k),
	}
	if !span.To.IsZero() {
		out.From, out.To = notation.FormatDate(span.From, x.lang), notation.FormatDate(span.To, x.lang)
	}
	if k.Law != indicator.NoLaw {
		out.Law = x.line.project.reference.Codes["rechtsstand"].Label(strings.ToUpper(k.Law), x.lang)
	}
	if b, broken := r.Break(c); broken {
		change := x.change(b)
		out.Break = &change
	}
	if !c.Shown() {
		return out
	}
	form := func(f release.Form) string {
		s, ok := c.Form(f, x.lang)
		if !ok {
			return ""
		}
		return s
	}
	out.Value, out.Numerator, out.Denominator, out.KN = form(release.FormValue), form(release.FormK), form(release.FormN), form(release.FormKN)
	out.Interval, out.Unknown = form(release.FormInterval), form(release.FormUnknown)
	out.Method = x.method(c, out.Interval)
	if bounds := form(release.FormBounds); bounds != "" {
		out.Bounds = bounds + x.say(", je nachdem, was nicht feststellbar ist", ", depending on what is not determinable")
	}
	if x.inside() {
		out.Contributors = x.contributors(k)
	}
	out.Target = x.target(c)
	out.Compared = x.compared(r, c)
	return out
}

// method says how the interval was made, or why there is none.
func (x *explainer) method(c release.Cell, interval string) string {
	switch _, _, has := c.Interval(); {
	case interval != "":
		return x.say("Wilson, 95 %: wie weit der Anteil bei gleichen Verhältnissen auch hätte liegen können; das Projekt ist vollständig gezählt",
			"Wilson, 95%: where the share might as well have been under the same conditions; the project is counted in full")
	case has:
		return x.say("kein Intervall unter zehn Fällen", "no interval below ten cases")
	}
	return x.say("kein Intervall: kein Anteil von Fällen", "no interval: not a share of cases")
}

// contributors are the people behind a cell.
func (x *explainer) contributors(k indicator.Key) string {
	for i := range x.seen.observations {
		o := &x.seen.observations[i]
		if o.Key != k {
			continue
		}
		side := func(label string, c indicator.Contributors) string {
			var parts []string
			if c.Persons != nil {
				parts = append(parts, fmt.Sprintf(x.say("%d Person(en)", "%d person(s)"), *c.Persons))
			}
			if c.Families != nil {
				parts = append(parts, fmt.Sprintf(x.say("%d Familie(n)", "%d family/families"), *c.Families))
			}
			if parts == nil {
				return ""
			}
			return label + strings.Join(parts, x.say(" aus ", " of "))
		}
		numerator, denominator := side(x.say("im Zähler ", "in the numerator "), o.InNumerator), side(x.say("im Nenner ", "in the denominator "), o.InDenominator)
		return strings.Trim(numerator+"; "+denominator, "; ")
	}
	return ""
}

func (x *explainer) target(c release.Cell) *explainedTarget {
	value, ok := c.Form(release.FormTarget, x.lang)
	if !ok {
		return nil
	}
	t := explainedTarget{Value: value, Baseline: c.Baseline(x.lang), Tolerance: c.Tolerance(x.lang)}
	t.Light, _ = c.Form(release.FormLight, x.lang)
	if p := c.Path(); p != nil {
		t.Reason = p.Reason
		if p.DecidedOn != nil {
			t.DecidedOn = notation.FormatDate(*p.DecidedOn, x.lang)
		}
		if p.Override != nil {
			t.Override = p.Override.Role + ": " + p.Override.Reason
		}
	}
	return &t
}

// compared are the cells that this one is compared with: each once, in the order of their names.
func (x *explainer) compared(r *release.Release, c release.Cell) []explainedComparison {
	var out []explainedComparison
	for _, with := range []struct {
		form release.Form
		text string
	}{
		{release.FormChange, x.say("Vorher", "Before")}, {release.FormChangeYear, x.say("Vorjahr", "Year before")}, {release.FormChangeStart, x.say("Beginn", "Start")},
	} {
		before, ok := r.Compared(c, with.form)
		if !ok {
			continue
		}
		k := before.Key()
		value, _ := before.Form(release.FormValue, x.lang)
		change, ok := c.Form(with.form, x.lang)
		switch {
		case ok:
		case change == release.SignBreak:
			change = x.say("nicht vergleichbar, die Reihe bricht", "not comparable, the series breaks")
		default:
			change = x.say("nicht angegeben", "not given")
		}
		out = append(out, explainedComparison{with.text, notation.FormatPeriod(string(k.Freq), k.Period, x.lang), value, change})
	}
	return out
}

// audiences say to whom the cell is shown. To somebody outside only what concerns them.
func (x *explainer) audiences(k indicator.Key) []explainedAudience {
	var out []explainedAudience
	for _, name := range x.line.project.audienceNames() {
		if !x.inside() && name != x.asker.Name {
			continue
		}
		c := x.release(name).Cell(k)
		out = append(out, explainedAudience{name, x.line.project.audiences[name].Title.In(x.lang), c.Status(), x.status(c)})
	}
	return out
}

func (x *explainer) status(c release.Cell) string {
	switch c.Status() {
	case release.Free:
		return x.say("gezeigt", "shown")
	case release.Withheld:
		return x.say("aus Gründen des Datenschutzes zurückgehalten", "withheld for reasons of data protection")
	}
	return x.say("keine Angabe möglich: kein Fall im Nenner", "no figure possible: nobody in the denominator")
}
