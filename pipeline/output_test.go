package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree is every name below dir, links with their targets.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if to, err := os.Readlink(path); err == nil {
			name += " -> " + to
		}
		out = append(out, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func TestTheLinkOfARunIsReplacedInOneStepAndOldRunsAreSwept(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	first := []product{{"a.pdf", []byte("eins")}}
	second := []product{{"a.pdf", []byte("zwei")}}
	for _, set := range [][]product{first, first, second} {
		if err := writeProducts(out, "2018-10-30", set); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeProducts(out, "2019-12-31", first); err != nil {
		t.Fatal(err)
	}
	one, two := hashOf(first), hashOf(second)
	want := []string{".runs", ".runs/" + one, ".runs/" + one + "/a.pdf", ".runs/" + two, ".runs/" + two + "/a.pdf",
		"2018-10-30 -> .runs/" + two, "2019-12-31 -> .runs/" + one}
	slices.Sort(want)
	if got := tree(t, out); got != strings.Join(want, "\n") {
		t.Errorf("out holds\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	if data, err := os.ReadFile(filepath.Join(out, "2018-10-30", "a.pdf")); err != nil || string(data) != "zwei" {
		t.Errorf("a.pdf is %q, %v", data, err)
	}
}

func TestAFailedWriteLeavesTheLastGoodOutput(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	good := []product{{"a.pdf", []byte("gut")}}
	if err := writeProducts(out, "2018-10-30", good); err != nil {
		t.Fatal(err)
	}
	// A name that cannot be written fails after another file of the same set was.
	if err := writeProducts(out, "2018-10-30", []product{{"b.pdf", nil}, {"b.pdf/c.pdf", nil}}); err == nil {
		t.Fatal("writing into a file as if it were a folder did not fail")
	}
	want := ".runs\n.runs/" + hashOf(good) + "\n.runs/" + hashOf(good) + "/a.pdf\n2018-10-30 -> .runs/" + hashOf(good)
	if got := tree(t, out); got != want {
		t.Errorf("out holds\n%s\nwant\n%s", got, want)
	}
}

func TestAFolderThatIsNotOursIsNotTouched(t *testing.T) {
	out := t.TempDir()
	if err := os.Mkdir(filepath.Join(out, "2018-10-30"), 0o700); err != nil {
		t.Fatal(err)
	}
	err := writeProducts(out, "2018-10-30", []product{{"a.pdf", nil}})
	if err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("got %v", err)
	}
}
