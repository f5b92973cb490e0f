package store

import (
	"strings"

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

// placeColumns follow the contract's columns in every raw and basis table: whose row it is and where it was delivered.
const placeColumns = "kommune VARCHAR, _file VARCHAR, _sheet VARCHAR, _line BIGINT, _delivery VARCHAR"

// shape is the column list of raw.<table>: what the contract says, as DuckDB holds it.
func shape(t intake.Table) string {
	var cols []string
	for _, c := range t.Columns {
		cols = append(cols, name(c.Name)+" "+sqlType(c.Type))
	}
	return strings.Join(append(cols, placeColumns), ", ")
}

// columnNames are the columns of raw.<table> in order, as identifiers.
func columnNames(t intake.Table) string {
	var cols []string
	for _, c := range t.Columns {
		cols = append(cols, name(c.Name))
	}
	return strings.Join(append(cols, "kommune", "_file", "_sheet", "_line", "_delivery"), ", ")
}
