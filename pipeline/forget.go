package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/store"
)

// familyKey is the key column by which a family is known everywhere.
const familyKey = "familie.familie_id"

// forgetCommand is "wirkbericht forget": a family has withdrawn its consent.
type forgetCommand struct {
	Family string `arg:"" name:"familie_id" help:"Kennzeichen der Familie, wie es in den Lieferungen steht, z. B. F07."`
	By     string `help:"Funktion, die löscht (config/datenschutz.yaml, roles)." required:"" placeholder:"FUNKTION"`
	Out    string `help:"Ordner mit den Ergebnissen (aus config/programm.yaml)." placeholder:"ORDNER"`
}

// Run deletes the family from the delivered files, from the store, from the drafts and from what releases note of single rows. Releases stay as they are. Every step can be
// done again: a killed forget is finished by the next one, because the store, which knows the persons of the family, comes after the files.
func (f *forgetCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	if _, err := l.project.custody.role(f.By); err != nil {
		return err
	}
	let, err := l.holdAll(f.Out, "forget")
	if err != nil {
		return err
	}
	defer let()
	register, err := l.register()
	if err != nil {
		return err
	}
	l.asOf = time.Time{} // all snapshots
	keys := intake.Keys{}
	keys.Add(familyKey, strings.TrimSpace(f.Family))
	path := l.project.folder(c.Store, l.project.programme.Folders.Store)
	s, err := l.heldStore(ctx, path)
	if err != nil {
		return err
	}
	if s != nil {
		defer s.Close() //nolint:errcheck // a second time: where it matters, it has been closed and told
		if err := s.Trace(ctx, keys); err != nil {
			return err
		}
	}
	resumed, done, err := begun(l.project.root)
	if err != nil {
		return err
	}
	erased, err := l.eraseFiles(keys)
	if err != nil {
		return err
	}
	rows, err := l.eraseStored(ctx, s, path, keys)
	if err != nil {
		return err
	}
	if erased.Rows+rows == 0 && !resumed {
		done()
		return usageError{fmt.Sprintf("Eine Familie %s gibt es weder in den Lieferungen noch im Speicher. Bitte das Kennzeichen prüfen und so schreiben, wie es in der Liste der Familien steht.", f.Family)}
	}
	out := l.project.folder(f.Out, l.project.programme.Folders.Out)
	if err := errors.Join(removeDrafts(out), removePlaces(l.project.root, register)); err != nil {
		return err
	}
	day, err := l.newestFolder()
	if err != nil {
		return err
	}
	e := release.Entry{Act: release.Forgotten, By: f.By, Draft: release.Draft{AsOf: day.Format(time.DateOnly)}}
	notice := product{"mitteilung.txt", []byte(l.notice(register))}
	e.Files = sums([]product{notice})
	if e, err = enter(l.project.root, register, e, []product{notice}); err != nil {
		return err
	}
	done()
	t.say("Gelöscht: %d Zeilen in %d gelieferten Dateien, %d Zeilen im Speicher, alle Entwürfe. Freigaben und Register bleiben, wie sie sind.", erased.Rows, len(erased.Files), rows)
	t.say("Mitteilung an die Empfänger: %s", filepath.Join(l.project.root, release.RegisterFolder, e.Name, notice.Name))
	t.say("Bitte mit »run« neue Entwürfe machen, und in Sicherungen und Postfächern ebenso löschen.")
	return l.after(l.leftovers(out, append(keys.All(), erased.Spellings...)), nil)
}

// holdAll keeps the register and the results for a command that deletes, so that no run makes anew what is going.
func (l *line) holdAll(out, doing string) (let func(), err error) {
	register, err := l.hold(filepath.Join(l.project.root, release.RegisterFolder), doing)
	if err != nil {
		return nil, err
	}
	results, err := l.hold(l.project.folder(out, l.project.programme.Folders.Out), doing)
	if err != nil {
		register()
		return nil, err
	}
	return func() { results(); register() }, nil
}

// begun notes in the register's folder that a family is being deleted, not which: a forget that was killed is finished by the next one, although that may find nothing more
// to delete. done takes the note away.
func begun(root string) (resumed bool, done func(), err error) {
	name := filepath.Join(root, release.RegisterFolder, ".vergessen")
	if err = writeFile(name, nil); errors.Is(err, fs.ErrExist) {
		resumed, err = true, nil
	}
	return resumed, func() { _ = os.Remove(name) }, err // a note that stays only makes the next one more patient
}

// heldStore opens the store as it is, without loading anything; nil if there is none.
func (l *line) heldStore(ctx context.Context, path string) (*store.Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return l.openStore(ctx, path, 0)
}

