package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"wirkbericht/pipeline/finding"
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
	sumWords = map[string]bool{
		"summe": true, "summen": true, "zwischensumme": true, "gesamtsumme": true, "gesamt": true, "insgesamt": true, "total": true, "saldo": true,
		"anzahl": true, "durchschnitt": true, "mittelwert": true, "ø": true,
	}
	noteWords = map[string]bool{
		"quelle": true, "anmerkung": true, "anmerkungen": true, "hinweis": true, "hinweise": true, "erläuterung": true, "erläuterungen": true,
		"legende": true, "fußnote": true, "stand": true, "seite": true, "druckdatum": true, "erstellt": true, "ende": true,
	}
)

// isNote reports whether a row that cannot be read as data is a sum row, a footnote or a title printed again. It is only asked of such
// rows: what can be read is data, whatever words stand in it.
func (p *pass) isNote(row *row) bool {
	first, at, filled := "", 0, 0
	for i, c := range row.cells {
		if c = clean(c); c == "" {
			continue
		}
		if filled++; filled == 1 {
			first, at = c, i
		}
	}
	if filled == 0 || filled == 1 && slices.Contains(p.above, first) || isRule(row) || slices.ContainsFunc(p.faulty, func(f faulty) bool { return onlySum(wordsOf(f.text)) }) {
		return true
	}
	required, given := 0, 0
	for _, k := range p.columns {
		if k.Required && k.fixed == nil {
			required++
			if clean(row.cell(k.at)) != "" {
				given++
			}
		}
	}
	words := wordsOf(first)
	marked := strings.HasPrefix(first, "*") || len(words) > 0 && noteWords[words[0]] || footnoteNumber(first)
	if marked && len(words) > 1 && !p.readable(at) {
		return true
	}
	if required < 2 || given == required {
		return false // every required value stands there, however badly written
	}
	alone := filled == 1 && !p.readable(at) && (len(words) >= 3 || len(strings.Fields(first)) >= 2)
	return marked || slices.ContainsFunc(words, func(w string) bool { return sumWords[w] }) || alone
}

// isRule reports whether a row is a line drawn with hyphens and the like. A single one in a cell says that a value is missing.
func isRule(row *row) bool {
	drawn := false
	for _, c := range row.cells {
		c = notation.Trim(c)
		if strings.Trim(c, "-–—_=*.+|") != "" {
			return false
		}
		drawn = drawn || len(c) >= 3 && c != "..." && c != "…"
	}
	return drawn
}

// tellNotes tells which rows were recognised as no data, because a row that is written badly enough may look like one.
func (p *pass) tellNotes() {
	if p.notes.Count > 0 {
		at := p.at
		at.Line = p.notes.First[0]
		p.out.tell(finding.Note, "zeile_ohne_daten", at,
			fmt.Sprintf("Als Summe, Fußnote oder Titel erkannt und nicht gelesen: %s.", linesOf(p.notes, "Zeile %s", "%d Zeilen (zuerst %s)")), "")
	}
}

// readable reports whether a cell of the row at hand is a value of its column.
func (p *pass) readable(at int) bool {
	return slices.ContainsFunc(p.columns, func(k *column) bool {
		return k.fixed == nil && k.at == at && !slices.ContainsFunc(p.faulty, func(f faulty) bool { return p.columns[f.column] == k })
	})
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(clean(s)), func(r rune) bool { return !unicode.IsLetter(r) })
}

// onlySum reports whether a cell says nothing but that the row is a sum. Where "Gesamt" is a code, it is none of the cells that cannot be read.
func onlySum(words []string) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !sumWords[w] })
}

// footnoteNumber reports whether a text begins like a footnote: "1) …", "¹ …".
func footnoteNumber(s string) bool {
	rest := strings.TrimLeft(s, "0123456789")
	return rest != s && strings.HasPrefix(rest, ")") || strings.IndexAny(s, "¹²³") == 0
}
