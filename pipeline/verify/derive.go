package verify

import (
	"math/big"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/disclosure"
)

// derivable is V12: nothing that is withheld follows from what is shown. One single gap among parts that add up to a shown total is a subtraction away; so are
// several, where breakdowns cross; and where nothing is left for the gaps, each of them is nothing.
func (c *checker) derivable(rows []observation) {
	for _, p := range tablesOf(rows) {
		if p.total == nil || p.total.value == "" || !c.additive(p.rows[0]) {
			continue
		}
		if !c.single(p.rows, "der Gliederung "+p.rows[0].breakdown) {
			c.left(p)
		}
	}
	c.crossed(rows)
	c.full(rows)
	c.areas(rows)
}

// left tells gaps for which nothing is left on the side that does no harm: then all of them are on the other side, and each is a full group. Which side harms,
// the direction of the indicator tells: more of what is bad, or less of what is good.
func (c *checker) left(p parts) {
	harmful, harmless, ok := c.sides(*p.total)
	if !ok {
		return
	}
	var gaps []observation
	bad, good := harmful(*p.total), harmless(*p.total)
	for _, o := range p.rows {
		switch {
		case o.status == "Q":
			gaps = append(gaps, o)
		case o.numerator != "" && o.denominator != "":
			bad, good = bad.Sub(bad, harmful(o)), good.Sub(good, harmless(o))
		case o.status != "M":
			return
		}
	}
	if len(gaps) > 1 && good.Sign() == 0 && bad.Sign() > 0 {
		c.at("v12_ableitbar", gaps[0].t, gaps[0].i, "Für die gesperrten Zellen der Gliederung %s bleibt von der gezeigten Summe nur eine Seite übrig: Jede von ihnen ist ganz betroffen (V12).", p.rows[0].breakdown)
	}
}

// full tells shown groups of which all are on the side that harms (V12, the complement). One that the same figure of a class without protection shows anyway is none.
func (c *checker) full(rows []observation) {
	plain := map[string]bool{}
	figure := func(o observation) string {
		return strings.Join([]string{o.area, o.freq, o.period, o.breakdown, o.category, o.numerator, o.denominator}, "/")
	}
	class := bundle.Indicators.Column("disclosure_class")
	for _, o := range rows {
		if ind := c.known[o.indicator+"/"+o.version]; ind != nil && ind[class] == "PLAIN" {
			plain[figure(o)] = true
		}
	}
	for _, o := range rows {
		harmful, harmless, ok := c.sides(o)
		if ok && o.area != c.set() && o.conf == "FREE" && o.numerator != "" && o.denominator != "" && harmless(o).Sign() == 0 && harmful(o).Sign() > 0 && !plain[figure(o)] {
			c.at("v12_ableitbar", o.t, o.i, "Der Wert sagt von jedem Einzelnen der Gruppe dasselbe, und es kann schaden: Er müsste gesperrt sein (V12).")
		}
	}
}

// sides are the side of a sensitive share that harms and the other; false for what is not sensitive or has no direction.
func (c *checker) sides(o observation) (harmful, harmless func(observation) *big.Rat, ok bool) {
	ind := c.known[o.indicator+"/"+o.version]
	at := bundle.Indicators.Column
	if ind == nil || ind[at("measure")] != "SHARE" || ind[at("disclosure_class")] != "SENSITIVE" {
		return nil, nil, false
	}
	counted := func(o observation) *big.Rat { return number(o.numerator) }
	rest := func(o observation) *big.Rat { return new(big.Rat).Sub(number(o.denominator), number(o.numerator)) }
	switch ind[at("direction")] {
	case "DOWN":
		return counted, rest, o.numerator != "" && o.denominator != ""
	case "UP":
		return rest, counted, o.numerator != "" && o.denominator != ""
	}
	return nil, nil, false
}

// crossed attacks the breakdowns of a period together, where they cross: their atoms are all combinations.
func (c *checker) crossed(rows []observation) {
	tables := map[string][]observation{}
	var order []string
	for _, o := range rows {
		k := o.table("")
		if tables[k] == nil {
			order = append(order, k)
		}
		tables[k] = append(tables[k], o)
	}
	for _, k := range order {
		list := tables[k]
		var crossings []string
		for _, o := range list {
			if strings.Contains(o.breakdown, "_X_") && c.additive(o) && !slices.Contains(crossings, o.breakdown) {
				crossings = append(crossings, o.breakdown)
			}
		}
		if withheld := slices.ContainsFunc(list, func(o observation) bool { return o.status == "Q" }); !withheld {
			continue
		}
		for _, crossing := range crossings {
			c.attack(list, crossing)
		}
	}
}

// attack solves the equations of one crossing and what it is broken down from. Only what follows by adding and subtracting is told: what bounds give away depends on which side harms, and that
// the sender has proven.
func (c *checker) attack(list []observation, crossing string) {
	s := disclosure.System{Brief: true, Declared: true}
	atoms := map[string]int{}
	for _, o := range list {
		if o.breakdown == crossing {
			atoms[o.category] = len(s.Atoms)
			s.Atoms = append(s.Atoms, disclosure.Atom{ID: o.category})
		}
	}
	var of []observation
	for _, o := range list {
		column := columnOf(o, crossing, atoms)
		if len(column) == 0 || o.breakdown != "_T" && !c.additive(o) || o.status != "Q" && o.status != "M" && o.numerator == "" {
			continue
		}
		cell := disclosure.Cell{ID: o.key(), Column: column, Value: number(o.numerator)}
		if o.status == "M" {
			cell.Value = new(big.Rat)
		}
		if o.status == "Q" {
			s.Suppressed = append(s.Suppressed, len(s.Cells))
		}
		s.Cells, of = append(s.Cells, cell), append(of, o)
	}
	v, err := disclosure.Audit(&s)
	if err != nil {
		return // figures that contradict each other are told by V6
	}
	for _, f := range v.Findings {
		if f.By == disclosure.Linear && f.Cell >= 0 {
			o := of[f.Cell]
			c.at("v12_ableitbar", o.t, o.i, "Die gesperrte Zelle folgt aus den gezeigten der gekreuzten Gliederungen (V12).")
		}
	}
}

// columnOf are the combinations of a crossing that a cell is the sum of; none if it has other dimensions.
func columnOf(o observation, crossing string, atoms map[string]int) []disclosure.Term {
	var out []disclosure.Term
	at := slices.Index(strings.Split(crossing, "_X_"), o.breakdown)
	for category, i := range atoms {
		codes := strings.Split(category, "_X_")
		if o.breakdown == "_T" || o.breakdown == crossing && o.category == category || at >= 0 && at < len(codes) && codes[at] == o.category {
			out = append(out, disclosure.Term{Atom: i, Coef: 1})
		}
	}
	slices.SortFunc(out, func(a, b disclosure.Term) int { return a.Atom - b.Atom })
	return out
}

// single tells the one withheld row of parts whose total is shown, if it is the only one.
func (c *checker) single(rows []observation, of string) bool {
	gaps := slices.DeleteFunc(slices.Clone(rows), func(o observation) bool { return o.status != "Q" })
	missing := slices.ContainsFunc(rows, func(o observation) bool { return o.status == "L" || o.status == "O" })
	if len(gaps) == 1 && len(rows) > 1 && !missing {
		c.at("v12_ableitbar", gaps[0].t, gaps[0].i, "Die Zelle ist als einzige %s gesperrt und folgt aus der gezeigten Summe (V12).", of)
		return true
	}
	return false
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
