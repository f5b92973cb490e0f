package report

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/yamlfile"
)

var update = flag.Bool("update", false, "rewrite the goldens of these tests")

// list reads one report as a project would hold it.
func list(t *testing.T, file, text string) ([]Report, finding.List) {
	t.Helper()
	reports, found, err := Read(fstest.MapFS{file: {Data: []byte(text)}}, sampleAudiences)
	if err != nil {
		t.Fatal(err)
	}
	return reports, found
}

// tell is the outcome of making a report: the document, or what is wrong with it.
func tell(t *testing.T, file, text string) string {
	t.Helper()
	reports, found := list(t, file, text)
	if !found.Stops() {
		run := sampleRun()
		if strings.Contains(file, "unbefragt") {
			run.Quality, run.Accounts = Quality{}, nil // a run of which nothing is known
		}
		doc, f, err := Make(reports[0], sampleRelease(reports[0].Front.Audience), run, sampleDraw)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, f...)
		if !found.Stops() {
			return dump(doc)
		}
	}
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}

// TestReports makes every report of testdata. A file holds pairs: x.md is a report, x.txt its document or its findings.
func TestReports(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".md")
			if !ok {
				continue
			}
			name = strings.TrimSuffix(name, ".en")
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, func(t *testing.T) {
				got := tell(t, "reports/"+f.Name, withFront(string(f.Data)))
				out.Files = append(out.Files, f, txtar.File{Name: name + ".txt", Data: []byte(got)})
				if !*update {
					if diff := cmp.Diff(fileOf(archive, name+".txt"), got); diff != "" {
						t.Errorf("(-want +got)\n%s", diff)
					}
				}
			})
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// withFront gives a report without front matter the shortest there is, of four lines.
func withFront(text string) string {
	if strings.HasPrefix(text, "---\n") || strings.HasPrefix(text, "kein Kopf") {
		return text
	}
	return "---\n{title: Bericht, audience: oeffentlichkeit, due: quarter_end, numbering: true}\n---\n\n" + text
}

func fileOf(a *txtar.Archive, name string) string {
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	return string(a.Files[i].Data)
}

func TestAReportIsDueByItsRuleOrOnItsDays(t *testing.T) {
	q3, q4 := sampleRun(), sampleRun()
	q4.AsOf, q4.Quarter = day("2019-04-30"), spans["2018-Q4"]
	later := sampleRun()
	later.AsOf = day("2018-11-15")
	earlier := sampleRun()
	earlier.AsOf = day("2018-10-29")
	for _, c := range []struct {
		due  string
		run  Run
		want bool
	}{
		{"each_run", q3, true},
		{"quarter_end", q3, true},
		{"year_end", q3, false},
		{"year_end", q4, true},
		{"project_end", q3, false},
		{"project_end", q4, true},
		{"[2018-10-30]", q3, true},
		{"[2018-10-30]", later, true},
		{"[2018-10-30]", earlier, false},
		{"[2018-10-30]", q4, false},
		{"[2018-07-30]", q3, false},
		{"[2018-07-30, 2018-10-30]", q3, true},
	} {
		reports, found := list(t, "reports/x.md", "---\n{title: x, audience: projektteam, due: "+c.due+"}\n---\n")
		if len(found) > 0 {
			t.Fatal(found)
		}
		if got := reports[0].DueAt(c.run); got != c.want {
			t.Errorf("due %s at %s: %t", c.due, c.run.AsOf.Format("2006-01-02"), got)
		}
	}
}

func TestTheOutputIsNamedAfterTheFileOrByTheFrontMatter(t *testing.T) {
	for front, want := range map[string]string{
		"title: x":                        "bericht.en",
		"title: x, name: 'lage-{period}'": "lage-2018-Q3.en",
	} {
		reports, _ := list(t, "reports/bericht.en.md", "---\n{"+front+", audience: projektteam, due: year_end}\n---\n")
		if got := reports[0].OutputName(sampleRun()); got != want {
			t.Errorf("%s: got %q, want %q", front, got, want)
		}
	}
}

