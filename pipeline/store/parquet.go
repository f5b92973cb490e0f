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
// must be that of order, and reads the finished file again: a row of heads, then its rows as texts, NULL as an empty one; a last row holds what else the file
// says of itself, if it says anything. It has a DuckDB of its own, locked down to one folder that is gone afterwards. The same rows give the same
// bytes for one version of DuckDB, which the file names.
func Parquet(ctx context.Context, table []byte, columns []ParquetColumn, order []string) (data []byte, rows [][]string, err error) {
	dir, err := os.MkdirTemp("", "wirkbericht-")
	if err != nil {
		return nil, nil, fmt.Errorf("make Parquet: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	from, to, back := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.parquet"), filepath.Join(dir, "back.csv")
	if err := os.WriteFile(from, table, 0o600); err != nil {
		return nil, nil, fmt.Errorf("make Parquet: %w", err)
	}
	e, err := openEngine(ctx, "", true, Options{Allowed: []string{dir}, Threads: 1}.settings())
	if err != nil {
		return nil, nil, fmt.Errorf("make Parquet: %w", err)
	}
	defer func() { err = errors.Join(err, e.close()) }()
	var typed, keys []string
	for _, c := range columns {
		typed = append(typed, quote(c.Name)+": "+quote(c.Type))
	}
	for _, k := range order {
		keys = append(keys, name(k))
	}
	// Note: binary collation is DuckDB's default, so ORDER BY is the order of the bytes that the CSV has.
	err = e.exec(ctx, fmt.Sprintf(`copy (from read_csv(%s, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false, columns = {%s}) order by %s)
		to %s (format parquet, compression zstd)`, quote(from), strings.Join(typed, ", "), strings.Join(keys, ", "), quote(to)))
	if err != nil {
		return nil, nil, fmt.Errorf("make Parquet: %w", err)
	}
	if data, err = os.ReadFile(to); err != nil {
		return nil, nil, fmt.Errorf("make Parquet: %w", err)
	}
	err = e.exec(ctx, fmt.Sprintf(`copy (from read_parquet(%[1]s) union all by name select key::varchar || '=' || value::varchar as %[2]s from parquet_kv_metadata(%[1]s))
		to %[3]s (format csv, header)`, quote(to), name(columns[0].Name), quote(back)))
	if err != nil {
		return nil, nil, fmt.Errorf("read Parquet: %w", err)
	}
	text, err := os.ReadFile(back)
	if err != nil {
		return nil, nil, fmt.Errorf("read Parquet: %w", err)
	}
	if rows, err = csv.NewReader(bytes.NewReader(text)).ReadAll(); err != nil {
		return nil, nil, fmt.Errorf("read Parquet: %w", err)
	}
	return data, rows, nil
}
