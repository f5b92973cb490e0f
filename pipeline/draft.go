package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/release"
)

// draftFolder holds, beside the products of a run, what each of them prints: publish enters it in the register.
const draftFolder = "intern/freigabe"

// draftOf lists what a product has taken out of its Release, and what that rests on.
func (l *line) draftOf(m made, p printed, src *release.Source) (product, error) {
	a := p.rel.Audience()
	d := release.Draft{
		Product: p.name, Audience: a.Name, AsOf: m.asOf.Format(time.DateOnly), Period: p.period, Lang: string(p.lang),
		Release: p.rel.Hash(), Register: src.Register.Head(), Files: sums(p.files), Cells: p.rel.Taken(),
	}
	for i := range d.Cells {
		if c := &d.Cells[i]; c.Status == release.Free {
			c.Consent = src.Consents[a.Name][c.Cell]
		}
	}
	d.Basis = l.basis(m, a, d.Cells)
	text, err := json.MarshalIndent(d, "", " ")
	return product{path.Join(draftFolder, p.name+".json"), append(text, '\n')}, err
}

// sums are the hashes of files by name. An encrypted file is another one each time it is made; what is in it is among the others.
func sums(files []product) map[string]string {
	out := map[string]string{}
	for _, f := range files {
		if path.Ext(f.Name) != ".age" {
			out[f.Name] = sumOf(f.Data)
		}
	}
	return out
}

// readDraft reads what a run has left for publish.
func readDraft(folder, name string) (d release.Draft, text []byte, err error) {
	text, err = os.ReadFile(filepath.Join(folder, filepath.FromSlash(draftFolder), filepath.Base(name)+".json"))
	if err != nil {
		return d, nil, usageError{fmt.Sprintf("Einen Entwurf %q gibt es in %s nicht. Bitte erst »run« ausführen. Vorhanden sind: %s.", name, folder, strings.Join(drafts(folder), ", "))}
	}
	decode := json.NewDecoder(bytes.NewReader(text))
	decode.DisallowUnknownFields()
	if err := decode.Decode(&d); err != nil {
		return d, nil, fmt.Errorf("read the draft %s: %w", name, err)
	}
	return d, text, nil
}

// drafts are the names of the drafts in a folder of products.
func drafts(folder string) []string {
	files, _ := filepath.Glob(filepath.Join(folder, filepath.FromSlash(draftFolder), "*.json")) // the pattern is well formed
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(filepath.Base(f), ".json"))
	}
	slices.Sort(out)
	return out
}
