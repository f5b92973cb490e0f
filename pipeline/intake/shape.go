package intake

import (
	"strings"
	"time"
	"unicode/utf8"

	"wirkbericht/pipeline/notation"
)

// shape is the one form of the texts of a column that column.quick reads at first sight. Every other text is read once and its meaning
// remembered. So what a text means is written down in one place only; a test holds that quick agrees with it.
type shape string

// The shapes. There is none where a source gives texts another meaning: codes, spellings, padding.
const (
	noShape    shape = ""
	shapeWords shape = "words" // printable, no white space but single blanks inside; the value is the text
	shapeKey   shape = "key"   // a pseudonym in its form; the value is the text
	shapeInt   shape = "int"   // 0 · 12 · -7
	shapeComma shape = "comma" // 0 · 12,5 · -7,25, up to four decimals
	shapePoint shape = "point" // the same with a point
	shapeDay   shape = "day"   // 30.10.2018 · 2018-10-30
	shapeISO   shape = "iso"   // 2018-10-30
	shapeMonth shape = "month" // 10/2018, or a day as in shapeDay; the value is the first of the month
)

// shapeOf is the shape of a column that a source fills.
func shapeOf(c *column) shape {
	plain, m := c.source.Notation == "plain", c.mapping
	if len(m.Codes) > 0 || c.Codes != "" || c.Form != "" || m.Pad > 0 || len(c.markers) > 0 {
		return noShape
	}
	switch c.Type {
	case TypeText:
		if m.Key != "" {
			return shapeKey
		}
		return shapeWords
	case TypeInt:
		return shapeInt
	case TypeDec:
		if plain {
			return shapePoint
		}
		return shapeComma
	case TypeDate:
		if plain {
			return shapeISO
		}
		return shapeDay
	case TypeMonth:
		if !plain {
			return shapeMonth
		}
	}
	return noShape
}

// quick reads a text of the column's shape. n is its value: the number, for dec in millionths, or the seconds of a day since 1970; nothing
// for texts. What it refuses is for parse to read, though it may well be a value.
func (c *column) quick(s string) (n int64, ok bool) {
	switch c.shape {
	case shapeWords:
		return 0, isWords(s) && (c.source.Notation == "plain" || !mayBeMarker(s))
	case shapeKey:
		return 0, isKey(s, c.mapping.Key)
	case shapeInt:
		n, ok = digitsOf(strings.TrimPrefix(s, "-"), 12)
		ok = ok && s[0] != '0' && !strings.HasPrefix(s, "-0") || s == "0"
		n = signed(s, n)
		return n, ok && (c.Min == nil || n >= *c.Min) && (c.Max == nil || n <= *c.Max)
	case shapeComma:
		return c.quickDecimal(s, ',')
	case shapePoint:
		return c.quickDecimal(s, '.')
	case shapeDay, shapeISO:
		return quickDay(s, c.shape == shapeISO)
	case shapeMonth:
		if len(s) == 7 && s[2] == '/' {
			m, okM := digitsOf(s[:2], 2)
			y, okY := digitsOf(s[3:], 4)
			return civil(y, m, 1), okM && okY && inCalendar(y, m, 1)
		}
		if n, ok = quickDay(s, false); ok {
			day := time.Unix(n, 0).UTC().Day()
			n -= int64(day-1) * secondsPerDay
		}
		return n, ok
	}
	return 0, false
}

// quickValue is the value of a text that quick has read.
func (c *column) quickValue(n int64, s string) any {
	switch c.Type {
	case TypeInt:
		return n
	case TypeDec:
		return notation.Decimal(n)
	case TypeDate, TypeMonth:
		return time.Unix(n, 0).UTC()
	}
	return s
}

// quickHash is what hashCell says of that value.
func (c *column) quickHash(n int64, s string) uint64 {
	switch c.Type {
	case TypeInt:
		return mix(3, uint64(n))
	case TypeDec:
		return mix(4, uint64(n))
	case TypeDate, TypeMonth:
		return mix(2, uint64(n))
	}
	return mix(1, hashText(s))
}

