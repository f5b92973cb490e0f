package identifier

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Header is what the name of a column announces.
type Header struct {
	Names Set  // classes it names
	Hint  Hint // what else it says of the content
}

// Hint is a set of what a header says of a column that is no identifier.
type Hint uint16

// The hints.
const (
	Geography Hint = 1 << iota // municipality, country, district: single place names are wanted here
	Category                   // title, topic, kind, status: names of things, not of people
	KeyColumn                  // id, number, pseudonym
	Event                      // begin, end, contact, application: dates that are no birth dates
	Quasi                      // sex, age, origin, size of the household
	Sensitive                  // status, income, absence, health
	Amount                     // hours, euros, counts
	YearOnly                   // a year or month of birth, no day
	Time                       // month, quarter, half-year, reference day: the order of rows in time
	PersonKey                  // the key of a person or pupil
	FamilyKey                  // the key of a family or household
	Generic                    // "Spalte 3", "Wert": a header, whatever it is
)

// headerRule maps words to what they say. A word ending in * is the beginning of a token, one beginning with * its end.
type headerRule struct {
	class Class
	hint  Hint
	words string
}

var headerRules = [...]headerRule{
	{class: Email, words: "email e-mail mail mailadresse emailadresse"},
	{class: Bank, words: "iban* bic blz kontonr kontonummer bankverbindung bankkonto"},
	{class: Pension, words: "rvnr svnr vsnr sv rv sozialvers* rentenvers* versicherungsnummer versicherungsnr"},
	{class: Health, words: "kvnr krankenvers* versichertennummer versichertennr egk"},
	{class: TaxID, words: "steuerid* idnr tin steueridentifikationsnummer steuer steuerliche"},
	{class: TaxNumber, words: "steuernummer steuernr"},
	{class: Document, words: "ausweis* personalausweis* passnr passnummer reisepass* dokumentnr dokumentennummer dokumentnummer titelnr aufenthaltstitelnr ankunftsnachweis* buema duldungsnr seriennummer pass"},
	{class: Register, words: "azr* auslaenderzentralregister*"},
	{class: CaseFile, words: "aktenzeichen* az aktennr aktennummer aktenz akte geschaeftszeichen gz geschz vorgang vorgangsnr vorgangsnummer fallnr fallnummer kundennr kundennummer bgnr bgnummer bg bamf* buergernr personenkennzeichen pkz"},
	{class: Phone, words: "telefon* tel telnr mobil mobilnr mobilnummer mobiltelefon handy* fax* rufnummer phone* festnetz whatsapp"},
	{class: Address, words: "strasse* street address str adresse anschrift* hausnr hausnummer wohnadresse wohnanschrift meldeadresse* postanschrift *anschrift *adresse lat lon lng latitude longitude koordinate* breitengrad laengengrad"},
	{class: Postcode, words: "plz postleitzahl*"},
	{class: Birth, words: "geb geburt geburts geburtsdatum* geburtstag* geburtsdat gebdat* gebtag geboren* dob birth* geburtsmonat geburtsjahr"},
	{class: Name, words: "name namen vorname* nachname* familienname* rufname* geburtsname* zuname* firstname lastname surname forename ansprechpartner* ansprechperson* sachbearbeiter* sachbearbeitung bearbeiter* betreuer* kontoinhaber* schuelername kindname *vorname *nachname klientin klient sb fallmanager* klassenlehr* klassenleitung lehrkraft *lehrer *lehrerin vormund* rechtsanwalt* rechtsanwaelt* hausarzt* hausaerzt* vermieter* sozialarbeiter*"},
	{class: School, words: "schule schulen schulname schulbezeichnung kita kindergarten stammschule schulnr schulnummer"},
	{class: Employer, words: "arbeitgeber* betrieb betriebe firma firmenname unternehmen ausbildungsbetrieb* praktikumsbetrieb* arbeitsstelle arbeitsstaette"},
	{class: FreeText, words: "bemerkung* notiz* kommentar* anmerkung* freitext* beschreibung* hinweis* erlaeuterung* begruendung* vermerk* verlauf* protokoll* sonstiges inhalt text memo"},
	{class: Digest, words: "hash* md5 sha* pruefsumme* checksum"},
	{class: Plate, words: "kfz kennzeichen autokennzeichen"},
	{class: Pseudonym, words: "kuerzel initialen"},

	{hint: Geography, words: "city country ort stadt kommune gemeinde land staat herkunft* nationalitaet* staatsangehoerigkeit* staatsbuergerschaft region stadtteil* bezirk* kreis landkreis quartier sozialraum geburtsland geburtsort geburtsstaat herkunftsland wohnort* *land *ort ags ars gemeindeschluessel regionalschluessel"},
	{hint: Category, words: "titel thema themen art status grund bezeichnung massnahme* angebot* kategorie* traeger institution* stelle amt beruf* branche* fach faecher sprache* form typ gruppe faktor* ebene rolle stand ergebnis* richtung anlass schulform* abschluss* anschluss* bildungsgang element* kurs* projekt* programm* produkt* posten zeile einheit modul* baustein* format partner* quelle federfuehrung zustaendig* aktivitaet* ziel* indikator* merkmal label religion"},
	{hint: KeyColumn, words: "id nr nummer kennung kennziffer pseudonym* code schluessel key *id lfd laufnr"},
	{hint: PersonKey, words: "person personid persid pers teilnehmerid schuelerid klientid pid kennung pseudonym schueler schuelerin klient *kennung *pseudonym"},
	{hint: FamilyKey, words: "familie familienid famid fam haushalt haushaltsid bg fid fall"},
	{hint: Event, words: "kontakt* termin* beginn ende seit von bis antrag* entscheid* entschieden gueltig* stichtag* stand eingang* erstellt* aufnahme* bescheid* ablauf* einreise* eingereist aufenthalt* start* erteilt* widerrufen* gesprochen* besuch* sitzung* abgang* formuliert* geprueft* erreicht* faellig* umgesetzt* erhoben* gemeldet* beantragt* erledigt* eintritt* austritt* einzug* auszug* kurs* letzte* naechste* erste* zahlung* buchung* ueberprueft* vereinbart* erkannt* geloest* zuletzt*"},
	{hint: Quasi, words: "gender sex age nationality geschlecht alter altersklasse* altersgruppe* geburtsjahr geburtsmonat geburtsland herkunft* herkunftsland nationalitaet* staatsangehoerigkeit* staat land haushaltsgroesse* groesse* familiengroesse* kinder* kinderzahl familienstand alleinerziehend* einreise* unterkunft* unterbringung wohnform plz ort wohnort stadtteil* bezirk schulform* jahrgang* klasse* rolle religion* sprache* muttersprache beruf* region kommune"},
	{hint: Sensitive, words: "s sensitiv* diagnose* krankheit* behinderung* gesundheit* straftat* duldungsgrund* aufenthaltsstatus* fehlzeit* fehlstunden* abschluss* leistung* einkommen* grund* status ergebnis* bemerkung* versetzt* abbruch* foerderbedarf*"},
	{hint: Amount, words: "betrag* summe* anzahl* euro eur stunden* std dauer* minuten* kosten* hoehe quote* prozent anteil* soll ist plan* vzae netto brutto bedarf* zahl menge wert punkte *stunden *eur *euro *std"},
	{hint: Time, words: "monat* quartal* halbjahr* hj schuljahr* jahr stichtag* zeitraum* periode* datum stand welle"},
	{hint: Generic, words: "spalte* feld* wert* variable* angabe* item* col* field* value* var* attribut* kategorie* nr* data* test* zelle*"},
	{hint: YearOnly, words: "geburtsjahr* geburtsmonat* gebjahr gebmonat jahrgang* jahr monat"},
}

