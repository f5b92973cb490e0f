package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"

	"wirkbericht/pipeline/intake"
)

// Place is where a row that counts was delivered, and hashes by which it is known again in another delivery. They are of pseudonymous data, and stay where
// the deliveries themselves are.
type Place struct {
	Table, File, Sheet string
	Line               int
	Key                string // hash of the key columns
	Content            string // hash of all columns
	From, To           string // the earliest and the latest day in the row, but for birthdays; "" without one, or where one is still open
}

// Places are the places of all rows that count, by table, file, sheet and line; none if there are more than most. Prepare must have run.
func (s *Store) Places(ctx context.Context, most int) ([]Place, error) {
	var all, count []string
	for _, t := range s.project.Tables {
		if len(t.Key) > 0 {
			all = append(all, placesOf(t))
			count = append(count, fmt.Sprintf("(select count(*) from basis.%s)", name(t.Name)))
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	var rows int
	if err := s.conn.QueryRowContext(ctx, "select "+strings.Join(count, " + ")).Scan(&rows); err != nil || rows > most {
		return nil, err
	}
	var out []Place
	err := s.each(ctx, strings.Join(all, "\nunion all\n")+"\norder by 1, 2, 3, 4", nil, func(rows *sql.Rows) error {
		var p Place
		err := rows.Scan(&p.Table, &p.File, &p.Sheet, &p.Line, &p.Key, &p.Content, &p.From, &p.To)
		p.Key, p.Content = shortHash(p.Key), shortHash(p.Content)
		out = append(out, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list places of rows: %w", err)
	}
	return out, nil
}

// placesOf selects the places of the rows of one table.
func placesOf(t intake.Table) string {
	var values, days []string
	for _, c := range t.Columns {
		values = append(values, name(c.Name))
		if (c.Type == intake.TypeDate || c.Type == intake.TypeMonth) && c.Class != "quasi" {
			days = append(days, name(c.Name))
		}
	}
	from, to := "''", "''"
	if len(days) > 0 {
		list := strings.Join(days, ", ")
		open := strings.Join(days, " is null or ") + " is null"
		from = fmt.Sprintf("coalesce(least(%s)::varchar, '')", list)
		to = fmt.Sprintf("case when %s then '' else greatest(%s)::varchar end", open, list)
	}
	return fmt.Sprintf("select %s, _file, _sheet, _line, %s, %s, %s, %s from basis.%s", quote(t.Name), textOf(names(t.Key)), textOf(values), from, to, name(t.Name))
}

// textOf is columns as one text.
func textOf(columns []string) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf("coalesce(%s::varchar, %s)", c, quote(inside)))
	}
	return strings.Join(parts, " || "+quote(between)+" || ")
}

func shortHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}
