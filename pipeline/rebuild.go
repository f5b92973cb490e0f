package main

import (
	"context"
	"fmt"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/store"
)

// asideStore is the store that a rebuild has put aside. Without --rebuild there is none, but one that a killed rebuild has left goes with the next run
// that ends well.
type asideStore struct {
	store.Aside
	rebuilt bool
}

// putAside puts the store aside if it is to be rebuilt. A file that is none of ours is kept, and told.
func (l *line) putAside(ctx context.Context, path string, rebuild bool) (asideStore, error) {
	if !rebuild {
		return asideStore{Aside: store.Kept(path)}, nil
	}
	a, err := store.PutAside(ctx, path, l.project.forStore())
	if err != nil {
		return asideStore{}, fmt.Errorf("put the store aside: %w", err)
	}
	var found finding.List
	if name := a.Name(); name != "" {
		found.Add(finding.Warning, "speicher_beiseite", finding.Place{File: path}, "Die vorhandene Datei war kein Speicher dieses Programms und ist beiseitegelegt.",
			"Sie heißt jetzt "+name+"; bitte prüfen, ob sie noch gebraucht wird.")
	}
	return asideStore{a, true}, l.after(found, nil)
}

// end takes the old store away when the new one is whole, or puts it back when the run has failed with err.
func (a asideStore) end(err error) error {
	switch {
	case err == nil:
		return a.Done()
	case a.rebuilt:
		return a.Undo()
	}
	return nil
}
