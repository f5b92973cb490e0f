package main

import (
	"fmt"
	"time"
)

// goal is a goal of a help plan with everything that ever becomes of it.
type goal struct {
	id      string
	topic   string
	person  *person
	agreed  month
	due     month
	events  []change // states after OFFEN
	reviews []month
}

// state is the state of the goal in the month m and the month since which it holds.
func (g goal) state(m month) change {
	now := change{state: "OFFEN", from: g.agreed}
	for _, e := range g.events {
		if e.from <= m {
			now = e
		}
	}
	return now
}

// goals writes ziel and ziel_pruefung.
func (s *snapshot) goals(f *family) {
	for _, g := range plan(f) {
		if g.agreed > s.now {
			continue
		}
		now := g.state(s.now)
		r := record{
			"ziel_id": g.id, "familie_id": f.id, "thema": g.topic, "formuliert_am": g.agreed, "soll_bis": g.due, "status": now.state,
		}
		if g.person != nil {
			r["person_id"] = g.person.id
		}
		if now.state == "ERREICHT" {
			r["erreicht_am"] = now.from
		}
		for _, m := range g.reviews {
			if m > s.now {
				break
			}
			r["geprueft_am"] = m
			state := g.state(m).state
			s.add("ziel_pruefung", record{"ziel_id": g.id, "geprueft_am": m, "status": state, "grad": degree(state, m.since(g.agreed))})
		}
		s.add("ziel", r)
	}
}

// plan is the help plan of the family over the whole term: some goals at the start, one or two more every half year.
func plan(f *family) []goal {
	d := f.dice("ziele")
	rhythm := pick(d, 3, 4, 4, 5, 6, 9) // months between reviews; some families are slow
	waited := d.percent(60)             // had no reviews while a post was vacant in spring 2019
	end := f.last(stands[len(stands)-1])
	var out []goal
	add := func(agreed month) {
		g := goal{id: fmt.Sprintf("Z%s-%02d", f.id[1:], len(out)+1), topic: topic(d), agreed: agreed, due: agreed.add(3 * d.between(2, 4))}
		if p := pick(d, f.persons...); (g.topic == "SCHULBESUCH" || g.topic == "UEBERGANG") && p.role == "KIND" && p.age(agreed) >= 6 {
			g.person = p
		}
		g.events = outcome(d, g, end)
		for m := agreed.add(d.between(2, rhythm)); m <= end && !done(g.state(m.add(-1)).state); m = m.add(rhythm + d.between(-1, 1)) {
			if !waited || m < 201902 || m > 201906 {
				g.reviews = append(g.reviews, m)
			}
		}
		out = append(out, g)
	}
	for range d.between(3, 5) {
		add(f.intake.add(d.between(0, 3)))
	}
	for m := f.intake.add(6); m < end.add(-3); m = m.add(d.between(4, 7)) {
		for range d.between(1, 2) {
			add(m.add(d.between(0, 2)))
		}
	}
	return out
}

func topic(d *dice) string {
	return pick(d, "SCHULBESUCH", "SCHULBESUCH", "SCHULBESUCH", "UEBERGANG", "ERWERB", "ERWERB", "SPRACHE", "SPRACHE", "AUFENTHALT", "WOHNEN")
}

// outcome is what becomes of a goal: more are reached as case management gains experience.
func outcome(d *dice, g goal, end month) []change {
	when := g.due.add(d.between(-3, 3))
	chance := 38 + g.due.since(201712)
	if when > end {
		return nil
	}
	switch n := d.between(1, 100); {
	case n <= chance:
		return []change{{state: "ERREICHT", from: max(when, g.agreed.add(1))}}
	case n <= chance+20:
		events := []change{{state: "TEILWEISE", from: max(when, g.agreed.add(1))}}
		if later := when.add(d.between(4, 8)); later <= end && d.percent(50) {
			events = append(events, change{state: "ERREICHT", from: later})
		}
		return events
	case n <= chance+30:
		return []change{{state: "AUFGEGEBEN", from: when.add(2)}}
	}
	return nil
}

func done(state string) bool { return state == "ERREICHT" || state == "AUFGEGEBEN" }

// degree is the attainment from -2 to +2; an open goal is below expectation, more so when nothing moves for a year.
func degree(state string, months int) int {
	switch state {
	case "ERREICHT":
		return 1
	case "TEILWEISE":
		return 0
	case "AUFGEGEBEN":
		return -2
	}
	if months > 12 {
		return -2
	}
	return -1
}

