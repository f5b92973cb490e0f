package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/store"
)

// placesName is where a run notes the place of every row that counts, with hashes by which it is known again, so that compare can say which rows moved. It lies beside
// the drafts and goes with a release; forget and purge remove it.
const placesName = "zeilen.csv"

// mostPlaces is the number of rows above which their places are not noted: by then nobody reads them one by one.
const mostPlaces = 200_000

func noPlaces() ([]product, error) { return nil, nil }

// placesFile is the file of a run.
func placesFile(ctx context.Context, s *store.Store) ([]product, error) {
	rows, err := s.Places(ctx, mostPlaces)
	if err != nil || rows == nil {
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"tabelle", "datei", "blatt", "zeile", "schluessel", "inhalt", "von", "bis"}) // a buffer takes everything
	for _, r := range rows {
		_ = w.Write([]string{r.Table, r.File, r.Sheet, strconv.Itoa(r.Line), r.Key, r.Content, r.From, r.To})
	}
	w.Flush()
	return []product{{path.Join(draftFolder, placesName), b.Bytes()}}, w.Error()
}

// readPlaces reads such a file; nil if there is none.
func readPlaces(folder string) ([]release.Row, error) {
	f, err := os.Open(filepath.Join(folder, placesName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name(), err)
	}
	out := []release.Row{}
	for i, r := range lines[min(1, len(lines)):] {
		if len(r) != 8 {
			return nil, fmt.Errorf("read %s: row %d is not one of a run", f.Name(), i+2)
		}
		line, err := strconv.Atoi(r[3])
		if err != nil {
			return nil, fmt.Errorf("read %s: row %d is not one of a run: %w", f.Name(), i+2, err)
		}
		out = append(out, release.Row{Table: r[0], File: r[1], Sheet: r[2], Line: line, Key: r[4], Content: r[5], From: r[6], To: r[7]})
	}
	return out, nil
}

// keptPlaces is the file of a run as it goes with a release. The register does not hash it: it is removed when people's data are.
func keptPlaces(folder string) ([]product, error) {
	data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(draftFolder), placesName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return []product{{path.Join(internFolder, placesName), data}}, err
}
