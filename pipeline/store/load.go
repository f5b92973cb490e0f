package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// delivery is a Batch, its number among those given to Load, and its name in the store.
type delivery struct {
	intake.Batch
	number int
	// id names what was delivered: the file's bytes, sheet, source and stand. The stand belongs to it because an office may
	// deliver an unchanged file again, and that is a snapshot of its own. The Digest of the same id differs when the contract, the
	// mapping or a code list has changed since, and then the delivery is loaded again.
	id string
}

// held is what the store knows of a delivery it has.
type held struct {
	id, table, source, file, sheet, digest string
}

// Read hands over the rows of batches[i] in chunks, in the order of the file, and stops at the first error of each. The Read of an
// intake.Survey is one.
type Read func(i int, each func(intake.Chunk) error) error

// Load takes deliveries and the project's reference data into the store, all of them or, after an error, none. Read is called only for
// batches that the store does not have as they are; of the rows no more than a chunk is in memory. An account that does not balance, or not
// with the rows read, is an error.
//
//   - The same delivery again (same bytes, sheet, source and stand) changes nothing.
//   - Another file at the same place (source, file name and sheet) replaces what was there.
//   - A delivery that the store holds and that is not among the batches stays: earlier snapshots are kept.
//   - Where the contract of a table has changed since, its deliveries are loaded again. One that is not among the batches keeps what
//     fits the new columns, until it is; a note names it.
func (s *Store) Load(ctx context.Context, batches []intake.Batch, read Read) (finding.List, error) {
	var found finding.List
	err := s.inTransaction(ctx, func() error {
		deliveries, err := s.identify(batches, &found)
		if err != nil {
			return err
		}
		if err := s.loadReference(ctx); err != nil {
			return err
		}
		if err := s.makeTables(ctx, deliveries, &found); err != nil {
			return err
		}
		return s.loadDeliveries(ctx, deliveries, read, &found)
	})
	if err != nil {
		return found, fmt.Errorf("load deliveries: %w", err)
	}
	return found.Sorted(), nil
}

// identify names every batch and sets aside a file that lies in the folder twice.
func (s *Store) identify(batches []intake.Batch, found *finding.List) ([]delivery, error) {
	var out []delivery
	first := map[string]string{}
	for i, b := range batches {
		t, ok := s.project.table(b.Table)
		if !ok {
			return nil, fmt.Errorf("batch %s: no contract for table %q", b.File, b.Table)
		}
		if err := checkBatch(b, t); err != nil {
			return nil, err
		}
		d := delivery{b, i, identity(b)}
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
	if !b.Account.Balanced() {
		return fmt.Errorf("batch %s: account %+v does not balance", b.File, b.Account)
	}
	if b.Digest == "" {
		return fmt.Errorf("batch %s: no digest", b.File) // without one, a changed mapping would go unnoticed
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

// hash is the first 16 hex digits of a SHA-256: enough to tell the deliveries of one project apart, short enough to read.
func hash(write func(io.Writer)) string {
	h := sha256.New()
	write(h)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// is reports whether a batch is this delivery or takes its place.
func (h held) is(d delivery) bool {
	return h.id == d.id || h.source == d.Source && h.file == d.File && h.sheet == d.Sheet
}

// held are the deliveries in the store.
func (s *Store) held(ctx context.Context) ([]held, error) {
	var out []held
	err := s.each(ctx, `select id, tabelle, quelle, file, sheet, inhalt from raw.lieferung order by id`, nil, func(rows *sql.Rows) error {
		var h held
		err := rows.Scan(&h.id, &h.table, &h.source, &h.file, &h.sheet, &h.digest)
		out = append(out, h)
		return err
	})
	return out, err
}

// loadDeliveries removes what the batches replace and appends what is new.
func (s *Store) loadDeliveries(ctx context.Context, deliveries []delivery, read Read, found *finding.List) error {
	holds, err := s.held(ctx)
	if err != nil {
		return err
	}
	var fresh []delivery
	same := 0
	for _, d := range deliveries {
		if slices.ContainsFunc(holds, func(h held) bool { return h.id == d.id && h.digest == d.Digest }) {
			same++
			continue
		}
		for _, h := range holds {
			if h.is(d) {
				if err := s.remove(ctx, h); err != nil {
					return err
				}
				found.Add(finding.Note, "lieferung_ersetzt", finding.Place{File: d.File, Sheet: d.Sheet}, "Die Lieferung ersetzt ihre frühere Fassung.", "")
			}
		}
		fresh = append(fresh, d)
	}
	if same > 0 {
		found.Add(finding.Note, "lieferung_bekannt", finding.Place{}, fmt.Sprintf("Lieferungen, die schon geladen sind und unverändert bleiben: %d.", same), "")
	}
	return s.append(ctx, fresh, read)
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
