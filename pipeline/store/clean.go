package store

import (
	"context"
	"fmt"

	"wirkbericht/pipeline/intake"
)

// cleanRows is from how many rows on a clean file is read by columns. Below it the statements that it takes cost more than they save.
const cleanRows = 30_000

// A clean file is stored in parts of so many rows, or missing cells: these stay in memory until their rows are stored. Four groups of rows, as DuckDB
// calls what it compresses at a time, are written at once; what is left over at the end of a statement costs more.
const (
	partRows    = 4 * 122_880
	partMissing = 400_000
)

// copies reports whether a delivery is read by columns.
func (s *Store) copies(d delivery) bool { return d.Clean != nil && d.Account.Accepted >= s.clean }

// copyClean stores the rows and missing cells of a clean file.
func (s *Store) copyClean(ctx context.Context, d delivery) error {
	in := d.Clean.Open()
	defer in.Close()
	c := &copying{d: d, in: in}
	for !c.done {
		if err := c.part(ctx, s); err != nil {
			return fmt.Errorf("read %s: %w", d.File, err)
		}
	}
	if c.rows != d.Account.Accepted {
		return fmt.Errorf("batch %s: account %+v does not balance with %d rows", d.File, d.Account, c.rows)
	}
	return nil
}

// copying is a clean file on its way into the store.
type copying struct {
	d       delivery
	in      *intake.ColumnReader
	rows    int
	missing []intake.Missing // of the part at hand
	done    bool
}

// part stores the next part of the file.
func (c *copying) part(ctx context.Context, s *Store) error {
	var kinds []vectorKind
	for _, k := range c.d.Columns {
		kinds = append(kinds, vectorKind{k.Name, sqlType(k.Type)})
	}
	values := fmt.Sprintf("%s, %s, %s, _line, %s", quote(s.project.Municipality), quote(c.d.File), quote(c.d.Sheet), quote(c.d.id))
	query := fmt.Sprintf("insert into raw.%s select * exclude (_line), %s from eingang()", name(c.d.Table), values)
	end := c.rows + partRows
	err := s.feed(ctx, query, append(kinds, vectorKind{"_line", "BIGINT"}), func(to vectors) (int, error) {
		if c.rows >= end || len(c.missing) >= partMissing {
			return 0, nil
		}
		part, err := c.in.Next()
		if part == nil {
			c.done = true
			return 0, err
		}
		n := len(part.Lines)
		for i, v := range part.Values {
			if kinds[i].kind == "VARCHAR" {
				to.texts(i, v.Texts[:n], v.Null)
			} else {
				to.numbers(i, v.Numbers[:n], v.Null)
			}
		}
		to.numbers(len(kinds), part.Lines, nil)
		c.rows += n
		c.missing = append(c.missing, part.Missing...)
		return n, nil
	})
	if err != nil {
		return err
	}
	return c.storeMissing(ctx, s)
}

// storeMissing stores the missing cells of the part.
func (c *copying) storeMissing(ctx context.Context, s *Store) error {
	if len(c.missing) == 0 {
		return nil
	}
	kinds := []vectorKind{{"_line", "BIGINT"}, {"spalte", "VARCHAR"}, {"roh", "VARCHAR"}, {"grund", "VARCHAR"}}
	lines, texts := make([]int64, intake.ColumnRows), [3][]string{}
	for i := range texts {
		texts[i] = make([]string, intake.ColumnRows)
	}
	rest := c.missing
	query := fmt.Sprintf("insert into raw.fehlend select %s, * from eingang()", quote(c.d.id))
	err := s.feed(ctx, query, kinds, func(to vectors) (int, error) {
		n := min(len(rest), intake.ColumnRows)
		for i, m := range rest[:n] {
			lines[i], texts[0][i], texts[1][i], texts[2][i] = int64(m.Line), m.Column, m.Raw, string(m.Reason)
		}
		to.numbers(0, lines[:n], nil)
		for i := range texts {
			to.texts(i+1, texts[i][:n], nil)
		}
		rest = rest[n:]
		return n, nil
	})
	c.missing = c.missing[:0]
	return err
}
