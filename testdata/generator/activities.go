package main

// activity is an activity of the project; status and done are lines like those of the cast.
type activity struct {
	id, aim, kind, topic, title, level, lead string
	start, end                               month  // as planned
	begun                                    month  // 0: not yet, or never
	status                                   string // "GEPLANT 201711, ERPROBUNG 201805"
	want                                     int
	done                                     string // "2 201806, 9 201909"
	unit                                     string
}

var activities = []activity{
	{"A01", "Eltern und Schule arbeiten zusammen", "ELTERNARBEIT", "SCHULBESUCH", "Elternarbeit an Schulen ausbauen: Gespräche mit Sprachmittlung zu festen Zeiten", "ANGEBOT", "SCHULAMT",
		201803, 201904, 201805, "GEPLANT 201711, KONZIPIERT 201803, ERPROBUNG 201805, UMGESETZT 201902", 8, "2 201806, 4 201809, 7 201906, 8 201909", "SCHULEN"},
	{"A02", "Eltern und Schule arbeiten zusammen", "SCHULSOZIALARBEIT", "SCHULBESUCH", "Schulsozialarbeit in die Fallarbeit einbeziehen", "VERNETZUNG", "SCHULAMT",
		201802, 201903, 201803, "GEPLANT 201711, ERPROBUNG 201803, UMGESETZT 201809, VERSTETIGT 201910", 8, "3 201803, 6 201809, 8 201905", "SCHULEN"},
	{"A03", "Eltern und Schule arbeiten zusammen", "ELTERNARBEIT", "SCHULBESUCH", "Elternkurs zum Schulsystem in den Unterkünften", "ANGEBOT", "KI",
		201809, 201907, 201809, "GEPLANT 201802, KONZIPIERT 201806, ERPROBUNG 201809, UMGESETZT 201905", 20, "6 201809, 14 201903, 19 201909", "PERSONEN"},
	{"A04", "Schulbesuch gelingt", "LERNFOERDERUNG", "SCHULBESUCH", "Lernförderung früh beantragen und begleiten", "INDIVIDUELL", "SOZIALAMT",
		201711, 201904, 201711, "GEPLANT 201709, ERPROBUNG 201711, UMGESETZT 201808", 12, "4 201803, 9 201808, 12 201811", "FAMILIEN"},
	{"A05", "Schulbesuch gelingt", "VERFAHREN", "SCHULBESUCH", "Verabredung zum Umgang mit Fehlzeiten zwischen Schulen und Fallmanagement", "VERNETZUNG", "SCHULAMT",
		201805, 201812, 201806, "GEPLANT 201802, KONZIPIERT 201806, ERPROBUNG 201811, UMGESETZT 201908", 1, "0 201806, 1 201908", "VEREINBARUNGEN"},
	{"A06", "Übergänge begleiten", "VERFAHREN", "UEBERGANG", "Lotsenplan für den Weg von der Schule in die Ausbildung", "ANGEBOT", "SCHULAMT",
		201804, 201812, 201804, "GEPLANT 201711, KONZIPIERT 201804, UMGESETZT 201809", 1, "0 201804, 1 201809", "DOKUMENTE"},
	{"A07", "Übergänge begleiten", "BERUFSBERATUNG", "UEBERGANG", "Berufsberatung für Jugendliche mit Duldung vor Ort", "INDIVIDUELL", "AA",
		201804, 201904, 201804, "GEPLANT 201711, ERPROBUNG 201804, UMGESETZT 201903, VERSTETIGT 201911", 12, "3 201806, 5 201809, 12 201906", "PERSONEN"},
	{"A08", "Übergänge begleiten", "BEWERBUNG", "UEBERGANG", "Bewerbungscoaching mit Patinnen und Paten", "ANGEBOT", "KI",
		201810, 201906, 201811, "GEPLANT 201803, KONZIPIERT 201808, ERPROBUNG 201811", 8, "0 201808, 3 201903, 5 201909", "PERSONEN"},
	{"A09", "Übergänge begleiten", "PRAKTIKUM", "UEBERGANG", "Praktika in Betrieben, die Jugendliche mit Duldung aufnehmen", "ANGEBOT", "AA",
		201806, 201904, 201809, "GEPLANT 201803, KONZIPIERT 201807, ERPROBUNG 201809, UMGESETZT 201906", 10, "2 201809, 6 201904, 9 201909", "BETRIEBE"},
	{"A10", "Wege in Arbeit öffnen", "KOMPETENZ", "ERWERB", "Kompetenzfeststellung für Eltern", "INDIVIDUELL", "AA",
		201803, 201812, 201804, "GEPLANT 201711, ERPROBUNG 201804, UMGESETZT 201902", 14, "5 201807, 8 201809, 13 201904, 14 201908", "PERSONEN"},
	{"A11", "Wege in Arbeit öffnen", "VERFAHREN", "ERWERB", "Kurzer Weg zur Beschäftigungserlaubnis: Prüfung innerhalb von zwei Wochen", "VERNETZUNG", "ABH",
		201805, 201812, 201807, "GEPLANT 201802, KONZIPIERT 201805, ERPROBUNG 201807, UMGESETZT 201901, VERSTETIGT 201909", 1, "0 201807, 1 201901", "VEREINBARUNGEN"},
	{"A12", "Wege in Arbeit öffnen", "SPRACHKURS", "SPRACHE", "Sprachkurs mit Kinderbetreuung in der Unterkunft", "ANGEBOT", "KI",
		201809, 201904, 0, "GEPLANT 201803, KONZIPIERT 201809, ZURUECKGESTELLT 201902", 10, "0 201809", "PERSONEN"},
	{"A13", "Wege in Arbeit öffnen", "PRAKTIKUM", "ERWERB", "Probearbeit und Einstieg in Betriebe für Eltern", "INDIVIDUELL", "AA",
		201809, 201904, 201901, "GEPLANT 201804, KONZIPIERT 201810, ERPROBUNG 201901", 6, "0 201810, 2 201903, 4 201910", "PERSONEN"},
	{"A14", "Aufenthaltsperspektive klären", "PASSBESCHAFFUNG", "AUFENTHALT", "Hilfe bei der Beschaffung von Pässen und Urkunden", "INDIVIDUELL", "ABH",
		201711, 201904, 201712, "GEPLANT 201709, ERPROBUNG 201712, UMGESETZT 201809", 12, "4 201806, 7 201809, 11 201908", "FAMILIEN"},
	{"A15", "Aufenthaltsperspektive klären", "FALLARBEIT", "AUFENTHALT", "Längere Termine der Ausländerbehörde zu Perspektiven nach §§ 25a und 25b AufenthG", "INDIVIDUELL", "ABH",
		201806, 201904, 201809, "GEPLANT 201803, KONZIPIERT 201806, ERPROBUNG 201809, UMGESETZT 201904", 14, "2 201809, 9 201904, 13 201910", "FAMILIEN"},
	{"A16", "Stellen arbeiten Hand in Hand", "FALLARBEIT", "FAKTOREN", "Fallkonferenzen über Ämter hinweg einrichten", "VERNETZUNG", "KOORDINATION",
		201804, 201904, 201807, "GEPLANT 201711, KONZIPIERT 201804, ERPROBUNG 201807, UMGESETZT 201905", 14, "1 201807, 5 201809, 8 201904, 16 201912", "FALLKONFERENZEN"},
	{"A17", "Stellen arbeiten Hand in Hand", "SPRACHMITTLUNG", "SPRACHE", "Pool von Sprachmittlerinnen und Sprachmittlern", "ANGEBOT", "KI",
		201803, 201812, 201804, "GEPLANT 201711, KONZIPIERT 201803, ERPROBUNG 201804, UMGESETZT 201809, VERSTETIGT 201907", 15, "6 201804, 11 201809, 17 201906", "SPRACHMITTELNDE"},
	{"A18", "Stellen arbeiten Hand in Hand", "FORTBILDUNG", "FAKTOREN", "Fortbildung zu Aufenthaltsrecht und rechtskreisübergreifender Arbeit", "VERNETZUNG", "KOORDINATION",
		201806, 201904, 201807, "GEPLANT 201803, ERPROBUNG 201807, UMGESETZT 201905", 4, "1 201807, 3 201904, 4 201910", "TREFFEN"},
	{"A19", "Stellen arbeiten Hand in Hand", "VERFAHREN", "FALLMANAGEMENT", "Qualitätsstandards und Zugangskriterien für das Fallmanagement", "VERNETZUNG", "SOZIALAMT",
		201810, 201904, 201811, "GEPLANT 201806, KONZIPIERT 201811, ERPROBUNG 201906", 1, "0 201811", "DOKUMENTE"},
	{"A20", "Erfahrungen weitergeben", "OEFFENTLICHKEIT", "NETZWERK", "Fachtag für Nachbarkommunen und freie Träger", "VERNETZUNG", "KOORDINATION",
		201903, 201910, 201909, "GEPLANT 201808, KONZIPIERT 201903, UMGESETZT 201909", 1, "0 201903, 1 201909", "TREFFEN"},
}

// activities writes massnahme: the newest status and amount, each with nothing after the day.
func (s *snapshot) activities() {
	for _, a := range activities {
		r := record{
			"massnahme_id": a.id, "rahmenziel": a.aim, "typ": a.kind, "thema": a.topic, "titel": a.title, "ebene": a.level, "federfuehrung": a.lead,
			"start_soll": a.start, "start_ist": s.known(a.begun), "ende_soll": a.end, "soll": euros(100 * a.want), "einheit": a.unit,
		}
		for _, c := range changes(a.status) {
			if c.from <= s.now {
				r["status"], r["status_am"] = c.state, c.from
			}
		}
		for _, c := range changes(a.done) {
			if c.from <= s.now {
				r["ist"] = euros(100 * number(c.state))
			}
		}
		if a.id == "A12" && s.now >= 201902 {
			r["ampel_manuell"], r["ampel_grund"] = "GELB", "Räume mit Kinderbetreuung fehlen; die Familien nutzen bis dahin Kurse der Volkshochschule."
		}
		s.add("massnahme", r)
	}
}
