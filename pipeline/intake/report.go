package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"wirkbericht/pipeline/finding"
)

// repeats is how often the same fault of the same column of a file is told with its place; what follows is counted. A column
// in the wrong notation would otherwise fill the screen and hide everything else.
const repeats = 20

// report collects the findings of one file or sheet.
type report struct {
	found finding.List
	count map[told]int
}

type told struct {
	severity     finding.Severity
	rule, column string
}

// add tells a finding. column is the header concerned, "" for what is no matter of a column.
func (r *report) add(s finding.Severity, rule, column string, at finding.Place, message, remedy string) {
	if r.count == nil {
		r.count = map[told]int{}
	}
	k := told{s, rule, column}
	if r.count[k]++; r.count[k] <= repeats {
		r.found.Add(s, rule, at, message, remedy)
	}
}

// finish adds how often each fault occurred beyond those told.
func (r *report) finish(at finding.Place) finding.List {
	for _, k := range slices.SortedFunc(maps.Keys(r.count), compareTold) {
		n := r.count[k] - repeats
		if n <= 0 {
			continue
		}
		what := fmt.Sprintf("Weitere Stellen mit derselben Meldung: %d.", n)
		if k.column != "" {
			what = fmt.Sprintf("Spalte »%s«: Weitere Stellen mit einer solchen Meldung: %d.", k.column, n)
		}
		r.found.Add(k.severity, k.rule, at, what, "Bitte die ganze Spalte prüfen.")
	}
	return r.found
}

func compareTold(a, b told) int {
	return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.column, b.column), cmp.Compare(a.severity, b.severity))
}
