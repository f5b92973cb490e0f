package disclosure

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatAtomsAreWorthInTruthDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for range tables(4_000) {
		s := small(r)
		blind := *s
		blind.Atoms = slices.Clone(s.Atoms)
		for a := range blind.Atoms {
			if !slices.Contains(s.Knows, a) {
				blind.Atoms[a].Value = nil
			}
		}
		blind.Cells = slices.Clone(s.Cells)
		seen := s.marks(s.Seen())
		for c := range blind.Cells {
			if !seen[c] {
				blind.Cells[c].Value = nil
			}
		}
		want, err := Audit(s)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Audit(&blind)
		if err != nil {
			t.Fatalf("%v\n%s", err, show(s))
		}
		verify(t, &blind, got)
		if d := cmp.Diff(shortly(want), shortly(got)); d != "" {
			t.Fatalf("%s\n%s", d, show(s))
		}
	}
}

// shortly lists what is found, without formulas: of those there may be several.
func shortly(v *Verdict) []string {
	var list []string
	for _, f := range v.Findings {
		list = append(list, fmt.Sprint(f.Target, " ", f.By, " ", end(f.Lo), " ", end(f.Hi)))
	}
	return list
}

func TestFiguresThatContradictEachOtherAreAnError(t *testing.T) {
	for name, text := range map[string]string{
		"twice":      `"cells":[{"id":"x","atoms":{"a":1},"value":2},{"id":"y","atoms":{"a":1},"value":3}]`,
		"by sums":    `"cells":[{"id":"x","atoms":{"a":1},"value":2},{"id":"y","atoms":{"b":1},"value":3},{"id":"z","atoms":{"a":1,"b":1},"value":6}]`,
		"negative":   `"cells":[{"id":"x","atoms":{"a":1},"value":7},{"id":"z","atoms":{"a":1,"b":1},"value":6}]`,
		"infeasible": `"cells":[{"id":"x","atoms":{"a":1,"b":1},"value":2},{"id":"y","atoms":{"b":1,"c":1},"value":2},{"id":"z","atoms":{"a":1,"c":1,"b":2},"value":5}]`,
		"bounds":     `"cells":[{"id":"x","atoms":{"a":1,"b":1},"value":2},{"id":"y","atoms":{"b":1},"value":2}],"suppressed":["y"],"bounds":[["y",3,5]]`,
		"half":       `"integer":true,"cells":[{"id":"x","atoms":{"a":2},"value":3}]`,
		"parity":     `"integer":true,"cells":[{"id":"x","atoms":{"a":1,"b":1},"value":1},{"id":"y","atoms":{"b":1,"c":1},"value":1},{"id":"z","atoms":{"a":1,"c":1},"value":1}]`,
		"bounded":    `"integer":true,"cells":[{"id":"x","atoms":{"a":2,"b":2},"value":3}]`,
	} {
		s := readSystem(t, []byte(`{"schema":"sdc-system/1","atoms":[{"id":"a"},{"id":"b"},{"id":"c"}],`+text+`}`))
		if v, err := Audit(s); !errors.Is(err, ErrContradiction) {
			t.Errorf("%s: %v, error %v", name, v, err)
		}
		if _, err := Protect(s); !errors.Is(err, ErrContradiction) {
			t.Errorf("%s: protect: error %v", name, err)
		}
	}
}

