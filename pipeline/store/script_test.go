package store

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestAScriptIsCutAtSemicolonsThatAreOnes(t *testing.T) {
	const sql = `-- first; not a cut
create view basis.a as select ';' as x, "a;b" /* ; */ from t -- ; end
;

/* a comment
   of its own; */
select $$ ; $$, 'it''s; one'
  , 2;;
  -- nothing behind
`
	want := []statement{
		{2, "create view basis.a as select ';' as x, \"a;b\" /* ; */ from t -- ; end\n"},
		{7, "select $$ ; $$, 'it''s; one'\n  , 2"},
	}
	if diff := gocmp.Diff(want, statements(sql), gocmp.AllowUnexported(statement{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzStatementsKeepTheirPlace(f *testing.F) {
	f.Add("select 1; -- a\n/* b */ select ';'")
	f.Add("'")
	f.Add("/*")
	f.Add("$$;--")
	f.Fuzz(func(t *testing.T, sql string) {
		if len(mask(sql)) != len(sql) {
			t.Fatal("mask changes the length")
		}
		for _, st := range statements(sql) {
			if st.line < 1 || st.text == "" {
				t.Errorf("%+v", st)
			}
		}
	})
}

func TestReadersFollowWhatQueriesSchemaMakes(t *testing.T) {
	r := newReaders(steps([]Script{{"1.sql", `
		create or replace macro basis.alter_am(tag) as (select max(as_of) from basis.lauf);
		create or replace view basis.kind as select * from basis.person where true;
		create table if not exists "basis"."stufe" as select * from Basis.Kind join config.codes;`}}))
	for sql, want := range map[string][]string{
		"select basis.alter_am(tag) from raw.x":        {"alter_am", "lauf"},
		"from basis.stufe":                             {"kind", "person", "stufe"},
		`from "basis" . "familie" -- and basis.wohnen`: {"familie", "wohnen"},
		"select 1": nil,
	} {
		if diff := gocmp.Diff(want, r.of(sql)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sql, diff)
		}
	}
}
