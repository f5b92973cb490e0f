package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// inFolder is the names in a folder.
func inFolder(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestADamagedStoreIsToldWhereverTheDamageIs(t *testing.T) {
	p := smallProject()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(t.Context(), path, p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{"familie_id"}
	for n := range 5000 {
		lines = append(lines, "F"+strings.Repeat("0", n%5)+string(rune('A'+n%26)))
	}
	load(t, s, deliver(t, p, "2018-10-30", "familie", lines...))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for at := 0; at < len(whole); at += len(whole) / 20 {
		spoilt := bytes.Clone(whole)
		spoilt[at] ^= 255
		if err := os.WriteFile(path, spoilt, 0o600); err != nil {
			t.Fatal(err)
		}
		err := readAll(t, path, p)
		switch found := Troubles(path, err); {
		case err == nil: // in a block that nothing uses
		case len(found) == 1 && (found[0].Rule == "speicher_beschaedigt" || found[0].Rule == "speicher_fremd" && at < 4096):
			told++
		default:
			t.Errorf("byte %d of %d: %v is told as %v", at, len(whole), err, found)
		}
	}
	if told < 3 {
		t.Errorf("of 20 damages, %d were told", told)
	}
}

// readAll opens a store and reads its rows.
func readAll(t *testing.T, path string, p Project) error {
	s, err := Open(t.Context(), path, p, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Check(t.Context(), parseDay(t, "2018-10-30")); err != nil {
		return err
	}
	return s.exec(t.Context(), "create temp table alle as from raw.familie order by all")
}

func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "kasse.duckdb")
	e, err := openEngine(t.Context(), path, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.exec(t.Context(), "create table buchung (betrag int)"); err != nil {
		t.Fatal(err)
	}
	if err := e.close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), path, smallProject(), Options{})
	compareError(t, err, "store FOLDER/kasse.duckdb is a database of another program: move it away, or choose another file with --store", folder)
	if found := Troubles(path, err); len(found) != 1 || found[0].Rule != "speicher_fremd" {
		t.Errorf("told as %v", found)
	}
	a, err := PutAside(t.Context(), path, smallProject())
	if err != nil || a.Name() != path+".fremd1" {
		t.Fatal(a, err)
	}
	if err := a.Done(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(a.Name()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("it was changed, %v", err)
	}
}

func TestAStorePutAsideComesBackOrGoes(t *testing.T) {
	p := smallProject()
	folder := t.TempDir()
	path := filepath.Join(folder, "store.duckdb")
	fill := func() {
		s, err := Open(t.Context(), path, p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	aside := func() Aside {
		a, err := PutAside(t.Context(), path, p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"none was there: what there is now can be gone on with", func() error { a := aside(); fill(); return a.Undo() }, []string{"store.duckdb"}},
		{"the new one failed", func() error { fill(); a := aside(); fill(); return a.Undo() }, []string{"store.duckdb"}},
		{"it failed before there was a new one", func() error { return aside().Undo() }, []string{"store.duckdb"}},
		{"killed, then again", func() error { aside(); fill(); a := aside(); fill(); return a.Undo() }, []string{"store.duckdb"}},
		{"killed, then a usual run", func() error { aside(); fill(); return Kept(path).Done() }, []string{"store.duckdb"}},
		{"the new one is whole", func() error { a := aside(); fill(); return a.Done() }, []string{"store.duckdb"}},
	} {
		if err := c.do(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := gocmp.Diff(c.want, inFolder(t, folder)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestTheStoreOfAnotherMunicipalityIsNeverPutAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(t.Context(), path, smallProject(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	other := smallProject()
	other.Municipality = "05913000"
	_, err = PutAside(t.Context(), path, other)
	if found := Troubles(path, err); len(found) != 1 || found[0].Rule != "speicher_kommune" {
		t.Errorf("%v is told as %v", err, found)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
