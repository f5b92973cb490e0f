package notation

import "strings"

// ParseBool reads ja/nein, j/n, wahr/falsch, true/false, 1/0, +/-, and x for yes, in any case. An empty text is no truth
// value: whether blank means "nein" is for the source to declare.
func ParseBool(s string) (bool, Fault) {
	switch strings.ToLower(Trim(s)) {
	case "ja", "j", "wahr", "true", "1", "+", "x":
		return true, Fault{}
	case "nein", "n", "falsch", "false", "0", "-", "–":
		return false, Fault{}
	}
	return false, Fault{"ist weder ja noch nein", "Bitte ja oder nein liefern."}
}
