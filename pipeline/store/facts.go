package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Facts runs the queries of tables without people and returns them with their rows, in the query's order. A fault of a query is a
// finding, and its table has no rows.
//
// A query that reads a table with persons or families is refused (RULINGS 15), whatever it selects. Which tables it reads is taken from
// DuckDB's plan before optimisation, where views are already replaced by what they read; of a table that queries/schema has made, it
// counts what that was made from.
func (s *Store) Facts(ctx context.Context, facts []indicator.Facts) ([]indicator.Facts, finding.List, error) {
	found, err := s.settled()
	if err != nil || found.Stops() {
		return nil, found, err
	}
	people, err := s.tablesWithPeople(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("list tables with people: %w", err)
	}
	out := slices.Clone(facts)
	for i := range out {
		f, err := s.fact(ctx, &out[i], people)
		if err != nil {
			return nil, found, fmt.Errorf("facts %s: %w", out[i].ID, err)
		}
		found = append(found, f...)
	}
	return out, found.Sorted(), nil
}

func (s *Store) fact(ctx context.Context, f *indicator.Facts, people map[string]bool) (finding.List, error) {
	_, found, err := s.runInto(ctx, "u", f.File, f.SQL)
	if err != nil || found.Stops() {
		return found, err
	}
	cols, err := s.temporary(ctx)
	if err != nil {
		return nil, err
	}
	var want []string
	for _, c := range f.Columns {
		want = append(want, c.Name)
	}
	found = columnFaults(f.File, columnNames(cols["u"]), want)
	if !ordered(f.SQL) {
		found.Add(finding.Stop, "abfrage_reihenfolge", finding.Place{File: f.File}, "Die Abfrage sagt nicht, in welcher Reihenfolge die Zeilen stehen.", "Bitte mit »order by« enden lassen.")
	}
	read, err := s.tablesRead(ctx, f.SQL)
	if err != nil {
		return found, err
	}
	for _, t := range read {
		if t, ok := s.readsPeople(t, people); ok {
			found.Add(finding.Stop, "tabelle_personen", finding.Place{File: f.File}, fmt.Sprintf("Die Abfrage liest %s; dort stehen Personen oder Familien.", t),
				"Zahlen über Menschen sind Indikatoren: bitte eine Datei in "+indicator.Folder+" anlegen.")
		}
	}
	if found.Stops() {
		return found, nil
	}
	f.Rows, err = s.factRows(ctx, f.Columns)
	if err != nil {
		return valueFault(f.File, err) // a value that does not fit the type declared
	}
	return found, nil
}

// factRows reads u by the declared types.
func (s *Store) factRows(ctx context.Context, columns []indicator.FactColumn) ([][]any, error) {
	var exprs []string
	for _, c := range columns {
		exprs = append(exprs, fmt.Sprintf(factType(c.Type), name(c.Name)))
	}
	var out [][]any
	err := s.each(ctx, "select "+strings.Join(exprs, ", ")+" from u", nil, func(rows *sql.Rows) error {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, c := range columns {
			row[i] = factValue(c.Type, row[i])
		}
		out = append(out, row)
		return nil
	})
	return out, err
}

// factType is how a column is selected; numbers as whole millionths.
func factType(t string) string {
	switch t {
	case "int":
		return "%s::bigint"
	case "dec", "eur", "percent":
		return "(%s::decimal(18,6) * 1000000)::bigint"
	case "date", "month":
		return "%s::date"
	case "bool":
		return "%s::boolean"
	}
	return "%s::varchar"
}

func factValue(t string, v any) any {
	switch v := v.(type) {
	case int64:
		if t != "int" {
			return notation.Decimal(v)
		}
	case time.Time:
		return v.UTC()
	}
	return v
}

var (
	inBrackets = regexp.MustCompile(`\([^()]*\)`)
	orderBy    = regexp.MustCompile(`(?i)\border\s+by\b`)
)

// ordered reports whether the query as a whole has an "order by"; those in brackets are a window's or a subquery's.
func ordered(text string) bool {
	masked := mask(text)
	for inBrackets.MatchString(masked) {
		masked = inBrackets.ReplaceAllString(masked, "")
	}
	return orderBy.MatchString(masked)
}

// tablesWithPeople are the tables, in any schema, that have a column naming a person or a family.
func (s *Store) tablesWithPeople(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := s.each(ctx, `select distinct table_name from duckdb_columns() where column_name in ('person_id', 'familie_id', 'family_id')`, nil,
		func(rows *sql.Rows) error {
			var t string
			err := rows.Scan(&t)
			out[t] = true
			return err
		})
	return out, err
}

// readsPeople is the table with people that a table is or was made from.
func (s *Store) readsPeople(table string, people map[string]bool) (string, bool) {
	for _, t := range append([]string{table}, s.readers.of("basis."+table)...) {
		if people[t] {
			return t, true
		}
	}
	return "", false
}

// planNode is one step of a plan.
type planNode struct {
	Children []planNode `json:"children"`
	Extra    struct {
		Table string `json:"Table"`
	} `json:"extra_info"`
}

// tablesRead are the tables that a query reads, by the plan before optimisation, sorted.
func (s *Store) tablesRead(ctx context.Context, query string) ([]string, error) {
	var plan []planNode
	err := s.each(ctx, "explain (format json) "+query, nil, func(rows *sql.Rows) error {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil || key != "logical_plan" {
			return err
		}
		return json.Unmarshal([]byte(value), &plan)
	})
	if err == nil && len(plan) == 0 {
		err = fmt.Errorf("no logical plan: explain_output is not 'all'")
	}
	var out []string
	var walk func([]planNode)
	walk = func(nodes []planNode) {
		for _, n := range nodes {
			if t := n.Extra.Table; t != "" && !slices.Contains(out, t) {
				out = append(out, t)
			}
			walk(n.Children)
		}
	}
	walk(plan)
	slices.Sort(out)
	return out, err
}
