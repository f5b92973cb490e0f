package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// append writes deliveries in the order of table, stand, file and sheet, whatever the order of batches, one table at a time: large clean files by
// columns, the others row by row.
func (s *Store) append(ctx context.Context, fresh []delivery, read Read) error {
	slices.SortFunc(fresh, func(a, b delivery) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), a.Stand.Compare(b.Stand), cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet))
	})
	for rest := fresh; len(rest) > 0; {
		if s.copies(rest[0]) {
			if err := s.copyClean(ctx, rest[0]); err != nil {
				return err
			}
			rest = rest[1:]
			continue
		}
		n := 1
		for n < len(rest) && rest[n].Table == rest[0].Table && !s.copies(rest[n]) {
			n++
		}
		err := s.appendTo("raw", []string{rest[0].Table, "fehlend"}, func(add []adder) error {
			for _, d := range rest[:n] {
				if err := s.appendDelivery(ctx, d, read, add[0], add[1]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		rest = rest[n:]
	}
	return s.appendAccounts(fresh)
}

// appendDelivery reads a delivery and writes its rows and missing cells.
func (s *Store) appendDelivery(ctx context.Context, d delivery, read Read, addRow, addMissing adder) error {
	n := len(d.Columns)
	row, gap := make([]driver.Value, n+5), make([]driver.Value, 5)
	row[n], row[n+1], row[n+2], row[n+4], gap[0] = s.project.Municipality, d.File, d.Sheet, d.id, d.id
	rows := 0
	err := read(d.number, func(c intake.Chunk) error {
		for _, r := range c.Rows {
			for i, v := range r.Values {
				row[i] = cell(v)
			}
			row[n+3] = int64(r.Line)
			if err := addRow(row); err != nil {
				return fmt.Errorf("%s:%d: %w", d.File, r.Line, err)
			}
		}
		for _, m := range c.Missing {
			if m.Reason == intake.ReasonEmpty {
				continue // a NULL without an entry; with them the table would be larger than all others
			}
			gap[1], gap[2], gap[3], gap[4] = int64(m.Line), m.Column, m.Raw, string(m.Reason)
			if err := addMissing(gap); err != nil {
				return err
			}
		}
		rows += len(c.Rows)
		return ctx.Err()
	})
	if err == nil && rows != d.Account.Accepted {
		err = fmt.Errorf("batch %s: account %+v does not balance with %d rows", d.File, d.Account, rows)
	}
	return err
}

// cell is a value as the Appender takes it: DECIMAL(18,4) counts in ten-thousandths, notation.Decimal in millionths.
func cell(v any) driver.Value {
	d, ok := v.(notation.Decimal)
	if !ok {
		return v
	}
	const step = 100
	if d < 0 {
		return int64(d-step/2) / step
	}
	return int64(d+step/2) / step
}

func (s *Store) appendAccounts(deliveries []delivery) error {
	return s.appendRows("raw", "lieferung", func(add adder) error {
		for _, d := range deliveries {
			a := d.Account
			err := add([]driver.Value{
				d.id, d.Table, d.Source, d.File, d.Sheet, d.SHA256, d.Stand, d.Digest,
				int64(a.Read), int64(a.Accepted), int64(a.Rejected), int64(a.Duplicate), int64(a.OutsideTerm), int64(a.NoData),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
