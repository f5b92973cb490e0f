package disclosure

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// peerCase is a problem solved by GaussSuppression (Statistics Norway), as JSON "sdc-peer/1": indices count from 1.
type peerCase struct {
	Singleton string `json:"singleton"`
	Rows      int    `json:"n_rows"`
	Cells     []struct {
		Value int64 `json:"value"`
		Rows  []int `json:"rows"`
	} `json:"cells"`
	Candidates []int `json:"candidates"`
	Primary    []int `json:"primary"`
	Secondary  []int `json:"secondary"`
}

// peerCases are the own one in testdata and those in the folder that WIRKBERICHT_PEER names.
func peerCases(t *testing.T) map[string]peerCase {
	files, err := filepath.Glob("testdata/peer/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	if dir := os.Getenv("WIRKBERICHT_PEER"); dir != "" {
		more, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil || len(more) == 0 {
			t.Fatal("no cases in ", dir, err)
		}
		files = append(files, more...)
	} else {
		t.Log("WIRKBERICHT_PEER is not set: own case only")
	}
	cases := map[string]peerCase{}
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var c peerCase
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(path, err)
		}
		cases[filepath.Base(path)] = c
	}
	return cases
}

// system is a peer's problem. The rows of its tables are the atoms; their values are not told.
func (c *peerCase) system() *System {
	s := &System{Method: Gauss, Integer: true}
	for i := range c.Rows {
		s.Atoms = append(s.Atoms, Atom{ID: fmt.Sprint(i + 1)})
	}
	for i, cell := range c.Cells {
		var column []Term
		for _, r := range sorted(cell.Rows) {
			column = append(column, Term{r - 1, 1})
		}
		s.Cells = append(s.Cells, Cell{fmt.Sprint("z", i+1), column, big.NewRat(cell.Value, 1)})
	}
	s.Candidates, s.Primary = fromZero(c.Candidates), fromZero(c.Primary)
	return s
}

func fromZero(list []int) []int {
	out := []int{}
	for _, i := range list {
		out = append(out, i-1)
	}
	return out
}

func TestEliminationWithholdsWhatThePeerWithholds(t *testing.T) {
	for name, c := range peerCases(t) {
		s := c.system()
		p := protect(t, s)
		if len(p.UnsafeByForced) > 0 {
			t.Errorf("%s: unsafe %v", name, p.UnsafeByForced)
		}
		if c.Singleton != "none" {
			continue // the peer withholds more, for ones and zeros; what matters there is the next test
		}
		if d := cmp.Diff(sorted(fromZero(c.Secondary)), p.Secondary, cmp.Transformer("empty", func(l []int) string { return fmt.Sprint(l) })); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
}

// No target is derivable in what the peer publishes, nor in what we publish instead, there not even by bounds or whole numbers.
func TestWhatThePeerPublishesIsSafeAgainstArithmetic(t *testing.T) {
	for name, c := range peerCases(t) {
		s := c.system()
		s.Suppressed = append(slices.Clone(s.Primary), fromZero(c.Secondary)...)
		v, err := Audit(s)
		if err != nil {
			t.Fatal(name, err)
		}
		verify(t, s, v)
		for _, f := range v.Findings {
			if f.By == Linear {
				t.Errorf("%s: %s", name, s.Sentence(&f))
			}
		}
		own := c.system()
		own.Method = Full
		if p := protect(t, own); !p.Safe() {
			t.Errorf("%s: unsafe %v", name, p.UnsafeByForced)
		}
	}
}
