package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors is the one total order of the packages, bottom up. A package imports only packages of lower floors; packages on
// one floor do not know each other. A new package that is not here fails the test: a new floor is a decision.
var floors = [][]string{
	{"queries", "reports", "config", "pipeline/assets"},
	{"pipeline/finding"},
	{"pipeline/yamlfile", "pipeline/notation"},
	{"pipeline/codelist"}, // labels, ranks and validities of codes: intake, store, release and chart all need them
	{"pipeline/intake", "pipeline/indicator", "pipeline/stats"},
	{"pipeline/store"},
	{"pipeline/privacy"},
	{"pipeline/disclosure"},
	{"pipeline/release"},
	{"pipeline/typeface"},
	{"pipeline/chart"},
	{"pipeline/report"},
	{"pipeline/layout"},
	{"pipeline/pdf", "pipeline/web"},
	{"pipeline/bundle"}, // the format of the evaluators' bundle, which delivery writes, verify judges and merge reads
	{"pipeline/delivery", "pipeline/verify", "pipeline/fillin"}, // what comes back by itself: fillin asks offices, and gives their answers to report through main
	{"pipeline/merge"},
	{"pipeline/readback"},
	{"pipeline", "pipeline/assets/generate", "testdata/generator"},
}

// homes names, for each library, the only packages that may import it.
var homes = map[string][]string{
	"aead.dev/minisign":           {"pipeline/bundle"},
	"filippo.io/age":              {"pipeline/bundle"},
	"github.com/alecthomas/kong":  {"pipeline"},
	"github.com/dop251/goja":      {"pipeline/chart", "pipeline/assets/generate"},
	"github.com/evanw/esbuild":    {"pipeline/assets/generate"},
	"github.com/go-echarts":       {"pipeline/chart"},
	"github.com/johnfercher":      {"pipeline/pdf"},
	"github.com/marcboeker":       {"pipeline/store"},
	"github.com/pdfcpu":           {"pipeline/pdf", "pipeline/readback"},
	"github.com/schollz":          {"pipeline"},
	"github.com/xuri/excelize":    {"pipeline/delivery", "pipeline/fillin", "pipeline/readback", "testdata/generator"},
	"github.com/yuin/goldmark":    {"pipeline/report"},
	"golang.org/x/image":          {"pipeline/typeface"},
	"golang.org/x/net":            {"pipeline/readback"},
	"golang.org/x/sys":            {"pipeline"},
	"golang.org/x/term":           {"pipeline"},
	"golang.org/x/text/encoding":  {"pipeline/intake", "testdata/generator"},
	"golang.org/x/text/transform": {"pipeline/intake", "testdata/generator"},
	"golang.org/x/text/unicode":   {"pipeline/intake", "pipeline/notation"},
	"golang.org/x/text/language":  {"pipeline/notation"},
	"golang.org/x/text/message":   {"pipeline/notation"},
	"gonum.org":                   {"pipeline/stats"},
	"gopkg.in/yaml.v3":            {"pipeline/yamlfile"},
	"database/sql":                {"pipeline/store"},
	"html/template":               {"pipeline/web"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// listPackages asks the go command, with the generator named by its path: ./... does not look into testdata.
func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...", "./testdata/generator")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		list = append(list, p)
	}
}

// owner is the package on the list that path belongs to: internal parts belong to the package above them.
func owner(path string) string {
	path = strings.TrimPrefix(path, "wirkbericht/")
	above, _, _ := strings.Cut(path, "/internal/")
	return above
}

func floorOf(path string) int {
	return slices.IndexFunc(floors, func(floor []string) bool { return slices.Contains(floor, owner(path)) })
}

func TestEveryPackageImportsOnlyLowerFloors(t *testing.T) {
	for _, p := range listPackages(t) {
		own := floorOf(p.ImportPath)
		if own < 0 {
			t.Errorf("%s is on no floor: a new package is a decision, enter it in floors", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "wirkbericht/") || owner(imp) == owner(p.ImportPath) {
				continue
			}
			if other := floorOf(imp); other < 0 || other >= own {
				t.Errorf("%s (floor %d) imports %s (floor %d)", p.ImportPath, own, imp, other)
			}
		}
	}
}

func TestEveryLibraryIsImportedOnlyInItsHome(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, imp := range p.Imports {
			home, ok := homeOf(imp)
			if !ok {
				if external(imp) {
					t.Errorf("%s imports %s, which has no home: enter it in homes", p.ImportPath, imp)
				}
				continue
			}
			if !slices.Contains(home, owner(p.ImportPath)) {
				t.Errorf("%s imports %s, whose home is %v", p.ImportPath, imp, home)
			}
		}
	}
}

func homeOf(imp string) ([]string, bool) {
	for library, home := range homes {
		if imp == library || strings.HasPrefix(imp, library+"/") {
			return home, true
		}
	}
	return nil, false
}

// external reports whether an import is neither ours nor of the standard library.
func external(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return strings.Contains(first, ".")
}