// digitsOf is the number that one to longest digits name.
func digitsOf(s string, longest int) (n int64, ok bool) {
	if s == "" || len(s) > longest {
		return 0, false
	}
	for i := range len(s) {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = 10*n + int64(d)
	}
	return n, true
}

func signed(s string, n int64) int64 {
	if s != "" && s[0] == '-' {
		return -n
	}
	return n
}

func (c *column) quickDecimal(s string, mark byte) (int64, bool) {
	whole, fraction := strings.TrimPrefix(s, "-"), ""
	if i := strings.IndexByte(whole, mark); i >= 0 {
		whole, fraction = whole[:i], whole[i+1:]
		if fraction == "" {
			return 0, false
		}
	}
	n, ok := digitsOf(whole, 12)
	if !ok || len(whole) > 1 && whole[0] == '0' || len(fraction) > 4 {
		return 0, false
	}
	n *= int64(notation.One)
	step := int64(notation.One)
	for i := range len(fraction) {
		d := fraction[i] - '0'
		if d > 9 {
			return 0, false
		}
		step /= 10
		n += int64(d) * step
	}
	n = signed(s, n)
	return n, (c.Min == nil || n >= *c.Min*int64(notation.One)) && (c.Max == nil || n <= *c.Max*int64(notation.One))
}

const secondsPerDay = 24 * 60 * 60

// quickDay reads a day of ten characters.
func quickDay(s string, iso bool) (int64, bool) {
	if len(s) != 10 {
		return 0, false
	}
	ys, ms, ds := s[6:], s[3:5], s[:2]
	switch {
	case s[4] == '-' && s[7] == '-':
		ys, ms, ds = s[:4], s[5:7], s[8:]
	case iso || s[2] != '.' || s[5] != '.':
		return 0, false
	}
	y, okY := digitsOf(ys, 4)
	m, okM := digitsOf(ms, 2)
	d, okD := digitsOf(ds, 2)
	return civil(y, m, d), okY && okM && okD && inCalendar(y, m, d)
}

// inCalendar reports whether a day exists, in years in which none is a placeholder.
func inCalendar(y, m, d int64) bool {
	if y <= 1900 || y >= 2200 || m < 1 || m > 12 || d < 1 {
		return false
	}
	days := [...]int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		days++
	}
	return d <= days
}

// civil is midnight of a day in seconds since 1970, for years after 1900: time.Date takes five times as long.
func civil(y, m, d int64) int64 {
	if m <= 2 {
		y--
		m += 12
	}
	return (365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 719_469) * secondsPerDay
}

// isKey reports whether a pseudonym has its form to the letter.
func isKey(s, form string) bool {
	zeros := true
	if len(s) != len(form) {
		return false
	}
	for i := range len(s) {
		switch {
		case form[i] != '0':
			if s[i] != form[i] {
				return false
			}
		case s[i] < '0' || s[i] > '9':
			return false
		default:
			zeros = zeros && s[i] == '0'
		}
	}
	return !zeros
}

// mayBeMarker reports whether a text could say that there is no value.
func mayBeMarker(s string) bool {
	end := s[len(s)-1]
	return len(s) <= longestMarker && (s[0] == '0' || end < '0' || end > '9')
}

// longestMarker is the length of the longest of markers.
const longestMarker = 16

// isWords reports whether a text is words as they stay: nothing that clean would change, nothing unreadable.
func isWords(s string) bool {
	if s == "" || s[0] <= ' ' || s[0] == '=' || s[len(s)-1] == ' ' {
		return false
	}
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c > ' ' && c < 0x7f:
			i++
		case c == ' ':
			if s[i+1] == ' ' {
				return false
			}
			i++
		case c < utf8.RuneSelf:
			return false
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !isLetter(r) {
				return false
			}
			i += n
		}
	}
	return true
}

// isLetter reports whether a character beyond ASCII is one of the letters and signs of western Europe. None of them changes when it is composed,
// and none is a blank or a mark that nobody sees.
func isLetter(r rune) bool {
	return r > 0xa0 && r < 0x180 && r != 0xad || r == '–' || r == '—' || r == '„' || r == '“' || r == '”' || r == '’' || r == '…' || r == '€'
}