func TestTheReportsOfTheRepositoryHaveSoundFrontMatter(t *testing.T) {
	repository := os.DirFS("../..")
	audiences, found, err := yamlfile.Read[map[string]release.Audience](repository, "config/audiences.yaml", "config/audiences.yaml")
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	reports, found, err := Read(repository, audiences)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	var got []string
	for _, r := range reports {
		got = append(got, r.Name()+" "+r.Front.Audience+" "+r.OutputName(sampleRun()))
	}
	want := []string{
		"abschlussbericht oeffentlichkeit abschlussbericht", "datenqualitaet projektteam datenqualitaet", "datenschutzblatt projektteam datenschutzblatt",
		"methodenblatt evaluation methodenblatt", "quartalsbericht lenkungsgruppe quartalsbericht-2018-Q3",
		"verwendungsnachweis projektteam verwendungsnachweis", "zwischenbericht oeffentlichkeit zwischenbericht",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAtTheEndOfAYearAllItsQuartersAreMadeAgain(t *testing.T) {
	named := func(quarter string, whole bool) (names []string) {
		run := sampleRun()
		run.Quarter = spans[quarter]
		for _, run := range (Report{Front: Front{WholeYear: whole}}).Runs(run) {
			q := run.Quarter
			names = append(names, q.Name+" "+q.From.Format(time.DateOnly)+" "+q.To.Format(time.DateOnly))
		}
		return names
	}
	year := []string{"2018-Q1 2018-01-01 2018-03-31", "2018-Q2 2018-04-01 2018-06-30", "2018-Q3 2018-07-01 2018-09-30", "2018-Q4 2018-10-01 2018-12-31"}
	for _, c := range []struct {
		quarter string
		whole   bool
		want    []string
	}{{"2018-Q4", true, year}, {"2018-Q4", false, year[3:]}, {"2018-Q3", true, year[2:3]}} {
		if diff := cmp.Diff(c.want, named(c.quarter, c.whole)); diff != "" {
			t.Errorf("%s %v (-want +got)\n%s", c.quarter, c.whole, diff)
		}
	}
}

func TestAReportWithoutTranslationHasEnglishLabelsAroundItsText(t *testing.T) {
	reports := []Report{
		{File: "reports/a.en.md", Lang: notation.English, Prose: notation.English},
		{File: "reports/a.md", Lang: notation.German, Prose: notation.German},
		{File: "reports/b.md", Lang: notation.German, Prose: notation.German},
	}
	said := func(l notation.Lang) (out []string) {
		for _, r := range In(reports, l) {
			out = append(out, fmt.Sprintf("%s %s %s %s", r.File, r.OutputName(sampleRun()), r.Lang, r.Prose))
		}
		return out
	}
	for l, want := range map[notation.Lang][]string{
		notation.English: {"reports/a.en.md a.en en en", "reports/b.md b.en en de"},
		notation.German:  {"reports/a.md a de de", "reports/b.md b de de"},
	} {
		if diff := cmp.Diff(want, said(l)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", l, diff)
		}
	}
}

func TestAChartThatFailsIsAnErrorWithItsPlace(t *testing.T) {
	reports, _ := list(t, "reports/x.md", withFront("```chart\nkind: trend\nindicator: fam_aktiv\ntitle: Familien\n```\n"))
	broken := func(chart.Spec) (chart.Chart, finding.List, error) { return chart.Chart{}, nil, errors.New("no ink") }
	doc, _, err := Make(reports[0], sampleRelease("oeffentlichkeit"), sampleRun(), broken)
	if want := "reports/x.md:6:1: no ink"; err == nil || err.Error() != want || doc != nil {
		t.Errorf("got %v and a document: %t, want %s", err, doc != nil, want)
	}
}

func TestTheSameReportIsMadeAlikeTwice(t *testing.T) {
	raw, err := os.ReadFile("testdata/blocks.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(raw).Files {
		if strings.HasSuffix(f.Name, ".md") {
			if diff := cmp.Diff(tell(t, "reports/"+f.Name, withFront(string(f.Data))), tell(t, "reports/"+f.Name, withFront(string(f.Data)))); diff != "" {
				t.Errorf("%s differs: %s", f.Name, diff)
			}
		}
	}
}
