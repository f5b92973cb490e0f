package identifier

import (
	"strings"
	"unicode/utf8"
)

// streetEnds end the names of streets.
var streetEnds = [...]string{"strasse", "straße", "str.", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "wall", "stiege", "steig", "chaussee", "kamp", "promenade"}

// noStreets begin compounds that end like a street and are none.
var noStreets = [...]string{
	"arbeits", "ausbildungs", "praktikums", "schul", "kita", "studien", "betreuungs", "therapie", "kurs", "sprachkurs", "heim", "pflege", "wohn", "bildungs", "rechts",
	"lebens", "flucht", "um", "aus", "ab", "jugend", "stadtjugend", "kreisjugend", "kindergarten", "stell", "park", "förder", "lern", "krippen", "reise", "berufs", "dienst", "hör", "haus",
}

// street finds a street with a house number: "Hafenstraße 12", "Königsweg 3a", "Hammer Str.5", "An der Germania Brauerei 7". A street
// without a number is a weaker sign.
func (l *Lexicon) street(e *Evidence, s string) {
	lower := strings.ToLower(s)
	for _, end := range streetEnds {
		for from := 0; ; {
			i := strings.Index(lower[from:], end)
			if i < 0 {
				break
			}
			from += i + len(end)
			if !streetName(lower, from-len(end), end) {
				continue
			}
			rest := strings.TrimLeft(lower[from:], ". ")
			switch n := houseNumber(rest); {
			case n && (from == len(lower) || strings.IndexByte(". 0123456789", lower[from]) >= 0):
				e.add(Address, Sure)
				return
			case (rest == "" || rest[0] == ',') && utf8.RuneCountInString(s) <= 40:
				e.add(Address, Shape)
			}
		}
	}
	if t := split(s); t.n >= 3 && t.n <= 6 && houseNumber(t.at[t.n-1]) {
		switch strings.ToLower(t.at[0]) {
		case "am", "an", "im", "in", "auf", "zum", "zur", "unter", "hinter", "vor":
			if capitalised(t.at[t.n-2]) && !l.noName(t.at[t.n-2]) && capitalised(t.at[0]) {
				e.add(Address, Likely)
			}
		}
	}
}

// streetName reports whether the word that ends at i+len(end) can be a street: it has something before its end ("Hafenstraße",
// "Hammer Str.") that does not make a place to work or learn of it.
func streetName(lower string, i int, end string) bool {
	begin := strings.LastIndexByte(lower[:i], ' ') + 1
	head := lower[begin:i]
	if head == "" {
		return begin > 1 && strings.HasPrefix(end, "str") // "Hammer Str."
	}
	if len(head) < 2 || strings.ContainsAny(head, "0123456789@/") {
		return false
	}
	for _, no := range noStreets {
		if head == no {
			return false
		}
	}
	return true
}

// houseNumber reports whether s begins with one to three digits and at most a letter: "12", "3a", "7-9, 48143 Münster".
func houseNumber(s string) bool {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	if n == 0 || n > 3 {
		return false
	}
	rest := s[n:]
	if rest != "" && (rest[0] >= 'a' && rest[0] <= 'h' || rest[0] >= 'A' && rest[0] <= 'H') {
		rest = rest[1:]
	}
	return rest == "" || strings.IndexByte(" ,-/;)", rest[0]) >= 0
}

// postcodeAndPlace finds five digits followed by a place: "48143 Münster", "D-48143 Münster". Numbers beginning with 00, 05, 43 and 62
// are no postcodes.
func (l *Lexicon) postcodeAndPlace(e *Evidence, t tokens) {
	for i, w := range t.at[:t.n-1] {
		w = strings.TrimPrefix(w, "D-")
		if len(w) != 5 || !allDigits(w) || w < "01001" || w[:2] == "05" || w[:2] == "43" || w[:2] == "62" {
			continue
		}
		switch place := t.at[i+1]; {
		case !capitalised(place) || len(place) < 4:
		case strings.HasPrefix(place, "Euro") || strings.HasPrefix(place, "Stunde") || strings.HasPrefix(place, "Person") || strings.HasPrefix(place, "Famil"):
		default:
			e.add(Address, Sure)
		}
	}
}
