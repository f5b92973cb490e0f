package merge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// union is all rows of the chosen deliveries, each once.
type union struct {
	observations, indicators, codelists, municipalities, quality *bundle.Content

	used     []Delivery
	names    []string // areas, sorted
	asOf     time.Time
	newest   string                          // quarter
	defined  map[string]*indicator.Indicator // id/version
	listCode map[string]bundle.Row           // list/code

	// Of figures that came by contract:
	hidden map[indicator.Key]bool // not for evaluators
	leaked map[indicator.Key]bool // and of these, published elsewhere all the same
	partOf map[string]string      // indicator → the one it is part of

	additive map[*indicator.Indicator]map[string]bool // breakdowns whose parts are their sum
}

// unite takes, of each area, all rows of its newest delivery and of older ones the periods that no newer one has.
func unite(chosen map[string][]Delivery) (*union, finding.List, error) {
	u := &union{
		observations: &bundle.Content{Table: bundle.Observations}, indicators: &bundle.Content{Table: bundle.Indicators}, codelists: &bundle.Content{Table: bundle.Codelists},
		municipalities: &bundle.Content{Table: bundle.Areas}, quality: &bundle.Content{Table: bundle.Quality},
		names: slices.Sorted(maps.Keys(chosen)), defined: map[string]*indicator.Indicator{}, listCode: map[string]bundle.Row{},
		hidden: map[indicator.Key]bool{}, leaked: map[indicator.Key]bool{}, partOf: map[string]string{},
	}
	var found finding.List
	for _, area := range u.names {
		covered := map[stretch]bool{}
		for i, d := range chosen[area] {
			f, err := u.add(d, covered, i == 0)
			found = append(found, f...)
			if err != nil {
				return nil, found, err
			}
		}
	}
	u.additive = map[*indicator.Indicator]map[string]bool{}
	for i, r := range u.indicators.Rows {
		list := map[string]bool{}
		for b := range strings.FieldsSeq(u.indicators.Get(i, "additive_breakdowns")) {
			list[b] = true
		}
		u.additive[u.defined[r[0]+"/"+r[1]]] = list
	}
	for _, c := range []*bundle.Content{u.observations, u.indicators, u.codelists, u.municipalities, u.quality} {
		c.Sort()
	}
	return u, found, nil
}

// stretch names what one delivery covers as a whole: the undivided figures of a period, or its breakdowns.
type stretch struct {
	freq, period string
	divided      bool
}

func stretchOf(r bundle.Row) stretch { return stretch{r[3], r[4], r[5] != "_T"} }

// add takes the rows of one delivery whose periods are not covered yet.
func (u *union) add(d Delivery, covered map[stretch]bool, newest bool) (finding.List, error) {
	day, err := asOfOf(d)
	if err != nil {
		return nil, err
	}
	u.used = append(u.used, d)
	u.newest = max(u.newest, d.Bundle.ID.Quarter)
	if day.After(u.asOf) {
		u.asOf = day
	}
	read := func(t *bundle.Table) *bundle.Content {
		c, err2 := d.Bundle.Table(t)
		if err2 != nil && err == nil {
			err = fmt.Errorf("%s: %w", d.Name, err2)
		}
		return c
	}
	observations, quality := read(bundle.Observations), read(bundle.Quality)
	indicators, codelists, areas := read(bundle.Indicators), read(bundle.Codelists), read(bundle.Areas)
	if err != nil {
		return nil, err // verify has read them all: this is no fault of the input
	}
	conf := bundle.Observations.Column("conf_status")
	fresh := map[stretch]bool{}
	for _, r := range observations.Rows {
		if p := stretchOf(r); !covered[p] {
			fresh[p] = true
			u.observations.Rows = append(u.observations.Rows, r)
			if r[conf] == internal {
				u.hidden[keyOf(r)] = true
			}
		}
	}
	for _, r := range quality.Rows {
		if fresh[stretch{r[3], r[4], false}] {
			u.quality.Rows = append(u.quality.Rows, r)
		}
	}
	maps.Copy(covered, fresh)
	if newest {
		u.municipalities.Rows = append(u.municipalities.Rows, areas.Rows...)
	}
	found := u.define(d, indicators)
	if d.Bundle.ID.Kind == bundle.ForMerging {
		rules := read(bundle.Protection)
		if err != nil {
			return nil, err
		}
		u.learn(rules)
	}
	return append(found, u.code(d, codelists)...), nil
}

// internal is conf_status of a figure that came by contract and is not for evaluators.
const internal = "INTERNAL"

// learn adds to the definitions what only deliveries by contract tell.
func (u *union) learn(rules *bundle.Content) {
	for i, r := range rules.Rows {
		ind := u.defined[r[0]+"/"+r[1]]
		ind.Harm, ind.Counts = indicator.Harm(strings.ToLower(rules.Get(i, "harm"))), indicator.Counted(strings.ToLower(rules.Get(i, "counts")))
		ind.PartOf = strings.ToLower(rules.Get(i, "part_of"))
		u.partOf[ind.ID] = ind.PartOf
	}
}

