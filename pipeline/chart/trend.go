package chart

import (
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// point is one value of a series. A nil Value is a gap.
type point struct {
	Value     any             `json:"value"`
	Label     *label          `json:"label,omitempty"`
	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
	Tip       string          `json:"tip,omitempty"` // what a browser says of the point; others pass over it
}

// trend draws lines over periods: each point with its figure if there is one line, each line with its name and last figure at
// its end if there are several. A provisional point is hollow, a period without a figure is a gap with its sign.
func (p plot) trend(family *typeface.Family) (*charts.Line, house) {
	line := charts.NewLine()
	end, step := p.scale()
	h := house{step: step, extras: map[string]extra{}}
	line.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: pixels(p.right(family)), Top: "20", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(p.nameAxis()),
		charts.WithYAxisOpts(p.valueAxis(end)),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	)
	line.SetXAxis(p.axisNames())
	if p.spec.Interval && len(p.series) == 1 {
		line.MultiSeries = append(line.MultiSeries, p.band()...)
	}
	for i, s := range p.series {
		id := "series-" + strconv.Itoa(i)
		parts := p.parts(id, s)
		line.MultiSeries = append(line.MultiSeries, parts...)
		for _, part := range parts {
			h.extras[part.Id] = extra{Z: 3}
		}
		h.extras[parts[len(parts)-1].Id] = extra{Z: 3, EndLabel: p.endLabel(s)}
	}
	if len(p.breaks) > 0 {
		line.ExtendXAxis(opts.XAxis{Type: "value", Min: 0, Max: len(p.columns), Show: opts.Bool(false)})
		line.MultiSeries = append(line.MultiSeries, p.breakMarks())
	}
	if p.drawsTarget() {
		line.MultiSeries = append(line.MultiSeries, p.target()...)
	}
	line.MultiSeries = append(line.MultiSeries, p.signs()...)
	for _, id := range []string{"band-low", "band", "signs", "breaks"} {
		h.extras[id] = extra{Silent: true}
	}
	h.extras["target"] = behind
	return line, h
}

// parts are the lines of a series, one from break to break: what was counted in another way is not joined.
func (p plot) parts(id string, s series) []charts.SingleSeries {
	var out []charts.SingleSeries
	from := 0
	for i, to := range append(slices.Clone(p.breaks), len(s.cells)) {
		name := id
		if i > 0 {
			name += "-" + strconv.Itoa(i)
		}
		out = append(out, p.line(name, s, from, to))
		from = to
	}
	return out
}

// line is one series, with points only from one column up to another.
func (p plot) line(id string, s series, from, to int) charts.SingleSeries {
	color := at(palette, s.place)
	var data []point
	for i, c := range s.cells {
		v, ok := p.value(c)
		if !ok || i < from || i >= to {
			data = append(data, point{})
			continue
		}
		pt := point{Value: exact(v), Tip: p.tipOf(s, i), ItemStyle: &opts.ItemStyle{Color: color, BorderColor: color, BorderWidth: 2}}
		if p.hollow(c) {
			pt.ItemStyle.Color = "#ffffff"
		}
		if len(p.series) == 1 {
			if pt.Label = p.figureAbove(c); p.targetAbove(c) {
				pt.Label.Position = "bottom"
			}
		}
		data = append(data, pt)
	}
	out := charts.SingleSeries{
		Id: id, Name: s.name, Type: types.ChartLine, Data: data,
		Symbol: at(symbols, s.place), SymbolSize: 6, ShowSymbol: opts.Bool(true),
		LineStyle:   &opts.LineStyle{Color: color, Width: 2, Type: at(dashes, s.place)},
		LabelLayout: &opts.LabelLayout{MoveOverlap: "shiftY"},
	}
	if p.stepped() {
		out.Step = "end"
	}
	return out
}

// stepped reports whether a line keeps its height until the next event.
func (p plot) stepped() bool { return p.spec.Kind == "survival" }

