package report

import (
	"slices"

	"wirkbericht/pipeline/release"
)

// readsLaw notes that a figure of the present table was computed by a law, so that its label comes below the table.
func (b *builder) readsLaw(cell release.Cell) {
	if label := b.rel.LegalLabel(cell.Key(), b.lang); label != "" && !slices.Contains(b.lawful, label) {
		b.lawful = append(b.lawful, label)
	}
}

// lawLabels are the labels of the present table, one for each legal state; the next table begins without.
func (b *builder) lawLabels() [][]Inline {
	var out [][]Inline
	for _, label := range b.lawful {
		out = append(out, line(label+"."))
	}
	b.lawful = nil
	return out
}

// labelled puts the label behind a figure within a sentence.
func (b *builder) labelled(text []Inline, cell release.Cell) []Inline {
	if label := b.rel.LegalLabel(cell.Key(), b.lang); label != "" {
		return append(text, Inline{Text: " (" + label + ")"})
	}
	return text
}