// eraseFiles empties the rows of keys in the delivered files, and adds to keys what belongs to them. All files are written beside the old ones before the first takes
// its place.
func (l *line) eraseFiles(keys intake.Keys) (intake.Erasure, error) {
	l.t.station("In den Lieferungen löschen")
	data, err := l.dataFolder()
	if err != nil {
		return intake.Erasure{}, err
	}
	defer data.Close()
	erased, err := intake.Erase(data.FS(), l.project.contract, keys)
	if err != nil {
		return erased, err
	}
	files := slices.Sorted(maps.Keys(erased.Files))
	const fresh = ".neu"
	for _, name := range files {
		f, err := data.OpenFile(name+fresh, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
		if err != nil {
			return erased, fmt.Errorf("write %s: %w", name, err)
		}
		_, err = f.Write(erased.Files[name])
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return erased, fmt.Errorf("write %s: %w", name, err)
		}
	}
	for _, name := range files {
		if err := data.Rename(name+fresh, name); err != nil {
			return erased, fmt.Errorf("write %s: %w", name, err)
		}
	}
	return erased, nil
}

// eraseStored deletes the rows of keys in the store, and makes its file anew so that their bytes are gone too.
func (l *line) eraseStored(ctx context.Context, s *store.Store, path string, keys intake.Keys) (int, error) {
	if s == nil {
		return 0, nil
	}
	l.t.station("Im Speicher löschen")
	rows, err := s.Forget(ctx, keys)
	if err = errors.Join(err, s.Close()); err != nil {
		return rows, err
	}
	return rows, store.Rewrite(ctx, path)
}

// removeDrafts removes everything that runs have written: it was made from data that are to go, and the next run makes it again.
func removeDrafts(out string) error {
	entries, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		ours := e.Type()&fs.ModeSymlink != 0 || e.Name() == runsFolder || strings.HasPrefix(e.Name(), "rueckfrage_")
		if ours {
			err = errors.Join(err, os.RemoveAll(filepath.Join(out, e.Name())))
		}
	}
	return err
}

// removePlaces removes what releases note of single rows.
func removePlaces(root string, register *release.Register) error {
	var err error
	for _, e := range register.Entries() {
		if rerr := os.Remove(filepath.Join(root, release.RegisterFolder, e.Name, internFolder, placesName)); !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}
	return err
}

// notice is what the recipients of releases are told. It names no family, and says nothing by which one could be found.
func (l *line) notice(register *release.Register) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nMitteilung über einen Widerruf der Einwilligung\n\n", l.project.custody.Controller)
	b.WriteString("Eine Familie hat ihre Einwilligung in die Auswertung widerrufen. Ihre Angaben sind in allen Lieferungen, im Speicher und in den Entwürfen\n" +
		"gelöscht. Welche Familie es ist, wird niemandem mitgeteilt.\n\n" +
		"Was veröffentlicht ist, bleibt gültig: Es sind Summen, die niemanden nennen, und die Familie zählt darin bis zu diesem Tag mit, danach als\n" +
		"ausgeschieden. Bitte vergleichen Sie frühere und spätere Zahlen nicht in der Absicht, sie wiederzufinden.\n\n" +
		"Wer über die Veröffentlichungen hinaus Angaben zu einzelnen Familien erhalten hat, löscht sie bitte und bestätigt das.\n\n")
	b.WriteString("Betroffene Veröffentlichungen:\n")
	n := 0
	for _, e := range register.Entries() {
		if e.Act == release.Publication {
			n++
			fmt.Fprintf(&b, "  Freigabe %d: %s, Stand %s, an %s\n", e.Number, e.Product, germanDay(e.AsOf), readersOf(l.project.audiences[e.Audience]))
		}
	}
	if n == 0 {
		b.WriteString("  keine\n")
	}
	b.WriteString("\nFragen beantworten:\n")
	for _, c := range l.project.custody.Contacts {
		fmt.Fprintf(&b, "  %s (%s)\n", c.Role.DE, c.Task.DE)
	}
	return b.String()
}

// leftovers tells files in which one of the keys still stands: in a note, a letter, a backup. They are for a person to look at. Mere numbers are not looked for.
func (l *line) leftovers(out string, words []string) finding.List {
	var parts []string
	for _, w := range words {
		if strings.Trim(w, "0123456789") != "" {
			parts = append(parts, regexp.QuoteMeta(w))
		}
	}
	whole := regexp.MustCompile(`(?:^|[^\pL\pN])(?:` + strings.Join(parts, "|") + `)(?:$|[^\pL\pN])`)
	var found finding.List
	for _, root := range []string{l.project.folder(l.flags.Data, l.project.programme.Folders.Data), out} {
		_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error { // what cannot be read cannot be told
			if err != nil || !d.Type().IsRegular() {
				return nil //nolint:nilerr // see above
			}
			data, err := os.ReadFile(name)
			if err == nil && mentions(data, whole) {
				found.Add(finding.Warning, "rest", finding.Place{File: name}, "In dieser Datei steht noch ein Kennzeichen der Familie, in keiner Spalte, die dafür vorgesehen ist.", "Bitte ansehen und von Hand löschen.")
			}
			return nil
		})
	}
	return found
}

// mentions looks for words in a file as text, as UTF-16, and in the files of an archive.
func mentions(data []byte, words *regexp.Regexp) bool {
	if words.Match(data) || words.Match(bytes.ReplaceAll(data, []byte{0}, nil)) {
		return true
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		r, err := f.Open()
		if err != nil {
			return false
		}
		defer r.Close()
		part, err := io.ReadAll(io.LimitReader(r, 1<<28))
		return err == nil && words.Match(part)
	})
}
