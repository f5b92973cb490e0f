package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

var measureWords = map[indicator.Measure]notation.Text{
	indicator.Count:    {DE: "Anzahl", EN: "count"},
	indicator.Share:    {DE: "Anteil: jede Einheit zählt ganz oder gar nicht; nicht feststellbar ist kein Nein", EN: "share: each unit counts or does not; not determinable is not a no"},
	indicator.Ratio:    {DE: "Verhältnis zweier Summen", EN: "ratio of two sums"},
	indicator.Rate:     {DE: "Ereignisse je Zeit", EN: "events over time"},
	indicator.Amount:   {DE: "Summe", EN: "sum"},
	indicator.Median:   {DE: "Median", EN: "median"},
	indicator.Survival: {DE: "Dauer bis zu einem Ereignis (Kaplan-Meier)", EN: "time to an event (Kaplan-Meier)"},
	indicator.Paired:   {DE: "vorher und nachher bei denselben Einheiten", EN: "before and after of the same units"},
}

var unitWords = map[indicator.Unit]notation.Text{
	indicator.UnitCount: {DE: "Anzahl", EN: "number"}, indicator.UnitPersons: {DE: "Personen", EN: "persons"}, indicator.UnitFamilies: {DE: "Familien", EN: "families"},
	indicator.UnitPercent: {DE: "Prozent", EN: "per cent"}, indicator.UnitMonths: {DE: "Monate", EN: "months"}, indicator.UnitHours: {DE: "Stunden", EN: "hours"},
	indicator.UnitDays: {DE: "Tage", EN: "days"}, indicator.UnitEUR: {DE: "Euro", EN: "euros"}, indicator.UnitPerFamilyMonth: {DE: "je Familie und Monat", EN: "per family and month"},
	indicator.UnitIndex: {DE: "Index", EN: "index"},
}

var directionWords = map[string]notation.Text{
	"up": {DE: "mehr ist besser", EN: "more is better"}, "down": {DE: "weniger ist besser", EN: "less is better"}, "neutral": {DE: "ohne Richtung", EN: "without direction"},
}

// day prints a day of a header.
func (x *explainer) day(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return notation.FormatDate(t, x.lang)
}

// labelled prints lines of a label and a text; a line without a text is left out.
type labelled struct {
	b     strings.Builder
	width int
}

func (p *labelled) line(label, text string) {
	if text != "" {
		pad := max(p.width-utf8.RuneCountInString(label), 1)
		fmt.Fprintf(&p.b, "  %s%s%s\n", label, strings.Repeat(" ", pad), strings.ReplaceAll(text, "\u00a0", " "))
	}
}

func (p *labelled) head(text string) { fmt.Fprintf(&p.b, "\n%s\n", text) }

