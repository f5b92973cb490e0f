package chart

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/stats"
	"wirkbericht/pipeline/typeface"
)

// curve is a survival curve after Kaplan and Meier: the part of a group to whom something has not happened yet, by months. The
// Release gives it out with its numbers at risk, or not at all; here it is only drawn.
type curve struct {
	spec      Spec
	lang      notation.Lang
	indicator *indicator.Indicator
	period    string // up to which it was seen, in words
	lines     []curveLine
	withheld  bool // a line that the block asks for is missing
	thin      bool // a figure is shown, but no curve
}

// curveLine is one group.
type curveLine struct {
	name  string
	place int // in the palette
	cell  release.Cell
	steps []stats.Step
}

// curve reads the newest period of the indicator, in the categories of the breakdown if one is asked for.
func (s *selection) curve(periods []indicator.Period) curve {
	ind := s.indicators[0]
	c := curve{spec: s.spec, lang: s.context.Lang, indicator: ind}
	if len(periods) == 0 {
		return c
	}
	last := periods[len(periods)-1]
	c.period = notation.FormatPeriod(string(last.Freq), last.Name, c.lang)
	cells := s.cells(ind)
	categories := []string{indicator.Total}
	if s.spec.By != "" {
		categories = s.categories([]indicator.Period{last})
	}
	for i, category := range categories {
		line := curveLine{name: ind.Short.In(c.lang), cell: cells[[2]string{last.Name, category}]}
		if s.spec.By != "" {
			line.name, line.place = s.rel.CategoryLabel(s.spec.By, category).In(c.lang), s.place(category, i)
		}
		estimate, ok := line.cell.Curve()
		if ok && len(estimate.Steps) > 0 {
			line.steps = censored(estimate.Steps)
			c.lines = append(c.lines, line)
			continue
		}
		c.withheld = c.withheld || line.cell.Status() == release.Withheld
		c.thin = c.thin || line.cell.Shown()
	}
	return c
}

// censored are the steps with how many were last seen at each without the event: those who are not at risk any more at the next.
func censored(steps []stats.Step) []stats.Step {
	out := slices.Clone(steps)
	for i := range out {
		out[i].Censored = out[i].AtRisk - out[i].Events
		if i+1 < len(out) {
			out[i].Censored -= out[i+1].AtRisk
		}
	}
	return out
}

func (c curve) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(c.lang) }

func (c curve) nothing() string {
	switch {
	case len(c.lines) > 0:
		return ""
	case c.thin:
		return c.say("Eine Kurve wird nicht gezeigt: Dafür sind zu wenige Ereignisse eingetreten, oder einzelne Stufen ließen Menschen erkennen.",
			"No curve is shown: there are too few events for one, or single steps would reveal people.")
	}
	return missing(c.withheld, c.lang)
}

// option draws steps down from 100 per cent, a stroke where somebody was last seen without the event, and below the axis of one group
// how many were still at risk; of several groups the table behind the chart tells it.
func (c curve) option(family *typeface.Family) ([]byte, float64, error) {
	height := 230.0
	if c.spec.Height > 0 {
		height = c.spec.Height * width / 160
	}
	end, step := c.months()
	right, below := 12.0, "22"
	if len(c.lines) > 1 {
		below = "6"
		for _, l := range c.lines {
			right = max(right, family.Width(typeface.Regular, figureSize, l.name)+16)
		}
	}
	frame := plot{lang: c.lang, unit: indicator.UnitPercent}
	axis := frame.valueAxis(end)
	time := opts.XAxis{
		Type: "value", Min: 0, Max: end, AxisLine: &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: rule, Width: 1}},
		AxisLabel: &opts.AxisLabel{Color: quiet, FontSize: axisSize, Margin: 8, Formatter: types.FuncStr("@number-" + string(c.lang))},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(false)}, SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}
	axis.Max = 100
	chart := charts.NewLine()
	chart.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: pixels(right), Top: "12", Bottom: below, ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(time), charts.WithYAxisOpts(axis), charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	)
	h := house{step: 25, stepX: step, extras: map[string]extra{}}
	for i, l := range c.lines {
		for _, s := range c.drawn(i, l, end, step) {
			chart.MultiSeries = append(chart.MultiSeries, s)
			h.extras[s.Id] = extra{Silent: !strings.HasPrefix(s.Id, "series-"), Z: 3}
		}
		if len(c.lines) > 1 {
			h.extras["series-"+strconv.Itoa(i)] = extra{Z: 3, EndLabel: figure(literal(l.name), "right")}
		}
	}
	raw, err := encode(chart, h)
	return raw, height, err
}

