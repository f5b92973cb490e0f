package indicator

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wirkbericht/pipeline/codelist"
)

// versionsFile holds the hash of every definition that ever counted, by id and version. Rows are only added: -update writes a new version
// down, and never gives an old one a new hash.
const versionsFile = "../../testdata/definitionen.csv"

// TestADefinitionThatChangedHasANewVersion holds that the meaning of an indicator changes with its version only, and that its new version
// stands in the CHANGELOG. Shared views are not part of the hash: their cases in testdata/queries show when their rows change.
func TestADefinitionThatChangedHasANewVersion(t *testing.T) {
	root := os.DirFS("../..")
	codes, _, err := codelist.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	indicators, _, err := Read(root, codes)
	if err != nil || len(indicators) == 0 {
		t.Fatal(len(indicators), err)
	}
	changelog, err := fs.ReadFile(root, "CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	committed := readVersions(t)
	known := map[[2]string]string{}
	for _, row := range committed {
		known[[2]string{row[0], row[1]}] = row[2]
	}
	for _, fault := range versionFaults(indicators, known) {
		t.Error(fault)
	}
	for _, ind := range indicators {
		for _, c := range ind.Changes {
			if entry := fmt.Sprintf("`%s` %s:", ind.ID, c.Version); !strings.Contains(string(changelog), entry) {
				t.Errorf("CHANGELOG.md has no entry %q", entry)
			}
		}
		if key := [2]string{ind.ID, ind.Version}; known[key] == "" {
			if !*update {
				t.Errorf("%s %s is not in %s; run the test with -update", ind.ID, ind.Version, versionsFile)
			}
			committed = append(committed, []string{ind.ID, ind.Version, ind.Meaning()})
		}
	}
	if *update && !t.Failed() {
		writeVersions(t, committed)
	}
}

// versionFaults are the definitions whose meaning is not the one written down for their version.
func versionFaults(indicators []*Indicator, known map[[2]string]string) []string {
	var out []string
	for _, ind := range indicators {
		if hash, ok := known[[2]string{ind.ID, ind.Version}]; ok && hash != ind.Meaning() {
			out = append(out, fmt.Sprintf("%s changed, and is still version %s: raise it (values move: MAJOR; new breakdown: MINOR; else PATCH) and give the reason under changes", ind.File, ind.Version))
		}
	}
	return out
}

func TestOnlyWhatMovesValuesNeedsANewVersion(t *testing.T) {
	const sql = "-- title: {de: Eins, en: One}\n-- measure: count\n-- version: 1.0.0\nselect a, -- each\n  b\nfrom t\n"
	read := func(sql string) *Indicator {
		all, _, err := Read(fstest.MapFS{"queries/indicators/eins.sql": {Data: []byte(sql)}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return all[0]
	}
	known := map[[2]string]string{{"eins", "1.0.0"}: read(sql).Meaning()}
	for change, want := range map[[2]string]int{
		{"One", "Number one"}: 0, {"-- each\n", "\n"}: 0, {"  b", "\tb"}: 0,
		{"a,", "c,"}: 1, {"count", "share"}: 1, {"-- version", "-- by: [x]\n-- version"}: 1, {"1.0.0", "1.0.1"}: 0,
	} {
		ind := read(strings.Replace(sql, change[0], change[1], 1))
		if ind.SQL == sql {
			t.Fatalf("%q is not in the definition", change[0])
		}
		if got := versionFaults([]*Indicator{ind}, known); len(got) != want {
			t.Errorf("%q for %q: faults %v, want %d", change[1], change[0], got, want)
		}
	}
}

func readVersions(t *testing.T) [][]string {
	f, err := os.Open(versionsFile)
	if os.IsNotExist(err) && *update {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	if head, err := r.Read(); err != nil || !slices.Equal(head, []string{"id", "version", "sha256"}) {
		t.Fatal(head, err)
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func writeVersions(t *testing.T, rows [][]string) {
	slices.SortFunc(rows, func(a, b []string) int {
		if a[0] != b[0] {
			return strings.Compare(a[0], b[0])
		}
		return compareVersions(a[1], b[1])
	})
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{{"id", "version", "sha256"}}, rows...)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(versionsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
