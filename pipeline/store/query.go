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

// materialise runs one SQL file of the project into the temporary table u and returns its columns. The file follows on the first
// line, so that DuckDB's "LINE n" is its line n, and nothing follows the file. A fault in it is a finding.
func (s *Store) materialise(ctx context.Context, file, text string) ([]*sql.ColumnType, finding.List, error) {
	if err := s.execOne(ctx, "create or replace temp table u as "+text); err != nil {
		found, err := sqlFault(file, 0, err)
		return nil, found, err
	}
	cols, err := s.columns(ctx, "from u limit 0")
	return cols, nil, err
}

// columnNamesOf are the names of result columns.
func columnNamesOf(cols []*sql.ColumnType) []string {
	var out []string
	for _, c := range cols {
		out = append(out, c.Name())
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
