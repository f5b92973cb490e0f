package identifier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokens are the words of a cell, without the marks around them.
type tokens struct {
	at    [48]string
	n     int
	total int // words, also those beyond the array
}

func split(s string) tokens {
	var t tokens
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, `,;:!?()"'„“”»«`)
		if w == "" {
			continue
		}
		t.total++
		if t.n < len(t.at) {
			t.at[t.n] = w
			t.n++
		}
	}
	return t
}

// lookWords looks at a cell made of words.
func (l *Lexicon) lookWords(e *Evidence, s string, f form) {
	t := split(s)
	e.Words, e.Kind = t.total, Word
	if t.total > 3 || e.Runes > 40 {
		e.Kind = Text
		e.Prose = prose(s, t)
	}
	if f.marks&at != 0 {
		email(e, s)
	}
	if t.n == 0 {
		return
	}
	l.name(e, s, f, t)
	school(e, t)
	employer(e, t)
	l.street(e, s)
	if t.n > 1 && f.digits >= 5 {
		l.postcodeAndPlace(e, t)
	}
	if f.digits >= 4 && f.marks&dot != 0 && (strings.Contains(s, "eb") || strings.Contains(s, "EB") || strings.Contains(s, "*")) && bornOn.MatchString(s) {
		e.add(Birth, Sure)
	}
	if f.marks&dot != 0 && f.digits == 0 && initials(s) {
		e.add(Pseudonym, Likely)
	}
}

// bornOn is a date of birth inside a text.
var bornOn = regexp.MustCompile(`(?i)(?:\bgeb\.?|\bgeboren(?: am)?|\bgeburtsdatum:?|\*) ?[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{2,4}`)

// Little words make a sentence of a row of nouns; said are those that only sentences have, joined also stand in names of offices
// and courses.
var (
	said   = [...]string{"ist", "hat", "nicht", "wird", "wurde", "sich", "dass", "kein", "keine", "war", "will", "soll", "kann", "sind", "haben", "weil", "wieder", "noch", "sehr", "muss", "möchte"}
	joined = [...]string{"und", "der", "die", "das", "mit", "für", "zu", "von", "bei", "nach", "ab", "am", "im", "in", "ein", "eine", "wegen", "bis", "dem", "den"}
)

// prose reports whether a text of several words is a sentence or a note: a word that only sentences have, three little words, or one
// and a full stop.
func prose(s string, t tokens) bool {
	sentence, n := 0, 0
	for _, w := range t.at[:t.n] {
		switch {
		case slices.Contains(said[:], w):
			sentence++
		case slices.Contains(joined[:], w):
			n++
		}
	}
	last := s[len(s)-1]
	stop := last == '.' || last == '!' || last == '?' || strings.Contains(s, "; ")
	return t.total >= 3 && (sentence > 0 && t.total >= 4 || n >= 3 || n+sentence > 0 && stop || n >= 2 && strings.Contains(s, ", "))
}

// capitalised reports whether a token is written like a name: a capital, letters, inner hyphens and apostrophes, two letters at least.
func capitalised(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || len(w) <= n {
		return !unicode.IsLower(r) && r >= 0x590 && unicode.IsLetter(r) // scripts without capitals
	}
	for _, r := range w[n:] {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && !unicode.Is(unicode.Mn, r) {
			return false
		}
	}
	return true
}

// foreignScript reports whether a text is in Hebrew, Arabic, Ethiopic or a script further on, or in Cyrillic or Armenian.
func foreignScript(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x400 && r < 0x1e00 && unicode.IsLetter(r) })
}

func allCapitals(w string) bool { return strings.ToUpper(w) == w }

// name recognises names of people.
func (l *Lexicon) name(e *Evidence, s string, f form, t tokens) {
	if l.honorific(t) {
		e.add(Name, Sure)
		return
	}
	if f.digits > 0 || t.total > 5 || f.marks&(slash|plus|equals|under|angle|at) != 0 {
		return
	}
	known, strong, fit, initials := mention(0), 0, 0, 0
	for _, w := range t.at[:t.n] {
		switch k := l.look(w); {
		case strings.IndexByte(w, '-') > 0 && l.noName(w):
			return // Anne-Frank-Schule
		case capitalised(w) && k&(given|surname) != 0:
			known |= k &^ ambiguous
			if k&ambiguous == 0 {
				strong++
			}
			fit++
		case particle(w):
		case initial(w):
			initials++
		case l.noName(w):
			return
		case capitalised(w):
			fit++
		case k&(given|surname) != 0 && k&ambiguous == 0:
			known |= k
			strong++
			fit++
		default:
			return
		}
	}
	if initials > 0 && fit == 1 && strong == 1 {
		e.add(Name, Likely) // Fatima K., A. Yilmaz
		return
	}
	l.nameOf(e, s, t, known, strong, fit)
}

// nameOf weighs what the tokens are: known is what any of them can be, strong counts those that can hardly be anything else, and fit
// those written like a name.
func (l *Lexicon) nameOf(e *Evidence, s string, t tokens, known mention, strong, fit int) {
	single := t.n == 1
	caps := single && allCapitals(t.at[0])
	comma := strings.Count(s, ",") == 1 && strings.IndexByte(s, ',') > 0
	switch {
	case comma && fit >= 2 && known&given != 0:
		e.add(Name, Sure)
	case fit >= 2 && strong > 0 && known&given != 0 && known&surname != 0:
		e.add(Name, Sure)
	case fit >= 2 && strong > 0 && known&given != 0, comma && (fit == 2 || fit == 3 && known != 0):
		e.add(Name, Likely)
	case single && strong == 1 && known&given != 0 && (!caps || len(s) > 4):
		e.add(Name, Likely)
	case fit > 0 && foreignScript(s):
		e.add(Name, Likely) // nothing else is written in another script in a German office
	case fit >= 1 && fit <= 4 && (!caps || len(s) > 5):
		e.add(Name, Shape)
	}
}

