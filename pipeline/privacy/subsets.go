package privacy

import (
	"math/bits"
	"slices"
)

// BySize is how all sets of so many columns do.
type BySize struct {
	Columns int `json:"columns"`
	Sets    int `json:"sets"`
	Below   int `json:"below"` // sets with a class below the limit
	K       int `json:"k"`     // the smallest class of the worst set
}

// Exposing is a set of columns that singles out somebody while none of its parts does.
type Exposing struct {
	Columns     []string `json:"columns"`
	K           int      `json:"k"`
	AtRisk      int      `json:"at_risk"`
	AtRiskShare float64  `json:"at_risk_share"`
}

// maxWork bounds the search of sets: rows looked at, over all sets. It is about two seconds.
const maxWork = 300_000_000

// subsets looks at the sets of quasi-identifiers up to the largest size that maxWork allows, all of them if there are few.
func (f *frame) subsets(limit int) ([]BySize, []Exposing) {
	n := len(f.quasi)
	largest, sets := 0, 0
	for size := 1; size <= n && n <= 31; size++ {
		sets += binomial(n, size)
		if size > 1 && sets*len(f.unit) > maxWork {
			break
		}
		largest = size
	}
	s := search{f: f, limit: limit, largest: largest, below: map[uint32]Exposing{}, sizes: make([]BySize, largest)}
	s.extend(whole(len(f.unit)), 0, 0, 0)
	return s.sizes, s.minimal()
}

func binomial(n, k int) int {
	out := 1
	for i := range k {
		out = out * (n - i) / (i + 1)
	}
	return out
}

// search walks over the sets depth first: a set is its parent split by one more column.
type search struct {
	f       *frame
	limit   int
	largest int
	sizes   []BySize
	below   map[uint32]Exposing // by the set of columns
}

func (s *search) extend(p partition, set uint32, size, from int) {
	if size == s.largest {
		return
	}
	for q := from; q < len(s.f.quasi); q++ {
		child := p.by(s.f.quasi[q].of, s.f.quasi[q].size())
		with := set | 1<<q
		s.enter(child, with, size)
		s.extend(child, with, size+1, q+1)
	}
}

func (s *search) enter(p partition, set uint32, index int) {
	smallest := s.f.smallest(p, s.f.sizes(p))
	k := slices.Min(smallest)
	b := &s.sizes[index]
	b.Columns, b.Sets = index+1, b.Sets+1
	if b.K == 0 || k < b.K {
		b.K = k
	}
	if k >= s.limit {
		return
	}
	b.Below++
	risk := 0
	for _, n := range smallest {
		if n < s.limit {
			risk++
		}
	}
	s.below[set] = Exposing{s.names(set), k, risk, share(risk, s.f.units)}
}

func (s *search) names(set uint32) []string {
	var out []string
	for q := range s.f.quasi {
		if set&(1<<q) != 0 {
			out = append(out, s.f.quasi[q].name)
		}
	}
	return out
}

// minimal are the sets below the limit of which no part is, by size, then by how many they expose, then by their columns. If a set
// is below the limit, each larger one is too; so its parts are those with one column less.
func (s *search) minimal() []Exposing {
	var sets []uint32
	for set := range s.below {
		parts := false
		for rest := set; rest != 0; rest &= rest - 1 {
			_, below := s.below[set&^(rest&-rest)]
			parts = parts || below
		}
		if !parts {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, func(a, b uint32) int {
		if d := bits.OnesCount32(a) - bits.OnesCount32(b); d != 0 {
			return d
		}
		if d := s.below[b].AtRisk - s.below[a].AtRisk; d != 0 {
			return d
		}
		return int(bits.Reverse32(b)>>1) - int(bits.Reverse32(a)>>1)
	})
	var out []Exposing
	for _, set := range sets {
		out = append(out, s.below[set])
	}
	return out
}

// Help is one coarsening and what it would do.
type Help struct {
	Column string `json:"column"`
	Step   string `json:"step"` // German: what to do with the column
	K      int    `json:"k"`    // then
	AtRisk int    `json:"at_risk"`
	loss   int    // of two that help as much, the gentler one is better
}

// help tries, column by column, what can be done: quarters, years or five years instead of months, rare values together, no column.
func (f *frame) help(limit int) []Help {
	var out []Help
	for q := range f.quasi {
		for _, step := range steps(f, &f.quasi[q], limit) {
			p := whole(len(f.unit))
			for i := range f.quasi {
				a := &f.quasi[i]
				if i == q {
					a = &step.attribute
				}
				if a.of != nil {
					p = p.by(a.of, a.size())
				}
			}
			h := Help{Column: f.quasi[q].name, Step: step.text, loss: step.loss}
			smallest := f.smallest(p, f.sizes(p))
			h.K = slices.Min(smallest)
			for _, n := range smallest {
				if n < limit {
					h.AtRisk++
				}
			}
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b Help) int {
		if a.AtRisk != b.AtRisk {
			return a.AtRisk - b.AtRisk
		}
		if a.K != b.K {
			return b.K - a.K
		}
		return a.loss - b.loss
	})
	return out
}
