package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
)

// Observe runs indicators on the prepared data and returns one observation per cell, sorted by indicator, legal state, frequency,
// period, breakdown and category. A fault of a query is a finding, and its indicator has no observations.
func (s *Store) Observe(ctx context.Context, indicators []*indicator.Indicator) ([]indicator.Observation, finding.List, error) {
	found, err := s.settled()
	if err != nil || found.Stops() {
		return nil, found, err
	}
	frame, err := s.frame(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read periods and targets: %w", err)
	}
	all := make([]observed, len(indicators))
	for i, ind := range indicators {
		all[i] = observed{ind: ind, dims: dimensions(ind)}
	}
	err = s.observeAll(ctx, all, frame)
	var out []indicator.Observation
	for _, o := range all {
		found = append(found, o.found...)
		out = append(out, o.cells...)
	}
	if err != nil {
		return nil, found, err
	}
	slices.SortFunc(out, func(a, b indicator.Observation) int {
		return cmp.Or(
			cmp.Compare(a.Key.Indicator, b.Key.Indicator), cmp.Compare(a.Law, b.Law), cmp.Compare(a.Freq, b.Freq), cmp.Compare(a.Period, b.Period),
			cmp.Compare(a.Breakdown, b.Breakdown), cmp.Compare(a.Category, b.Category),
		)
	})
	return out, found.Sorted(), nil
}

// observed is one indicator on its way from rows of units to cells (RULINGS 1 and 2).
type observed struct {
	ind   *indicator.Indicator
	dims  []string // all columns of by, in order of first mention
	nr    int      // in its batch
	probe          // of its rows
	cells []indicator.Observation
	found finding.List
}

// dimensions are all columns of the header's by, in order of first mention.
func dimensions(ind *indicator.Indicator) []string {
	var out []string
	for _, b := range ind.By {
		for _, column := range b {
			if !slices.Contains(out, column) {
				out = append(out, column)
			}
		}
	}
	return out
}

// table is the temporary table with the rows that the indicator's query has given.
func (o *observed) table() string { return fmt.Sprintf("u%d", o.nr) }

// batchRows is how many rows indicators may have together that share statements. A statement over a few thousand rows is planned
// for longer than it runs; over a hundred thousand it runs, and rows of several tables would only take memory at a time.
const batchRows = 50_000

// observeAll runs the indicators on two connections, and makes the cells of several at a time where they are small.
func (s *Store) observeAll(ctx context.Context, all []observed, fr *frame) error {
	var next atomic.Int64
	return s.beside(ctx, func(s *Store) error {
		var batch []*observed
		rows := 0
		for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
			o := &all[i]
			o.nr = len(batch)
			n, err := s.materialise(ctx, o)
			if err != nil {
				return fmt.Errorf("observe %s: %w", o.ind.ID, err)
			}
			if o.found.Stops() {
				continue
			}
			batch, rows = append(batch, o), rows+n
			if rows >= batchRows {
				if err := s.observe(ctx, batch, fr); err != nil {
					return err
				}
				batch, rows = nil, 0
			}
		}
		return s.observe(ctx, batch, fr)
	})
}

// materialise runs the query of an indicator into its table and returns how many rows there are. A fault of the query is a finding.
func (s *Store) materialise(ctx context.Context, o *observed) (rows int, err error) {
	rows, o.found, err = s.runInto(ctx, o.table(), o.ind.File, o.ind.SQL)
	return rows, err
}

// observe makes the cells of indicators whose rows stand in their tables. If a value of one of them is no number, DuckDB does not
// tell of which: then each is looked at alone.
func (s *Store) observe(ctx context.Context, batch []*observed, fr *frame) error {
	if len(batch) == 0 {
		return nil
	}
	err := s.observeTogether(ctx, batch, fr)
	if err == nil {
		return nil
	}
	if len(batch) == 1 {
		o := batch[0]
		o.cells = nil
		if o.found, err = valueFault(o.ind.File, err); err != nil {
			return fmt.Errorf("observe %s: %w", o.ind.ID, err)
		}
		return nil
	}
	if _, _, ok := sqlProblem(err); !ok {
		return fmt.Errorf("observe %d indicators: %w", len(batch), err)
	}
	var faults []error
	for _, o := range batch {
		o.cells, o.found = nil, nil
		faults = append(faults, s.observe(ctx, []*observed{o}, fr))
	}
	return errors.Join(faults...)
}

func (s *Store) observeTogether(ctx context.Context, batch []*observed, fr *frame) error {
	batch, err := s.wellFormed(ctx, batch)
	if err != nil || len(batch) == 0 {
		return err
	}
	if batch, err = s.probeAll(ctx, batch); err != nil {
		return err
	}
	for _, q := range newCellQueries(batch) {
		if err := s.observeShape(ctx, q, fr); err != nil {
			return err
		}
	}
	return nil
}

// observeShape makes the cells of the indicators of one query.
func (s *Store) observeShape(ctx context.Context, q *cellQuery, fr *frame) error {
	if err := s.counts(ctx, q); err != nil {
		return err
	}
	if err := s.addParts(ctx, q); err != nil {
		return err
	}
	for _, o := range q.of {
		if o.found = fr.complete(o.cells, o.ind); o.found.Stops() {
			o.cells = nil
		}
	}
	if err := s.members(ctx, q); err != nil {
		return fmt.Errorf("list members: %w", err)
	}
	return nil
}

// wellFormed are the indicators whose query has given the columns that it should; of the others there is a finding.
func (s *Store) wellFormed(ctx context.Context, batch []*observed) ([]*observed, error) {
	columns, err := s.temporary(ctx)
	if err != nil {
		return nil, fmt.Errorf("list columns: %w", err)
	}
	return slices.DeleteFunc(slices.Clone(batch), func(o *observed) bool {
		cols := columns[o.table()]
		o.found = append(columnFaults(o.ind.File, columnNames(cols), o.columns()), floatFaults(o.ind.File, cols)...)
		return o.found.Stops()
	}), nil
}

// columns are what the indicator's query has to return.
func (o *observed) columns() []string {
	cols := []string{"freq", "time_period", "unit_id", "person_id", "family_id", "numerator", "denominator"}
	if o.ind.Law {
		cols = append(cols, "legal_state")
	}
	return append(cols, o.dims...)
}

// floatFaults tells binary fractions: sums of them differ from run to run when several threads add.
func floatFaults(file string, cols []column) finding.List {
	var found finding.List
	for _, c := range cols {
		if c.kind == "DOUBLE" || c.kind == "FLOAT" {
			found.Add(finding.Stop, "abfrage_typ", finding.Place{File: file},
				fmt.Sprintf("Die Spalte %q ist eine binäre Kommazahl (%s); deren Summen hängen von der Reihenfolge ab.", c.name, c.kind),
				"Bitte mit cast(… as decimal(18,6)) umwandeln; eine Division ergibt immer DOUBLE.")
		}
	}
	return found
}
