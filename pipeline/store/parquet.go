package store

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ParquetColumn is one column of a file: its name and its type in SQL.
type ParquetColumn struct {
	Name, Type string
}

// Parquet makes a CSV file (comma, header, empty for NULL) into a Parquet file with the same columns in the same order of rows, which
// must be that of order. It has a DuckDB of its own, locked down to one folder that is gone afterwards. The same rows give the same
// bytes for one version of DuckDB, which the file names.
func Parquet(ctx context.Context, table []byte, columns []ParquetColumn, order []string) (data []byte, err error) {
	var typed, keys []string
	for _, c := range columns {
		typed = append(typed, quote(c.Name)+": "+quote(c.Type))
	}
	for _, k := range order {
		keys = append(keys, name(k))
	}
	// Note: binary collation is DuckDB's default, so ORDER BY is the order of the bytes that the CSV has.
	data, err = converted(ctx, table, fmt.Sprintf(`copy (from read_csv(%%s, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false, columns = {%s}) order by %s)
		to %%s (format parquet, compression zstd)`, strings.Join(typed, ", "), strings.Join(keys, ", ")))
	if err != nil {
		return nil, fmt.Errorf("make Parquet: %w", err)
	}
	return data, nil
}

// ReadParquet reads a Parquet file: a row of heads, then its rows as texts, NULL as an empty one. A last row holds what else the file says of itself, if
// it says anything.
func ReadParquet(ctx context.Context, data []byte) ([][]string, error) {
	const query = `copy (select * from read_parquet(%[1]s) union all by name select key::varchar || '=' || value::varchar as ref_area from parquet_kv_metadata(%[1]s)) to %[2]s (format csv, header)`
	text, err := converted(ctx, data, query)
	if err != nil {
		return nil, fmt.Errorf("read Parquet: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read Parquet: %w", err)
	}
	return rows, nil
}

// converted is a file made of another by a query that names both. It is done in a folder that is gone afterwards, and nothing else can be reached.
func converted(ctx context.Context, data []byte, query string) (out []byte, err error) {
	dir, err := os.MkdirTemp("", "wirkbericht-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	if err := os.WriteFile(from, data, 0o600); err != nil {
		return nil, err
	}
	e, err := openEngine(ctx, "", true, Options{Allowed: []string{dir}, Threads: 1}.settings())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, e.close()) }()
	if err := e.exec(ctx, fmt.Sprintf(query, quote(from), quote(to))); err != nil {
		return nil, err
	}
	return os.ReadFile(to)
}
