package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// publishCommand is "wirkbericht publish", in its first form: it enters what a draft prints in the register, from where every later run knows it. The draft
// itself stays as it is.
type publishCommand struct {
	Draft  string `arg:"" help:"Name des Entwurfs, z. B. zwischenbericht oder lieferung."`
	Out    string `help:"Ordner mit den Ergebnissen (aus config/programm.yaml)." placeholder:"ORDNER"`
	By     string `help:"Rolle, die freigibt." required:"" placeholder:"ROLLE"`
	Reason string `help:"Grund, falls eine Ausnahme gemacht wird." placeholder:"TEXT"`
}

// Run checks that the draft is the one that was proven, against everything published so far, and enters it.
func (p *publishCommand) Run(c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	if l.asOf.IsZero() {
		return usageError{"Bitte mit --as-of den Stand des Entwurfs angeben."}
	}
	folder := filepath.Join(l.project.folder(p.Out, l.project.programme.Folders.Out), c.AsOf)
	draft, err := readDraft(folder, p.Draft)
	if err != nil {
		return err
	}
	let, err := l.hold(filepath.Join(l.project.root, release.RegisterFolder), "publish")
	if err != nil {
		return err
	}
	defer let()
	register, found, err := release.ReadRegister(os.DirFS(l.project.root))
	if err := l.after(append(found, faultsOf(draft, folder, register)...), err); err != nil {
		return err
	}
	name, content := register.Enter(draft, p.By, p.Reason)
	if err := writeWhole(filepath.Join(l.project.root, filepath.FromSlash(name)), content); err != nil {
		return l.machine("", fmt.Errorf("enter in the register: %w", err))
	}
	t.say("%s: %d Angaben für »%s« eingetragen.", name, len(draft.Cells), l.project.audiences[draft.Audience].Title.DE)
	return nil
}

// readDraft reads what a run has left for publish.
func readDraft(folder, name string) (release.Draft, error) {
	var d release.Draft
	text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(draftFolder), name+".json"))
	if err != nil {
		return d, usageError{fmt.Sprintf("Einen Entwurf %q gibt es in %s nicht. Bitte erst »run« ausführen. Vorhanden sind: %s.", name, folder, strings.Join(drafts(folder), ", "))}
	}
	decode := json.NewDecoder(bytes.NewReader(text))
	decode.DisallowUnknownFields()
	if err := decode.Decode(&d); err != nil {
		return d, fmt.Errorf("read the draft %s: %w", name, err)
	}
	return d, nil
}

func drafts(folder string) []string {
	files, _ := filepath.Glob(filepath.Join(folder, filepath.FromSlash(draftFolder), "*.json")) // the pattern is well formed
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(filepath.Base(f), ".json"))
	}
	slices.Sort(out)
	return out
}

// faultsOf tells a draft that is no longer the one that was proven: its files were changed, or something was published since.
func faultsOf(d release.Draft, folder string, register *release.Register) finding.List {
	var found finding.List
	for name, sum := range d.Files {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || sumOf(data) != sum {
			found.Add(finding.Stop, "entwurf_veraendert", finding.Place{File: name}, "Die Datei ist nicht mehr die, die geprüft wurde.", "Bitte »run« noch einmal ausführen.")
		}
	}
	if d.Register != register.Head() {
		found.Add(finding.Stop, "entwurf_veraltet", finding.Place{File: d.Product}, "Seit dem Entwurf ist etwas anderes veröffentlicht worden; gegen beides zusammen ist er nicht geprüft.",
			"Bitte »run« noch einmal ausführen und den neuen Entwurf freigeben.")
	}
	return found.Sorted()
}

// attack is "wirkbericht audit" without a file: everything that was ever given to any audience, and to those who belong to several, against the data of today.
func (a *auditCommand) attack(ctx context.Context, c *cli, t *terminal) (err error) {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	seen, err := l.observe(ctx, "")
	if err != nil {
		return err
	}
	defer func() {
		if cerr := seen.close(); err == nil {
			err = cerr
		}
	}()
	src, err := l.source(seen)
	if err != nil {
		return err
	}
	t.station("Angreifen")
	safe := true
	for _, audience := range l.attackers(src.Register.Audiences()) {
		leaks, attacked, err := release.Attack(audience, src)
		if err != nil {
			return err
		}
		for _, formula := range leaks {
			t.say("%s: %s", audience.Title.DE, formula)
		}
		if safe = safe && len(leaks) == 0; len(leaks) == 0 {
			t.say("%s: %d geschützte Angaben angegriffen, keine lässt sich ableiten.", audience.Title.DE, attacked)
		}
	}
	if !safe {
		return errRisk
	}
	return nil
}

// attackers are the audiences to whom something was given, and the unions that the configuration names.
func (l *line) attackers(given []string) []release.Audience {
	var out []release.Audience
	for _, name := range given {
		a := l.project.audiences[name]
		alone := a
		alone.With = nil
		out = append(out, alone)
		for _, other := range a.With {
			if slices.Contains(given, other) {
				out = append(out, release.Union(a, l.project.audiences[other]))
			}
		}
	}
	return out
}
