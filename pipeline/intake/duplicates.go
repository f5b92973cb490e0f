package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
)

// maxCandidates is how many rows are compared at a time. A folder in which every row stands twice is compared in several rounds.
const maxCandidates = 200_000

// candidate is a row whose key may stand twice.
type candidate struct {
	reader *reader
	order  int // of the reader among those of the table and snapshot
	hash   uint64
	row    Row
	digest uint64
}

// dropDuplicates settles rows with the same key within one table of one snapshot, over all of its files. Equal rows count once;
// rows that differ contradict each other and all go, because nobody can tell which one is right. The hashes only find the rows: they are read
// again and compared by value.
func dropDuplicates(t Table, readers []*reader) error {
	twice := sameHash(readers)
	for len(twice) > 0 {
		n, rows := 0, 0
		for n < len(twice) && (n == 0 || rows+twice[n].rows <= maxCandidates) {
			rows += twice[n].rows
			n++
		}
		candidates, err := fetch(readers, twice[:n], rows)
		if err != nil {
			return err
		}
		for _, group := range sameKey(t.keyIndices(), candidates) {
			settleGroup(t, group)
		}
		twice = twice[n:]
	}
	for _, r := range readers {
		r.keys = nil
	}
	return nil
}

func (t Table) keyIndices() []int {
	var out []int
	for i, k := range t.Columns {
		if slices.Contains(t.Key, k.Name) {
			out = append(out, i)
		}
	}
	return out
}

// shared is a hash that several rows have.
type shared struct {
	hash uint64
	rows int
}

// sameHash are the hashes of more than one row, ascending.
func sameHash(readers []*reader) []shared {
	all := readers[0].keys
	if len(readers) > 1 {
		all = nil
		for _, r := range readers {
			all = append(all, r.keys...)
		}
	}
	slices.Sort(all)
	var out []shared
	for i := 1; i < len(all); i++ {
		switch n := len(out); {
		case all[i] != all[i-1]:
		case n > 0 && out[n-1].hash == all[i]:
			out[n-1].rows++
		default:
			out = append(out, shared{all[i], 2})
		}
	}
	return out
}

// among reports whether a hash is one of some.
func among(twice []shared, hash uint64) bool {
	_, found := slices.BinarySearchFunc(twice, hash, func(s shared, h uint64) int { return cmp.Compare(s.hash, h) })
	return found
}

// fetch reads the rows with some hashes again, by hash, then by their order. want is how many there are.
func fetch(readers []*reader, twice []shared, want int) ([]*candidate, error) {
	var out []*candidate
	for i, r := range readers {
		if !slices.ContainsFunc(r.keys, func(hash uint64) bool { return among(twice, hash) }) {
			continue
		}
		p := pass{reader: r}
		p.each = func(row Row, digest uint64) {
			if hash := p.fold(0, p.key); among(twice, hash) {
				out = append(out, &candidate{r, i, hash, row, digest})
			}
		}
		if p.run(); p.err != nil {
			return nil, fmt.Errorf("read %s again: %w", r.at, p.err)
		}
	}
	if len(out) != want {
		return nil, fmt.Errorf("read %s again: %w", readers[0].at, ErrChanged)
	}
	slices.SortStableFunc(out, func(a, b *candidate) int { return cmp.Compare(a.hash, b.hash) })
	return out, nil
}

// sameKey are the groups of two and more rows with the same key, in the order of their first row.
func sameKey(keys []int, candidates []*candidate) [][]*candidate {
	var out [][]*candidate
	for len(candidates) > 0 {
		n := 1
		for n < len(candidates) && candidates[n].hash == candidates[0].hash {
			n++
		}
		for rest := candidates[:n]; len(rest) > 0; {
			same := func(c *candidate) bool { return equalAt(keys, rest[0].row.Values, c.row.Values) }
			var group, others []*candidate
			for _, c := range rest {
				if same(c) {
					group = append(group, c)
				} else {
					others = append(others, c) // another key with the same hash
				}
			}
			if len(group) > 1 {
				out = append(out, group)
			}
			rest = others
		}
		candidates = candidates[n:]
	}
	slices.SortFunc(out, func(a, b []*candidate) int {
		return cmp.Or(cmp.Compare(a[0].order, b[0].order), cmp.Compare(a[0].row.Line, b[0].row.Line))
	})
	return out
}

func equalAt(columns []int, a, b []any) bool {
	for _, i := range columns {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// alike reports whether the rows say the same.
func alike(group []*candidate) bool {
	return !slices.ContainsFunc(group, func(c *candidate) bool { return !slices.Equal(c.row.Values, group[0].row.Values) })
}

// settleGroup settles the rows of one key.
func settleGroup(t Table, group []*candidate) {
	switch {
	case alike(group):
		for _, c := range group[1:] {
			c.drop(drop{duplicate: true})
		}
	case supersedes(group):
		kept := false
		for _, c := range group {
			switch {
			case !c.reader.supplement:
				c.replaced(group)
			case kept:
				c.drop(drop{duplicate: true})
			default:
				kept = true
			}
		}
	default:
		contradict(t, group)
	}
}

// drop takes a row out of what its reader has accepted.
func (c *candidate) drop(d drop) {
	r := c.reader
	if r.drops == nil {
		r.drops = map[int]drop{}
	}
	r.drops[c.row.Line] = d
	r.digest -= c.digest
	r.account.Accepted--
	if d.duplicate {
		r.account.Duplicate++
		return
	}
	r.account.Rejected++
	at := uint32(c.row.Line)
	r.rejected = append(r.rejected, at)
	if line := r.corrects[at]; line > 0 {
		delete(r.corrected, line)
	}
}

// replaced puts a row aside for the one of a supplement.
func (c *candidate) replaced(group []*candidate) {
	i := slices.IndexFunc(group, func(o *candidate) bool { return o.reader.supplement })
	reason := fmt.Sprintf("Die Zeile ist durch %s ersetzt.", group[i].place())
	c.reader.out.add(fault(finding.Note, "ersetzt", c.place(), reason, "Die Zeile ist durch eine Nachlieferung ersetzt.", ""), "")
	c.drop(drop{reason: reason})
}

func (c *candidate) place() finding.Place {
	at := c.reader.at
	at.Line = c.row.Line
	return at
}

const conflictRemedy = "Bitte klären, welche Zeile gilt, und die andere entfernen."

// contradict puts all rows of a group aside, each told with the place of another one.
func contradict(t Table, group []*candidate) {
	var differ []string
	for i, k := range t.Columns {
		if slices.ContainsFunc(group, func(c *candidate) bool { return c.row.Values[i] != group[0].row.Values[i] }) {
			differ = append(differ, k.Name)
		}
	}
	slices.Sort(differ)
	for i, c := range group {
		other := group[0]
		if i == 0 {
			other = group[1]
		}
		key, columns := strings.Join(t.Key, ", "), strings.Join(differ, ", ")
		reason := fmt.Sprintf("Die Zeile hat denselben Schlüssel (%s) wie %s, aber andere Angaben in: %s.", key, other.place(), columns)
		general := fmt.Sprintf("Die Zeile hat denselben Schlüssel (%s) wie eine andere, aber andere Angaben.", key)
		c.reader.out.add(fault(finding.Error, "schluessel_doppelt", c.place(), reason, general, conflictRemedy), "")
		c.drop(drop{reason: reason})
	}
}
