package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestEveryIdentifierOfTheGlossaryExists looks for the words of the README's glossary in contracts, code lists and queries.
func TestEveryIdentifierOfTheGlossaryExists(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, glossary, _ := strings.Cut(string(readme), "## Glossary")
	glossary, _, _ = strings.Cut(glossary, "\n## ")
	words := regexp.MustCompile("`([a-z_0-9]+)`").FindAllStringSubmatch(glossary, -1)
	if len(words) < 10 {
		t.Fatalf("the glossary has %d identifiers", len(words))
	}
	known := identifiers(t)
	for _, w := range words {
		if !known[w[1]] {
			t.Errorf("%s is in the glossary, but nowhere in config or queries", w[1])
		}
	}
}

// TestReadmeAndHelpTellOfTheSameCommands reads both: a command or flag that the README shows has to exist, and every command has to be shown.
func TestReadmeAndHelpTellOfTheSameCommands(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	help := map[string]string{}
	shown := regexp.MustCompile(`(?m)^(?:ExecStart=/usr/local/bin/)?wirkbericht ([a-z]+)([^#\n]*)`).FindAllStringSubmatch(string(readme), -1)
	for _, s := range shown {
		name := s[1]
		if help[name] == "" {
			var said strings.Builder
			if code := command([]string{name, "--help"}, &said, &said); code != exitDone {
				t.Errorf("the README shows %q: exit code %d", name, code)
			}
			help[name] = said.String()
		}
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(s[2], -1) {
			if !strings.Contains(help[name], flag) {
				t.Errorf("%s has no flag %s", name, flag)
			}
		}
	}
	var all strings.Builder
	command([]string{"--help"}, &all, &all)
	_, list, _ := strings.Cut(all.String(), "Commands:")
	for _, c := range regexp.MustCompile(`(?m)^  ([a-z]+)\b`).FindAllStringSubmatch(list, -1) {
		if help[c[1]] == "" {
			t.Errorf("the README does not show %q", c[1])
		}
	}
	if len(help) < 10 {
		t.Errorf("the README shows %d commands", len(help))
	}
}

// identifiers are the file names and the words of config/tables and queries.
func identifiers(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	word := regexp.MustCompile(`[a-z_0-9]+`)
	for _, dir := range []string{"../config/tables", "../config/reference/codes", "../queries"} {
		err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			name, _, _ := strings.Cut(d.Name(), ".")
			known[name] = true
			text, err := fs.ReadFile(os.DirFS(dir), path)
			for _, w := range word.FindAllString(string(text), -1) {
				known[w] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return known
}
