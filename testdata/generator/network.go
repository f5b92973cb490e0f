package main

import (
	"fmt"
	"time"
)

// meeting is a meeting of people from several institutions.
type meeting struct {
	day                             string
	format, topic                   string
	institutions, persons, outcomes int
}

// fixedMeetings are those outside the project groups. Exchange bodies are only being built up in 2018.
var fixedMeetings = []meeting{
	{"2017-06-20", "LENKUNGSGRUPPE", "NETZWERK", 7, 11, 4},
	{"2017-09-12", "LENKUNGSGRUPPE", "NETZWERK", 8, 13, 5},
	{"2017-11-07", "EVALUATION", "NETZWERK", 4, 9, 2},
	{"2017-12-05", "LENKUNGSGRUPPE", "NETZWERK", 8, 12, 4},
	{"2018-04-17", "LENKUNGSGRUPPE", "FAKTOREN", 8, 14, 6},
	{"2018-05-24", "AUSTAUSCH", "SCHULBESUCH", 9, 17, 3},
	{"2018-06-19", "EVALUATION", "NETZWERK", 5, 10, 3},
	{"2018-07-10", "LENKUNGSGRUPPE", "NETZWERK", 7, 12, 4},
	{"2018-09-20", "AUSTAUSCH", "ERWERB", 11, 19, 4},
	{"2018-10-09", "LENKUNGSGRUPPE", "NETZWERK", 8, 13, 7},
	{"2018-11-22", "AUSTAUSCH", "AUFENTHALT", 10, 16, 3},
	{"2019-01-29", "LENKUNGSGRUPPE", "NETZWERK", 8, 13, 5},
	{"2019-02-21", "AUSTAUSCH", "UEBERGANG", 12, 21, 5},
	{"2019-03-19", "EVALUATION", "NETZWERK", 5, 11, 3},
	{"2019-04-09", "LENKUNGSGRUPPE", "FAKTOREN", 8, 12, 4},
	{"2019-05-23", "AUSTAUSCH", "SCHULBESUCH", 11, 22, 4},
	{"2019-07-02", "LENKUNGSGRUPPE", "NETZWERK", 7, 11, 3},
	{"2019-09-26", "AUSTAUSCH", "NETZWERK", 19, 48, 6},
	{"2019-10-08", "LENKUNGSGRUPPE", "NETZWERK", 8, 13, 6},
	{"2019-11-19", "AUSTAUSCH", "ERWERB", 12, 20, 4},
	{"2019-12-03", "EVALUATION", "NETZWERK", 5, 12, 4},
	{"2019-12-10", "LENKUNGSGRUPPE", "NETZWERK", 8, 14, 5},
}

// meetings writes netzwerktreffen: five sessions of each project group from November 2017 to March 2018, and the others.
func (s *snapshot) meetings() {
	var all []meeting
	d := newDice(1, "projektgruppen")
	for i, topic := range []string{"SCHULBESUCH", "UEBERGANG", "ERWERB"} {
		for _, m := range between(201711, 201803) {
			day := m.workday(6 + 5*i)
			all = append(all, meeting{day.Format(time.DateOnly), "PROJEKTGRUPPE", topic, d.between(6, 9), d.between(9, 14), d.between(1, 4)})
		}
	}
	for i, m := range append(all, fixedMeetings...) {
		if day := day(m.day); !day.After(s.stand) {
			s.add("netzwerktreffen", record{
				"nt_id": fmt.Sprintf("N%02d", i+1), "datum": day, "format": m.format, "thema": m.topic,
				"institutionen": m.institutions, "teilnehmende": m.persons, "ergebnisse": m.outcomes,
			})
		}
	}
}

// gap is a gap between offices that single cases brought to light.
type gap struct {
	id                     string
	found                  month
	source, offices, topic string
	status                 string
}

var gaps = []gap{
	{"S01", 201711, "PROJEKTGRUPPE", "Sozialamt, Ausländerbehörde", "ERWERB", "ERKANNT 201711, BEARBEITET 201805, GELOEST 201901"},
	{"S02", 201712, "PROJEKTGRUPPE", "Schulen, Sozialamt", "SCHULBESUCH", "ERKANNT 201712, BEARBEITET 201806, GELOEST 201908"},
	{"S03", 201802, "PROJEKTGRUPPE", "Agentur für Arbeit, Ausländerbehörde", "UEBERGANG", "ERKANNT 201802, BEARBEITET 201809, GELOEST 201906"},
	{"S04", 201804, "FALL", "Sozialamt, Kommunales Integrationszentrum", "SPRACHE", "ERKANNT 201804, GELOEST 201809"},
	{"S05", 201806, "FALLKONFERENZ", "Ausländerbehörde, Schulen", "AUFENTHALT", "ERKANNT 201806, BEARBEITET 201811, GELOEST 201910"},
	{"S06", 201809, "AUSTAUSCH", "Sozialamt, Wohnungsamt", "WOHNEN", "ERKANNT 201809, VERTAGT 201904"},
	{"S07", 201812, "FALLKONFERENZ", "Jugendamt, Schulen", "SCHULBESUCH", "ERKANNT 201812, BEARBEITET 201905"},
	{"S08", 201903, "FALLKONFERENZ", "Sozialamt, Jobcenter", "ERWERB", "ERKANNT 201903, BEARBEITET 201907, GELOEST 201911"},
	{"S09", 201906, "FALL", "Ausländerbehörde, Jobcenter", "AUFENTHALT", "ERKANNT 201906, BEARBEITET 201910"},
}

