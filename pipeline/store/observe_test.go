package store

import (
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// periods is a queries/schema of two quarters, of which the second is provisional.
const periods = `
create table basis.zeitraum as
select * from (values
  ('Q', '2018-Q1', date '2018-01-01', date '2018-03-31', false),
  ('Q', '2018-Q2', date '2018-04-01', date '2018-06-30', true),
  ('T', 'T06', null, null, false)) t(freq, time_period, von, bis, vorlaeufig);
`

// observing is a prepared store without tables, with the two quarters.
func observing(t testing.TB, targets ...Target) *Store {
	t.Helper()
	s := openTest(t, Project{
		Municipality: "05515000",
		Schema:       []Script{{"queries/schema/010_zeitraum.sql", periods}},
		Reference:    Reference{Targets: targets},
	})
	failOn(t, must(s.Load(t.Context(), nil, nil))(t))
	failOn(t, must(s.Prepare(t.Context(), time.Date(2018, 6, 30, 0, 0, 0, 0, time.UTC)))(t))
	return s
}

// values is an indicator's query over literal rows.
func values(columns string, rows ...string) string {
	return "select * from (values\n  (" + strings.Join(rows, "),\n  (") + ")) t(" + columns + ")"
}

// The edges of RULINGS 1, one case each.
func TestUnitsAreReducedPerCellBeforeTheyAreSummed(t *testing.T) {
	const columns = "freq, time_period, unit_id, person_id, family_id, numerator, denominator"
	sex := []indicator.Breakdown{{"geschlecht_2"}}
	cases := []struct {
		name    string
		measure indicator.Measure
		by      []indicator.Breakdown
		law     bool
		sql     string
		want    string
	}{
		{
			"families are counted once and persons not at all", indicator.Count, nil, false,
			values(columns, "'Q','2018-Q1','F1',null,'F1',1,null", "'Q','2018-Q1','F2',null,'F2',1,null", "'Q','2018-Q1','F2',null,'F2',1,null"),
			`
Q     2018-Q1  _z   _t         _t        2  .  2      0        ././.    2/./.     1,1      .
`,
		},
		{
			"a missing denominator is unknown and neither numerator nor complement", indicator.Share, nil, false,
			values(columns, "'Q','2018-Q1','P1','P1','F1',1,1", "'Q','2018-Q1','P2','P2','F2',0,1", "'Q','2018-Q1','P3','P3','F2',1,null", "'Q','2018-Q1','P4','P4','F3',null,1"),
			`
Q     2018-Q1  _z   _t         _t        1  2  0.5    2        1/2/1    1/2/1     1,0      .
`,
		},
		{
			"of several rows a one decides, and without a one any gap", indicator.Share, nil, false,
			values(columns,
				"'Q','2018-Q1','F1',null,'F1',0,1", "'Q','2018-Q1','F1',null,'F1',1,1", "'Q','2018-Q1','F1',null,'F1',null,null",
				"'Q','2018-Q1','F2',null,'F2',0,1", "'Q','2018-Q1','F2',null,'F2',null,null",
				"'Q','2018-Q1','F3',null,'F3',0,1", "'Q','2018-Q1','F3',null,'F3',0,1"),
			`
Q     2018-Q1  _z   _t         _t        1  2  0.5    1        ././.    1/2/1     1,0      .
`,
		},
		{
			"a unit in two categories counts once in the total", indicator.Share, sex, false,
			values(columns+", geschlecht_2",
				"'Q','2018-Q1','F1',null,'F1',1,1,'W'", "'Q','2018-Q1','F1',null,'F1',0,1,'M'", "'Q','2018-Q1','F2',null,'F2',0,1,null"),
			`
Q     2018-Q1  _z   _t            _t        1  2  0.5    0        ././.    1/2/1     1,0      .
Q     2018-Q1  _z   geschlecht_2  m         0  1  0      0        ././.    0/1/1     0,.      .
Q     2018-Q1  _z   geschlecht_2  unbek     0  1  0      0        ././.    0/1/1     0,.      .
Q     2018-Q1  _z   geschlecht_2  w         1  1  1      0        ././.    1/1/0     1,.      .
`,
		},
		{
			"the amounts of a unit with several rows are added, known parts only", indicator.Ratio, nil, false,
			values(columns,
				"'Q','2018-Q1','P1','P1','F1',10.5,100", "'Q','2018-Q1','P1','P1','F1',2,50", "'Q','2018-Q1','P1','P1','F1',null,70",
				"'Q','2018-Q1','P2','P2','F2',3,30", "'Q','2018-Q1','P3','P3','F2',null,40", "'Q','2018-Q1','P4','P4','F3',null,40", "'Q','2018-Q1','P4','P4','F3',null,40"),
			`
Q     2018-Q1  _z   _t         _t        15.5  180  0.086111  2        2/2/.    2/2/.     12.5,3   .
`,
		},
		{
			"a unit of two families contributes to both and counts once", indicator.Share, nil, false,
			values(columns, "'Q','2018-Q1','M1','P1','F1',1,1", "'Q','2018-Q1','M1','P2','F2',1,1", "'Q','2018-Q1','M2','P3','F3',0,1"),
			`
Q     2018-Q1  _z   _t         _t        1  2  0.5    0        2/3/1    2/3/1     1,1      .
`,
		},
		{
			"a person with several goals is one person", indicator.Share, nil, false,
			values(columns, "'Q','2018-Q1','Z1','P1','F1',1,1", "'Q','2018-Q1','Z2','P1','F1',1,1", "'Q','2018-Q1','Z3',null,'F1',0,1", "'Q','2018-Q1','Z4',null,'F2',0,1"),
			`
Q     2018-Q1  _z   _t         _t        2  4  0.5    0        1/1/0    1/2/2     2,0      .
`,
		},
		{
			"money without people has no minimum", indicator.Amount, nil, false,
			values(columns, "'Q','2018-Q1','a',null,null,10.25,null", "'Q','2018-Q1','b',null,null,-0.25,null", "'Q','2018-Q1','c',null,null,null,null"),
			`
Q     2018-Q1  _z   _t         _t        10  .  10     1        ././.    ././.     .,.      .
`,
		},
		{
			"no rows give no cells", indicator.Share, nil, false,
			values(columns, "'Q','2018-Q1','P1','P1','F1',1,1") + " where false", "",
		},
		{
			"nothing determinable gives a cell without a value", indicator.Share, nil, false,
			values(columns, "'Q','2018-Q1','P1','P1','F1',null,null"),
			`
Q     2018-Q1  _z   _t         _t        0  0  .      1        0/0/0    0/0/0     .,.      .
`,
		},
		{
			"legal states are series of their own, periods without dates too", indicator.Count, nil, true,
			values(columns+", legal_state", "'Q','2018-Q2','P1','P1','F1',1,null,'L2018'", "'Q','2018-Q2','P1','P1','F1',1,null,'L2022'", "'T','T06','P1','P1','F1',1,null,'L2022'"),
			`
Q     2018-Q2  l2018  _t         _t        1  .  1      0        1/./.    1/./.     1,.      .       p
Q     2018-Q2  l2022  _t         _t        1  .  1      0        1/./.    1/./.     1,.      .       p
T     T06      l2022  _t         _t        1  .  1      0        1/./.    1/./.     1,.      .
`,
		},
		{
			"two thirds are rounded to six decimals", indicator.Rate, nil, false,
			values(columns, "'Q','2018-Q1','P1','P1','F1',2,3"),
			`
Q     2018-Q1  _z   _t         _t        2  3  0.666667  0        1/1/.    1/1/.     2,.      .
`,
		},
	}
	s := observing(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			ind := &indicator.Indicator{ID: "probe", File: "queries/indicators/probe.sql", SQL: c.sql, Measure: c.measure, By: c.by, Law: c.law, Period: indicator.Periods{"quarter", "since_intake"}}
			got, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
			failOn(t, must(found, err)(t))
			_, body, _ := strings.Cut(printObservations(got), "\n")
			if diff := gocmp.Diff(words(c.want), words(body)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, body)
			}
			for _, o := range got {
				checkMembers(t, o)
			}
		})
	}
}

