package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/release"
)

// purgeCommand is "wirkbericht purge": the project is over, and its case data go.
type purgeCommand struct {
	By      string `help:"Funktion, die vernichtet (config/datenschutz.yaml, roles)." required:"" placeholder:"FUNKTION"`
	Reason  string `help:"Grund: nötig vor dem Ende der Aufbewahrung." placeholder:"TEXT"`
	Confirm string `help:"Gemeindeschlüssel des Projekts, zur Bestätigung." placeholder:"SCHLÜSSEL"`
	Out     string `help:"Ordner mit den Ergebnissen (aus config/programm.yaml)." placeholder:"ORDNER"`
}

// Run deletes all deliveries, the store, the drafts and what releases note of single rows. The register and the releases stay, and the register says what was done.
func (p *purgeCommand) Run(c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	if _, err := l.project.custody.role(p.By); err != nil {
		return err
	}
	let, err := l.holdAll(p.Out, "purge")
	if err != nil {
		return err
	}
	defer let()
	register, err := l.register()
	if err != nil {
		return err
	}
	day, err := l.newestFolder()
	if err != nil {
		return err
	}
	until := l.project.custody.until
	if day = cmp.Or(day, until); !calendarDay().After(until) && strings.TrimSpace(p.Reason) == "" {
		return usageError{fmt.Sprintf("Die Falldaten dürfen noch bis zum %s aufbewahrt werden. Sollen sie schon jetzt vernichtet werden, dann bitte mit --reason angeben, warum.", until.Format("02.01.2006"))}
	}
	data := l.project.folder(c.Data, l.project.programme.Folders.Data)
	snapshots, err := snapshotFolders(data)
	if err != nil {
		return err
	}
	path := l.project.folder(c.Store, l.project.programme.Folders.Store)
	out := l.project.folder(p.Out, l.project.programme.Folders.Out)
	if ags := l.project.programme.Project.AGS; p.Confirm != ags {
		return usageError{fmt.Sprintf("Das vernichtet unwiderruflich %d Lieferordner in %s, den Speicher %s und alle Entwürfe in %s; Register und Freigaben bleiben. Wenn das gewollt ist, bitte mit --confirm %s bestätigen.",
			len(snapshots), data, path, out, ags)}
	}
	e := release.Entry{Act: release.Purged, By: p.By, Reason: p.Reason, Draft: release.Draft{AsOf: day.Format(time.DateOnly)}}
	for _, folder := range append(snapshots, path, path+".wal", path+".tmp") {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	if err = errors.Join(err, removeDrafts(out), removePlaces(l.project.root, register)); err != nil {
		return fmt.Errorf("purge: %w", err)
	}
	if e, err = enter(l.project.root, register, e, nil); err != nil {
		return err
	}
	t.say("Vernichtet: %d Lieferordner, der Speicher und alle Entwürfe. Register und Freigaben bleiben; der Vorgang steht in %s.", len(snapshots), e.File())
	t.say("Bitte auch die Sicherungen und, wo er noch liegt, den Schlüssel von Kennzeichen zu Namen vernichten.")
	return nil
}

// snapshotFolders are the folders of deliveries. Whatever else lies beside them is not ours.
func snapshotFolders(data string) ([]string, error) {
	entries, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range entries {
		if _, ok := intake.Stand(e.Name()); ok && e.IsDir() {
			out = append(out, filepath.Join(data, e.Name()))
		}
	}
	return out, err
}
