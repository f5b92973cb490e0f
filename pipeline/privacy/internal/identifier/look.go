package identifier

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wirkbericht/pipeline/notation"
)

// Look says what one cell is evidence of. It keeps nothing of the text.
func (l *Lexicon) Look(s string) Evidence {
	var e Evidence
	s = notation.Trim(s)
	if missing(s) {
		return e
	}
	f := scan(s)
	if f.marks&slash != 0 && profile.MatchString(s) {
		e.Kind = Text
		e.add(Email, Sure)
		return e
	}
	e.Runes = f.n
	if f.high > 0 {
		e.Runes = utf8.RuneCountInString(s)
	}
	switch letters := f.letters(); {
	case letters == 0:
		lookNumber(&e, s, f)
	case f.n <= 8 && f.blanks == 0 && f.marks == 0 && f.high == 0 && f.digits == 0 && (f.upper == letters || f.lower == letters):
		e.Kind = Code // ja, offen, GYM, P2: by far the most cells of clean columns
		if f.n >= 3 {
			l.lookWords(&e, s, f)
			e.Kind = Code
		}
	case f.digits == 0:
		l.lookWords(&e, s, f)
	default:
		l.lookMixed(&e, s, f)
	}
	return e
}

// markers stand for "missing" in office files.
const markers = "|-|–|—|.|..|...|…|/|*|x|X|k. A.|k.A.|k. A|k.a.|k. a.|keine Angabe|unbek.|unbekannt|n. b.|n.b.|entf.|entfällt|NULL|null|#NV|#BEZUG!|#N/A|n/a|"

// profile is the page of a person in a social network. Other addresses of the web lead to offices and sources.
var profile = regexp.MustCompile(`(?i)^(https?://)?(www\.|m\.|de-de\.)?(facebook\.com|instagram\.com|tiktok\.com|linkedin\.com/in|xing\.com/profile|vk\.com|ok\.ru|t\.me|wa\.me|x\.com|twitter\.com|youtube\.com/@)/?[^/ ]`)

// Missing reports whether a cell holds nothing, or a marker that says so.
func Missing(s string) bool { return missing(notation.Trim(s)) }

func missing(s string) bool {
	if s == "" {
		return true
	}
	if len(s) > 13 || digit(s[0]) || strings.IndexByte(s, '|') >= 0 {
		return false
	}
	i := strings.Index(markers, s)
	return i > 0 && markers[i-1] == '|' && markers[i+len(s)] == '|'
}

// lookNumber looks at a cell without letters.
func lookNumber(e *Evidence, s string, f form) {
	e.Kind = Number
	switch {
	case f.digits == 0:
		e.Kind = Code
		return
	case f.digits == f.n:
		lookDigits(e, s)
		return
	}
	if f.marks&(dot|slash|hyphen) != 0 {
		if y, d, ok := day(s, f); ok {
			e.Kind, e.Year, e.DayOfMonth = Day, y, d
			return
		}
	}
	switch {
	case f.digits <= 4 || f.marks&slash != 0 && f.digits <= 8:
		if f.marks&(slash|hyphen) != 0 {
			e.Kind = Span // 2017/18, 10/2018, 18-24
		}
		if f.digits <= 5 {
			return
		}
	}
	if f.blanks > 0 || f.marks&(slash|hyphen) != 0 {
		lookGrouped(e, s)
	}
	phone(e, s, f)
	caseFile(e, s, f)
	coordinate(e, s, f)
}

// lookDigits looks at a cell of digits only.
func lookDigits(e *Evidence, s string) {
	switch len(s) {
	case 4:
		if y := number(s); y >= 1900 && y < 2100 {
			e.Kind = Span
		}
	case 5:
		if s >= "01001" && s < "99999" {
			e.add(Postcode, Shape)
		}
		if y, d, ok := serialDay(s); ok {
			e.Kind, e.Year, e.DayOfMonth = Serial, y, d
		}
	case 6:
		e.add(School, Shape) // the number of a school, under a header that says so
	case 8:
		if y, d, ok := packedDay(s); ok {
			e.add(Birth, Shape) // or a municipality key: 12062000 is both
			e.Year, e.DayOfMonth = y, d
		}
	case 11:
		taxID(e, s)
	case 12:
		register(e, s)
	}
	if n := len(s); n >= 10 && n <= 13 {
		e.add(TaxNumber, Shape)
	}
	if n := len(s); n >= 6 && n <= 14 {
		e.add(Phone, Shape)
		if s[0] == '0' && s[1] == '1' && s[2] >= '5' && s[2] <= '7' && n >= 10 && n <= 13 {
			e.add(Phone, Sure) // mobile: a municipality key cannot begin with 015 to 017
		}
	}
	if n := len(s); n >= 5 {
		e.add(CaseFile, Shape)
		e.add(Document, Shape)
		if n <= 12 {
			e.add(Bank, Shape)
		}
	}
}

func taxID(e *Evidence, s string) {
	if s[0] == '0' {
		return
	}
	level(e, TaxID, validTaxID(s))
}

// register recognises a number of the AZR: day of first entry, five digits, check digit. The rule of the check digit is not
// published; a column of them shows by its dates.
func register(e *Evidence, s string) {
	e.add(Register, Shape)
	if strings.HasSuffix(s, "0000") {
		return // a regional key
	}
	for _, day := range [...]string{s[:6], s[4:6] + s[2:4] + s[:2]} {
		if y, _, ok := dayMonthYear(day); ok && y >= 1953 && y <= 2026 {
			e.add(Register, Likely)
		}
	}
}

// lookGrouped looks at digits in groups: 12 345 678 903, 123/456/78901.
func lookGrouped(e *Evidence, s string) {
	c := compact(s)
	if !allDigits(c) {
		return
	}
	switch len(c) {
	case 11:
		if groups(s, "2 3 3 3") {
			taxID(e, c)
		}
	case 12:
		if strings.IndexByte(s, '/') < 0 {
			register(e, c)
		}
	}
	switch {
	case groups(s, "3/3/5"), groups(s, "3/4/4"), groups(s, "2/3/5"), groups(s, "5/5"):
		e.add(TaxNumber, Likely)
	}
}

// groups reports whether s is digits in groups of the sizes and with the separators of the pattern.
func groups(s, pattern string) bool {
	i := 0
	for p := range len(pattern) {
		if c := pattern[p]; !digit(c) {
			if i >= len(s) || s[i] != c {
				return false
			}
			i++
			continue
		}
		n := int(pattern[p] - '0')
		if i+n > len(s) || !allDigits(s[i:i+n]) {
			return false
		}
		i += n
	}
	return i == len(s)
}

// coordinate recognises degrees with at least four decimals: 51.9607, "51,96070 7,62614".
func coordinate(e *Evidence, s string, f form) {
	if f.digits < 5 || f.marks&^(dot|comma|hyphen) != 0 {
		return
	}
	numbers := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ';' })
	if len(numbers) == 1 && strings.Count(s, ".") == 2 {
		numbers = strings.Split(s, ",")
	}
	for _, n := range numbers {
		n = strings.Trim(n, ",-")
		i := strings.IndexAny(n, ".,")
		if i < 1 || i > 3 || !allDigits(n[:i]) || len(n)-i <= 4 || !allDigits(n[i+1:]) {
			return
		}
	}
	e.add(Address, Shape)
	if len(numbers) == 2 {
		e.add(Address, Likely)
	}
}
