package intake

import (
	"crypto/sha256"
	"encoding/hex"
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
func (t *taker) settle(f snapshot, readers []*reader) error {
	readers = withoutUnfilled(f, t.withoutStray(f, readers))
	tables := map[string][]*reader{}
	for _, r := range readers {
		tables[r.table.Name] = append(tables[r.table.Name], r)
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		if err := dropDuplicates(tables[name][0].table, tables[name]); err != nil {
			return err
		}
	}
	for _, r := range readers {
		if !r.account.Balanced() {
			return fmt.Errorf("intake %s: account %+v does not balance", r.at, r.account)
		}
		if len(r.drops) > 0 {
			r.held, r.again = Chunk{}, true
		}
		t.found = append(t.found, r.out.found...)
		t.checkAccount(r, corrected(r, readers))
		t.survey.Batches = append(t.survey.Batches, r.batch())
		t.survey.readers = append(t.survey.readers, r)
	}
	return nil
}

// withoutStray leaves out supplements to nothing: without the delivery that they add to they would pass for all of it.
func (t *taker) withoutStray(f snapshot, readers []*reader) []*reader {
	return slices.DeleteFunc(readers, func(r *reader) bool {
		stray := r.supplement && !slices.ContainsFunc(readers, func(o *reader) bool { return !o.supplement && o.source == r.source })
		if stray {
			t.found.Add(finding.Stop, "nachlieferung_allein", r.at, fmt.Sprintf("Zur Nachlieferung fehlt in %s die Lieferung aus %s.", f.name, r.source.Path),
				"Bitte die Nachlieferung in den Ordner der Lieferung legen, zu der sie gehört.")
		}
		return stray
	})
}

// corrected is how many of the rejected rows of a delivery its supplements bring again, in order.
func corrected(r *reader, readers []*reader) int {
	n := 0
	for _, line := range r.rejected {
		if slices.ContainsFunc(readers, func(o *reader) bool { return !r.supplement && o.source == r.source && o.corrected[line] }) {
			n++
		}
	}
	return n
}

// checkAccount tells what the account of a file says as a whole. What is still wrong in a supplement counts against its delivery: of few
// rows, one is soon too many.
func (t *taker) checkAccount(r *reader, corrected int) {
	a := r.account
	data := a.Read - a.NoData
	limit := defaultMaxRejected
	if r.source.MaxRejected != nil {
		limit = *r.source.MaxRejected
	}
	switch {
	case data == 0:
		t.found.Add(finding.Warning, "ohne_daten", r.at, "Unter der Kopfzeile stehen keine Daten.", "Bitte prüfen, ob das so gemeint ist.")
	case 100*(a.Rejected-corrected) > limit*data && !r.supplement:
		t.found.Add(finding.Stop, "ablehnungen", r.at, fmt.Sprintf("Abgelehnt sind %d von %d Zeilen, erlaubt sind %d %%.", a.Rejected-corrected, data, limit),
			"Bitte die genannten Fehler berichtigen und die Datei neu liefern.")
	}
	if corrected > 0 {
		t.found.Add(finding.Note, "berichtigt", r.at, fmt.Sprintf("Abgelehnte Zeilen, die eine Nachlieferung berichtigt: %d.", corrected), "")
	}
	if a.Duplicate > 0 {
		t.found.Add(finding.Note, "zeile_mehrfach", r.at, fmt.Sprintf("Zeilen, die noch einmal dastehen und nicht mitzählen: %d.", a.Duplicate), "")
	}
	if a.OutsideTerm > 0 {
		t.found.Add(finding.Note, "ausserhalb_laufzeit", r.at, fmt.Sprintf("Zeilen außerhalb der Projektlaufzeit, die nicht mitzählen: %d.", a.OutsideTerm), "")
	}
}

func (r *reader) batch() Batch {
	b := Batch{
		Table: r.table.Name, Source: r.source.Name, File: r.at.File, Sheet: r.at.Sheet, SHA256: r.hash, Stand: r.stand,
		Columns: r.table.Columns, Account: r.account, Header: r.head.cells, Encoding: r.encoding, Supplement: r.supplement,
	}
	if r.comma != 0 {
		b.Delimiter = string(rune(r.comma))
	}
	b.Clean = r.clean()
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %+v %x", b.Table, b.File, b.Account, r.digest)
	for _, k := range b.Columns {
		fmt.Fprintf(sum, " %q %q", k.Name, k.Type)
	}
	b.Digest = hex.EncodeToString(sum.Sum(nil))
	return b
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
