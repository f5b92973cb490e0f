package delivery

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// aggregation is how values of several areas are put together.
func aggregation(m indicator.Measure) string {
	switch m {
	case indicator.Count, indicator.Amount:
		return "SUM"
	case indicator.Share, indicator.Ratio, indicator.Rate:
		return "RATIO_OF_SUMS"
	}
	return "NOT_ADDITIVE"
}

// indicators is indicators.csv.
func indicators(definitions []*indicator.Indicator, additive map[string][]string) *bundle.Content {
	c := &bundle.Content{Table: bundle.Indicators}
	for _, ind := range definitions {
		var freqs, by []string
		for _, f := range ind.Period.Freqs() {
			if !slices.Contains(freqs, string(f)) { // stock and quarter are both Q
				freqs = append(freqs, string(f))
			}
		}
		for _, b := range ind.By {
			by = append(by, strings.ToUpper(b.Name()))
		}
		id := strings.ToUpper(ind.ID)
		c.Rows = append(c.Rows, bundle.Row{
			id, ind.Version, de(ind.Title), line(ind.Title.EN), de(ind.Short), strings.ToUpper(ind.Topic), de(ind.Numerator), de(ind.Denominator),
			strings.ToUpper(string(ind.Measure)), string(ind.Unit), strings.ToUpper(ind.Direction), aggregation(ind.Measure), strings.ToUpper(string(ind.Disclosure)),
			strings.Join(freqs, " "), strings.Join(by, " "), strings.Join(additive[id], " "),
			line(ind.Source), line(ind.Official), de(ind.Note), ind.ValidFrom, bundle.Hash([]byte(ind.SQL)),
		})
	}
	return c
}