// drawn are the series of one group: the steps, the ends of their interval, the strokes, the numbers at risk.
func (c curve) drawn(i int, l curveLine, end, step float64) []charts.SingleSeries {
	n, color := strconv.Itoa(i), at(palette, l.place)
	steps := func(id string, y func(stats.Step) float64, style opts.LineStyle) charts.SingleSeries {
		data := []point{{Value: []any{0, 100}}}
		for _, s := range l.steps {
			data = append(data, point{Value: []any{exactMonths(s.Months), hundredths(100 * y(s))}, Tip: literal(c.tip(l, s))})
		}
		return charts.SingleSeries{
			Id: id, Name: l.name, Type: types.ChartLine, Data: data, Step: "end", Symbol: "circle", SymbolSize: 1,
			ShowSymbol: opts.Bool(id == "series-"+n), LineStyle: &style, ItemStyle: &opts.ItemStyle{Color: color},
		}
	}
	out := []charts.SingleSeries{steps("series-"+n, func(s stats.Step) float64 { return s.Survival }, opts.LineStyle{Color: color, Width: 2, Type: at(dashes, l.place)})}
	if c.spec.Interval && len(c.lines) == 1 {
		bound := opts.LineStyle{Color: color, Width: 1, Type: "dotted"}
		out = append(out, steps("low-"+n, func(s stats.Step) float64 { return s.Low }, bound), steps("high-"+n, func(s stats.Step) float64 { return s.High }, bound))
	}
	strokes, risk := []point{}, []point{}
	for _, s := range l.steps {
		if s.Censored > 0 {
			strokes = append(strokes, point{Value: []any{exactMonths(s.Months), hundredths(100 * s.Survival)}})
		}
	}
	for m := 0.0; m <= end && len(c.lines) == 1; m += step {
		text := figure("n = "+notation.FormatNumber(notation.Int(int64(l.atRisk(m))), 0, c.lang), "bottom").away(22)
		text.Color, text.FontSize = quiet, axisSize
		risk = append(risk, point{Value: []any{m, 0}, Label: text})
	}
	return append(out, scatter("censored-"+n, strokes, "rect", []float64{1.5, 9}, color), scatter("risk-"+n, risk, "circle", 1, "transparent"))
}

// exactMonths is a time as JSON writes it.
func exactMonths(m float64) json.Number {
	return json.Number(strconv.FormatFloat(hundredths(m), 'f', -1, 64))
}

// months is the end of the axis and the distance of its ticks.
func (c curve) months() (end, step float64) {
	longest := 0.0
	for _, l := range c.lines {
		longest = max(longest, l.steps[len(l.steps)-1].Months)
	}
	step = 1
	for _, wider := range []float64{2, 3, 6, 12, 24, 48} {
		if longest/step <= 8 {
			break
		}
		step = wider
	}
	return max(step, math.Ceil(longest/step)*step), step
}

// atRisk is how many were seen at least so long without the event.
func (l curveLine) atRisk(m float64) int {
	i := slices.IndexFunc(l.steps, func(s stats.Step) bool { return s.Months >= m })
	if i < 0 {
		return 0
	}
	return l.steps[i].AtRisk
}

func (c curve) percent(f float64) string {
	return notation.FormatPercent(notation.Decimal(math.Round(f*float64(notation.One))), 0, c.lang)
}

