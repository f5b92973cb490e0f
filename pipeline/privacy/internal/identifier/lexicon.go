package identifier

import (
	_ "embed" // the lists below
	"strings"
)

// The lists are written by hand from general knowledge: frequent names in Germany and among families from the countries of origin,
// one folded word each.
var (
	//go:embed lists/given.txt
	givenList string
	//go:embed lists/surnames.txt
	surnameList string
	//go:embed lists/words.txt
	wordList string
)

// periodList are the folded words that begin a month, quarter, week, school year or half-year.
const periodList = `jan januar jaenner feb februar mrz maerz mar apr april mai jun juni jul juli aug august sep sept september okt oktober nov november
dez dezember quartal kw sj schuljahr hj halbjahr ws ss sose wise jahr jahrgang klasse stand ende anfang mitte`

// mention is what a word can be.
type mention uint8

const (
	given mention = 1 << iota
	surname
	// ambiguous names are also months, trades, places or plain words: they count only beside another name.
	ambiguous
	// common words, roles and kinds of institutions are no names, and what stands with them is none.
	common
	// period words begin a month or a span of time.
	period
)

// Lexicon holds the lists of names and of words that are none. Make one per run; it is safe for concurrent use.
type Lexicon struct {
	words map[string]mention
	given []string // for reversing hashes
	last  []string
}

// NewLexicon reads the lists. A name marked with * in them is ambiguous.
func NewLexicon() *Lexicon {
	l := &Lexicon{words: map[string]mention{}}
	l.given = l.enter(givenList, given)
	l.last = l.enter(surnameList, surname)
	l.enter(wordList, common)
	l.enter(periodList, period)
	return l
}

func (l *Lexicon) enter(list string, m mention) []string {
	var out []string
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			name, starred := strings.CutSuffix(w, "*")
			l.words[name] |= m
			if starred {
				l.words[name] |= ambiguous
			}
			out = append(out, name)
		}
	}
	return out
}

// look is what a token of a cell can be, whatever its case and accents. Of a double name the first part counts.
func (l *Lexicon) look(token string) mention {
	if i := strings.IndexByte(token, '-'); i > 1 {
		token = token[:i]
	}
	var buf [32]byte
	return l.words[string(fold(buf[:], token))]
}

// suffixes end words that are no surnames: -ung, -schule, -amt and their like.
var suffixes = [...]string{
	"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "ion", "ionen", "taet", "ismus", "kurs", "kurse", "schule", "schulen", "amt", "aemter",
	"beruf", "arbeit", "arbeiten", "verein", "verband", "dienst", "dienste", "zentrum", "zentren", "stelle", "stellen", "behoerde", "agentur", "gymnasium",
	"kolleg", "klasse", "klassen", "training", "projekt", "projekte", "treffen", "gruppe", "gruppen", "gespraech", "gespraeche", "hilfe", "hilfen",
	"job", "jobs", "platz", "plaetze", "weg", "strasse", "haus", "heim", "unterkunft", "wohnheim", "erlaubnis", "gestattung", "verbot", "titel", "nachweis",
	"zeugnis", "abschluss", "abbruch", "praktikum", "kita", "garten", "raum", "land", "stadt", "kreis", "bezirk", "sprache", "sprachen", "papiere", "dokumente",
	"system", "netzwerk", "team", "leiter", "leiterin", "kraft", "kraefte", "person", "personen", "kind", "kinder", "eltern", "jahr", "jahre", "monat", "monate",
	"geld", "kosten", "mittel", "ertrag", "ausgaben", "einnahmen", "lager", "logistik", "gewerbe", "handel", "bau", "pflege", "medizin", "technik",
	"betrieb", "berufskolleg", "wesen", "recht", "pflicht", "status", "grund", "gruende", "dorf", "viertel", "werk", "werke", "krankenhaus", "klinik", "praxis",
	"buero", "cafe", "plan", "plaene", "bericht", "antrag", "bescheid", "anhoerung", "ausbildende", "lehrgang", "seminar", "foerderung", "beratung",
}

// noName reports whether a token is a common word by list or by its ending.
func (l *Lexicon) noName(token string) bool {
	var buf [48]byte
	w := string(fold(buf[:], token))
	switch k := l.words[w]; {
	case k&(given|surname) != 0:
		return false
	case k&common != 0:
		return true
	case len(w) < 6:
		return false
	}
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) && len(w) >= len(s)+2 {
			return true
		}
	}
	return false
}
