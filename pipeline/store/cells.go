package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// cellQuery writes the SQL that turns the rows of indicators into cells, all of them in one statement: DuckDB plans a statement over a
// few thousand rows for longer than it runs it.
//
// The rows of a unit are first reduced to one per unit and cell, then summed by cell and family, then by cell. A unit may have
// several rows, and may stand in several cells of one breakdown; most units have one row per period, which needs no reduction and
// goes the short way. Numbers are DECIMAL(18,6) and sums whole millionths in the end, exactly what notation.Decimal is; the value
// is divided as whole numbers, because DECIMAL / DECIMAL would be a DOUBLE.
type cellQuery struct {
	shape
	of      []*observed
	many    bool // several indicators: nr tells their rows apart
	law     bool // one of them reads the law
	persons bool // one of them names persons,
	selves  bool // and each that does has them as units
}

// shape is what indicators share whose cells come out of one statement.
type shape struct {
	masks   string // the grouping sets
	shared  bool   // see probe
	several bool
	bits    bool // several rows of a unit make one by their maximum
	divides bool // there is a denominator
}

func (o *observed) shape() shape {
	return shape{
		masks: fmt.Sprint(o.masks()), shared: o.shared, several: o.several,
		bits: o.several && o.ind.Measure.Whole(), divides: o.ind.Measure.HasDenominator(),
	}
}

// newCellQueries are as few queries as the indicators of a batch need.
func newCellQueries(batch []*observed) []*cellQuery {
	var out []*cellQuery
	for _, o := range batch {
		i := slices.IndexFunc(out, func(q *cellQuery) bool { return q.shape == o.shape() })
		if i < 0 {
			i = len(out)
			out = append(out, &cellQuery{shape: o.shape(), many: len(batch) > 1})
		}
		out[i].of = append(out[i].of, o)
	}
	for _, q := range out {
		q.law = slices.ContainsFunc(q.of, hasLaw)
		q.persons = slices.ContainsFunc(q.of, func(o *observed) bool { return o.probe.persons })
		q.selves = !slices.ContainsFunc(q.of, func(o *observed) bool { return o.probe.persons && !o.probe.selves })
	}
	return out
}

func hasLaw(o *observed) bool { return o.ind.Law }

// only is the query for some of its indicators; nil for none.
func (q *cellQuery) only(wanted func(*observed) bool) *cellQuery {
	part := *q
	part.of = nil
	for _, o := range q.of {
		if wanted(o) {
			part.of = append(part.of, o)
		}
	}
	if part.of == nil {
		return nil
	}
	return &part
}

// find is the indicator with this number.
func (q *cellQuery) find(nr int) *observed {
	return q.of[slices.IndexFunc(q.of, func(o *observed) bool { return o.nr == nr })]
}

// nr is the number of the indicator of a row.
func (q *cellQuery) nr() string {
	if q.many {
		return "nr"
	}
	return fmt.Sprint(q.of[0].nr)
}

// period are the columns that every cell has.
func (q *cellQuery) period() string {
	columns := "freq, time_period"
	if q.law {
		columns += ", legal_state"
	}
	if q.many {
		columns = "nr, " + columns
	}
	return columns
}

// legalState is the legal state of a cell.
func (q *cellQuery) legalState() string {
	if q.law {
		return "legal_state"
	}
	return quote(indicator.NoLaw)
}

// dims are the names of the columns of by, which have names of their own in each indicator.
func (q *cellQuery) dims() []string {
	var out []string
	for i := range q.of[0].dims {
		out = append(out, dim(i))
	}
	return out
}

func dim(i int) string { return fmt.Sprintf("d%d", i) }

// rows is the relation of the indicators' rows with known types: k says whether the row is determinable, unbek stands for a missing
// category. Further columns of theirs may come along.
func (q *cellQuery) rows(further ...string) string {
	return q.union(func(o *observed) []string { return append(o.categories(), further...) })
}

// union is the relation of the indicators' rows, each with further columns, of which there are as many for every indicator.
func (q *cellQuery) union(further func(*observed) []string) string {
	var branches []string
	for _, o := range q.of {
		z, n, known := o.counted()
		columns := further(o)
		if q.many {
			columns = append(columns, fmt.Sprintf("%d::smallint as nr", o.nr))
		}
		if q.law {
			columns = append(columns, o.legalState()+" as legal_state")
		}
		branches = append(branches, fmt.Sprintf(`select %s
    freq::varchar as freq, time_period::varchar as time_period,
    unit_id::varchar as unit_id, person_id::varchar as person_id, family_id::varchar as family_id,
    %s::decimal(18,6) as z, %s::decimal(18,6) as n, %s as k from %s`, strings.Join(append(columns, ""), ", "), z, n, known, o.table()))
	}
	return "(" + strings.Join(branches, "\n  union all ") + ")"
}

// categories are the columns of by, under the names that dims gives them.
func (o *observed) categories() []string {
	var out []string
	for i, column := range o.dims {
		out = append(out, fmt.Sprintf("coalesce(lower(%s::varchar), 'unbek') as %s", name(column), dim(i)))
	}
	return out
}

func (o *observed) legalState() string {
	if o.ind.Law {
		return "lower(legal_state::varchar)"
	}
	return quote(indicator.NoLaw)
}

