package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestNothingCanBeReachedOrChangedAfterTheLockDown(t *testing.T) {
	allowed := t.TempDir()
	s, err := Open(t.Context(), "", Project{Municipality: "05515000"}, Options{Memory: "256MB", Threads: 1, TempDir: t.TempDir(), Allowed: []string{allowed}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, forbidden := range []string{
		"copy (select 1) to '" + filepath.Join(t.TempDir(), "x.csv") + "'",
		"attach '" + filepath.Join(t.TempDir(), "x.duckdb") + "'",
		"select * from read_text('/etc/passwd')",
		"install httpfs",
		"load httpfs",
		"set threads = 8",
		"set memory_limit = '8GB'",
		"set enable_external_access = true",
		"set allowed_directories = ['/']",
		"set temp_directory = '/tmp'",
		"set autoload_known_extensions = true",
		"reset lock_configuration",
	} {
		if err := s.exec(t.Context(), forbidden); err == nil {
			t.Errorf("%s: no error", forbidden)
		}
	}
	if err := s.exec(t.Context(), "copy (select 1) to '"+filepath.Join(allowed, "x.csv")+"'"); err != nil {
		t.Errorf("copy into the allowed folder: %v", err)
	}
	var memory string
	var threads int
	if err := s.conn.QueryRowContext(t.Context(), "select current_setting('memory_limit'), current_setting('threads')").Scan(&memory, &threads); err != nil {
		t.Fatal(err)
	}
	if memory != "244.1 MiB" || threads != 1 {
		t.Errorf("memory %s, threads %d", memory, threads)
	}
}

func TestAStoreFileIsReadableByItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "store.duckdb")
	s, err := Open(t.Context(), path, Project{Municipality: "05515000"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s: mode %v, want %v", file, info.Mode(), want)
		}
	}
}

func TestAStoreThatCannotBeOpenedSaysWhatToDo(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), text, Project{}, Options{})
	compareError(t, err, "store FOLDER/notes.txt is not a DuckDB file: move it away, or choose another file with --store", folder)

	other := filepath.Join(folder, "other.duckdb")
	s, err := Open(t.Context(), other, Project{Municipality: "05515000"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), other, Project{Municipality: "05913000"}, Options{})
	compareError(t, err, "store FOLDER/other.duckdb holds municipality 05515000, not 05913000: choose another file with --store", folder)

	question := filepath.Join(folder, "what?.duckdb")
	_, err = Open(t.Context(), question, Project{}, Options{})
	compareError(t, err, "store FOLDER/what?.duckdb: a question mark in the name is not possible: choose another file with --store", folder)
}

// holdVariable names the store that this test program, started a second time, opens and holds.
const holdVariable = "WIRKBERICHT_TEST_HOLD_STORE"

func TestAStoreInUseNamesWhoHoldsIt(t *testing.T) {
	if path := os.Getenv(holdVariable); path != "" {
		s, err := Open(t.Context(), path, Project{Municipality: "05515000"}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("holding\n")
		os.Stdin.Read(make([]byte, 1)) // until the first program closes the pipe
		s.Close()
		return
	}
	path := filepath.Join(t.TempDir(), "store.duckdb")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	holder := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestAStoreInUseNamesWhoHoldsIt$")
	holder.Env = append(os.Environ(), holdVariable+"="+path)
	in, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	defer holder.Wait()
	defer in.Close()
	out.Read(make([]byte, len("holding\n")))
	_, err = Open(t.Context(), path, Project{Municipality: "05515000"}, Options{})
	if err == nil {
		t.Fatal("opened twice")
	}
	got := regexp.MustCompile(`in use by \S+ \(PID \d+\)`).ReplaceAllString(err.Error(), "in use by PROGRAM (PID n)")
	compareText(t, "store FOLDER/store.duckdb is in use by PROGRAM (PID n): wait until it has ended, or choose another file with --store", strings.ReplaceAll(got, filepath.Dir(path), "FOLDER"))
}

func compareError(t *testing.T, err error, want, folder string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want %q", want)
		return
	}
	compareText(t, want, strings.ReplaceAll(err.Error(), folder, "FOLDER"))
}

func compareText(t *testing.T, want, got string) {
	t.Helper()
	if diff := gocmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAStoreForManyRowsOpensForFewAndTheOtherWayRound(t *testing.T) {
	p := smallProject()
	for _, rows := range [][2]int{{0, fewRows}, {fewRows, 0}} {
		path := t.TempDir() + "/store.duckdb"
		for i, stand := range []string{"2018-10-30", "2019-12-31"} {
			s, err := Open(t.Context(), path, p, Options{Rows: rows[i]})
			if err != nil {
				t.Fatal(err)
			}
			load(t, s, deliver(t, p, stand, "familie", "familie_id", "F1"))
			compareText(t, fmt.Sprintf("n\n%d", i+1), printQuery(t, s, "select count(*) as n from raw.familie"))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
