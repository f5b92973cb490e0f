package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// rulesVersion is raised when the rules that the program itself generates change, so that no earlier result of theirs is used again.
const rulesVersion = 1

// checkedDay is one day on which the rules are applied, with the stamp of all they rest on.
type checkedDay struct {
	day   time.Time
	stamp string
}

// reuse returns the days that have to be checked for asOf: its stands and itself, without those at the beginning for which the store
// holds a result with the same stamp. The results of all other days leave the quarantine. asOf itself is always checked, because its
// warnings are not stored.
func (s *Store) reuse(ctx context.Context, asOf time.Time) ([]checkedDay, error) {
	days, err := s.stamps(ctx, asOf)
	if err != nil {
		return nil, err
	}
	had := map[string]string{}
	err = s.each(ctx, `select stand::varchar, stempel from raw.pruefung`, nil, func(rows *sql.Rows) error {
		var day, stamp string
		err := rows.Scan(&day, &stamp)
		had[day] = stamp
		return err
	})
	if err != nil {
		return nil, err
	}
	kept := "date '0001-01-01'"
	n := 0
	for ; n < len(days)-1 && had[days[n].day.Format(time.DateOnly)] == days[n].stamp; n++ {
		kept += ", " + date(days[n].day)
	}
	return days[n:], s.exec(ctx, fmt.Sprintf("delete from raw.quarantaene where stand not in (%[1]s); delete from raw.pruefung where stand not in (%[1]s)", kept))
}

// stamps are the days to check for asOf, oldest first. A day's stamp is a hash of the deliveries up to that day and of the project:
// contracts, rules, schema, reference data and term. Since a row once rejected stays rejected, it includes the stamp of the day before.
func (s *Store) stamps(ctx context.Context, asOf time.Time) ([]checkedDay, error) {
	project, err := json.Marshal(s.project)
	if err != nil {
		return nil, fmt.Errorf("stamp project: %w", err)
	}
	stamp := hash(func(w io.Writer) { fmt.Fprintf(w, "%d %s", rulesVersion, project) })
	var out []checkedDay
	err = s.each(ctx, `select stand, string_agg(id || inhalt, ' ' order by id) from raw.lieferung where stand <= ? group by stand order by stand`, []any{asOf},
		func(rows *sql.Rows) error {
			var day time.Time
			var deliveries string
			err := rows.Scan(&day, &deliveries)
			stamp = hash(func(w io.Writer) { fmt.Fprint(w, stamp, deliveries) })
			out = append(out, checkedDay{day.UTC(), stamp})
			return err
		})
	if !slices.ContainsFunc(out, func(d checkedDay) bool { return d.day.Equal(asOf) }) {
		out = append(out, checkedDay{asOf, hash(func(w io.Writer) { fmt.Fprint(w, stamp, asOf) })})
	}
	return out, err
}
