package store

import (
	"fmt"
	"maps"
	"slices"
)

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
