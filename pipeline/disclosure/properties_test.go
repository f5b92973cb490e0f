package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// printedColumns are the columns that a protection publishes, and those of the atoms that are known or, by a forced sum of 0, none.
func printedColumns(s *System, p *Protection, more ...int) [][]Term {
	withheld := s.marks(s.Primary, s.Suppressed, s.Hidden, p.Secondary)
	for _, c := range append(slices.Clone(s.Forced), more...) {
		withheld[c] = false
	}
	candidate := s.marks(s.Candidates, s.Forced)
	var columns [][]Term
	for c := range s.Cells {
		if candidate[c] && !withheld[c] {
			columns = append(columns, s.Cells[c].Column)
		}
	}
	for a, settled := range s.settled(newTask(s)) {
		if settled {
			columns = append(columns, []Term{{a, 1}})
		}
	}
	return columns
}

func protect(t *testing.T, s *System) *Protection {
	t.Helper()
	p, err := Protect(s)
	if err != nil {
		t.Fatalf("%v\n%s", err, show(s))
	}
	return p
}

func TestEliminationLeavesNoTargetInTheSpanAndWithholdsNothingInVain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	secondary, forced := 0, 0
	for range tables(10_000) {
		s := randomTable(r)
		if r.IntN(2) == 0 {
			s = withForced(r, s)
		}
		s.Method = Gauss
		p := protect(t, s)
		secondary, forced = secondary+len(p.Secondary), forced+len(p.UnsafeByForced)
		if len(s.Atoms) > 40 {
			continue // the rational check is slow
		}
		given := printedColumns(s, p)
		safe := slices.DeleteFunc(s.secrets(), func(x secret) bool { return slices.Contains(p.UnsafeByForced, x.ID) })
		for _, x := range s.secrets() {
			if got, want := spans(len(s.Atoms), given, x.Column), slices.Contains(p.UnsafeByForced, x.ID); got != want {
				t.Fatalf("%s is derivable: %v, said to be: %v\n%s%v", x.ID, got, want, show(s), p.Secondary)
			}
		}
		for _, c := range p.Secondary {
			more := append(slices.Clone(given), s.Cells[c].Column)
			if !slices.ContainsFunc(safe, func(x secret) bool { return spans(len(s.Atoms), more, x.Column) }) {
				t.Fatalf("%s is withheld in vain\n%s%v", s.Cells[c].ID, show(s), p.Secondary)
			}
		}
	}
	if secondary == 0 || forced == 0 {
		t.Errorf("%d secondary cells, %d leaks by forced ones: the tables are too tame", secondary, forced)
	}
}

func TestDecisionsModuloPrimeAreThoseOverTheRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range tables(10_000) {
		s := withForced(r, randomTable(r))
		k := newTask(s)
		held := make([]bool, len(s.Cells))
		printed, learnt, ok := k.eliminateModular(k.targets, held)
		if !ok {
			t.Fatalf("not proven\n%s", show(s))
		}
		exactly, learntExactly := k.eliminateRational(k.targets, held)
		if d := cmp.Diff(exactly, printed) + cmp.Diff(learntExactly, learnt); d != "" {
			t.Fatalf("%s\n%s", d, show(s))
		}
	}
}

// shuffled renames everything and changes the order of atoms and cells, but not that of the candidates.
func shuffled(r *rand.Rand, s *System) (*System, []int) {
	atoms, cells := r.Perm(len(s.Atoms)), r.Perm(len(s.Cells))
	out := &System{Integer: s.Integer, Method: s.Method, Atoms: make([]Atom, len(atoms)), Cells: make([]Cell, len(cells))}
	for i, a := range s.Atoms {
		out.Atoms[atoms[i]] = Atom{fmt.Sprint("x", i), a.Value}
	}
	for i, c := range s.Cells {
		column := make([]Term, 0, len(c.Column))
		for _, t := range c.Column {
			column = append(column, Term{atoms[t.Atom], t.Coef})
		}
		slices.SortFunc(column, func(a, b Term) int { return a.Atom - b.Atom })
		out.Cells[cells[i]] = Cell{fmt.Sprint("y", i), column, c.Value}
	}
	for _, set := range []struct{ from, to *[]int }{
		{&s.Primary, &out.Primary}, {&s.Candidates, &out.Candidates}, {&s.Forced, &out.Forced}, {&s.Hidden, &out.Hidden},
	} {
		for _, c := range *set.from {
			*set.to = append(*set.to, cells[c])
		}
	}
	for _, a := range s.Knows {
		out.Knows = append(out.Knows, atoms[a])
	}
	return out, cells
}

func TestNamesAndOrderDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for i := range tables(10_000) {
		s := withForced(r, randomTable(r))
		if s.Method = Gauss; i%10 == 0 && len(s.Cells) < 60 {
			s.Method = Full
		}
		other, cells := shuffled(r, s)
		var want []int
		for _, c := range protect(t, s).Secondary {
			want = append(want, cells[c])
		}
		if d := cmp.Diff(sorted(want), sorted(protect(t, other).Secondary)); d != "" {
			t.Fatalf("%s\n%s", d, show(s))
		}
	}
}

func TestProtectedTablesHoldAgainstTheWholeAudit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	more := 0
	for range tables(10_000) {
		s := randomTable(r)
		if len(s.Cells) > 60 {
			continue
		}
		gauss := *s
		gauss.Method = Gauss
		p := protect(t, s)
		if len(p.Secondary) > len(protect(t, &gauss).Secondary) {
			more++
		}
		published := *s
		published.Suppressed = append(slices.Clone(s.Primary), p.Secondary...)
		v, err := Audit(&published)
		if err != nil {
			t.Fatal(err)
		}
		verify(t, &published, v)
		var unsafe []string
		for _, f := range v.Findings {
			unsafe = append(unsafe, f.Target)
		}
		if d := cmp.Diff(p.UnsafeByForced, unsafe); d != "" {
			t.Fatalf("%s\n%s%v", d, show(s), p.Secondary)
		}
		for i, c := range p.Secondary {
			published.Suppressed = append(slices.Clone(s.Primary), slices.Delete(slices.Clone(p.Secondary), i, i+1)...)
			if v, err := Audit(&published); err != nil || len(v.Findings) <= len(unsafe) {
				t.Fatalf("%s is withheld in vain: %v\n%s%v", s.Cells[c].ID, err, show(s), p.Secondary)
			}
		}
	}
	if more == 0 {
		t.Error("the audit never found anything that elimination had not: the tables are too tame")
	}
	t.Log(more)
}

// A later release takes what was published as forced, and what was withheld as suppressed.
func TestALaterReleaseContradictsNoEarlierOne(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range tables(2_000) {
		s := randomTable(r)
		if len(s.Cells) > 60 {
			continue
		}
		first := *s
		first.Candidates = slices.Clone(s.Candidates[:len(s.Candidates)/2])
		p := protect(t, &first)
		second := *s
		second.Suppressed = p.Secondary
		withheld := s.marks(s.Primary, p.Secondary)
		for _, c := range first.Candidates {
			if !withheld[c] {
				second.Forced = append(second.Forced, c)
			}
		}
		q := protect(t, &second)
		for _, c := range p.Secondary {
			if !slices.Contains(q.Secondary, c) {
				t.Fatalf("%s is published later\n%s", s.Cells[c].ID, show(s))
			}
		}
		for _, c := range q.Secondary {
			if slices.Contains(second.Forced, c) {
				t.Fatalf("%s was published and is withheld\n%s", s.Cells[c].ID, show(s))
			}
		}
		if len(p.UnsafeByForced) == 0 && len(q.UnsafeByForced) > 0 {
			t.Fatalf("a safe release makes a later one unsafe: %v\n%s", q.UnsafeByForced, show(s))
		}
	}
}
