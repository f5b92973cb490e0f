package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// merging is the audience of the delivery by contract: it sees undivided figures, and nothing is withheld from it. It does not stand in
// config/audiences.yaml: there a report could name it, and what it sees is never printed.
var merging = release.Audience{
	Name: string(bundle.ForMerging), MinPersons: 1, MinFamilies: 1, Complement: release.ScopeNone, Group: release.ScopeNone, Flows: release.ScopeNone,
}

// deliverForMerging makes the delivery by contract: one encrypted file. The archive itself is nowhere written.
func (l *line) deliverForMerging(src *release.Source, shown *release.Release, o delivery.Order) ([]product, finding.List, error) {
	to, found := l.project.programme.recipient()
	if found.Stops() {
		return nil, found, nil
	}
	open, _, err := release.Protect(merging, src)
	if err != nil {
		return nil, nil, fmt.Errorf("protect for %s: %w", merging.Name, err)
	}
	register, err := registerFiles(os.DirFS(l.project.root))
	if err != nil {
		return nil, nil, err
	}
	basis := l.project.programme.Merging
	o.Contract = &delivery.Contract{Body: basis.Body, LegalBasis: basis.LegalBasis, Register: register, RegisterHead: src.Register.Head()}
	o.Audience, o.Previous, o.Verdict = merging.Name, nil, "Summen ohne Sperrungen, nach Vertrag; beim Zusammenführen wird neu gesperrt."
	b, found, err := delivery.BuildForMerging(open, shown, o)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	archive, err := b.Zip()
	if err != nil {
		return nil, found, err
	}
	secret, err := to.Encrypt(archive)
	return []product{{b.ID.Name() + ".zip.age", secret}}, found, err
}

// recipient is to whom the delivery by contract is encrypted. Without a body, a legal basis and a key there is none.
func (p programme) recipient() (*bundle.Recipient, finding.List) {
	var found finding.List
	at := finding.Place{File: programmeFile}
	for _, need := range []struct{ key, value, what string }{
		{"body", p.Merging.Body, "die Stelle, die zusammenführt"}, {"legal_basis", p.Merging.LegalBasis, "die Rechtsgrundlage"},
		{"recipient", p.Merging.Recipient, "der öffentliche Schlüssel der Stelle (age1…)"},
	} {
		if need.value == "" {
			found.Add(finding.Stop, "zusammenfuehrung_grundlage", at, fmt.Sprintf("Für die Lieferung zum Zusammenführen fehlt %s.", need.what),
				fmt.Sprintf("Bitte unter »merging:« die Angabe »%s:« ergänzen, oder --for-merging weglassen.", need.key))
		}
	}
	if found.Stops() {
		return nil, found
	}
	to, err := bundle.ParseRecipient(p.Merging.Recipient)
	if err != nil {
		found.Add(finding.Stop, "zusammenfuehrung_schluessel", at, "merging.recipient ist kein öffentlicher Schlüssel.", "Bitte den Schlüssel angeben, den »age-keygen« bei der Stelle nennt (age1…).")
	}
	return to, found
}

// registerFiles are the files of the register of a project.
func registerFiles(project fs.FS) ([]bundle.File, error) {
	entries, err := fs.ReadDir(project, release.RegisterFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the register: %w", err)
	}
	var out []bundle.File
	for _, e := range entries {
		name := path.Join(release.RegisterFolder, e.Name())
		if path.Ext(name) != ".jsonl" {
			continue
		}
		data, err := fs.ReadFile(project, name)
		if err != nil {
			return nil, fmt.Errorf("read the register: %w", err)
		}
		out = append(out, bundle.File{Name: name, Data: data})
	}
	return out, nil
}
