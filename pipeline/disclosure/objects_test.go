package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// randomObjects ties the cells of a random table into objects of one to three, and names the secrets instead of taking all that is withheld for one.
func randomObjects(r *rand.Rand) *System {
	s := randomTable(r)
	s.Declared = true
	cells := r.Perm(len(s.Cells))
	for len(cells) > 0 {
		n := min(1+r.IntN(3), len(cells))
		s.Objects = append(s.Objects, cells[:n:n])
		cells = cells[n:]
	}
	for range r.IntN(3) { // a difference that must not become known
		a, b := r.IntN(len(s.Cells)), r.IntN(len(s.Cells))
		s.Targets = append(s.Targets, Cell{ID: fmt.Sprint("difference", len(s.Targets)), Column: difference(s.Cells[a].Column, s.Cells[b].Column)})
	}
	s.Targets = slices.DeleteFunc(s.Targets, func(c Cell) bool { return len(c.Column) == 0 })
	return s
}

func difference(a, b []Term) []Term {
	coefs := map[int]int64{}
	for _, t := range a {
		coefs[t.Atom]++
	}
	for _, t := range b {
		coefs[t.Atom]--
	}
	var out []Term
	for _, atom := range sorted(slices.Concat(atomsOf(a), atomsOf(b))) {
		if coefs[atom] != 0 {
			out = append(out, Term{atom, coefs[atom]})
		}
	}
	return out
}

func atomsOf(column []Term) []int {
	var out []int
	for _, t := range column {
		out = append(out, t.Atom)
	}
	return out
}

func TestObjectsArePublishedWholeOrNotAtAllAndNoneIsWithheldInVain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	together, byAudit := 0, 0
	for i := range tables(10_000) {
		s := randomObjects(r)
		if s.Method = Gauss; i%16 == 0 && len(s.Cells) < 40 {
			s.Method = Full
		}
		p := protect(t, s)
		if len(p.UnsafeByForced) > 0 {
			t.Fatalf("nothing is forced, and %v are lost\n%s", p.UnsafeByForced, show(s))
		}
		withheld := s.marks(s.Primary, p.Secondary)
		leaks := func(object []int) bool { // if it were printed as well
			out := *s
			out.Hidden = nil
			for c, is := range withheld {
				if is && !slices.Contains(object, c) {
					out.Hidden = append(out.Hidden, c)
				}
			}
			if s.Method == Full {
				v, err := Audit(&out)
				if err != nil {
					t.Fatal(err)
				}
				return !v.Safe()
			}
			given := kernel(len(s.Atoms), printedColumns(&out, &Protection{}))
			return slices.ContainsFunc(s.secrets(), func(x secret) bool { return given.annihilates(x.Column) })
		}
		if leaks(nil) {
			t.Fatalf("something leaks\n%s%v", show(s), p.Secondary)
		}
		for _, o := range s.Objects {
			n := 0
			for _, c := range o {
				if withheld[c] {
					n++
				}
			}
			primary := slices.ContainsFunc(o, func(c int) bool { return slices.Contains(s.Primary, c) })
			switch {
			case n > 0 && n < len(o) && !primary:
				t.Fatalf("%d of %d cells of the object %v are withheld\n%s", n, len(o), o, show(s))
			case n > 0 && !primary && !leaks(o):
				t.Fatalf("object %v is withheld in vain\n%s%v", o, show(s), p.Secondary)
			case n > 1 && !primary:
				together++
			}
		}
		if s.Method == Full {
			gauss := *s
			gauss.Method = Gauss
			byAudit += len(p.Secondary) - len(protect(t, &gauss).Secondary)
		}
	}
	if together == 0 || byAudit == 0 {
		t.Errorf("%d objects withheld, %d cells by audits: the tables are too tame", together, byAudit)
	}
}

func TestObjectsAreDecidedAlikeModuloPrimeAndOverTheRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for range tables(10_000) {
		k := newTask(randomObjects(r))
		held := make([]bool, len(k.system.Cells))
		printed, learnt, ok := k.eliminateModular(k.targets, held)
		if !ok {
			t.Fatalf("not proven\n%s", show(k.system))
		}
		exactly, learntExactly := k.eliminateRational(k.targets, held)
		if d := cmp.Diff(exactly, printed) + cmp.Diff(learntExactly, learnt); d != "" {
			t.Fatalf("%s\n%s", d, show(k.system))
		}
	}
}
