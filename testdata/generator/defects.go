package main

import (
	"slices"
	"strings"
)

// spoil plants the faults that offices make, a handful in each snapshot. Every fault is one that intake or a check must tell;
// the list is what the row account of the sample is compared with.
func spoil(s *sheet, year int) {
	for _, d := range defects {
		if d.source == s.source.Name && (d.year == 0 || d.year == year) {
			d.plant(s)
		}
	}
}

// defect is one fault: year 0 means in both snapshots.
type defect struct {
	source string
	year   int
	plant  func(*sheet)
}

var defects = []defect{
	// A number as English programs write it; in a German column "1.5" is no number and never 15.
	{"schulen_schulhalbjahr", 2018, func(s *sheet) { s.set(s.measured(23), "fehl_std", "1.5") }},
	// More hours missed than there were, a slip of the key.
	{"schulen_schulhalbjahr", 0, func(s *sheet) { s.set(s.measured(58), "fehl_std", "757") }},
	// A school that gives no absence for two pupils.
	{"schulen_schulhalbjahr", 0, func(s *sheet) {
		for _, row := range []int{s.measured(31), s.measured(44)} {
			s.set(row, "fehl_std", "k. A.")
			s.set(row, "fehl_std_unent", "k. A.")
		}
	}},
	// A code that the list does not know.
	{"fallmanagement_kontakte", 0, func(s *sheet) { s.set(40, "art", "Videoanruf") }},
	// The same row twice.
	{"fallmanagement_kontakte", 0, func(s *sheet) { s.repeat(71) }},
	// A contact before the project began.
	{"fallmanagement_kontakte", 0, func(s *sheet) {
		s.insert(0, s.with(0, "kontakt_id", "K01-000"))
		s.set(0, "datum", "26.04.2017")
	}},
	// Someone who is not in the list of persons.
	{"fallmanagement_sprachstand", 0, func(s *sheet) { s.set(12, "person_id", "P999") }},
	// A row that was not closed in time, so that two overlap.
	{"abh_aufenthalt", 0, func(s *sheet) {
		s.set(s.find("gueltig_bis", "02.2018"), "gueltig_bis", "05.2018")
	}},
	// Key and markers as people type them.
	{"abh_aufenthalt", 0, func(s *sheet) {
		s.set(3, "person_id", "p 1")
		s.set(20, "identitaet", "unbek.")
	}},
	{"sozialamt_leistungen", 0, func(s *sheet) { s.set(1, "familie_id", "F2") }},
	{"sozialamt_familien", 0, func(s *sheet) { s.set(6, "herkunft_gruppe", "k. A.") }},
	{"sozialamt_personen", 0, func(s *sheet) {
		s.set(11, "schuljahre_erfolg_vorher", "unbek.")
		s.set(30, "schuljahre_erfolg_vorher", "-")
	}},
	// The same month of a family twice.
	{"sozialamt_einkommen", 0, func(s *sheet) { s.repeat(33) }},
	// A column that nobody has declared.
	{"sozialamt_unterkunft", 2019, func(s *sheet) {
		s.header = append(s.header, "Sachgebiet")
		for i := range s.rows {
			s.rows[i] = append(s.rows[i], "50.3")
		}
	}},
	{"sozialamt_unterkunft", 0, func(s *sheet) { s.foot = append(s.foot, []any{""}, []any{"GU steht für Gemeinschaftsunterkunft."}) }},
}

func (s *sheet) set(row int, column string, text any) { s.rows[row][s.column(column)] = text }

// with is a copy of a row with another value in one column.
func (s *sheet) with(row int, column string, text any) []any {
	out := slices.Clone(s.rows[row])
	out[s.column(column)] = text
	return out
}

func (s *sheet) insert(row int, cells []any) { s.rows = slices.Insert(s.rows, row, cells) }

// repeat enters a row a second time, right below.
func (s *sheet) repeat(row int) { s.insert(row+1, slices.Clone(s.rows[row])) }

// find is the first row that holds the text in the column.
func (s *sheet) find(column, text string) int {
	i := s.column(column)
	return slices.IndexFunc(s.rows, func(r []any) bool { return r[i] == text })
}

// measured is the n-th row of a school's export with hours in it.
func (s *sheet) measured(n int) int {
	i := s.column("fehl_std")
	for row, r := range s.rows {
		if text, _ := r[i].(string); strings.Trim(text, "0123456789") == "" && text != "" {
			if n--; n == 0 {
				return row
			}
		}
	}
	return -1
}
