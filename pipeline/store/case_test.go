package store

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/yamlfile"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata/queries/*.txtar with what the queries give")

// root is the project folder, seen from this package.
const root = "../.."

// caseFolder holds one case per SQL file, <name of the SQL file>.txtar, with
//
//	lauf.yaml      as_of, and optionally term_from, term_until, freqs and periods (which keep want short)
//	<table>.csv    a delivery in the columns of the contract; columns that are left out are missing, lines that begin
//	               with "#" are comments. In a folder, 2018-06-30/<table>.csv, it is the snapshot of that day, otherwise of as_of
//	zielwert.csv, rechtsstand.csv, parameter.csv   instead of the project's reference data
//	query.sql      schema files only: what to select from their views
//	want           observations, findings of the check, rows of the fact table, or rows of query.sql
//
// Deliveries are read as intake.Identity says: dates 2018-10-30, months 2018-10, a decimal point, true and false.
const caseFolder = root + "/testdata/queries"

// sqlCase is one case after reading.
type sqlCase struct {
	file    string
	archive *txtar.Archive
	asOf    time.Time
	run     caseRun
}

// caseRun is lauf.yaml.
type caseRun struct {
	AsOf      string   `yaml:"as_of"`
	TermFrom  string   `yaml:"term_from"`  // default 2017-05-01
	TermUntil string   `yaml:"term_until"` // default 2019-04-30
	Freqs     []string `yaml:"freqs"`
	Periods   []string `yaml:"periods"`
}

// TestEverySQLFileGivesWhatItsCaseSays runs every SQL file of the project on the small deliveries of its case. A file without a case
// fails, and so does a case without a file. Only a schema file may do without a case: those of its readers cover it.
func TestEverySQLFileGivesWhatItsCaseSays(t *testing.T) {
	project := readCaseProject(t)
	seen := map[string]bool{}
	for _, folder := range []string{SchemaFolder, ChecksFolder, indicator.Folder, indicator.FactsFolder} {
		files, err := indicator.Files(os.DirFS(root), folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			id := strings.TrimSuffix(path.Base(file), ".sql")
			if seen[id] {
				t.Errorf("%s: another SQL file has this name, so that their cases would collide", file)
			}
			seen[id] = true
			if folder == SchemaFolder && !slices.Contains(globCases(t), id+".txtar") {
				continue // its readers cover it
			}
			t.Run(id, func(t *testing.T) {
				c := readCase(t, id)
				c.compare(t, c.result(t, project, folder, id))
			})
		}
	}
	for _, c := range globCases(t) {
		if !seen[strings.TrimSuffix(c, ".txtar")] {
			t.Errorf("testdata/queries/%s: there is no SQL file of that name", c)
		}
	}
}

