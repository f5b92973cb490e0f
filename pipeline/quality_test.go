package main

import (
	"testing"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/store"
)

func TestFindingsCountOfTheNewestSnapshotOfEachTable(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	u := inUse([]store.Delivery{
		{Table: "familie", File: "2018-06-30/a.xlsx", Sheet: "Familien", Stand: day("2018-06-30")},
		{Table: "person", File: "2018-06-30/a.xlsx", Sheet: "Personen", Stand: day("2018-06-30")},
		{Table: "familie", File: "2018-10-30/f.csv", Stand: day("2018-10-30")},
	})
	for _, c := range []struct {
		place finding.Place
		want  bool
	}{
		{finding.Place{File: "2018-10-30/f.csv", Line: 3}, true},
		{finding.Place{File: "2018-06-30/a.xlsx", Sheet: "Familien", Line: 3}, false}, // delivered anew in October
		{finding.Place{File: "2018-06-30/a.xlsx", Sheet: "Personen", Line: 3}, true},  // still the newest persons
		{finding.Place{File: "2018-06-30/a.xlsx"}, true},
		{finding.Place{File: "2018-06-30/unbekannt.csv"}, false},
		{finding.Place{File: "2018-10-30/unbekannt.csv"}, true},
		{finding.Place{File: "2018-06-30"}, false},
		{finding.Place{File: "2018-10-30"}, true},
		{finding.Place{File: "config/tables/familie.yaml"}, true},
	} {
		if got := u.counts(c.place); got != c.want {
			t.Errorf("%s: counts %t", c.place, got)
		}
	}
}
