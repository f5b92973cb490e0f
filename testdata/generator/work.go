package main

// employment writes beschaeftigung; a spell is open until its end has come.
func (s *snapshot) employment(p *person) {
	for _, j := range p.jobs {
		if j.from > s.now {
			continue
		}
		r := record{
			"person_id": p.id, "art": j.kind, "beginn": j.from, "ende": s.known(j.to), "wochenstunden": euros(100 * j.hours),
			"befristet": p.dice(j.kind + "befristet").percent(35),
		}
		if j.kind == "SVB_VZ" && j.hours == 39 {
			r["wochenstunden"] = euros(3850)
		}
		if j.to != 0 && j.to <= s.now {
			r["ende_grund"] = j.why
			if j.why == "" {
				r["ende_grund"] = "BEFRISTUNG"
			}
		}
		s.add("beschaeftigung", r)
	}
}

// language writes sprachstand: spoken German, and the overall level where a certificate proves it.
func (s *snapshot) language(p *person) {
	for _, c := range p.levels {
		if c.from > s.now {
			continue
		}
		proof := map[string]string{"*": "ZERTIFIKAT", "?": "EINSCHAETZUNG", "": "EINSTUFUNG"}[c.mark]
		r := record{"person_id": p.id, "datum": c.from, "fertigkeit": "MUENDLICH", "niveau": c.state, "nachweis": proof}
		s.add("sprachstand", r)
		if c.mark == "*" {
			s.add("sprachstand", record{"person_id": p.id, "datum": c.from, "fertigkeit": "GESAMT", "niveau": c.state, "nachweis": proof})
		}
	}
}

// participation writes teilnahme: language courses of adults who need them, learning support of pupils, work with parents.
func (s *snapshot) participation(p *person) {
	d, f := p.dice("teilnahme"), p.family
	begin := f.intake.add(d.between(1, 5))
	length := d.between(5, 10)
	broken := d.percent(15)
	take := func(kind, activity string, from month, months, hours int) {
		to := from.add(months)
		if from > s.now || f.left != 0 && from > f.left {
			return
		}
		r := record{"person_id": p.id, "angebot_typ": kind, "beginn": from, "status": "LAUFEND", "stunden": euros(100 * hours)}
		if activity != "" {
			r["massnahme_id"] = activity
		}
		if to <= s.now {
			r["ende"], r["status"] = to, "ABGESCHLOSSEN"
			if broken {
				r["status"] = "ABGEBROCHEN"
			}
		}
		s.add("teilnahme", r)
	}
	age := p.age(begin)
	switch {
	case p.role == "ELTERNTEIL" && d.percent(60):
		take("SPRACHKURS", "", begin, length, 20*length)
		if d.percent(60) {
			take("ELTERNARBEIT", "A03", max(begin.add(4), 201809), 8, 16)
		}
	case age >= 7 && age <= 15 && d.percent(45):
		take("LERNFOERDERUNG", "", begin, length+2, 8*length)
	case age >= 15 && age <= 19 && d.percent(60):
		take("BERUFSBERATUNG", "A07", max(begin, 201804), 3, 6)
		if d.percent(50) {
			take("BEWERBUNG", "A08", max(begin, 201811), 4, 24)
		}
	}
}
