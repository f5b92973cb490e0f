package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// releasesCommand is "wirkbericht releases": the register for people to read.
type releasesCommand struct{}

// listedRelease is one entry of the register as --json prints it.
type listedRelease struct {
	Number       int         `json:"release"`
	Act          release.Act `json:"act,omitempty"`
	Product      string      `json:"product,omitempty"`
	AsOf         string      `json:"as_of"`
	Audience     string      `json:"audience,omitempty"`
	By           string      `json:"by"`
	Reason       string      `json:"reason,omitempty"`
	Supersedes   int         `json:"supersedes,omitempty"`
	SupersededBy int         `json:"superseded_by,omitempty"`
	Verdict      string      `json:"verdict,omitempty"`
	Cells        int         `json:"cells"`
	Hash         string      `json:"hash"`
	Folder       string      `json:"folder"`
	Intact       bool        `json:"intact"` // the documents are those that were published
}

// Run lists every entry and looks whether its documents are still those that were given out; one that is not ends it with exit code 3.
func (r *releasesCommand) Run(c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	register, err := l.register()
	if err != nil {
		return err
	}
	var list []listedRelease
	var found finding.List
	for _, e := range register.Entries() {
		x := listedRelease{
			Number: e.Number, Act: e.Act, Product: e.Product, AsOf: e.AsOf, Audience: e.Audience, By: e.By, Reason: e.Reason, Supersedes: e.Supersedes,
			Verdict: e.Verdict, Cells: len(e.Cells), Hash: e.Hash, Folder: filepath.Join(l.project.root, release.RegisterFolder, e.Name),
		}
		if by, gone := register.Superseded(e.Number); gone {
			x.SupersededBy = by.Number
		}
		changed := changedFiles(x.Folder, e.Files)
		for _, name := range changed {
			found.Add(finding.Stop, "freigabe_veraendert", finding.Place{File: filepath.Join(x.Folder, name)}, fmt.Sprintf("Das ist nicht mehr das Dokument, das als Freigabe %d veröffentlicht wurde.", e.Number),
				"Bitte aus der Sicherung zurückholen.")
		}
		x.Intact = len(changed) == 0
		list = append(list, x)
	}
	if c.JSON {
		if err := t.json(list); err != nil {
			return err
		}
	} else if len(list) == 0 {
		t.say("Noch ist nichts freigegeben.")
	} else {
		t.clear()
		l.printReleases(t.out, list)
	}
	if t.findings(found); found.Stops() {
		return errStopped
	}
	return nil
}

// changedFiles are the files of a release that are not what they were, sorted.
func changedFiles(folder string, files map[string]string) []string {
	var out []string
	for name, sum := range files {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || sumOf(data) != sum {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// printReleases prints the list as a table.
func (l *line) printReleases(w io.Writer, list []listedRelease) {
	rows := [][]string{{"Nr.", "Stand", "Was", "Für", "Durch", "Gilt"}}
	for _, x := range list {
		state := "ja"
		switch {
		case x.SupersededBy > 0:
			by := list[slices.IndexFunc(list, func(y listedRelease) bool { return y.Number == x.SupersededBy })]
			state = fmt.Sprintf("ersetzt durch %d (Stand %s): %s", by.Number, germanDay(by.AsOf), by.Reason)
		case x.Act != release.Publication:
			state = ""
		}
		what := x.Product
		if x.Act != release.Publication {
			what = actNames[x.Act]
		}
		rows = append(rows, []string{fmt.Sprint(x.Number), germanDay(x.AsOf), what, l.project.audiences[x.Audience].Title.DE, x.By, state})
	}
	printTable(w, rows)
}

// actNames say in German what an entry that is no release records.
var actNames = map[release.Act]string{
	release.Forgotten: "Daten einer Familie gelöscht",
	release.Purged:    "alle Falldaten vernichtet",
}

// printTable prints rows with columns as wide as their widest cell; the last one is not filled up.
func printTable(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}
