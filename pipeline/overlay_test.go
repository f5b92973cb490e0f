package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestAProjectFileReplacesOrAddsABuiltInFile(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"config/audiences.yaml":        "ersetzt",
		"queries/indicators/eigen.sql": "neu",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o, err := openOverlay(dir)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := fs.ReadFile(o, "config/audiences.yaml"); err != nil || string(raw) != "ersetzt" {
		t.Errorf("replaced file: %q, %v", raw, err)
	}
	if raw, err := fs.ReadFile(o, "config/programm.yaml"); err != nil || len(raw) == 0 {
		t.Errorf("built-in file: %d bytes, %v", len(raw), err)
	}
	names, err := fs.Glob(o, "queries/indicators/*.sql")
	if err != nil || !slices.Contains(names, "queries/indicators/eigen.sql") || !slices.Contains(names, "queries/indicators/fam_aktiv.sql") {
		t.Errorf("both folders together: %v, %v", names, err)
	}
	if doors, err := fs.Glob(o, "config/*.go"); err != nil || len(doors) > 0 {
		t.Errorf("Go files are content: %v, %v", doors, err)
	}
}

func TestAProjectCannotReachOutsideItsFolder(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "geheim.yaml")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "config"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "config", "fremd.yaml")); err != nil {
		t.Fatal(err)
	}
	o, err := openOverlay(dir)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := fs.ReadFile(o, "config/fremd.yaml"); err == nil {
		t.Errorf("read %q through a link out of the project", raw)
	}
}
