package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// A number of people typed into prose is no figure: it does not change with the data, nothing has protected it, and no attack on the figures knows of it. So it
// is a fault, unless it is a public fact of the project ("projektfamilien: 14" allows "14 Familien").
//
// "Eine Familie" and "jede zweite Familie" are no counts. Numbers before other nouns are not looked at.

// peopleWords are the nouns that count people, by their beginning.
const peopleWords = `(?:Projektfamilie|Familie|Person|Kind(?:er|ern)?\b|Jugendliche|Schülerin|Schüler|Mädchen|Junge[ns]?\b|Frau(?:en)?\b|Mann\b|Männer|Erwachsene|` +
	`Geduldete|Eltern|Menschen|Haushalt|Betroffene|Teilnehme|Auszubildende|Geflüchtete|Flüchtling|Mütter|Väter|Mutter\b|Vater\b|` +
	`famil(?:y|ies)\b|persons?\b|people\b|children\b|child\b|pupils?\b|adolescents?\b|women\b|men\b|adults?\b|households?\b)`

// numerals are written numbers from two on.
const numerals = `(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)?und)?` +
	`(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|` +
	`zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|` +
	`two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|hundred)`

// peopleCount is a number, perhaps "von" and another, perhaps some words in lower case, and people.
var peopleCount = regexp.MustCompile(`(?:^|[^\pL\pN.,:/-])((?i:` + numerals + `)|` + digits + `)(\s+(?:von|aus|of)(?:\s+den|\s+the)?\s+(?:(?i:` + numerals + `)|` + digits + `))?` +
	`\s+(?:\p{Ll}+-?\s+){0,3}(` + peopleWords + `\pL*)`)

const digits = `\d+(?:\.\d{3})*`

// braces is an inline figure, and otherwise the text in it that is printed when the figure is not.
var (
	braces    = regexp.MustCompile(`\{\{[^}]*\}\}`)
	otherwise = regexp.MustCompile(`sonst="([^"]*)"`)
)

// counts tells numbers of people in the text of a report, inline figures aside.
func (b *builder) counts(src source) {
	text := bytes.ReplaceAll(src.text, []byte("\u00a0"), []byte("  ")) // as many bytes
	text = braces.ReplaceAllFunc(text, func(figure []byte) []byte {
		blank := make([]byte, len(figure))
		for i, c := range figure {
			if blank[i] = ';'; c == '\n' {
				blank[i] = c
			}
		}
		if m := otherwise.FindSubmatchIndex(figure); m != nil {
			copy(blank[m[2]:m[3]], figure[m[2]:m[3]])
		}
		return blank
	})
	for from := 0; ; {
		m := peopleCount.FindSubmatchIndex(text[from:])
		if m == nil {
			return
		}
		at, number, noun := from+m[2], string(text[from+m[2]:from+m[3]]), string(text[from+m[6]:from+m[7]])
		if m[4] >= 0 || !b.public(number, noun) {
			b.add("zahl_im_text", src.place(at), fmt.Sprintf("»%s« steht als Zahl von Menschen im Text.", strings.Join(strings.Fields(string(text[at:from+m[7]])), " ")),
				"Bitte als Angabe schreiben, etwa {{ fam_aktiv as=kn }}, oder als öffentliche Tatsache in config/programm.yaml nennen: {{ fakt:… }}.")
		}
		from += m[3]
	}
}

// public reports whether a number of such people is a public fact.
func (b *builder) public(number, noun string) bool {
	for name, value := range b.run.Facts {
		if value == number && strings.HasSuffix(name, strings.ToLower(noun)) {
			return true
		}
	}
	return false
}
