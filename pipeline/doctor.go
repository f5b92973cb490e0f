package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/store"
)

// doctorCommand is "wirkbericht doctor".
type doctorCommand struct {
	Out string `help:"Ordner für die Ergebnisse (aus config/programm.yaml)." placeholder:"ORDNER"`
}

// diagnosis is one line of the list: what was looked at, what is there, and what to do if it is not well.
type diagnosis struct {
	What   string `json:"what"`
	Found  string `json:"found"`
	Remedy string `json:"remedy,omitempty"` // empty: all is well
}

// Run looks at everything that a run needs, changes nothing, and prints a ticked list. It ends like a run stopped by findings if anything is not well.
func (d *doctorCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	list := []diagnosis{program(), database(ctx), fonts(), machineLimits(c)}
	p, found, err := openProject(c.Project)
	list = append(list, projectHealth(c.Project, p, found, err))
	if err == nil && !found.Stops() {
		out, path, data := p.folder(d.Out, p.programme.Folders.Out), p.folder(c.Store, p.programme.Folders.Store), p.folder(c.Data, p.programme.Folders.Data)
		list = append(list, deliveriesIn(data), storeHealth(ctx, path, p), folderHealth("Ergebnisse", out), registerHealth(p.root), storageEnd(p.custody))
		list = append(list, leftovers(path), room(out), room(filepath.Dir(path)), rights(path, out))
	}
	well := true
	for _, x := range list {
		well = well && x.Remedy == ""
	}
	if c.JSON {
		err = t.json(list)
	} else {
		for _, x := range list {
			t.say("%s", x)
		}
	}
	if err != nil || well {
		return err
	}
	return errStopped
}

// storageEnd is until when the case data may be kept.
func storageEnd(c custody) diagnosis {
	until := "Falldaten dürfen bis zum " + c.until.Format("02.01.2006") + " aufbewahrt werden"
	if text := c.reminder(calendarDay()); text != "" {
		return diagnosis{"Aufbewahrung", until + ".", "Bitte die Falldaten danach mit »purge« vernichten; Register und Freigaben bleiben."}
	}
	return diagnosis{What: "Aufbewahrung", Found: until}
}

// String is the line as it is printed.
func (x diagnosis) String() string {
	tick, rest := "✓", x.Found
	if x.Remedy != "" {
		tick, rest = "✗", x.Found+" "+x.Remedy
	}
	return fmt.Sprintf("%s %-13s %s", tick, x.What, rest)
}

// program is what was built, from what.
func program() diagnosis {
	version, commit := "unbekannt", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = cmp.Or(info.Main.Version, version)
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = ", " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return diagnosis{What: "Programm", Found: fmt.Sprintf("wirkbericht %s%s, %s, %s/%s", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)}
}

func database(ctx context.Context) diagnosis {
	version, err := store.Version(ctx)
	if err != nil {
		return diagnosis{"Datenbank", err.Error(), "Bitte das Programm neu installieren."}
	}
	return diagnosis{What: "Datenbank", Found: "DuckDB " + version + ", eingebaut; ohne Netz, ohne Erweiterungen"}
}

// fonts makes the press ready, which needs fonts, patterns and the script of the charts.
func fonts() diagnosis {
	if _, err := newPress(); err != nil {
		return diagnosis{"Schriften", err.Error(), "Bitte das Programm mit »make assets build« neu bauen."}
	}
	return diagnosis{What: "Schriften", Found: "Source Sans 3, Silbentrennung und Diagramme, eingebaut"}
}

// machineLimits are the limits of this machine and of the program.
func machineLimits(c *cli) diagnosis {
	return diagnosis{What: "Grenzen", Found: fmt.Sprintf("%d Rechenkerne; Datenbank bis %s Arbeitsspeicher (--memory); %s", runtime.NumCPU(), c.Memory, intake.Limits())}
}

func projectHealth(dir string, p *project, found finding.List, err error) diagnosis {
	const check = "Bitte »wirkbericht check« ausführen; es nennt jede Stelle."
	switch {
	case err != nil:
		return diagnosis{"Projekt", fmt.Sprintf("%s lässt sich nicht lesen: %v.", dir, err), "Bitte mit --project den Projektordner angeben."}
	case found.Stops():
		return diagnosis{"Projekt", fmt.Sprintf("%d Beanstandungen in config/, queries/ oder reports/.", found.Count(finding.Stop)), check}
	}
	return diagnosis{What: "Projekt", Found: fmt.Sprintf("%s, %s: %d Tabellen, %d Quellen, %d Kennzahlen, %d Berichte", dir, p.programme.Project.Municipality,
		len(p.contract.Tables), len(p.contract.Sources), len(p.indicators), len(p.reports))}
}

