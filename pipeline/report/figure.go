package report

import (
	"fmt"
	"maps"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// figure prints an inline figure. What cannot be shown is replaced by the text after sonst=; without one the run stops: a sign in
// the middle of a sentence is no sentence.
func (b *builder) figure(n *figureNode, at finding.Place) []Inline {
	if n.open {
		b.add("figur_offen", at, "Die Klammer {{ wird nicht geschlossen.", "Bitte }} ergänzen.")
		return nil
	}
	q, fault, remedy := parseRequest(string(n.raw))
	if fault != "" {
		b.add("figur_form", at, fault, remedy)
		return nil
	}
	switch q.space {
	case "":
		return b.cellFigure(q, at)
	case "fakt":
		return b.lookup("fakt", "Fakt", q, b.run.Facts, at)
	case "lauf":
		return b.lookup("lauf", "Angabe zum Lauf", q, b.runFacts(), at)
	}
	b.unknown("figur_form", at, "Art der Angabe", q.space, []string{"fakt", "lauf"})
	return nil
}

// lookup prints a fact that is no figure of people.
func (b *builder) lookup(space, what string, q request, values map[string]string, at finding.Place) []Inline {
	value, ok := values[q.name]
	if !ok {
		b.unknown(space+"_unbekannt", at, what, q.name, slices.Sorted(maps.Keys(values)))
		return nil
	}
	if len(q.set) > 0 {
		b.add("figur_form", at, fmt.Sprintf("%s:%s nimmt keine weiteren Angaben.", space, q.name), "Bitte die Angaben nach dem Namen entfernen.")
		return nil
	}
	return []Inline{{Text: value}}
}

// formPeriod prints the period a figure stands for, so that a sentence can say it and stays true in the next run.
const formPeriod = "period"

// formNames are what as= may ask for.
func formNames() []string {
	var out []string
	for _, f := range release.Forms {
		out = append(out, string(f))
	}
	return append(out, formPeriod)
}

func (b *builder) cellFigure(q request, at finding.Place) []Inline {
	form := release.FormValue
	if as, ok := q.set["as"]; ok {
		form = release.Form(as)
	}
	if !slices.Contains(formNames(), string(form)) {
		b.unknown("form_unbekannt", at, "Form", string(form), formNames())
		return nil
	}
	p := pick{indicator: q.name, law: q.set["law"], period: q.set["period"], by: q.set["by"], category: q.set["category"]}
	cell, ok := b.cell(p, func(string) finding.Place { return at })
	if !ok {
		return nil
	}
	if form == formPeriod && cell.Key().Period != "" {
		return []Inline{{Text: b.periodName(cell)}}
	}
	if text, shown := cell.Form(form, b.lang); shown {
		return b.labelled([]Inline{{Text: text, Figure: cell.FormID(form)}}, cell)
	}
	if otherwise, ok := q.set["sonst"]; ok {
		return []Inline{{Text: otherwise}}
	}
	b.add("figur_ohne_angabe", at, fmt.Sprintf("Für »%s« ist in diesem Bericht keine Angabe möglich (%s).", q.name, form),
		`Bitte einen Ersatztext angeben: sonst="…".`)
	return nil
}
