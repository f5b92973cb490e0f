package privacy

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/marcboeker/go-duckdb/v2" // the engine itself: the store has no door for a query of a test

	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// contracts are a small project: families, persons in them, housing of families, residence of persons, a budget without people.
func contracts() []intake.Table {
	col := func(name string, t intake.Type, class, references string) intake.Column {
		return intake.Column{Name: name, Type: t, Class: class, References: references, Required: true}
	}
	title := func(s string) notation.Text { return notation.Text{DE: s} }
	return []intake.Table{
		{Name: "aufenthalt", Title: title("Aufenthalt"), Key: []string{"person_id", "gueltig_von"}, Columns: []intake.Column{
			col("person_id", intake.TypeText, "key", "person.person_id"), col("gueltig_von", intake.TypeMonth, "plain", ""),
			col("status", intake.TypeText, "sensitive", ""), col("seit", intake.TypeMonth, "quasi", ""),
		}},
		{Name: "budget", Title: title("Budget"), Key: []string{"zeile"}, Columns: []intake.Column{col("zeile", intake.TypeText, "plain", "")}},
		{Name: "familie", Title: title("Familien"), Key: []string{"familie_id"}, Columns: []intake.Column{
			col("familie_id", intake.TypeText, "key", ""), col("groesse", intake.TypeText, "quasi", ""), col("herkunft", intake.TypeText, "quasi", ""),
		}},
		{Name: "person", Title: title("Personen"), Key: []string{"person_id"}, Columns: []intake.Column{
			col("person_id", intake.TypeText, "key", ""), col("familie_id", intake.TypeText, "key", "familie.familie_id"),
			col("geschlecht", intake.TypeText, "quasi", ""), col("geburt_monat", intake.TypeMonth, "quasi", ""), col("erwerb", intake.TypeBool, "sensitive", ""),
		}},
		{Name: "wohnen", Title: title("Wohnen"), Key: []string{"familie_id", "gueltig_von"}, Columns: []intake.Column{
			col("familie_id", intake.TypeText, "key", "familie.familie_id"), col("gueltig_von", intake.TypeMonth, "plain", ""), col("art", intake.TypeText, "quasi", ""),
		}},
		{Name: "alt", Status: "off", Columns: []intake.Column{col("person_id", intake.TypeText, "key", ""), col("x", intake.TypeText, "quasi", "")}},
	}
}

// prepared is a database with the schema basis of contracts: 14 families, four persons each.
func prepared(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	var b strings.Builder
	b.WriteString(`
		create schema basis;
		create table basis.familie (familie_id varchar, groesse varchar, herkunft varchar);
		create table basis.person (person_id varchar, familie_id varchar, geschlecht varchar, geburt_monat date, erwerb boolean);
		create table basis.wohnen (familie_id varchar, gueltig_von date, art varchar);
		create table basis.aufenthalt (person_id varchar, gueltig_von date, status varchar, seit date);
		create table basis.budget (zeile varchar);`)
	r := rand.New(rand.NewPCG(7, 8))
	pick := func(values ...string) string { return values[r.IntN(len(values))] }
	for f := range 14 {
		fmt.Fprintf(&b, "insert into basis.familie values ('F%02d', %s, %s);\n", f, pick("'3-4'", "'5-6'", "null"), pick("'A'", "'B'"))
		for i := range 2 {
			fmt.Fprintf(&b, "insert into basis.wohnen values ('F%02d', date '2017-0%d-01', %s);\n", f, i+1, pick("'GU'", "'WHG'"))
		}
		for p := range 4 {
			id := 4*f + p
			fmt.Fprintf(&b, "insert into basis.person values ('P%03d', 'F%02d', %s, date '%d-0%d-01', %s);\n", id, f, pick("'W'", "'M'"), 1980+r.IntN(3), 1+r.IntN(2), pick("true", "false"))
			for i := range 1 + r.IntN(3) {
				fmt.Fprintf(&b, "insert into basis.aufenthalt values ('P%03d', date '2017-0%d-01', %s, date '2010-01-01');\n", id, i+1, pick("'DUL'", "'AE'"))
			}
		}
	}
	if _, err := db.Exec(b.String()); err != nil {
		t.Fatal(err)
	}
	return db
}

