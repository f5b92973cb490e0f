package intake

import (
	"fmt"
	"regexp"
	"strings"

	"wirkbericht/pipeline/notation"
)

// keyForm is the form of a pseudonym: letters and a run of zeros as wide as its digits.
var keyForm = regexp.MustCompile(`^([A-Za-z]*)(0+)$`)

// key brings a pseudonym to its form: with F00, "F1", "f 01", "F-1" and "F001" are "F01". What has other letters or more
// digits is another key, and no guess is made.
func key(s, form string) (string, notation.Fault) {
	letters := strings.TrimRight(form, "0")
	width := len(form) - len(letters)
	fault := notation.Fault{
		Why:    fmt.Sprintf("hat nicht die Form %s", form),
		Remedy: fmt.Sprintf("Bitte das Kennzeichen wie %s%0*d schreiben.", letters, width, 1),
	}
	if len(s) < len(letters) || !strings.EqualFold(s[:len(letters)], letters) {
		return "", fault
	}
	digits := strings.TrimLeft(s[len(letters):], " -_‐‑–")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", fault
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > width || digits == "" {
		return "", fault
	}
	return letters + strings.Repeat("0", width-len(digits)) + digits, notation.Fault{}
}

// pad restores leading zeros that a program took for a number's.
func pad(s string, width int) string {
	if len(s) >= width || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return strings.Repeat("0", width-len(s)) + s
}
