package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// quietLine is a project in a folder of its own, with the deliveries of the sample and the store and results beside it.
func quietLine(t *testing.T) (*line, *runCommand) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "daten"), os.DirFS("../testdata/muenster")); err != nil {
		t.Fatal(err)
	}
	c := &cli{Project: dir, Data: filepath.Join(dir, "daten"), AsOf: "2018-10-30"}
	l, err := openLine(c, newTerminal(io.Discard, io.Discard, true))
	if err != nil {
		t.Fatal(err)
	}
	return l, &runCommand{Lang: "de"}
}

// Every kind of input that can change what a run makes changes the hash of the inputs; what a run does not read does not.
func TestARunIsMadeAgainWhenAnyOfItsInputsChanges(t *testing.T) {
	l, r := quietLine(t)
	of := func() string {
		t.Helper()
		h, err := r.inputs(l)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	before := of()
	if again := of(); again != before {
		t.Fatal("the same inputs have two hashes")
	}
	root := l.project.root
	for name, different := range map[string]bool{
		"config/audiences.yaml": true, "queries/indicators/neu.sql": true, "reports/neu.md": true, "register/0001_x.jsonl": true,
		"daten/2018-10-30/Nachtrag.csv": true, "daten/2019-12-31/Nachtrag.csv": false, "notizen.txt": false,
	} {
		file := filepath.Join(root, name)
		if err := makeFolder(filepath.Dir(file)); err != nil {
			t.Fatal(err)
		}
		without := of()
		if err := os.WriteFile(file, []byte("a"), 0o600); err != nil {
			t.Fatal(err)
		}
		first := of()
		if different != (first != without) {
			t.Errorf("%s: a new file: changed %v", name, first != without)
		}
		if err := os.WriteFile(file, []byte("b"), 0o600); err != nil { // the same length, and perhaps the same second
			t.Fatal(err)
		}
		if second := of(); different != (second != first) {
			t.Errorf("%s: another content: changed %v", name, second != first)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	for _, folder := range []string{"config", "queries/indicators", "queries", "reports", "register"} {
		if err := os.Remove(filepath.Join(root, folder)); err != nil {
			t.Fatal(err)
		}
	}
	if of() != before {
		t.Error("the first inputs again have another hash")
	}
	for name, change := range map[string]func(){
		"--lang": func() { r.Lang = "en" }, "--report": func() { r.Report = []string{"zwischenbericht"} },
		"--period": func() { l.flags.Period = "Q:2018-Q2" }, "--accept-shrink": func() { l.flags.AcceptShrink = []string{"kontakt"} },
	} {
		was, flags := *r, *l.flags
		if change(); of() == before {
			t.Errorf("%s does not count", name)
		}
		*r, *l.flags = was, flags
	}
}

// What was made is only said again if it is all still there as it was made, and the store is as the run has left it.
func TestARunIsMadeAgainWhenItsOutputsOrTheStoreWereTouched(t *testing.T) {
	l, r := quietLine(t)
	out, store := filepath.Join(l.project.root, "out"), filepath.Join(l.project.root, "store")
	day := time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC)
	m := made{asOf: day, products: []product{{"bericht.pdf", []byte("1")}, {"intern/freigabe/bericht.json", []byte("2")}}}
	file := filepath.Join(out, "2018-10-30", "bericht.pdf")
	write := func(name, text string) func() error {
		return func() error { return os.WriteFile(name, []byte(text), 0o600) }
	}
	for name, touch := range map[string]func() error{
		"nothing":          func() error { return nil },
		"a changed output": write(file, "x"),
		"a missing output": func() error { return os.Remove(file) },
		"another output":   write(filepath.Join(out, "2018-10-30", "neu.pdf"), "x"),
		"a changed store":  write(store, "other"),
		"no store":         func() error { return os.Remove(store) },
		"no memory": func() error {
			run, err := os.Readlink(filepath.Join(out, "2018-10-30"))
			if err == nil {
				err = os.Remove(filepath.Join(out, run+memorySuffix))
			}
			return err
		},
	} {
		if err := write(store, "duckdb")(); err != nil {
			t.Fatal(err)
		}
		if err := writeProducts(out, "2018-10-30", m.products); err != nil {
			t.Fatal(err)
		}
		u, err := r.unchanged(l, out, store)
		if err != nil {
			t.Fatal(err)
		}
		u.keep(l, m, []string{"bericht.pdf"})
		if err := touch(); err != nil {
			t.Fatal(err)
		}
		last, ok := u.remember()
		if ok != (name == "nothing") {
			t.Errorf("%s: said again %v", name, ok)
		}
		if ok && last.Lines[len(last.Lines)-1] != "bericht.pdf" {
			t.Errorf("%s: says %q", name, last.Lines)
		}
	}
	r.Watch = true
	if u, err := r.unchanged(l, out, store); err != nil || u.inputs != "" {
		t.Error("a watched run is not made", err)
	}
}
