package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"wirkbericht/pipeline/intake"
)

// Delivery is one delivered file or sheet with the final account of its rows.
type Delivery struct {
	Table  string
	Source string
	File   string
	Sheet  string
	SHA256 string
	Stand  time.Time
	intake.Account
}

// Account is what became of every row of every delivery with stand ≤ asOf, by table, stand, file and sheet. Rows that Check has put
// into quarantine are rejected. An account that does not balance is an error: a row was lost inside the program.
func (s *Store) Account(ctx context.Context, asOf time.Time) ([]Delivery, error) {
	var out []Delivery
	err := s.each(ctx, `
		select tabelle, quelle, file, sheet, sha256, stand, gelesen, angenommen - abgewiesen, abgelehnt + abgewiesen, doppelt, ausserhalb, ohne_daten
		from (select l.*, (select count(distinct _line) from raw.quarantaene q where q._delivery = l.id) as abgewiesen from raw.lieferung l)
		where stand <= ? order by tabelle, stand, file, sheet`, []any{asOf}, func(rows *sql.Rows) error {
		var d Delivery
		err := rows.Scan(&d.Table, &d.Source, &d.File, &d.Sheet, &d.SHA256, &d.Stand,
			&d.Read, &d.Accepted, &d.Rejected, &d.Duplicate, &d.OutsideTerm, &d.NoData)
		d.Stand = d.Stand.UTC()
		if err == nil && (!d.Balanced() || d.Accepted < 0) {
			err = fmt.Errorf("account of %s does not balance: %+v", d.File, d.Account)
		}
		out = append(out, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("row account: %w", err)
	}
	return out, nil
}
