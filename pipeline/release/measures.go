package release

import (
	"math"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/stats"
)

// minEvents is how many events a survival curve and its median need (INDICATORS.md 3).
const minEvents = 5

// FormTest is the test of a comparison of pairs: "p = 0,219 (McNemar, mid-p)".
const FormTest Form = "test"

// The words of measures that are not k of n.
var (
	notReached = notation.Text{DE: "noch nicht erreicht", EN: "not yet reached"}
	months     = map[notation.Lang]words{notation.German: {"Monat", "Monate", "Monaten"}, notation.English: {"month", "months", "months"}}
	paired     = map[notation.Lang][3]string{
		notation.German:  {" verbessert, ", " verschlechtert, ", " unverändert"},
		notation.English: {" better, ", " worse, ", " unchanged"},
	}
)

// thin reports whether a median, a curve or pairs rest on too few to be shown: their figures are those of single persons.
//
// A median parts its units into halves, each of which must be large enough, so that it is not the figure of one whose neighbours are known. Of pairs,
// those that got better, worse, or stayed are three groups, each empty or large enough.
func thin(a Audience, o *indicator.Observation) bool {
	if o.Indicator.Disclosure == indicator.Plain {
		return false
	}
	switch o.Indicator.Measure {
	case indicator.Median, indicator.Survival:
		twice := a
		twice.MinPersons, twice.MinFamilies = halves(a.MinPersons), halves(a.MinFamilies)
		return small(twice, o.InDenominator)
	case indicator.Paired:
		return o.Pairs == nil || small(a, o.InNumerator) || small(a, o.Pairs.InWorsened) || small(a, o.Pairs.InEqual)
	}
	return false
}

// halves is the minimum for a group that a median parts in two. Who may see single persons may see their median.
func halves(minimum int64) int64 {
	if minimum <= 1 {
		return minimum
	}
	return 2 * minimum
}

// minUnits is the minimum for the units of an indicator.
func minUnits(a Audience, o *indicator.Observation) int64 {
	if o.InDenominator.Persons == nil {
		return a.MinFamilies
	}
	return a.MinPersons
}

// curveOf is the estimate from the table of an observation.
func curveOf(o *indicator.Observation) stats.Curve {
	steps := make([]stats.Step, len(o.Curve))
	for i, t := range o.Curve {
		steps[i] = stats.Step{Months: float(t.Months), AtRisk: int(t.AtRisk), Events: int(t.Events)}
	}
	return stats.KaplanMeierTable(steps)
}

func enoughEvents(o *indicator.Observation) bool {
	return o.Numerator != nil && *o.Numerator >= notation.Int(minEvents)
}

// measured adds what the measure shows beside k and n.
func (f *figures) measured(a Audience, o *indicator.Observation) {
	low, high, m := interval(a, o)
	if f.method = m; m != "" {
		f.low = &low
		if !math.IsInf(high, 1) {
			f.high = &high
		}
	}
	switch o.Indicator.Measure {
	case indicator.Median:
		f.numerator = nil // the units are those of the denominator
	case indicator.Survival:
		if !enoughEvents(o) {
			f.value = nil
		} else if drawable(a, o) {
			c := curveOf(o)
			f.curve = &c
		}
	case indicator.Paired:
		f.pairs = o.Pairs
	}
}

// drawable reports whether every step of a curve is that of enough units: a step tells when it happened to those on it.
func drawable(a Audience, o *indicator.Observation) bool {
	if o.Indicator.Disclosure == indicator.Plain {
		return true
	}
	for i, t := range o.Curve {
		left := t.AtRisk
		if i+1 < len(o.Curve) {
			left -= o.Curve[i+1].AtRisk
		}
		if 0 < t.Events && t.Events < minUnits(a, o) || 0 < left-t.Events && left-t.Events < minUnits(a, o) {
			return false
		}
	}
	return true
}

// Method is how the interval was made; empty without one.
func (c Cell) Method() Method { return c.shown.method }

// Curve is the survival curve with its numbers at risk; false unless the cell is shown, rests on enough events, and no step is that of too few.
func (c Cell) Curve() (stats.Curve, bool) {
	c.ledger.note(c.key, FormKN)
	if c.shown.curve == nil {
		return stats.Curve{}, false
	}
	return *c.shown.curve, true
}

// Pairs are how many got better, worse, or stayed; false unless shown and paired.
func (c Cell) Pairs() (improved, worsened, equal int64, ok bool) {
	p := c.shown.pairs
	if p == nil {
		return 0, 0, 0, false
	}
	return p.Improved, p.Worsened, p.Equal, true
}

// printMeasured gives the forms of medians, curves and pairs in place of those of k of n.
func (c Cell) printMeasured(out map[Form]string, l notation.Lang) {
	switch c.indicator.Measure {
	case indicator.Median:
		delete(out, FormK)
		out[FormKN] = c.noun(*c.shown.denominator, l)
		out[FormValue] = c.guarded(SignUnreliable, l)
	case indicator.Survival:
		out[FormValue] = out[FormKN]
		if _, ok := c.Value(); ok {
			out[FormValue] = c.guarded(out[FormKN], l)
		} else if *c.shown.numerator >= notation.Int(minEvents) && c.group() >= minPercent {
			out[FormValue] = notReached.In(l)
		}
	case indicator.Paired:
		delete(out, FormPercent)
		better, worse, equal, _ := c.Pairs()
		w := paired[l]
		out[FormValue] = quantity(notation.Int(better), l) + w[0] + quantity(notation.Int(worse), l) + w[1] + quantity(notation.Int(equal), l) + w[2]
		if _, p, ok := stats.McNemar(worse, better); ok {
			out[FormTest] = "p = " + notation.FormatNumber(rounded(p), 3, l) + " (McNemar, mid-p)"
		}
		return
	default:
		return
	}
	delete(out, FormPercent)
	if c.indicator.Unit == indicator.UnitPercent {
		out[FormPercent] = out[FormValue]
	}
}

// guarded prints the value as far as the group is large enough: in brackets below twenty, and below ten what stands in its place.
func (c Cell) guarded(instead string, l notation.Lang) string {
	v, _ := c.Value()
	s := withUnit(v, c.indicator, l)
	switch group := c.group(); {
	case group < minPercent:
		return instead
	case group < minPlain:
		return "(" + s + ")"
	}
	return s
}

// intervalText is "39 % bis 84 %", "38 bis 60 Monate", "ab 12 Monaten".
func (c Cell) intervalText(l notation.Lang) string {
	low, high := c.shown.low, c.shown.high
	if low == nil || c.group() < minPercent {
		return ""
	}
	end := func(f float64) string { return quantity(rounded(math.Round(f*100)/100), l) }
	unit := months[l]
	switch {
	case c.indicator.Unit == indicator.UnitPercent:
		end = func(f float64) string { return percentOf(f, l) }
		unit = words{}
	case c.indicator.Unit != indicator.UnitMonths:
		unit = words{}
	}
	if high == nil {
		from := map[notation.Lang]string{notation.German: "ab ", notation.English: "from "}[l]
		return join(from+end(*low), unit.of)
	}
	to := map[notation.Lang]string{notation.German: " bis ", notation.English: " to "}[l]
	return join(end(*low)+to+end(*high), unit.many)
}

// rounded is the nearest decimal.
func rounded(f float64) notation.Decimal {
	return notation.Decimal(math.Round(f * float64(notation.One)))
}
