package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/store"
)

// rejectedFolder is where the files with rejected rows lie among the products. They hold single rows: they go into a folder of their own, which
// no recipient of a product needs.
const rejectedFolder = "intern/quarantaene"

// stoppedName is what a stopped run leaves under --out: the rejected rows alone. They are what has to be corrected before it can go on, and
// the last good out/<as-of> stays as it was. The next run that ends well takes it away.
const stoppedName = "gestoppt"

// rejected makes one file per delivery with the rows that do not count, for the office to correct and send again: those that could not be
// read, and those that broke a rule over tables. s is nil if the run was stopped before there were any of these.
func (l *line) rejected(ctx context.Context, survey *intake.Survey, s *store.Store) ([]product, error) {
	byRule := map[finding.Place]finding.List{}
	if s != nil {
		found, err := s.Rejected(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			at := finding.Place{File: f.Place.File, Sheet: f.Place.Sheet}
			byRule[at] = append(byRule[at], f)
		}
	}
	var out []product
	named := map[string]int{}
	for i, b := range survey.Batches {
		broken := byRule[finding.Place{File: b.File, Sheet: b.Sheet}]
		if b.Account.Rejected == 0 && len(broken) == 0 {
			continue
		}
		text, err := rejectedRows(survey, i, broken)
		if err != nil {
			return nil, fmt.Errorf("write rejected rows of %s: %w", b.File, err)
		}
		if text == "" {
			continue
		}
		stand := b.Stand.Format(time.DateOnly)
		name := path.Join(rejectedFolder, stand, "nachlieferung_"+b.Source+"_"+stand)
		if named[name]++; named[name] > 1 { // several files of one source, or a supplement that is not right yet
			name = fmt.Sprintf("%s_%d", name, named[name])
		}
		out = append(out, product{name + ".csv", []byte(text)})
	}
	return out, nil
}

// rejectedRows is the file for one batch, "" if supplements have corrected all of its rows.
func rejectedRows(survey *intake.Survey, i int, broken finding.List) (string, error) {
	var text strings.Builder
	w := intake.NewQuarantine(&text, survey.Batches[i])
	corrected, written := survey.Corrected(i), 0
	write := func(rows []intake.Rejected) error {
		rows = slices.DeleteFunc(rows, func(r intake.Rejected) bool { return corrected[r.Line] })
		written += len(rows)
		return w.Write(rows)
	}
	err := survey.Read(i, func(c intake.Chunk) error { return write(slices.Clone(c.Rejected)) })
	if err == nil {
		var rows []intake.Rejected
		if rows, err = survey.Delivered(i, broken); err == nil {
			err = write(rows)
		}
	}
	if written == 0 {
		return "", err
	}
	return text.String(), err
}

// stopped is the end of a run that findings have stopped: what was rejected so far is made all the same.
func (l *line) stopped(ctx context.Context, m made, survey *intake.Survey, s *store.Store, err error) (made, error) {
	if !errors.Is(err, errStopped) {
		return m, err
	}
	products, rerr := l.rejected(ctx, survey, s)
	if rerr != nil {
		return m, rerr
	}
	m.products = products
	return m, err
}

// writeStopped writes what a stopped run leaves, or takes away what an earlier one has left.
func (l *line) writeStopped(out string, products []product) error {
	if len(products) == 0 {
		return removeProducts(out, stoppedName)
	}
	if err := writeProducts(out, stoppedName, products); err != nil {
		return fmt.Errorf("write rejected rows: %w", err)
	}
	names := make([]string, len(products))
	for i, p := range products {
		names[i] = filepath.Join(out, stoppedName, filepath.FromSlash(p.Name))
	}
	slices.Sort(names)
	if !l.flags.JSON {
		for _, name := range names {
			fmt.Fprintf(l.t.err, "Zurückgewiesene Zeilen zum Berichtigen: %s\n", name)
		}
	}
	return nil
}
