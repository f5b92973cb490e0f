package intake

import (
	"fmt"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// reader turns one sheet into a Batch.
type reader struct {
	table   Table
	source  *Source
	sheet   sheet
	stand   time.Time
	hash    string    // SHA-256 of the file
	epoch   time.Time // day 0 of the workbook; zero for CSV
	out     *report
	head    row
	columns []*column
	unnamed []int // delivered columns without a header, as long as nothing was found in them

	term     int // index of the column that says when, −1 if the table keeps its history
	from, to time.Time

	account Account
	rows    []Row
	missing []Missing
	slab    []any
	faulty  []int // columns of the row at hand
}

// read reads a sheet whose header row is known.
func (r *reader) read(c Contract) {
	for _, k := range r.table.Columns {
		col := newColumn(k, r.source, c)
		col.epoch = r.epoch
		r.columns = append(r.columns, col)
	}
	r.mapColumns()
	if r.out.found.Stops() {
		return
	}
	r.setTerm(c.Term)
	for row := range r.sheet.rows() {
		r.account.Read++
		switch {
		case row.line < r.head.line:
			r.checkStand(row)
			r.account.NoData++
		case row.line == r.head.line, row.blank(), r.isHead(row):
			r.account.NoData++
		default:
			r.take(row)
		}
	}
}

// setTerm finds the bounds outside which rows are set aside.
func (r *reader) setTerm(t Term) {
	r.term = -1
	for i, k := range r.table.Columns {
		if k.Name == r.table.Term {
			r.term = i
			r.from, r.to = t.Start, t.At(r.stand)
			if k.Type == TypeMonth {
				r.from = r.from.AddDate(0, 0, 1-r.from.Day())
			}
		}
	}
}

func (r *reader) outside(values []any) bool {
	if r.term < 0 {
		return false
	}
	day, ok := values[r.term].(time.Time)
	return ok && (day.Before(r.from) || !r.to.IsZero() && day.After(r.to))
}

// take reads one row of data.
func (r *reader) take(row row) {
	n := len(r.columns)
	if len(r.slab) < n {
		r.slab = make([]any, 256*n) // one allocation for many rows
	}
	values := r.slab[:n:n]
	mark := len(r.missing)
	r.faulty = r.faulty[:0]
	for i, k := range r.columns {
		var got cell
		if k.fixed != nil {
			got = *k.fixed
		} else {
			got = k.read(row.cell(k.at))
		}
		values[i] = got.value
		if got.fault != nil {
			r.faulty = append(r.faulty, i)
		} else if got.reason != "" {
			r.missing = append(r.missing, Missing{row.line, k.Name, row.cell(k.at), got.reason})
		}
	}
	r.tellUnnamed(row)
	broken := row.fault != "" || r.tooLong(row)
	if !broken && len(r.faulty) == 0 && !r.outside(values) {
		r.rows = append(r.rows, Row{row.line, values})
		r.slab = r.slab[n:]
		r.account.Accepted++
		return
	}
	r.missing = r.missing[:mark]
	switch {
	case !broken && len(r.faulty) == 0:
		r.account.OutsideTerm++
	case row.fault == "" && r.isNote(row):
		r.account.NoData++
	default:
		r.account.Rejected++
		r.reject(row, broken)
	}
}

// tooLong reports whether a CSV row has more cells than the header: a delimiter stands in a text, and which cells moved nobody
// knows. In a workbook nothing moves.
func (r *reader) tooLong(row row) bool {
	if len(row.cells) <= len(r.head.cells) || !r.epoch.IsZero() {
		return false
	}
	row.cells = row.cells[len(r.head.cells):]
	return !row.blank()
}

// tellUnnamed warns once of each column that has content and no header.
func (r *reader) tellUnnamed(row row) {
	for n := len(r.head.cells); n < len(row.cells) && !r.epoch.IsZero(); n++ {
		r.head.cells = append(r.head.cells, "")
		r.unnamed = append(r.unnamed, n)
	}
	r.unnamed = slices.DeleteFunc(r.unnamed, func(i int) bool {
		if notation.Trim(row.cell(i)) == "" {
			return false
		}
		r.out.add(finding.Warning, "spalte_ohne_kopf", "", r.sheet.place(row, i),
			fmt.Sprintf("Spalte %d hat Inhalt, aber keine Überschrift, und wird nicht gelesen.", i+1),
			"Bitte eine Überschrift ergänzen oder den Inhalt entfernen.")
		return true
	})
}

// reject tells why a row is not taken: what is wrong with it as a whole, or every bad cell.
func (r *reader) reject(row row, broken bool) {
	switch {
	case row.fault == faultQuoteOpen:
		r.out.add(finding.Stop, row.fault, "", r.sheet.place(row, -1),
			"Ein Anführungszeichen wird nicht geschlossen; ab hier lässt sich die Datei nicht lesen.", "Bitte die Zeile berichtigen.")
	case row.fault == faultQuoteText:
		r.out.add(finding.Error, row.fault, "", r.sheet.place(row, -1),
			"Nach einem schließenden Anführungszeichen steht noch Text.", "Bitte Anführungszeichen im Text verdoppeln.")
	case row.fault == faultSheet:
		r.out.add(finding.Stop, row.fault, "", r.sheet.place(row, -1),
			"Das Blatt lässt sich ab hier nicht lesen.", "Bitte die Datei in Excel öffnen, neu speichern und noch einmal liefern.")
	case broken:
		r.out.add(finding.Error, "zeile_felder", "", r.sheet.place(row, -1),
			fmt.Sprintf("Die Zeile hat %d Felder, die Kopfzeile %d; vermutlich steht ein Trennzeichen in einem Text.", len(row.cells), len(r.head.cells)),
			"Bitte den Text in Anführungszeichen setzen.")
	default:
		for _, i := range r.faulty {
			r.rejectCell(row, r.columns[i])
		}
	}
}

// rejectCell tells a bad cell. What stands in a key or a forbidden column may point to a person and is never repeated.
func (r *reader) rejectCell(row row, k *column) {
	text := row.cell(k.at)
	got := k.read(text)
	rule, what := "zelle", fmt.Sprintf("»%s« %s", brief(text), got.fault.Why)
	switch {
	case got.reason != "":
		rule, what = "pflichtwert", got.fault.Why
	case k.Class == "key" || k.Class == "forbidden":
		what = "Der Inhalt " + got.fault.Why
	}
	r.out.add(finding.Error, rule, k.header, r.sheet.place(row, k.at), fmt.Sprintf("Spalte »%s«: %s.", k.header, what), got.fault.Remedy)
}
