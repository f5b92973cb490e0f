package verify

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// rules are those across cells. They need observations.csv, and most of them the other tables.
func (c *checker) rules() {
	o := c.tables[bundle.Observations]
	if o == nil || c.tables[bundle.Indicators] == nil || c.tables[bundle.Codelists] == nil {
		return
	}
	rows := observed(o)
	for i := range rows {
		c.status(rows[i])
		c.period(rows[i])
		c.value(rows[i])
		c.figures(rows[i])
	}
	c.versions(rows)
	c.sums6(rows)
	c.cube(rows)
	c.derivable(rows)
	c.quality(rows)
	c.merged(rows)
	c.changes(rows)
	c.released(rows)
	c.sdmx(rows)
}

// observation is a row of observations.csv with names.
type observation struct {
	t *bundle.Content
	i int

	area, indicator, law, freq, period, breakdown, category, version string
	from, to, value, numerator, denominator, unit, low, high         string
	unknown, status, conf                                            string
}

func observed(o *bundle.Content) []observation {
	out := make([]observation, len(o.Rows))
	for i, r := range o.Rows {
		out[i] = observation{
			o, i, r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12], r[13], r[14], r[15], r[16], r[17], r[18],
		}
	}
	return out
}

func (o observation) key() string {
	return strings.Join([]string{o.area, o.indicator, o.law, o.freq, o.period, o.breakdown, o.category}, "/")
}

// table names the breakdown of a period that the row belongs to.
func (o observation) table(breakdown string) string {
	return strings.Join([]string{o.area, o.indicator, o.law, o.freq, o.period, breakdown}, "/")
}

// status is V1 and V2: a value is missing if and only if the status says why, and withheld means no figure at all.
func (c *checker) status(o observation) {
	switch {
	case o.value == "" && !bundle.MayBeEmpty(o.status):
		c.at("v1_status", o.t, o.i, "Der Wert fehlt, obwohl obs_status %s ist (V1).", o.status)
	case o.value != "" && bundle.MayBeEmpty(o.status):
		c.at("v1_status", o.t, o.i, "Es steht ein Wert da, obwohl obs_status %s ist (V1).", o.status)
	}
	switch {
	case (o.status == "Q") != (o.conf == "CONF"):
		c.at("v2_vertraulich", o.t, o.i, "obs_status %s und conf_status %s passen nicht zusammen: Q gilt genau mit CONF (V2).", o.status, o.conf)
	case o.conf == "INTERNAL" && c.b.ID.Kind != bundle.ForMerging:
		c.at("v2_vertraulich", o.t, o.i, "conf_status INTERNAL gibt es nur in Lieferungen zum Zusammenführen: Der Wert darf nicht weitergegeben werden (V2).")
	case o.status == "Q" && o.numerator+o.denominator+o.low+o.high+o.unknown != "":
		c.at("v2_vertraulich", o.t, o.i, "Die Zelle ist gesperrt und nennt doch Zähler, Nenner, Intervall oder nicht Feststellbare (V2).")
	}
}

// value is V3 and V5: the value follows from numerator and denominator, in the unit of the catalogue.
func (c *checker) value(o observation) {
	ind, ok := c.known[o.indicator+"/"+o.version]
	if !ok {
		return // told by the references
	}
	at := bundle.Indicators.Column
	if unit := ind[at("unit")]; unit != o.unit {
		c.at("v5_einheit", o.t, o.i, "Die Einheit ist %s, laut indicators.csv ist sie %s (V5).", o.unit, unit)
	}
	value, numerator, denominator := number(o.value), number(o.numerator), number(o.denominator)
	if value == nil || numerator == nil {
		return
	}
	tolerance := big.NewRat(1, 2_000_000) // half of the last of six decimals
	want := numerator
	switch ind[at("aggregation")] {
	case "RATIO_OF_SUMS":
		if denominator == nil || denominator.Sign() == 0 {
			c.at("v3_quote", o.t, o.i, "Es steht ein Wert da, aber kein Nenner (V3).")
			return
		}
		want = new(big.Rat).Quo(numerator, denominator)
		if o.unit == "PERCENT" { // held as a fraction of six decimals
			want.Mul(want, big.NewRat(100, 1))
			tolerance = big.NewRat(1, 20_000)
		}
	case "SUM":
	default:
		return
	}
	if d := new(big.Rat).Sub(value, want); d.Abs(d).Cmp(tolerance) > 0 {
		c.at("v3_quote", o.t, o.i, "Der Wert %s folgt nicht aus Zähler %s und Nenner %s (V3).", o.value, o.numerator, cmp.Or(o.denominator, "–"))
	}
}

