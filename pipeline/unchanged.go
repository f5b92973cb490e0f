package main

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// A run whose inputs are those of the last run of the same day makes nothing and says again what that one said. Inputs are the program, the flags, every file of the
// project's config, queries and reports, the register, and every delivered file up to the day: by content, not by date. The outputs have to be there as they were
// written (their folder is named by its hash, which is taken anew), and the store has to be as the last run has left it. In every other case the run is made. So nothing
// that is old is ever taken for new.

// memory is what a run notes beside its products, in out/.runs/<hash of the products>.json.
type memory struct {
	Inputs string          `json:"inputs"` // their hash
	Lines  []string        `json:"lines"`  // what was said
	Found  []remembered    `json:"found"`
	Result json.RawMessage `json:"result"` // what --json says
}

// remembered is a finding as it was printed.
type remembered struct {
	Quiet bool   `json:"quiet"` // is told to those who asked for quiet, too
	Text  string `json:"text"`
}

const (
	memorySuffix = ".json"
	storeSuffix  = ".stand" // beside the store: its hash as the last run has left it
)

// unchanged knows whether a run has to be made.
type unchanged struct {
	out, name, store string
	inputs           string // "" where a run is always made: with keys, when watched, when everything is to be made anew
}

// unchanged looks at the inputs of a run.
func (r *runCommand) unchanged(l *line, out, storePath string) (*unchanged, error) {
	u := &unchanged{out: out, store: storePath}
	if r.Watch || r.Rebuild || r.Delivery.SignWith != "" || r.Delivery.EncryptTo != "" {
		return u, nil
	}
	day, err := l.newestFolder()
	if err != nil {
		return u, err
	}
	u.name = day.Format(time.DateOnly)
	u.inputs, err = r.inputs(l)
	return u, err
}

// inputs is the hash of everything that the products depend on.
func (r *runCommand) inputs(l *line) (string, error) {
	h := sha256.New()
	program, err := programID()
	if err != nil {
		return "", err
	}
	c := l.flags
	fmt.Fprintf(h, "%s\n%q %q %q %q %q\n", program, c.AsOf, c.Period, c.AcceptShrink, r.Report, r.Lang)
	data, err := l.dataFolder()
	if err != nil {
		return "", err
	}
	defer data.Close()
	project := os.DirFS(l.project.root)
	for _, folder := range []struct {
		files fs.FS
		dir   string
	}{{project, "config"}, {project, "queries"}, {project, "reports"}, {l.deliveries(data.FS()), "."}} {
		if err := hashFiles(h, folder.files, folder.dir); err != nil {
			return "", err
		}
	}
	entries, err := fs.Glob(project, release.RegisterFolder+"/*.jsonl")
	for _, name := range entries {
		err = errors.Join(err, hashFile(h, project, name))
	}
	if previous := r.Delivery.Previous; previous != "" && err == nil {
		var whole string
		if whole, err = filepath.EvalSymlinks(previous); err == nil {
			err = hashFiles(h, os.DirFS(filepath.Dir(whole)), filepath.Base(whole))
		}
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// hashFiles hashes the names and contents of all files in a folder; a folder that is not there has none.
func hashFiles(h io.Writer, files fs.FS, dir string) error {
	return fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return err
		case d.IsDir():
			fmt.Fprintf(h, "%q/\n", name)
			return nil
		}
		return hashFile(h, files, name)
	})
}

func hashFile(h io.Writer, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	fmt.Fprintf(h, "%q %x\n", name, sum.Sum(nil))
	return nil
}

// programID names the program itself. The linker writes into it a hash of all that it is made of, the built-in files too; where there is none, its bytes are hashed, which
// takes longer than everything else here.
func programID() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	if f, err := elf.Open(name); err == nil {
		defer f.Close()
		if note := f.Section(".note.go.buildid"); note != nil {
			if id, err := note.Data(); err == nil && bytes.Count(id, []byte{'/'}) == 3 { // with the hash of the program, not only of what it was made from
				return hex.EncodeToString(id), nil
			}
		}
	}
	var h strings.Builder
	err = hashFile(&h, os.DirFS(filepath.Dir(name)), filepath.Base(name))
	return h.String(), err
}

// remember is what the last run said, if this one would make the same.
func (u *unchanged) remember() (*memory, bool) {
	if u.inputs == "" {
		return nil, false
	}
	run, err := os.Readlink(filepath.Join(u.out, u.name))
	if err != nil {
		return nil, false
	}
	text, err := os.ReadFile(filepath.Join(u.out, run+memorySuffix))
	if err != nil {
		return nil, false
	}
	var m memory
	if json.Unmarshal(text, &m) != nil || m.Inputs != u.inputs {
		return nil, false
	}
	return &m, intact(filepath.Join(u.out, run)) && u.storeAsLeft()
}

// intact reports whether a folder of products is as it was written.
func intact(folder string) bool {
	var products []product
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, name)
		products = append(products, product{filepath.ToSlash(rel), data})
		return err
	})
	return err == nil && hashOf(products) == filepath.Base(folder)
}

// storeAsLeft reports whether nobody has touched the store since a run closed it.
func (u *unchanged) storeAsLeft() bool {
	left, err := os.ReadFile(u.store + storeSuffix)
	if err != nil {
		return false
	}
	now, err := storeID(u.store)
	return err == nil && string(left) == now
}

// largeStore is the size from which on a store is known by its size and date: to read a gigabyte takes longer than this is allowed to.
const largeStore = 64 << 20

func storeID(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if info.Size() > largeStore {
		return fmt.Sprint(info.Size(), info.ModTime().UnixNano()), nil
	}
	var h strings.Builder
	err = hashFile(&h, os.DirFS(filepath.Dir(name)), filepath.Base(name))
	return h.String(), err
}

// keep notes what a run made and said. That it cannot be noted does no harm: the next run is made.
func (u *unchanged) keep(l *line, made made, files []string) {
	run, err := os.Readlink(filepath.Join(u.out, u.name))
	if err != nil || u.inputs == "" || made.asOf.Format(time.DateOnly) != u.name {
		return
	}
	m := memory{Inputs: u.inputs, Lines: made.summary(files), Found: l.remembered()}
	if m.Result, err = json.Marshal(l.result(made, files)); err != nil {
		return
	}
	text, err := json.Marshal(m)
	if err != nil {
		return
	}
	if id, err := storeID(u.store); err == nil {
		_ = replaceFile(u.store+storeSuffix, []byte(id))
	}
	_ = replaceFile(filepath.Join(u.out, run+memorySuffix), text)
}

// replaceFile writes a file in the place of an older one.
func replaceFile(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return writeWhole(name, data)
}

// again says what the last run said.
func (l *line) again(m *memory) error {
	if l.flags.JSON {
		return l.t.json(m.Result)
	}
	l.t.clear()
	for _, f := range m.Found {
		if !l.t.quiet || f.Quiet {
			fmt.Fprintln(l.t.err, f.Text)
		}
	}
	l.t.say("Unverändert seit dem letzten Lauf; nichts wurde neu gemacht.")
	for _, text := range m.Lines {
		l.t.say("%s", text)
	}
	return nil
}

// remembered are the findings of a run as they are printed.
func (l *line) remembered() []remembered {
	var out []remembered
	for _, g := range l.found.Grouped() {
		out = append(out, remembered{Quiet: g.Severity >= finding.Error, Text: g.String()})
	}
	return out
}
