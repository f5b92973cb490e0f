package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/privacy"
)

// gate looks at every delivered cell for direct identifiers before anything is loaded.
func (l *line) gate() intake.Look {
	g := privacy.NewGate()
	return func(raw intake.Raw) (func(int, []string), func() finding.List) {
		var declared []privacy.Declared
		for i, c := range raw.Columns {
			var d privacy.Declared
			switch {
			case c.Column.Name != "":
				d = privacy.Declare(c.Column, c.Mapping, l.project.contract.Codes)
			case intake.IsQuarantineHeader(raw.Header[i]): // our own words
				d = privacy.Declare(intake.Column{Name: raw.Header[i], Type: intake.TypeText, Class: "plain"}, intake.Mapping{}, nil)
			}
			declared = append(declared, d)
		}
		j := g.Judge(raw.Place, raw.Header, declared)
		return j.Row, func() finding.List {
			found := j.Findings(j.Columns())
			for _, t := range raw.Above {
				found = append(found, j.Title(t.Place, t.Text)...)
			}
			return found
		}
	}
}

// withoutValues leaves out what was found in files that the gate stops: other findings quote what stands in a cell, and there a
// cell may name somebody.
func withoutValues(found finding.List) finding.List {
	stopped := map[string]bool{}
	for _, f := range found {
		if ofGate(f) && f.Severity == finding.Stop {
			stopped[f.Place.File] = true
		}
	}
	var out finding.List
	for _, f := range found {
		if ofGate(f) || !stopped[f.Place.File] {
			out = append(out, f)
		}
	}
	return out
}

func ofGate(f finding.Finding) bool {
	return strings.HasPrefix(f.Rule, "klarangabe_") || f.Rule == "schluesseltabelle"
}

// judgeFile is "check --privacy FILE": one file, without any configuration. A red column ends it like any other finding that stops.
func (c *cli) judgeFile(_ context.Context, t *terminal, name string) error {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return usageError{fmt.Sprintf("--privacy %s lässt sich nicht öffnen. Bitte den Pfad prüfen.", name)}
	}
	defer root.Close()
	if _, err := root.Stat(filepath.Base(name)); err != nil {
		return usageError{fmt.Sprintf("--privacy %s gibt es nicht. Bitte den Pfad prüfen.", name)}
	}
	g := privacy.NewGate()
	var judged []*privacy.File
	_, found, err := intake.Open(alone{root.FS(), filepath.Base(name)}, intake.Contract{}, func(raw intake.Raw) (func(int, []string), func() finding.List) {
		raw.Place.File = name
		f := g.File(raw.Place, raw.Header)
		judged = append(judged, f)
		return f.Row, nil
	})
	if err != nil {
		return err
	}
	if len(judged) == 0 {
		t.findings(found)
		return errStopped
	}
	var told finding.List
	for _, f := range judged {
		v := f.Verdict(privacy.Internal(), false)
		told = append(told, f.Findings(v)...)
		if c.JSON {
			if err := t.json(v); err != nil {
				return err
			}
			continue
		}
		for _, col := range v.Columns {
			t.say("%-7s %-40s %s", col.Verdict, col.Name, col.Class)
		}
		t.say("%s", v.Sentence)
	}
	if !c.JSON {
		t.findings(told)
	}
	if told.Stops() {
		return errStopped
	}
	return nil
}

// alone shows one file as a data folder with one snapshot, whatever lies beside it.
type alone struct {
	fs.FS
	name string
}

// aloneFolder is a snapshot folder that no real one can be taken for.
const aloneFolder = "1900-01-01"

// Open opens the file by its path in the folder that is not there.
func (a alone) Open(name string) (fs.File, error) {
	switch name {
	case ".", aloneFolder:
		return a.FS.Open(".")
	case path.Join(aloneFolder, a.name):
		return a.FS.Open(a.name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists the folder, and in it the file.
func (a alone) ReadDir(name string) ([]fs.DirEntry, error) {
	switch name {
	case ".":
		return []fs.DirEntry{folderEntry{}}, nil
	case aloneFolder:
		info, err := fs.Stat(a.FS, a.name)
		if err != nil {
			return nil, err
		}
		return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, nil
	}
	return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
}

// folderEntry is the entry of the folder that is not there.
type folderEntry struct{}

func (folderEntry) Name() string               { return aloneFolder }
func (folderEntry) IsDir() bool                { return true }
func (folderEntry) Type() fs.FileMode          { return fs.ModeDir }
func (folderEntry) Info() (fs.FileInfo, error) { return folderInfo{}, nil }

type folderInfo struct{}

func (folderInfo) Name() string       { return aloneFolder }
func (folderInfo) Size() int64        { return 0 }
func (folderInfo) Mode() fs.FileMode  { return fs.ModeDir }
func (folderInfo) ModTime() time.Time { return time.Time{} }
func (folderInfo) IsDir() bool        { return true }
func (folderInfo) Sys() any           { return nil }