// additive lists, for each indicator, the breakdowns whose parts add up to the total wherever all of them are shown, at least once.
// Only shown figures enter: who receives the bundle could find out the same.
func additive(o *bundle.Content) map[string][]string {
	type part struct{ numerator, denominator notation.Decimal }
	type table struct{ series, breakdown string }
	sums, totals := map[table]part{}, map[string]part{}
	gaps := map[table]bool{}
	at := o.Table.Column
	for _, r := range o.Rows {
		series := strings.Join(r[:5], "/")
		p := part{bundle.ParseDecimal(r[at("numerator")]), bundle.ParseDecimal(r[at("denominator")])}
		switch t := (table{series, r[at("breakdown")]}); {
		case t.breakdown == "_T":
			if r[at("numerator")] != "" {
				totals[series] = p
			}
		case bundle.MayBeEmpty(r[at("obs_status")]) && r[at("obs_status")] != "M":
			gaps[t] = true
		default:
			s := sums[t]
			sums[t] = part{s.numerator + p.numerator, s.denominator + p.denominator}
		}
	}
	verdict := map[[2]string]bool{} // indicator, breakdown → adds up so far
	for t, sum := range sums {
		total, shown := totals[t.series]
		if !shown || gaps[t] {
			continue
		}
		k := [2]string{strings.Split(t.series, "/")[1], t.breakdown}
		known, seen := verdict[k]
		verdict[k] = sum == total && (known || !seen)
	}
	out := map[string][]string{}
	for k, adds := range verdict {
		if adds {
			out[k[0]] = append(out[k[0]], k[1])
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// codelists is codelists.csv: the lists of the format, and those of the project that the bundle uses.
func codelists(r *release.Release, c *cube, definitions []*indicator.Indicator) *bundle.Content {
	out := &bundle.Content{Table: bundle.Codelists}
	ranks := map[string]int{}
	add := func(list, code, labelDE, labelEN string, from, to time.Time, example string, rest ...string) {
		ranks[list]++
		rest = append(rest, make([]string, 3-len(rest))...)
		out.Rows = append(out.Rows, append(bundle.Row{list, code, line(labelDE), line(labelEN), strconv.Itoa(ranks[list]), bundle.Day(from), bundle.Day(to), line(example)}, rest...))
	}
	for _, e := range bundle.Entries() {
		add(e.List, e.Code, e.LabelDE, e.LabelEN, time.Time{}, time.Time{}, "", e.SDMX, e.SDMXCode, e.Sign)
	}
	breakdowns := map[string]indicator.Breakdown{}
	for _, ind := range definitions {
		for _, by := range ind.By {
			breakdowns[by.Name()] = by
		}
	}
	for _, list := range []string{"rechtsstand", "thema"} {
		codes(r.Codes()[list], func(code codelist.Code) {
			add(strings.ToUpper(list), strings.ToUpper(code.Code), code.Label.DE, code.Label.EN, code.From, code.To, code.Note)
		})
	}
	for _, name := range slices.Sorted(maps.Keys(breakdowns)) {
		id, title := strings.ToUpper(name), titleOf(name)
		add("BREAKDOWN", id, title, title, time.Time{}, time.Time{}, "")
		if by := breakdowns[name]; len(by) > 1 {
			for _, category := range c.categories(by, indicator.Period{}) {
				label := r.CategoryLabel(name, category)
				add(id, strings.ToUpper(category), label.DE, label.EN, time.Time{}, time.Time{}, "")
			}
		} else if name != "thema" {
			codes(r.Codes()[name], func(code codelist.Code) {
				add(id, strings.ToUpper(code.Code), code.Label.DE, code.Label.EN, code.From, code.To, code.Note)
			})
		}
	}
	return out
}

// codes gives each code of a list once, by rank, with its newest label and all the days on which it was valid under any.
func codes(l codelist.List, tell func(codelist.Code)) {
	var out []codelist.Code
	for _, c := range l.Codes {
		i := slices.IndexFunc(out, func(o codelist.Code) bool { return o.Code == c.Code })
		if i < 0 {
			out = append(out, c)
			continue
		}
		o := &out[i]
		o.Label = c.Label
		if o.From.IsZero() || !c.From.IsZero() && o.From.Before(c.From) {
			c.From = o.From
		}
		if o.To.IsZero() || !c.To.IsZero() && o.To.After(c.To) {
			c.To = o.To
		}
		o.From, o.To, o.Note = c.From, c.To, cmp.Or(c.Note, o.Note)
	}
	slices.SortStableFunc(out, func(a, b codelist.Code) int { return a.Rank - b.Rank })
	for _, c := range out {
		tell(c)
	}
}

// titleOf is the name of a breakdown for people: its lists have codes with labels, but no title of their own.
func titleOf(name string) string {
	var parts []string
	for _, p := range strings.Split(name, "_x_") {
		p = strings.ReplaceAll(strings.TrimSuffix(p, "_2"), "_", " ")
		parts = append(parts, strings.ToUpper(p[:1])+p[1:])
	}
	return strings.Join(parts, " und ")
}

// areas is areas.csv.
func areas(o Order) *bundle.Content {
	c := &bundle.Content{Table: bundle.Areas}
	for _, a := range o.Areas {
		ags := ""
		if a.AGS != "" {
			ags = "AGS " + a.AGS
		}
		c.Rows = append(c.Rows, bundle.Row{strings.ToUpper(a.Ref), ags, line(a.Name), bundle.Day(a.From)})
	}
	return c
}

// quality is quality.csv: how complete the undivided figures are, from what the cells themselves show.
func quality(c *cube, o Order) *bundle.Content {
	out := &bundle.Content{Table: bundle.Quality}
	add := func(key bundle.Row, determined, unknown, coverage, grade string, provisional bool, source string) {
		out.Rows = append(out.Rows, append(slices.Clone(key[:5]), determined, unknown, coverage, grade, strconv.FormatBool(provisional), bundle.Day(o.AsOf), line(source)))
	}
	for _, cell := range c.cells {
		if cell.Key().Breakdown != indicator.Total {
			continue
		}
		ind, determined, unknown, coverage := cell.Indicator(), "", "", ""
		grade := "UNRATED"
		if n, ok := cell.Unknown(); ok {
			unknown = strconv.FormatInt(n, 10)
			if d, ok := cell.Denominator(); ok && ind.Measure == indicator.Share {
				determined = d.String()
				all := d + notation.Int(n)
				coverage, grade = share(d, all), gradeOf(d, all)
			}
		}
		add(keyRow(cell.Key()), determined, unknown, coverage, grade, cell.Provisional(), ind.Source)
	}
	for _, a := range c.absent {
		if a.key.Breakdown == indicator.Total {
			add(keyRow(a.key), "", "", "", "UNRATED", false, a.indicator.Source)
		}
	}
	return out
}

// share is d of all in per cent, with two decimals.
func share(d, all notation.Decimal) string { return fmt.Sprintf("%.2f", 100*d.Float()/all.Float()) }

func gradeOf(d, all notation.Decimal) string {
	switch p := 100 * d.Float() / all.Float(); {
	case p >= 95:
		return "HIGH"
	case p >= 80:
		return "MEDIUM"
	}
	return "LOW"
}
