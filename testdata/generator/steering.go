package main

import "fmt"

// decision is a point of the steering group: what is at risk, to be decided, or ordered.
type decision struct {
	id, kind, subject, office string
	raised, due, decided      string // days; "" if none
	open                      string // status until decided
}

var decisions = []decision{
	{"E01", "ENTSCHEIDUNG", "Die Zielgruppe wird auf Familien mit höherem Bedarf eingegrenzt, die über die Unterkünfte gut zu erreichen sind.", "KOORDINATION", "2017-06-20", "2017-09-12", "2017-09-12", "OFFEN"},
	{"E02", "AUFTRAG", "Drei Projektgruppen erarbeiten Ziele und Aktivitäten auf drei Ebenen.", "KOORDINATION", "2017-09-12", "2018-03-31", "2017-09-12", "OFFEN"},
	{"E03", "ENTSCHEIDUNG", "Fallkonferenzen und Austauschgremien werden ab dem zweiten Jahr aufgebaut.", "KOORDINATION", "2018-04-17", "2018-07-10", "2018-07-10", "OFFEN"},
	{"E04", "ENTSCHEIDUNG", "Die Verwaltung beantragt die Verlängerung vom 01.05. bis 31.12.2019 mit 90 % Förderung.", "SOZIALAMT", "2018-07-10", "2018-10-29", "2018-10-09", "OFFEN"},
	{"E05", "ENTSCHEIDUNG", "Für die Zeit ab 01.01.2020 werden zwei Stellen zum Stellenplan 2020 angemeldet.", "SOZIALAMT", "2018-10-09", "2018-12-12", "2018-12-12", "OFFEN"},
	{"E06", "RISIKO", "Ohne Verlängerung enden die befristeten Stellen am 30.04.2019, bevor die Fallkonferenzen eingespielt sind.", "KOORDINATION", "2018-10-09", "2019-01-31", "2019-01-29", "OFFEN"},
	{"E07", "AUFTRAG", "Die Ausländerbehörde schätzt den Bedarf an längeren Terminen für weitere Gruppen.", "ABH", "2018-10-09", "2019-03-31", "2019-04-09", "IN_ARBEIT"},
	{"E08", "AUFTRAG", "Qualitätsstandards und Zugangskriterien werden als Entwurf vorgelegt.", "SOZIALAMT", "2019-01-29", "2019-10-08", "", "IN_ARBEIT"},
	{"E09", "RISIKO", "Nach einem Titel wechselt die Zuständigkeit zum Jobcenter; die Begleitung darf dabei nicht abreißen.", "SOZIALAMT", "2019-07-02", "2019-12-10", "", "IN_ARBEIT"},
	{"E10", "ENTSCHEIDUNG", "Das Fallmanagement wird ab 2020 auf weitere Familien übertragen.", "SOZIALAMT", "2019-10-08", "2020-02-04", "", "OFFEN"},
}

// deviation explains why a figure missed its target.
type deviation struct {
	indicator, period, reason, remedy, office string
	told                                      month
}

var deviations = []deviation{
	{"anschluss_6m", "P:2018-Q3", "Jugendliche verließen die Schule, bevor die Begleitung begann.", "Die Berufsberatung kommt ab Klasse 8 in die Fallarbeit.", "AA", 201810},
	{"deutsch_a2", "Q:2018-Q3", "Kurse mit Kinderbetreuung fehlen, Mütter erreichen sie kaum.", "Ein Kurs in der Unterkunft wird vorbereitet.", "KI", 201810},
	{"fam_aktiv", "Q:2019-Q4", "Im letzten Projektjahr werden keine Familien mehr neu aufgenommen.", "Zugangskriterien für die Zeit ab 2020 liegen als Entwurf vor.", "SOZIALAMT", 201912},
	{"fehlquote_unent", "SH:2017-H2", "Nach dem Wechsel auf weiterführende Schulen und an das Berufskolleg fehlten Absprachen.", "Fehlzeiten sind fester Punkt der Fallbesprechungen.", "SOZIALAMT", 201809},
	{"hilfeplan_aktuell", "Q:2019-Q2", "Im Frühjahr war eine Stelle zwei Monate nicht besetzt.", "Überprüfungen werden nachgeholt, die Vertretung ist geregelt.", "SOZIALAMT", 201907},
	{"massn_umgesetzt", "Q:2018-Q3", "Der Aufbau der Fallkonferenzen brauchte mehr Abstimmung als geplant.", "Die Koordination lädt ab Herbst zu festen Terminen ein.", "KOORDINATION", 201810},
	{"schulbesuch_quote", "Q:2019-Q2", "Berufsschulpflichtige Jugendliche fanden im laufenden Schuljahr keinen Platz am Berufskolleg.", "Das Amt für Schule und Weiterbildung hält ab August Plätze frei.", "SCHULAMT", 201907},
	{"titel_erteilt", "P:2018-Q3", "Zwischen Antrag und Entscheidung liegen mehrere Monate.", "Die Ausländerbehörde führt längere Termine zur Perspektive.", "ABH", 201810},
	{"titel_erteilt", "P:2019-Q2", "Nachweise zu Identität und Pass lagen noch nicht vor.", "Hilfe bei der Beschaffung von Pässen hat Vorrang in der Fallarbeit.", "ABH", 201907},
}

