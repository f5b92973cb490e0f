package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
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
	out, f, err := s.observeAll(ctx, indicators, frame)
	if found = append(found, f...); err != nil {
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

// observeAll runs the indicators, several at a time.
func (s *Store) observeAll(ctx context.Context, indicators []*indicator.Indicator, fr *frame) ([]indicator.Observation, finding.List, error) {
	observations := make([][]indicator.Observation, len(indicators))
	found := make([]finding.List, len(indicators))
	err := s.together(ctx, len(indicators), func(s *Store, i int) (err error) {
		if observations[i], found[i], err = s.observe(ctx, indicators[i], fr); err != nil {
			err = fmt.Errorf("observe %s: %w", indicators[i].ID, err)
		}
		return err
	})
	return slices.Concat(observations...), slices.Concat(found...), err
}

// observe runs one indicator (RULINGS 1 and 2): its query gives rows of contributing units, and from them come the cells.
func (s *Store) observe(ctx context.Context, ind *indicator.Indicator, fr *frame) ([]indicator.Observation, finding.List, error) {
	cols, found, err := s.materialise(ctx, ind.File, ind.SQL)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	q := newCellQuery(ind)
	if found = append(columnFaults(ind.File, columnNamesOf(cols), q.columns()), floatFaults(ind.File, cols)...); found.Stops() {
		return nil, found, nil
	}
	p, err := s.probe(ctx, q)
	if err != nil {
		found, err := valueFault(ind.File, err) // a numerator that is no number
		return nil, found, err
	}
	if found = p.faults(ind); found.Stops() {
		return nil, found, nil
	}
	var out []indicator.Observation
	err = s.each(ctx, q.cells(p), nil, func(rows *sql.Rows) error {
		o, err := s.scanObservation(rows, q, p)
		out = append(out, o)
		return err
	})
	if err == nil {
		err = s.addParts(ctx, q, p, out)
	}
	if err != nil {
		return nil, nil, err
	}
	if found = fr.complete(out, ind); found.Stops() {
		return nil, found, nil
	}
	if err := s.members(ctx, q, p, out); err != nil {
		return nil, nil, fmt.Errorf("list members: %w", err)
	}
	return out, nil, nil
}

// floatFaults tells binary fractions: sums of them differ from run to run when several threads add.
func floatFaults(file string, cols []*sql.ColumnType) finding.List {
	var found finding.List
	for _, c := range cols {
		if t := c.DatabaseTypeName(); t == "DOUBLE" || t == "FLOAT" {
			found.Add(finding.Stop, "abfrage_typ", finding.Place{File: file},
				fmt.Sprintf("Die Spalte %q ist eine binäre Kommazahl (%s); deren Summen hängen von der Reihenfolge ab.", c.Name(), t),
				"Bitte mit cast(… as decimal(18,6)) umwandeln; eine Division ergibt immer DOUBLE.")
		}
	}
	return found
}

// probe is what has to be known of the rows of an indicator before cells can be made of them.
type probe struct {
	several  bool // a unit has several rows in one period
	shared   bool // a unit has several families or persons in one period
	persons  bool // some row names a person
	families bool // some row names a family
	selves   bool // every unit is a person
	keyless  int64
	notBits  int64 // rows of a count or share whose numerator or denominator is neither 0 nor 1
}

// probe looks at the rows in u, and sets the units with several rows aside if there are any.
func (s *Store) probe(ctx context.Context, q *cellQuery) (probe, error) {
	var p probe
	err := s.conn.QueryRowContext(ctx, q.probe()).Scan(&p.several, &p.persons, &p.families, &p.selves, &p.keyless, &p.notBits)
	if err != nil || !p.several {
		return p, err
	}
	if err := s.exec(ctx, q.several()); err != nil {
		return p, err
	}
	return p, s.conn.QueryRowContext(ctx, q.shared()).Scan(&p.shared)
}

// faults tells rows that do not keep the contract between queries and store.
func (p *probe) faults(ind *indicator.Indicator) finding.List {
	var found finding.List
	stop := func(message, remedy string) {
		found.Add(finding.Stop, "abfrage_werte", finding.Place{File: ind.File}, message, remedy)
	}
	if p.keyless > 0 {
		stop(fmt.Sprintf("In %d Zeilen fehlt freq, time_period, unit_id oder legal_state.", p.keyless), "Bitte in der Abfrage für jede Zeile angeben.")
	}
	if p.notBits > 0 {
		stop(fmt.Sprintf("In %d Zeilen ist numerator oder denominator weder 0 noch 1.", p.notBits),
			fmt.Sprintf("Bei measure: %s zählt eine Einheit ganz oder gar nicht; für Mengen bitte ratio, rate oder amount wählen.", ind.Measure))
	}
	if p.several && oneRow(ind.Measure) {
		stop("Eine Einheit hat in einem Zeitraum mehrere Zeilen.", fmt.Sprintf("Bei measure: %s hat eine Einheit einen Wert; bitte in der Abfrage einen bilden.", ind.Measure))
	}
	return found
}

// scanObservation reads one row of cells().
func (s *Store) scanObservation(rows *sql.Rows, q *cellQuery, p probe) (indicator.Observation, error) {
	var o indicator.Observation
	var mask int64
	var numerator, denominator, value, largest, second sql.NullInt64
	var persons, families [3]int64 // in numerator, denominator, complement
	categories := make([]string, len(q.dims))
	fields := []any{
		&o.Freq, &o.Period, &o.Law, &mask, &numerator, &denominator, &value, &o.Unknown,
		&persons[0], &persons[1], &persons[2], &families[0], &families[1], &families[2], &largest, &second,
	}
	for i := range categories {
		fields = append(fields, &categories[i])
	}
	if err := rows.Scan(fields...); err != nil {
		return o, err
	}
	o.Area, o.Key.Indicator, o.Indicator = s.project.area(), q.ind.ID, q.ind
	o.Breakdown, o.Category = q.cell(mask, categories)
	o.Numerator, o.Denominator, o.Value = decimal(numerator), decimal(denominator), decimal(value)
	o.Largest, o.Second = decimal(largest), decimal(second)
	sides := [3]*indicator.Contributors{&o.InNumerator, &o.InDenominator, &o.InComplement}
	has := [3]bool{true, q.ind.Measure.HasDenominator(), q.ind.Measure.Whole() && q.ind.Measure.HasDenominator()}
	for i, side := range sides {
		if has[i] && p.persons {
			side.Persons = &persons[i]
		}
		if has[i] && p.families {
			side.Families = &families[i]
		}
	}
	return o, nil
}

// decimal is a number of millionths.
func decimal(n sql.NullInt64) *notation.Decimal {
	if !n.Valid {
		return nil
	}
	d := notation.Decimal(n.Int64)
	return &d
}

// cell is breakdown and category of a row.
func (q *cellQuery) cell(mask int64, categories []string) (breakdown, category string) {
	for _, b := range q.ind.By {
		if mask != q.mask(b) {
			continue
		}
		var parts []string
		for _, column := range b {
			parts = append(parts, categories[slices.Index(q.dims, column)])
		}
		return b.Name(), strings.Join(parts, "_x_")
	}
	return indicator.Total, indicator.Total
}
