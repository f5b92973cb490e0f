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

var (
	mention = regexp.MustCompile(`(?i)\bbasis"?\s*\.\s*"?(\w+)`)
	makes   = regexp.MustCompile(`(?is)^create\s+(?:or\s+replace\s+)?(?:table|view|macro)\s+(?:if\s+not\s+exists\s+)?"?basis"?\s*\.\s*"?(\w+)`)
)

func newReaders(schema []Script) readers {
	r := readers{map[string][]string{}}
	for _, script := range schema {
		for _, st := range statements(script.SQL) {
			if g := makes.FindStringSubmatch(st.text); g != nil {
				made := strings.ToLower(g[1])
				r.reads[made] = append(r.reads[made], mentioned(st.text)...)
			}
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

// shared are the names that at least two of the texts, or of what these need, mention.
func (r readers) shared(texts []string) []string {
	needed := map[string]bool{}
	count := map[string]int{}
	for _, text := range texts {
		for _, n := range r.of(text) {
			needed[n] = true
		}
		for _, n := range unique(mentioned(text)) {
			count[n]++
		}
	}
	for made, mentions := range r.reads {
		if !needed[made] {
			continue
		}
		for _, n := range unique(mentions) {
			if n != made {
				count[n]++
			}
		}
	}
	var out []string
	for n, c := range count {
		if c > 1 {
			out = append(out, n)
		}
	}
	return out
}

func unique(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }

var createView = regexp.MustCompile(`(?is)^create\s+(?:or\s+replace\s+)?view\s+(?:if\s+not\s+exists\s+)?"?basis"?\s*\.\s*"?(\w+)`)

// madeView is the view that a statement makes.
func madeView(statement string) (string, bool) {
	g := createView.FindStringSubmatch(statement)
	if g == nil {
		return "", false
	}
	return strings.ToLower(g[1]), true
}

// mentioned are the names behind "basis." in a text.
func mentioned(sql string) []string {
	var out []string
	for _, g := range mention.FindAllStringSubmatch(sql, -1) {
		out = append(out, strings.ToLower(g[1]))
	}
	return out
}
