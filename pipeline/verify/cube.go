package verify

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// span is a period with its last day.
type span struct{ freq, name, from, to string }

// cube is V7: every expected cell has a row. Expected is each indicator of an area under each of its legal states, in every period of its
// frequencies that the area has, undivided and by every code that is valid then.
func (c *checker) cube(rows []observation) {
	there := map[string]bool{}
	periods := map[string][]span{}       // by area
	series := map[string][]observation{} // by area, the first row of each indicator, version and legal state
	seen := map[string]bool{}
	var areas []string
	for _, o := range rows {
		there[o.key()] = true
		if !slices.Contains(areas, o.area) {
			areas = append(areas, o.area)
		}
		s := span{o.freq, o.period, o.from, o.to}
		if k := o.area + o.freq + o.period; !seen[k] {
			seen[k] = true
			periods[o.area] = append(periods[o.area], s)
		}
		if k := strings.Join([]string{o.area, o.indicator, o.version, o.law}, "/"); !seen[k] {
			seen[k] = true
			series[o.area] = append(series[o.area], o)
		}
	}
	for _, area := range areas {
		for _, o := range series[area] {
			for _, s := range periods[area] {
				c.expect(o, s, there, rows)
			}
		}
	}
}

// expect tells the cells of a series that a period lacks.
func (c *checker) expect(o observation, s span, there map[string]bool, rows []observation) {
	ind, ok := c.known[o.indicator+"/"+o.version]
	at := bundle.Indicators.Column
	if !ok || !slices.Contains(strings.Fields(ind[at("freqs")]), s.freq) {
		return
	}
	o.freq, o.period = s.freq, s.name
	for _, breakdown := range append([]string{"_T"}, strings.Fields(ind[at("breakdowns")])...) {
		o.breakdown = breakdown
		for _, category := range c.valid(breakdown, s) {
			if o.category = category; !there[o.key()] {
				c.fault("v7_wuerfel", bundle.Observations.File(), c.place(rows, o), remedySender, "Hier fehlt die Zeile %s; auch was keinen Wert hat, steht mit seinem Status da (V7).", o.key())
			}
		}
	}
}

// valid are the codes of a breakdown that hold in the period.
func (c *checker) valid(breakdown string, s span) []string {
	at := bundle.Codelists.Column
	var out []string
	for code, r := range c.codes[breakdown] {
		from, to := r[at("valid_from")], r[at("valid_to")]
		if s.to == "" || from <= s.to && (to == "" || to >= s.from) {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}

// place is the line before which a missing row belongs.
func (c *checker) place(rows []observation, o observation) int {
	row := bundle.Row{o.area, o.indicator, o.law, o.freq, o.period, o.breakdown, o.category}
	key := []int{0, 1, 2, 3, 4, 5, 6}
	t := c.tables[bundle.Observations]
	i, _ := slices.BinarySearchFunc(t.Rows, row, func(a, b bundle.Row) int { return bundle.CompareKeys(a, b, key) })
	if i < len(rows) {
		return t.Lines[i]
	}
	return t.Lines[len(rows)-1] + 1
}
