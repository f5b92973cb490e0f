package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
)

// reaching are texts with which SQL of a project would reach for what lies outside, even for the folder of the deliveries, from which DuckDB may read.
func reaching(data string) []string {
	return []string{
		"select * from read_csv('/etc/passwd', header = false, columns = {'a': 'VARCHAR'})",
		"select * from read_text('/etc/passwd')",
		"select * from '/etc/passwd.csv'",
		"select * from glob('/etc/*')",
		"copy (select 1) to '/tmp/x.csv'",
		"copy (select 1) to '" + filepath.Join(data, "x.csv") + "'",
		"export database '" + data + "'",
		"attach '/tmp/x.duckdb'",
		"attach '" + filepath.Join(data, "x.duckdb") + "'",
		"install httpfs",
		"load httpfs",
		"set enable_external_access = true",
		"set threads = 8",
		"pragma memory_limit = '8GB'",
		"begin",
		"commit",
		"checkpoint",
	}
}

func TestSQLOfAProjectReachesNothingOutside(t *testing.T) {
	data := t.TempDir()
	for _, sql := range reaching(data) {
		for kind, try := range map[string]func(*Store, Project) (finding.List, error){
			"queries/schema": func(s *Store, _ Project) (finding.List, error) {
				return s.Prepare(t.Context(), parseDay(t, "2018-10-30"))
			},
			"queries/checks": func(s *Store, _ Project) (finding.List, error) {
				return s.Check(t.Context(), parseDay(t, "2018-10-30"))
			},
			"queries/indicators": func(s *Store, _ Project) (finding.List, error) {
				if found, err := s.Check(t.Context(), parseDay(t, "2018-10-30")); err != nil || found.Stops() {
					t.Fatal(found, err)
				}
				_, found, err := s.Observe(t.Context(), []*indicator.Indicator{{ID: "x", File: "queries/indicators/x.sql", SQL: sql}})
				return found, err
			},
		} {
			p := smallProject()
			p.Schema = []Script{{"queries/schema/a.sql", "create table basis.zeitraum as select 'Q' as freq, '2018-Q3' as time_period, date '2018-07-01' as von, date '2018-09-30' as bis, false as vorlaeufig"}}
			switch kind {
			case "queries/schema":
				p.Schema = append(p.Schema, Script{"queries/schema/x.sql", sql})
			case "queries/checks":
				p.Checks = []Check{{ID: "x", File: "queries/checks/x.sql", SQL: sql}}
			}
			s, err := Open(t.Context(), "", p, Options{Rows: cleanRows, Threads: 1})
			if err != nil {
				t.Fatal(err)
			}
			load(t, s, deliver(t, p, "2018-10-30", "familie", "familie_id", "F1"))
			found, err := try(s, p)
			if err != nil || !found.Stops() || !strings.HasPrefix(found[0].Place.File, kind) {
				t.Errorf("%s: %s: %v, %v", kind, sql, found, err)
			}
			if kind == "queries/schema" && found.Stops() && found[0].Rule != "sql_gesperrt" {
				t.Errorf("%s: %v", sql, found)
			}
			s.Close()
		}
	}
	if files, err := os.ReadDir(data); err != nil || len(files) > 0 {
		t.Errorf("the folder of the deliveries holds %v, %v", files, err)
	}
}
