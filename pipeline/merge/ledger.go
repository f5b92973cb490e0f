package merge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// Ledger is a project folder, or a copy of its register/ alone: what a municipality has published.
type Ledger struct {
	Name string // for findings
	FS   fs.FS
}

// ledger is the content of one: the checksums of published files, and the cells that were printed.
type ledger struct {
	head    string
	files   map[string]string // name of the file in its product → SHA-256
	printed map[string]release.Printed
}

// entry is a line of a register as far as merging reads it. That the chain of lines is whole, release.ReadRegister has checked.
type entry struct {
	Release int `json:"release"`
	*release.Draft
	*release.Printed
}

// readLedger reads the register of a project. A broken chain is a finding.
func readLedger(l Ledger) (*ledger, finding.List, error) {
	register, found, err := release.ReadRegister(l.FS)
	for i := range found {
		found[i].Place.File = path.Join(l.Name, found[i].Place.File)
	}
	if err != nil || found.Stops() {
		return nil, found, err
	}
	out := &ledger{head: register.Head(), files: map[string]string{}, printed: map[string]release.Printed{}}
	files, err := fs.Glob(l.FS, release.RegisterFolder+"/*.jsonl")
	if err != nil {
		return nil, nil, fmt.Errorf("list %s: %w", l.Name, err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(l.FS, file)
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", l.Name, err)
		}
		for raw := range bytes.Lines(text) {
			var e entry
			if err := json.Unmarshal(raw, &e); err != nil {
				return nil, nil, fmt.Errorf("read %s: %w", path.Join(l.Name, file), err)
			}
			if e.Draft != nil {
				maps.Copy(out.files, e.Draft.Files)
			}
			if e.Printed != nil && e.Printed.Status == release.Free {
				out.printed[e.Printed.Cell] = *e.Printed
			}
		}
	}
	return out, nil, nil
}

// ledgers gives each area what it has published. Every delivery needs the register that it was entered in: what a municipality published elsewhere
// would be unknown otherwise. A delivery by contract brings its own.
func ledgers(chosen map[string][]Delivery, given []Ledger) (map[string]release.Printed, finding.List, error) {
	var read []*ledger
	var found finding.List
	for _, l := range given {
		one, f, err := readLedger(l)
		found = append(found, f...)
		if err != nil {
			return nil, found, err
		}
		if one != nil {
			read = append(read, one)
		}
	}
	printed := map[string]release.Printed{}
	for _, area := range slices.Sorted(maps.Keys(chosen)) {
		for _, d := range chosen[area] {
			one, f, err := ledgerOf(d, read)
			found = append(found, f...)
			if err != nil {
				return nil, found, err
			}
			if one != nil {
				maps.Copy(printed, one.printed)
			}
		}
	}
	return printed, found, nil
}

// ledgerOf is the register that belongs to a delivery.
func ledgerOf(d Delivery, read []*ledger) (*ledger, finding.List, error) {
	var found finding.List
	if d.Bundle.ID.Kind == bundle.ForMerging {
		return ownLedger(d)
	}
	sums, _ := d.Bundle.Data(bundle.SumsFile)
	file := path.Join(d.Bundle.ID.Name(), bundle.SumsFile)
	var known *ledger
	for _, l := range read {
		switch hash, ok := l.files[file]; {
		case ok && hash == bundle.Hash(sums):
			return l, nil, nil
		case ok || l.speaksOf(d.Bundle.ID.Area):
			known = l
		}
	}
	if known != nil {
		found.Add(finding.Stop, "register_ohne_lieferung", finding.Place{File: d.Name}, "Im Register der Kommune steht diese Lieferung nicht: Sie ist nicht freigegeben, oder das Register ist älter als sie.",
			"Bitte bei der Kommune die Freigabe (publish lieferung) und den neuesten Stand ihres Registers erbitten.")
		return nil, found, nil
	}
	found.Add(finding.Stop, "register_fehlt", finding.Place{File: d.Name}, "Zu dieser Lieferung fehlt das Register der Kommune: Was sie sonst veröffentlicht hat, ist nicht bekannt.",
		"Bitte mit --register den Ordner angeben, in dem ihr Ordner register/ liegt.")
	return nil, found, nil
}

// speaksOf reports whether a register has figures of an area.
func (l *ledger) speaksOf(area string) bool {
	for id := range l.printed {
		if strings.HasPrefix(id, strings.ToLower(area)+"/") {
			return true
		}
	}
	return false
}

// ownLedger is the register in a delivery by contract. It must be as long as the manifest says: lines taken off its end break no chain.
func ownLedger(d Delivery) (*ledger, finding.List, error) {
	var m manifest
	data, _ := d.Bundle.Data(bundle.ManifestFile)
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, nil, fmt.Errorf("read %s of %s: %w", bundle.ManifestFile, d.Name, err)
	}
	files, err := bundle.FS(slices.DeleteFunc(slices.Clone(d.Bundle.Files), func(f bundle.File) bool { return !strings.HasPrefix(f.Name, release.RegisterFolder+"/") }))
	if err != nil {
		return nil, nil, err
	}
	l, found, err := readLedger(Ledger{d.Name, files})
	if err != nil || found.Stops() {
		return nil, found, err
	}
	if m.Contract == nil || m.Contract.RegisterHead != l.head {
		found.Add(finding.Stop, "register_fehlt", finding.Place{File: path.Join(d.Name, release.RegisterFolder)}, "Das Register der Kommune ist nicht so weit dabei, wie manifest.json sagt.",
			"Bitte die Lieferung bei der Kommune neu anfordern.")
		return nil, found, nil
	}
	return l, found, nil
}
