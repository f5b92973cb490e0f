package delivery

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// cube is every cell that a bundle must have: each indicator in each period of its frequencies, undivided and by every category. A cell
// that nobody observed is a row with a status, not a missing row.
type cube struct {
	release     *release.Release
	definitions []*indicator.Indicator
	cells       []release.Cell
	absent      []absent
	periods     map[indicator.Freq][]indicator.Period
}

// absent is an expected cell without an observation.
type absent struct {
	key       indicator.Key
	span      indicator.Period
	indicator *indicator.Indicator
	withheld  bool // the breakdown it belongs to is withheld: that nobody stands in this category would be a figure too
}

// newCube lists the cells of periods that end by the last day, of the breakdowns that the definitions name. Periods since intake have no end.
func newCube(r *release.Release, definitions []*indicator.Indicator, last time.Time) *cube {
	c := &cube{release: r, definitions: definitions, periods: map[indicator.Freq][]indicator.Period{}}
	for _, ind := range definitions {
		for _, cell := range r.Cells(ind.ID) {
			if span := cell.Period(); !span.To.After(last) && divides(ind, cell.Key().Breakdown) {
				c.cells = append(c.cells, cell)
				if !slices.Contains(c.periods[span.Freq], span) {
					c.periods[span.Freq] = append(c.periods[span.Freq], span)
				}
			}
		}
	}
	seen := map[indicator.Key]bool{}
	withheld := map[indicator.Key]bool{} // by breakdown of a period
	laws := map[series][]string{}
	for _, cell := range c.cells {
		k := cell.Key()
		seen[k] = true
		if cell.Status() == release.Withheld {
			withheld[whole(k)] = true
		}
		if s := (series{k.Area, k.Indicator}); !slices.Contains(laws[s], k.Law) {
			laws[s] = append(laws[s], k.Law)
		}
	}
	for s, states := range laws {
		ind := c.definition(s.indicator)
		for _, law := range states {
			c.expect(ind, indicator.Key{Area: s.area, Indicator: ind.ID, Law: law}, func(k indicator.Key, span indicator.Period) {
				if !seen[k] {
					c.absent = append(c.absent, absent{k, span, ind, withheld[whole(k)]})
				}
			})
		}
	}
	return c
}

// divides reports whether a cell of this breakdown belongs to the definition: all do, but where a bundle takes the undivided figures alone.
func divides(ind *indicator.Indicator, breakdown string) bool {
	return breakdown == indicator.Total || slices.ContainsFunc(ind.By, func(b indicator.Breakdown) bool { return b.Name() == breakdown })
}

// definition is one of those that the cube was made with.
func (c *cube) definition(id string) *indicator.Indicator {
	i := slices.IndexFunc(c.definitions, func(ind *indicator.Indicator) bool { return ind.ID == id })
	return c.definitions[i]
}

// series is an indicator of an area.
type series struct{ area, indicator string }

// whole names a breakdown of a period.
func whole(k indicator.Key) indicator.Key { k.Category = ""; return k }

// expect calls tell for every cell that a series must have.
func (c *cube) expect(ind *indicator.Indicator, k indicator.Key, tell func(indicator.Key, indicator.Period)) {
	for _, freq := range ind.Period.Freqs() {
		for _, span := range c.periods[freq] {
			k.Freq, k.Period = freq, span.Name
			k.Breakdown, k.Category = indicator.Total, indicator.Total
			tell(k, span)
			for _, by := range ind.By {
				for _, category := range c.categories(by, span) {
					k.Breakdown, k.Category = by.Name(), category
					tell(k, span)
				}
			}
		}
	}
}

// categories are the codes of a breakdown that are valid in a period, in lower case; of a crossing all combinations.
func (c *cube) categories(by indicator.Breakdown, span indicator.Period) []string {
	out := []string{""}
	for i, dim := range by {
		var next []string
		for _, head := range out {
			for _, code := range c.release.Codes()[dim].Codes {
				if !span.To.IsZero() && (code.From.After(span.To) || !code.To.IsZero() && code.To.Before(span.From)) {
					continue
				}
				category := strings.ToLower(code.Code)
				if i > 0 {
					category = head + "_x_" + category
				}
				if !slices.Contains(next, category) {
					next = append(next, category)
				}
			}
		}
		out = next
	}
	return out
}

// content is observations.csv.
func (c *cube) content() *bundle.Content {
	out := &bundle.Content{Table: bundle.Observations}
	for _, cell := range c.cells {
		out.Rows = append(out.Rows, Row(cell))
	}
	out.Rows = append(out.Rows, c.absentRows()...)
	out.Sort()
	return out
}

// absentRows are the rows of cells that nobody observed.
func (c *cube) absentRows() []bundle.Row {
	var out []bundle.Row
	for _, a := range c.absent {
		obs, conf := "M", "FREE"
		if a.withheld {
			obs, conf = "Q", "CONF"
		}
		out = append(out, append(keyRow(a.key), a.indicator.Version, bundle.Day(a.span.From), bundle.Day(a.span.To), "", "", "", string(a.indicator.Unit), "", "", "", obs, conf, "false", ""))
	}
	return out
}

// keyRow is the key in the upper case of files.
func keyRow(k indicator.Key) bundle.Row {
	return bundle.Row{
		strings.ToUpper(k.Area), strings.ToUpper(k.Indicator), strings.ToUpper(k.Law), string(k.Freq), k.Period,
		strings.ToUpper(k.Breakdown), strings.ToUpper(k.Category),
	}
}

// Row is the row of observations.csv of a cell.
func Row(c release.Cell) bundle.Row {
	ind := c.Indicator()
	low, high := "", ""
	if l, h, ok := c.Interval(); ok {
		low, high = bound(l, ind.Unit), bound(h, ind.Unit)
	}
	unknown := ""
	if n, ok := c.Unknown(); ok {
		unknown = strconv.FormatInt(n, 10)
	}
	obs, conf := status(c)
	return append(keyRow(c.Key()), ind.Version, bundle.Day(c.Period().From), bundle.Day(c.Period().To),
		value(c), decimal(c.Numerator()), decimal(c.Denominator()), string(ind.Unit), low, high, unknown, obs, conf, "false", label(c))
}

// label is the comment: of a figure of residence law, that it is no examination.
func label(c release.Cell) string {
	if !c.Indicator().Law || c.Status() != release.Free {
		return ""
	}
	return release.NoExamination.DE
}

// value is obs_value: per cents from 0 to 100, never fractions.
func value(c release.Cell) string {
	v, ok := c.Value()
	if ok && c.Indicator().Unit == indicator.UnitPercent {
		v *= 100
	}
	return decimal(v, ok)
}

// status is obs_status and conf_status of a cell (SDMX letters for the first, own words for the second: a column of bare F
// would be read as FALSE).
func status(c release.Cell) (obs, conf string) {
	_, defined := c.Value()
	switch {
	case c.Status() == release.Withheld:
		return "Q", "CONF"
	case c.Status() == release.Absent || !defined:
		return "M", "FREE"
	case c.Provisional():
		return "P", "FREE"
	}
	return "A", "FREE"
}

func decimal(d notation.Decimal, ok bool) string {
	if !ok {
		return ""
	}
	return d.String()
}

// bound is one end of an interval in the unit of obs_value.
func bound(f float64, u indicator.Unit) string {
	if u == indicator.UnitPercent {
		f *= 100
	}
	return strconv.FormatFloat(f, 'f', 4, 64)
}
