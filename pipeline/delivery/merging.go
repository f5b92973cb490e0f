package delivery

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// Contract is what a bundle for merging rests on. It carries undivided figures that evaluators do not get to see, so that the merged ones can be
// formed; whoever merges withholds anew, once, on the merged table.
type Contract struct {
	Body         string        // that merges, for people
	LegalBasis   string        // by which it may have them
	Register     []bundle.File // what its municipality has published so far: files of register/
	RegisterHead string        // hash of the last line of it
}

// statusInternal marks a figure that travels to be merged and may not be passed on.
const statusInternal = "INTERNAL"

// BuildForMerging makes the bundle for merging: the undivided figures of open, from which nothing is withheld. What shown, the Release for
// evaluators, withholds is marked as not for passing on. It has no workbook and nothing else for people: it is never printed.
func BuildForMerging(open, shown *release.Release, o Order) (*bundle.Bundle, finding.List, error) {
	definitions := undivided(delivered(open))
	c := newCube(open, definitions, o.Quarter.To)
	t := &tables{}
	t.Observations = &bundle.Content{Table: bundle.Observations, Rows: c.absentRows()}
	for _, cell := range c.cells {
		t.Observations.Rows = append(t.Observations.Rows, forMerging(cell, shown.Cell(cell.Key())))
	}
	t.Indicators = indicators(definitions, nil)
	t.Codelists = codelists(open, c, definitions)
	t.Areas = areas(o)
	t.Quality = quality(newCube(shown, definitions, o.Quarter.To), o)
	t.Protection = protection(definitions)
	return assemble(t, definitions, o)
}

// undivided are the definitions without their breakdowns.
func undivided(definitions []*indicator.Indicator) []*indicator.Indicator {
	var out []*indicator.Indicator
	for _, ind := range definitions {
		alone := *ind
		alone.By = nil
		out = append(out, &alone)
	}
	return out
}

// forMerging is the row that evaluators have, or where they have none the figure, marked.
func forMerging(open, shown release.Cell) bundle.Row {
	if shown.Status() != release.Withheld {
		return Row(shown)
	}
	row := Row(open)
	if !bundle.MayBeEmpty(row[bundle.Observations.Column("obs_status")]) {
		row[bundle.Observations.Column("conf_status")] = statusInternal
	}
	return row
}

// protection is protection.csv.
func protection(definitions []*indicator.Indicator) *bundle.Content {
	out := &bundle.Content{Table: bundle.Protection}
	for _, ind := range definitions {
		harm := ind.Harm
		if harm == "" {
			harm = indicator.HarmNumerator
		}
		out.Rows = append(out.Rows, bundle.Row{strings.ToUpper(ind.ID), ind.Version, strings.ToUpper(string(harm)), strings.ToUpper(string(ind.Counts)), strings.ToUpper(ind.PartOf)})
	}
	return out
}

// contractMakers are those of a bundle for merging.
var contractMakers = []maker{contractReadme, manifest, func(_ *tables, o Order) ([]bundle.File, error) { return o.Contract.Register, nil }}

func contractReadme(t *tables, o Order) ([]bundle.File, error) {
	text := fmt.Sprintf(`# %s: Lieferung für die Zusammenführung

%s · %s · Stand der Daten %s · Katalog %s · Format %s

Nur für: %s
Rechtsgrundlage: %s

Diese Lieferung enthält Summen, die sonst gesperrt sind (conf_status %s in data/observations.csv). Sie dürfen nicht gedruckt, nicht
weitergegeben und nur zum Zusammenführen verwendet werden:

    wirkbericht merge --identity SCHLUESSEL --publisher STELLE *.age

Das Ergebnis ist eine Lieferung, in der auf der gemeinsamen Tabelle neu gesperrt ist. Die Dateien in register/ sagen, was die Kommune schon
veröffentlicht hat; ohne sie wird nicht zusammengeführt.
`, o.Title, o.Publisher, t.id.Name(), o.AsOf.Format("02.01.2006"), t.catalogue, bundle.Format, o.Contract.Body, o.Contract.LegalBasis, statusInternal)
	return []bundle.File{{Name: bundle.ReadmeFile, Data: []byte(text)}}, nil
}