// print sets an explanation as text.
func (e explanation) print(w io.Writer, say func(de, en string) string) error {
	p := &labelled{width: 22}
	fmt.Fprintf(&p.b, "%s\n", e.Title)
	p.line(say("Kennung", "Id"), strings.Trim(e.ID+", "+e.Catalogue, ", "))
	p.line(say("Fassung", "Version"), e.Version+since(e.ValidFrom, say))
	p.line(say("Thema", "Topic"), e.Topic)
	p.line(say("Zähler", "Numerator"), e.Numerator)
	p.line(say("Nenner", "Denominator"), e.Denominator)
	p.line(say("Maß", "Measure"), e.Measure)
	p.line(say("Einheit", "Unit"), e.Unit+", "+e.Direction)
	p.line(say("Amtliche Entsprechung", "Official analogue"), e.Official)
	p.line(say("Hinweis", "Note"), e.Note)
	p.line(say("Achtung", "Caution"), e.Caution)
	for _, c := range e.History {
		p.line(say("Fassung ", "Version ")+c.Version, c.Reason+since(c.ValidFrom, say))
	}
	for _, f := range e.Figures {
		f.print(p, say)
	}
	if e.Legend != "" {
		p.head(say("Ampel", "Light"))
		fmt.Fprintf(&p.b, "  %s\n", strings.ReplaceAll(e.Legend, "\u00a0", " "))
	}
	p.head(fmt.Sprintf(say("Tabellen, Stand %s", "Tables, as of %s"), e.AsOf))
	for _, t := range e.Tables {
		t.print(p, say)
	}
	p.head(e.File)
	for _, l := range e.SQL {
		fmt.Fprintf(&p.b, "%s\n", strings.TrimRight(fmt.Sprintf("%4d  %s", l.Line, l.Text), " "))
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

func since(day string, say func(de, en string) string) string {
	if day == "" {
		return ""
	}
	return say(", gültig ab ", ", valid from ") + day
}

func (f explainedFigure) print(p *labelled, say func(de, en string) string) {
	p.head(f.ID)
	period := f.Period
	if f.From != "" {
		period += fmt.Sprintf(say(" (%s bis %s)", " (%s to %s)"), f.From, f.To)
	}
	if f.Provisional {
		period += say(", vorläufig", ", provisional")
	}
	p.line(say("Zeitraum", "Period"), period)
	p.line(say("Gruppe", "Group"), f.Category)
	p.line(say("Rechtsstand", "Legal state"), f.Law)
	if f.Break != nil {
		p.line(say("Bruch der Reihe", "Break of the series"), say("Fassung ", "version ")+f.Break.Version+": "+f.Break.Reason)
	}
	if f.Status == release.Free {
		f.printShown(p, say)
	} else {
		p.line(say("Wert", "Value"), f.StatusText)
	}
	label := say("Wer sieht das", "Who sees this")
	for _, a := range f.Audiences {
		p.line(label, a.Title+": "+a.Text)
		label = ""
	}
}

func (f explainedFigure) printShown(p *labelled, say func(de, en string) string) {
	p.line(say("Wert", "Value"), f.Value)
	p.line(say("Zähler", "Numerator"), f.Numerator)
	p.line(say("Nenner", "Denominator"), f.Denominator)
	p.line(say("In Worten", "In words"), f.KN)
	p.line(say("Intervall", "Interval"), f.Interval)
	p.line(say("Verfahren", "Method"), f.Method)
	p.line(say("Unbekannt", "Unknown"), f.Unknown)
	p.line(say("Spanne", "Range"), f.Bounds)
	p.line(say("Dahinter", "Behind it"), f.Contributors)
	if t := f.Target; t != nil {
		text := t.Value
		add := func(label, s string) {
			if s != "" {
				text += "; " + label + s
			}
		}
		add(say("Ausgangswert ", "baseline "), t.Baseline)
		add(say("Toleranz ", "tolerance "), t.Tolerance)
		add(say("beschlossen am ", "decided on "), t.DecidedOn)
		add("", t.Reason)
		p.line(say("Ziel", "Target"), text)
		p.line(say("Ampel", "Light"), t.Light)
		p.line(say("Ampel gesetzt von", "Light set by"), t.Override)
	} else {
		p.line(say("Ziel", "Target"), say("keines", "none"))
	}
	for _, c := range f.Compared {
		p.line(c.With, fmt.Sprintf(say("%s: %s; Änderung: %s", "%s: %s; change: %s"), c.Period, c.Value, c.Change))
	}
}

func (t explainedTable) print(p *labelled, say func(de, en string) string) {
	fmt.Fprintf(&p.b, "  %s: %s\n", t.Name, t.Title)
	if len(t.Snapshots) == 0 {
		fmt.Fprintf(&p.b, "    %s\n", say("nicht geliefert", "not delivered"))
	}
	for _, s := range t.Snapshots {
		place := s.File
		if s.Sheet != "" {
			place += "[" + s.Sheet + "]"
		}
		rows := ""
		if s.Rows != nil {
			rows = fmt.Sprintf(say(", %d Zeilen", ", %d rows"), *s.Rows)
		}
		fmt.Fprintf(&p.b, "    %s  %s%s\n    sha256 %s\n", s.Stand, place, rows, s.SHA256)
	}
}