// figures are bounds that follow from what the figures are: of a share no more are counted than there are, people come whole, an interval holds its value.
func (c *checker) figures(o observation) {
	ind, ok := c.known[o.indicator+"/"+o.version]
	if !ok {
		return
	}
	at := bundle.Indicators.Column
	value, numerator, denominator := number(o.value), number(o.numerator), number(o.denominator)
	share := ind[at("measure")] == "SHARE"
	if share && numerator != nil && denominator != nil && numerator.Cmp(denominator) > 0 {
		c.at("v3_quote", o.t, o.i, "Der Zähler %s ist größer als der Nenner %s (V3).", o.numerator, o.denominator)
	}
	if share || ind[at("measure")] == "COUNT" {
		for _, n := range []*big.Rat{numerator, denominator} {
			if n != nil && !n.IsInt() {
				c.at("ganzzahl", o.t, o.i, "Zähler oder Nenner zählt Einheiten und ist doch keine ganze Zahl: %s.", strings.TrimRight(n.FloatString(6), "0"))
			}
		}
	}
	low, high := number(o.low), number(o.high)
	switch slack := big.NewRat(1, 1000); {
	case (low == nil) != (high == nil), low != nil && value == nil:
		c.at("intervall", o.t, o.i, "Ein Intervall hat zwei Enden und einen Wert; hier fehlt etwas davon.")
	case low != nil && (low.Cmp(new(big.Rat).Add(value, slack)) > 0 || high.Cmp(new(big.Rat).Sub(value, slack)) < 0):
		c.at("intervall", o.t, o.i, "Der Wert %s liegt nicht im Intervall von %s bis %s.", o.value, o.low, o.high)
	}
}

// versions tells tables of one period that mix versions of a definition: parts by another rule are no parts.
func (c *checker) versions(rows []observation) {
	first := map[string]*observation{}
	for i := range rows {
		o := &rows[i]
		k := o.table("")
		switch f := first[k]; {
		case f == nil:
			first[k] = o
		case f.version != o.version:
			c.at("v5_fassung", o.t, o.i, "Die Fassung %s ist eine andere als die der Zeile %d derselben Kennzahl im selben Zeitraum: %s (V5).", o.version, f.t.Lines[f.i], f.version)
		}
	}
}

// number reads a number of the files; nil for none.
func number(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return r
}

// parts is one breakdown of one period.
type parts struct {
	rows  []observation
	total *observation
}

// tablesOf groups the rows by breakdown and period, each with its total, in the order of the file.
func tablesOf(rows []observation) []parts {
	totals := map[string]*observation{}
	for i := range rows {
		if rows[i].breakdown == "_T" {
			totals[rows[i].table("_T")] = &rows[i]
		}
	}
	var out []parts
	at := map[string]int{}
	for _, o := range rows {
		if o.breakdown == "_T" {
			continue
		}
		k := o.table(o.breakdown)
		i, seen := at[k]
		if !seen {
			i = len(out)
			at[k] = i
			out = append(out, parts{total: totals[o.table("_T")]})
		}
		out[i].rows = append(out[i].rows, o)
	}
	return out
}

// additive reports whether indicators.csv says that the parts of this breakdown add up.
func (c *checker) additive(o observation) bool {
	ind, ok := c.known[o.indicator+"/"+o.version]
	return ok && slices.Contains(strings.Fields(ind[bundle.Indicators.Column("additive_breakdowns")]), o.breakdown)
}

// figuresOf are the figures that add up.
var figuresOf = []struct {
	name string
	of   func(observation) string
}{
	{"Zähler", func(o observation) string { return o.numerator }},
	{"Nenner", func(o observation) string { return o.denominator }},
}

// sums6 is V6: where all parts of an additive breakdown and the total are shown, the parts are the total. Of any breakdown, no part of counted units is more than
// the whole.
func (c *checker) sums6(rows []observation) {
	for _, p := range tablesOf(rows) {
		if p.total == nil || p.total.numerator == "" {
			continue
		}
		c.within(p)
		if !c.additive(p.rows[0]) {
			continue
		}
		for _, figure := range figuresOf {
			sum, whole := new(big.Rat), true
			for _, o := range p.rows {
				n := number(figure.of(o))
				whole = whole && (n != nil || o.status == "M")
				if n != nil {
					sum.Add(sum, n)
				}
			}
			if total := number(figure.of(*p.total)); whole && total != nil && total.Cmp(sum) != 0 {
				c.at("v6_summe", p.total.t, p.total.i, "Die %s der Gliederung %s ergeben %s statt %s (V6).", figure.name, p.rows[0].breakdown, sum.RatString(), total.RatString())
			}
		}
	}
}

// within tells parts in which more are counted than in the whole. Of denominators that says nothing: who is determined in one part may be undetermined as a whole.
func (c *checker) within(p parts) {
	ind, ok := c.known[p.total.indicator+"/"+p.total.version]
	if m := bundle.Indicators.Column("measure"); !ok || ind[m] != "COUNT" && ind[m] != "SHARE" {
		return
	}
	whole := number(p.total.numerator)
	for _, o := range p.rows {
		if n := number(o.numerator); n != nil && n.Cmp(whole) > 0 {
			c.at("v6_summe", o.t, o.i, "Der Zähler %s ist größer als der aller zusammen, %s (V6).", o.numerator, p.total.numerator)
		}
	}
}
