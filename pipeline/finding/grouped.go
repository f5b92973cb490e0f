package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// shownPlaces is how many places of a group are kept: enough to begin with.
const shownPlaces = 5

// Group is one sentence about all places of a file, or of a sheet, where the same is wrong. Its Finding is the first of them.
type Group struct {
	Finding
	Count  int     // how many findings, those not listed included
	Places []Place // the first of them, at most five, in the order of the file
	Lines  bool    // each is about a line of its own

	last int // line of the last finding taken
}

// Grouped is the list as people read it: what is the same fault of the same file stands once, with how often and where first.
// Groups come by file and sheet, within them the worst first.
func (l List) Grouped() []Group {
	type key struct {
		severity                     Severity
		rule, file, sheet, statement string
	}
	index := map[key]int{}
	var out []Group
	for _, f := range l.Sorted() {
		k := key{f.Severity, f.Rule, f.Place.File, f.Place.Sheet, cmp.Or(f.General, f.Message)}
		i, ok := index[k]
		if !ok {
			i = len(out)
			index[k] = i
			out = append(out, Group{Finding: f, Lines: true})
		}
		out[i].take(f)
	}
	slices.SortStableFunc(out, func(a, b Group) int {
		return cmp.Or(
			strings.Compare(a.Place.File, b.Place.File),
			strings.Compare(a.Place.Sheet, b.Place.Sheet),
			int(b.Severity)-int(a.Severity),
		)
	})
	return out
}

func (g *Group) take(f Finding) {
	g.Count += 1 + f.More
	g.Lines = g.Lines && f.Place.Line > g.last
	g.last = f.Place.Line
	if len(g.Places) < shownPlaces {
		g.Places = append(g.Places, f.Place)
	}
}

// String is one line: "x.csv:12:13: Fehler: 37 Zeilen: »1.5« ist keine Zahl, zuerst Zeile 12. Bitte …". A single finding prints as it is.
func (g Group) String() string {
	if g.Count == 1 {
		return g.Finding.String()
	}
	f := g.Finding
	f.Message, f.More = g.Sentence(), 0
	return f.String()
}

// Sentence is the message for all places together: "37 Zeilen: Der Wert fehlt, zuerst Zeile 12."
func (g Group) Sentence() string {
	if g.Count == 1 {
		return g.Message
	}
	unit, first := "Stellen", ""
	if g.Lines {
		unit = "Zeilen"
	}
	if g.Place.Line > 0 {
		first = fmt.Sprintf(", zuerst Zeile %d", g.Place.Line)
	}
	return fmt.Sprintf("%d %s: %s%s.", g.Count, unit, strings.TrimSuffix(cmp.Or(g.General, g.Message), "."), first)
}
