package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Select runs one query on the prepared store and calls row with the values of each row, strings or nil for NULL, valid only during the
// call. An error of row ends the query and is returned. It is for questions that follow from contracts and stand in no file.
func (s *Store) Select(ctx context.Context, query string, row func(values []any) error) error {
	var texts []sql.NullString
	var into, values []any
	err := s.each(ctx, query, nil, func(rows *sql.Rows) error {
		if texts == nil {
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			texts, into, values = make([]sql.NullString, len(columns)), make([]any, len(columns)), make([]any, len(columns))
			for i := range texts {
				into[i] = &texts[i]
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, t := range texts {
			if values[i] = nil; t.Valid {
				values[i] = t.String
			}
		}
		return row(values)
	})
	if err != nil {
		return fmt.Errorf("select: %w", err)
	}
	return nil
}
