package main

import (
	"fmt"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/store"
)

// shrunk tells tables whose newest snapshot has lost more rows than the project allows, unless they were confirmed.
func (l *line) shrunk(changes []store.Change) finding.List {
	var found finding.List
	allowed := l.project.programme.MaxShrink
	for _, c := range changes {
		lost := c.RowsBefore - c.RowsNow
		if c.Before.IsZero() || lost*100 <= c.RowsBefore*allowed || slices.Contains(l.flags.AcceptShrink, c.Table) {
			continue
		}
		found.Add(finding.Stop, "schrumpfung", finding.Place{File: c.Now.Format("2006-01-02")},
			fmt.Sprintf("Die Tabelle »%s« hat nur noch %d Zeilen; am %s waren es %d. Erlaubt ist ein Rückgang um %d %%.",
				c.Table, c.RowsNow, c.Before.Format("02.01.2006"), c.RowsBefore, allowed),
			fmt.Sprintf("Bitte prüfen, ob die Lieferung vollständig ist; wenn ja, mit --accept-shrink %s bestätigen.", c.Table))
	}
	return found
}
