package typeface_test

import (
	"strings"
	"testing"
)

// parted is a word with hyphens where it may be parted.
func parted(word string, at []int) string {
	var b strings.Builder
	from := 0
	for _, i := range at {
		b.WriteString(word[from:i] + "-")
		from = i
	}
	return b.String() + word[from:]
}

func TestGermanWordsArePartedWhereGermanAllowsIt(t *testing.T) {
	f := family(t)
	for _, want := range []string{
		"Berufs-ein-stiegs-be-glei-ter", "Analpha-bet", "Urinstinkt", "Zusam-men-ar-beit", "Fami-lien", "Groß-städte", "Stra-ßen-bahn",
		"Inte-gra-ti-ons-fach-dienst", "koor-di-niert", "Über-gang", "größ-ten-teils", "Müll-ab-fuhr",
		"Sozial-amt", "Asyl-be-wer-ber-leis-tungs-ge-setz", // exceptions
		"Münster", "Kienbaum", // never
		"BAMF", "SchulG", "a1b2c3d4", "der", "Ämter", "", "kurz",
	} {
		word := strings.ReplaceAll(want, "-", "")
		if got := parted(word, f.Hyphenate(word)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestHyphensStandBetweenLetters(t *testing.T) {
	f := family(t)
	for _, word := range []string{"İstanbullular", "Ǆordanien", "naïveté", "ÜBERGANG", "ẞtraße", strings.Repeat("Donaudampfschifffahrt", 40)} {
		for _, at := range f.Hyphenate(word) {
			if r := []rune(word[at:])[0]; r == '\uFFFD' || at <= 0 || at >= len(word) {
				t.Errorf("%s is parted within a letter, at byte %d", word, at)
			}
		}
	}
}

func BenchmarkHyphenate(b *testing.B) {
	f := family(b)
	for b.Loop() {
		f.Hyphenate("Berufseinstiegsbegleiter")
	}
}
