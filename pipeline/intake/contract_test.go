package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryFaultOfAContractIsTold(t *testing.T) {
	files, err := filepath.Glob("testdata/contracts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a := archive(t, file)
			_, found, err := Read(part(a, "config/"))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, a, file, map[string]string{"findings": printFindings(found)})
		})
	}
}

func TestTheContractOfTheRepositoryIsSound(t *testing.T) {
	c, found, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 0 {
		t.Error(printFindings(found))
	}
	if len(c.Tables) < 30 || len(c.Sources) < 30 || len(c.Codes) < 30 {
		t.Errorf("read %d tables, %d sources, %d code lists", len(c.Tables), len(c.Sources), len(c.Codes))
	}
}

func TestTheSampleIsTaken(t *testing.T) {
	c, _, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	c.Term = term
	batches, found, err := Take(os.DirFS("../../testdata/muenster"), c)
	if err != nil || found.Stops() {
		t.Fatal(printFindings(found), err)
	}
	have := map[string]int{}
	for _, b := range batches {
		if !b.Account.Balanced() || b.Account.Accepted != len(b.Rows) || len(b.Rows) == 0 {
			t.Errorf("%s[%s]: account %+v with %d rows", b.File, b.Sheet, b.Account, len(b.Rows))
		}
		have[b.Table]++
	}
	for _, table := range c.Tables {
		if table.Required && have[table.Name] < 2 {
			t.Errorf("%s has %d snapshots", table.Name, have[table.Name])
		}
	}
}

func TestWhatIsOffIsNotExpected(t *testing.T) {
	c, _, err := Read(part(archive(t, "testdata/contracts/ausgeschaltet.txtar"), "config/"))
	if err != nil || len(c.Sources) != 0 || len(c.Tables) != 1 {
		t.Fatal(c, err)
	}
	batches, found, err := Take(part(archive(t, "testdata/contracts/ausgeschaltet.txtar"), "nothing"), c)
	if len(batches)+len(found) != 0 || err != nil {
		t.Error(batches, found, err)
	}
}

func TestACleanDeliveryNeedsNothingButItsKey(t *testing.T) {
	contract, _, err := Read(part(archive(t, "testdata/project.txtar"), "config/"))
	if err != nil {
		t.Fatal(err)
	}
	contract.Term = term
	a := archive(t, "testdata/clean.txtar")
	batches, found, err := Take(delivered(t, a), contract.Clean())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, a, "testdata/clean.txtar", map[string]string{"findings": printFindings(found), "batches": printBatches(batches)})
	if diff := cmp.Diff(contract.Tables[0].Columns[1].Required, true); diff != "" {
		t.Error("Clean changes the contract it is made of")
	}
}
