package identifier

import (
	"strings"
	"testing"
	"time"
)

func TestDaysAreReadInEveryOrder(t *testing.T) {
	for s, want := range map[string]string{
		"12.03.1987": "1987 12", "1.3.87": "1987 1", "1987-03-12": "1987 12", "12/03/1987": "1987 12", "03/28/1987": "1987 28", "12-03-1987": "1987 12",
		"12. 3. 1987": "1987 12", "12.03.1987 00:00:00": "1987 12", "1987-03-12T14:30:00": "1987 12", "12. März 1987": "1987 12", "12. Mrz. 87": "1987 12",
		"1.1.05": "2005 1", "31.12.9999": "", "00.00.0000": "", "03/1987": "", "2017/18": "", "30.02.": "", "1.234.567": "", "12.345,67": "", "3-4-5": "", "18-24": "",
	} {
		got := ""
		if y, d, ok := day(s, scan(s)); ok {
			got = time.Date(y, 1, d, 0, 0, 0, 0, time.UTC).Format("2006 2")
		}
		if got != want {
			t.Errorf("%s: got year and day %q, want %q", s, got, want)
		}
	}
}

// Excel counts 1 for 1 January 1900 and has a 29 February in that year.
func TestSerialsAreTheDaysOfExcel(t *testing.T) {
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	for n := 10000; n <= 45657; n += 13 {
		want := zero.AddDate(0, 0, n)
		y, d, ok := serialDay(string([]byte{byte('0' + n/10000), byte('0' + n/1000%10), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)}))
		if !ok || y != want.Year() || d != want.Day() {
			t.Fatalf("serial %d: got %d and day %d, want %s", n, y, d, want.Format(time.DateOnly))
		}
	}
}

func TestHeadersAnnounceWhatTheySay(t *testing.T) {
	for header, want := range map[string]string{
		"Geb.-Datum": "geburtsdatum", "GebDat": "geburtsdatum", "geb": "geburtsdatum", "Geburtsort": "", "Ergebnis": "", "Gebiet": "", "Gebühr": "",
		"Vorname": "name", "Name, Vorname": "name", "Name der Maßnahme": "", "Name der Schule": "schule", "Geburtsname": "name", "Schülername": "name",
		"Telefon-Nr.": "telefon", "Mobilität": "", "Handynummer": "telefon", "E-Mail-Adresse": "e_mail", "Mail": "e_mail",
		"Steuer-ID": "steuer_id", "IdNr": "steuer_id", "SV-Nummer": "rentenversicherung", "KVNr.": "krankenversicherung",
		"IBAN": "bankverbindung", "Konto": "", "Kontoinhaber": "name", "AZR-Nummer": "azr_nummer", "Az.": "aktenzeichen", "BG-Nr": "aktenzeichen",
		"Straße": "anschrift", "Anschrift": "anschrift", "PLZ": "postleitzahl", "Schulform": "", "Schule": "schule", "Wechsel der Schule": "",
		"Anzahl Betriebe": "", "Arbeitgeber": "arbeitgeber", "Bemerkungen": "freitext", "Quartal": "", "Betrag": "", "Gemeindeschlüssel": "",
	} {
		var got []string
		for c := Email; c < Classes; c++ {
			if ReadHeader(header).Names.Has(c) {
				got = append(got, c.String())
			}
		}
		if !strings.Contains(strings.Join(got, " "), want) || want == "" && len(got) > 0 {
			t.Errorf("%s: announces %v, want %q", header, got, want)
		}
	}
}

func TestAHeaderThatNamesSomebodyIsNotPrinted(t *testing.T) {
	l := NewLexicon()
	for header, want := range map[string]bool{
		"Geburtsmonat": true, "Familie": true, "Beginn 2018": true, "": true, "Hausnr.": true, "Koch": true, "Schulform": true, "Gesamt (EUR)": true,
		"Fatima": false, "Yılmaz": false, "Ayşe Yılmaz": false, "wer@example.org": false, "12.03.1987": false, "15070649C103": false, "Frau Quendt": false,
		"DE89370400440532013000": false, "01701234567": false, "Hafenstraße 12": false,
	} {
		if got := l.Safe(header); got != want {
			t.Errorf("%s: may be printed = %v, want %v", header, got, want)
		}
	}
}

// FuzzLook wants no panic, and levels that include each other.
func FuzzLook(f *testing.F) {
	for _, s := range []string{"", " ", "F13", "12.03.1987", "Frau Dr. Yılmaz", "DE89 3704 0044 0532 0130 00", "\xff\xfe@", "Str. 5", "İstanbulstraße 3", "geb.", "--", "a@b.cd", "0", "A.K.", "Dr.", "0251/", "48143 "} {
		f.Add(s)
	}
	l := NewLexicon()
	f.Fuzz(func(t *testing.T, s string) {
		e := l.Look(s)
		if e.Is[Sure]&^e.Is[Likely] != 0 || e.Is[Likely]&^e.Is[Shape] != 0 {
			t.Errorf("levels do not include each other: %v", e.Is)
		}
		if e.Is[Shape].Has(Digest) {
			ReadFingerprint(s)
		}
		ReadHeader(s)
		l.Safe(s)
	})
}
