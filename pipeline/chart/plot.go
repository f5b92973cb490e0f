package chart

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// plot is what a chart shows: released cells in a grid, and the names of its two sides.
type plot struct {
	spec       Spec
	lang       notation.Lang
	unit       indicator.Unit
	indicators []*indicator.Indicator
	period     string   // the one period shown, in words; empty where the axis is time
	before     string   // an earlier period shown beside it, in words
	breaks     []int    // columns before which a series breaks
	columns    []column // along the axis
	series     []series
	height     float64 // of the whole chart
	crowded    bool    // bars are narrower than their figures
}

// column is one place on the axis.
type column struct {
	short string // on the axis
	long  string // in sentences and tables
}

// series is one line, or the bars of one colour.
type series struct {
	name   string
	place  int            // in the palette
	cells  []release.Cell // one for each column
	before []release.Cell // the same of an earlier period, if one is shown
}

// say is the text in the language of the plot.
func (p plot) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(p.lang) }

// percent reports whether the axis is per cent.
func (p plot) percent() bool { return p.unit == indicator.UnitPercent && p.spec.As != "k" }

// share reports whether the plot shows one share, so that k and n say more than the value alone.
func (p plot) share() bool {
	other := func(ind *indicator.Indicator) bool { return ind.Measure != indicator.Share }
	return len(p.series) == 1 && p.percent() && !slices.ContainsFunc(p.indicators, other)
}

// fewEvents is how many events a survival curve needs (INDICATORS.md 3).
const fewEvents = 5

// nothing says why there is nothing to draw, or is empty.
func (p plot) nothing() string {
	withheld := false
	if p.stepped() && p.events() < fewEvents*notation.One {
		return p.say("Für eine Kurve sind noch zu wenige Ereignisse eingetreten.", "There are too few events for a curve yet.")
	}
	for _, s := range p.series {
		for _, c := range s.cells {
			if _, ok := p.value(c); ok {
				return ""
			}
			withheld = withheld || c.Status() == release.Withheld
		}
	}
	return missing(withheld, p.lang)
}

// events are those shown by the end of a survival curve; of several curves the fewest. Without any figure shown they are enough for
// another reason to be given.
func (p plot) events() notation.Decimal {
	fewest, any := notation.Int(fewEvents), false
	for _, s := range p.series {
		newest := notation.Decimal(0)
		for _, c := range s.cells {
			if k, ok := c.Numerator(); ok {
				newest, any = k, true
			}
		}
		fewest = min(fewest, newest)
	}
	if !any {
		return notation.Int(fewEvents)
	}
	return fewest
}

// missing says why nothing is drawn.
func missing(withheld bool, l notation.Lang) string {
	if withheld {
		return notation.Text{
			DE: "Angaben sind aus Gründen des Datenschutzes nicht möglich.", EN: "Figures cannot be given for reasons of data protection.",
		}.In(l)
	}
	return notation.Text{DE: "Für diesen Zeitraum liegen noch keine Angaben vor.", EN: "There are no figures for this period yet."}.In(l)
}

// value is how long or high a cell is drawn; shares in per cent. False means a gap.
func (p plot) value(c release.Cell) (notation.Decimal, bool) {
	v, ok := c.Value()
	if p.spec.As == "k" {
		v, ok = c.Numerator()
	}
	return p.scaled(v), ok
}

func (p plot) scaled(v notation.Decimal) notation.Decimal {
	if p.percent() {
		return v * 100
	}
	return v
}

// form is the printed form that stands for the value of a cell.
func (p plot) form() release.Form {
	if p.spec.As == "k" {
		return release.FormK
	}
	return release.FormValue
}

// label is what is written at a bar or point. "9 von 14 Familien" is cut to "9 von 14": the axis has the noun.
func (p plot) label(c release.Cell) string {
	text, ok := c.Form(p.form(), p.lang)
	whole, _ := c.Form(release.FormKN, p.lang)
	if short := p.kOfN(c); ok && text == whole && p.spec.As != "k" && short != "" {
		text = short
	}
	return literal(text)
}

// labelWithGroup is a label with k and n where it does not consist of them already: "86 % (24 von 28)".
func (p plot) labelWithGroup(c release.Cell) string {
	text, short := p.label(c), p.kOfN(c)
	if short == "" || text == short || !p.share() {
		return text
	}
	return strings.Trim(text, "()") + " (" + short + ")"
}