func queryOf(db *sql.DB) Query {
	return func(ctx context.Context, query string, row func([]any) error) error {
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range into {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return err
			}
			if err := row(values); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

func TestTablesAreMeasuredWithWhatTheyReferTo(t *testing.T) {
	db := prepared(t)
	all, err := Project(t.Context(), queryOf(db), contracts(), Internal())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range all {
		got = append(got, fmt.Sprint(m.Table, " ", m.Count, " ", m.Units, " in ", m.Families, ", course ", m.Course != nil, ": ", strings.Join(m.Quasi, " ")))
	}
	want := []string{
		"Aufenthalt 56 Personen in 14, course true: seit geschlecht geburt_monat groesse herkunft",
		"Familien 14 Familien in 0, course false: groesse herkunft",
		"Personen 56 Personen in 14, course false: geschlecht geburt_monat groesse herkunft",
		"Wohnen 14 Familien in 0, course true: art groesse herkunft",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The statements of sdc.md 3.1, run by DuckDB on the same data, give the same numbers.
func TestMeasuresAgreeWithTheStatementsOfTheReference(t *testing.T) {
	db := prepared(t)
	all, err := Project(t.Context(), queryOf(db), contracts(), Internal())
	if err != nil {
		t.Fatal(err)
	}
	m := all[2]
	const f = `with f as (select p.person_id, p.familie_id fam, erwerb s, geschlecht q1, geburt_monat q2, coalesce(groesse, '-') q3, herkunft q4
		from basis.person p join basis.familie using (familie_id)),
		c as (select q1, q2, q3, q4, count(*) n, count(distinct fam) fams, count(distinct s) l from f group by all) `
	number := func(query string) float64 {
		t.Helper()
		var x float64
		if err := db.QueryRow(f + query).Scan(&x); err != nil {
			t.Fatal(err)
		}
		return round(x)
	}
	for name, c := range map[string]struct {
		got   float64
		query string
	}{
		"k":               {float64(m.K), `select min(n) from c`},
		"families":        {float64(m.KFamilies), `select min(fams) from c`},
		"classes":         {float64(m.Classes), `select count(*) from c`},
		"unique":          {float64(m.Unique), `select sum(n) filter (n = 1) from c`},
		"at risk":         {float64(m.AtRisk), `select sum(n) filter (n < 3) from c`},
		"average risk":    {m.RiskMean, `select count(*) / sum(n) from c`},
		"l":               {float64(m.Sensitive[0].L), `select min(l) from c`},
		"household, mean": {m.Household.RiskMean, `select avg(r) from (select 1 - product(1 - 1 / n) r from f join c using (q1, q2, q3, q4) group by fam)`},
		"household, max":  {m.Household.RiskMax, `select max(r) from (select 1 - product(1 - 1 / n) r from f join c using (q1, q2, q3, q4) group by fam)`},
		"families alone": {float64(m.Household.Unique), `select count(*) from (select v from (select fam, list_sort(list((q1, q2, q3, q4)::varchar)) v
			from f group by fam) group by v having count(*) = 1)`},
		"pairs below 3": {float64(m.Subsets[1].Below), `select count(*) from (select g from (select grouping_id(q1, q2, q3, q4) g, count(*) n from f
			group by cube (q1, q2, q3, q4)) where bit_count(g) = 2 group by g having min(n) < 3)`},
		"t": {m.Sensitive[0].T, `select max(t) from (select q1, q2, q3, q4, 0.5 * sum(abs(coalesce(x.n, 0) / k.n - o.n / 56)) t
			from c k cross join (select s, count(*) n from f group by s) o
			left join (select q1, q2, q3, q4, s, count(*) n from f group by all) x using (q1, q2, q3, q4, s) group by all)`},
	} {
		if want := number(c.query); c.got != want {
			t.Errorf("%s: got %v, DuckDB says %v", name, c.got, want)
		}
	}
}

func TestAFailingQueryNamesTheTable(t *testing.T) {
	_, err := Project(t.Context(), func(context.Context, string, func([]any) error) error { return sql.ErrConnDone }, contracts(), Internal())
	if err == nil || err.Error() != "measure privacy of table aufenthalt: sql: connection is already closed" {
		t.Errorf("got %v", err)
	}
}
