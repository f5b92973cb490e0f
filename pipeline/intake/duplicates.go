package intake

import (
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// rowRef names a row among the batches of one table and snapshot.
type rowRef struct{ batch, row int }

// dropDuplicates settles rows with the same key within one table of one snapshot, over all of its files. Equal rows count once;
// rows that differ contradict each other and all go, because nobody can tell which one is right.
func dropDuplicates(t Table, batches []*reader) {
	keys := t.keyIndices()
	drop := make([]map[int]bool, len(batches)) // row → it goes
	for i := range drop {
		drop[i] = map[int]bool{}
	}
	for _, group := range sameKey(keys, batches) {
		first := batches[group[0].batch].rows[group[0].row]
		var differ []string
		for _, ref := range group[1:] {
			differ = append(differ, differences(t, first, batches[ref.batch].rows[ref.row])...)
		}
		if len(differ) > 0 {
			reject(t, batches, group, differ, drop)
			continue
		}
		for _, ref := range group[1:] {
			drop[ref.batch][ref.row] = true
			batches[ref.batch].account.Duplicate++
		}
	}
	for i, b := range batches {
		b.remove(drop[i])
	}
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

// sameKey are the groups of two and more rows with the same key, in the order of their first row. Keys are compared by value;
// the hash only makes it quick.
func sameKey(keys []int, batches []*reader) [][]rowRef {
	seed := maphash.MakeSeed()
	total := 0
	for _, b := range batches {
		total += len(b.rows)
	}
	first := make(map[uint64]rowRef, total)
	groups := map[rowRef][]rowRef{}
	for bi, b := range batches {
		for ri, r := range b.rows {
			ref := rowRef{bi, ri}
			h := hashKey(seed, keys, r.Values)
			for {
				f, taken := first[h]
				if !taken {
					first[h] = ref
					break
				}
				if equalAt(keys, batches[f.batch].rows[f.row].Values, r.Values) {
					if groups[f] == nil {
						groups[f] = []rowRef{f}
					}
					groups[f] = append(groups[f], ref)
					break
				}
				h++ // another key with the same hash
			}
		}
	}
	out := slices.Collect(maps.Values(groups))
	slices.SortFunc(out, func(a, b []rowRef) int {
		return slices.Compare([]int{a[0].batch, a[0].row}, []int{b[0].batch, b[0].row})
	})
	return out
}

func hashKey(seed maphash.Seed, keys []int, values []any) uint64 {
	var h uint64
	for _, i := range keys {
		var n uint64
		switch v := values[i].(type) {
		case string:
			n = maphash.String(seed, v)
		case time.Time:
			n = uint64(v.Unix())
		case int64:
			n = uint64(v)
		case notation.Decimal:
			n = uint64(v)
		case bool:
			if v {
				n = 1
			}
		}
		h = (h ^ n) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}

func equalAt(columns []int, a, b []any) bool {
	for _, i := range columns {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func differences(t Table, a, b Row) []string {
	var out []string
	for i, k := range t.Columns {
		if a.Values[i] != b.Values[i] {
			out = append(out, k.Name)
		}
	}
	return out
}

// reject puts all rows of a group aside, each told with the place of another one.
func reject(t Table, batches []*reader, group []rowRef, differ []string, drop []map[int]bool) {
	slices.Sort(differ)
	differ = slices.Compact(differ)
	for i, ref := range group {
		b := batches[ref.batch]
		other := group[0]
		if i == 0 {
			other = group[1]
		}
		o := batches[other.batch]
		at := o.sheet.place(row{line: o.rows[other.row].Line}, -1)
		at.Column = 0
		b.out.add(finding.Error, "schluessel_doppelt", "", b.sheet.place(row{line: b.rows[ref.row].Line}, -1),
			fmt.Sprintf("Die Zeile hat denselben Schlüssel (%s) wie %s, aber andere Angaben in: %s.", strings.Join(t.Key, ", "), at, strings.Join(differ, ", ")),
			"Bitte klären, welche Zeile gilt, und die andere entfernen.")
		b.account.Rejected++
		drop[ref.batch][ref.row] = true
	}
}

// remove takes rows out again, with what was noted of their missing cells.
func (r *reader) remove(drop map[int]bool) {
	if len(drop) == 0 {
		return
	}
	lines := map[int]bool{}
	kept := r.rows[:0]
	for i, row := range r.rows {
		if drop[i] {
			lines[row.Line] = true
			continue
		}
		kept = append(kept, row)
	}
	r.rows = kept
	r.missing = slices.DeleteFunc(r.missing, func(m Missing) bool { return lines[m.Line] })
	r.account.Accepted = len(kept)
}
