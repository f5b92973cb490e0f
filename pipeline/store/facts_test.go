package store

import (
	"testing"

	"wirkbericht/pipeline/indicator"
)

func TestFactsCarryTheTypesOfTheirColumns(t *testing.T) {
	s := observing(t)
	fact := indicator.Facts{
		ID: "treffen", File: "queries/tables/treffen.sql",
		Columns: []indicator.FactColumn{{Name: "name", Type: "text"}, {Name: "zahl", Type: "int"}, {Name: "euro", Type: "eur"}, {Name: "tag", Type: "date"}, {Name: "ja", Type: "bool"}, {Name: "nichts", Type: "dec"}},
		SQL:     "select 'b' as name, 3 as zahl, 82480.5 as euro, date '2018-10-30' as tag, true as ja, null as nichts\nunion all select 'a', 1, -0.01, null, false, 1\norder by name desc",
	}
	facts, found, err := s.Facts(t.Context(), []indicator.Facts{fact})
	failOn(t, must(found, err)(t))
	compareText(t, `
name  zahl  euro     tag         ja     nichts
b     3     82480.5  2018-10-30  true   .
a     1     -0.01    .           false  1
`, printFacts(facts[0]))
}

func TestFactsThatReadPeopleOrLeaveTheOrderOpenAreRefused(t *testing.T) {
	p := smallProject()
	p.Schema = []Script{
		{"queries/schema/1.sql", "create view basis.zahl as select count(*) as n from basis.person;"},
		{"queries/schema/2.sql", "create view basis.summe as select sum(n) as n from basis.zahl;\ncreate table basis.fest as select n from basis.zahl;"},
	}
	s := openTest(t, p)
	load(t, s, deliver(t, p, "2018-10-30", "massnahme", "massnahme_id", "M1"))
	failOn(t, must(s.Prepare(t.Context(), parseDay(t, "2018-10-30")))(t))
	cases := map[string]struct{ sql, want string }{
		"through two views":  {"select n from basis.summe order by n", "queries/tables/x.sql: Stopp: Die Abfrage liest person; dort stehen Personen oder Familien. Zahlen über Menschen sind Indikatoren: bitte eine Datei in queries/indicators anlegen."},
		"through a table":    {"select n from basis.fest order by n", "queries/tables/x.sql: Stopp: Die Abfrage liest person; dort stehen Personen oder Familien. Zahlen über Menschen sind Indikatoren: bitte eine Datei in queries/indicators anlegen."},
		"in a subquery":      {"select (select count(*) from basis.familie where false) as n order by n", "queries/tables/x.sql: Stopp: Die Abfrage liest familie; dort stehen Personen oder Familien. Zahlen über Menschen sind Indikatoren: bitte eine Datei in queries/indicators anlegen."},
		"without people":     {"select count(*) as n from basis.massnahme order by n", ""},
		"order in a window":  {"select row_number() over (order by massnahme_id) as n from basis.massnahme -- order by n", "queries/tables/x.sql: Stopp: Die Abfrage sagt nicht, in welcher Reihenfolge die Zeilen stehen. Bitte mit »order by« enden lassen."},
		"value of no number": {"select 'viel' as n order by n", "queries/tables/x.sql: Stopp: Ein Wert passt nicht zu seiner Spalte. DuckDB meldet: »Conversion Error: Could not convert string 'viel' to INT64 when casting from source column n«. Bitte die Abfrage berichtigen."},
	}
	// What Check makes a table of stays what it was.
	failOn(t, must(s.settle(t.Context()))(t))
	compareText(t, "n\n2", printQuery(t, s, "select count(*) as n from duckdb_tables() where schema_name = 'basis' and table_name in ('zahl', 'summe')"))
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			fact := indicator.Facts{ID: "x", File: "queries/tables/x.sql", SQL: c.sql, Columns: []indicator.FactColumn{{Name: "n", Type: "int"}}}
			_, found, err := s.Facts(t.Context(), []indicator.Facts{fact})
			if err != nil {
				t.Fatal(err)
			}
			compareText(t, c.want, printFindings(found))
		})
	}
}
