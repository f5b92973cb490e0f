package privacy

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/finding"
)

var update = flag.Bool("update", false, "rewrite the expected results")

// verdictOn judges a file of testdata as "check --privacy" does.
func verdictOn(t *testing.T, g *Gate, path string) (FileVerdict, finding.List) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(raw)))
	r.Comma, r.FieldsPerRecord = ';', -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f := g.File(finding.Place{File: filepath.Base(path), Line: 1}, records[0])
	for i, record := range records[1:] {
		f.Row(i+2, record)
	}
	v := f.Verdict(Internal(), true)
	return v, f.Findings(v)
}

func TestFilesGetTheirVerdict(t *testing.T) {
	files, err := filepath.Glob("testdata/files/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	g := NewGate()
	for _, path := range files {
		v, found := verdictOn(t, g, path)
		var lines []string
		for _, f := range found {
			lines = append(lines, f.String())
		}
		got, err := json.MarshalIndent(map[string]any{"verdict": v, "findings": lines}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(path, ".csv") + ".json"
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)+"\n"); d != "" {
			t.Errorf("%s:\n%s", path, d)
		}
	}
}

// A file that calls itself anonymous and in which somebody stands alone is called pseudonymous.
func TestAnAnonymousFileWithKOneIsCalledPseudonymous(t *testing.T) {
	v, _ := verdictOn(t, NewGate(), "testdata/files/familien.csv")
	if v.K == nil || *v.K != 1 || v.Called != "pseudonymisiert" || strings.Contains(v.Called, "anonym ") {
		t.Errorf("k %v, called %q", v.K, v.Called)
	}
	want := "familien.csv: Die Lieferung nennt sich anonym, ist es aber nicht. Die Daten sind pseudonymisiert, nicht anonym: 2 von 8 Familien (25\u00a0%) " +
		"sind durch die Angaben zu Haushaltsgröße, Kinder unter 18, Alleinerziehend und Herkunft eindeutig bestimmt."
	if d := cmp.Diff(want, v.Sentence); d != "" {
		t.Error(d)
	}
}

func TestAnEmptyFileIsGreenAndHasNoK(t *testing.T) {
	v := NewGate().File(finding.Place{File: "leer.csv", Line: 1}, []string{"Familie", "Herkunft"}).Verdict(Internal(), false)
	if v.K != nil || v.Verdict != Green || len(v.Columns) != 2 {
		t.Errorf("got %+v", v)
	}
}
