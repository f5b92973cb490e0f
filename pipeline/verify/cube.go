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
	c.foreign(rows)
	c.whole(periods)
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

// foreign tells rows that no definition asks for: a frequency or a breakdown that the indicator does not have, a code that does not hold in the period.
func (c *checker) foreign(rows []observation) {
	at := bundle.Indicators.Column
	used := map[string]bool{}
	for _, o := range rows {
		ind, ok := c.known[o.indicator+"/"+o.version]
		if !ok {
			continue // told by the references
		}
		used[o.indicator+"/"+o.version] = true
		row := c.codes[o.breakdown][o.category]
		from, to := "", ""
		if row != nil {
			from, to = row[bundle.Codelists.Column("valid_from")], row[bundle.Codelists.Column("valid_to")]
		}
		switch {
		case !slices.Contains(strings.Fields(ind[at("freqs")]), o.freq):
			c.at("v7_wuerfel", o.t, o.i, "Zeiträume der Art %s hat die Kennzahl laut indicators.csv nicht (V7).", o.freq)
		case o.breakdown != "_T" && !slices.Contains(strings.Fields(ind[at("breakdowns")]), o.breakdown):
			c.at("v7_wuerfel", o.t, o.i, "Die Gliederung %s hat die Kennzahl laut indicators.csv nicht (V7).", o.breakdown)
		case o.to != "" && (from > o.to || to != "" && to < o.from):
			c.at("v7_wuerfel", o.t, o.i, "Die Ausprägung %s gilt in diesem Zeitraum laut codelists.csv nicht (V7).", o.category)
		}
	}
	t := c.tables[bundle.Indicators]
	for i, r := range t.Rows {
		if !used[r[0]+"/"+r[1]] {
			c.at("v7_wuerfel", t, i, "Zu dieser Kennzahl steht in observations.csv keine einzige Zeile (V7).")
		}
	}
}

// whole tells periods that are missing between others, and a delivery without its own quarter.
func (c *checker) whole(periods map[string][]span) {
	for area, list := range periods {
		last := map[string]span{}
		slices.SortFunc(list, func(a, b span) int { return strings.Compare(a.freq+a.name, b.freq+b.name) })
		for _, s := range list {
			if before, ok := last[s.freq]; ok && s.from != "" && s.freq != "P" && before.to != "" && dayAfter(before.to) != s.from {
				c.fault("v7_wuerfel", bundle.Observations.File(), 0, remedySender, "%s: Zwischen %s:%s und %s:%s fehlt ein Zeitraum (V7).", area, s.freq, before.name, s.freq, s.name)
			}
			last[s.freq] = s
		}
		if q := c.b.ID.Quarter; q != "" && c.set() == "" && len(list) > 0 && last["Q"].name != q {
			c.fault("v7_wuerfel", bundle.Observations.File(), 0, remedySender, "%s: Das Quartal der Lieferung, %s, fehlt (V7).", area, q)
		}
	}
}
