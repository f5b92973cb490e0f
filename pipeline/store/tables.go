package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// fixedTables are the tables that do not depend on the project's contracts.
const fixedTables = `
create schema if not exists raw;
create schema if not exists config;
create table if not exists raw.speicher (kommune varchar);
create table if not exists raw.lieferung (
  id varchar, tabelle varchar, quelle varchar, file varchar, sheet varchar, sha256 varchar, stand date, inhalt varchar,
  gelesen bigint, angenommen bigint, abgelehnt bigint, doppelt bigint, ausserhalb bigint, ohne_daten bigint);
create table if not exists raw.fehlend (_delivery varchar, _line bigint, spalte varchar, roh varchar, grund varchar);
create table if not exists raw.quarantaene (
  _delivery varchar, _line bigint, regel varchar, stand date, file varchar, sheet varchar, meldung varchar, abhilfe varchar);
create table if not exists raw.pruefung (stand date, stempel varchar);
create or replace table config.codes (
  liste varchar, code varchar, label_de varchar, label_en varchar, rang bigint, gueltig_von date, gueltig_bis date);
create or replace table config.zielwert (
  indikator varchar, freq varchar, time_period varchar, gliederung varchar, kategorie varchar,
  soll decimal(18,6), basis decimal(18,6), toleranz decimal(18,6), beschlossen_am date, grund varchar);
create or replace table config.rechtsstand (
  regel varchar, parameter varchar, wert varchar, zahl decimal(18,6), gueltig_von date, gueltig_bis date);
create or replace table config.parameter (name varchar, wert decimal(18,6), einheit varchar, erlaeuterung varchar);
`

// sqlType is what a contract's type becomes in DuckDB.
func sqlType(t intake.Type) string {
	switch t {
	case intake.TypeDate, intake.TypeMonth:
		return "DATE"
	case intake.TypeInt:
		return "BIGINT"
	case intake.TypeDec:
		return "DECIMAL(18,4)"
	case intake.TypeBool:
		return "BOOLEAN"
	}
	return "VARCHAR"
}

// column is one column of a table as DuckDB holds it.
type column struct {
	name, kind string
}

// columns are those of raw.<table> and basis.<table>: the contract's, then whose row it is and where it was delivered.
func columns(t intake.Table) []column {
	var out []column
	for _, c := range t.Columns {
		out = append(out, column{c.Name, sqlType(c.Type)})
	}
	return append(out, column{"kommune", "VARCHAR"}, column{"_file", "VARCHAR"}, column{"_sheet", "VARCHAR"}, column{"_line", "BIGINT"}, column{"_delivery", "VARCHAR"})
}

// declare is the column list of create table.
func declare(columns []column) string {
	var out []string
	for _, c := range columns {
		out = append(out, name(c.name)+" "+c.kind)
	}
	return strings.Join(out, ", ")
}

// makeTables creates raw.<table> for every contract and makes those anew whose contract has changed.
func (s *Store) makeTables(ctx context.Context, deliveries []delivery, found *finding.List) error {
	had := map[string][]column{}
	err := s.each(ctx, `select table_name, column_name, data_type from duckdb_columns() where schema_name = 'raw' order by table_name, column_index`, nil,
		func(rows *sql.Rows) error {
			var table string
			var c column
			err := rows.Scan(&table, &c.name, &c.kind)
			had[table] = append(had[table], c)
			return err
		})
	if err != nil {
		return err
	}
	var ddl strings.Builder
	var changed []string
	for _, t := range s.project.Tables {
		want := columns(t)
		switch {
		case had[t.Name] == nil:
			fmt.Fprintf(&ddl, "create table raw.%s (%s);\n", name(t.Name), declare(want))
		case !slices.Equal(had[t.Name], want):
			changed = append(changed, t.Name)
			ddl.WriteString(reshape(t.Name, had[t.Name], want))
		}
	}
	if ddl.Len() == 0 {
		return nil
	}
	if err := s.tellChanged(ctx, changed, deliveries, found); err != nil {
		return err
	}
	return s.exec(ctx, ddl.String())
}

// reshape makes raw.<table> anew with other columns. Its rows keep what fits: a delivery that is among the batches is loaded again
// afterwards, since its content no longer agrees, and one whose file is not at hand is not lost.
func reshape(table string, had, want []column) string {
	var into, from []string
	for _, c := range want {
		if slices.ContainsFunc(had, func(h column) bool { return h.name == c.name }) {
			into = append(into, name(c.name))
			from = append(from, fmt.Sprintf("try_cast(%s as %s)", name(c.name), c.kind))
		}
	}
	return fmt.Sprintf(`create or replace temp table frueher as from raw.%[1]s;
create or replace table raw.%[1]s (%[2]s);
insert into raw.%[1]s (%[3]s) select %[4]s from frueher;
drop table frueher;
update raw.lieferung set inhalt = '' where tabelle = %[5]s;
`, name(table), declare(want), strings.Join(into, ", "), strings.Join(from, ", "), quote(table))
}

// tellChanged names the deliveries of changed tables that are not among the batches.
func (s *Store) tellChanged(ctx context.Context, tables []string, deliveries []delivery, found *finding.List) error {
	holds, err := s.held(ctx)
	for _, h := range holds {
		here := slices.ContainsFunc(deliveries, func(d delivery) bool { return h.is(d) })
		if slices.Contains(tables, h.table) && !here {
			found.Add(finding.Note, "vertrag_geaendert", finding.Place{File: h.file, Sheet: h.sheet},
				fmt.Sprintf("Die Tabelle %s hat jetzt andere Spalten; diese frühere Lieferung wurde nicht mitgelesen und hat in neuen Spalten keine Werte.", h.table),
				"Sie wird ergänzt, sobald die Datei wieder gelesen wird.")
		}
	}
	return err
}
