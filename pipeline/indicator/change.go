package indicator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/notation"
)

// Change is one entry of a definition's history. A MAJOR version moves values: it needs a reason, and breaks the series where it holds
// from a day on. Without that day all periods were computed anew, and nothing breaks.
type Change struct {
	Version   string        `yaml:"version"`
	ValidFrom string        `yaml:"valid_from"` // first day that the new definition counts, JJJJ-MM-TT
	Reason    notation.Text `yaml:"reason"`
}

// Break is the newest change after the day then, and not after the day now, that makes figures of the two days not comparable.
func (ind *Indicator) Break(then, now time.Time) (Change, bool) {
	if then.IsZero() || now.IsZero() { // months since intake have no days
		return Change{}, false
	}
	for _, c := range slices.Backward(ind.Changes) {
		from, err := time.Parse(time.DateOnly, c.ValidFrom)
		if err == nil && c.major() && from.After(then) && !from.After(now) {
			return c, true
		}
	}
	return Change{}, false
}

func (c Change) major() bool { return strings.HasSuffix(c.Version, ".0.0") }

// firstVersion needs no entry in the history.
const firstVersion = "1.0.0"

// checkChanges tells a history that does not lead to the version, and a change without a reason.
func (ind *Indicator) checkChanges(h header) {
	last := firstVersion
	for i, c := range ind.Changes {
		if !semver.MatchString(c.Version) || compareVersions(c.Version, last) <= 0 {
			h.stop("fassung_folge", fmt.Sprintf("changes: Auf die Fassung %s kann nicht »%s« folgen.", last, c.Version), "Bitte die Fassungen aufsteigend in der Form 2.0.0 angeben.", "changes", i, "version")
			return
		}
		if c.Reason.DE == "" {
			h.stop("fassung_grund", fmt.Sprintf("changes: Zur Fassung %s fehlt der Grund.", c.Version), "Bitte reason: {de: …, en: …} ergänzen.", "changes", i)
		}
		if _, err := time.Parse(time.DateOnly, c.ValidFrom); c.ValidFrom != "" && err != nil {
			h.stop("kopf_form", fmt.Sprintf("changes: »%s« ist kein Datum.", c.ValidFrom), "Bitte in der Form JJJJ-MM-TT angeben.", "changes", i, "valid_from")
		}
		last = c.Version
	}
	if semver.MatchString(ind.Version) && ind.Version != last {
		h.stop("fassung_offen", fmt.Sprintf("version: Warum es die Fassung %s gibt, sagt changes nicht.", ind.Version), "Bitte unter changes version, reason und, bei einem Bruch der Reihe, valid_from ergänzen.", "version")
	}
}

// compareVersions orders versions of the form 1.0.0.
func compareVersions(a, b string) int {
	return slices.Compare(numbers(a), numbers(b))
}

func numbers(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, _ := strconv.Atoi(part) // of a text that semver has matched
		out = append(out, n)
	}
	return out
}
