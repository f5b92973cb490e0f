package yamlfile

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"wirkbericht/pipeline/finding"
)

var update = flag.Bool("update", false, "write the findings into the test files")

// names takes a text or a list, as headers and breakdowns do.
type names []string

func (n *names) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if unmarshal(&one) == nil {
		*n = names{one}
		return nil
	}
	return unmarshal((*[]string)(n))
}

type sample struct {
	Title   string            `yaml:"title"`
	Count   int               `yaml:"count"`
	Share   float64           `yaml:"share"`
	On      bool              `yaml:"on"`
	Limit   *int              `yaml:"limit"`
	Day     time.Time         `yaml:"day"`
	List    []string          `yaml:"list"`
	By      names             `yaml:"by"`
	Codes   map[string]string `yaml:"codes"`
	Parts   []part            `yaml:"parts"`
	Skipped string            `yaml:"-"`
}

type part struct {
	Name string `yaml:"name"`
	Size int    `yaml:"size"`
}

func TestEveryFaultOfAFileIsToldAtOnceWithItsPlace(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, found := Decode[sample](a.Files[0].Data, finding.Place{File: "x.yaml"})
			var b strings.Builder
			for _, f := range found {
				b.WriteString(f.Rule + " " + f.String() + "\n")
			}
			if *update {
				a.Files[1].Data = []byte(b.String())
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[1].Data), b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestASoundFileGivesItsValueAndNoFinding(t *testing.T) {
	v, found := Decode[sample]([]byte(`
title: Ja
count: 14
share: 0.9
limit: 5
day: 2018-10-30
by: alle
codes: {1: ja, "": nein}
parts: [{name: a, size: 1}, {name: b}]
`), finding.Place{File: "x.yaml"})
	limit := 5
	want := sample{
		Title: "Ja", Count: 14, Share: 0.9, Limit: &limit, Day: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC),
		By: names{"alle"}, Codes: map[string]string{"1": "ja", "": "nein"}, Parts: []part{{"a", 1}, {"b", 0}},
	}
	if diff := cmp.Diff(want, v); diff != "" || len(found) != 0 {
		t.Error(diff, found)
	}
}

func TestAnEmptyFileIsAnEmptyValue(t *testing.T) {
	for _, text := range []string{"", "# nur ein Kommentar\n", "---\n"} {
		v, found := Decode[sample]([]byte(text), finding.Place{File: "x.yaml"})
		if diff := cmp.Diff(sample{}, v); diff != "" || len(found) != 0 {
			t.Errorf("%q: %s %v", text, diff, found)
		}
	}
}

func TestAPartOfAFileReportsLinesOfTheWholeFile(t *testing.T) {
	_, found := Decode[sample]([]byte("title: a\ncuont: 2\n"), finding.Place{File: "q.sql", Line: 3, Column: 4})
	want := finding.Place{File: "q.sql", Line: 4, Column: 4}
	if len(found) != 1 || found[0].Place != want {
		t.Errorf("got %v, want %v", found, want)
	}
}

func TestAMissingFileIsAnError(t *testing.T) {
	_, _, err := Read[sample](fstest.MapFS{}, "a.yaml", "config/a.yaml")
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "config/a.yaml") {
		t.Error(err)
	}
}

func TestTheNearestWordIsOnlyNamedWhenItIsNear(t *testing.T) {
	words := []string{"geschlecht", "geburt_monat", "rolle"}
	for s, want := range map[string]string{
		"geschlcht": "geschlecht", "geburtsmonat": "geburt_monat", "role": "rolle", "rlole": "rolle", "xyz": "", "": "", "ziel": "",
	} {
		if got := Nearest(s, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestTheDistanceOfWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"titel", "title", 1}, {"kitten", "sitting", 3}, {"abc", "ca", 3}, {"W", "M", 1},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a: [1, {b: c}]", "&a [*a]", "title: 'x", "? [a]\n: b", "parts: {}", "<<: {title: a}", "!!binary x", "a: !!int b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, found := Decode[sample](raw, finding.Place{File: "x.yaml"})
		for _, f := range found {
			if f.Place.Line < 1 || f.Message == "" || f.Remedy == "" {
				t.Errorf("finding without place, message or remedy: %+v", f)
			}
		}
		Locate(raw, finding.Place{}, "parts", 0, "name")
	})
}

func TestAFileThatIsMeantToExplodeIsRefusedAtOnce(t *testing.T) {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'z'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 9) + "*" + string(c-1) + "]\n"
	}
	for name, raw := range map[string]string{
		"aliases":      bomb,
		"one merged":   "title: &t {a: 1}\nparts: [{<<: *t}]\n",
		"deep":         "list: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"deeper still": strings.Repeat("{a: ", 100_000),
		"large":        "title: " + strings.Repeat("x", maxBytes),
	} {
		if _, found := Decode[sample]([]byte(raw), finding.Place{File: "b.yaml"}); !found.Stops() {
			t.Errorf("%s: taken", name)
		}
		Locate([]byte(raw), finding.Place{File: "b.yaml"}, "title", 0, "a") // has to come back, too
	}
}
