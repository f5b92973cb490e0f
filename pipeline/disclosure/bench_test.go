package disclosure

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// programme makes a crossing as a merged programme has it: persons over 12 municipalities (five of them form a district) and further dimensions, all with totals. Values fall off
// by the given exponent. Combinations that nobody has are left out unless zeros says otherwise. Cells below 4 are primary, large ones are wished first.
func programme(dims []int, persons int, skew float64, zeros bool) *System {
	axes := []axis{append(leaves(12), span(5), span(12))}
	for _, n := range dims {
		axes = append(axes, append(leaves(n), span(n)))
	}
	r := rand.New(rand.NewPCG(1, 7))
	counts := map[int]int64{}
	for range persons {
		at := 0
		for _, n := range append([]int{12}, dims...) {
			at = at*n + zipf(r, n, skew)
		}
		counts[at]++
	}
	next := -1
	s := crossed(axes, func() int64 { next++; return counts[next] })
	if !zeros {
		s = withoutEmpty(s)
	}
	for c := range s.Cells {
		if v := s.Cells[c].Value.Num().Int64(); 0 < v && v < 4 {
			s.Primary = append(s.Primary, c)
		} else {
			s.Candidates = append(s.Candidates, c)
		}
	}
	slices.SortStableFunc(s.Candidates, func(a, b int) int { return s.Cells[b].Value.Cmp(s.Cells[a].Value) })
	return s
}

func leaves(n int) axis {
	var a axis
	for i := range n {
		a = append(a, []int{i})
	}
	return a
}

func zipf(r *rand.Rand, n int, skew float64) int {
	total := 0.0
	for i := range n {
		total += math.Pow(float64(i+1), -skew)
	}
	x := r.Float64() * total
	for i := range n {
		if x -= math.Pow(float64(i+1), -skew); x < 0 {
			return i
		}
	}
	return n - 1
}

// withoutEmpty leaves out atoms of value 0 and cells without atoms.
func withoutEmpty(s *System) *System {
	to := make([]int, len(s.Atoms))
	out := &System{Integer: s.Integer, Method: s.Method}
	for i, a := range s.Atoms {
		if to[i] = -1; a.Value.Sign() > 0 {
			to[i] = len(out.Atoms)
			out.Atoms = append(out.Atoms, a)
		}
	}
	for _, c := range s.Cells {
		var column []Term
		for _, t := range c.Column {
			if to[t.Atom] >= 0 {
				column = append(column, Term{to[t.Atom], 1})
			}
		}
		if len(column) > 0 {
			out.Cells = append(out.Cells, Cell{c.ID, column, c.Value})
		}
	}
	return out
}

var sizes = []struct {
	dims    []int
	persons int
	skew    float64
	zeros   bool
}{
	{[]int{3, 4}, 60, 0.5, true},
	{[]int{3, 5, 7}, 100_000, 1.3, false},
	{[]int{3, 5, 7, 6}, 100_000, 1.1, false},
}

func BenchmarkEliminate(b *testing.B) {
	for _, size := range sizes {
		s := programme(size.dims, size.persons, size.skew, size.zeros)
		b.Run(fmt.Sprintf("cells=%d/atoms=%d", len(s.Cells), len(s.Atoms)), func(b *testing.B) {
			s.Method = Gauss
			var p *Protection
			for b.Loop() {
				p, _ = Protect(s)
			}
			b.ReportMetric(float64(len(s.Primary)), "primary")
			b.ReportMetric(float64(len(p.Secondary)), "secondary")
		})
	}
}

// BenchmarkProtect is elimination, audits, and giving back.
func BenchmarkProtect(b *testing.B) {
	for _, size := range sizes[:2] {
		s := programme(size.dims, size.persons, size.skew, size.zeros)
		b.Run(fmt.Sprintf("cells=%d/atoms=%d", len(s.Cells), len(s.Atoms)), func(b *testing.B) {
			var p *Protection
			for b.Loop() {
				p, _ = Protect(s)
			}
			b.ReportMetric(float64(len(s.Primary)), "primary")
			b.ReportMetric(float64(len(p.Secondary)), "secondary")
			b.ReportMetric(float64(len(p.UnsafeByForced)), "unsafe")
		})
	}
}

// BenchmarkAudit attacks what elimination would publish.
func BenchmarkAudit(b *testing.B) {
	for _, size := range sizes[:2] {
		s := programme(size.dims, size.persons, size.skew, size.zeros)
		s.Method = Gauss
		p, _ := Protect(s)
		s.Suppressed = append(slices.Clone(s.Primary), p.Secondary...)
		for _, width := range []int64{1, 4} {
			s.MinWidth = big.NewRat(width, 1)
			b.Run(fmt.Sprintf("cells=%d/width=%d", len(s.Cells), width), func(b *testing.B) {
				var v *Verdict
				for b.Loop() {
					v, _ = Audit(s)
				}
				b.ReportMetric(float64(len(v.Findings)), "findings")
				b.ReportMetric(float64(len(v.Witnesses.Tables)), "tables")
			})
		}
	}
}

// BenchmarkRead reads a system from its file.
func BenchmarkRead(b *testing.B) {
	for _, size := range sizes {
		s := programme(size.dims, size.persons, size.skew, size.zeros)
		text := asFile(s)
		b.Run(fmt.Sprintf("cells=%d", len(s.Cells)), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, found, err := ReadSystem("x", strings.NewReader(text)); err != nil || len(found) > 0 {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// asFile writes atoms, cells and primary cells of a system as its file would have them.
func asFile(s *System) string {
	var b strings.Builder
	b.WriteString(`{"schema":"sdc-system/1","integer":true,"atoms":[`)
	for i, a := range s.Atoms {
		fmt.Fprintf(&b, "%s{\"id\":%q,\"value\":%s}", comma(i), a.ID, a.Value.RatString())
	}
	b.WriteString(`],"cells":[`)
	for i, c := range s.Cells {
		fmt.Fprintf(&b, "%s\n{\"id\":%q,\"value\":%s,\"atoms\":{", comma(i), c.ID, c.Value.RatString())
		for j, t := range c.Column {
			fmt.Fprintf(&b, "%s%q:%d", comma(j), s.Atoms[t.Atom].ID, t.Coef)
		}
		b.WriteString("}}")
	}
	b.WriteString(`],"primary":[`)
	for i, c := range s.Primary {
		fmt.Fprintf(&b, "%s%q", comma(i), s.Cells[c].ID)
	}
	b.WriteString("]}")
	return b.String()
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}
