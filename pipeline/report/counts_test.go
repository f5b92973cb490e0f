package report

import (
	"testing"

	"wirkbericht/pipeline/finding"
)

func TestNumbersOfPeopleInProseAreFaults(t *testing.T) {
	for text, want := range map[string]string{
		"Das Projekt begleitet 12 Familien.":                              "12 Familien",
		"Von zwölf geduldeten Familien ist die Rede.":                     "zwölf geduldeten Familien",
		"Drei der Jugendlichen haben eine Ausbildung.":                    "Drei der Jugendlichen",
		"Für 3\u00a0von 14 Familien gilt das.":                            "3 von 14 Familien",
		"14 von 14 Familien sind das":                                     "14 von 14 Familien",
		"einundzwanzig Kinder":                                            "einundzwanzig Kinder",
		"Es sind 1.204 Personen betroffen.":                               "1.204 Personen",
		"two of the families":                                             "two of the families",
		`{{ fam_aktiv as=kn sonst="nur 9 Familien" }}`:                    "9 Familien",
		"Das Projekt begleitet 14 Familien, und 14 Projektfamilien":       "",
		"Das Projekt begleitet 14 Personen.":                              "14 Personen",
		"Das Projekt begleitet {{ fakt:projektfamilien }} Familien.":      "",
		"Eine einzige Familie verändert jeden Anteil.":                    "",
		"Seit dem 30.10.2018. Familien brauchen Zeit.":                    "",
		"Im Alter von 15 bis unter 65 Jahren. Personen ohne Angabe":       "",
		"Abschnitt 4 handelt davon.\n\nFamilien mit Kindern":              "",
		"Zwei Ämter und drei Schulen begleiten Familien.":                 "",
		"Die Stelle berät in acht Sprachen; die Kinder lernen dort auch.": "",
	} {
		b := &builder{run: Run{Facts: map[string]string{"projektfamilien": "14"}}}
		b.faults = faults{&b.found}
		b.counts(source{at: finding.Place{File: "r.md", Line: 1}, text: []byte(text)})
		got := ""
		for _, f := range b.found {
			got = f.Message
		}
		switch {
		case want == "" && got != "":
			t.Errorf("%q: %s", text, got)
		case want != "" && got != "»"+want+"« steht als Zahl von Menschen im Text.":
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
