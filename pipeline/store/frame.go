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

// frame is what an observation gets from basis.zeitraum and config.zielwert. It is read once per Observe.
// Note: joined in the SQL of each indicator, the two tables took longer to plan than all sums together.
type frame struct {
	periods map[periodKey]periodFacts
	targets map[targetKey]notation.Decimal
}

type periodKey struct {
	freq indicator.Freq
	name string
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
	f := &frame{map[periodKey]periodFacts{}, map[targetKey]notation.Decimal{}}
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
	if err != nil {
		return nil, err
	}
	return f, s.each(ctx, `select indikator, freq, time_period, gliederung, lower(kategorie), (soll * 1000000)::bigint from config.zielwert`, nil, func(rows *sql.Rows) error {
		var k targetKey
		var value int64
		err := rows.Scan(&k.indicator, &k.freq, &k.name, &k.breakdown, &k.category, &value)
		f.targets[k] = notation.Decimal(value)
		return err
	})
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
		if v, ok := f.targets[targetKey{ind.ID, period, o.Breakdown, o.Category}]; ok {
			o.Target = &v
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