// checkMembers compares who is named on each side with how many are counted there.
func checkMembers(t *testing.T, o indicator.Observation) {
	t.Helper()
	if o.Members == nil {
		if o.InNumerator.Persons != nil || o.InNumerator.Families != nil {
			t.Errorf("%s: people are counted and not named", o.ID())
		}
		return
	}
	for side, x := range map[string]struct {
		named   []indicator.Member
		counted indicator.Contributors
	}{"numerator": {o.Members.In, o.InNumerator}, "complement": {o.Members.Out, o.InComplement}} {
		persons, families := map[uint64]bool{}, map[uint64]bool{}
		for _, m := range x.named {
			persons[m.Person], families[m.Family] = true, true
		}
		delete(persons, 0)
		delete(families, 0)
		if n := x.counted.Persons; n != nil && *n != int64(len(persons)) {
			t.Errorf("%s: %d persons named in the %s, %d counted", o.ID(), len(persons), side, *n)
		}
		if n := x.counted.Families; n != nil && *n != int64(len(families)) {
			t.Errorf("%s: %d families named in the %s, %d counted", o.ID(), len(families), side, *n)
		}
	}
}

// words makes the comparison independent of column widths.
func words(s string) [][]string {
	var out [][]string
	for line := range strings.Lines(strings.TrimSpace(s)) {
		out = append(out, strings.Fields(line))
	}
	return out
}

