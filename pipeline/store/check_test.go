package store

import (
	"fmt"
	"testing"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

func check(t testing.TB, s *Store, asOf string) finding.List {
	t.Helper()
	found, err := s.Check(t.Context(), parseDay(t, asOf))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// printAccounts is one line per delivery: read = accepted + rejected + no data.
func printAccounts(t testing.TB, s *Store, asOf string) string {
	t.Helper()
	accounts, err := s.Account(t.Context(), parseDay(t, asOf))
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{"file", "read", "accepted", "rejected", "nodata"}}
	for _, a := range accounts {
		rows = append(rows, []string{a.File, fmt.Sprint(a.Read), fmt.Sprint(a.Accepted), fmt.Sprint(a.Rejected), fmt.Sprint(a.NoData)})
	}
	return align(rows)
}

func TestOrphansFollowTheirParentIntoQuarantine(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	load(t, s,
		deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F2", "F2"),
		deliver(t, p, "2018-10-30", "person", "person_id,familie_id", "P1,F1", "P2,F2", "P3,F9", "P4,"),
		deliver(t, p, "2018-10-30", "unterricht", "person_id,tag,massnahme_id", "P1,2018-01-01,M1", "P2,2018-01-01,", "P1,2018-01-02,"),
	)
	compareText(t, `
2018-10-30/familie.csv:3: Fehler: Derselbe Schlüssel (familie_id) steht auch in 2018-10-30/familie.csv:4. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
2018-10-30/familie.csv:4: Fehler: Derselbe Schlüssel (familie_id) steht auch in 2018-10-30/familie.csv:3. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
2018-10-30/person.csv:3: Fehler: Die zugehörige Zeile der Tabelle familie ist zurückgewiesen (2018-10-30/familie.csv:3). Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.
2018-10-30/person.csv:4: Fehler: Der Schlüssel in familie_id steht nicht in der Tabelle familie. Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.
2018-10-30/unterricht.csv:3: Fehler: Die zugehörige Zeile der Tabelle person ist zurückgewiesen (2018-10-30/person.csv:3). Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.
config/tables/unterricht.yaml: Warnung: Ob massnahme_id in unterricht stimmt, ist nicht prüfbar: Zur Tabelle massnahme gibt es keine Lieferung. Bitte die Tabelle nachliefern.
`, printFindings(check(t, s, "2018-10-30")))
	compareText(t, `
file                       read  accepted  rejected  nodata
2018-10-30/familie.csv     4     1         2         1
2018-10-30/person.csv      5     2         2         1
2018-10-30/unterricht.csv  4     2         1         1
`, printAccounts(t, s, "2018-10-30"))
	compareText(t, "person_id  n\nP1         2", printQuery(t, s, "select person_id, count(*) as n from basis.unterricht group by all"))
}

func TestEachSnapshotIsCheckedAsOfItself(t *testing.T) {
	p := smallProject()
	p.Checks = []Check{{
		ID: "jung", File: "queries/checks/jung.sql", Title: "Niemand ist unter drei.", Table: "person", Remedy: "Bitte prüfen.", severity: finding.Warning,
		SQL: "select _delivery, _file as file, _sheet as sheet, _line as line, 'Zu jung.' as message from basis.person where jahre < 3",
	}}
	s := openTest(t, p)
	load(t, s,
		deliver(t, p, "2018-06-30", "familie", "familie_id", "F1"),
		deliver(t, p, "2018-06-30", "person", "person_id,familie_id,jahre", "P1,F1,1", "P2,F2,30"),
		// In the autumn F2 is delivered, and person is not: P2 was rejected in the summer and stays so.
		deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F2"),
		deliver(t, p, "2019-12-31", "person", "person_id,familie_id,jahre", "P2,F2,2"),
	)
	const lonely = "2018-06-30/person.csv:3: Fehler: Der Schlüssel in familie_id steht nicht in der Tabelle familie. Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.\n"
	compareText(t, "2018-06-30/person.csv:2: Warnung: Zu jung. Bitte prüfen.\n"+lonely, printFindings(check(t, s, "2018-10-30")))
	compareText(t, "person_id\nP1", printQuery(t, s, "select person_id from basis.person"))
	compareText(t, `
file                    read  accepted  rejected  nodata
2018-06-30/familie.csv  2     1         0         1
2018-10-30/familie.csv  3     2         0         1
2018-06-30/person.csv   3     1         1         1
`, printAccounts(t, s, "2018-11-30"))
	compareText(t, lonely+"2019-12-31/person.csv:2: Warnung: Zu jung. Bitte prüfen.", printFindings(check(t, s, "2019-12-31")))
	compareText(t, "person_id\nP2", printQuery(t, s, "select person_id from basis.person"))
	compareText(t, "as_of       term_von    term_bis    ref_area\n2019-12-31  2017-05-01  2019-04-30  de_05515000", printQuery(t, s, "select as_of, term_von, term_bis, ref_area from basis.lauf"))
}

func TestRowsRejectedByARuleLeaveTablesMadeFromThem(t *testing.T) {
	p := smallProject()
	p.Schema = []Script{{"queries/schema/100.sql", "-- two statements; the second reads the first\ncreate table basis.zahl as select count(*) as n from basis.familie;\ncreate view basis.doppelt as select 2 * n as n from basis.zahl;\n"}}
	p.Checks = []Check{{
		ID: "gerade", File: "queries/checks/gerade.sql", Table: "familie", Remedy: "Bitte prüfen.", severity: finding.Error,
		SQL: "select _delivery, _file as file, _sheet as sheet, _line as line, 'Die Zahl der Familien ist gerade.' as message\nfrom basis.familie where (select n % 2 = 0 from basis.zahl) qualify row_number() over (order by _line) = 1",
	}}
	s := openTest(t, p)
	load(t, s, deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F2", "F3", "F4"))
	compareText(t, "2018-10-30/familie.csv:2: Fehler: Die Zahl der Familien ist gerade. Bitte prüfen.", printFindings(check(t, s, "2018-10-30")))
	compareText(t, "n\n6", printQuery(t, s, "from basis.doppelt"))
}

func TestAFaultyRuleOrSchemaStopsWithItsLine(t *testing.T) {
	row := "select '' as _delivery, 'f' as file, '' as sheet, 0 as line, 'm' as message"
	cases := map[string]struct{ schema, check, want string }{
		"schema": {
			"create view basis.a as select 1 as x;\n\n-- why; not\ncreate view basis.b as\nselect y\nfrom basis.a;\n", row + " where false",
			`queries/schema/x.sql:5: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »Binder Error: Referenced column "y" not found in FROM clause! Candidate bindings: "x"«. Bitte die Abfrage berichtigen.`,
		},
		"schema syntax": {
			"create view basis.a as select ';' as x /* ; */;\ncreate vew basis.b as\nselect 1", row,
			`queries/schema/x.sql:2: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »Parser Error: syntax error at or near "vew"«. Bitte die Abfrage berichtigen.`,
		},
		"check": {
			"", "select\n  1 as _delivery from basis.nix",
			`queries/checks/x.sql:2: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »Catalog Error: Table with name nix does not exist! Did you mean "familie"?«. Bitte die Abfrage berichtigen.`,
		},
		"check columns": {
			"", "select 1 as line",
			`queries/checks/x.sql: Stopp: Die Abfrage liefert die Spalte "_delivery" nicht. Bitte die Spalte in der Abfrage ergänzen.
queries/checks/x.sql: Stopp: Die Abfrage liefert die Spalte "file" nicht. Bitte die Spalte in der Abfrage ergänzen.
queries/checks/x.sql: Stopp: Die Abfrage liefert die Spalte "message" nicht. Bitte die Spalte in der Abfrage ergänzen.
queries/checks/x.sql: Stopp: Die Abfrage liefert die Spalte "sheet" nicht. Bitte die Spalte in der Abfrage ergänzen.`,
		},
		"check without place": {
			"", row,
			"queries/checks/x.sql: Stopp: Die Prüfregel sagt nicht, welche Zeile sie warum meint. Bitte _delivery, file, sheet und line so zurückgeben, wie sie in der Tabelle stehen, und message als Text.",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := smallProject()
			p.Schema = []Script{{"queries/schema/x.sql", c.schema}}
			p.Checks = []Check{{ID: "x", File: "queries/checks/x.sql", SQL: c.check, severity: finding.Error}}
			s := openTest(t, p)
			load(t, s, deliver(t, p, "2018-06-30", "familie", "familie_id", "F1"), deliver(t, p, "2018-10-30", "familie", "familie_id", "F1"))
			found := check(t, s, "2018-10-30")
			if !found.Stops() { // what no rule needs is made after the rules
				_, found, _ = s.Observe(t.Context(), nil)
			}
			compareText(t, c.want, printFindings(found))
		})
	}
}

func TestARequiredTableWithoutSnapshotStops(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	load(t, s, deliver(t, p, "2018-10-30", "familie", "familie_id", "F1"), deliver(t, p, "2018-01-31", "person", "person_id,familie_id", "P1,F1"))
	compareText(t, "config/tables/familie.yaml: Stopp: Zur Tabelle familie (Familien) gibt es bis zum 31.03.2018 keine Lieferung. Bitte die Datei in den Ordner des Datenstands legen.",
		printFindings(check(t, s, "2018-03-31")))
}

func TestFaultsInTheHeadOfARuleAreTold(t *testing.T) {
	checks, found, err := ReadChecks(mapFS(map[string][]byte{
		"queries/checks/gut.sql":   []byte("-- title: Regel\n-- severity: fehler\n-- table: familie\n-- remedy: Bitte prüfen.\nselect 1"),
		"queries/checks/leer.sql":  []byte("select 1"),
		"queries/checks/wort.sql":  []byte("-- title: Regel\n-- severity: error\n-- table: familien\n-- keep: first\nselect 1"),
		"queries/checks/halb.sql":  []byte("-- severity: stopp\n-- table: familien\nselect 1"),
		"queries/checks/aus.sql":   []byte("-- title: Regel\n-- severity: warnung\n-- table: kaoa\n-- remedy: Bitte prüfen.\nselect 1"),
		"queries/checks/Gross.sql": []byte("-- title: Regel\n-- severity: warnung\n-- table: familie\n-- remedy: Bitte prüfen.\nselect 1"),
	}), []intake.Table{{Name: "familie"}, {Name: "kaoa", Status: "off"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) != 1 || checks[0].ID != "gut" || checks[0].severity != finding.Error {
		t.Errorf("checks: %+v", checks)
	}
	compareText(t, `
queries/checks/Gross.sql: Stopp: »Gross« ist als Kennung nicht geeignet. Bitte die Datei aus Kleinbuchstaben, Ziffern und einzelnen Unterstrichen benennen, mit einem Buchstaben am Anfang, aber nicht wie ein Monat (»mar1«) oder ein leerer Wert (»na«).
queries/checks/halb.sql:1: Stopp: Im Kopf fehlt "title". Bitte die Regel in einem Satz angeben.
queries/checks/halb.sql:1: Stopp: Im Kopf fehlt "remedy". Bitte in einem Satz sagen, was zu tun ist.
queries/checks/halb.sql:1: Stopp: table: Die Tabelle "familien" gibt es nicht. Bitte den Namen eines Vertrags aus config/tables angeben.
queries/checks/leer.sql:1: Stopp: Die Datei hat keinen Kopf. Bitte sie mit Zeilen wie »-- title: …« beginnen.
queries/checks/wort.sql:4:4: Stopp: unbekannter Schlüssel "keep". Möglich sind: remedy, severity, table, title.
`, printFindings(found))
}

func TestAnEarlierDayIsCheckedAgainOnlyIfSomethingItRestsOnHasChanged(t *testing.T) {
	path := t.TempDir() + "/store.duckdb"
	p := smallProject()
	open := func() *Store {
		t.Helper()
		s, err := Open(t.Context(), path, p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	summer := deliver(t, p, "2018-06-30", "familie", "familie_id", "F1", "F1")
	autumn := deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F2")
	s := open()
	load(t, s, summer, autumn)
	const want = `
2018-06-30/familie.csv:2: Fehler: Derselbe Schlüssel (familie_id) steht auch in 2018-06-30/familie.csv:3. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
2018-06-30/familie.csv:3: Fehler: Derselbe Schlüssel (familie_id) steht auch in 2018-06-30/familie.csv:2. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
`
	const used = `
2018-06-30/familie.csv:2: Fehler: Gemerkt. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
2018-06-30/familie.csv:3: Fehler: Gemerkt. Bitte klären, welche der Zeilen gilt, und die andere entfernen.
`
	compareText(t, want, printFindings(check(t, s, "2018-06-30")))
	mark := func() {
		t.Helper()
		if err := s.exec(t.Context(), "update raw.quarantaene set meldung = 'Gemerkt.'"); err != nil {
			t.Fatal(err)
		}
	}
	mark()
	compareText(t, used, printFindings(check(t, s, "2018-10-30")))
	compareText(t, used, printFindings(check(t, s, "2018-10-30")))
	// asOf itself is checked every time.
	compareText(t, want, printFindings(check(t, s, "2018-06-30")))
	mark()
	s.Close()

	s = open()
	compareText(t, used, printFindings(check(t, s, "2018-10-30")))
	summer.Rows[1].Values[2] = true // another reading of the same file
	load(t, s, summer)
	compareText(t, want, printFindings(check(t, s, "2018-10-30")))
	mark()
	s.Close()

	p.Checks = []Check{{ID: "x", File: "queries/checks/x.sql", SQL: "select '' as _delivery, '' as file, '' as sheet, 0 as line, '' as message where false"}}
	s = open()
	compareText(t, want, printFindings(check(t, s, "2018-10-30")))
	s.Close()
}