// kOfN is "9 von 14", or "" where one of the two is not shown.
func (p plot) kOfN(c release.Cell) string {
	k, okK := c.Form(release.FormK, p.lang)
	n, okN := c.Form(release.FormN, p.lang)
	if !okK || !okN {
		return ""
	}
	return k + p.say(" von ", " of ") + n
}

// literal keeps ECharts from reading braces of a text as a place-holder.
func literal(text string) string { return strings.NewReplacer("{", "(", "}", ")").Replace(text) }

// interval is the interval of a cell as drawn, if the Release prints one.
func (p plot) interval(c release.Cell) (low, high float64, ok bool) {
	_, printed := c.Form(release.FormInterval, p.lang)
	low, high, ok = c.Interval()
	return hundredths(low * 100), hundredths(high * 100), ok && printed && p.percent()
}

// hundredths is exact enough to draw; more digits would only differ between machines.
func hundredths(v float64) float64 { return math.Round(v*100) / 100 }

// targets are the targets of the columns with their texts, from the first series; a target that is not there leaves a gap.
func (p plot) targets() (values []any, texts []string) {
	for _, c := range p.series[0].cells {
		t, ok := c.Target()
		text, printed := c.Form(release.FormTarget, p.lang)
		if !ok || !printed || p.spec.As == "k" {
			values, texts = append(values, nil), append(texts, "")
			continue
		}
		values, texts = append(values, exact(p.scaled(t))), append(texts, text)
	}
	return values, texts
}

// drawsTarget reports whether the kind has a place for a target line.
func (p plot) drawsTarget() bool {
	return p.spec.Target && (p.spec.Kind == "trend" || p.spec.Kind == "dots" || p.spec.Kind == "bars" && p.period == "")
}

// exact is a number as JSON writes it.
func exact(d notation.Decimal) json.Number { return json.Number(d.String()) }

// top is the largest number that has to fit on the value axis.
func (p plot) top() float64 {
	top := 0.0
	for i := range p.columns {
		stack := 0.0
		for _, s := range p.series {
			v, ok := p.value(s.cells[i])
			if !ok {
				continue
			}
			stack += v.Float()
			top = max(top, v.Float())
			if _, high, ok := p.interval(s.cells[i]); ok && p.spec.Interval {
				top = max(top, high)
			}
		}
		if p.spec.Kind == "stacked" {
			top = max(top, stack)
		}
	}
	if values, _ := p.targets(); p.drawsTarget() {
		for _, v := range values {
			if n, ok := v.(json.Number); ok {
				f, _ := n.Float64()
				top = max(top, f)
			}
		}
	}
	return top
}

// scale is the end of the value axis and the distance of its ticks: at most five round steps, whole ones for what is counted.
func (p plot) scale() (end, step float64) {
	top := p.top()
	if top <= 0 {
		return 1, 1
	}
	step = math.Pow(10, math.Floor(math.Log10(top))-1)
	for _, factor := range []float64{2, 2.5, 2, 2, 2.5, 2, 2} { // 1 2 5 10 20 50 100 …
		if top/step <= 5 {
			break
		}
		step *= factor
	}
	if p.counted() {
		step = max(step, 1)
	}
	return math.Ceil(top/step-1e-9) * step, step
}

// counted reports whether the values are whole by nature.
func (p plot) counted() bool {
	switch p.unit {
	case indicator.UnitCount, indicator.UnitPersons, indicator.UnitFamilies:
		return true
	}
	return p.spec.As == "k"
}

// hollow reports whether a cell is marked as provisional. Of one period all are or none, which is said below the chart.
func (p plot) hollow(c release.Cell) bool {
	return c.Provisional() && p.period == "" && p.spec.Kind != "stacked"
}

// provisional reports whether any figure is.
func (p plot) provisional() bool {
	return slices.ContainsFunc(p.series, func(s series) bool { return slices.ContainsFunc(s.cells, release.Cell.Provisional) })
}

// complete reports whether every cell of a column can be drawn. A stack without one of its parts would look like a smaller sum.
func (p plot) complete(i int) bool {
	return !slices.ContainsFunc(p.series, func(s series) bool { return s.cells[i].Status() == release.Withheld })
}