// things are words that make the name of a thing, not of a person, of a column called "Name der …".
const things = " massnahme kurs angebot datei spalte tabelle projekt traeger stadt kommune gemeinde land feld einrichtung programm gruppe amt produkt ziel indikator fach gebaeude unterkunft institution verein ort stelle modul schule firma betrieb arbeitgebers strasse "

// ReadHeader says what the header of a column announces.
func ReadHeader(header string) Header {
	words := headerWords(header)
	var h Header
	for _, r := range headerRules {
		if !matches(words, r.words) {
			continue
		}
		h.Hint |= r.hint
		if r.class != None {
			h.Names = h.Names.With(r.class)
		}
	}
	if strings.ContainsAny(header, "€%") {
		h.Hint |= Amount
	}
	return h.corrected(words)
}

// corrected takes back what other words of the header contradict.
func (h Header) corrected(words []string) Header {
	drop := func(c Class) { h.Names &^= 1 << c }
	thing := false
	for _, w := range words {
		thing = thing || strings.Contains(things, " "+w+" ")
	}
	if thing {
		drop(Name)
	}
	if h.Names.Has(Name) && h.Names.Has(Bank) {
		drop(Bank) // Kontoinhaber
	}
	if h.Names.Has(Email) || h.Names.Has(Phone) {
		drop(Address) // E-Mail-Adresse
	}
	if h.Hint&Geography != 0 {
		drop(Birth) // Geburtsort
	}
	for _, w := range words {
		switch w {
		case "geburtsname", "name":
			drop(Birth)
		case "im", "in", "anzahl", "je", "pro", "groesse":
			h.Hint &^= PersonKey | FamilyKey
		}
		switch w {
		case "form", "schulform", "art", "anzahl", "wechsel", "zahl":
			drop(School)
			drop(Employer)
			drop(Phone)
		}
	}
	return h
}

