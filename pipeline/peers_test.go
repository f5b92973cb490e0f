package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wirkbericht/pipeline/bundle"
)

// delivered makes the sample's bundle of 2018-10-30, signed, once for all peers.
func delivered(t *testing.T) (folder string, b *bundle.Bundle) {
	t.Helper()
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	args := []string{"run", "--project", "..", "--as-of", "2018-10-30", "--out", out, "--store", filepath.Join(out, "s.duckdb"), "--sign-with", "../testdata/peers/test.key", "--quiet"}
	if code := command(args, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	folder = filepath.Join(out, "2018-10-30", "lieferung_DE_05515000_2018-Q3_r1")
	b, err := openBundle(folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	return folder, b
}

// account is rows, sum and status counts of observations.csv, as every peer prints it.
func account(t *testing.T, b *bundle.Bundle) string {
	t.Helper()
	data, _ := b.Data("data/observations.csv")
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sum, counts := 0.0, map[string]int{}
	value, status := bundle.Observations.Column("obs_value"), bundle.Observations.Column("obs_status")
	for _, r := range rows[1:] {
		counts[r[status]]++
		if r[value] != "" {
			f, err := strconv.ParseFloat(r[value], 64)
			if err != nil {
				t.Fatal(err)
			}
			sum += f
		}
	}
	var states []string
	for s, n := range counts {
		states = append(states, fmt.Sprintf("%s=%d", s, n))
	}
	slices.Sort(states)
	return fmt.Sprintf("%d %.4f %s", len(rows)-1, sum, strings.Join(states, " "))
}

// peer runs a program in a copy of the bundle and returns what it printed.
func peer(t *testing.T, folder string, env []string, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = folder
	cmd.Env = append(append(os.Environ(), "LC_ALL=C.UTF-8"), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// repository is a path in the repository, from anywhere.
func repository(t *testing.T, parts ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{".."}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// copied is a copy of the folder, for peers that write into it or get a fault planted.
func copied(t *testing.T, folder string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestEvaluatorsProgramsReadTheSame opens the sample's bundle with the programs that evaluators have. Each skips where it is missing; CI
// installs them all and lets nothing skip.
func TestEvaluatorsProgramsReadTheSame(t *testing.T) {
	folder, b := delivered(t)
	want := account(t, b)
	lines := func(n int) string { return strings.Repeat(want+"\n", n) }
	check := func(t *testing.T, got, want string) {
		t.Helper()
		var clean strings.Builder
		for line := range strings.Lines(got) {
			clean.WriteString(strings.TrimRight(line, " \n") + "\n")
		}
		if clean.String() != want {
			t.Errorf("got\n%swant\n%s", clean.String(), want)
		}
	}
	t.Run("R", func(t *testing.T) {
		check(t, peer(t, folder, nil, "Rscript", repository(t, "testdata", "peers", "read.R")), lines(2))
	})
	t.Run("pandas and openpyxl", func(t *testing.T) {
		const python = "/usr/bin/python3" // the system's, which has what apt installs
		if exec.Command(python, "-c", "import pandas, openpyxl").Run() != nil {
			t.Skip("pandas or openpyxl is not installed")
		}
		check(t, peer(t, folder, nil, python, repository(t, "testdata", "peers", "read.py")), lines(3))
	})
	t.Run("PSPP", func(t *testing.T) {
		in := copied(t, folder)
		peer(t, in, nil, "pspp", "--output=import.txt", "import/import.sps")
		peer(t, in, nil, "pspp", "--output=read.txt", repository(t, "testdata", "peers", "read.sps"))
		check(t, psppAccount(t, filepath.Join(in, "pspp.txt")), lines(1))
	})
	t.Run("gnumeric", func(t *testing.T) {
		in := copied(t, folder)
		peer(t, in, nil, "ssconvert", "--export-file-per-sheet", "formats/indikatoren.xlsx", "sheet.csv")
		check(t, sheetAccount(t, filepath.Join(in, "sheet.csv.1")), lines(1))
	})
	t.Run("npm datapackage", func(t *testing.T) { check(t, datapackage(t, folder), lines(1)) })
	t.Run("npm datapackage rejects", func(t *testing.T) { rejects(t, folder, b) })
	t.Run("sha256sum", func(t *testing.T) {
		peer(t, folder, nil, "sha256sum", "--check", "--strict", "--quiet", bundle.SumsFile)
	})
	t.Run("minisign", func(t *testing.T) {
		peer(t, folder, nil, "minisign", "-V", "-q", "-p", repository(t, "testdata", "peers", "test.pub"), "-m", bundle.SumsFile)
	})
}

// psppAccount puts the lines that PSPP wrote into the common form.
func psppAccount(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, sum, states := 0, 0.0, []string(nil)
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		n, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if len(f) > 2 { // blank where no row has a value
			total, err := strconv.ParseFloat(f[2], 64)
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			sum += total
		}
		rows += n
		states = append(states, fmt.Sprintf("%s=%d", f[0], n))
	}
	return fmt.Sprintf("%d %.4f %s\n", rows, sum, strings.Join(states, " "))
}

// sheetAccount reads the sheet of values as gnumeric exported it: numbers as the sheet shows them, with group separators.
func sheetAccount(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	value, status := slices.Index(rows[0], "Wert"), slices.Index(rows[0], "Wertstatus")
	sum, counts := 0.0, map[string]int{}
	for _, r := range rows[1:] {
		counts[r[status]]++
		if text := strings.ReplaceAll(r[value], ",", ""); text != "" {
			f, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			sum += f
		}
	}
	var states []string
	for s, n := range counts {
		states = append(states, fmt.Sprintf("%s=%d", s, n))
	}
	slices.Sort(states)
	return fmt.Sprintf("%d %.4f %s\n", len(rows)-1, sum, strings.Join(states, " "))
}

// datapackage reads a bundle with npm datapackage.
func datapackage(t *testing.T, folder string) string {
	t.Helper()
	modules := repository(t, "pipeline", "assets", "node_modules")
	if _, err := os.Stat(filepath.Join(modules, "datapackage")); err != nil {
		t.Skip("npm datapackage is not installed: run npm ci in pipeline/assets")
	}
	return peer(t, folder, []string{"NODE_PATH=" + modules}, "node", repository(t, "testdata", "peers", "read.js"), folder)
}

// rejects plants what a schema can say, and expects npm datapackage to refuse it. Header order, a deleted row and changed bytes it
// cannot see: those are our own verifier's.
func rejects(t *testing.T, folder string, b *bundle.Bundle) {
	t.Helper()
	data, _ := b.Data("data/observations.csv")
	lines := strings.SplitAfter(string(data), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "PERCENT") && strings.Contains(l, ",A,FREE") })
	row := strings.TrimSuffix(lines[at], "\n")
	cells := strings.Split(row, ",")
	set := func(column, text string) string {
		changed := slices.Clone(cells)
		changed[bundle.Observations.Column(column)] = text
		return strings.Join(changed, ",")
	}
	for _, c := range []struct{ name, old, new string }{
		{"duplicate key", row + "\n", row + "\n" + row + "\n"},
		{"unknown area", row, set("ref_area", "DE_99999999")},
		{"unknown indicator version", row, set("indicator_version", "9.9.9")},
		{"unknown category", row, set("category", "NIRGENDS")},
		{"code not in the list", row, set("obs_status", "X")},
		{"pattern", row, set("time_period", "2018Q3")},
		{"required", row, set("unit", "")},
		{"below the minimum", row, set("denominator", "-1")},
		{"decimal comma", row, set("obs_value", `"1,5"`)},
		{"German date", row, set("period_end", "01.07.2018")},
		{"formula", row, set("comment", "=1+1")},
		{"missing column", ",comment\n", "\n"},
		{"semicolons", lines[0], strings.ReplaceAll(lines[0], ",", ";")},
		{"mark", "ref_area", "\ufeffref_area"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := copied(t, folder)
			text := strings.Replace(string(data), c.old, c.new, 1)
			if text == string(data) {
				t.Fatal("nothing planted")
			}
			if err := os.WriteFile(filepath.Join(in, "data", "observations.csv"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := datapackage(t, in); !strings.HasPrefix(got, "invalid: ") {
				t.Errorf("accepted: %s", got)
			}
		})
	}
}
