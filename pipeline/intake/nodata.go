package intake

import (
	"slices"
	"strings"
	"unicode"

	"wirkbericht/pipeline/notation"
)

// isHead reports whether the header is printed again, as on every page of a list.
func (r *reader) isHead(row *row) bool {
	compared := false
	for _, k := range r.columns {
		if k.fixed != nil {
			continue
		}
		if row.cell(k.at) != r.head.cells[k.at] {
			return false
		}
		compared = true
	}
	return compared
}

// looksLikeHead is isHead for a row that cannot be read as data: the header of the next page may be broken into other lines.
func (r *reader) looksLikeHead(row *row) bool {
	same := 0
	for _, k := range r.columns {
		if k.fixed != nil {
			continue
		}
		if fold(row.cell(k.at)) != fold(r.head.cells[k.at]) {
			return false
		}
		same++
	}
	return same > 0
}

var (
	sumWords  = map[string]bool{"summe": true, "summen": true, "zwischensumme": true, "gesamtsumme": true, "gesamt": true, "insgesamt": true, "total": true, "saldo": true}
	noteWords = map[string]bool{
		"quelle": true, "anmerkung": true, "anmerkungen": true, "hinweis": true, "hinweise": true, "erläuterung": true, "erläuterungen": true,
		"legende": true, "fußnote": true, "stand": true, "seite": true, "druckdatum": true, "erstellt": true,
	}
)

// isNote reports whether a row that cannot be read as data is a sum row, a footnote or a title printed again. It is only asked of such
// rows: what can be read is data, whatever words stand in it.
func (r *reader) isNote(row *row) bool {
	first, filled := "", 0
	for _, c := range row.cells {
		if c = notation.Trim(c); c == "" {
			continue
		}
		if filled++; filled == 1 {
			first = c
		}
	}
	required, given := 0, 0
	for _, k := range r.columns {
		if k.Required && k.fixed == nil {
			required++
			if notation.Trim(row.cell(k.at)) != "" {
				given++
			}
		}
	}
	words := strings.FieldsFunc(strings.ToLower(first), func(r rune) bool { return !unicode.IsLetter(r) })
	if filled == 1 && slices.Contains(r.above, clean(first)) || filled > 0 && onlySum(words) {
		return true
	}
	marked := strings.HasPrefix(first, "*") || len(words) > 0 && noteWords[words[0]] || footnoteNumber(first)
	if marked && len(words) > 1 {
		return true
	}
	if required < 2 || given == required {
		return false // every required value stands there, however badly written
	}
	return marked || slices.ContainsFunc(words, func(w string) bool { return sumWords[w] }) || filled == 1 && len(words) >= 3
}

// onlySum reports whether a first cell says nothing but that the row is a sum.
func onlySum(words []string) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !sumWords[w] })
}

// footnoteNumber reports whether a text begins like a footnote: "1) …", "¹ …".
func footnoteNumber(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return rest != s && strings.HasPrefix(rest, ")") || strings.IndexAny(s, "¹²³") == 0
}