func (c curve) number(f float64) string {
	return notation.FormatNumber(notation.Decimal(math.Round(f*float64(notation.One))), 0, c.lang)
}

// tip is what a browser says of a step.
func (c curve) tip(l curveLine, s stats.Step) string {
	text := c.say("nach ", "after ") + c.number(s.Months) + c.say(" Monaten: ", " months: ") + c.percent(s.Survival)
	if len(c.lines) > 1 {
		return l.name + ", " + text
	}
	return text
}

func (c curve) alt() string {
	out := []string{kinds[c.spec.Kind].name.In(c.lang) + ": " + c.indicator.Title.In(c.lang) + ", " + c.period + c.say(". Gezeigt wird der Anteil, bei dem das Ereignis noch aussteht.", ". It shows the share to whom the event has not happened yet.")}
	for _, l := range c.lines {
		head := ""
		if len(c.lines) > 1 {
			head = l.name + ": "
		}
		last := l.steps[len(l.steps)-1]
		events := 0
		for _, s := range l.steps {
			events += s.Events
		}
		out = append(out, head+c.say("Von ", "Of ")+strconv.Itoa(l.steps[0].AtRisk)+c.say(" Beobachteten trat es bei ", " observed it happened to ")+strconv.Itoa(events)+
			c.say(" ein; nach ", "; after ")+c.number(last.Months)+c.say(" Monaten steht es noch bei ", " months it is still to come for ")+c.percent(last.Survival)+c.say(" aus. ", ". ")+c.median(l))
	}
	return strings.Join(out, " ")
}

// median is a sentence on when it had happened to half of them.
func (c curve) median(l curveLine) string {
	step, reached := stats.Curve{Steps: l.steps}.Half()
	if !reached {
		return c.say("Die Hälfte ist nicht erreicht.", "Half of them is not reached.")
	}
	return c.say("Bei der Hälfte war es nach ", "For half of them it was within ") + c.number(l.steps[step].Months) + c.say(" Monaten eingetreten.", " months.")
}

// data is the table behind the curve: a row for each step.
func (c curve) data() Data {
	d := Data{Names: 1, Head: []notation.Text{
		{DE: "Monate", EN: "Months"}, {DE: "unter Beobachtung", EN: "at risk"}, {DE: "Ereignisse", EN: "Events"}, {DE: "steht noch aus", EN: "still to come"},
		{DE: "95-%-Intervall", EN: "95% interval"},
	}}
	for _, l := range c.lines {
		for _, s := range l.steps {
			name := c.number(s.Months)
			if len(c.lines) > 1 {
				name = l.name + ", " + name
			}
			d.Rows = append(d.Rows, []string{
				name, strconv.Itoa(s.AtRisk), strconv.Itoa(s.Events), c.percent(s.Survival), c.percent(s.Low) + c.say(" bis ", " to ") + c.percent(s.High),
			})
		}
	}
	return d
}

func (c curve) source(ctx Context) string {
	parts := []string{c.say("Quelle: ", "Source: ") + c.indicator.Source, c.say("Stand: ", "As of: ") + notation.FormatDate(ctx.AsOf, c.lang)}
	parts = append(parts, c.say("Kurve nach Kaplan und Meier über Monate", "curve after Kaplan and Meier by months"))
	if len(c.lines) == 1 {
		parts = append(parts, c.say("n: noch unter Beobachtung", "n: still at risk"))
	}
	if c.spec.Interval && len(c.lines) == 1 {
		parts = append(parts, c.say("gepunktet: 95-%-Intervall", "dotted: 95% interval"))
	}
	if slices.ContainsFunc(c.lines, func(l curveLine) bool {
		return slices.ContainsFunc(l.steps, func(s stats.Step) bool { return s.Censored > 0 })
	}) {
		parts = append(parts, c.say("Strich: zuletzt ohne Ereignis beobachtet", "stroke: last seen without the event"))
	}
	return strings.Join(parts, "; ") + "."
}