// steering writes entscheidung and abweichung.
func (s *snapshot) steering() {
	for _, d := range decisions {
		if day(d.raised).After(s.stand) {
			continue
		}
		r := record{"entscheidung_id": d.id, "art": d.kind, "gegenstand": d.subject, "stelle": d.office, "faellig": day(d.due), "status": d.open}
		if d.decided != "" && !day(d.decided).After(s.stand) {
			r["beschlossen_am"], r["status"] = day(d.decided), "BESCHLOSSEN"
			if d.kind != "ENTSCHEIDUNG" {
				r["status"] = "ERLEDIGT"
			}
		}
		s.add("entscheidung", r)
	}
	for _, d := range deviations {
		if d.told <= s.now {
			s.add("abweichung", record{
				"indikator": d.indicator, "zeitraum": d.period, "grund": d.reason, "gegenmassnahme": d.remedy, "stelle": d.office,
			})
		}
	}
}

// lesson is an experience of case work, told without any family.
type lesson struct {
	month                                      month
	kind, topic, level, source, category, text string
	released                                   bool
}

var lessons = []lesson{
	{201709, "ZUGANG", "FALLMANAGEMENT", "FALL", "SOZIALAMT", "VERTRAUEN", "Der erste Zugang gelingt in den Unterkünften und über Menschen, die die Familien schon kennen.", true},
	{201710, "HERAUSFORDERUNG", "NETZWERK", "STRUKTUR", "KOORDINATION", "VERFAHREN", "Geteilte Zuständigkeiten sichern Fachwissen, sind für Ratsuchende aber schwer zu überblicken, erst recht mit wenig Deutsch.", true},
	{201712, "ANSATZ", "SCHULBESUCH", "FALL", "SCHULAMT", "SCHULE", "Gespräche mit Eltern gelingen eher, wenn die Schule dazu einlädt, Sprachmittlung da ist und es nicht erst um Fehlzeiten geht.", true},
	{201801, "HERAUSFORDERUNG", "SPRACHE", "FALL", "SOZIALAMT", "SPRACHE", "Wo Sprachmittlung fehlt, übersetzen Kinder; das belastet sie und verändert das Gespräch.", true},
	{201803, "ANSATZ", "AUFENTHALT", "STRUKTUR", "ABH", "AUFENTHALT", "Die enge Zusammenarbeit von Sozialamt und Ausländerbehörde erleben Familien als verlässlich; der Weg zum Bleiberecht wird für sie sichtbar.", true},
	{201805, "HERAUSFORDERUNG", "AUFENTHALT", "STRUKTUR", "ABH", "AUFENTHALT", "Bei der Verlängerung der Duldung bleibt kaum Zeit, über Lebensunterhalt, Schule und Pässe zu sprechen; dafür braucht es längere Termine.", true},
	{201806, "ANSATZ", "UEBERGANG", "FALL", "AA", "ARBEIT", "Jugendliche entscheiden sich eher für eine Ausbildung, wenn jemand sie vom Praktikum bis zum Vertrag begleitet.", true},
	{201808, "ZUGANG", "ERWERB", "FALL", "SOZIALAMT", "ARBEIT", "Der Weg in Arbeit beginnt oft mit wenigen Stunden; entscheidend ist, dass der nächste Schritt verabredet ist.", true},
	{201809, "ANSATZ", "FAKTOREN", "STRUKTUR", "KOORDINATION", "VERFAHREN", "In einer Fallkonferenz klärt sich in einer Stunde, wofür sonst viele Telefonate nötig sind.", true},
	{201809, "HERAUSFORDERUNG", "ERWERB", "STRUKTUR", "AA", "ARBEIT", "Betriebe zögern, wenn die Duldung kürzer gilt als die Einarbeitung dauert.", true},
	{201810, "ANSATZ", "SCHULBESUCH", "FALL", "SOZIALAMT", "VERTRAUEN", "Eine feste Bezugsperson, die nach Hause kommt, hält den Kontakt auch in schwierigen Zeiten.", false},
	{201901, "ANSATZ", "ERWERB", "STRUKTUR", "ABH", "VERFAHREN", "Betriebe und Familien berichten, dass eine schnellere Prüfung der Beschäftigungserlaubnis den Abschluss von Verträgen erleichtert.", true},
	{201903, "HERAUSFORDERUNG", "WOHNEN", "STRUKTUR", "SOZIALAMT", "WOHNEN", "Ohne eigene Wohnung fehlt Schülerinnen und Schülern ein ruhiger Ort zum Lernen.", true},
	{201905, "HERAUSFORDERUNG", "FALLMANAGEMENT", "STRUKTUR", "SOZIALAMT", "VERFAHREN", "Mit dem Aufenthaltstitel wechseln Zuständigkeiten auf einen Schlag; dieser Übergang braucht selbst Begleitung.", true},
	{201909, "ANSATZ", "NETZWERK", "STRUKTUR", "KOORDINATION", "VERFAHREN", "Verabredungen halten, wenn sie aufgeschrieben sind und jede Stelle eine Person mit Vertretung nennt.", true},
	{201910, "ZUGANG", "FALLMANAGEMENT", "FALL", "SOZIALAMT", "VERTRAUEN", "Familien kommen inzwischen auf Empfehlung anderer Familien.", false},
}

// experience writes erfahrung.
func (s *snapshot) experience() {
	for i, l := range lessons {
		if l.month > s.now {
			continue
		}
		r := record{
			"erfahrung_id": fmt.Sprintf("X%02d", i+1), "monat": l.month, "art": l.kind, "thema": l.topic, "ebene": l.level, "quelle": l.source,
			"kategorie": l.category, "aussage": l.text, "freigabe": l.released,
		}
		if l.released {
			r["freigegeben_rolle"] = "KOORDINATION"
		}
		s.add("erfahrung", r)
	}
}
