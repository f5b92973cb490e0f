package privacy

import (
	"testing"

	"wirkbericht/pipeline/finding"
)

func TestTextsAboveATableAreJudged(t *testing.T) {
	g := NewGate()
	j := g.Judge(finding.Place{File: "x.csv", Line: 4}, []string{"Familie"}, nil)
	for _, c := range []struct {
		text string
		rule string // "" if nothing is found
		stop bool
	}{
		{"Familie Müller", "klarangabe_name", true},
		{"Bearbeiterin: Frau Schmidt, Tel. 0251 492-1234", "klarangabe_name", true},
		{"erstellt von Anna Müller am 30.10.2018", "klarangabe_name", true},
		{"Liste (Müller, Anna)", "klarangabe_name", true},
		{"Az. 50.12-345/17", "klarangabe_aktenzeichen", true},
		{"Aktenzeichen: 50.12-345/17", "klarangabe_aktenzeichen", true},
		{"geb. 12.03.1985", "klarangabe_geburtsdatum", true},
		{"Steuer-ID 86095742719", "klarangabe_steuer_id", true},
		{"IBAN DE89 3704 0044 0532 0130 00", "klarangabe_bankverbindung", true},
		{"Hafenstraße 8, 48153 Münster", "klarangabe_anschrift", false},
		{"sozialamt@stadt-muenster.de", "klarangabe_e_mail", false},
		{"Stadt Münster, Sozialamt", "", false}, {"Jobcenter Stadt Münster", "", false}, {"Stand: 30.10.2018", "", false}, {"Seite 1 von 3", "", false},
		{"Einkommen der Familien, Januar bis Juni 2018", "", false}, {"Produktgruppe 0502, Zeile 16", "", false}, {"Schuljahr 2017/18, 2. Halbjahr", "", false},
		{"Diese Liste enthält alle Familien des Projekts.", "", false}, {"Auswertung vom 01.11.2018 08:15", "", false}, {"Amt für Kinder, Jugendliche und Familien", "", false},
		{"Berichtszeitraum 01.01.2018 - 30.06.2018", "", false}, {"Kommune 05515000", "", false}, {"Alter 6 bis 11 Jahre", "", false}, {"F01 bis F14", "", false}, {"", "", false},
	} {
		found := j.Title(finding.Place{File: "x.csv", Line: 2, Column: 1}, c.text)
		rule, stop := "", found.Stops()
		if len(found) > 0 {
			rule = found[0].Rule
		}
		if rule != c.rule || stop != c.stop || len(found) > 1 {
			t.Errorf("%q: %v", c.text, found)
		}
	}
}