// define adds definitions. The same version with another content is a contradiction: a published definition never changes.
func (u *union) define(d Delivery, indicators *bundle.Content) finding.List {
	var found finding.List
	t := indicators.Table
	hash, by, additive := t.Column("definition_sha256"), t.Column("breakdowns"), t.Column("additive_breakdowns")
	for i, r := range indicators.Rows {
		at := slices.IndexFunc(u.indicators.Rows, func(o bundle.Row) bool { return o[0] == r[0] && o[1] == r[1] })
		if at < 0 {
			r = slices.Clone(r)
			u.indicators.Rows = append(u.indicators.Rows, r)
			u.defined[r[0]+"/"+r[1]] = definition(t, r)
			continue
		}
		known := u.indicators.Rows[at]
		if known[hash] != r[hash] {
			found.Add(finding.Stop, "definition_widerspruch", finding.Place{File: d.Name + "/" + t.File(), Line: indicators.Lines[i]},
				fmt.Sprintf("%s %s ist in einer anderen Lieferung anders definiert.", r[0], r[1]), "Eine Fassung darf sich nicht ändern: Bitte beim Absender klären und die Fassung erhöhen lassen.")
		}
		switch {
		case d.Bundle.ID.Kind == bundle.ForMerging: // it knows of no breakdowns
		case known[by] == "":
			known[by], known[additive] = r[by], r[additive]
			u.defined[r[0]+"/"+r[1]].By = breakdowns(r[by])
		default:
			both := strings.Fields(r[additive])
			known[additive] = strings.Join(slices.DeleteFunc(strings.Fields(known[additive]), func(b string) bool { return !slices.Contains(both, b) }), " ")
		}
	}
	return found
}

// code adds codes. A code with another meaning is a warning: the first meaning stays.
func (u *union) code(d Delivery, codelists *bundle.Content) finding.List {
	var found finding.List
	for i, r := range codelists.Rows {
		k := r[0] + "/" + r[1]
		known, seen := u.listCode[k]
		if !seen {
			u.listCode[k] = r
			u.codelists.Rows = append(u.codelists.Rows, r)
			continue
		}
		if known[2] != r[2] {
			found.Add(finding.Warning, "code_bedeutung", finding.Place{File: d.Name + "/" + codelists.Table.File(), Line: codelists.Lines[i]},
				fmt.Sprintf("%s heißt hier »%s«, in einer anderen Lieferung »%s«.", k, r[2], known[2]), "Bitte klären, ob dasselbe gemeint ist; gezeigt wird das andere.")
		}
	}
	return found
}

// definition is an indicator as far as indicators.csv tells of it.
func definition(t *bundle.Table, r bundle.Row) *indicator.Indicator {
	get := func(c string) string { return r[t.Column(c)] }
	ind := &indicator.Indicator{
		ID: strings.ToLower(r[0]), Version: r[1], Title: notation.Text{DE: get("title_de"), EN: get("title_en")}, Short: notation.Text{DE: get("short_de")},
		Topic: strings.ToLower(get("topic")), Measure: indicator.Measure(strings.ToLower(get("measure"))), Unit: indicator.Unit(get("unit")),
		Direction: strings.ToLower(get("direction")), Disclosure: indicator.Class(strings.ToLower(get("disclosure_class"))), Status: "recommended",
		Source: get("source_de"), ValidFrom: get("valid_from"), Counts: indicator.CountsOthers,
	}
	ind.By = breakdowns(get("breakdowns"))
	return ind
}

// breakdowns reads a list of breakdowns.
func breakdowns(list string) []indicator.Breakdown {
	var out []indicator.Breakdown
	for b := range strings.FieldsSeq(strings.ToLower(list)) {
		out = append(out, strings.Split(b, "_x_"))
	}
	return out
}

// adds reports whether the parts of a breakdown are the undivided figure, wherever all of them are shown.
func (u *union) adds(ind *indicator.Indicator, breakdown string) bool {
	return u.additive[ind][strings.ToUpper(breakdown)]
}

// codes are the code lists for the labels of cells.
func (u *union) codes() codelist.Lists {
	out := codelist.Lists{}
	at := bundle.Codelists.Column
	for _, r := range u.codelists.Rows {
		name := strings.ToLower(r[0])
		l := out[name]
		l.Name = name
		var rank int
		_, _ = fmt.Sscan(r[at("sort")], &rank)
		l.Codes = append(l.Codes, codelist.Code{Code: r[1], Label: notation.Text{DE: r[2], EN: r[3]}, Rank: rank})
		out[name] = l
	}
	return out
}

// areas are the municipalities.
func (u *union) areas() []delivery.Area {
	var out []delivery.Area
	for i := range u.municipalities.Rows {
		out = append(out, delivery.Area{Ref: strings.ToLower(u.municipalities.Get(i, "ref_area")), AGS: strings.TrimPrefix(u.municipalities.Get(i, "ags"), "AGS "), Name: u.municipalities.Get(i, "name")})
	}
	return out
}

// inputs are the deliveries by the hash of their checksums.
func (u *union) inputs() []delivery.Input {
	var out []delivery.Input
	for _, d := range u.used {
		sums, _ := d.Bundle.Data(bundle.SumsFile)
		day, _ := asOfOf(d)
		out = append(out, delivery.Input{Table: d.Bundle.ID.Name(), Stand: bundle.Day(day), SHA256: bundle.Hash(sums)})
	}
	return out
}

func (u *union) quarter() indicator.Period { return quarterOf(u.newest) }
