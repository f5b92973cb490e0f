package main

import (
	"fmt"
	"slices"
)

// firstYear is the year in which school begins: children who are six by 30 September start on 1 August.
func firstYear(born month) int {
	if born%100 <= 9 {
		return born.year() + 6
	}
	return born.year() + 7
}

// years counts the school years since school began, the running one included; 0 before school.
func years(p *person, m month) int {
	h := halfOf(m)
	return max(h.year-firstYear(p.born)+1, 0)
}

// duty is what the welfare office writes for compulsory schooling.
func duty(p *person, m month) string {
	switch n := years(p, m); {
	case n >= 1 && n <= 10 && p.school != "":
		return "VOLLZEIT"
	case n > 10 && halfOf(m).year <= halfOf(p.born.add(18*12)).year: // until the school year in which they come of age is over
		return "BERUFSSCHULE"
	}
	return "NEIN"
}

// grade is the grade of the pupil in the school year, after late arrival and repeated classes.
func grade(p *person, year int) int {
	g := year - firstYear(p.born) + 1 - p.lag
	if p.repeats != 0 && year > p.repeats {
		g--
	}
	return max(g, 1)
}

// attendance is a spell at one school within one half-year.
type attendance struct {
	form, grade string
	from, to    month
	active      bool
	weekly      int // hours a week
}

// attendances are all spells of the pupil in the half-year, in order.
func attendances(p *person, h half) []attendance {
	if p.school == "" || years(p, h.from()) == 0 {
		return nil
	}
	var out []attendance
	if general, ok := generalSchool(p, h); ok {
		out = append(out, general...)
	}
	return append(out, vocational(p, h)...)
}

// generalSchool is the spell at a primary or secondary school, two after a move, none after the farewell.
func generalSchool(p *person, h half) ([]attendance, bool) {
	end := month(999912)
	if len(p.farewells) > 0 {
		end = p.farewells[0].when
	}
	g := grade(p, h.year)
	last := 10
	if form := secondary(p.member); form == "15" || form == "20" {
		last = 13
	}
	if h.from() > end || g > last {
		return nil, false
	}
	a := attendance{secondary(p.member), gradeName(g), h.from(), min(h.to(), end), true, 30}
	if g <= 4 {
		a.form, a.weekly = "02", 24
	}
	if without, ok := absentUntil(p, h); ok {
		a.active, a.from = without < a.to, min(without.add(1), a.to)
		if !a.active {
			a.from = h.from()
		}
	}
	if p.moves > h.from() && p.moves <= h.to() {
		second := a
		a.to, second.from = p.moves.add(-1), p.moves
		return []attendance{a, second}, true
	}
	return []attendance{a}, true
}

// absentUntil is the last month without attendance, if the half-year begins with such a time.
func absentUntil(p *person, h half) (month, bool) {
	if p.without == "" {
		return 0, false
	}
	from, to := span(p.without)
	return to, from <= h.from() && to >= h.from()
}

func gradeName(g int) string {
	if g > 10 {
		return []string{"EF", "Q1", "Q2"}[g-11]
	}
	return fmt.Sprintf("%02d", g)
}

// course is a time at a vocational college: full-time, or some hours a week beside a training.
type course struct {
	from, to month
	weekly   int
}

// courses are the times at vocational colleges that follow from farewells, jobs and the cast.
func courses(p *person) []course {
	full := map[string]int{"AV": 11, "BFSI": 11, "HOEBFS": 23, "BERUFGY": 35, "SCHUGA": 35}
	var out []course
	for i, l := range p.farewells {
		if n, ok := full[l.next]; ok {
			to := l.start.add(n)
			if i+1 < len(p.farewells) {
				to = min(to, p.farewells[i+1].when)
			}
			out = append(out, course{l.start, to, 32})
		}
	}
	for _, j := range p.jobs {
		to := j.to
		if to == 0 {
			to = 999912
		}
		switch j.kind {
		case "AUSB_BETR":
			out = append(out, course{j.from, to, 12})
		case "AUSB_SCHUL":
			out = append(out, course{j.from, to, 32})
		}
	}
	if p.college != "" {
		from, to := span(p.college)
		out = append(out, course{from, to, 32})
	}
	return out
}

// vocational are the spells at a vocational college in the half-year.
func vocational(p *person, h half) []attendance {
	var out []attendance
	for _, c := range courses(p) {
		if c.from > h.to() || c.to < h.from() {
			continue
		}
		a := attendance{"30", fmt.Sprintf("%02d", h.year-halfOf(c.from).year+1), max(c.from, h.from()), min(c.to, h.to()), true, c.weekly}
		if without, ok := absentUntil(p, h); ok && without >= a.to {
			a.active = false
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b attendance) int { return int(a.from - b.from) })
	return out
}

