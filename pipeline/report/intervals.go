package report

import (
	"slices"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// intervalNotes give the intervals of percentages in brackets, where no column has them, and say what an interval is: not a sampling error,
// as everybody is counted.
func (b *builder) intervalNotes(cells []release.Cell, columns []string) [][]Inline {
	meaning := b.say("Das Projekt ist vollständig gezählt. Ein Intervall sagt, wie weit ein Anteil unter gleichen Verhältnissen auch hätte liegen können.",
		"The project is counted in full. An interval says where a share might as well have been under the same conditions.")
	if slices.Contains(columns, string(release.FormInterval)) {
		return [][]Inline{line(meaning)}
	}
	if !slices.Contains(columns, string(release.FormValue)) && !slices.Contains(columns, string(release.FormPercent)) {
		return nil
	}
	var text []Inline
	for _, c := range cells {
		interval, ok := c.Form(release.FormInterval, b.lang)
		if !ok || !c.Limited() {
			continue
		}
		separator := "; "
		if text == nil {
			separator = b.say("95-%-Intervalle der Werte in Klammern: ", "95% intervals of the values in brackets: ")
		}
		text = append(text, Inline{Text: separator + c.Indicator().Title.In(b.lang) + b.groupOf(c) + " "}, Inline{Text: interval, Figure: c.FormID(release.FormInterval)})
	}
	if text == nil {
		return nil
	}
	return [][]Inline{append(text, Inline{Text: ". " + meaning})}
}

// groupOf names the category of a cell, unless it is the total.
func (b *builder) groupOf(c release.Cell) string {
	if c.Key().Breakdown == indicator.Total {
		return ""
	}
	return " (" + c.Category(b.lang) + ")"
}
