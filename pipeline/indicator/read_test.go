package indicator

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata/*.txtar")

// lists are the code lists of the cases.
var lists = codelist.Lists{
	"thema":        {Name: "thema", Codes: []codelist.Code{{Code: "SCHULBESUCH"}, {Code: "MITTEL"}}},
	"geschlecht_2": {Name: "geschlecht_2"},
	"schulstufe":   {Name: "schulstufe"},
}

// TestEveryFaultOfAHeaderIsTold reads the SQL files of each case; want holds the ids that were read and all findings. Each case is named
// after its fault.
func TestEveryFaultOfAHeaderIsTold(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fsys := fstest.MapFS{}
			want := &txtar.File{}
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = &archive.Files[i]
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := readAll(t, fsys)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func readAll(t *testing.T, fsys fstest.MapFS) string {
	indicators, found, err := Read(fsys, lists)
	if err != nil {
		t.Fatal(err)
	}
	facts, more, err := ReadFacts(fsys, lists)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, ind := range indicators {
		b.WriteString("indicator " + ind.ID + "\n")
	}
	for _, f := range facts {
		b.WriteString("facts " + f.ID + "\n")
	}
	for _, f := range append(found, more...) {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

func TestAHeaderIsReadIntoAnIndicator(t *testing.T) {
	const sql = `-- title: {de: Unentschuldigte Fehlquote, en: Unexcused absence}
-- short: {de: unentschuldigt, en: unexcused}
-- catalogue: B03
-- topic: schulbesuch
-- numerator: {de: Fehlstunden, en: hours absent}
-- denominator:
--   de: Soll-Stunden
--   en: scheduled hours
--
-- measure: ratio
-- unit: PERCENT
-- counts: hours
-- direction: down
-- period: [half_year, school_year]
-- by: [geschlecht_2, [geschlecht_2, schulstufe]]
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Schulen
select 1 -- not: header
`
	got, found, err := Read(fstest.MapFS{"queries/indicators/fehlquote_unent.sql": {Data: []byte(sql)}}, lists)
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	want := []*Indicator{{
		ID: "fehlquote_unent", File: "queries/indicators/fehlquote_unent.sql", SQL: sql,
		Title: notation.Text{DE: "Unentschuldigte Fehlquote", EN: "Unexcused absence"}, Short: notation.Text{DE: "unentschuldigt", EN: "unexcused"}, Catalogue: "B03", Topic: "schulbesuch",
		Numerator: notation.Text{DE: "Fehlstunden", EN: "hours absent"}, Denominator: notation.Text{DE: "Soll-Stunden", EN: "scheduled hours"},
		Measure: Ratio, Unit: UnitPercent, Counts: CountsHours, Direction: "down", Period: Periods{"half_year", "school_year"},
		By: []Breakdown{{"geschlecht_2"}, {"geschlecht_2", "schulstufe"}}, Disclosure: Sensitive, Harm: HarmNumerator,
		Status: "recommended", Version: "1.0.0", ValidFrom: "2017-05-01", Source: "Schulen",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyIDsThatSurviveSpreadsheetsAreValid(t *testing.T) {
	for id, want := range map[string]bool{
		"fam_aktiv": true, "b2": true, "anteil_fehl10": true, "mars1": true,
		"": false, "f": false, "2b": false, "Fam": false, "fam__aktiv": false, "fam_": false, "_fam": false, "fam-aktiv": false,
		"straße": false, "a_x_b": false, "na": false, "nan": false, "true": false, "wahr": false, "mar1": false, "okt12": false,
	} {
		if got := ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v", id, got)
		}
	}
}

func TestTheHeaderEndsWithTheFirstLineThatIsNoComment(t *testing.T) {
	got := string(Header("-- a: 1\r\n--  b: 2\n--\n--c: 3\nselect 1\n-- d: 4\n"))
	if want := "a: 1\n b: 2\n\nc: 3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzReadHeaderNeverPanicsAndPlacesItsFindings(f *testing.F) {
	f.Add("-- title: {de: x, en: y}\nselect 1")
	f.Add("-- by: [a, [b, c]]\n-- by: 1")
	f.Add("--\n-- \t: {")
	f.Fuzz(func(t *testing.T, sql string) {
		_, _, found := ReadHeader[Indicator]("queries/indicators/x1.sql", sql)
		for _, f := range found {
			if f.Place.File == "" || f.Severity != finding.Stop {
				t.Errorf("finding without place: %v", f)
			}
		}
	})
}
