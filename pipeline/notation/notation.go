// Package notation is how German offices write numbers, dates, truth values and periods, and how products print them: every
// form that is parsed here has a printed form that parses back to the same value.
//
// Parsing never guesses. A text is one value or a Fault that says in German why not; "1.5" in a German column is a Fault,
// never 15. The package knows no columns, no markers for "missing" and no codes (package intake does), and no figures of
// indicators (package release does).
package notation

import (
	"strings"
	"unicode"
)

// Fault is why a text is not the value asked for: a German clause that follows the quoted text ("ist kein Datum"), and a
// sentence that says what to write instead. It never repeats the text, which may belong to a person. The zero Fault is none.
type Fault struct {
	Why    string
	Remedy string
}

// OK reports whether there is no fault.
func (f Fault) OK() bool { return f == Fault{} }

const (
	nbsp  = "\u00a0"
	minus = "\u2212"
)

// Trim cuts white space of every kind from both ends: blanks, tabs, line breaks, no-break spaces, zero-width marks.
func Trim(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, space)
}

// plain reports whether c is a printing ASCII character, so that most cells need no look at runes.
func plain(c byte) bool { return c > ' ' && c < 0x7f }

func space(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff
}

// digits reports whether s is one to max ASCII digits.
func digits(s string, longest int) bool {
	if s == "" || len(s) > longest {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// number is the value of a text that digits has accepted.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
