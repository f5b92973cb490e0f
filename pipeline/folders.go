package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"wirkbericht/pipeline/finding"
)

// checkFolders tells the folders of config/programm.yaml that lead out of the project folder, by their name or through a link. Whoever takes over a project
// from somebody else trusts it with its own folder and no more; a flag may name any.
func checkFolders(root string, p programme) finding.List {
	var found finding.List
	for _, f := range []struct{ key, name string }{{"data", p.Folders.Data}, {"store", p.Folders.Store}, {"out", p.Folders.Out}} {
		if f.name != "" && !inside(root, f.name) {
			found.Add(finding.Stop, "ordner_ausserhalb", finding.Place{File: programmeFile}, fmt.Sprintf("folders.%s: »%s« führt aus dem Projektordner hinaus.", f.key, f.name),
				fmt.Sprintf("Bitte einen Ordner im Projektordner angeben oder den Ort beim Aufruf mit --%s nennen.", f.key))
		}
	}
	return found
}

// inside reports whether a name leads to something in the folder root, as far as it exists.
func inside(root, name string) bool {
	if !filepath.IsLocal(name) {
		return false
	}
	whole, err := filepath.EvalSymlinks(root)
	if err != nil {
		return false
	}
	for part := filepath.Clean(name); part != "."; part = filepath.Dir(part) {
		to, err := filepath.EvalSymlinks(filepath.Join(root, part))
		if err != nil {
			continue // not there yet, or a link into nothing: the part above decides
		}
		rest, err := filepath.Rel(whole, to)
		return err == nil && (rest == "." || filepath.IsLocal(rest)) && !strings.HasPrefix(rest, "..")
	}
	return true
}
