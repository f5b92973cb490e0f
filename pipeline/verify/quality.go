package verify

import (
	"math/big"
	"strconv"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// quality compares quality.csv with the undivided figures that it speaks of: it may not tell what they do not.
func (c *checker) quality(rows []observation) {
	t := c.tables[bundle.Quality]
	if t == nil {
		return
	}
	totals := map[string]*observation{}
	for i := range rows {
		if o := &rows[i]; o.breakdown == "_T" {
			totals[strings.Join([]string{o.area, o.indicator, o.law, o.freq, o.period}, "/")] = o
		}
	}
	told := map[string]bool{}
	for i, r := range t.Rows {
		key := strings.Join(r[:5], "/")
		told[key] = true
		o := totals[key]
		if o == nil {
			c.at("guete", t, i, "Zu %s gibt es in observations.csv keine ungegliederte Zeile.", key)
			continue
		}
		c.rated(t, i, o)
	}
	for i := range rows {
		o := &rows[i]
		key := strings.Join([]string{o.area, o.indicator, o.law, o.freq, o.period}, "/")
		if o.breakdown == "_T" && !told[key] && o.area != c.set() && o.status != "O" {
			c.fault("guete", t.Table.File(), 0, remedySender, "Die Zeile %s fehlt; jede ungegliederte Zahl hat eine.", key)
		}
	}
}

// rated compares one row with its figure.
func (c *checker) rated(t *bundle.Content, i int, o *observation) {
	determined, unknown := t.Get(i, "units_determined"), t.Get(i, "units_unknown")
	open := c.b.ID.Kind == bundle.ForMerging && o.conf == "INTERNAL" // whose quality is as evaluators get it
	switch {
	case o.status == "Q" && determined+unknown != "":
		c.at("guete", t, i, "Die Zahl ist in observations.csv gesperrt (Zeile %d), und hier steht doch etwas von ihr.", o.t.Lines[o.i])
		return
	case !open && (determined != "" && determined != o.denominator || unknown != "" && unknown != o.unknown):
		c.at("guete", t, i, "Die Angaben sind nicht die von observations.csv, Zeile %d.", o.t.Lines[o.i])
		return
	}
	all := new(big.Rat)
	d, u := number(determined), number(unknown)
	if d == nil || u == nil || all.Add(d, u).Sign() == 0 {
		return
	}
	share := d.Mul(d.Quo(d, all), big.NewRat(100, 1))
	coverage, grade := number(t.Get(i, "coverage_percent")), t.Get(i, "grade")
	if coverage == nil || new(big.Rat).Abs(new(big.Rat).Sub(coverage, share)).Cmp(big.NewRat(1, 100)) > 0 {
		c.at("guete", t, i, "Die Abdeckung %s folgt nicht aus %s und %s.", t.Get(i, "coverage_percent"), determined, unknown)
		return
	}
	want := "LOW"
	switch f, _ := share.Float64(); {
	case f >= 95:
		want = "HIGH"
	case f >= 80:
		want = "MEDIUM"
	}
	if grade != want {
		c.at("guete", t, i, "Die Güte ist %s; aus einer Abdeckung von %s Prozent folgt %s.", grade, t.Get(i, "coverage_percent"), want)
	}
}

// set is the area of the totals over several municipalities, empty in a bundle of one.
func (c *checker) set() string {
	if c.tables[bundle.Coverage] == nil {
		return ""
	}
	return c.b.ID.Area
}

// merged are the rules of a merged bundle: a total is the sum of its parts, and one without a value has its row in coverage.csv.
func (c *checker) merged(rows []observation) {
	t := c.tables[bundle.Coverage]
	if t == nil {
		return
	}
	set := c.set()
	gaps := map[string]int{}
	for i := range t.Rows {
		gaps[t.Table.KeyOf(t.Rows[i])] = i
		n := func(column string) int { v, _ := strconv.Atoi(t.Get(i, column)); return v }
		if n("n_areas") != n("n_shown")+n("n_suppressed")+n("n_missing") || n("n_suppressed")+n("n_missing") == 0 {
			c.at("abdeckung", t, i, "Gezeigte, gesperrte und fehlende Kommunen ergeben nicht %s, oder keine ist gesperrt oder fehlt.", t.Get(i, "n_areas"))
		}
	}
	cells := map[string][]observation{}
	for _, o := range rows {
		if o.area != set {
			_, cell, _ := strings.Cut(o.key(), "/")
			cells[cell] = append(cells[cell], o)
		}
	}
	for _, o := range rows {
		if o.area != set {
			continue
		}
		i, gap := gaps[o.key()]
		delete(gaps, o.key())
		_, cell, _ := strings.Cut(o.key(), "/")
		switch {
		case gap && o.value != "":
			c.at("abdeckung", t, i, "Die Summe hat in observations.csv einen Wert (Zeile %d); coverage.csv nennt nur Summen ohne Wert.", o.t.Lines[o.i])
		case !gap && (o.status == "Q" || o.status == "O"):
			c.at("abdeckung", o.t, o.i, "Was von dieser Summe bekannt ist, fehlt in coverage.csv.")
		case o.value != "":
			c.summed(o, cells[cell])
		}
	}
	for _, i := range gaps {
		c.at("abdeckung", t, i, "Eine Summe %s gibt es in observations.csv nicht.", t.Table.KeyOf(t.Rows[i]))
	}
}

// summed is V6 across municipalities: where all of them are shown, they are the total.
func (c *checker) summed(total observation, parts []observation) {
	major, _, _ := strings.Cut(total.version, ".")
	for _, figure := range figuresOf {
		sum := new(big.Rat)
		for _, o := range parts {
			if m, _, _ := strings.Cut(o.version, "."); m != major {
				continue // another definition stands beside the total
			}
			n := number(figure.of(o))
			if n == nil && o.status != "M" {
				return
			}
			if n != nil {
				sum.Add(sum, n)
			}
		}
		if n := number(figure.of(total)); n != nil && n.Cmp(sum) != 0 {
			c.at("v6_summe", total.t, total.i, "Die %s der Kommunen ergeben %s statt %s (V6).", figure.name, sum.RatString(), n.RatString())
		}
	}
}