func deliveriesIn(data string) diagnosis {
	entries, err := os.ReadDir(data)
	if err != nil {
		return diagnosis{"Lieferungen", data + " lässt sich nicht lesen.", "Bitte den Ordner anlegen oder mit --data angeben."}
	}
	n, newest := 0, time.Time{}
	for _, e := range entries {
		if stand, ok := intake.Stand(e.Name()); ok && e.IsDir() {
			n++
			if stand.After(newest) {
				newest = stand
			}
		}
	}
	if n == 0 {
		return diagnosis{"Lieferungen", data + " enthält keinen Lieferordner.", "Bitte die Dateien in einen Ordner mit ihrem Stichtag legen, zum Beispiel 2018-10-30."}
	}
	return diagnosis{What: "Lieferungen", Found: fmt.Sprintf("%s: %d Stände, der neueste vom %s", data, n, newest.Format("02.01.2006"))}
}

// storeHealth opens the store, as a run would.
func storeHealth(ctx context.Context, path string, p *project) diagnosis {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return diagnosis{What: "Speicher", Found: path + ": noch keiner; der erste Lauf legt ihn an"}
	}
	if err == nil {
		var s *store.Store
		if s, err = store.Open(ctx, path, p.forStore(), store.Options{}); err == nil {
			err = s.Close()
		}
	}
	if found := store.Troubles(path, err); len(found) > 0 {
		return diagnosis{"Speicher", path + ": " + found[0].Message, found[0].Remedy}
	}
	if err != nil {
		return diagnosis{"Speicher", err.Error(), "Bitte die Zugriffsrechte prüfen."}
	}
	return diagnosis{What: "Speicher", Found: fmt.Sprintf("%s: %s, unbeschädigt", path, bytesOf(uint64(info.Size())))}
}

// folderHealth tells whether a folder can be written to, and whether somebody else is doing so. One that is not there is not made.
func folderHealth(what, folder string) diagnosis {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		if err := syscall.Access(existing(folder), 2); err != nil {
			return diagnosis{what, folder + " lässt sich nicht anlegen.", "Bitte die Zugriffsrechte prüfen oder einen anderen Ordner angeben."}
		}
		return diagnosis{What: what, Found: folder + ": noch keine"}
	}
	let, found, err := hold(folder, "doctor")
	if err != nil {
		found = append(found, diskTroubles(err)...)
	}
	switch {
	case len(found) > 0:
		return diagnosis{what, folder + ": " + found[0].Message, found[0].Remedy}
	case err != nil:
		return diagnosis{what, err.Error(), "Bitte einen anderen Ordner angeben."}
	}
	let()
	return diagnosis{What: what, Found: folder + ": beschreibbar, von niemandem belegt"}
}

func registerHealth(root string) diagnosis {
	r, found, err := release.ReadRegister(os.DirFS(root))
	switch {
	case err != nil:
		return diagnosis{"Register", err.Error(), "Bitte die Zugriffsrechte prüfen."}
	case found.Stops():
		return diagnosis{"Register", found[0].Place.String() + ": " + found[0].Message, found[0].Remedy}
	case r.Head() == "":
		return diagnosis{What: "Register", Found: "noch nichts freigegeben"}
	}
	return diagnosis{What: "Register", Found: "unverändert bis " + r.Head()[:12]}
}

// leftovers tells files with case data that a killed run has left.
func leftovers(path string) diagnosis {
	var there []string
	for _, name := range store.Leftovers(path) {
		if _, err := os.Lstat(name); err == nil {
			there = append(there, filepath.Base(name))
		}
	}
	if there != nil {
		return diagnosis{"Reste", strings.Join(there, ", ") + " neben dem Speicher: Ein Lauf ist abgebrochen.", "Bitte »run« ausführen; der nächste Lauf räumt auf."}
	}
	return diagnosis{What: "Reste", Found: "keine von abgebrochenen Läufen"}
}

// leastRoom is what a run may need: a store and products of a large municipality, twice.
const leastRoom = 1 << 30

func room(folder string) diagnosis {
	var s syscall.Statfs_t
	if err := syscall.Statfs(existing(folder), &s); err != nil {
		return diagnosis{"Platz", fmt.Sprintf("%s: %v.", folder, err), "Bitte den Datenträger prüfen."}
	}
	free := s.Bavail * uint64(s.Bsize)
	if free < leastRoom {
		return diagnosis{"Platz", fmt.Sprintf("%s: nur %s frei.", folder, bytesOf(free)), "Bitte mindestens 1 GB frei machen."}
	}
	return diagnosis{What: "Platz", Found: fmt.Sprintf("%s: %s frei", folder, bytesOf(free))}
}

// existing is the folder, or the nearest one above it that is there.
func existing(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

// rights tells what others than its user may read.
func rights(names ...string) diagnosis {
	var open []string
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 {
			open = append(open, name)
		}
	}
	if open != nil {
		return diagnosis{"Rechte", "Auch andere dürfen lesen: " + strings.Join(open, ", ") + ".", "Bitte mit »chmod go= …« schließen."}
	}
	return diagnosis{What: "Rechte", Found: "Speicher und Ergebnisse sind nur für den eigenen Benutzer"}
}

// bytesOf is a size in words.
func bytesOf(n uint64) string {
	if n < 1<<30 {
		return fmt.Sprintf("%d MB", (n+1<<20-1)>>20)
	}
	return fmt.Sprintf("%d GB", n>>30)
}