func globCases(t *testing.T) []string {
	cases, err := fs.Glob(os.DirFS(caseFolder), "*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// readCase reads the case of a name.
func readCase(t *testing.T, id string) *sqlCase {
	c := &sqlCase{file: path.Join(caseFolder, id+".txtar")}
	var err error
	c.archive, err = txtar.ParseFile(c.file)
	if err != nil {
		t.Fatalf("testdata/queries/%s.txtar: %v (write small deliveries, run the test with -update, and check what it wants)", id, err)
	}
	text, ok := c.section("lauf.yaml")
	if !ok {
		t.Fatalf("%s: lauf.yaml is missing", c.file)
	}
	var found finding.List
	c.run, found = yamlfile.Decode[caseRun]([]byte(text), finding.Place{File: "lauf.yaml"})
	failOn(t, found)
	c.asOf = parseDay(t, c.run.AsOf)
	return c
}

func (c *sqlCase) section(name string) (string, bool) {
	for _, f := range c.archive.Files {
		if f.Name == name {
			return string(f.Data), true
		}
	}
	return "", false
}

// compare holds the result against the want section, or writes it there with -update.
func (c *sqlCase) compare(t *testing.T, got string) {
	want, ok := c.section("want")
	if !*update {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.file, diff)
		}
		return
	}
	if !ok {
		c.archive.Files = append(c.archive.Files, txtar.File{Name: "want"})
	}
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == "want" {
			c.archive.Files[i].Data = []byte(got)
		}
	}
	if err := os.WriteFile(c.file, txtar.Format(c.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// result runs one SQL file on the case's deliveries and prints what comes out. Of queries/schema only what the file reads is made: to make all of
// it for each of 130 files took half of the time of all tests.
func (c *sqlCase) result(t *testing.T, project caseProject, folder, id string) string {
	s := c.open(t, project.Project)
	prepare := func(texts ...string) { failOn(t, must(s.prepareFor(t.Context(), c.asOf, texts))(t)) }
	switch folder {
	case indicator.Folder:
		ind := find(t, project.indicators, func(i *indicator.Indicator) bool { return i.ID == id })
		prepare(ind.SQL, "basis.zeitraum") // which Observe reads
		observations, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
		failOn(t, must(found, err)(t))
		return printObservations(slices.DeleteFunc(observations, c.skips))
	case ChecksFolder:
		check := find(t, project.Checks, func(c Check) bool { return c.ID == id })
		// Files are told as the case names them.
		return strings.ReplaceAll(printCheck(t, s, check, c.asOf), c.run.AsOf+"/", "")
	case indicator.FactsFolder:
		fact := find(t, project.facts, func(f indicator.Facts) bool { return f.ID == id })
		prepare(fact.SQL)
		facts, found, err := s.Facts(t.Context(), []indicator.Facts{fact})
		failOn(t, must(found, err)(t))
		return printFacts(facts[0])
	}
	query, ok := c.section("query.sql")
	if !ok {
		t.Fatalf("%s: query.sql is missing", c.file)
	}
	prepare(query)
	return printQuery(t, s, query)
}

// skips reports whether the case did not ask for this cell.
func (c *sqlCase) skips(o indicator.Observation) bool {
	return len(c.run.Freqs) > 0 && !slices.Contains(c.run.Freqs, string(o.Freq)) ||
		len(c.run.Periods) > 0 && !slices.Contains(c.run.Periods, o.Period)
}

// open is a store in memory with the case's deliveries and reference data.
func (c *sqlCase) open(t *testing.T, p Project) *Store {
	p.Term = intake.Term{
		Start: parseDay(t, orElse(c.run.TermFrom, "2017-05-01")),
		Ends:  []intake.TermEnd{{Until: parseDay(t, orElse(c.run.TermUntil, "2019-04-30")), Status: "BEWILLIGT"}},
	}
	var files []txtar.File
	p.Reference, files = c.reference(t, p.Reference)
	s := openTest(t, p)
	data := map[string][]byte{}
	for _, f := range files {
		if !strings.Contains(f.Name, "/") {
			f.Name = c.run.AsOf + "/" + f.Name
		}
		data[f.Name] = dropComments(f.Data)
	}
	contract := intake.Contract{Tables: p.Tables, Codes: p.Reference.Codes, Term: p.Term}
	batches, found, err := intake.Take(mapFS(data), contract.Clean())
	failOn(t, must(found, err)(t))
	failOn(t, must(s.Load(t.Context(), batches, heldRows(batches)))(t))
	if len(batches) < len(data) {
		t.Fatalf("%s: some file is named like no table", c.file)
	}
	return s
}

// dropComments takes the lines out that begin with "#": they say in a case what a row is for.
func dropComments(csv []byte) []byte {
	var out []byte
	for line := range bytes.Lines(csv) {
		if !bytes.HasPrefix(line, []byte("#")) {
			out = append(out, line...)
		}
	}
	return out
}

// reference are the project's reference data with what the case overrides, and the files of the case that are deliveries.
func (c *sqlCase) reference(t *testing.T, ref Reference) (Reference, []txtar.File) {
	own := map[string][]byte{}
	var deliveries []txtar.File
	for _, f := range c.archive.Files {
		switch {
		case !strings.HasSuffix(f.Name, ".csv"):
		case slices.Contains([]string{TargetFile, LawFile, ParameterFile}, "config/reference/"+f.Name):
			own["config/reference/"+f.Name] = f.Data
		default:
			deliveries = append(deliveries, f)
		}
	}
	read, found, err := ReadReference(mapFS(own), ref.Codes)
	failOn(t, must(found, err)(t))
	if own[TargetFile] != nil {
		ref.Targets = read.Targets
	}
	if own[LawFile] != nil {
		ref.Law = read.Law
	}
	if own[ParameterFile] != nil {
		ref.Parameters = read.Parameters
	}
	return ref, deliveries
}

// printCheck are the findings of one rule.
func printCheck(t *testing.T, s *Store, check Check, asOf time.Time) string {
	s.project.Checks = []Check{check}
	found, err := s.Check(t.Context(), asOf)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range found {
		if f.Rule == check.ID || f.Rule == "sql" || strings.HasPrefix(f.Rule, "abfrage") {
			fmt.Fprintln(&b, f)
		}
	}
	return b.String()
}
