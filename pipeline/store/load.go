package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// delivery is a Batch with its two hashes.
type delivery struct {
	intake.Batch
	// id names what was delivered: the file's bytes, sheet, source and stand. The stand belongs to it because an office may
	// deliver an unchanged file again, and that is a snapshot of its own.
	id string
	// content is a hash of what was read from it. It differs for the same id when the contract, the mapping or a code list has
	// changed since, and then the delivery is loaded again.
	content string
}

// held is what the store knows of a delivery it has.
type held struct {
	id, table, source, file, sheet, content string
}

// Load takes deliveries and the project's reference data into the store, all of them or, after an error, none.
//
//   - The same delivery again (same bytes, sheet, source and stand) changes nothing.
//   - Another file at the same place (source, file name and sheet) replaces what was there.
//   - A delivery that the store holds and that is not among the batches stays: earlier snapshots are kept.
//   - Where the contract of a table has changed since, the table is built anew from the batches. If one of its earlier
//     deliveries is not among them, that is a finding and the store stays as it was.
func (s *Store) Load(ctx context.Context, batches []intake.Batch) (finding.List, error) {
	var found finding.List
	err := s.inTransaction(ctx, func() error {
		deliveries, err := s.identify(batches, &found)
		if err != nil {
			return err
		}
		if err := s.loadReference(ctx); err != nil {
			return err
		}
		if err := s.makeTables(ctx, deliveries, &found); err != nil || found.Stops() {
			return err
		}
		return s.loadDeliveries(ctx, deliveries, &found)
	})
	if err != nil {
		return found, fmt.Errorf("load deliveries: %w", err)
	}
	return found.Sorted(), nil
}

// identify gives every batch its hashes and sets aside a file that lies in the folder twice.
func (s *Store) identify(batches []intake.Batch, found *finding.List) ([]delivery, error) {
	var out []delivery
	first := map[string]string{}
	for _, b := range batches {
		t, ok := s.project.table(b.Table)
		if !ok {
			return nil, fmt.Errorf("batch %s: no contract for table %q", b.File, b.Table)
		}
		if err := checkBatch(b, t); err != nil {
			return nil, err
		}
		d := delivery{b, identity(b), content(b)}
		if twin, ok := first[d.id]; ok {
			found.Add(finding.Warning, "lieferung_doppelt", finding.Place{File: b.File, Sheet: b.Sheet},
				fmt.Sprintf("Die Datei ist Byte für Byte dieselbe wie %s und wird nicht noch einmal geladen.", twin), "Bitte eine der beiden entfernen.")
			continue
		}
		first[d.id] = b.File
		out = append(out, d)
	}
	return out, nil
}

// checkBatch refuses what intake may never hand over: rows lost in the account, columns in another order than the contract's.
func checkBatch(b intake.Batch, t intake.Table) error {
	if !b.Account.Balanced() || b.Account.Accepted != len(b.Rows) {
		return fmt.Errorf("batch %s: account %+v does not balance with %d rows", b.File, b.Account, len(b.Rows))
	}
	same := func(a, b intake.Column) bool { return a.Name == b.Name && a.Type == b.Type }
	if !slices.EqualFunc(b.Columns, t.Columns, same) {
		return fmt.Errorf("batch %s: columns are not those of contract %s", b.File, t.File)
	}
	return nil
}

func identity(b intake.Batch) string {
	return hash(func(w io.Writer) {
		fmt.Fprintf(w, "%q %q %q %s", b.SHA256, b.Sheet, b.Source, b.Stand.Format(time.DateOnly))
	})
}

func content(b intake.Batch) string {
	return hash(func(w io.Writer) {
		fmt.Fprintf(w, "%q %q %+v\n", b.Table, b.File, b.Account)
		for _, c := range b.Columns {
			fmt.Fprintf(w, "%q %q\n", c.Name, c.Type)
		}
		var buf []byte
		for _, r := range b.Rows {
			buf = strconv.AppendInt(buf[:0], int64(r.Line), 10)
			for _, v := range r.Values {
				buf = appendValue(append(buf, ' '), v)
			}
			w.Write(append(buf, '\n'))
		}
		for _, m := range b.Missing {
			fmt.Fprintf(w, "%d %q %q %q\n", m.Line, m.Column, m.Raw, m.Reason)
		}
	})
}

// appendValue writes a value so that no two different rows look alike.
func appendValue(buf []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return strconv.AppendQuote(buf, v)
	case time.Time:
		return v.AppendFormat(buf, time.DateOnly)
	case int64:
		return strconv.AppendInt(buf, v, 10)
	case notation.Decimal:
		return strconv.AppendInt(buf, int64(v), 10)
	case bool:
		return strconv.AppendBool(buf, v)
	}
	return append(buf, '-') // missing
}

