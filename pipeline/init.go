package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wirkbericht/config"
	"wirkbericht/reports"
)

// initCommand is "wirkbericht init".
type initCommand struct {
	Dir string `arg:"" help:"Ordner, der angelegt wird." placeholder:"ORDNER"`
}

// privateFiles is the .gitignore of a project: what is about people belongs into no version control.
const privateFiles = "/daten/\n/.store/\n/out/\n"

// Run makes a project folder for another municipality. It runs at once, on invented data.
func (i *initCommand) Run(c *cli, t *terminal) error {
	if entries, err := os.ReadDir(i.Dir); err == nil && len(entries) > 0 {
		return usageError{fmt.Sprintf("%s ist nicht leer. Bitte einen neuen Ordner angeben.", i.Dir)}
	}
	files, err := starter()
	if err != nil {
		return err
	}
	l := &line{flags: c, t: t}
	for _, f := range files {
		if err := writeWhole(filepath.Join(i.Dir, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return l.machine("", err)
		}
	}
	if err := makeFolder(filepath.Join(i.Dir, "queries", "indicators")); err != nil { // where the first indicator will go
		return l.machine("", err)
	}
	// The project is read as any other: what it needs to be whole is found here, not by its user.
	p, found, err := openProject(i.Dir)
	if err := l.after(found, err); err != nil {
		return err
	}
	l.project = p
	if _, err := l.templates(filepath.Join(i.Dir, "vorlagen")); err != nil {
		return err
	}
	t.say("%s ist angelegt, mit erfundenen Daten. Was zu tun ist, steht in %s.", i.Dir, filepath.Join(i.Dir, "LIESMICH.md"))
	t.say("Zum Ausprobieren: wirkbericht run --project %s", i.Dir)
	return nil
}

// starter is what a new project has: the folder config/muster, and of the built-in files those that speak of Münster, made to speak of nobody or switched
// off. Targets are the municipality's own; it begins without.
func starter() ([]product, error) {
	files := []product{{".gitignore", []byte(privateFiles)}}
	sample, err := fs.Sub(config.Sample, "muster")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(sample, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(sample, name)
		files = append(files, product{name, raw})
		return err
	})
	if err != nil {
		return nil, err
	}
	targets, err := fs.ReadFile(config.Files, "reference/zielwert.csv")
	if err != nil {
		return nil, err
	}
	head, _, _ := bytes.Cut(targets, []byte("\n"))
	files = append(files, product{"config/reference/zielwert.csv", append(bytes.Clone(head), '\n')})
	names, err := fs.Glob(reports.Files, "*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(reports.Files, name)
		if err != nil {
			return nil, err
		}
		if text, changed := impartial(string(raw)); changed {
			files = append(files, product{"reports/" + name, []byte(text)})
		}
	}
	slices.SortFunc(files, func(a, b product) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// theirs is the city of the built-in reports.
const theirs = "Münster"

// impartial is a built-in report for another municipality. One that names the city only as its author goes without, and the publisher of config/programm.yaml stands
// there; one that tells of the city is switched off.
func impartial(text string) (string, bool) {
	if !strings.Contains(text, theirs) {
		return text, false
	}
	lines := slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(l string) bool { return strings.HasPrefix(l, "author: ") })
	if own := strings.Join(lines, ""); !strings.Contains(own, theirs) {
		return own, true
	}
	return "---\n# Der eingebaute Bericht erzählt von " + theirs + ". Ein eigener mit diesem Namen tritt an die Stelle dieser Datei.\nstatus: off\n---\n", true
}
