package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// frame is what an observation gets from basis.zeitraum and the targets. It is read once per Observe.
// Note: joined in the SQL of each indicator, basis.zeitraum and config.zielwert took longer to plan than all sums together.
type frame struct {
	periods map[periodKey]periodFacts
	targets map[targetKey]goal
}

type periodKey struct {
	freq indicator.Freq
	name string
}

// goal is a target with what belongs to it.
type goal struct {
	value notation.Decimal
	path  *indicator.Path
}

type periodFacts struct {
	span        indicator.Period
	provisional bool
}

// targetKey names the cell of a target; a target holds for every legal state.
type targetKey struct {
	indicator string
	periodKey
	breakdown, category string
}

func (s *Store) frame(ctx context.Context) (*frame, error) {
	f := &frame{map[periodKey]periodFacts{}, s.project.Reference.goals()}
	err := s.each(ctx, `select freq, time_period, von::date, bis::date, vorlaeufig from basis.zeitraum`, nil, func(rows *sql.Rows) error {
		var k periodKey
		var from, to sql.NullTime
		var provisional sql.NullBool
		if err := rows.Scan(&k.freq, &k.name, &from, &to, &provisional); err != nil {
			return err
		}
		p := periodFacts{indicator.Period{Freq: k.freq, Name: k.name}, provisional.Bool}
		if from.Valid && to.Valid {
			p.span.From, p.span.To = from.Time.UTC(), to.Time.UTC()
		}
		f.periods[k] = p
		return nil
	})
	return f, err
}

// goals are the targets, each with the light that people set for it.
func (ref Reference) goals() map[targetKey]goal {
	set := map[targetKey]*indicator.Override{}
	for _, o := range ref.Overrides {
		set[targetKey{o.Indicator, periodKey{indicator.Freq(o.Freq), o.Period}, indicator.Total, indicator.Total}] = &o.Override
	}
	out := map[targetKey]goal{}
	for _, t := range ref.Targets {
		k := targetKey{t.Indicator, periodKey{indicator.Freq(t.Freq), t.Period}, t.Breakdown, strings.ToLower(t.Category)}
		out[k] = goal{t.Value, &indicator.Path{
			Baseline: t.Baseline, Tolerance: t.Tolerance, DecidedOn: t.DecidedOn, Reason: t.Reason, Legend: ref.Legend, Override: set[k],
		}}
	}
	return out
}

// complete gives observations of one indicator their period and target. A period that does not exist, and a frequency that the header
// does not name, are faults of the query.
func (f *frame) complete(observations []indicator.Observation, ind *indicator.Indicator) finding.List {
	var unknown, undeclared []string
	for i := range observations {
		o := &observations[i]
		period := periodKey{o.Freq, o.Period}
		p, ok := f.periods[period]
		if !ok {
			unknown = append(unknown, string(o.Freq)+":"+o.Period)
		}
		if !slices.Contains(ind.Period.Freqs(), o.Freq) {
			undeclared = append(undeclared, string(o.Freq))
		}
		o.Span, o.Provisional = p.span, p.provisional
		if g, ok := f.targets[targetKey{ind.ID, period, o.Breakdown, o.Category}]; ok {
			o.Target, o.Path = &g.value, g.path
		}
	}
	var found finding.List
	tell := func(values []string, message, remedy string) {
		slices.Sort(values)
		if len(values) > 0 {
			found.Add(finding.Stop, "abfrage_werte", finding.Place{File: ind.File}, fmt.Sprintf(message, strings.Join(slices.Compact(values), ", ")), remedy)
		}
	}
	tell(unknown, "In basis.zeitraum gibt es nicht: %s.", "Bitte die Zeiträume von dort nehmen.")
	tell(undeclared, "Die Abfrage liefert Frequenzen, die der Kopf nicht nennt: %s.", "Bitte period im Kopf und freq in der Abfrage aufeinander abstimmen.")
	return found
}
