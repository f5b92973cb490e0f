package chart

import (
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/typeface"
)

// width is the width of a chart in units of 0.75 pt: the 160 mm of the measure.
const width = 604.0

// The colours. Each of the palette has at least 3:1 on white (WCAG 1.4.11), and any two stay apart for those who do not tell red,
// green or blue as others do (a test measures it). In grey they lie closer: patterns, symbols and dashes say the same once more.
// The first is the accent of the documents. A category has the colour of its place in its code list: the same meaning looks the
// same in every chart.
const (
	ink   = "#1f2933" // texts that carry figures
	quiet = "#52606d" // names on axes
	rule  = "#9aa5b1" // base line
	faint = "#e4e7eb" // grid
)

var palette = []string{"#0e4d64", "#b84806", "#32a26d", "#6d47a8", "#653723", "#8594a5"}

// symbols and dashes tell lines apart without colour, in the order of the palette.
var (
	symbols = []string{"circle", "rect", "triangle", "diamond", "circle", "rect"}
	dashes  = []string{"solid", "solid", "dashed", "solid", "dashed", "dotted"}
)

func at[T any](list []T, i int) T { return list[i%len(list)] }

// Sizes of letters: 9 pt for figures, 8.25 pt for axes.
const (
	figureSize = 12
	axisSize   = 11
)

// house is the style of all charts, and what go-echarts has no field for. It visits the option last.
type house struct {
	charts.BaseConfigurationVisitor
	step   float64          // of the value axis
	stepX  float64          // of a value axis that lies below; 0: left to ECharts
	decals []any            // how the bars of each series are hatched; none: all plain
	extras map[string]extra // by id of the series
}

// extra is what go-echarts does not know of a series.
type extra struct {
	Silent   bool   `json:"silent,omitempty"`
	EndLabel *label `json:"endLabel,omitempty"`
	Z        int    `json:"z,omitempty"`
}

// Visit sets what holds for the whole chart. Captions, tooltips and tools are not the chart's matter.
func (h house) Visit(option map[string]any) {
	for _, name := range []string{"title", "toolbox", "tooltip"} {
		delete(option, name)
	}
	option["animation"] = false
	option["color"] = palette
	option["textStyle"] = map[string]any{"fontFamily": "'" + typeface.Name + "'", "fontSize": figureSize, "color": ink}
	if len(h.decals) > 0 {
		option["aria"] = map[string]any{
			"enabled": true, "label": map[string]any{"enabled": false},
			"decal": map[string]any{"show": true, "decals": h.decals},
		}
	}
}

// patterns hatch bars in the order of the palette, in white, so that the colour stays what it is. The first is plain.
var patterns = []any{
	"none",
	stripes(2, 6, -math.Pi/4),
	map[string]any{
		"color": "rgba(255,255,255,0.6)", "symbol": "circle", "symbolSize": 0.5,
		"dashArrayX": [][]int{{8, 8}, {0, 8, 8, 0}}, "dashArrayY": []int{6, 0},
	},
	stripes(1, 4, 0),
	stripes(2, 6, math.Pi/4),
	stripes(1, 4, math.Pi/2),
}

// hatch is the pattern of a place. Where colours begin again, patterns are shifted by one.
func hatch(place int) any { return at(patterns, place+place/len(palette)) }

// stripes are lines of a width with gaps between them, turned by an angle in radians.
func stripes(line, gap int, angle float64) map[string]any {
	return map[string]any{
		"color": "rgba(255,255,255,0.55)", "dashArrayX": []int{1, 0}, "dashArrayY": []int{line, gap}, "rotation": round(angle),
	}
}

// VisitSeriesOpt adds the extras.
func (h house) VisitSeriesOpt(all charts.MultiSeries) any {
	type drawn struct {
		charts.SingleSeries
		extra
	}
	out := []drawn{}
	for _, s := range all {
		out = append(out, drawn{SingleSeries: s, extra: h.extras[s.Id]})
	}
	return out
}

// VisitYAxis adds the distance of the lines, and leaves out the ticks beside their numbers.
func (h house) VisitYAxis(axes []opts.YAxis) any {
	type ticked struct {
		opts.YAxis
		Interval float64       `json:"interval,omitempty"`
		AxisTick opts.AxisTick `json:"axisTick"`
	}
	return []ticked{{axes[0], h.step, opts.AxisTick{Show: opts.Bool(false)}}}
}

// VisitXAxis does the same for a value axis that lies below.
func (h house) VisitXAxis(axes []opts.XAxis) any {
	if h.stepX == 0 {
		return axes
	}
	type ticked struct {
		opts.XAxis
		Interval float64 `json:"interval,omitempty"`
	}
	return []ticked{{axes[0], h.stepX}}
}

// valueAxis is the upright axis of values: light lines, and ticks printed as in tables.
func (p plot) valueAxis(end float64) opts.YAxis {
	formatter := "@number-" + string(p.lang)
	if p.percent() {
		formatter = "@percent-" + string(p.lang)
	}
	return opts.YAxis{
		Type: "value", Min: 0, Max: end,
		AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: quiet, FontSize: axisSize, Formatter: types.FuncStr(formatter)},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: faint, Width: 1}},
	}
}

// nameAxis is the level axis of names. Long ones break into lines.
func (p plot) nameAxis() opts.XAxis {
	room := int((width-60)/float64(len(p.columns))) - 6
	return opts.XAxis{
		Type:      "category",
		AxisLabel: &opts.AxisLabel{Color: quiet, FontSize: axisSize, Interval: "0", Margin: 8, Width: room, Overflow: "break"},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: rule, Width: 1}},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
	}
}

// axisNames are the names of the columns; where one share is shown, each with its n.
func (p plot) axisNames() []string {
	var out []string
	for i, c := range p.columns {
		name := literal(c.short)
		if p.share() && p.spec.Kind != "hbars" {
			if n, ok := p.series[0].cells[i].Form("n", p.lang); ok {
				name += "\nn = " + n
			}
		}
		out = append(out, name)
	}
	return out
}

// label is a label with what go-echarts does not know of it, or knows as another type than ECharts.
type label struct {
	opts.Label
	Padding  []int   `json:"padding,omitempty"`
	Distance float64 `json:"distance,omitempty"`
}

// figure is the style of a label that carries a figure. A colour of its own keeps ECharts from drawing halos.
func figure(text, position string) *label {
	return &label{Label: opts.Label{Show: opts.Bool(true), Formatter: text, Position: position, Color: ink, FontSize: figureSize}}
}

// onPlate puts a white plate behind a label that stands on lines or hatching.
func (l *label) onPlate() {
	l.BackgroundColor, l.BorderRadius, l.Padding = "#ffffff", 2, []int{0, 2}
}

// away keeps a label off what it stands beside.
func (l *label) away(distance float64) *label {
	l.Distance = distance
	return l
}

// sign is the style of a sign that stands in place of a figure.
func sign(text, position string) *label {
	l := figure(literal(text), position)
	l.Color, l.FontWeight, l.FontSize = quiet, "bold", 18
	return l
}

func pixels(v float64) string { return strconv.Itoa(int(math.Ceil(v))) }
