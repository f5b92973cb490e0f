package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dwarf is a project as small as one can be, for tests that run the program many times: two tables, three indicators, one report of a sentence.
type dwarf struct {
	t    *testing.T
	root string
}

// newDwarf makes the project in a folder of its own, with the sample's families and persons of one day.
func newDwarf(t *testing.T) dwarf {
	t.Helper()
	d := dwarf{t, t.TempDir()}
	// Everything of the repository is there, and switched off but for what is named.
	d.switchOff("config/tables", "status: off\n", "familie.yaml", "person.yaml")
	d.switchOff("queries/indicators", "", "fam_aktiv.sql", "pers_aktiv.sql", "fam_zugang.sql")
	d.switchOff("reports", "")
	d.write("config/reference/zielwert.csv", "indikator,freq,time_period,gliederung,kategorie,soll,basis,toleranz,beschlossen_am,grund\n")
	for _, name := range []string{"Sozialamt_Familien_2018-10-30.csv", "Sozialamt_Personen_2018-10-30.csv"} {
		d.write("testdata/muenster/2018-10-30/"+name, d.ours("testdata/muenster/2018-10-30/"+name))
	}
	d.say("Erste Fassung.")
	return d
}

// say writes the report: the sentence, and a figure.
func (d dwarf) say(sentence string) {
	d.write("reports/kurz.md", "---\n{title: Kurz, audience: oeffentlichkeit, due: each_run, period: project}\n---\n\n# Familien\n\n"+sentence+
		" Begleitet werden {{ fam_aktiv as=kn sonst=\"die Projektfamilien\" }}.\n")
}

func (d dwarf) switchOff(folder, last string, but ...string) {
	files, err := fs.Glob(os.DirFS(".."), folder+"/*.*")
	if err != nil {
		d.t.Fatal(err)
	}
	for _, file := range files {
		text := d.ours(file)
		switch {
		case slices.Contains(but, filepath.Base(file)), strings.HasSuffix(file, ".go"):
			continue
		case strings.HasSuffix(file, ".sql"):
			before, after, _ := strings.Cut(text, "-- status: ")
			_, after, _ = strings.Cut(after, "\n")
			text = before + "-- status: off\n" + after
		case strings.HasSuffix(file, ".md"):
			text = "---\nstatus: off\n---\n"
		}
		d.write(file, text+last)
	}
}

func (d dwarf) ours(file string) string {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(raw)
}

func (d dwarf) path(name string) string { return filepath.Join(d.root, filepath.FromSlash(name)) }

func (d dwarf) write(name, text string) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(d.path(name), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// start is the program in a process of its own.
func (d dwarf) start(args ...string) *exec.Cmd {
	d.t.Helper()
	self, err := os.Executable()
	if err != nil {
		d.t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Args = append([]string{"wirkbericht"}, args...) // the name by which TestMain knows that it is the program
	cmd.Dir = d.root
	return cmd
}

// run runs the program and returns its exit code and its words.
func (d dwarf) run(args ...string) (code int, words string) {
	d.t.Helper()
	cmd := d.start(args...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		d.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// must runs the program and fails unless it ends well.
func (d dwarf) must(args ...string) {
	d.t.Helper()
	if code, words := d.run(args...); code != exitDone {
		d.t.Fatalf("%s: exit code %d\n%s", strings.Join(args, " "), code, words)
	}
}

// results is everything in a folder, by name: content, or where a link leads. Locks are left out.
func (d dwarf) results(folder string) string {
	d.t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(d.path(folder), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == lockName {
			return err
		}
		name, err := filepath.Rel(d.root, path)
		if err != nil {
			return err
		}
		if to, err := os.Readlink(path); err == nil {
			fmt.Fprintln(&b, name, "->", to)
			return nil
		}
		raw, err := os.ReadFile(path)
		fmt.Fprintln(&b, name, sumOf(raw))
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		d.t.Fatal(err)
	}
	return b.String()
}

// seen is what a reader finds under the name of a day: the products, wherever the link leads.
func (d dwarf) seen() string {
	d.t.Helper()
	folder, err := filepath.EvalSymlinks(d.path("out/2018-10-30"))
	if err != nil {
		d.t.Fatalf("the last good output is gone: %v", err)
	}
	name, err := filepath.Rel(d.root, folder)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.results(name)
}
