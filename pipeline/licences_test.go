package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const licenceList = "../testdata/lizenzen.csv"

// wordings tell licences by a sentence that only they have, the longer ones first.
var wordings = []struct{ licence, sentence string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"OFL-1.1", "sil open font license version 1.1"},
	{"BSD-3-Clause", "neither the name of"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose"},
	{"ISC", "permission to use, copy, modify, and distribute this software for any purpose"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
}

// TestEveryModuleInTheProgramHasALicenceOnTheList reads the licence of every module that is linked into the program and compares the list with the one that was
// last looked at. A copyleft licence or none fails whatever the list says.
func TestEveryModuleInTheProgramHasALicenceOnTheList(t *testing.T) {
	got := "module,version,licence\n" + strings.Join(licencesOf(t, "./pipeline"), "")
	if *update {
		if err := os.WriteFile(licenceList, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(licenceList)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the licences are others (-list +now), look at them and run with -update:\n%s", diff)
	}
}

// licencesOf are lines "module,version,licence" for the modules behind a package.
func licencesOf(t *testing.T, pkg string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=Module", pkg)
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var lines []string
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		licence := licenceIn(t, p.Module.Dir)
		if licence == "" {
			t.Errorf("%s: no licence that we know", p.Module.Path)
		}
		line := fmt.Sprintf("%s,%s,%s\n", p.Module.Path, p.Module.Version, licence)
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}

// licenceIn is the licence of a module by its text.
func licenceIn(t *testing.T, dir string) string {
	t.Helper()
	for above := range 2 { // a module of a repository may rest on the licence of the one above it
		files, err := filepath.Glob(filepath.Join(dir, strings.Repeat("../", above), "[LlCc][IiOo][CcPp][EeYy]*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				continue // a folder
			}
			text := strings.NewReplacer(",", " ").Replace(strings.ToLower(string(raw)))
			text = strings.Join(strings.Fields(text), " ")
			for _, w := range wordings {
				if strings.Contains(text, strings.Join(strings.Fields(strings.ReplaceAll(w.sentence, ",", " ")), " ")) {
					return w.licence
				}
			}
		}
	}
	return ""
}
