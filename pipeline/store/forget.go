package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"wirkbericht/pipeline/intake"
)

// Trace adds to keys everything that the store holds under them: the persons of a family, its goals, its conferences.
func (s *Store) Trace(ctx context.Context, keys intake.Keys) error {
	had, err := s.heldColumns(ctx)
	if err != nil {
		return err
	}
	for grown := true; grown; {
		grown = false
		for _, t := range s.project.Tables {
			where := s.belongs(t, keys, had)
			if where == "" || len(t.Key) != 1 || !had[t.Name+"."+t.Key[0]] {
				continue
			}
			query := fmt.Sprintf("select distinct %s::varchar from raw.%s where (%s) and %[1]s is not null", name(t.Key[0]), name(t.Name), where)
			err := s.each(ctx, query, nil, func(rows *sql.Rows) error {
				var k string
				err := rows.Scan(&k)
				grown = keys.Add(t.Name+"."+t.Key[0], k) || grown
				return err
			})
			if err != nil {
				return fmt.Errorf("trace keys in %s: %w", t.Name, err)
			}
		}
	}
	return nil
}

// Forget deletes every row that belongs to keys, of all snapshots, and takes it off the account of its delivery. What was found when the rules were last checked goes
// too: the next Check finds it again. It returns how many rows there were. Their bytes are in the file until Rewrite.
func (s *Store) Forget(ctx context.Context, keys intake.Keys) (int, error) {
	total := 0
	had, err := s.heldColumns(ctx)
	if err != nil {
		return 0, err
	}
	err = s.inTransaction(ctx, func() error {
		for _, t := range s.project.Tables {
			where := s.belongs(t, keys, had)
			if where == "" {
				continue
			}
			var n int
			from := fmt.Sprintf("raw.%s where %s", name(t.Name), where)
			if err := s.conn.QueryRowContext(ctx, "select count(*) from "+from).Scan(&n); err != nil {
				return err
			}
			total += n
			for _, statement := range []string{
				`delete from raw.fehlend f where exists (select 1 from (select _delivery, _line from ` + from + `) r where r._delivery = f._delivery and r._line = f._line)`,
				`update raw.lieferung l set gelesen = gelesen - r.n, angenommen = angenommen - r.n from (select _delivery, count(*) as n from ` + from + ` group by _delivery) r where r._delivery = l.id`,
				`delete from ` + from,
			} {
				if n == 0 {
					break
				}
				if err := s.exec(ctx, statement); err != nil {
					return fmt.Errorf("forget in %s: %w", t.Name, err)
				}
			}
		}
		return s.exec(ctx, `delete from raw.quarantaene; delete from raw.pruefung; drop schema if exists basis cascade`)
	})
	return total, err
}

// heldColumns are the columns that the store has: "table.column". A contract may have got others since.
func (s *Store) heldColumns(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := s.each(ctx, `select table_name || '.' || column_name from duckdb_columns() where schema_name = 'raw'`, nil, func(rows *sql.Rows) error {
		var c string
		err := rows.Scan(&c)
		out[c] = true
		return err
	})
	return out, err
}

// belongs is the condition for rows of a table that belong to keys, "" if none can.
func (s *Store) belongs(t intake.Table, keys intake.Keys, had map[string]bool) string {
	var any []string
	for _, c := range t.Columns {
		values := keys[t.Domain(c)]
		if len(values) == 0 || !had[t.Name+"."+c.Name] {
			continue
		}
		list := intake.Keys{"": values}.All()
		any = append(any, fmt.Sprintf("%s::varchar in (%s)", name(c.Name), quoteAll(list)))
	}
	return strings.Join(any, " or ")
}

// Rewrite makes the file of a store anew from what is in it, so that nothing is left of what was deleted. No store may have it open.
//
// Note: DuckDB marks the blocks of deleted rows as free and leaves their bytes until something else is written there, also after a CHECKPOINT.
func Rewrite(ctx context.Context, path string) (err error) {
	fresh := path + ".neu"
	for _, left := range []string{fresh, fresh + ".wal"} { // of a rewriting that was killed
		if err := os.Remove(left); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	e, err := openEngine(ctx, "", true, nil)
	if err != nil {
		return err
	}
	statements := []string{
		"attach " + quote(path) + " as alt (read_only)", "attach " + quote(fresh) + " as neu (block_size 16384)",
		"copy from database alt to neu", "detach neu", "detach alt",
	}
	for _, statement := range statements {
		if err = e.exec(ctx, statement); err != nil {
			err = fmt.Errorf("rewrite store %s: %s: %w", path, strings.Fields(statement)[0], err)
			break
		}
	}
	if err = errors.Join(err, e.close()); err != nil {
		return errors.Join(err, os.Remove(fresh))
	}
	if err := errors.Join(os.Chmod(fresh, 0o600), flush(fresh), os.Rename(fresh, path)); err != nil {
		return err
	}
	for _, left := range []string{path + ".wal", path + ".tmp"} {
		if err := os.RemoveAll(left); err != nil {
			return err
		}
	}
	return nil
}

// flush makes sure that a file is on the disk before it takes the place of another one.
func flush(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
