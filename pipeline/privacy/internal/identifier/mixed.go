package identifier

import (
	"encoding/base64"
	"regexp"
	"strings"
)

// lookMixed looks at a cell of letters and digits.
func (l *Lexicon) lookMixed(e *Evidence, s string, f form) {
	e.Kind = Code
	if f.marks&at != 0 {
		email(e, s)
	}
	if l.span(s, f) {
		e.Kind = Span
		return
	}
	if key(e, s, f) {
		l.lookPseudonym(e, s)
		return
	}
	if f.digits >= 4 {
		if y, d, ok := day(s, f); ok {
			e.Kind, e.Year, e.DayOfMonth = Day, y, d
			return
		}
		numbersWithLetters(e, s, f)
	}
	if f.marks&hyphen != 0 && f.n <= 12 && plate.MatchString(s) {
		e.add(Plate, Shape)
	}
	digest(e, s, f)
	if f.blanks == 0 && f.marks&(at|dot|hyphen) == 0 && f.n < 40 {
		l.lookPseudonym(e, s)
		l.street(e, s)
		return
	}
	l.lookPseudonym(e, s)
	l.lookWords(e, s, f)
	phone(e, s, f)
}

// span recognises months and periods that begin with a word: "Okt 2017", "SJ 2017/18", "KW 12".
func (l *Lexicon) span(s string, f form) bool {
	if f.digits > 8 || f.n > 20 || digit(s[0]) {
		return false
	}
	i := 0
	for i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80) {
		i++
	}
	if i < 2 {
		return false
	}
	var buf [32]byte
	return l.words[string(fold(buf[:], s[:i]))]&period != 0
}

// numbersWithLetters tries the numbers of registers, banks and files that contain letters.
func numbersWithLetters(e *Evidence, s string, f form) {
	c := compact(s)
	if f.lower > 0 && len(c) <= 34 {
		c = strings.ToUpper(c)
	}
	switch {
	case pensionForm(c):
		level(e, Pension, validPension(c))
	case ibanForm(c):
		level(e, Bank, validIBAN(c))
	case healthForm(c):
		level(e, Health, validHealth(c))
	}
	if len(c) == 11 && c[10] == 'D' {
		c = c[:10] // the machine-readable line ends with the nationality
	}
	switch {
	case len(c) == 10 && documentForm(c[:9]) && digit(c[9]):
		level(e, Document, validDocument(c))
	case documentForm(c), len(c) == 8 && upper(c[0]) && allDigits(c[1:]):
		e.add(Document, Shape)
	case f.marks&angle != 0 && machineReadable.MatchString(s):
		e.add(Document, Sure)
	}
	if f.digits >= 12 && f.blanks > 0 && !e.Is[Likely].Has(Bank) {
		for _, m := range ibanInText.FindAllString(s, -1) {
			if c := compact(m); ibanForm(c) && validIBAN(c) {
				e.add(Bank, Sure)
			}
		}
	}
	if f.blanks > 0 && f.digits >= 9 {
		numbersInText(e, s)
	}
	caseFile(e, s, f)
}

var (
	machineReadable = regexp.MustCompile(`^[IPA][A-Z<][A-Z<]{3}[A-Z0-9<]{9,}|[0-9]{7}[MFX<][0-9]{7}[A-Z<]{3}`)
	ibanInText      = regexp.MustCompile(`\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b`)
	tokenInText     = regexp.MustCompile(`\b[A-Z0-9]{10,12}\b`)
	addressOfMail   = regexp.MustCompile(`[\pL0-9._%+'-]+@[\pL0-9-]+(?:\.[\pL0-9-]+)*\.\pL{2,}`)
)

// level enters a number with a check digit: its form is Likely, for the column to count how many are right.
func level(e *Evidence, c Class, valid bool) {
	e.add(c, Likely)
	if valid {
		e.add(c, Sure)
	}
}

// numbersInText finds tax, pension, insurance and document numbers inside a sentence: only with a right check digit.
func numbersInText(e *Evidence, s string) {
	for _, t := range tokenInText.FindAllString(s, -1) {
		switch {
		case len(t) == 11 && allDigits(t) && validTaxID(t):
			e.add(TaxID, Sure)
		case pensionForm(t) && validPension(t):
			e.add(Pension, Sure)
		case healthForm(t) && validHealth(t):
			e.add(Health, Sure)
		case validDocument(t):
			e.add(Document, Sure)
		}
	}
}

func email(e *Evidence, s string) {
	if addressOfMail.MatchString(s) {
		e.add(Email, Sure)
	}
}

// key recognises pseudonyms and codes of up to three letters and six digits, with a mark between them: F13, P-027, f 01.
func key(e *Evidence, s string, f form) bool {
	if f.n > 11 || f.high > 0 || f.upper+f.lower > 3 || f.digits > 6 {
		return false
	}
	i := 0
	for i < len(s) && !digit(s[i]) && s[i] != ' ' && s[i] != '-' && s[i] != '_' {
		i++
	}
	j := i
	if j < len(s) && !digit(s[j]) {
		j++
	}
	if i == 0 || i != f.upper+f.lower || !allDigits(s[j:]) {
		return false
	}
	e.Kind = Key
	return true
}

// digest recognises hashes: MD5, SHA-1, SHA-256 (and longer) in hexadecimal or base64, and cut hexadecimal ones of 12 digits and more.
// A UUID of version 4 is drawn by lot and says nothing; those of versions 1, 3 and 5 are made from something.
func digest(e *Evidence, s string, f form) {
	if f.n < 12 || f.blanks > 0 || f.high > 0 || f.marks&^(hyphen|plus|slash|equals|under) != 0 {
		return
	}
	if f.n == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-' {
		if v := s[14]; v == '1' || v == '3' || v == '5' {
			e.add(Digest, Likely)
		}
		return
	}
	if f.marks == 0 && hexadecimal(s) && (f.upper == 0 || f.lower == 0) {
		e.add(Digest, Shape)
		switch f.n {
		case 32, 40, 56, 64, 96, 128:
			e.add(Digest, Likely)
		}
		return
	}
	if f.n < 22 || f.upper == 0 || f.lower == 0 || f.digits == 0 {
		return // "Aufenthaltsperspektive" is sixteen bytes in base64
	}
	switch raw := decode64(s); len(raw) {
	case 16, 20, 32, 64:
		e.add(Digest, Likely)
	}
}

func hexadecimal(s string) bool {
	for i := range len(s) {
		if c := s[i]; !digit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// decode64 reads standard and URL base64, with and without padding; nil if it is neither.
func decode64(s string) []byte {
	s = strings.TrimRight(s, "=")
	for _, enc := range [...]*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if raw, err := enc.DecodeString(s); err == nil {
			return raw
		}
	}
	return nil
}
