package store

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// few or many is how often a property is tried: in make fuzz all of the times, in make test a twentieth (RULINGS 23).
func times(all int) uint64 {
	if os.Getenv("WIRKBERICHT_FULL") != "" {
		return uint64(all)
	}
	return uint64(max(1, all/20))
}

// TestTenIndicatorsAgreeWithARecomputationFromRawRows recomputes indicators in Go from what was delivered, by the words of the definitions and
// without any of the project's SQL.
func TestTenIndicatorsAgreeWithARecomputationFromRawRows(t *testing.T) {
	project := readCaseProject(t)
	recomputed := map[string]func(*village, *tally){
		"fam_aktiv": familiesInCare, "pers_aktiv": personsInCare, "verweildauer_med": timeInCare, "fehlquote_ges": absenceRate, "anteil_fehl10": muchAbsence,
		"anschluss_6m": nextStep, "etq_15_64": employed, "lus_fam_med": livelihood, "deutsch_a2": german, "titel_erteilt": permits, "kontakt_dichte": contacts,
	}
	var chosen []*indicator.Indicator
	for _, ind := range project.indicators {
		if recomputed[ind.ID] != nil {
			chosen = append(chosen, ind)
		}
	}
	compared := 0
	for seed := range times(200) {
		v := newVillage(seed)
		s := project.village(t, v)
		observations, found, err := s.Observe(t.Context(), chosen)
		failOn(t, must(found, err)(t))
		want, got := map[string]string{}, map[string]string{}
		for _, ind := range chosen {
			cells := tally{}
			recomputed[ind.ID](v, &cells)
			for cell, c := range cells {
				want[ind.ID+" "+cell] = c.text(ind.Measure)
			}
		}
		for _, o := range observations {
			if o.Freq != indicator.SinceIntake && o.Freq != indicator.SchoolYear && (o.Breakdown == indicator.Total || o.Breakdown == "geschlecht_2") {
				got[fmt.Sprintf("%s %s:%s %s", o.Key.Indicator, o.Freq, o.Period, o.Category)] = figuresOf(o)
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("village %d of %s (-by hand +by SQL):\n%s", seed, v.asOf.Format(time.DateOnly), diff)
		}
		compared += len(got)
		s.Close()
	}
	t.Logf("%d cells", compared)
}

func figuresOf(o indicator.Observation) string {
	n := "."
	if o.Indicator.Measure.HasDenominator() {
		n = o.Denominator.String()
	}
	return fmt.Sprintf("%s of %s, %d unknown, %s", o.Numerator, n, o.Unknown, printDecimal(o.Value))
}

// sums is what is added up of one cell; amounts in halves of a thousandth would do, all here are whole.
type sums struct {
	k, n, unknown int
	values        []float64 // of a median
	spells        [][2]int  // of a curve: months, and 1 if it ended
}

func (c sums) text(m indicator.Measure) string {
	value, n := ".", fmt.Sprint(c.n)
	switch m {
	case indicator.Count:
		value, n = fmt.Sprint(c.k), "."
	case indicator.Share, indicator.Ratio, indicator.Rate:
		if c.n > 0 {
			value = notation.Decimal((2*int64(c.k)*1_000_000 + int64(c.n)) / (2 * int64(c.n))).String()
		}
	case indicator.Median:
		slices.Sort(c.values)
		if l := len(c.values); l > 0 {
			value = notation.Decimal(math.Round((c.values[(l-1)/2] + c.values[l/2]) * 500_000)).String()
		}
	case indicator.Survival:
		value = halfGone(c.spells)
	}
	return fmt.Sprintf("%d of %s, %d unknown, %s", c.k, n, c.unknown, value)
}

// halfGone is the first time at which at most half are left, by the product of those that stay.
func halfGone(spells [][2]int) string {
	slices.SortFunc(spells, func(a, b [2]int) int { return a[0] - b[0] })
	left := 1.0
	for i := 0; i < len(spells); {
		at, j, ended := spells[i][0], i, 0
		for ; j < len(spells) && spells[j][0] == at; j++ {
			ended += spells[j][1]
		}
		left *= float64(len(spells)-i-ended) / float64(len(spells)-i)
		if ended > 0 && left < 0.5000001 {
			return fmt.Sprint(at)
		}
		i = j
	}
	return "."
}

// tally are the cells of an indicator by "freq:period category".
type tally map[string]sums

func (t *tally) add(freq, period, category string, with func(*sums)) {
	key := freq + ":" + period + " " + category
	c := (*t)[key]
	with(&c)
	(*t)[key] = c
}

// bit counts a unit that is in the numerator or not, or of which that is not known.
func bit(in, known bool) func(*sums) {
	return func(c *sums) {
		switch {
		case !known:
			c.unknown++
		case in:
			c.k, c.n = c.k+1, c.n+1
		default:
			c.n++
		}
	}
}

// quarters are the last months of the quarters of the term that are over, with their names.
func (v *village) quarters() map[month]string {
	out := map[month]string{}
	for m := monthAt(2017, 6); m <= monthAt(2019, 12); m += 3 {
		if end := firstDay(m+1).AddDate(0, 0, -1); !end.After(v.asOf) {
			out[m] = fmt.Sprintf("%d-Q%d", int(m)/12, int(m)%12/3+1)
		}
	}
	return out
}

func firstDay(m month) time.Time {
	return time.Date(int(m)/12, time.Month(int(m)%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// cared reports whether the case of the family is open at the end of the month: in the month of its end a family has left.
func (f *villageFamily) cared(m month) bool { return f.intake <= m && (f.end == 0 || f.end > m) }

// until is the last month that counts for the family in cumulated figures.
func (f *villageFamily) until(m month) month {
	if f.end != 0 && f.end < m {
		return f.end
	}
	return m
}

// agreed reports whether a person's data may be counted for the purposes. Where no consents are delivered they are not the ground.
func (v *village) agreed(p *villager, purposes ...string) bool {
	for _, purpose := range purposes {
		if len(v.consents) > 0 && !slices.ContainsFunc(v.consents, func(c consent) bool {
			return c.person == p.id && c.purpose == purpose && (c.withdrawn == "" || c.withdrawn > v.asOf.Format("2006-01"))
		}) {
			return false
		}
	}
	return true
}

// members calls with for everybody in care at the end of a quarter.
func (v *village) members(with func(quarter string, m month, f *villageFamily, p *villager, age int)) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			for _, p := range f.persons {
				if f.cared(m) && p.born <= m && v.agreed(p, "FALLMANAGEMENT") {
					with(name, m, f, p, int(m-p.born)/12)
				}
			}
		}
	}
}

// sexes are the cells of a person: the total and that of the sex; who is neither counts as not known.
func (p *villager) sexes() []string {
	if p.sex == "W" || p.sex == "M" {
		return []string{"_t", strings.ToLower(p.sex)}
	}
	return []string{"_t", "unbek"}
}