// contacts writes kontakt: many in the first half year, about two a month afterwards.
func (s *snapshot) contacts(f *family) {
	d := f.dice("kontakte")
	n := 0
	for _, m := range between(f.intake, f.last(stands[len(stands)-1])) {
		most := 3
		if m.since(f.intake) < 6 {
			most = 5
		}
		for range d.between(1, most) {
			n++
			r := record{"kontakt_id": fmt.Sprintf("K%s-%03d", f.id[1:], n), "familie_id": f.id, "datum": m.workday(d.between(1, 25))}
			r["art"] = pick(d, "HAUSBESUCH", "HAUSBESUCH", "HAUSBESUCH", "BUERO", "BUERO", "TELEFON", "TELEFON", "BEGLEITUNG", "SCHRIFTLICH")
			r["stelle"] = "SOZIALAMT"
			if office := pick(d, "ABH", "ABH", "SCHULE", "JUGENDAMT", "AA"); r["art"] == "BEGLEITUNG" {
				r["stelle"] = office
			}
			r["thema"] = pick(d, topic(d), topic(d), topic(d), "GESUNDHEIT")
			r["sprachmittlung"] = mediation(d, f, m)
			r["zustande"] = !d.percent(11)
			minutes := 15 * d.between(1, 6)
			if r["zustande"] == true {
				r["dauer_min"] = minutes
			}
			if r["datum"].(time.Time).After(s.stand) {
				continue
			}
			s.add("kontakt", r)
		}
	}
}

// mediation improves when the pool of language mediators is there, from spring 2018.
func mediation(d *dice, f *family, m month) string {
	if f.origin == "ASIEN" && d.percent(30) {
		return "FEHLTE"
	}
	if m < 201804 {
		return pick(d, "KEINE", "ANGEHOERIGE", "KIND", "FEHLTE")
	}
	return pick(d, "KEINE", "KEINE", "POOL", "POOL", "POOL", "ANGEHOERIGE", "FEHLTE")
}

// discussions writes fallbesprechung: case management and coordination, from autumn 2017.
func (s *snapshot) discussions(f *family) {
	d := f.dice("fallbesprechung")
	n := 0
	for _, m := range between(max(f.intake, 201709), f.last(stands[len(stands)-1])) {
		held, day, agreed, minutes := d.percent(48), d.between(3, 25), d.between(1, 4), 15*d.between(2, 5)
		finished := d.between(0, agreed)
		if !held {
			continue
		}
		n++
		if day := m.workday(day); !day.After(s.stand) {
			s.add("fallbesprechung", record{
				"fb_id": fmt.Sprintf("FB%s-%02d", f.id[1:], n), "familie_id": f.id, "datum": day, "dauer_min": minutes, "vereinbart": agreed, "erledigt": finished,
			})
		}
	}
}

// conferences writes fallkonferenz, fk_stelle and beschluss. Case conferences are only being built up in summer 2018.
func (s *snapshot) conferences(f *family) {
	d := f.dice("fallkonferenz")
	n := 0
	for _, m := range between(201807, f.last(stands[len(stands)-1])) {
		chance := 3
		if m >= 201811 {
			chance = 9
		}
		if !d.percent(chance) {
			continue
		}
		n++
		day := m.workday(d.between(5, 25))
		id := fmt.Sprintf("FK%s-%02d", f.id[1:], n)
		r := record{"fk_id": id, "familie_id": f.id, "datum": day, "familie_anwesend": d.percent(70), "einwilligung": true}
		if gap := d.between(1, 9); d.percent(40) && gap <= len(gaps) && gaps[gap-1].found <= m {
			r["schnittstelle_id"] = gaps[gap-1].id
		}
		agreed, known := d.between(2, 4), !day.After(s.stand)
		finished, latest := 0, month(0)
		for nr := 1; nr <= agreed; nr++ {
			due, carried, taken := min(m.add(d.between(1, 4)), termEnd), d.between(0, 5), d.percent(82)
			latest = max(latest, due)
			b := record{"fk_id": id, "nr": nr, "faellig": due}
			if done := m.add(carried); taken && done <= s.now {
				b["umgesetzt_am"] = done
				finished++
			}
			if known {
				s.add("beschluss", b)
			}
		}
		r["beschluesse"], r["umgesetzt"], r["faellig"] = agreed, finished, latest
		if known {
			s.add("fallkonferenz", r)
		}
		s.invited(d, id, known)
	}
}

func (s *snapshot) invited(d *dice, conference string, known bool) {
	for _, office := range []string{"SOZIALAMT", "ABH", "SCHULE", "JUGENDAMT", "AA", "TRAEGER"} {
		asked, came := d.percent(75), d.percent(84)
		if office == "SOZIALAMT" || office == "ABH" {
			asked = true
		}
		if known && asked {
			s.add("fk_stelle", record{"fk_id": conference, "stelle": office, "eingeladen": true, "teilgenommen": came})
		}
	}
}
