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
	ref    keyRef
	row    Row
	digest uint64
}

// dropDuplicates settles rows with the same key within one table of one snapshot, over all of its files. Equal rows count once;
// rows that differ contradict each other and all go, because nobody can tell which one is right. The hashes only find the rows: they are read
// again and compared by value.
func dropDuplicates(t Table, readers []*reader) error {
	refs := sameHash(readers)
	for len(refs) > 0 {
		n := min(maxCandidates, len(refs))
		for n < len(refs) && refs[n].hash == refs[n-1].hash {
			n++
		}
		candidates, err := fetch(readers, refs[:n])
		if err != nil {
			return err
		}
		for _, group := range sameKey(t.keyIndices(), candidates) {
			settleGroup(t, group)
		}
		refs = refs[n:]
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

// sameHash are the rows whose hash is also that of another one, by hash, then by their order.
func sameHash(readers []*reader) []keyRef {
	total := 0
	for _, r := range readers {
		total += len(r.keys)
	}
	hashes := make([]uint64, 0, total)
	for _, r := range readers {
		for _, k := range r.keys {
			hashes = append(hashes, k.hash)
		}
	}
	slices.Sort(hashes)
	twice := hashes[:0]
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			twice = append(twice, hashes[i])
		}
	}
	twice = slices.Compact(twice)
	var out []keyRef
	for i, r := range readers {
		for _, k := range r.keys {
			if _, found := slices.BinarySearch(twice, k.hash); found && len(twice) > 0 {
				k.reader = uint32(i)
				out = append(out, k)
			}
		}
		r.keys = nil
	}
	slices.SortStableFunc(out, func(a, b keyRef) int { return cmp.Compare(a.hash, b.hash) })
	return out
}

// fetch reads the rows again.
func fetch(readers []*reader, refs []keyRef) ([]*candidate, error) {
	out := make([]*candidate, len(refs))
	wanted := make([]map[int]*candidate, len(readers))
	for i, ref := range refs {
		r := readers[ref.reader]
		out[i] = &candidate{reader: r, ref: ref}
		if wanted[ref.reader] == nil {
			wanted[ref.reader] = map[int]*candidate{}
		}
		wanted[ref.reader][int(ref.line)] = out[i]
	}
	for i, lines := range wanted {
		if lines == nil {
			continue
		}
		if err := readers[i].pick(lines); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pick fills in the rows of some lines.
func (r *reader) pick(lines map[int]*candidate) error {
	found := 0
	p := pass{reader: r}
	p.each = func(row Row, digest uint64) {
		if c := lines[row.Line]; c != nil {
			c.row, c.digest = row, digest
			found++
		}
	}
	if p.run(); p.err == nil && found != len(lines) {
		p.err = ErrChanged
	}
	if p.err != nil {
		return fmt.Errorf("read %s again: %w", r.at, p.err)
	}
	return nil
}

// sameKey are the groups of two and more rows with the same key, in the order of their first row.
func sameKey(keys []int, candidates []*candidate) [][]*candidate {
	var out [][]*candidate
	for len(candidates) > 0 {
		n := 1
		for n < len(candidates) && candidates[n].ref.hash == candidates[0].ref.hash {
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
		return cmp.Or(cmp.Compare(a[0].ref.reader, b[0].ref.reader), cmp.Compare(a[0].ref.line, b[0].ref.line))
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
	r.rejected = append(r.rejected, c.ref.line)
	if line := r.corrects[c.ref.line]; line > 0 {
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
