package disclosure

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// municipalities is a table of twelve municipalities by three classes, with totals, and each municipality as an insider for its own row.
func municipalities(value func() int64) (*System, []Coalition) {
	s := crossed([]axis{append(leaves(12), span(12)), append(leaves(3), span(3))}, value)
	for c := range s.Cells {
		if v := s.Cells[c].Value.Num().Int64(); v > 0 && v < 3 {
			s.Primary = append(s.Primary, c)
		}
	}
	s.Candidates = span(len(s.Cells))
	slices.SortStableFunc(s.Candidates, func(a, b int) int { return s.Cells[b].Value.Cmp(s.Cells[a].Value) })
	var insiders []Coalition
	for m := range 12 {
		insiders = append(insiders, Coalition{Name: fmt.Sprint("Kommune ", m+1), Knows: []int{3 * m, 3*m + 1, 3*m + 2}})
	}
	return s, insiders
}

func TestNoMunicipalityLearnsOfAnother(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	breached, withheld := 0, 0
	for range tables(200) {
		s, insiders := municipalities(func() int64 { return r.Int64N(30) })
		alone := protect(t, s)
		published := *s
		published.Suppressed = append(slices.Clone(s.Primary), alone.Secondary...)
		verdicts, err := AuditCoalitions(&published, insiders)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range verdicts {
			verify(t, published.against(insiders[i]), v)
			breached += len(v.Findings)
		}
		p, err := ProtectAgainst(s, insiders)
		if err != nil {
			t.Fatal(err)
		}
		if !p.Safe() || len(p.Insiders) != 12 {
			t.Fatalf("unsafe: %v\n%s", p.UnsafeByForced, show(s))
		}
		withheld += len(p.Secondary) - len(alone.Secondary)
		published.Suppressed = append(slices.Clone(s.Primary), p.Secondary...)
		if verdicts, err = AuditCoalitions(&published, insiders); err != nil {
			t.Fatal(err)
		}
		for i, v := range verdicts {
			if verify(t, published.against(insiders[i]), v); !v.Safe() {
				t.Fatalf("%s learns %s\n%s", insiders[i].Name, s.Sentence(&v.Findings[0]), show(s))
			}
		}
	}
	if breached == 0 || withheld == 0 {
		t.Errorf("%d breaches without, %d more cells with insiders: too tame", breached, withheld)
	}
}

func TestACoalitionMaySeeMore(t *testing.T) {
	s := &System{
		Integer: true,
		Atoms:   []Atom{{"unter 20", big.NewRat(31, 1)}, {"20 bis 24", big.NewRat(2, 1)}, {"ab 25", big.NewRat(40, 1)}},
		Cells: []Cell{
			{"p unter 20", []Term{{0, 1}}, nil},
			{"p ab 20", []Term{{1, 1}, {2, 1}}, nil},
			{"l unter 25", []Term{{0, 1}, {1, 1}}, nil},
			{"l ab 25", []Term{{2, 1}}, nil},
		},
		Targets: []Cell{{"20 bis 24", []Term{{1, 1}}, nil}},
		Sees:    []int{0, 1},
	}
	verdicts, err := AuditCoalitions(s, []Coalition{{Name: "Presse"}, {Name: "Rat und Lenkungsgruppe", Sees: []int{3, 2}}, {Name: "Amt", Knows: []int{0, 1}}})
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, v := range verdicts {
		got = append(got, shortly(v))
	}
	// whoever knows the secret anyhow learns nothing
	if d := cmp.Diff([][]string{nil, {"20 bis 24 linear 2 2"}, nil}, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{0, 1, 2, 3}, Union([]int{3, 1}, nil, []int{0, 1, 2})); d != "" {
		t.Error(d)
	}
}
