package main

import "strings"

// residence writes aufenthalt: a permission during the asylum procedure, toleration until today or until a permit. A new
// row begins when identity is clarified, work is allowed or the status changes.
func (s *snapshot) residence(p *person) {
	f := p.family
	begin := max(f.entry, p.born)
	marks := []month{begin}
	if begin == f.entry {
		marks = append(marks, f.entry.add(14))
	}
	title := change{from: 999912}
	if len(p.titles) > 0 {
		title = p.titles[0]
		marks = append(marks, title.from)
	}
	for _, m := range []month{f.clear, f.entry.add(48), p.banned} {
		if m > begin.add(14) && m < title.from {
			marks = append(marks, m)
		}
	}
	if f.leftWhy == "FORTZUG" {
		marks = append(marks, f.left.add(1))
	}
	marks = inOrder(marks)
	for i, from := range marks {
		if from > s.now {
			break
		}
		until := month(999912)
		if i+1 < len(marks) {
			until = marks[i+1].add(-1)
		}
		r := s.status(p, from, title)
		if r["status"] == "DUL_60A2S1" {
			s.application(p, r, from, until, title)
		}
		r["gueltig_bis"] = s.known(until)
		s.add("aufenthalt", r)
	}
}

// status is one row of aufenthalt that begins in the month from.
func (s *snapshot) status(p *person, from month, title change) record {
	f := p.family
	r := record{"person_id": p.id, "gueltig_von": from, "aufenthalt_seit": max(f.entry, p.born), "unterbrechung_monate": 0}
	clear := f.clear != 0 && f.clear <= from
	r["identitaet"], r["pass"], r["duldungsgrund"] = "UNGEKLAERT", "FEHLT", "REISEDOKUMENTE"
	if clear {
		r["identitaet"], r["pass"], r["duldungsgrund"] = "GEKLAERT", "VORHANDEN", "ANDERE"
	} else if f.clear != 0 && s.now >= f.clear.add(-8) && from >= f.entry.add(48) {
		r["identitaet"], r["pass"] = "IN_KLAERUNG", "BEANTRAGT"
	}
	switch {
	case f.leftWhy == "FORTZUG" && from > f.left:
		r["status"], r["duldungsgrund"], r["identitaet"], r["pass"] = "FORTZUG", nil, nil, nil
		return r
	case from >= title.from:
		r["status"] = title.state
		if !strings.HasPrefix(title.state, "DUL") {
			r["duldungsgrund"] = nil
		}
	case from == f.entry:
		r["status"], r["duldungsgrund"] = "GEST", nil
	default:
		r["status"] = "DUL_60A2S1"
	}
	if p.age(from) >= 15 {
		r["erwerb"] = access(p, from, title)
	}
	return r
}

// application puts an application into the toleration row that held when it was made.
func (s *snapshot) application(p *person, r record, from, until month, title change) {
	d := p.dice("antrag")
	asked, kind, decided, result := title.from.add(-d.between(4, 9)), applicationFor(title.state), title.from, "ERTEILT"
	for _, c := range changes(p.refused) {
		asked, kind, decided, result = c.from, c.state, c.from.add(7), "ABGELEHNT"
	}
	if kind == "" || asked > s.now || from > asked || asked > until {
		return
	}
	r["antrag"], r["antrag_am"], r["entscheidung"] = kind, asked, "OFFEN"
	if decided <= s.now {
		r["entscheidung"], r["entscheidung_am"] = result, decided
	}
}

// applicationFor is the application that leads to a status; derived tolerations and the permits of family members need none
// of their own here.
func applicationFor(status string) string {
	switch status {
	case "AE_25A1":
		return "25A"
	case "AE_25B1", "AE_25B4":
		return "25B"
	case "AE_25_5":
		return "25_5"
	case "DUL_60A2S4":
		return "AUSBILDUNG"
	}
	return ""
}

func access(p *person, m month, title change) string {
	switch {
	case m < p.banned:
		return "VERBOTEN"
	case m >= title.from || m >= p.family.entry.add(48):
		return "ERLAUBT"
	}
	return "ZUSTIMMUNG"
}

// criteria writes kriterium: what the immigration office judges by hand, once a year from autumn 2018.
func (s *snapshot) criteria(p *person) {
	d := p.dice("kriterium")
	for _, m := range []month{201809, 201909} {
		known := d.percent(80)
		if m > s.now || p.family.last(s.stand) < m || holdsPermit(p, m) {
			continue
		}
		rule, list := "25B", []string{"FDGO", "GRUNDKENNTNISSE", "SCHULBESUCH_KINDER", "AUSSCHLUSS"}
		switch age := p.age(m); {
		case age < 14:
			continue
		case age < 21:
			rule, list = "25A", []string{"PROGNOSE", "FDGO", "AUSSCHLUSS"}
		}
		for _, criterion := range list {
			s.add("kriterium", record{
				"person_id": p.id, "regel": rule, "kriterium": criterion, "stand_monat": m, "ergebnis": judgement(d, p, criterion, known),
			})
		}
	}
}

func judgement(d *dice, p *person, criterion string, known bool) string {
	met := d.percent(75)
	switch {
	case !known || criterion == "GRUNDKENNTNISSE" && p.language == "":
		return "UNBEK"
	case criterion == "AUSSCHLUSS":
		return "KEINER"
	case !met:
		return "NICHT_ERFUELLT"
	}
	return "ERFUELLT"
}

// holdsPermit reports whether p holds a residence permit in the month m.
func holdsPermit(p *person, m month) bool {
	for _, c := range p.titles {
		if strings.HasPrefix(c.state, "AE") && c.from <= m {
			return true
		}
	}
	return false
}
