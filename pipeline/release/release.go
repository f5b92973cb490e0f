// Package release is the gate: the only maker of what charts, reports and files may show.
//
// # How a Release comes about
//
// In the order of reading:
//
//	audience, rules       who reads; which counts of a cell must not become known to them, and why (R1–R6)
//	kin                   who stands behind cells: flows between periods (R8), differences between groups, the same group under two names
//	register, earlier     what was given out before, and what has changed since
//	table, system         cells as sums of atoms: one linear system for all that is tied by definition
//	plan                  what is withheld: group after group, by package disclosure
//	for, protocol         the Release, and beside it, to stay inside, why it is as it is
//	cell, print, words …  the printed forms of what is shown, made once
//	attack                everything that was ever given out, as somebody would read it who wants to know
//
// # What is taken for granted
//
//   - Atoms are all combinations of an indicator's dimensions, whether somebody is in them or not, never the observed people alone: with 14 families, everything
//     would be derivable from everything. That the breakdowns of one indicator are crossed with one another by families is therefore not modelled.
//   - Cells are tied by definition: numerator, rest and breakdowns of one indicator at one period; part_of; groups of different indicators that are the same, or one
//     within the other, in every period. Groups that meet by accident in one period are not.
//   - A figure and a later one of the same kind are tied by who came and went where their audience is not to know (flows). What is measured anew in each
//     period (absence, contacts) has no flows.
//   - Percentages stand beside exact counts and say no more than they do; what is withheld has neither.
//   - Readers may belong to audiences that "with" names. An audience is denied what those are denied, so that holding both tells nothing.
//   - Every family is an attacker that knows its own part of every cell. Offices and municipalities are not modelled; nor are two families that talk.
//
// The package renders nothing, reads no delivery, and computes no indicator.
package release

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// The signs that stand in place of a figure.
const (
	SignZero     = "–" // exactly zero
	SignWithheld = "." // withheld
	SignAbsent   = "x" // no figure can exist
	SignLater    = "…" // comes later

	SignUnreliable = "/" // rests on too few to say anything
)

// Release is what one audience may see of one state of the data. Only For makes one.
type Release struct {
	audience   Audience
	indicators []*indicator.Indicator
	cells      map[indicator.Key]Cell
	order      map[string][]indicator.Key // of each indicator, as Cells gives them
	spans      map[series][]indicator.Period
	facts      []indicator.Facts
	codes      codelist.Lists
	ledger     ledger
	proven     bool
	sum        string
	number     int // as it is published; 0: a draft
	published  time.Time
}

// Hash names what the Release shows and what it withholds, not what is withheld: the protocol with the same hash stays inside.
func (r *Release) Hash() string { return r.sum }

// Numbered is the same Release for a product that is published under that number, with the cut-off of its data as its date.
func (r *Release) Numbered(number int, asOf time.Time) *Release {
	c := r.Copy()
	c.number, c.published = number, asOf
	return c
}

// Stamp is what every product says of itself: that it is a draft, or the number and the date of its release; the verdict; the hash.
func (r *Release) Stamp(l notation.Lang) string {
	state := notation.Text{DE: "Entwurf", EN: "Draft"}.In(l)
	if r.number > 0 {
		state = fmt.Sprintf(notation.Text{DE: "Freigabe %d vom %s", EN: "Release %d of %s"}.In(l), r.number, notation.FormatDate(r.published, l))
	}
	verdict := notation.Text{DE: "Geheimhaltung nicht belegt", EN: "disclosure control not proven"}
	if r.proven {
		verdict = notation.Text{DE: "Geheimhaltung belegt", EN: "disclosure control proven"}
	}
	return state + " – " + verdict.In(l) + " (" + r.sum[:8] + ")"
}

// Audience is who this Release is for.
func (r *Release) Audience() Audience { return r.audience }

// Codes are the code lists, for the labels of facts and categories.
func (r *Release) Codes() codelist.Lists { return r.codes }

