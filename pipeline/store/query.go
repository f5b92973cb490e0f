package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// runInto runs one SQL file of the project into a temporary table and returns how many rows it gave. The file follows on the first line, so
// that DuckDB's "LINE n" is its line n, and nothing follows the file. A fault in it is a finding.
func (s *Store) runInto(ctx context.Context, table, file, text string) (int, finding.List, error) {
	_, count, err := s.queryOne(ctx, "create or replace temp table "+table+" as "+text)
	if err != nil {
		found, err := sqlFault(file, 0, err)
		return 0, found, err
	}
	n, _ := count[0][0].(int64)
	return int(n), nil, nil
}

// temporary are the columns of all temporary tables of this connection.
func (s *Store) temporary(ctx context.Context) (map[string][]column, error) {
	out := map[string][]column{}
	err := s.each(ctx, `select table_name, column_name, data_type from duckdb_columns() where database_name = 'temp' order by table_name, column_index`, nil,
		func(rows *sql.Rows) error {
			var table string
			var c column
			err := rows.Scan(&table, &c.name, &c.kind)
			out[table] = append(out[table], c)
			return err
		})
	return out, err
}

// columnNames are the names of columns.
func columnNames(cols []column) []string {
	var out []string
	for _, c := range cols {
		out = append(out, c.name)
	}
	return out
}

// columnFaults tells the columns that a query has to return and does not, and those that nobody asked for.
func columnFaults(file string, got, want []string) finding.List {
	var found finding.List
	for _, w := range want {
		if !slices.Contains(got, w) {
			remedy := "Bitte die Spalte in der Abfrage ergänzen."
			if near := yamlfile.Nearest(w, got); near != "" && !slices.Contains(want, near) {
				remedy = fmt.Sprintf("Heißt sie in der Abfrage %q?", near)
			}
			found.Add(finding.Stop, "abfrage_spalten", finding.Place{File: file}, fmt.Sprintf("Die Abfrage liefert die Spalte %q nicht.", w), remedy)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			found.Add(finding.Stop, "abfrage_spalten", finding.Place{File: file}, fmt.Sprintf("Die Abfrage liefert die Spalte %q, die niemand liest.", g),
				"Erwartet werden: "+strings.Join(want, ", ")+".")
		}
	}
	return found
}
