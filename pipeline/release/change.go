package release

import (
	"fmt"
	"slices"
	"strconv"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// The cells that a cell is compared with, by the form that prints the difference.
var comparisons = []Form{FormChange, FormChangeYear, FormChangeStart}

// Compared is the cell that the form compares c with: of the period before, of the same period a year earlier, of the first period of the
// series; false if there is none.
func (r *Release) Compared(c Cell, f Form) (Cell, bool) {
	k := c.key
	k.Period = r.comparedPeriod(c.key, f)
	_, ok := r.cells[k]
	return r.Cell(k), ok && k.Period != c.key.Period
}

func (r *Release) comparedPeriod(k indicator.Key, f Form) string {
	if f == FormChangeYear {
		return yearBefore(k.Period)
	}
	periods := r.spans[series{k.Indicator, k.Freq}]
	i := slices.IndexFunc(periods, func(p indicator.Period) bool { return p.Name == k.Period })
	switch {
	case i < 1:
		return k.Period
	case f == FormChangeStart:
		return periods[0].Name
	}
	return periods[i-1].Name
}

// yearBefore is 2017-Q3 for 2018-Q3. Months since intake have no year.
func yearBefore(period string) string {
	if len(period) < 5 || period[4] != '-' {
		return period
	}
	year, err := strconv.Atoi(period[:4])
	if err != nil {
		return period
	}
	return fmt.Sprintf("%04d%s", year-1, period[4:])
}

// series is one indicator at one frequency.
type series struct {
	indicator string
	freq      indicator.Freq
}

// allSpans are the periods of every series, oldest first.
func (r *Release) allSpans() map[series][]indicator.Period {
	out := map[series][]indicator.Period{}
	for k := range r.cells {
		s := series{k.Indicator, k.Freq}
		if out[s] == nil {
			out[s] = r.Periods(k.Indicator, k.Freq)
		}
	}
	return out
}

// Break is the change of definition that took effect in the period of the cell: the figures before and after it are not comparable, and
// what is printed of the period carries SignBreak.
func (r *Release) Break(c Cell) (indicator.Change, bool) {
	before, ok := r.Compared(c, FormChange)
	if !ok {
		return indicator.Change{}, false
	}
	return c.indicator.Break(before.span.To, c.span.To)
}

// compare prints the differences to earlier cells. Across a change of definition there is none.
func (r *Release) compare(c Cell) {
	for _, f := range comparisons {
		before, ok := r.Compared(c, f)
		if !ok {
			continue
		}
		_, broken := c.indicator.Break(before.span.To, c.span.To)
		for _, l := range []notation.Lang{notation.German, notation.English} {
			s := change(c, before, l)
			if s != "" && broken {
				s = SignBreak
			}
			if s != "" {
				c.set(f, l, s)
			}
		}
	}
}
