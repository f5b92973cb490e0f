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