// Indicators are the definitions, sorted by id.
func (r *Release) Indicators() []*indicator.Indicator { return r.indicators }

// Indicator is the definition of an id.
func (r *Release) Indicator(id string) (*indicator.Indicator, bool) {
	for _, ind := range r.indicators {
		if ind.ID == id {
			return ind, true
		}
	}
	return nil, false
}

// Cell is the cell of that key; the zero Cell if there is none.
func (r *Release) Cell(k indicator.Key) Cell {
	c, ok := r.cells[k]
	if !ok {
		ind, _ := r.Indicator(k.Indicator)
		return Cell{key: k, indicator: ind}
	}
	c.ledger = r.ledger
	return c
}

// Cells are all cells of an indicator, by legal state, frequency, period, breakdown and the rank of the category.
func (r *Release) Cells(id string) []Cell {
	var out []Cell
	for _, k := range r.order[id] {
		out = append(out, r.Cell(k))
	}
	return out
}

// All are all cells of all indicators, sorted: the content of the indicator file.
func (r *Release) All() []Cell {
	var out []Cell
	for _, ind := range r.indicators {
		out = append(out, r.Cells(ind.ID)...)
	}
	return out
}

// allKeys are the keys of All.
func (r *Release) allKeys() []indicator.Key {
	var out []indicator.Key
	for _, ind := range r.indicators {
		out = append(out, r.order[ind.ID]...)
	}
	return out
}

// Periods are the periods for which an indicator has a total cell at that frequency, oldest first.
func (r *Release) Periods(id string, freq indicator.Freq) []indicator.Period {
	var out []indicator.Period
	for _, k := range r.order[id] {
		if k.Freq != freq || k.Breakdown != indicator.Total {
			continue
		}
		if span := r.cells[k].span; !slices.Contains(out, span) {
			out = append(out, span)
		}
	}
	slices.SortFunc(out, func(a, b indicator.Period) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// Facts is the fact table of that id.
func (r *Release) Facts(id string) (indicator.Facts, bool) {
	for _, f := range r.facts {
		if f.ID == id {
			return f, true
		}
	}
	return indicator.Facts{}, false
}

// FactIDs are the ids of all fact tables, for suggestions.
func (r *Release) FactIDs() []string {
	var out []string
	for _, f := range r.facts {
		out = append(out, f.ID)
	}
	return out
}

// sorted is the order of all cells: by legal state, frequency, period, breakdown, rank of the category.
func (r *Release) sorted() map[string][]indicator.Key {
	type place struct {
		key   indicator.Key
		ranks []int
	}
	places := map[string][]place{}
	for k := range r.cells {
		places[k.Indicator] = append(places[k.Indicator], place{k, r.ranks(k)})
	}
	order := map[string][]indicator.Key{}
	for id, list := range places {
		slices.SortFunc(list, func(a, b place) int {
			return cmp.Or(
				cmp.Compare(a.key.Law, b.key.Law), cmp.Compare(a.key.Freq, b.key.Freq), cmp.Compare(a.key.Period, b.key.Period),
				cmp.Compare(a.key.Breakdown, b.key.Breakdown),
				slices.Compare(a.ranks, b.ranks),
				cmp.Compare(a.key.Category, b.key.Category),
			)
		})
		for _, p := range list {
			order[id] = append(order[id], p.key)
		}
	}
	return order
}

// ranks are the places of a category in its code list, one for each part of a crossing.
func (r *Release) ranks(k indicator.Key) []int {
	dims, cats := parts(k.Breakdown), parts(k.Category)
	var out []int
	for i, dim := range dims {
		out = append(out, r.codes[dim].Rank(strings.ToUpper(cats[min(i, len(cats)-1)])))
	}
	return out
}

// CategoryLabel is the printed name of a category of a breakdown.
func (r *Release) CategoryLabel(breakdown, category string) notation.Text {
	return categoryLabel(r.codes, breakdown, category)
}
