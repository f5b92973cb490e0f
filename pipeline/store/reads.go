package store

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// readers knows which tables of the basis an SQL text can depend on. It goes by the names mentioned, so it may name too many, never too
// few: everything stands in a schema and has to be written with it.
type readers struct {
	reads map[string][]string // name made by queries/schema → names mentioned where it is made
}

var mention = regexp.MustCompile(`(?i)\bbasis"?\s*\.\s*"?(\w+)`)

func newReaders(steps []step) readers {
	r := readers{map[string][]string{}}
	for _, st := range steps {
		if st.makes != "" {
			r.reads[st.makes] = append(r.reads[st.makes], mentioned(st.text)...)
		}
	}
	return r
}

// of are all names that the text depends on, through everything that queries/schema makes, sorted.
func (r readers) of(sql string) []string {
	seen := map[string]bool{}
	for open := mentioned(sql); len(open) > 0; {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if !seen[n] {
			seen[n] = true
			open = append(open, r.reads[n]...)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// mentioned are the names behind "basis." in a text.
func mentioned(sql string) []string {
	var out []string
	for _, g := range mention.FindAllStringSubmatch(sql, -1) {
		out = append(out, strings.ToLower(g[1]))
	}
	return out
}
