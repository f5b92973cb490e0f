package privacy

import "wirkbericht/pipeline/privacy/internal/identifier"

// rule is when a column belongs to a class and what is said then. Classes without a line in rules have a decision of their own.
type rule struct {
	class identifier.Class
	holds string // German, accusative, after "enthält"
	// share of the filled cells that must be Likely to make the column red without a header that names the class; never: Likely alone
	// does not.
	share float64
	// checked classes have a check digit: without a header, half of the cells of the form must be right. A number of another kind is
	// right by chance once in ten.
	checked bool
	// doubt makes a column amber whose cells have the form but wrong check digits: nothing else has this form.
	doubt bool
	// headed is the share of the filled cells that must fit when the header names the class.
	headed float64
	remedy string
}

const never = 2

const (
	removeColumn = "Bitte die Spalte vor der Lieferung entfernen und die Datei neu liefern."
	usePseudonym = "Bitte durch das Projektpseudonym (F01, P001) ersetzen und die Datei neu liefern."
)

var rules = [...]rule{
	{identifier.Email, "E-Mail-Adressen oder Profile in sozialen Netzen", 0, false, false, 0, removeColumn},
	{identifier.Bank, "Bankverbindungen (IBAN oder Kontonummer)", never, false, true, 0, removeColumn},
	{identifier.Pension, "Rentenversicherungsnummern", never, true, true, 0, usePseudonym},
	{identifier.Health, "Krankenversichertennummern", never, true, false, 0, usePseudonym},
	{identifier.TaxID, "Steuer-Identifikationsnummern", never, true, false, 0, usePseudonym},
	{identifier.TaxNumber, "Steuernummern", 0.5, false, false, 0, removeColumn},
	{identifier.Document, "Nummern von Ausweisen, Pässen oder Aufenthaltstiteln", never, true, false, 0, removeColumn},
	{identifier.Register, "Nummern des Ausländerzentralregisters", 0.8, false, false, 0, usePseudonym},
	{identifier.CaseFile, "Aktenzeichen oder Kundennummern", 0.1, false, false, 0, usePseudonym},
	{identifier.Phone, "Telefonnummern", 0.5, false, false, 0, removeColumn},
	{identifier.Address, "Anschriften", 0.3, false, false, 0, "Bitte die Spalte entfernen; für die Auswertung genügt die Art der Unterkunft."},
	{identifier.Name, "Namen von Personen", 0.3, false, false, 0.3, usePseudonym},
	{identifier.School, "Namen von Schulen", 0.2, false, false, 0.5, "Bitte nur die Schulform liefern (Schlüssel der Schulstatistik)."},
	{identifier.Employer, "Namen von Betrieben", 0.2, false, false, 0.5, "Bitte nur die Art der Beschäftigung liefern."},
	{identifier.Plate, "Kfz-Kennzeichen", never, false, false, 0, removeColumn},
}

// said are the words for the classes that rules does not hold.
var said = map[identifier.Class]struct{ holds, remedy string }{
	identifier.Birth:     {"vollständige Geburtsdaten", "Bitte nur Monat und Jahr der Geburt liefern (MM/JJJJ)."},
	identifier.Pseudonym: {"Pseudonyme, die etwas über die Person sagen (Vorname, Initialen, Geburtsdatum)", "Bitte Pseudonyme ohne Inhalt vergeben (F01, P001) und die Datei neu liefern."},
	identifier.Digest:    {"Prüfsummen (Hashwerte)", "Bitte statt der Prüfsumme ein ausgelostes Pseudonym (F01, P001) liefern."},
	identifier.FreeText:  {"Freitext, der nicht vereinbart ist", "Bitte die Spalte entfernen oder die Angaben nach einer Codeliste verschlüsseln."},
	identifier.Postcode:  {"Postleitzahlen", "Bitte prüfen, ob die Postleitzahl gebraucht wird; sonst die Spalte entfernen."},
	identifier.Forbidden: {"Angaben, die der Vertrag der Tabelle verbietet", removeColumn},
}

// words are what a finding says of a class.
func words(c identifier.Class) (holds, remedy string) {
	for _, r := range rules {
		if r.class == c {
			return r.holds, r.remedy
		}
	}
	return said[c].holds, said[c].remedy
}