// baseline is the half-year before the project: its values are what change is measured against.
var baseline = half{2016, 2}

// schooling writes schulhalbjahr from the half-year before the project to the running one, which has no hours yet.
func (s *snapshot) schooling(p *person) {
	d := p.dice("schule")
	rate := absenceAtStart(d, p)
	sum := map[string][3]euros{} // first half-year per school form, for schools that add up
	for h := baseline; h.from() <= s.now; h = h.next() {
		if h.from() > p.family.intake {
			rate = rate.later(d)
		}
		if h.n == 1 {
			clear(sum)
		}
		gone := p.family.leftWhy == "FORTZUG" && p.family.left < h.from()
		for i, a := range attendances(p, h) {
			hours := rate.hours(d, a)
			r := schoolRow(d, p, h, i, a)
			if gone {
				continue
			}
			s.measured(r, h, a, hours, sum)
			s.add("schulhalbjahr", r)
		}
	}
}

func schoolRow(d *dice, p *person, h half, i int, a attendance) record {
	r := record{
		"person_id": p.id, "schuljahr": schoolYear(h.year), "halbjahr": h.n, "schule_nr": i + 1, "schulform": a.form, "jahrgang": a.grade,
		"klassenart": "RK", "aktiv": a.active, "einheit": "STD", "kumuliert": false, "wiederholung": p.repeats != 0 && h.year == p.repeats+1,
	}
	if a.from > h.from() {
		r["von"] = a.from
	}
	if a.to < h.to() && a.active {
		r["bis"] = a.to
	}
	if a.form == "04" {
		r["einheit"], r["tagessoll_std"] = "TAGE", euros(600)
	}
	r["versetzt"] = "ENTFAELLT"
	if h.n == 2 && a.to == h.to() && a.form != "30" && a.grade > "01" {
		r["versetzt"] = "JA"
		if p.repeats == h.year {
			r["versetzt"] = "NEIN"
		}
	}
	talks, support := d.between(0, 1), d.percent(15)
	if h.from() > p.family.intake {
		talks, support = d.between(0, 3), d.percent(45)
	}
	r["elterngespraeche"], r["lernfoerderung"] = talks, support
	return r
}

// measured puts the hours into the row, in the unit and the manner of the school.
func (s *snapshot) measured(r record, h half, a attendance, hours [3]euros, sum map[string][3]euros) {
	switch {
	case !a.active:
		return
	case h.to() >= s.now: // the half-year is not over
		r["soll_std"], r["fehl_std"], r["fehl_std_unent"] = mark("…"), mark("…"), mark("…")
		return
	case a.form == "14": // adds up over the school year
		if h.n == 1 {
			sum[a.form] = hours
		} else if first, ok := sum[a.form]; ok {
			r["kumuliert"] = true
			for i := range hours {
				hours[i] += first[i]
			}
		}
	case a.form == "04": // reports days
		for i := range hours {
			hours[i] = (hours[i] + 300) / 600 * 100
		}
	}
	r["soll_std"], r["fehl_std"], r["fehl_std_unent"] = hours[0], hours[1], hours[2]
}

// absence is how much of the hours a pupil misses, in hundredths of a per cent.
type absence struct{ all, unexcused int }

func absenceAtStart(d *dice, p *person) absence {
	if p.absence != [2]int{} {
		return absence{100 * p.absence[0], 100 * p.absence[1]}
	}
	return absence{d.between(250, 800), d.between(0, 180)}
}

// later is the absence in the next half-year of the project: less on the whole, but not for everybody and not every time.
func (a absence) later(d *dice) absence {
	a.all = a.all * d.between(72, 112) / 100
	a.unexcused = min(a.unexcused*d.between(60, 112)/100, a.all)
	return a
}

// hours are scheduled, missed and unexcused hours of the spell; schools count whole hours.
func (a absence) hours(d *dice, at attendance) [3]euros {
	weeks := 19 * (at.to.since(at.from) + 1)
	due := at.weekly * weeks / 6
	missed := due * a.all * d.between(80, 120) / 1000000
	unexcused := min(due*a.unexcused*d.between(70, 130)/1000000, missed)
	return [3]euros{euros(100 * due), euros(100 * missed), euros(100 * unexcused)}
}
