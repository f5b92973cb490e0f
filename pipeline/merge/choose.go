package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
)

// choose keeps of each area and quarter the highest revision, of both kinds if it came as both, and sorts each area's deliveries from the newest quarter
// back, those by contract first. Revisions are never mixed, not even of different kinds.
func choose(deliveries []Delivery) (map[string][]Delivery, finding.List) {
	var found finding.List
	sorted := slices.Clone(deliveries)
	slices.SortStableFunc(sorted, func(a, b Delivery) int {
		x, y := a.Bundle.ID, b.Bundle.ID
		return cmp.Or(strings.Compare(x.Area, y.Area), strings.Compare(y.Quarter, x.Quarter), y.Revision-x.Revision, strings.Compare(string(y.Kind), string(x.Kind)))
	})
	out := map[string][]Delivery{}
	for _, d := range sorted {
		id := d.Bundle.ID
		list := out[id.Area]
		if n := len(list); n > 0 && list[n-1].Bundle.ID.Quarter == id.Quarter {
			switch newer := list[n-1].Bundle.ID; {
			case newer == id:
				found.Add(finding.Stop, "lieferung_doppelt", finding.Place{File: d.Name}, fmt.Sprintf("%s liegt zweimal vor.", id.Name()), "Bitte nur eine davon angeben.")
				continue
			case newer.Revision != id.Revision:
				found.Add(finding.Note, "lieferung_ersetzt", finding.Place{File: d.Name}, fmt.Sprintf("Die Lieferung ist durch Fassung r%d ersetzt und zählt nicht.", newer.Revision), "")
				continue
			}
		}
		out[id.Area] = append(list, d)
	}
	if len(out) < 2 {
		found.Add(finding.Stop, "lieferungen_zu_wenige", finding.Place{}, "Zum Zusammenführen braucht es Lieferungen von mindestens zwei Kommunen.", "Bitte weitere Lieferungen angeben.")
	}
	return out, found
}

// contracted counts the areas that delivered by contract.
func contracted(chosen map[string][]Delivery) int {
	n := 0
	for _, list := range chosen {
		if slices.ContainsFunc(list, func(d Delivery) bool { return d.Bundle.ID.Kind == bundle.ForMerging }) {
			n++
		}
	}
	return n
}
