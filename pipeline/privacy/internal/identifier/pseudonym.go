package identifier

import "strings"

// lookPseudonym looks into letters followed by digits. Whether AK1987 is initials with a year of birth or a code with a year is for the
// column to tell, which counts how many different letters and years it has; a given name with a number needs no column.
func (l *Lexicon) lookPseudonym(e *Evidence, s string) {
	i := strings.IndexAny(s, "0123456789")
	if i <= 0 || len(s) > 32 {
		return
	}
	letters, rest := strings.TrimRight(s[:i], " -_./"), s[i:]
	if letters == "" || strings.ContainsAny(letters, " ,;:@(§") {
		return
	}
	digits := rest
	for j := range len(rest) {
		if !digit(rest[j]) {
			digits = rest[:j]
			break
		}
	}
	whole := len(digits) == len(rest)
	var buf [32]byte
	if k := l.words[string(fold(buf[:], letters))]; len(letters) >= 3 && k&(given|surname) != 0 && k&(ambiguous|common) == 0 && len(digits) <= 8 && whole {
		e.add(Pseudonym, Likely) // Anna87
	}
	if strings.ContainsAny(letters, "._-/") {
		l.partsOfKey(e, letters)
	}
	n := strings.Count(letters, "") - 1 // runes
	switch {
	case !whole || n > 4:
		if y, d, ok := day(rest, scan(rest)); ok && n <= 8 {
			e.Letters, e.Year, e.DayOfMonth = letters, y, d
			e.add(Pseudonym, Shape)
		}
	case len(digits) == 4 && number(digits) >= 1920 && number(digits) <= 2026 && n >= 2:
		e.Letters, e.Year = letters, number(digits)
		e.add(Pseudonym, Shape)
	case len(digits) == 4 && n >= 2 && valid(2000, number(digits[:2]), 1):
		e.Letters, e.Year = letters, 1900+number(digits[2:]) // MuAl0387
		e.add(Pseudonym, Shape)
	case len(digits) == 2 && n >= 2:
		e.Letters, e.Year = letters, 1900+number(digits)
		e.add(Pseudonym, Shape)
	case len(digits) == 6:
		if y, d, ok := shortDay(digits); ok {
			e.Letters, e.Year, e.DayOfMonth = letters, y, d
			e.add(Pseudonym, Shape)
		}
	case len(digits) == 8:
		if y, d, ok := packedDay(digits); ok {
			e.Letters, e.Year, e.DayOfMonth = letters, y, d
			e.add(Pseudonym, Shape)
		}
	}
}

// partsOfKey finds a name among the parts of a key: yilmaz_f13.
func (l *Lexicon) partsOfKey(e *Evidence, letters string) {
	var buf [32]byte
	for _, p := range strings.FieldsFunc(letters, func(r rune) bool { return strings.ContainsRune("._-/", r) }) {
		k := l.words[string(fold(buf[:], p))]
		if len(p) >= 4 && k&(given|surname) != 0 && k&ambiguous == 0 {
			e.add(Pseudonym, Likely)
		}
	}
}

// initials recognises "A. K.", "A.K." and "M.-L. S.".
func initials(s string) bool {
	letters, dots := 0, 0
	for _, r := range s {
		switch {
		case r == '.':
			dots++
		case r == ' ' || r == '-':
		case r >= 'A' && r <= 'Z' || r == 'Ä' || r == 'Ö' || r == 'Ü' || r == 'Ş' || r == 'Ç':
			letters++
		default:
			return false
		}
	}
	return letters >= 2 && letters <= 4 && dots == letters
}
