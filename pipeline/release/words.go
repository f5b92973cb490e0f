package release

import (
	"cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// words are the names of what is counted: one, several, and several after "von" (dative in German).
type words struct{ one, many, of string }

var nouns = map[indicator.Counted]map[notation.Lang]words{
	indicator.CountsPersons:  {notation.German: {"Person", "Personen", "Personen"}, notation.English: {"person", "persons", "persons"}},
	indicator.CountsFamilies: {notation.German: {"Familie", "Familien", "Familien"}, notation.English: {"family", "families", "families"}},
	indicator.CountsGoals:    {notation.German: {"Ziel", "Ziele", "Zielen"}, notation.English: {"goal", "goals", "goals"}},
	indicator.CountsMeasures: {notation.German: {"Aktivität", "Aktivitäten", "Aktivitäten"}, notation.English: {"activity", "activities", "activities"}},
	indicator.CountsHours:    {notation.German: {"Stunde", "Stunden", "Stunden"}, notation.English: {"hour", "hours", "hours"}},
	indicator.CountsEuros:    {notation.German: {"€", "€", "€"}, notation.English: {"€", "€", "€"}},
	indicator.CountsPosts:    {notation.German: {"VZÄ", "VZÄ", "VZÄ"}, notation.English: {"FTE", "FTE", "FTE"}},
	indicator.CountsOthers:   {notation.German: {"", "", ""}, notation.English: {"", "", ""}},
}

// noun is a count with its noun: "14 Familien", "1 Person".
func (c Cell) noun(k notation.Decimal, l notation.Lang) string {
	return join(quantity(k, l), c.nounOf(k, l))
}

// nounOf is what is counted, for that many; of a difference whatever its sign.
func (c Cell) nounOf(k notation.Decimal, l notation.Lang) string {
	w := nouns[c.indicator.Counts][l]
	if k == notation.One || k == -notation.One {
		return w.one
	}
	return cmp.Or(c.indicator.Noun.In(l), w.many)
}

// kOfN is "9 von 14 Familien".
func (c Cell) kOfN(k, n notation.Decimal, l notation.Lang) string {
	name := nouns[c.indicator.Counts][l].of
	if own := c.indicator.Noun.In(l); own != "" {
		name = own
	}
	of := " von "
	if l == notation.English {
		of = " of "
	}
	return join(quantity(k, l)+of+quantity(n, l), name)
}

func join(number, name string) string {
	if name == "" {
		return number
	}
	return number + " " + name
}