// breakMarks are upright lines where a series breaks, between two columns: they stand on an axis of their own.
func (p plot) breakMarks() charts.SingleSeries {
	var marks []any
	for _, i := range p.breaks {
		marks = append(marks, opts.MarkLineNameXAxisItem{XAxis: i})
	}
	text := &figure(p.say("Bruch", "Break"), "end").Label
	text.Color, text.FontSize = quiet, axisSize
	return charts.SingleSeries{
		Id: "breaks", Type: types.ChartLine, XAxisIndex: 1, Data: []point{}, Symbol: "none",
		MarkLines: &opts.MarkLines{Data: marks, MarkLineStyle: opts.MarkLineStyle{
			Symbol: []string{"none", "none"}, Label: text, LineStyle: &opts.LineStyle{Color: quiet, Width: 1, Type: "dotted"},
		}},
	}
}

// figureAbove is the figure above a point or bar, set off from a target line that may run behind it.
func (p plot) figureAbove(c release.Cell) *label {
	l := figure(p.label(c), "top")
	if p.drawsTarget() {
		l.onPlate()
	}
	return l
}

// targetAbove reports whether the tick of the target stands where the figure above a point or bar would, and there is room below.
func (p plot) targetAbove(c release.Cell) bool {
	v, _ := p.value(c)
	t, ok := c.Target()
	end, _ := p.scale()
	high := p.high(v.Float(), end)
	above := p.high(p.scaled(t).Float(), end) - high
	return p.drawsTarget() && ok && 0 <= above && above < 26 && high > 26
}

// high is about how high above the base line a value is drawn.
func (p plot) high(v, end float64) float64 {
	const axis = 60 // names below, and room above
	return v / end * (p.height - axis)
}

// endLabel names a line at its end, with its newest figure. One line alone is named by the caption.
func (p plot) endLabel(s series) *label {
	if len(p.series) == 1 {
		return nil
	}
	return figure(p.endText(s), "right")
}

func (p plot) endText(s series) string {
	newest := ""
	for _, c := range s.cells {
		if c.Shown() {
			newest = p.label(c)
		}
	}
	return literal(s.name) + " " + newest
}

// band is the area of the intervals: an unseen line at the lower ends, and on it a filled one up to the upper ends. Where a point
// has no neighbour with an interval, a short bar takes the place of the area.
func (p plot) band() []charts.SingleSeries {
	cells := p.series[0].cells
	bounded := func(i int) bool {
		if i < 0 || i >= len(cells) {
			return false
		}
		_, _, ok := p.interval(cells[i])
		return ok
	}
	low, high := make([]point, len(cells)), make([]point, len(cells))
	barLow, barHigh := make([]point, len(cells)), make([]point, len(cells))
	for i, c := range cells {
		l, h, ok := p.interval(c)
		switch {
		case !ok:
		case bounded(i-1) || bounded(i+1):
			low[i].Value, high[i].Value = l, hundredths(h-l)
		default:
			barLow[i].Value, barHigh[i].Value = l, hundredths(h-l)
		}
	}
	color, tint := at(palette, p.series[0].place), opts.Float(0.14)
	unseen := charts.SingleSeries{
		Type: types.ChartLine, Stack: "band", Symbol: "none", LineStyle: &opts.LineStyle{Opacity: opts.Float(0)},
	}
	if p.stepped() {
		unseen.Step = "end"
	}
	lower, upper := unseen, unseen
	lower.Id, lower.Data = "band-low", low
	upper.Id, upper.Data, upper.AreaStyle = "band", high, &opts.AreaStyle{Color: color, Opacity: tint}
	out := []charts.SingleSeries{lower, upper}
	if marks(barLow) {
		foot := charts.SingleSeries{Type: types.ChartBar, Stack: "bar", BarWidth: "18"}
		top := foot
		foot.Data, foot.ItemStyle = barLow, &opts.ItemStyle{Color: "transparent"}
		top.Data, top.ItemStyle = barHigh, &opts.ItemStyle{Color: color, Opacity: tint}
		out = append(out, foot, top)
	}
	return out
}

