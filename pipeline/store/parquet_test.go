package store

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestParquetHoldsTheRowsOfTheCSVAndItsBytesDoNotDependOnTheirOrder reads the file back with DuckDB.
func TestParquetHoldsTheRowsOfTheCSVAndItsBytesDoNotDependOnTheirOrder(t *testing.T) {
	ctx := context.Background()
	columns := []ParquetColumn{{"k", "VARCHAR"}, {"v", "DECIMAL(18,6)"}, {"d", "DATE"}, {"b", "BOOLEAN"}}
	one, rows, err := Parquet(ctx, []byte("k,v,d,b\nA_1,1.5,2018-09-30,true\n\"B, \"\"x\"\"\",,,false\n"), columns, []string{"k"})
	if err != nil {
		t.Fatal(err)
	}
	two, _, err := Parquet(ctx, []byte("k,v,d,b\n\"B, \"\"x\"\"\",,,false\nA_1,1.5,2018-09-30,true\n"), columns, []string{"k"})
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the order of the rows shows: %v", err)
	}
	want := [][]string{{"k", "v", "d", "b"}, {"A_1", "1.500000", "2018-09-30", "true"}, {`B, "x"`, "", "", "false"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("read back:\n%s", diff)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "x.parquet")
	if err := os.WriteFile(file, one, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := openEngine(ctx, "", true, Options{Allowed: []string{dir}}.settings())
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	var got []string
	err = e.each(ctx, "select concat_ws('|', k, coalesce(v::varchar, 'null'), coalesce(d::varchar, 'null'), b, typeof(v)) from "+quote(file), nil, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		got = append(got, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"A_1|1.500000|2018-09-30|true|DECIMAL(18,6)", `B, "x"|null|null|false|DECIMAL(18,6)`}, got); diff != "" {
		t.Error(diff)
	}
	if _, _, err := Parquet(ctx, []byte("k,v,d,b\nA,viel,,\n"), columns, []string{"k"}); err == nil || !strings.Contains(err.Error(), "make Parquet") {
		t.Errorf("no number was taken for one: %v", err)
	}
}