// initial reports whether w is a capital and a full stop.
func initial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && w[n:] == "."
}

// particle are the small parts of names.
func particle(w string) bool {
	switch w {
	case "von", "van", "de", "der", "den", "zu", "al", "el", "ben", "bin", "Al", "El", "Abu", "geb.":
		return true
	}
	return false
}

// honorific finds a form of address followed by a name: "Frau Yildiz", "Herrn Dr. Weber". A family counts only with a known name,
// because "Familie F03" and "Familie allgemein" are how offices write.
func (l *Lexicon) honorific(t tokens) bool {
	for i, w := range t.at[:max(t.n-1, 0)] {
		next := t.at[i+1]
		for j := i + 1; j < t.n-1 && (next == "Dr." || next == "Prof."); j++ {
			next = t.at[j+1]
		}
		switch w {
		case "Frau", "Herr", "Herrn", "Hr.", "Fr.", "Fam.", "Familie", "Dr.", "Prof.":
		default:
			continue
		}
		if !capitalised(next) || len(next) < 3 {
			continue
		}
		known := l.look(next)&(given|surname) != 0
		if known || !l.noName(next) && (w == "Frau" || w == "Herr" || w == "Herrn" || w == "Hr." || w == "Fam.") {
			return true
		}
	}
	return false
}

// The kinds of schools as they stand in code lists, and what may stand beside them without making a name of them.
var (
	schoolKinds = [...]string{
		"schule", "schulen", "grundschule", "hauptschule", "realschule", "gesamtschule", "sekundarschule", "foerderschule", "berufsschule", "volksschule",
		"primusschule", "primus-schule", "gemeinschaftsschule", "waldorfschule", "hiberniaschule", "hochschule", "fachhochschule", "abendschule", "musikschule",
		"volkshochschule", "fachschule", "berufsfachschule", "fachoberschule", "oberschule", "vorschule", "ganztagsschule", "regelschule", "sonderschule",
		"klinikschule", "verbundschule", "privatschule", "berufskolleg", "weiterbildungskolleg", "gymnasium", "kolleg", "abendgymnasium", "kita", "kindergarten",
		"abendrealschule", "mittelschule", "stadtteilschule", "tagesschule", "berufsoberschule", "fernschule", "ersatzschule", "angebotsschule", "schwerpunktschule",
	}
	schoolWords = [...]string{
		"staedtische", "staedtisches", "katholische", "evangelische", "oeffentliche", "private", "offene", "freie", "berufliche", "berufliches", "andere", "sonstige",
		"sekundarstufe", "primarstufe", "schwerpunkt", "lernen", "sprache", "geistige", "emotionale", "soziale", "entwicklung", "koerperliche", "hoeren", "sehen", "klasse", "klassen", "jahrgang",
		"anlage", "bildungsgang", "stufe", "oberstufe", "eingangsphase", "ganztag", "nrw", "form", "typ", "real", "haupt", "grund", "gymnasium", "schule",
	}
)

// school recognises names of schools: a kind with a name around it ("Realschule im Kreuzviertel"), a double name ending in one
// ("Anne-Frank-Gesamtschule"), or a compound that is no kind ("Kreuzschule").
func school(e *Evidence, t tokens) {
	var buf [48]byte
	for i, w := range t.at[:t.n] {
		full := string(fold(buf[:], w))
		if !hasSuffix(full, "schule", "gymnasium", "kolleg", "kindergarten", "kita") {
			continue
		}
		switch {
		case strings.IndexByte(w, '-') > 0 && capitalised(w) && !oneOf(full, schoolKinds[:]):
			if head := strings.ToLower(w[:strings.IndexByte(w, '-')]); head == "grund" || head == "real" || head == "haupt" || head == "ganztags" {
				continue
			}
			e.add(School, Likely)
		case oneOf(full, schoolKinds[:]):
			if full != "schule" && proper(t, i) {
				e.add(School, Likely)
			}
		case t.n <= 3 && capitalised(w):
			e.add(School, Likely)
		}
	}
	if t.n <= 4 && capitalised(t.at[0]) && !allCapitals(t.at[0]) && !slices.ContainsFunc(t.at[:t.n], kindOfSchool) {
		e.add(School, Shape)
	}
}

func kindOfSchool(w string) bool {
	var buf [48]byte
	return oneOf(string(fold(buf[:], w)), schoolKinds[:])
}

// proper reports whether a capitalised word beside token i makes a name of it.
func proper(t tokens, i int) bool {
	if t.total > 5 {
		return false
	}
	var buf [48]byte
	for j, w := range t.at[:t.n] {
		if j == i || !capitalised(w) || len(w) < 4 {
			continue
		}
		if full := string(fold(buf[:], w)); !oneOf(full, schoolWords[:]) && !oneOf(full, schoolKinds[:]) {
			return true
		}
	}
	return false
}

func oneOf(s string, list []string) bool {
	for _, w := range list {
		if s == w {
			return true
		}
	}
	return false
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// employer recognises companies by their legal form. Associations and charitable companies run the offers that reports may name, so
// they count only under a header that says "employer".
func employer(e *Evidence, t tokens) {
	if t.n <= 6 && capitalised(t.at[0]) && len(t.at[0]) >= 3 {
		e.add(Employer, Shape)
	}
	if t.total < 2 {
		return
	}
	for i, w := range t.at[:t.n] {
		switch w {
		case "GmbH", "mbH", "KG", "OHG", "GbR", "UG", "Co.", "KGaA", "e.K.", "e.Kfm.", "Inh.":
			if i > 0 {
				e.add(Employer, Likely)
			}
		}
	}
}