// hash is the first 16 hex digits of a SHA-256: enough to tell the deliveries of one project apart, short enough to read.
func hash(write func(io.Writer)) string {
	h := sha256.New()
	write(h)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// makeTables creates raw.<table> for every contract and builds those anew whose contract has changed.
func (s *Store) makeTables(ctx context.Context, deliveries []delivery, found *finding.List) error {
	shapes := map[string]string{}
	err := s.each(ctx, `
		select table_name, string_agg('"' || column_name || '" ' || data_type, ', ' order by column_index)
		from duckdb_columns() where schema_name = 'raw' group by all`, nil, func(rows *sql.Rows) error {
		var table, columns string
		err := rows.Scan(&table, &columns)
		shapes[table] = strings.ReplaceAll(columns, `"`, "")
		return err
	})
	if err != nil {
		return err
	}
	holds, err := s.held(ctx)
	if err != nil {
		return err
	}
	var ddl strings.Builder
	for _, t := range s.project.Tables {
		had, exists := shapes[t.Name]
		if exists && had == strings.ReplaceAll(shape(t), `"`, "") {
			continue
		}
		for _, h := range holds {
			if exists && h.table == t.Name && !s.canRebuild(t, h, deliveries, found) {
				continue
			}
			if h.table == t.Name {
				fmt.Fprintf(&ddl, "delete from raw.lieferung where id = %[1]s; delete from raw.fehlend where _delivery = %[1]s;\n", quote(h.id))
			}
		}
		fmt.Fprintf(&ddl, "create or replace table raw.%s (%s);\n", name(t.Name), shape(t))
	}
	if ddl.Len() == 0 || found.Stops() {
		return nil
	}
	return s.exec(ctx, ddl.String())
}

// canRebuild tells a delivery that would be lost because the contract of its table has changed.
func (s *Store) canRebuild(t intake.Table, h held, deliveries []delivery, found *finding.List) bool {
	here := slices.ContainsFunc(deliveries, func(d delivery) bool {
		return d.id == h.id || d.Source == h.source && d.File == h.file && d.Sheet == h.sheet
	})
	if !here {
		found.Add(finding.Stop, "vertrag_geaendert", finding.Place{File: t.File},
			fmt.Sprintf("Die Tabelle %s hat neue Spalten, aber die frühere Lieferung %s liegt nicht mehr im Datenordner.", t.Name, h.file),
			"Bitte die Datei wieder in den Datenordner legen; dann wird die Tabelle neu aufgebaut.")
	}
	return here
}

// held are the deliveries in the store.
func (s *Store) held(ctx context.Context) ([]held, error) {
	var out []held
	err := s.each(ctx, `select id, tabelle, quelle, file, sheet, inhalt from raw.lieferung order by id`, nil, func(rows *sql.Rows) error {
		var h held
		err := rows.Scan(&h.id, &h.table, &h.source, &h.file, &h.sheet, &h.content)
		out = append(out, h)
		return err
	})
	return out, err
}

// loadDeliveries removes what the batches replace and appends what is new.
func (s *Store) loadDeliveries(ctx context.Context, deliveries []delivery, found *finding.List) error {
	holds, err := s.held(ctx)
	if err != nil {
		return err
	}
	var fresh []delivery
	same := 0
	for _, d := range deliveries {
		if slices.ContainsFunc(holds, func(h held) bool { return h.id == d.id && h.content == d.content }) {
			same++
			continue
		}
		for _, h := range holds {
			if h.id == d.id || h.source == d.Source && h.file == d.File && h.sheet == d.Sheet {
				if err := s.remove(ctx, h); err != nil {
					return err
				}
				found.Add(finding.Note, "lieferung_ersetzt", finding.Place{File: d.File, Sheet: d.Sheet}, "Die Lieferung ersetzt ihre frühere Fassung.", "")
			}
		}
		fresh = append(fresh, d)
	}
	if same > 0 {
		found.Add(finding.Note, "lieferung_bekannt", finding.Place{}, fmt.Sprintf("%d Lieferungen sind schon geladen und bleiben unverändert.", same), "")
	}
	return s.append(fresh)
}

func (s *Store) remove(ctx context.Context, h held) error {
	if _, ok := s.project.table(h.table); ok {
		if err := s.exec(ctx, fmt.Sprintf("delete from raw.%s where _delivery = ?", name(h.table)), h.id); err != nil {
			return err
		}
	}
	if err := s.exec(ctx, `delete from raw.fehlend where _delivery = ?`, h.id); err != nil {
		return err
	}
	return s.exec(ctx, `delete from raw.lieferung where id = ?`, h.id)
}

// append writes deliveries with one Appender per table, in the order of table, stand and file, whatever the order of batches.
func (s *Store) append(fresh []delivery) error {
	slices.SortFunc(fresh, func(a, b delivery) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), a.Stand.Compare(b.Stand), cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet))
	})
	for rest := fresh; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Table == rest[0].Table {
			n++
		}
		if err := s.appendTable(rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	if err := s.appendMissing(fresh); err != nil {
		return err
	}
	return s.appendAccounts(fresh)
}

// appendTable writes the rows of deliveries of one table.
func (s *Store) appendTable(deliveries []delivery) error {
	return s.appendRows("raw", deliveries[0].Table, func(add func([]driver.Value) error) error {
		row := make([]driver.Value, len(deliveries[0].Columns)+5)
		for _, d := range deliveries {
			n := len(d.Columns)
			row[n], row[n+1], row[n+2], row[n+4] = s.project.Municipality, d.File, d.Sheet, d.id
			for _, r := range d.Rows {
				for i, v := range r.Values {
					row[i] = cell(v)
				}
				row[n+3] = int64(r.Line)
				if err := add(row); err != nil {
					return fmt.Errorf("%s:%d: %w", d.File, r.Line, err)
				}
			}
		}
		return nil
	})
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

func (s *Store) appendMissing(deliveries []delivery) error {
	return s.appendRows("raw", "fehlend", func(add func([]driver.Value) error) error {
		row := make([]driver.Value, 5)
		for _, d := range deliveries {
			for _, m := range d.Missing {
				row[0], row[1], row[2], row[3], row[4] = d.id, int64(m.Line), m.Column, m.Raw, string(m.Reason)
				if err := add(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (s *Store) appendAccounts(deliveries []delivery) error {
	return s.appendRows("raw", "lieferung", func(add func([]driver.Value) error) error {
		for _, d := range deliveries {
			a := d.Account
			err := add([]driver.Value{
				d.id, d.Table, d.Source, d.File, d.Sheet, d.SHA256, d.Stand, d.content,
				int64(a.Read), int64(a.Accepted), int64(a.Rejected), int64(a.Duplicate), int64(a.OutsideTerm), int64(a.NoData),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