// counted is what a row counts in numerator and denominator, and when it is determinable. Medians, curves and pairs count their units; what
// they make of the values is in measures.go.
func (o *observed) counted() (z, n, known string) {
	const both = "numerator is not null and denominator is not null"
	switch o.ind.Measure {
	case indicator.Count, indicator.Amount:
		return "numerator", "null", "numerator is not null"
	case indicator.Median:
		return "1", "1", "numerator is not null"
	case indicator.Survival:
		return "numerator", "1", both
	case indicator.Paired:
		return "(" + o.better() + ")", "1", both
	}
	return "numerator", "denominator", both
}

// masks are what GROUPING gives for the total and for each breakdown: a set bit means that the column is summed over; the first column
// has the highest bit.
func (o *observed) masks() []int64 {
	out := []int64{1<<len(o.dims) - 1}
	for _, b := range o.ind.By {
		out = append(out, o.mask(b))
	}
	return out
}

func (o *observed) mask(b indicator.Breakdown) int64 {
	m := int64(1)<<len(o.dims) - 1
	for _, column := range b {
		m &^= 1 << (len(o.dims) - 1 - slices.Index(o.dims, column))
	}
	return m
}

// cell is breakdown and category of a row.
func (o *observed) cell(mask int64, categories []string) (breakdown, category string) {
	for _, b := range o.ind.By {
		if mask != o.mask(b) {
			continue
		}
		var parts []string
		for _, column := range b {
			parts = append(parts, categories[slices.Index(o.dims, column)])
		}
		return b.Name(), strings.Join(parts, "_x_")
	}
	return indicator.Total, indicator.Total
}

// sets are the grouping sets: the total and every breakdown, each with further columns.
func (q *cellQuery) sets(further ...string) string {
	dims := q.dims()
	var sets []string
	for _, m := range q.of[0].masks() {
		columns := []string{q.period()}
		for i, d := range dims {
			if m&(1<<(len(dims)-1-i)) == 0 {
				columns = append(columns, d)
			}
		}
		sets = append(sets, "("+strings.Join(append(columns, further...), ", ")+")")
	}
	return "grouping sets (" + strings.Join(sets, ", ") + ")"
}

// grouping is the mask that tells the sets apart.
func (q *cellQuery) grouping() string {
	if len(q.dims()) == 0 {
		return "0"
	}
	return "grouping(" + strings.Join(q.dims(), ", ") + ")"
}

// cellColumns are the columns that name a cell, once the mask g exists.
func (q *cellQuery) cellColumns() string {
	return strings.Join(append([]string{q.period(), "g"}, q.dims()...), ", ")
}

// comma is the dimensions behind other columns.
func (q *cellQuery) comma() string { return strings.Join(append([]string{""}, q.dims()...), ", ") }

// cellName are the columns by which a row finds its cell, in the order in which cellOf reads them.
func (q *cellQuery) cellName() string {
	columns := []string{q.nr(), "freq", "time_period", q.legalState(), "g"}
	for _, d := range q.dims() {
		columns = append(columns, "coalesce("+d+", '_t')") // NULL means summed over
	}
	return strings.Join(columns, ", ")
}

// cellOf reads a row that begins with cellName and goes on with the fields.
func (q *cellQuery) cellOf(rows *sql.Rows, area string, fields ...any) (*observed, indicator.Key, error) {
	k := indicator.Key{Area: area}
	var nr int
	var mask int64
	categories := make([]string, len(q.dims()))
	into := []any{&nr, &k.Freq, &k.Period, &k.Law, &mask}
	for i := range categories {
		into = append(into, &categories[i])
	}
	if err := rows.Scan(append(into, fields...)...); err != nil {
		return nil, k, err
	}
	o := q.find(nr)
	k.Indicator = o.ind.ID
	k.Breakdown, k.Category = o.cell(mask, categories)
	return o, k, nil
}

// counts gives the indicators of the query their cells.
func (s *Store) counts(ctx context.Context, q *cellQuery) error {
	var c indicator.Observation
	var numerator, denominator, value, largest, second sql.NullInt64
	var persons, families [3]int64 // in numerator, denominator, complement
	fields := []any{
		&numerator, &denominator, &value, &c.Unknown,
		&persons[0], &persons[1], &persons[2], &families[0], &families[1], &families[2], &largest, &second,
	}
	return s.each(ctx, q.cells(), nil, func(rows *sql.Rows) error {
		o, key, err := q.cellOf(rows, s.project.area(), fields...)
		if err != nil {
			return err
		}
		c := c
		c.Key, c.Indicator = key, o.ind
		c.Numerator, c.Denominator, c.Value = decimal(numerator), decimal(denominator), decimal(value)
		c.Largest, c.Second = decimal(largest), decimal(second)
		if o.ind.Measure == indicator.Paired {
			c.Value = c.Numerator
		}
		sides := [3]*indicator.Contributors{&c.InNumerator, &c.InDenominator, &c.InComplement}
		has := [3]bool{true, o.ind.Measure.HasDenominator(), o.ind.Measure.Whole() && o.ind.Measure.HasDenominator()}
		for i, side := range sides {
			if has[i] {
				*side = o.contributors(persons[i], families[i])
			}
		}
		o.cells = append(o.cells, c)
		return nil
	})
}

// contributors are so many people, as far as the indicator names them.
func (o *observed) contributors(persons, families int64) (c indicator.Contributors) {
	if o.persons {
		c.Persons = &persons
	}
	if o.families {
		c.Families = &families
	}
	return c
}

// decimal is a number of millionths.
func decimal(n sql.NullInt64) *notation.Decimal {
	if !n.Valid {
		return nil
	}
	d := notation.Decimal(n.Int64)
	return &d
}
