package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/indicator"
)

func major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}

// majors is, for each indicator, the MAJOR that most municipalities deliver; of equally many the higher one.
func (u *union) majors() map[string]string {
	areas := map[string]map[string]map[string]bool{} // indicator → major → areas
	for _, r := range u.observations.Rows {
		m := major(r[7])
		if areas[r[1]] == nil {
			areas[r[1]] = map[string]map[string]bool{}
		}
		if areas[r[1]][m] == nil {
			areas[r[1]][m] = map[string]bool{}
		}
		areas[r[1]][m][r[0]] = true
	}
	out := map[string]string{}
	for id, byMajor := range areas {
		for m, set := range byMajor {
			best := out[id]
			if best == "" || cmp.Or(len(set)-len(byMajor[best]), number(m)-number(best)) > 0 {
				out[id] = m
			}
		}
	}
	return out
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// apart are the areas and indicators (area/id) delivered in another MAJOR only.
func (u *union) apart(majors map[string]string) map[string]bool {
	out, leads := map[string]bool{}, map[string]bool{}
	for _, r := range u.observations.Rows {
		k := r[0] + "/" + r[1]
		leads[k] = leads[k] || major(r[7]) == majors[r[1]]
		out[k] = !leads[k]
	}
	return out
}

// leading is the newest definition of the MAJOR.
func (u *union) leading(id, m string) *indicator.Indicator {
	var out *indicator.Indicator
	for _, ind := range u.defined {
		if strings.ToUpper(ind.ID) == id && major(ind.Version) == m && (out == nil || newer(ind.Version, out.Version)) {
			out = ind
		}
	}
	return out
}

// newer reports whether version a is later than b.
func newer(a, b string) bool {
	x, _ := bundle.ParseVersion(a)
	y, _ := bundle.ParseVersion(b)
	return slices.Compare(x[:], y[:]) > 0
}
