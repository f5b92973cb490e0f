package report

import (
	"strings"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// sign is a character that stands in place of a figure or beside one, and what it means.
type sign struct {
	sign    string
	meaning notation.Text
}

const signProvisional = "p"

// signs are those that products of this version can print.
func signs() []sign {
	return []sign{
		{release.SignZero, notation.Text{DE: "genau null", EN: "exactly zero"}},
		{release.SignWithheld, notation.Text{DE: "aus Gründen des Datenschutzes nicht veröffentlicht", EN: "not published for reasons of data protection"}},
		{release.SignLater, notation.Text{DE: "folgt später", EN: "follows later"}},
		{release.SignAbsent, notation.Text{DE: "nicht vorgesehen oder nicht möglich", EN: "not intended or not possible"}},
		{release.SignUnreliable, notation.Text{DE: "beruht auf zu wenigen, um etwas zu sagen", EN: "rests on too few to say anything"}},
		{"( )", notation.Text{DE: "Wert mit eingeschränkter Aussagekraft (Gruppe von 10 bis 19)", EN: "value of limited reliability (group of 10 to 19)"}},
		{release.SignBreak, notation.Text{DE: "Bruch in der Reihe: vorher und nachher sind nicht vergleichbar", EN: "break in the series: before and after are not comparable"}},
		{signProvisional, notation.Text{DE: "vorläufig: Nachmeldungen sind möglich", EN: "provisional: late entries are possible"}},
	}
}

// signs is the legend of all signs.
func (b *builder) signs(s tableOnlySpec, in body) []Block {
	framed := b.framed(s.frame, in, Table{}, "") // of an empty table: a legend needs no legend
	framed.Columns = []Column{
		{Head: line(b.say("Zeichen", "Sign")), Align: Center},
		{Head: line(b.say("Bedeutung", "Meaning")), Align: Left},
	}
	for _, s := range signs() {
		framed.Rows = append(framed.Rows, Row{Cells: []Cell{textCell(s.sign), textCell(s.meaning.In(b.lang))}})
	}
	return []Block{framed}
}

// legendFor explains the signs that occur in a table, in the order of the legend.
func (b *builder) legendFor(t Table) string {
	var out []string
	for _, s := range signs() {
		if occurs(t, s.sign) {
			out = append(out, s.sign+" = "+s.meaning.In(b.lang))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, " · ") + "."
}

// occurs reports whether a cell of the table is the sign, or carries it.
func occurs(t Table, sign string) bool {
	var texts [][]Inline
	for _, c := range t.Columns {
		texts = append(texts, c.Head)
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			texts = append(texts, c.Text)
		}
	}
	for _, inline := range texts {
		switch text := plain(inline); {
		case text == sign:
			return true
		case sign == "( )" && strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")"):
			return true
		case (sign == signProvisional || sign == release.SignBreak) && strings.Contains(text+"\u00a0", mark(sign)+"\u00a0"):
			return true
		}
	}
	return false
}

// mark is a sign behind a text, held to it by a no-break space.
func mark(sign string) string { return "\u00a0" + sign }
