package verify

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"

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
	}
	c.sums6(rows)
	c.cube(rows)
	c.derivable(rows)
	c.changes(rows)
	c.released(rows)
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

// number reads a number of the files; nil for none.
func number(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return r
}

// period is V4: the dates are those of the period.
func (c *checker) period(o observation) {
	from, to, ok := bounds(o.freq, o.period)
	if !ok {
		c.at("v4_zeitraum", o.t, o.i, "Den Zeitraum »%s« gibt es nicht als %s (V4).", o.period, o.freq)
		return
	}
	if o.freq == "P" {
		from = o.from // the start of the project, wherever it is
		if o.from == "" || o.from > to {
			from = "?"
		}
	}
	if o.from != from || o.to != to {
		c.at("v4_zeitraum", o.t, o.i, "Die Tage %s bis %s sind nicht die von %s:%s (V4).", o.from, o.to, o.freq, o.period)
	}
}

// bounds are the first and the last day of a period, empty for months since intake. Of P only the last day follows from its name.
func bounds(freq, name string) (from, to string, ok bool) {
	if freq == "T" {
		return "", "", strings.HasPrefix(name, "T")
	}
	if len(name) != 7 {
		return "", "", false
	}
	start, err := time.Parse("2006", name[:4])
	if err != nil {
		return "", "", false
	}
	n, first := int(name[6]-'0'), 0
	var months int
	switch {
	case (freq == "Q" || freq == "P") && name[5] == 'Q' && 1 <= n && n <= 4:
		months, first = 3, 3*(n-1)
	case freq == "A" && name[5:] == "A1":
		months = 12
	case freq == "SH" && name[5] == 'H' && 1 <= n && n <= 2:
		months, first = 6, 7+6*(n-1) // the school year begins on 1 August
	case freq == "SY" && name[5:] == "Y1":
		months, first = 12, 7
	default:
		return "", "", false
	}
	begin := start.AddDate(0, first, 0)
	return bundle.Day(begin), bundle.Day(begin.AddDate(0, months, -1)), true
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

// sums6 is V6: where all parts of an additive breakdown and the total are shown, the parts are the total.
func (c *checker) sums6(rows []observation) {
	for _, p := range tablesOf(rows) {
		if p.total == nil || p.total.numerator == "" || !c.additive(p.rows[0]) {
			continue
		}
		for _, figure := range []struct {
			name string
			of   func(observation) string
		}{
			{"Zähler", func(o observation) string { return o.numerator }},
			{"Nenner", func(o observation) string { return o.denominator }},
		} {
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

// derivable is V12: one single gap among parts that add up to a shown total is a subtraction away.
func (c *checker) derivable(rows []observation) {
	for _, p := range tablesOf(rows) {
		if p.total == nil || p.total.value == "" || !c.additive(p.rows[0]) {
			continue
		}
		c.single(p.rows, "der Gliederung "+p.rows[0].breakdown)
	}
	c.areas(rows)
}

// single tells the one withheld row of parts whose total is shown, if it is the only one.
func (c *checker) single(rows []observation, of string) {
	gaps := slices.DeleteFunc(slices.Clone(rows), func(o observation) bool { return o.status != "Q" })
	missing := slices.ContainsFunc(rows, func(o observation) bool { return o.status == "L" || o.status == "O" })
	if len(gaps) == 1 && len(rows) > 1 && !missing {
		c.at("v12_ableitbar", gaps[0].t, gaps[0].i, "Die Zelle ist als einzige %s gesperrt und folgt aus der gezeigten Summe (V12).", of)
	}
}

// areas is V12 across municipalities: the sum of all shown, and one of them withheld.
func (c *checker) areas(rows []observation) {
	set := c.b.ID.Area
	sums := map[string]bool{}
	byCell := map[string][]observation{}
	var order []string
	for _, o := range rows {
		_, cell, _ := strings.Cut(o.key(), "/")
		if o.area == set {
			sums[cell] = o.value != ""
			continue
		}
		if byCell[cell] == nil {
			order = append(order, cell)
		}
		byCell[cell] = append(byCell[cell], o)
	}
	for _, cell := range order {
		if sums[cell] {
			c.single(byCell[cell], "der Kommunen")
		}
	}
}
