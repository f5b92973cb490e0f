package main

import (
	"strings"
	"time"

	"wirkbericht/pipeline/intake"
)

// habit is how an office writes its files.
type habit struct {
	format       string // csv or xlsx
	months, days string // layouts of package time
	yes, no      string
	nothing      string // how an amount of zero looks
	trailing     bool   // a delimiter too many at the end of each line
	quoted       bool   // all cells in quotes
	title        string // first line above the header
	sums         []string
	remark       string // below the table
	gap          int    // a blank line after so many rows
}

// habitOf is the manner of the office that delivers the source, with what is particular to the file.
func habitOf(s intake.Source) habit {
	office, _, _ := strings.Cut(s.Name, "_")
	h := offices[office]
	h.format = s.Format
	switch s.Name {
	case "sozialamt_einkommen":
		h.nothing, h.title, h.gap = "-", "Stadt Münster · Sozialamt · Einkommen und Bedarf der Projektfamilien", 150
		h.sums = []string{"bedarf_eur", "erwerb_netto_eur", "asylblg_eur"}
		h.remark = "* Bedarf ohne einmalige Beihilfen – Beträge in €"
	case "sozialamt_leistungen":
		h.months = "Jan 06"
	case "fallmanagement_kontakte":
		h.remark = "Kontakte ohne Datum sind nicht aufgenommen."
	case "finanzen_budget":
		h.remark = "Planwerte auf volle zehn Euro gerundet."
	case "finanzen_stellen":
		h.sums = []string{"vzae_soll", "vzae_ist"}
	}
	return h
}

var offices = map[string]habit{
	"sozialamt":      {months: "01/2006", days: "02.01.2006", yes: "ja", no: "nein", trailing: true},
	"abh":            {months: "01.2006", days: "02.01.2006", yes: "J", no: "N"},
	"schulen":        {months: "01/2006", days: "02.01.2006", yes: "+", no: "-", quoted: true},
	"kaoa":           {months: "2006-01", days: "2006-01-02", yes: "J", no: "N"},
	"agentur":        {months: "2006-01", days: "2006-01-02", yes: "ja", no: "nein"},
	"fallmanagement": {months: "01/2006", days: "02.01.2006", yes: "ja", no: "nein", title: "Fallmanagement Projektfamilien"},
	"koordination":   {months: "01/2006", days: "02.01.2006", yes: "ja", no: "nein", title: "Einwanderung gestalten NRW – Projektsteuerung"},
	"finanzen":       {months: "01/2006", days: "02.01.2006", yes: "x", no: "", title: "Einwanderung gestalten NRW – Haushalt"},
}

// dress adds what stands around the table: title and "Stand:", sums, remarks, a blank line.
func (h habit) dress(s *sheet, stand time.Time) {
	if h.title != "" {
		s.title = []string{h.title, "Stand: " + stand.Format("02.01.2006"), ""}
	}
	if h.sums != nil {
		s.foot = append(s.foot, h.sum(s))
	}
	if h.remark != "" {
		s.foot = append(s.foot, []any{""}, []any{h.remark})
	}
	if h.gap > 0 && h.gap < len(s.rows) {
		rows := append([][]any{}, s.rows[:h.gap]...)
		rows = append(rows, make([]any, len(s.columns)))
		s.rows = append(rows, s.rows[h.gap:]...)
	}
}

// sum is the row that adds up the columns of h.sums.
func (h habit) sum(s *sheet) []any {
	row := make([]any, len(s.columns))
	row[0] = "Summe"
	for _, name := range h.sums {
		i, total := s.column(name), euros(0)
		for _, r := range s.rows {
			total += hundredths(r[i])
		}
		row[i] = h.amount(s.source.Columns[name], total)
	}
	return row
}

// hundredths reads a cell that amount has written.
func hundredths(cell any) euros {
	switch v := cell.(type) {
	case float64:
		return euros(v*100 + 0.5)
	case string:
		digits := strings.NewReplacer(".", "", ",", "", "-", "0").Replace(v)
		return euros(number(digits))
	}
	return 0
}