// agreements and actors: kooperation and akteur.
var agreements = []struct{ id, partner, topic, status string }{
	{"KV01", "KI", "SPRACHE", "GEPLANT 201802, VERHANDELT 201805, GESCHLOSSEN 201808"},
	{"KV02", "AA", "UEBERGANG", "GEPLANT 201804, VERHANDELT 201809, GESCHLOSSEN 201903"},
	{"KV03", "SCHULAMT", "SCHULBESUCH", "GEPLANT 201806, VERHANDELT 201811, GESCHLOSSEN 201908"},
	{"KV04", "TRAEGER", "AUFENTHALT", "GEPLANT 201810, VERHANDELT 201902"},
	{"KV05", "EHRENAMT", "UEBERGANG", "GEPLANT 201809, VERHANDELT 201901, GESCHLOSSEN 201905"},
}

var actors = []struct{ institution, offer, experience string }{
	{"SOZIALAMT", "Leistungen und Fallmanagement", "HOCH"},
	{"SOZIALAMT", "Betreuung in den Unterkünften", "HOCH"},
	{"ABH", "Beratung zu Aufenthalt und Beschäftigung", "HOCH"},
	{"SCHULAMT", "Schulplatzvermittlung und Schulsozialarbeit", "MITTEL"},
	{"SCHULAMT", "Übergang Schule–Beruf, KAoA", "GERING"},
	{"JUGENDAMT", "Hilfen zur Erziehung, frühe Hilfen", "MITTEL"},
	{"KI", "Seiteneinstieg, Elternbildung, Sprachmittlung", "MITTEL"},
	{"AA", "Berufsberatung, Ausbildungsvermittlung", "GERING"},
	{"IP", "Gemeinsame Anlaufstelle für Arbeit und Ausbildung", "GERING"},
	{"JC", "Grundsicherung nach Erteilung eines Titels", "KEINE"},
	{"TRAEGER", "Migrationsberatung, Verfahrensberatung", "HOCH"},
	{"TRAEGER", "Sprachkurse mit Kinderbetreuung", "MITTEL"},
	{"BETRIEB", "Praktika und Ausbildungsplätze", "GERING"},
	{"EHRENAMT", "Patenschaften und Lernhilfe", "MITTEL"},
	{"INTEGRATIONSRAT", "Beratung der Politik, Zugang zu Vereinen", "MITTEL"},
}

// funnel is how the steering group narrowed the target group until the work fitted the term.
var funnel = []struct {
	name              string
	families, persons int
}{
	{"Familien mit Duldung in Münster", 171, 768},
	{"davon seit mindestens 01.01.2014 in Deutschland", 96, 452},
	{"davon mit Leistungen nach AsylbLG und in kommunaler Unterkunft", 61, 297},
	{"davon mit höherem Bedarf und Zugang über die Unterkünfte", 29, 151},
	{"davon angesprochen", 19, 104},
	{"Projektfamilien im Fallmanagement", 14, 79},
}

// network writes schnittstelle, kooperation, akteur and zielgruppe.
func (s *snapshot) network() {
	for _, g := range gaps {
		if g.found > s.now {
			continue
		}
		r := record{"schnittstelle_id": g.id, "erkannt_am": g.found, "quelle": g.source, "stellen": g.offices, "thema": g.topic}
		for _, c := range changes(g.status) {
			if c.from <= s.now {
				r["status"] = c.state
				if c.state == "GELOEST" {
					r["geloest_am"] = c.from
				}
			}
		}
		s.add("schnittstelle", r)
	}
	for _, a := range agreements {
		r := record{"kooperation_id": a.id, "partner_art": a.partner, "thema": a.topic}
		for _, c := range changes(a.status) {
			if c.from <= s.now {
				r["status"], r["datum"] = c.state, c.from
			}
		}
		s.add("kooperation", r)
	}
	for _, a := range actors {
		s.add("akteur", record{"institution": a.institution, "angebot": a.offer, "erfahrung_mit_zielgruppe": a.experience})
	}
	for i, f := range funnel {
		s.add("zielgruppe", record{
			"stichtag": time.Date(2018, 2, 28, 0, 0, 0, 0, time.UTC), "stufe": i + 1, "bezeichnung": f.name, "familien": f.families, "personen": f.persons,
		})
	}
}
