package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"wirkbericht/config"
	"wirkbericht/queries"
	"wirkbericht/reports"
)

// overlay is the project folder over the files built into the program: a file of the project replaces the built-in file of
// the same path, and adds what is new. So a second municipality keeps only what differs.
type overlay struct {
	over  fs.FS // the project folder; nil: built-in files only
	under map[string]fs.FS
}

// openOverlay opens the project folder dir. Files outside it cannot be reached, not even through links.
func openOverlay(dir string) (overlay, error) {
	o := overlay{under: map[string]fs.FS{"config": config.Files, "queries": queries.Files, "reports": reports.Files}}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return o, fmt.Errorf("open project folder %s: %w", dir, err)
	}
	o.over = root.FS()
	return o, nil
}

// Open opens the project's file, or the built-in one.
func (o overlay) Open(name string) (fs.File, error) {
	if o.over != nil {
		f, err := o.over.Open(name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	top, rest, _ := strings.Cut(name, "/")
	built, ok := o.under[top]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if rest == "" {
		rest = "."
	}
	return built.Open(rest)
}

// ReadDir lists the files of both, each name once, sorted. Go files are the doors of the folders, not content.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	byName := map[string]fs.DirEntry{}
	missing := true
	top, rest, _ := strings.Cut(name, "/")
	if rest == "" {
		rest = "."
	}
	if built, ok := o.under[top]; ok {
		entries, err := fs.ReadDir(built, rest)
		missing = missing && err != nil
		for _, e := range entries {
			byName[e.Name()] = e
		}
	}
	if o.over != nil {
		entries, err := fs.ReadDir(o.over, name)
		missing = missing && err != nil
		for _, e := range entries {
			byName[e.Name()] = e
		}
	}
	if missing {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	var out []fs.DirEntry
	for n, e := range byName {
		if !strings.HasSuffix(n, ".go") {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}
