package release

import (
	"strings"
	"testing"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Hours count as many, people as few: the people decide how exact a percentage may look.
func TestAPercentageOfHoursFollowsThePeopleBehindIt(t *testing.T) {
	for people, want := range map[int64]string{9: "104 von 9.766 Stunden", 10: "(1 %)", 19: "(1 %)", 20: "1,1 %", 200: "1,1 %"} {
		ind := &indicator.Indicator{ID: "x", Measure: indicator.Ratio, Unit: indicator.UnitPercent, Counts: indicator.CountsHours, Disclosure: indicator.Plain}
		o := share(ind, 104, 9766, households(people), households(people), households(0))
		c := For(public, nil, []indicator.Observation{o}, nil, nil).Cell(o.Key)
		got, _ := c.Form(FormValue, notation.German)
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != want || c.Limited() != strings.HasPrefix(want, "(") {
			t.Errorf("%d people: %s, limited %v, want %s", people, got, c.Limited(), want)
		}
	}
}

func TestWhatIsUnknownHasAWorstAndABestCase(t *testing.T) {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain}
	for unknown, want := range map[int64]string{3: "zwischen 5 und 8 von 12", 0: SignAbsent} {
		o := share(ind, 5, 9, households(5), households(9), households(4))
		o.Unknown = unknown
		if got, _ := For(public, nil, []indicator.Observation{o}, nil, nil).Cell(o.Key).Form(FormBounds, notation.German); got != want {
			t.Errorf("%d unknown: %s, want %s", unknown, got, want)
		}
	}
}

func TestAPercentagePointIsOne(t *testing.T) {
	for d, want := range map[notation.Decimal]string{
		notation.One: "+ 1 Prozentpunkt", -notation.One: "− 1 Prozentpunkt", 2 * notation.One: "+ 2 Prozentpunkte", 0: "± 0 Prozentpunkte", notation.One / 2: "+ 1 Prozentpunkt", 11 * notation.One: "+ 11 Prozentpunkte",
	} {
		if got := strings.ReplaceAll(points(d, 0, notation.German), "\u00a0", " "); got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
}