// target is the dashed line of the targets, behind the figures: across the whole chart and named at its end if they are one, from
// tick to tick and named below the chart if they change.
func (p plot) target() []charts.SingleSeries {
	values, texts := p.targets()
	one, text, same := steady(values, texts)
	if one == nil {
		return nil
	}
	dashed := &opts.LineStyle{Color: ink, Width: 1.2, Type: "dashed"}
	s := charts.SingleSeries{Id: "target", Type: types.ChartLine, Data: []point{}, Symbol: "none", LineStyle: dashed}
	if same {
		label := &figure(p.targetLabel(text), "end").Label
		s.MarkLines = &opts.MarkLines{
			Data:          []any{opts.MarkLineNameYAxisItem{YAxis: one}},
			MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}, Label: label, LineStyle: dashed},
		}
		return []charts.SingleSeries{s}
	}
	var data []point
	for _, v := range values {
		data = append(data, point{Value: v})
	}
	s.Data, s.ShowSymbol, s.Symbol, s.SymbolSize = data, opts.Bool(true), "rect", []float64{18, 1.5}
	s.ItemStyle, s.LineStyle = &opts.ItemStyle{Color: ink}, &opts.LineStyle{Color: quiet, Width: 1, Type: "dashed"}
	return []charts.SingleSeries{s}
}

// steady is the newest target, and whether it is the only one.
func steady(values []any, texts []string) (newest any, text string, same bool) {
	same = true
	for i, v := range values {
		if v != nil {
			same = same && (newest == nil || newest == v)
			newest, text = v, texts[i]
		}
	}
	return newest, text, same
}

// right is the room at the right of the drawing: for the name of a target that runs to the edge, and for the names of lines. These
// begin at the last point, half a column before the edge.
func (p plot) right(family *typeface.Family) float64 {
	room := 8.0
	values, texts := p.targets()
	if newest, text, same := steady(values, texts); p.drawsTarget() && newest != nil && same {
		room = family.Width(typeface.Regular, figureSize, p.targetLabel(text)) + 12
	}
	if p.spec.Kind != "trend" && !p.stepped() || len(p.series) == 1 {
		return room
	}
	widest := 0.0
	for _, s := range p.series {
		widest = max(widest, family.Width(typeface.Regular, figureSize, p.endText(s)))
	}
	const axis, gap = 50, 16 // left of the drawing, and between point and name
	halves := 2 * float64(len(p.columns))
	return max(room, ((widest+gap)*halves-(width-axis))/(halves-1))
}

// behind is a series that nobody points at, behind the figures.
var behind = extra{Silent: true, Z: 1}

func (p plot) targetLabel(text string) string { return literal(p.say("Ziel ", "Target ") + text) }

// signs are the signs of the columns that lack a figure, just above the base line. The points of this series are places for texts,
// not values; the series of the figures has a gap there.
func (p plot) signs() []charts.SingleSeries {
	data := make([]point, len(p.columns))
	for i := range data {
		for _, s := range p.series {
			if text, ok := s.cells[i].Form(p.form(), p.lang); !ok {
				data[i] = point{Value: 0, Label: sign(text, "top")}
				break
			}
		}
	}
	if !marks(data) {
		return nil
	}
	return []charts.SingleSeries{{
		Id: "signs", Type: types.ChartLine, Data: data, Symbol: "circle", SymbolSize: 1, ShowSymbol: opts.Bool(true),
		LineStyle: &opts.LineStyle{Opacity: opts.Float(0)}, ItemStyle: &opts.ItemStyle{Color: "transparent"},
	}}
}

// marks reports whether any point is more than a gap.
func marks(data []point) bool {
	return slices.ContainsFunc(data, func(p point) bool { return p.Value != nil })
}
