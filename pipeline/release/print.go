package release

import (
	"fmt"
	"math"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// How small groups are printed (INDICATORS.md 2).
const (
	minPercent = 10  // below: "k von n", no percentage
	minPlain   = 20  // below: the percentage in brackets
	minDecimal = 100 // below: whole per cent
)

// print makes every printed form of every shown cell, once. Products take forms; none formats a figure itself.
func (r *Release) print() {
	r.spans = r.allSpans()
	for k, c := range r.cells {
		if c.status != Free {
			continue
		}
		c.forms = map[Form]notation.Text{}
		for _, l := range []notation.Lang{notation.German, notation.English} {
			for f, s := range c.print(l) {
				c.set(f, l, s)
			}
		}
		r.compare(c)
		r.cells[k] = c
	}
}

func (c Cell) set(f Form, l notation.Lang, s string) {
	t := c.forms[f]
	if l == notation.English {
		t.EN = s
	} else {
		t.DE = s
	}
	c.forms[f] = t
}

// print is the cell in every form that does not need another cell.
func (c Cell) print(l notation.Lang) map[Form]string {
	out := map[Form]string{}
	v, hasValue := c.Value()
	var k notation.Decimal
	if c.shown.numerator != nil {
		k = *c.shown.numerator
	}
	n := c.shown.denominator
	out[FormK] = quantity(k, l)
	if n == nil {
		out[FormKN] = c.noun(k, l)
		if hasValue {
			out[FormValue] = withUnit(v, c.indicator, l)
		}
	} else {
		out[FormN] = quantity(*n, l)
		out[FormKN] = c.kOfN(k, *n, l)
		if hasValue {
			out[FormValue] = c.ratioValue(v, l)
			out[FormPercent] = out[FormValue]
		}
	}
	c.printMeasured(out, l)
	if text := c.intervalText(l); text != "" {
		out[FormInterval] = text
	}
	if u, ok := c.Unknown(); ok {
		out[FormUnknown] = unknownText(u, l)
		if _, all, ok := c.Gap(); ok {
			out[FormGap] = gapText(u, all, l)
		}
		if least, most, all, ok := c.Bounds(); ok {
			out[FormBounds] = boundsText(least, most, all, l)
		}
	}
	if t, ok := c.Target(); ok {
		out[FormTarget] = c.targetText(t, l)
		if light, ok := c.Light(); ok {
			out[FormLight] = c.lightText(light, l)
		}
	}
	return out
}

// ratioValue prints a value that has a denominator: as per cent where the group is large enough, as "k von n" below.
func (c Cell) ratioValue(v notation.Decimal, l notation.Lang) string {
	if c.indicator.Unit != indicator.UnitPercent || c.shown.numerator == nil {
		return withUnit(v, c.indicator, l)
	}
	group := c.group()
	if group < minPercent {
		return c.kOfN(*c.shown.numerator, *c.shown.denominator, l)
	}
	s := notation.FormatPercent(v, c.decimals(), l)
	if c.Limited() {
		s = "(" + s + ")"
	}
	return s
}

// decimals of a percentage: one from a hundred on, also where a hundred hours are counted, and none in a small group.
func (c Cell) decimals() int {
	if c.group() >= minPlain && *c.shown.denominator >= notation.Int(minDecimal) {
		return 1
	}
	return 0
}

// Limited reports whether the cell is a percentage of a group of 10 to 19: it stands in brackets, and its interval beside it.
func (c Cell) Limited() bool {
	return c.Shown() && c.indicator.Unit == indicator.UnitPercent && c.shown.denominator != nil && c.group() >= minPercent && c.group() < minPlain
}

// group is the number of units a percentage speaks of. Amounts (hours, euros) are not units: there it is the people behind
// the denominator, and where no people are named, the rule for small groups has nothing to protect.
func (c Cell) group() int64 {
	switch {
	case c.indicator.Measure.Whole() && c.shown.denominator != nil:
		return int64(*c.shown.denominator / notation.One)
	case c.people > 0:
		return c.people
	}
	return minDecimal
}

// change is the difference to an earlier period: in percentage points where both groups are large enough, otherwise in what
// is counted. It needs both cells to be shown.
func change(c, before Cell, l notation.Lang) string {
	if !before.Shown() || c.indicator.Measure == indicator.Paired || c.indicator.Measure == indicator.Survival {
		return "" // other units have come in, with times or pairs of their own
	}
	if c.indicator.Measure == indicator.Median && min(c.group(), before.group()) < minPercent {
		return ""
	}
	now, okNow := c.Value()
	then, okThen := before.Value()
	if !okNow || !okThen {
		return ""
	}
	if c.indicator.Unit == indicator.UnitPercent {
		if c.group() >= minPlain && before.group() >= minPlain {
			return points((now-then)*100, min(c.decimals(), before.decimals()), l)
		}
		if c.indicator.Measure != indicator.Share {
			return ""
		}
		moved := *c.shown.numerator - *before.shown.numerator
		return join(notation.FormatSigned(moved, 0, l), c.nounOf(moved, l))
	}
	return notation.FormatSigned(now-then, decimalsFor(now-then), l)
}

func (c Cell) targetText(t notation.Decimal, l notation.Lang) string {
	if c.indicator.Unit == indicator.UnitPercent {
		return notation.FormatPercent(t, decimalsFor(t*100), l)
	}
	return withUnit(t, c.indicator, l)
}

// points prints percentage points.
func points(d notation.Decimal, decimals int, l notation.Lang) string {
	one, many := " Prozentpunkt", " Prozentpunkte"
	if l == notation.English {
		one, many = " percentage point", " percentage points"
	}
	s := notation.FormatSigned(d, decimals, l)
	if strings.TrimLeft(s, "+−\u00a0") == "1" {
		return s + one
	}
	return s + many
}

// percentOf prints one end of an interval in whole per cent.
func percentOf(f float64, l notation.Lang) string {
	return notation.FormatPercent(notation.Decimal(math.Round(f*float64(notation.One))), 0, l)
}

// quantity prints a count, an amount or a number of hours without its unit.
func quantity(d notation.Decimal, l notation.Lang) string {
	return notation.FormatNumber(d, decimalsFor(d), l)
}

// decimalsFor shows whole numbers as such, and at most two decimals of others: half a post, a tenth of an hour.
func decimalsFor(d notation.Decimal) int {
	switch {
	case d.IsWhole():
		return 0
	case d*10%notation.One == 0:
		return 1
	}
	return 2
}

// withUnit prints a value with its unit where the unit is not said beside it.
func withUnit(d notation.Decimal, ind *indicator.Indicator, l notation.Lang) string {
	switch ind.Unit {
	case indicator.UnitEUR:
		return notation.FormatEuro(d, 0, l)
	case indicator.UnitPercent:
		return notation.FormatPercent(d, 0, l)
	case indicator.UnitMonths:
		if d == notation.One {
			return join(quantity(d, l), months[l].one)
		}
		return join(quantity(d, l), months[l].many)
	}
	return quantity(d, l)
}

func unknownText(n int64, l notation.Lang) string {
	if l == notation.English {
		return fmt.Sprintf("%d not determinable", n)
	}
	return fmt.Sprintf("%d nicht feststellbar", n)
}

// Table is the cell as it stands in a table: like Form, but exactly zero is the sign for zero.
func (c Cell) Table(f Form, l notation.Lang) string {
	s, ok := c.Form(f, l)
	if v, has := c.Value(); ok && has && v == 0 && c.indicator.Measure != indicator.Paired && (f == FormValue || f == FormK || f == FormPercent) {
		return SignZero
	}
	return s
}
