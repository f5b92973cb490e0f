package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/finding"
)

// qualityProject has a rule that rejects and one that warns, both naming a person.
func qualityProject() Project {
	p := smallProject()
	rule := func(id string, severity finding.Severity, where string) Check {
		return Check{
			ID: id, File: "queries/checks/" + id + ".sql", Title: "Satz zu " + id + ".", Table: "person", Remedy: "Bitte prüfen.", severity: severity,
			SQL: "select _delivery, _file as file, _sheet as sheet, _line as line, person_id || ' ist ' || jahre || ' Jahre alt.' as message from basis.person where " + where,
		}
	}
	for _, t := range p.Tables {
		for i := range t.Columns {
			if strings.HasSuffix(t.Columns[i].Name, "_id") {
				t.Columns[i].Class = "key"
			}
		}
	}
	p.Checks = []Check{rule("alt", finding.Error, "jahre > 100"), rule("jung", finding.Warning, "jahre < 3")}
	return p
}

// loadTwice delivers families and persons in summer and in autumn.
func loadTwice(t *testing.T, s *Store, p Project) {
	t.Helper()
	load(t, s,
		deliver(t, p, "2018-06-30", "familie", "familie_id", "F1", "F2"),
		deliver(t, p, "2018-06-30", "person", "person_id,familie_id,jahre", "P1,F1,1", "P2,F2,30", "P3,F2,120", "P4,F2,5"),
		deliver(t, p, "2018-10-30", "person", "person_id,familie_id,jahre", "P1,F1,2", "P2,F2,30", "P3,F2,12", "P5,F9,40", "P6,F2,1", "P6,F2,2"),
	)
}

func TestOutcomesCountTheRowsOfTheSnapshotsThatCount(t *testing.T) {
	p := qualityProject()
	s := openTest(t, p)
	loadTwice(t, s, p)
	check(t, s, "2018-10-30")
	outcomes, err := s.Outcomes(t.Context(), parseDay(t, "2018-10-30"))
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{"rule", "contract", "rows", "warned", "rejected", "title"}}
	for _, o := range outcomes {
		rows = append(rows, []string{o.ID, fmt.Sprint(o.Contract), fmt.Sprint(o.Rows), fmt.Sprint(o.Warned), fmt.Sprint(o.Rejected), o.Title})
	}
	compareText(t, `
rule                contract  rows  warned  rejected  title
vertrag             true      8     0       0         Jede Zeile ist lesbar und entspricht dem Vertrag ihrer Tabelle: Pflichtangaben, Typen, Grenzen, Codes.
zeile_mehrfach      true      8     0       0         Jede Zeile steht nur einmal da.
schluessel_doppelt  true      8     0       2         Kein Schlüssel steht in einer Tabelle zweimal.
bezug_fehlt         true      6     0       1         Jeder Bezug auf eine andere Tabelle führt zu einer Zeile.
alt                 false     6     0       0         Satz zu alt.
jung                false     6     1       0         Satz zu jung.
`, align(rows))
}

func TestChangesCompareTheNewestSnapshotWithTheOneBefore(t *testing.T) {
	p := qualityProject()
	s := openTest(t, p)
	loadTwice(t, s, p)
	print := func(asOf string) string {
		check(t, s, asOf)
		changes, err := s.Changes(t.Context(), parseDay(t, asOf))
		if err != nil {
			t.Fatal(err)
		}
		rows := [][]string{{"table", "before", "now", "had", "has", "added", "removed", "changed"}}
		for _, c := range changes {
			before := "."
			if !c.Before.IsZero() {
				before = c.Before.Format(time.DateOnly)
			}
			rows = append(rows, []string{c.Table, before, c.Now.Format(time.DateOnly), fmt.Sprint(c.RowsBefore), fmt.Sprint(c.RowsNow), fmt.Sprint(c.Added), fmt.Sprint(c.Removed), fmt.Sprint(c.Changed)})
		}
		return align(rows)
	}
	// P3 was rejected in summer, P5 and both P6 are in autumn.
	compareText(t, `
table    before      now         had  has  added  removed  changed
familie  .           2018-06-30  0    2    2      0        0
person   2018-06-30  2018-10-30  3    3    1      1        1
`, print("2018-10-30"))
	compareText(t, `
table    before  now         had  has  added  removed  changed
familie  .       2018-06-30  0    2    2      0        0
person   .       2018-06-30  0    3    3      0        0
`, print("2018-06-30"))
}

func TestPseudonymsAreTakenOutOfMessages(t *testing.T) {
	p := qualityProject()
	s := openTest(t, p)
	loadTwice(t, s, p)
	found := check(t, s, "2018-10-30")
	found.Add(finding.Warning, "x", finding.Place{File: "P1.csv"}, "P1, P99 und (F2) gelten nach § 25a in Q3 2018 bei P1_2.", "Bitte P1 prüfen.")
	unnamed, err := s.Unnamed(t.Context(), found)
	if err != nil {
		t.Fatal(err)
	}
	compareText(t, `
2018-06-30/person.csv:4: Fehler: [Kürzel] ist 120 Jahre alt. Bitte prüfen.
2018-10-30/person.csv:2: Warnung: [Kürzel] ist 2 Jahre alt. Bitte prüfen.
2018-10-30/person.csv:5: Fehler: Der Schlüssel in familie_id steht nicht in der Tabelle familie. Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.
2018-10-30/person.csv:6: Fehler: Derselbe Schlüssel (person_id) steht auch in 2018-10-30/person.csv:7. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
2018-10-30/person.csv:7: Fehler: Derselbe Schlüssel (person_id) steht auch in 2018-10-30/person.csv:6. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
P1.csv: Warnung: [Kürzel], P99 und ([Kürzel]) gelten nach § 25a in Q3 2018 bei P1_2. Bitte P1 prüfen.
`, printFindings(unnamed))
}
