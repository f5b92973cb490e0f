package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// The register lies in the project: one file for each entry (package release reads and writes them), and beside it a folder of the same name with
// the documents as they were given out.
//
// An entry comes about in this order, each step flushed to the disk: the folder under a name with a dot; the file of the entry, in one step: from
// here on it is published; the folder's name. Whatever a killed publish leaves is either thrown away or finished by the next one.

// internFolder holds, in the folder of a release, what no recipient is given.
const internFolder = "intern"

// register reads the register and finishes what a killed publish has left of its last entry.
func (l *line) register() (*release.Register, error) {
	r, found, err := release.ReadRegister(os.DirFS(l.project.root))
	if err == nil && !found.Stops() {
		var more finding.List
		more, err = settleFolders(l.project.root, r)
		found = append(found, more...)
	}
	return r, l.after(found, err)
}

// settleFolders gives the folder of a published entry its name, and tells folders and entries that are alone.
func settleFolders(root string, r *release.Register) (finding.List, error) {
	var found finding.List
	known := map[string]bool{}
	for _, e := range r.Entries() {
		known[e.Name] = true
		folder := filepath.Join(root, release.RegisterFolder, e.Name)
		if _, err := os.Stat(folder); err == nil {
			continue
		}
		switch err := giveName(folder); {
		case errors.Is(err, fs.ErrNotExist):
			found.Add(finding.Warning, "freigabe_fehlt", finding.Place{File: e.File()}, "Die Dokumente dieses Eintrags liegen nicht mehr im Register.", "Bitte den Ordner "+e.Name+" aus der Sicherung zurückholen.")
		case err != nil:
			return found, fmt.Errorf("name the folder of %s: %w", e.Name, err)
		}
	}
	folders, err := os.ReadDir(filepath.Join(root, release.RegisterFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return found, fmt.Errorf("list the register: %w", err)
	}
	for _, f := range folders {
		if f.IsDir() && !strings.HasPrefix(f.Name(), ".") && !known[f.Name()] {
			found.Add(finding.Stop, "register_kette", finding.Place{File: release.RegisterFolder + "/" + f.Name()}, "Zu diesem Ordner fehlt der Eintrag im Register.",
				"Bitte "+f.Name()+".jsonl aus der Sicherung zurückholen; das Register wird nie von Hand bearbeitet.")
		}
	}
	return found, nil
}

// staged is the name of a folder of the register that is not published yet.
func staged(folder string) string {
	return filepath.Join(filepath.Dir(folder), "."+filepath.Base(folder))
}

// giveName gives a folder its name, unless whoever read the register meanwhile has done it.
func giveName(folder string) error {
	err := os.Rename(staged(folder), folder)
	if _, named := os.Stat(folder); named == nil {
		return nil
	}
	return err
}

// enter appends an entry to the register as it was read, with its documents: all or nothing. The command has held the folder of the
// register since before it read it.
func enter(root string, r *release.Register, e release.Entry, files []product) (release.Entry, error) {
	dir := filepath.Join(root, release.RegisterFolder)
	e, content := r.Enter(e)
	folder, file := filepath.Join(dir, e.Name), filepath.Join(root, filepath.FromSlash(e.File()))
	draft := staged(folder) + ".neu"
	for _, left := range []string{staged(folder), draft} { // by a killed publish
		if err := os.RemoveAll(left); err != nil {
			return e, err
		}
	}
	if err := writeFolder(staged(folder), files); err != nil {
		return e, fmt.Errorf("write the documents of %s: %w", e.Name, err)
	}
	if err := writeFile(draft, content); err != nil {
		return e, fmt.Errorf("write %s: %w", e.File(), err)
	}
	if err := os.Rename(draft, file); err != nil {
		return e, fmt.Errorf("enter in the register: %w", err)
	}
	return e, errors.Join(syncFolder(dir), giveName(folder), syncFolder(dir))
}
