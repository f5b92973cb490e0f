package store

import (
	"fmt"
	"maps"
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
				got[fmt.Sprintf("%s %s:%s %s", o.Key.Indicator, o.Freq, o.Period, o.Category)] = observed(o)
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

func observed(o indicator.Observation) string {
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

func familiesInCare(v *village, t *tally) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			if f.cared(m) {
				t.add("Q", name, "_t", func(c *sums) { c.k++ })
			}
		}
	}
}

func personsInCare(v *village, t *tally) {
	v.members(func(quarter string, _ month, _ *villageFamily, p *villager, _ int) {
		for _, category := range p.sexes() {
			t.add("Q", quarter, category, func(c *sums) { c.k++ })
		}
	})
}

func timeInCare(v *village, t *tally) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			if f.intake > m {
				continue
			}
			ended := 0
			if f.end != 0 && f.end <= m {
				ended = 1
			}
			t.add("P", name, "_t", func(c *sums) {
				c.k, c.n = c.k+ended, c.n+1
				c.spells = append(c.spells, [2]int{int(f.until(m)-f.intake) + 1, ended})
			})
		}
	}
}

func nextStep(v *village, t *tally) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			for _, p := range f.persons {
				var last left
				for _, l := range p.leavings {
					if l.at >= f.intake && l.at <= f.until(m) && l.at+6 <= m && l.at > last.at {
						last = l
					}
				}
				if last.at == 0 || f.intake > m || p.born > f.until(m) || !v.agreed(p, "FALLMANAGEMENT", "SCHULE") {
					continue
				}
				goes := slices.Contains([]string{"DUAL", "GY", "AV", "SVP"}, last.then)
				t.add("P", name, "_t", bit(goes, last.then != "" && last.then != "UNBE"))
			}
		}
	}
}

func employed(v *village, t *tally) {
	v.members(func(quarter string, m month, _ *villageFamily, p *villager, age int) {
		if age < 15 || age >= 65 {
			return
		}
		works := slices.ContainsFunc(p.jobs, func(j job) bool {
			paid := !slices.Contains([]string{"AUSB_SCHUL", "AGH_P5", "PRAKT_PFLICHT"}, j.kind)
			return paid && j.hours != "0.5" && j.begin <= m && (j.end == 0 || j.end >= m)
		})
		for _, category := range p.sexes() {
			t.add("Q", quarter, category, bit(works, true))
		}
	})
}

func livelihood(v *village, t *tally) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			if !f.cared(m) {
				continue
			}
			need, net := 0, 0
			for _, i := range f.incomes {
				if i.month > m-3 && i.month <= m && i.month >= f.intake {
					need, net = need+i.need, net+i.net
				}
			}
			t.add("Q", name, "_t", func(c *sums) {
				if need == 0 {
					c.unknown++
					return
				}
				c.k, c.n = c.k+1, c.n+1
				steps := (2*20*net + need) / (2 * need) // of five per cent, half a step goes up
				c.values = append(c.values, float64(min(steps, 20))/20)
			})
		}
	}
}

func german(v *village, t *tally) {
	v.members(func(quarter string, m month, _ *villageFamily, p *villager, age int) {
		if age < 18 {
			return
		}
		var newest level
		for _, l := range p.levels {
			if l.skill != "SCHRIFTLICH" && l.at <= m && (l.at > newest.at || l.at == newest.at && l.skill == "MUENDLICH") {
				newest = l
			}
		}
		t.add("Q", quarter, "_t", bit(newest.level == "A2" || newest.level == "B1", newest.at != 0))
	})
}

func permits(v *village, t *tally) {
	for m, name := range v.quarters() {
		for _, f := range v.families {
			until := f.until(m)
			for _, p := range f.persons {
				if f.intake > m || p.born > until || !v.agreed(p, "FALLMANAGEMENT") {
					continue
				}
				first, known := month(0), false
				for _, x := range p.titles {
					if permit := x.status == "AE_25B1" || x.status == "NE"; permit && (first == 0 || x.from < first) {
						first = x.from
					}
					known = known || x.status != "UNBEK" && x.from <= until
				}
				t.add("P", name, "_t", bit(first >= f.intake && first <= until, known))
			}
		}
	}
}

func contacts(v *village, t *tally) {
	for m, name := range v.quarters() {
		for freq, from := range map[string]month{"Q": m - 2, "P": monthAt(2017, 5)} {
			for _, f := range v.families {
				first, last := max(from, f.intake), f.until(m)
				if first > last || f.intake > m {
					continue
				}
				took := 0
				for _, c := range f.contacts {
					if c.took && !c.day.Before(firstDay(first)) && c.day.Before(firstDay(last+1)) {
						took++
					}
				}
				t.add(freq, name, "_t", func(c *sums) { c.k, c.n = c.k+took, c.n+int(last-first)+1 })
			}
		}
	}
}

// hours are the scheduled hours and those of absence of one school in one half-year alone; false where one of the two is not told.
func (p *villager) hoursAt(a attended) (scheduled, absent int, ok bool) {
	if a.hours < 0 || a.absent < 0 {
		return 0, 0, false
	}
	scheduled, absent = a.hours*a.factor(), a.absent*a.factor()
	if !a.cumulated || a.from >= halfBegin(a.year, 2) {
		return scheduled, absent, true
	}
	for _, first := range p.schools {
		if first.year == a.year && first.half == 1 && first.number == a.number && first.hours >= 0 && first.absent >= 0 {
			return scheduled - first.hours*first.factor(), absent - first.absent*first.factor(), true
		}
	}
	return 0, 0, false
}

// factor turns days into hours.
func (a attended) factor() int {
	switch {
	case a.unit == "STD":
		return 1
	case a.day > 0:
		return a.day
	}
	return 6
}

// halfYears calls with for every pupil and half-year that is over, touches the term, and at whose end the family is in care.
func (v *village) halfYears(with func(name string, p *villager, schools []attended)) {
	for _, f := range v.families {
		for _, p := range f.persons {
			byHalf := map[string][]attended{}
			for _, a := range p.schools {
				last := halfBegin(a.year, a.half) + 5
				if last >= monthAt(2017, 5) && !firstDay(last+1).AddDate(0, 0, -1).After(v.asOf) && f.cared(last) && v.agreed(p, "FALLMANAGEMENT", "SCHULE") {
					name := fmt.Sprintf("%d-H%d", a.year, a.half)
					byHalf[name] = append(byHalf[name], a)
				}
			}
			for _, name := range slices.Sorted(maps.Keys(byHalf)) {
				with(name, p, byHalf[name])
			}
		}
	}
}

// absenceRate takes every school that has told both, and a pupil is unknown of whom none has.
func absenceRate(v *village, t *tally) {
	v.halfYears(func(name string, p *villager, schools []attended) {
		for _, category := range p.sexes() {
			t.add("SH", name, category, func(c *sums) {
				known := false
				for _, a := range schools {
					if scheduled, absent, ok := p.hoursAt(a); ok {
						c.k, c.n, known = c.k+absent, c.n+scheduled, true
					}
				}
				if !known {
					c.unknown++
				}
			})
		}
	})
}

// muchAbsence judges a pupil by all schools together, and not at all where one has not told.
func muchAbsence(v *village, t *tally) {
	v.halfYears(func(name string, p *villager, schools []attended) {
		scheduled, absent, known := 0, 0, true
		for _, a := range schools {
			s, abs, ok := p.hoursAt(a)
			scheduled, absent, known = scheduled+s, absent+abs, known && ok
		}
		t.add("SH", name, "_t", bit(10*absent >= scheduled, known && scheduled > 0))
	})
}