// headerWords are the folded words of a header, and neighbours joined, so that "Steuer-ID", "SteuerID" and "Steuer ID" say the same.
func headerWords(header string) []string {
	header = strings.ToValidUTF8(header, " ")
	var words []string
	var last rune
	start := 0
	cut := func(end int) {
		var buf [64]byte
		if w := string(fold(buf[:], header[start:end])); w != "" {
			words = append(words, w)
		}
	}
	for i, r := range header {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r):
			cut(i)
			start = i + utf8.RuneLen(r)
		case unicode.IsUpper(r) && unicode.IsLower(last):
			cut(i)
			start = i
		}
		last = r
	}
	cut(len(header))
	n := len(words)
	for i := range max(n-1, 0) {
		words = append(words, words[i]+words[i+1])
	}
	if n > 2 {
		words = append(words, strings.Join(words[:n], ""))
	}
	return words
}

func matches(words []string, rule string) bool {
	for r := range strings.FieldsSeq(rule) {
		for _, w := range words {
			begin, isBegin := strings.CutSuffix(r, "*")
			end, isEnd := strings.CutPrefix(r, "*")
			switch {
			case isBegin && strings.HasPrefix(w, begin), isEnd && strings.HasSuffix(w, end) && len(w) > len(end), w == r:
				return true
			}
		}
	}
	return false
}

// Known reports whether a header has a word that headers have.
func (h Header) Known() bool { return h.Names != 0 || h.Hint != 0 }

// Safe reports whether a text at the place of a header does not look like a value. A file without a header line has those of its first
// record there, and they must not be printed.
func (l *Lexicon) Safe(header string) bool {
	if len(header) > 80 {
		return false
	}
	e := l.Look(header)
	if e.Is[Likely] != 0 || e.Kind == Day || e.Prose {
		return false
	}
	t := split(header)
	for _, w := range t.at[:t.n] {
		if k := l.look(w); k&(given|surname) != 0 && k&(ambiguous|common) == 0 && capitalised(w) {
			return false
		}
	}
	digits := 0
	for i := range len(header) {
		if digit(header[i]) {
			digits++
		}
	}
	return digits <= 8
}
