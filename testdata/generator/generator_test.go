package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/intake"
)

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	first, second := run(t, len(cast)), run(t, len(cast))
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

func TestTheCommittedSampleIsWhatTheGeneratorMakes(t *testing.T) {
	if diff := cmp.Diff(tree(t, "../muenster"), run(t, len(cast))); diff != "" {
		t.Errorf("testdata/muenster is not up to date; run: go run ./testdata/generator -out testdata/muenster\n%s", diff)
	}
}

func TestTheBudgetHoldsTheFinanceTableOfTheCouncilPaper(t *testing.T) {
	want := map[string]int{
		"0502 2 2019": 82480, "Erträge gesamt 2019": 82480,
		"0502 11 2019": 89640, "0502 11 2020": 69320, "0502 16 2019": 2000, "0206 11 2020": 68440,
		"Aufwand gesamt 2019": 91640, "Aufwand gesamt 2020": 137760, "Saldo 2019": 9160,
	}
	for _, s := range snapshots(1) {
		got := map[string]int{}
		for _, r := range s.tables["budget"] {
			if r["posten"] == "ERSTFOERDERUNG" {
				continue
			}
			plan, year := int(r["plan_eur"].(euros))/100, r["jahr"].(int)
			got[fmt.Sprintf("%s %s %d", r["produktgruppe"], r["zeile"], year)] += plan
			if r["art"] == "ERTRAG" {
				got[fmt.Sprintf("Erträge gesamt %d", year)] += plan
				got[fmt.Sprintf("Saldo %d", year)] -= plan
			} else {
				got[fmt.Sprintf("Aufwand gesamt %d", year)] += plan
				got[fmt.Sprintf("Saldo %d", year)] += plan
			}
		}
		delete(got, "Saldo 2020") // the paper has no balance where there is no income
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", s.stand.Format(time.DateOnly), diff)
		}
	}
}

func TestTheLandNeverPaysMoreThanNineTenths(t *testing.T) {
	type grant struct {
		year int
		item string
	}
	for _, at := range []int{2018, 2019} {
		received, spent := map[grant]int{}, map[grant]int{}
		for _, l := range budgetLines {
			g := grant{l.year, l.item}
			if l.kind == "ERTRAG" {
				received[g] += l.actual[at]
			} else {
				spent[g] += l.actual[at]
			}
		}
		for g, n := range received {
			if 10*n > 9*spent[g] {
				t.Errorf("%d, %v: received %d € of %d €", at, g, n, spent[g])
			}
		}
	}
}

func TestIntakeFindsTheFaultsThatWerePlanted(t *testing.T) {
	contract, found, err := intake.Read(os.DirFS("../.."))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	contract.Term = intake.Term{Start: day("2017-05-01"), Ends: []intake.TermEnd{
		{Until: day("2019-04-30"), Status: "BEWILLIGT", DecidedOn: day("2017-04-01")},
		{Until: day("2019-12-31"), Status: "BEWILLIGT", DecidedOn: day("2019-01-31")},
	}}
	batches, found, err := intake.Take(os.DirFS("../muenster"), contract)
	if err != nil || found.Stops() {
		t.Fatal(found, err)
	}
	got := map[string][3]int{}
	for _, b := range batches {
		if !b.Account.Balanced() {
			t.Errorf("%s %s: %+v does not balance", b.File, b.Sheet, b.Account)
		}
		if lost := [3]int{b.Account.Rejected, b.Account.Duplicate, b.Account.OutsideTerm}; lost != [3]int{} {
			got[b.Stand.Format(time.DateOnly)+" "+b.Table] = lost
		}
	}
	want := map[string][3]int{ // rejected, duplicate, outside the term
		"2018-10-30 einkommen":     {0, 1, 0},
		"2018-10-30 kontakt":       {1, 1, 1},
		"2018-10-30 schulhalbjahr": {1, 0, 0},
		"2019-12-31 einkommen":     {0, 1, 0},
		"2019-12-31 kontakt":       {1, 1, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryRecordFitsItsContract(t *testing.T) {
	p, lists := declared(t)
	for _, s := range snapshots(40) {
		for name, records := range s.tables {
			table, ok := p.tables[name]
			if !ok {
				t.Fatalf("no contract for table %s", name)
			}
			keys := map[string]bool{}
			for _, r := range records {
				checkRecord(t, table, lists, r)
				key := ""
				for _, k := range table.Key {
					key += fmt.Sprintf("%v ", r[k])
				}
				if keys[key] {
					t.Errorf("%s: key %s twice", name, key)
				}
				keys[key] = true
			}
		}
		if len(s.tables) != len(p.tables) {
			t.Errorf("%d tables delivered, %d declared", len(s.tables), len(p.tables))
		}
	}
}

func TestNothingHasHappenedAfterTheDayOfTheSnapshot(t *testing.T) {
	planned := map[string]bool{"soll_bis": true, "faellig": true, "start_soll": true, "ende_soll": true}
	for _, s := range snapshots(40) {
		for name, records := range s.tables {
			for _, r := range records {
				for column, v := range r {
					if planned[column] {
						continue
					}
					switch v := v.(type) {
					case month:
						if v > s.now {
							t.Errorf("%s.%s on %s: %d", name, column, s.stand.Format(time.DateOnly), v)
						}
					case time.Time:
						if v.After(s.stand) {
							t.Errorf("%s.%s on %s: %s", name, column, s.stand.Format(time.DateOnly), v)
						}
					}
				}
			}
		}
	}
}

func TestEveryReferenceFindsItsRow(t *testing.T) {
	p, _ := declared(t)
	for _, s := range snapshots(40) {
		for name, table := range p.tables {
			for _, c := range table.Columns {
				target, column, ok := strings.Cut(c.References, ".")
				if !ok {
					continue
				}
				known := map[any]bool{nil: true}
				for _, r := range s.tables[target] {
					known[r[column]] = true
				}
				for _, r := range s.tables[name] {
					if !known[r[c.Name]] {
						t.Errorf("%s.%s: no %s %v", name, c.Name, c.References, r[c.Name])
					}
				}
			}
		}
	}
}

// run generates the sample and reads it back.
func run(t *testing.T, families int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := generate(dir, families, 1, 1, false, ""); err != nil {
		t.Fatal(err)
	}
	return tree(t, dir)
}

// tree is every file of a folder by path.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(fsys, path)
		out[path] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func snapshots(families int) []*snapshot {
	w := newWorld(families, 1)
	var out []*snapshot
	for _, stand := range stands {
		out = append(out, w.at(stand))
	}
	return out
}

func declared(t *testing.T) (*project, codelist.Lists) {
	t.Helper()
	p, err := readProject()
	if err != nil {
		t.Fatal(err)
	}
	lists, found, err := codelist.Read(os.DirFS("../.."))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return p, lists
}

// checkRecord holds a record against the contract: known columns, required values, allowed codes.
func checkRecord(t *testing.T, table intake.Table, lists codelist.Lists, r record) {
	t.Helper()
	columns := map[string]intake.Column{}
	for _, c := range table.Columns {
		columns[c.Name] = c
		if c.Required && r[c.Name] == nil {
			t.Errorf("%s.%s is empty in %v", table.Title.DE, c.Name, r)
		}
	}
	for name, v := range r {
		c, ok := columns[name]
		if !ok {
			t.Errorf("%s has no column %s", table.Title.DE, name)
			continue
		}
		if code, ok := v.(string); ok && c.Codes != "" && !lists[c.Codes].Has(code) {
			t.Errorf("%s.%s: list %s has no code %s", table.Title.DE, name, c.Codes, code)
		}
	}
}