func TestAMissingOrFractionalValueIsAnError(t *testing.T) {
	for want, text := range map[string]string{
		`cell "x" is seen, but has no value`: `"cells":[{"id":"x","atoms":{"a":1}}]`,
		"is not whole":                       `"integer":true,"cells":[{"id":"x","atoms":{"a":1},"value":1.5}]`,
	} {
		s := readSystem(t, []byte(`{"schema":"sdc-system/1","atoms":[{"id":"a"}],`+text+`}`))
		if _, err := Audit(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestASystemThatPointsNowhereIsAnError(t *testing.T) {
	base := func() *System {
		return &System{Atoms: []Atom{{"a", nil}}, Cells: []Cell{{"x", []Term{{0, 1}}, big.NewRat(1, 1)}}}
	}
	for i, spoil := range []func(*System){
		func(s *System) { s.Primary = []int{1} },
		func(s *System) { s.Forced = []int{-1} },
		func(s *System) { s.Knows = []int{0} },
		func(s *System) { s.Knows = []int{1} },
		func(s *System) { s.Bounds = []Bound{{Cell: 1}} },
		func(s *System) { s.Cells[0].Column = []Term{{1, 1}} },
		func(s *System) { s.Cells[0].Column = []Term{{0, 1}, {0, 1}} },
		func(s *System) { s.Targets = []Cell{{"t", []Term{{0, 0}}, nil}} },
	} {
		s := base()
		spoil(s)
		if _, err := Audit(s); err == nil {
			t.Errorf("case %d is audited", i)
		}
		if _, err := Protect(s); err == nil {
			t.Errorf("case %d is protected", i)
		}
	}
}

// The equation has no whole solution, and no bound on its unknowns tells so.
func TestWhatIsNotDecidedWithinTheBudgetCountsAsLearnt(t *testing.T) {
	s := readSystem(t, []byte(`{"schema":"sdc-system/1","integer":true,"atoms":[{"id":"x"},{"id":"y"},{"id":"z","value":1}],
 "cells":[{"id":"c","atoms":{"x":2,"y":-2},"value":1},{"id":"z","atoms":{"z":1}}],"targets":[{"id":"t","atoms":{"x":1}},{"id":"u","atoms":{"z":1}}]}`))
	v, err := Audit(s)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"t budget ? ?", "u linear 1 1"}, shortly(v)); d != "" {
		t.Error(d)
	}
	if want := "t: im Rahmen der Rechenschritte nicht entschieden, gilt als verraten"; s.Sentence(&v.Findings[0]) != want {
		t.Error(s.Sentence(&v.Findings[0]))
	}
	var out strings.Builder
	if err := WriteVerdict(&out, s, v); err != nil || !strings.Contains(out.String(), `"interval":null,"method":"budget","derivation":null`) {
		t.Error(out.String(), err)
	}
}

// tower is a chain of cells y[i+1] − 3·y[i] = 0: its solutions have numbers of any length.
func tower(height int) *System {
	s := &System{Integer: true}
	for i := range height + 1 {
		s.Atoms = append(s.Atoms, Atom{ID: fmt.Sprint("y", i)})
		if i > 0 {
			s.Cells = append(s.Cells, Cell{fmt.Sprint("c", i), []Term{{i - 1, -3}, {i, 1}}, new(big.Rat)})
		}
	}
	s.Cells = append(s.Cells, Cell{ID: "foot", Column: []Term{{0, 1}}})
	s.Suppressed = []int{height}
	s.Bounds = []Bound{{height, big.NewRat(1, 1), big.NewRat(2, 1)}}
	s.Targets = []Cell{{"top", []Term{{height, 1}}, nil}}
	return s
}

func TestLongNumbersAreExact(t *testing.T) {
	for _, height := range []int{10, 30, 60, 200} {
		s := tower(height)
		v, err := Audit(s)
		if err != nil {
			t.Fatal(err)
		}
		verify(t, s, v)
		third := new(big.Int).Exp(big.NewInt(3), big.NewInt(int64(height)), nil)
		width := new(big.Rat).SetInt(third)
		s.MinWidth = new(big.Rat).Add(width, big.NewRat(1, 1))
		if v, err = Audit(s); err != nil {
			t.Fatal(err)
		}
		verify(t, s, v)
		want := []string{"foot lp 1 2", fmt.Sprint("top lp ", third, " ", new(big.Int).Lsh(third, 1))}
		if d := cmp.Diff(want, shortly(v)); d != "" {
			t.Error(d)
		}
	}
}

func TestLiftingByDigitsIsSolvingOverTheRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 1))
	for range tables(400) {
		n := 8 + r.IntN(25)
		truth, equations := make([]*big.Rat, n), []equation{}
		for i := range truth {
			truth[i] = big.NewRat(r.Int64N(1_000_000_000), 1)
		}
		for range n - 1 - r.IntN(3) {
			var column []Term
			for u := range n {
				if r.IntN(3) == 0 {
					column = append(column, Term{u, 1 + r.Int64N(40)})
				}
			}
			equations = append(equations, equation{column: column, value: dot(column, truth).Num()})
		}
		s := solveModular(n, make([]bool, n), equations)
		if s == nil || !s.holds(equations) {
			t.Fatalf("not lifted: %v", equations)
		}
		exact, err := solveRational(n, make([]bool, n), equations)
		if err != nil || !exact.holds(equations) || len(exact.free) != len(s.free) {
			t.Fatalf("%d against %d free unknowns, %v", len(s.free), len(exact.free), err)
		}
		for u := range n {
			if certain := len(s.forms[u].at) == 0; certain != (len(exact.forms[u].at) == 0) {
				t.Fatalf("unknown %d is certain in one of them only", u)
			} else if certain && new(big.Rat).SetFrac(s.forms[u].constant, s.den).Cmp(new(big.Rat).SetFrac(exact.forms[u].constant, exact.den)) != 0 {
				t.Fatalf("unknown %d has two values", u)
			}
		}
	}
}
