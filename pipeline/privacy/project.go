package privacy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/intake"
)

// Query runs one SELECT on a prepared store and calls row for every row. Values are strings, or nil for NULL; they are valid only during
// the call. An error of row ends the query and is returned.
type Query func(ctx context.Context, sql string, row func(values []any) error) error

// Project measures every table of the project that holds quasi-identifiers or sensitive columns of people, each joined with the tables
// that it refers to: who knows a pupil's grade knows the size of the family too. The result is in the order of tables; tables without
// rows and those switched off are left out. query must see the schema basis as of one day.
//
// Note: the SQL is made here and not in queries/, because it follows from the contracts: which columns are quasi-identifiers stands
// there, once, and a project that adds a column must not have to remember a second place.
func Project(ctx context.Context, query Query, tables []intake.Table, th Thresholds) ([]Measures, error) {
	var out []Measures
	for _, t := range tables {
		s, ok := selection(t, tables)
		if t.Status == "off" || !ok {
			continue
		}
		f, err := s.read(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("measure privacy of table %s: %w", t.Name, err)
		}
		if len(f.unit) > 0 {
			out = append(out, measure(f, th))
		}
	}
	return out, nil
}

// The names by which contracts speak of people.
const (
	personColumn = "person_id"
	familyColumn = "familie_id"
)

// selected is the SELECT of one table.
type selected struct {
	table     intake.Table
	from      strings.Builder
	unit      string // SQL of the key of a unit
	family    string // of its household, "" if there is none
	when      []string
	quasi     []selectedColumn
	sensitive []selectedColumn
	own       int
	joined    []string
}

type selectedColumn struct{ sql, label string }

// selection plans the SELECT of a table; not ok if it holds nothing about people that could tell them apart.
func selection(t intake.Table, all []intake.Table) (*selected, bool) {
	s := &selected{table: t}
	fmt.Fprintf(&s.from, "basis.%s", name(t.Name))
	s.take(t, true)
	if len(s.quasi)+len(s.sensitive) == 0 {
		return nil, false
	}
	s.own = len(s.quasi)
	s.join(t, all)
	for _, k := range t.Key {
		if k != personColumn && k != familyColumn {
			s.when = append(s.when, field(t.Name, k))
		}
	}
	if len(s.when) == len(t.Key) {
		s.when = nil // one row for each key: no course, unless the table has a date
		for _, c := range t.Columns {
			if c.Required && (c.Type == intake.TypeDate || c.Type == intake.TypeMonth) {
				s.when = []string{field(t.Name, c.Name)}
				break
			}
		}
	}
	return s, s.unit != ""
}

// take enters the columns of a table: its keys of people if none are known yet, its quasi-identifiers, and of the table itself what
// is sensitive.
func (s *selected) take(t intake.Table, own bool) {
	s.joined = append(s.joined, t.Name)
	for _, c := range t.Columns {
		sql := field(t.Name, c.Name)
		switch {
		case c.Name == personColumn && own:
			s.unit = sql
		case c.Name == familyColumn && s.family == "":
			s.family = sql
		case c.Class == "quasi":
			s.quasi = append(s.quasi, selectedColumn{sql, label(c)})
		case c.Class == "sensitive" && own:
			s.sensitive = append(s.sensitive, selectedColumn{sql, label(c)})
		}
	}
	switch {
	case !own || s.family == "":
	case s.unit == "":
		s.unit, s.family = s.family, ""
	default:
		s.unit = fmt.Sprintf("coalesce(%s, %s)", s.unit, s.family) // a goal of the whole family has no person
	}
}

func label(c intake.Column) string {
	if c.Label.DE != "" {
		return c.Label.DE
	}
	return c.Name
}

// join follows references to tables whose one row is meant, each table once.
func (s *selected) join(t intake.Table, all []intake.Table) {
	for _, c := range t.Columns {
		table, key, ok := strings.Cut(c.References, ".")
		i := slices.IndexFunc(all, func(x intake.Table) bool { return x.Name == table && x.Status != "off" })
		if !ok || i < 0 || slices.Contains(s.joined, table) || len(all[i].Key) != 1 || all[i].Key[0] != key {
			continue
		}
		families := s.unit == field(s.table.Name, familyColumn)
		fmt.Fprintf(&s.from, "\nleft join basis.%s on %s = %s", name(table), field(table, key), field(t.Name, c.Name))
		s.take(all[i], false)
		if families {
			s.family = "" // the families are the units
		}
		s.join(all[i], all)
	}
}

// sql is the SELECT: unit, family, place in time, quasi-identifiers, sensitive columns; everything as text.
func (s *selected) sql() string {
	columns := []string{"cast(" + s.unit + " as varchar)", "null", "null"}
	if s.family != "" {
		columns[1] = "cast(" + s.family + " as varchar)"
	}
	if s.when != nil {
		columns[2] = "concat_ws('|', " + strings.Join(s.when, ", ") + ")"
	}
	for _, c := range slices.Concat(s.quasi, s.sensitive) {
		columns = append(columns, "cast("+c.sql+" as varchar)")
	}
	return "select " + strings.Join(columns, ", ") + "\nfrom " + s.from.String()
}

// read fills a frame. Rows that name neither a person nor a family are about nobody.
func (s *selected) read(ctx context.Context, query Query) (*frame, error) {
	f := &frame{name: s.table.Title.DE, noun: "Personen", own: s.own}
	if f.name == "" {
		f.name = s.table.Name
	}
	if s.unit == field(s.table.Name, familyColumn) {
		f.noun = "Familien"
	}
	width := 3 + len(s.quasi) + len(s.sensitive)
	coders := make([]coder, width)
	codes := make([][]uint32, width)
	for i := range coders {
		coders[i] = coder{}
	}
	err := query(ctx, s.sql(), func(values []any) error {
		if len(values) != width {
			return fmt.Errorf("%d columns, want %d", len(values), width)
		}
		if values[0] == nil {
			return nil
		}
		for i, v := range values {
			text, _ := v.(string)
			codes[i] = append(codes[i], coders[i].code(text))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.unit = codes[0]
	if s.family != "" {
		f.family = codes[1]
	}
	if s.when != nil {
		f.when = codes[2]
	}
	for i, c := range slices.Concat(s.quasi, s.sensitive) {
		a := attribute{c.label, codes[3+i], coders[3+i].texts()}
		if i < len(s.quasi) {
			f.quasi = append(f.quasi, a)
		} else {
			f.sensitive = append(f.sensitive, a)
		}
	}
	return f, nil
}

// name is text as an SQL identifier.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func field(table, c string) string { return name(table) + "." + name(c) }
