package report

import (
	"fmt"
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// Run is what a report is told beside the Release: which day and which quarter it speaks of, what the project states in
// public, and what became of the delivered rows.
type Run struct {
	AsOf    time.Time        // cut-off of the data
	Quarter indicator.Period // the reporting quarter; nothing after its end is shown
	Term    intake.Term      // of the project
	Area    string           // ref_area of the project's cells, "de_05515000"
	Author  string           // publishing body, where the report names none
	Stamp   string           // draft or release, as the Release says it
	// Facts are the public facts of config/programm.yaml by name, printed: "projektfamilien" → "14".
	Facts    map[string]string
	Accounts []Delivery
	Quality  Quality // for reports to the project team

	Publication *Publication // for the page that goes with a release; nil: nothing is released
}

// Runs are the runs that a report is made for, the newest last: the given one, and when it ends a year, of a report that asks for it,
// one for each other quarter of that year that touches the term. All of them know the data of the same day.
func (r Report) Runs(run Run) []Run {
	out := []Run{run}
	for r.Front.WholeYear && run.Quarter.To.Month() == time.December && out[0].Quarter.From.Month() > time.January {
		q := out[0].Quarter
		q.To, q.From = q.From.AddDate(0, 0, -1), q.From.AddDate(0, -3, 0)
		q.Name = fmt.Sprintf("%d-Q%d", q.From.Year(), (int(q.From.Month())+2)/3)
		if q.To.Before(run.Term.Start) {
			break
		}
		earlier := run
		earlier.Quarter = q
		out = append([]Run{earlier}, out...)
	}
	return out
}

// Delivery is the row account of one delivered file or sheet.
type Delivery struct {
	Title   string // of the source
	Table   string // printed name
	File    string
	Sheet   string
	Stand   time.Time
	Account intake.Account
}

// Draw makes the chart of a block from the Release of the report; nothing after the reporting quarter is drawn. Its findings
// have no place: the report knows where the block stands.
type Draw func(chart.Spec) (chart.Chart, finding.List, error)

// reportingPeriod is the reporting period in words.
func (b *builder) reportingPeriod() string {
	from, to := b.reportingSpan()
	switch b.front.Period {
	case "project":
		return b.date(from) + b.say(" bis ", " to ") + b.date(to)
	case "year":
		return notation.FormatPeriod("A", to.Format("2006")+"-A1", b.lang)
	}
	return notation.FormatPeriod(string(b.run.Quarter.Freq), b.run.Quarter.Name, b.lang)
}

// reportingSpan is the reporting period as two days.
func (b *builder) reportingSpan() (from, to time.Time) {
	to = b.run.Quarter.To
	from = b.run.Quarter.From
	switch b.front.Period {
	case "project":
		from = b.run.Term.Start
	case "year":
		from = time.Date(to.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	if from.Before(b.run.Term.Start) {
		from = b.run.Term.Start
	}
	return from, to
}

// runFacts are what {{ lauf:… }} can say.
func (b *builder) runFacts() map[string]string {
	from, to := b.reportingSpan()
	return map[string]string{
		"stand":           b.date(b.run.AsOf),
		"zeitraum":        b.reportingPeriod(),
		"zeitraum_beginn": b.date(from),
		"zeitraum_ende":   b.date(to),
		"quartal":         notation.FormatPeriod(string(b.run.Quarter.Freq), b.run.Quarter.Name, b.lang),
		"laufzeit_beginn": b.date(b.run.Term.Start),
		"laufzeit_ende":   b.date(b.run.Term.At(b.run.AsOf)),
	}
}

func (b *builder) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return notation.FormatDate(t, b.lang)
}
