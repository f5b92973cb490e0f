package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// defaultMaxRejected is the share of rejected rows, in per cent, above which a file stops the run.
const defaultMaxRejected = 5

// settle turns what was read of one snapshot into batches.
func (t *taker) settle(readers []*reader) error {
	tables := map[string][]*reader{}
	for _, r := range readers {
		tables[r.table.Name] = append(tables[r.table.Name], r)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		dropDuplicates(tables[name][0].table, tables[name])
	}
	for _, r := range readers {
		at := r.sheet.place(row{}, -1)
		at.Line, at.Column = 0, 0
		if !r.account.Balanced() || r.account.Accepted != len(r.rows) {
			return fmt.Errorf("intake %s: account %+v does not balance with %d rows", at, r.account, len(r.rows))
		}
		t.found = append(t.found, r.out.finish(at)...)
		t.checkAccount(r, at)
		t.batches = append(t.batches, r.batch(at))
	}
	return nil
}

// checkAccount tells what the account of a file says as a whole.
func (t *taker) checkAccount(r *reader, at finding.Place) {
	a := r.account
	data := a.Read - a.NoData
	limit := defaultMaxRejected
	if r.source.MaxRejected != nil {
		limit = *r.source.MaxRejected
	}
	switch {
	case data == 0:
		t.found.Add(finding.Warning, "ohne_daten", at, "Unter der Kopfzeile stehen keine Daten.", "Bitte prüfen, ob das so gemeint ist.")
	case 100*a.Rejected > limit*data:
		t.found.Add(finding.Stop, "ablehnungen", at, fmt.Sprintf("Abgelehnt sind %d von %d Zeilen, erlaubt sind %d %%.", a.Rejected, data, limit),
			"Bitte die genannten Fehler berichtigen und die Datei neu liefern.")
	}
	if a.Duplicate > 0 {
		t.found.Add(finding.Note, "zeile_mehrfach", at, fmt.Sprintf("Zeilen, die noch einmal dastehen und nicht mitzählen: %d.", a.Duplicate), "")
	}
	if a.OutsideTerm > 0 {
		t.found.Add(finding.Note, "ausserhalb_laufzeit", at, fmt.Sprintf("Zeilen außerhalb der Projektlaufzeit, die nicht mitzählen: %d.", a.OutsideTerm), "")
	}
}

func (r *reader) batch(at finding.Place) Batch {
	return Batch{
		Table: r.table.Name, Source: r.source.Name, File: at.File, Sheet: at.Sheet, SHA256: r.hash, Stand: r.stand,
		Columns: r.table.Columns, Rows: r.rows, Missing: r.missing, Account: r.account,
	}
}

// checkDelivered tells which tables are not there: a required one that was never delivered stops the run; one that was
// delivered before, or is required, and is not in a later folder is a warning, because its older state would count on.
func (t *taker) checkDelivered(folders []snapshot) {
	for _, table := range t.contract.Tables {
		if table.Status == "off" {
			continue
		}
		var before string
		var without []snapshot
		for _, f := range folders {
			if f.tables[table.Name] {
				before = f.name
			} else if before != "" || table.Required {
				without = append(without, f)
			}
		}
		if table.Required && before == "" {
			t.found.Add(finding.Stop, "lieferung_fehlt", finding.Place{File: table.File},
				fmt.Sprintf("Für die Pflichttabelle »%s« liegt keine Lieferung vor.", table.Name), t.expected(table))
			continue
		}
		for _, f := range without {
			t.found.Add(finding.Warning, "lieferung_fehlt", finding.Place{File: f.name},
				fmt.Sprintf("Zum Stand %s fehlt die Lieferung für »%s«.", notation.FormatDate(f.stand, notation.German), table.Name), t.expected(table))
		}
	}
}

// expected says which file would be taken for a table.
func (t *taker) expected(table Table) string {
	var names []string
	for _, s := range t.contract.Sources {
		if s.Table != table.Name {
			continue
		}
		name := s.File
		if s.Sheet != "" {
			name += ", Blatt " + s.Sheet
		}
		names = append(names, name)
	}
	if names == nil {
		return "Bitte eine Quelle in config/sources anlegen."
	}
	return "Bitte nachliefern: " + strings.Join(names, " oder ") + "."
}
