package release

import (
	"math/big"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// SignBreak stands where figures before and after a change of definition would be compared.
const SignBreak = "|"

// lightWords are the lights as people see them: a shape and a word, so that the colour is never needed to tell them apart.
var lightWords = map[indicator.Light]notation.Text{
	indicator.Green:  {DE: "● grün", EN: "● green"},
	indicator.Yellow: {DE: "▲ gelb", EN: "▲ yellow"},
	indicator.Red:    {DE: "■ rot", EN: "■ red"},
	indicator.Grey:   {DE: "○ ohne Bewertung", EN: "○ not judged"},
}

// LightText is a light as a shape and a word.
func LightText(light indicator.Light, l notation.Lang) string {
	return strings.ReplaceAll(lightWords[light].In(l), " ", "\u00a0")
}

// Light is the judgement of the cell against its target: of shown figures only, so that it says nothing they do not say. It is Grey where
// the cell is not shown and where the group is too small for a percentage, and false where a shown cell has no target.
func (c Cell) Light() (indicator.Light, bool) {
	if !c.Shown() {
		return indicator.Grey, true
	}
	target, ok := c.Target()
	if !ok || c.shown.path == nil || len(c.shown.path.Legend) == 0 {
		return indicator.Grey, false
	}
	if o := c.shown.path.Override; o != nil {
		return o.Light, true
	}
	value, ok := c.exact()
	if !ok || c.shown.denominator != nil && c.group() < minPercent {
		return indicator.Grey, true
	}
	return c.judge(value, rat(target)), true
}

// judge compares actual and target by the direction of the indicator; a neutral one is a plan, which can be missed on both sides. What is
// within the tolerance is reached, and what one person or family alone makes up is never red.
func (c Cell) judge(actual, target *big.Rat) indicator.Light {
	part, whole := actual, target
	if c.indicator.Direction == "down" || c.indicator.Direction == "neutral" && actual.Cmp(target) > 0 {
		part, whole = target, actual
	}
	missing := new(big.Rat).Sub(whole, part)
	if missing.Sign() <= 0 || c.shown.path.Tolerance != nil && missing.Cmp(rat(*c.shown.path.Tolerance)) <= 0 {
		return indicator.Green
	}
	light := indicator.Red // nothing of something
	if part.Sign() >= 0 && whole.Sign() > 0 {
		light = c.shown.path.Legend.Light(new(big.Rat).Quo(part, whole))
	}
	if one, ok := c.one(); light == indicator.Red && ok && missing.Cmp(one) <= 0 {
		return indicator.Yellow
	}
	return light
}

// one is what a single person or family makes of the value: of a count one, of a share one n-th. Amounts need no such guard: they are judged
// from ten people on, and a mean one of ten cannot turn four fifths of a target into less.
func (c Cell) one() (*big.Rat, bool) {
	switch {
	case c.indicator.Measure == indicator.Count:
		return big.NewRat(1, 1), true
	case c.indicator.Measure == indicator.Share:
		return big.NewRat(int64(notation.One), int64(*c.shown.denominator)), true
	}
	return nil, false
}

// exact is the value before rounding.
func (c Cell) exact() (*big.Rat, bool) {
	v, ok := c.Value()
	if ok && c.indicator.Unit == indicator.UnitPercent && c.shown.denominator != nil {
		return big.NewRat(int64(*c.shown.numerator), int64(*c.shown.denominator)), true
	}
	return rat(v), ok
}

func rat(d notation.Decimal) *big.Rat { return big.NewRat(int64(d), int64(notation.One)) }

// lightText is the light as a table prints it; one that people set says so.
func (c Cell) lightText(light indicator.Light, l notation.Lang) string {
	s := LightText(light, l)
	if c.shown.path != nil && c.shown.path.Override != nil {
		s += map[notation.Lang]string{notation.German: " (gesetzt)", notation.English: " (set by hand)"}[l]
	}
	return s
}

// Path is what belongs to the target of a shown cell: baseline, tolerance, reason; nil without a target.
func (c Cell) Path() *indicator.Path { return c.shown.path }

// Baseline is where the project started, printed like the target; empty without one.
func (c Cell) Baseline(l notation.Lang) string {
	if c.shown.path == nil || c.shown.path.Baseline == nil {
		return ""
	}
	return c.targetText(*c.shown.path.Baseline, l)
}

// Tolerance is the deviation that still counts as reached, a share in percentage points; empty without one.
func (c Cell) Tolerance(l notation.Lang) string {
	switch {
	case c.shown.path == nil || c.shown.path.Tolerance == nil:
		return ""
	case c.indicator.Unit == indicator.UnitPercent:
		return strings.TrimPrefix(strings.TrimPrefix(points(*c.shown.path.Tolerance*100, decimalsFor(*c.shown.path.Tolerance*100), l), "+\u00a0"), "±\u00a0")
	}
	return c.targetText(*c.shown.path.Tolerance, l)
}

// LightLegend says in one sentence which light stands for what. Its bounds are the project's; without a target there are none.
func (r *Release) LightLegend(l notation.Lang) string {
	for _, k := range r.allKeys() {
		if p := r.cells[k].shown.path; p != nil && len(p.Legend) > 0 {
			return legendText(p.Legend, l)
		}
	}
	return ""
}

func legendText(legend indicator.Legend, l notation.Lang) string {
	var out []string
	words := map[notation.Lang][4]string{
		notation.German:  {" ab ", " des Ziels oder innerhalb der Toleranz", " bis unter ", " bei fehlender Angabe, ohne Ziel oder unter 10 Fällen"},
		notation.English: {" from ", " of the target, or within the tolerance", " to below ", " where figure or target is missing or there are fewer than 10"},
	}[l]
	for i, b := range legend {
		s := LightText(b.Light, l)
		switch {
		case i == 0:
			s += words[0] + notation.FormatPercent(b.From, 0, l) + words[1]
		case b.From == 0:
			s += map[notation.Lang]string{notation.German: " unter ", notation.English: " below "}[l] + notation.FormatPercent(legend[i-1].From, 0, l)
		default:
			s += words[0] + notation.FormatPercent(b.From, 0, l) + words[2] + notation.FormatPercent(legend[i-1].From, 0, l)
		}
		out = append(out, s)
	}
	out = append(out, LightText(indicator.Grey, l)+words[3])
	end := map[notation.Lang]string{
		notation.German:  ". Was eine einzelne Person oder Familie ausmacht, ergibt nie Rot.",
		notation.English: ". What a single person or family makes up never gives red.",
	}[l]
	return strings.Join(out, ", ") + end
}

// Overall is the light of several cells together: the worst of those that were judged.
func Overall(cells []Cell) (overall indicator.Light, count map[indicator.Light]int) {
	count = map[indicator.Light]int{}
	for _, c := range cells {
		if light, ok := c.Light(); ok {
			count[light]++
		}
	}
	for _, light := range []indicator.Light{indicator.Red, indicator.Yellow, indicator.Green} {
		if count[light] > 0 {
			return light, count
		}
	}
	return indicator.Grey, count
}