func TestTargetsAreJoinedByCell(t *testing.T) {
	target := func(breakdown, category string, v notation.Decimal) Target {
		return Target{Indicator: "probe", Freq: "Q", Period: "2018-Q1", Breakdown: breakdown, Category: category, Value: v}
	}
	s := observing(t, target("_t", "_t", notation.One/2), target("geschlecht_2_x_stufe", "W_X_PRIM", notation.One/4),
		Target{Indicator: "anderer", Freq: "Q", Period: "2018-Q1", Breakdown: "_t", Category: "_t", Value: 1})
	ind := &indicator.Indicator{
		ID: "probe", Measure: indicator.Share, Period: indicator.Periods{"quarter"}, By: []indicator.Breakdown{{"geschlecht_2", "stufe"}, {"stufe"}},
		SQL: values("freq, time_period, unit_id, person_id, family_id, numerator, denominator, stufe, geschlecht_2",
			"'Q','2018-Q1','P1','P1','F1',1,1,'PRIM','W'", "'Q','2018-Q1','P2','P2','F1',1,1,'SEK1','M'"),
	}
	got, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
	failOn(t, must(found, err)(t))
	want := `
freq  period   law  breakdown             category   k  n  value  unknown  persons  families  largest  target
Q     2018-Q1  _z   _t                    _t         2  2  1      0        2/2/0    1/1/0     2,.      0.5
Q     2018-Q1  _z   geschlecht_2_x_stufe  m_x_sek1   1  1  1      0        1/1/0    1/1/0     1,.      .
Q     2018-Q1  _z   geschlecht_2_x_stufe  w_x_prim   1  1  1      0        1/1/0    1/1/0     1,.      0.25
Q     2018-Q1  _z   stufe                 prim       1  1  1      0        1/1/0    1/1/0     1,.      .
Q     2018-Q1  _z   stufe                 sek1       1  1  1      0        1/1/0    1/1/0     1,.      .
`
	if diff := gocmp.Diff(words(want), words(printObservations(got))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if id := got[2].ID(); id != "de_05515000/probe/_z/q/2018-q1/geschlecht_2_x_stufe/w_x_prim" {
		t.Errorf("cell id %q", id)
	}
}

func TestAFaultOfAQueryIsAFindingAtItsLine(t *testing.T) {
	const head = "-- title: {de: Probe, en: Probe}\n-- measure: share\n"
	const row = "select 'Q' as freq, '2018-Q1' as time_period, 'P1' as unit_id, 'P1' as person_id, 'F1' as family_id, "
	cases := map[string]struct{ sql, want string }{
		"unknown column": {
			head + "select\n  fehl_stdd\nfrom basis.zeitraum",
			`queries/indicators/probe.sql:4: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »Binder Error: Referenced column "fehl_stdd" not found in FROM clause! Candidate bindings: "freq", "time_period"«. Bitte die Abfrage berichtigen.`,
		},
		"syntax": {
			head + "select 1 frm x y",
			`queries/indicators/probe.sql:3: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »Parser Error: syntax error at or near "x"«. Bitte die Abfrage berichtigen.`,
		},
		"two statements": {
			head + row + "1 as numerator, 1 as denominator;\ndrop schema basis cascade",
			"queries/indicators/probe.sql: Stopp: Die Abfrage läuft nicht. DuckDB meldet: »mehr als eine Anweisung in der Datei«. Bitte die Abfrage berichtigen.",
		},
		"file access": {
			head + "select * from read_csv('/etc/passwd')",
			`queries/indicators/probe.sql:3: Stopp: Die Abfrage greift über den Speicher hinaus; das ist gesperrt. DuckDB meldet: »Permission Error: Cannot access file "/etc/passwd" - file system operations are disabled by configuration«. Bitte nur Tabellen aus basis, raw und config lesen: Dateien, Netz, Erweiterungen und Einstellungen sind für Abfragen nicht da.`,
		},
		"column missing and extra": {
			head + row + "1 as numerator, 1 as nenner",
			`queries/indicators/probe.sql: Stopp: Die Abfrage liefert die Spalte "denominator" nicht. Bitte die Spalte in der Abfrage ergänzen.
queries/indicators/probe.sql: Stopp: Die Abfrage liefert die Spalte "nenner", die niemand liest. Erwartet werden: freq, time_period, unit_id, person_id, family_id, numerator, denominator.`,
		},
		"binary fraction": {
			head + row + "1/2 as numerator, 1 as denominator",
			`queries/indicators/probe.sql: Stopp: Die Spalte "numerator" ist eine binäre Kommazahl (DOUBLE); deren Summen hängen von der Reihenfolge ab. Bitte mit cast(… as decimal(18,6)) umwandeln; eine Division ergibt immer DOUBLE.`,
		},
		"a share of two": {
			head + row + "2 as numerator, 1 as denominator",
			"queries/indicators/probe.sql: Stopp: In 1 Zeilen ist numerator oder denominator weder 0 noch 1. Bei measure: share zählt eine Einheit ganz oder gar nicht; für Mengen bitte ratio, rate oder amount wählen.",
		},
		"no unit": {
			head + "select 'Q' as freq, '2018-Q1' as time_period, null as unit_id, null as person_id, null as family_id, 1 as numerator, 1 as denominator",
			"queries/indicators/probe.sql: Stopp: In 1 Zeilen fehlt freq, time_period, unit_id oder legal_state. Bitte in der Abfrage für jede Zeile angeben.",
		},
		"period and frequency": {
			head + "select 'A' as freq, '2018-A1' as time_period, 'x' as unit_id, null as person_id, null as family_id, 1 as numerator, 1 as denominator",
			`queries/indicators/probe.sql: Stopp: Die Abfrage liefert Frequenzen, die der Kopf nicht nennt: A. Bitte period im Kopf und freq in der Abfrage aufeinander abstimmen.
queries/indicators/probe.sql: Stopp: In basis.zeitraum gibt es nicht: A:2018-A1. Bitte die Zeiträume von dort nehmen.`,
		},
		"text as number": {
			head + row + "'viel' as numerator, 1 as denominator",
			`queries/indicators/probe.sql: Stopp: Ein Wert passt nicht zu seiner Spalte. DuckDB meldet: »Conversion Error: Could not convert string "viel" to DECIMAL(18,6) when casting from source column numerator«. Bitte die Abfrage berichtigen.`,
		},
	}
	s := observing(t)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			ind := &indicator.Indicator{ID: "probe", File: "queries/indicators/probe.sql", SQL: c.sql, Measure: indicator.Share, Period: indicator.Periods{"quarter"}}
			observations, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
			if err != nil || len(observations) > 0 {
				t.Fatal(observations, err)
			}
			var got []string
			for _, f := range found {
				got = append(got, f.String())
			}
			if diff := gocmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
func TestRunningAFileTellsHowManyRowsItGave(t *testing.T) {
	s := openTest(t, Project{Municipality: "05515000"})
	rows, found, err := s.runInto(t.Context(), "u", "x.sql", "select * from range(3)")
	if failOn(t, must(found, err)(t)); rows != 3 {
		t.Errorf("%d rows", rows)
	}
}
