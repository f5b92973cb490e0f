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

// nameRoom is how wide names of level bars may get before they break into lines.
const nameRoom = 190

// bars draws bars: upright beside each other, upright on each other, or level. A bar that lacks its figure is a gap with its sign.
func (p plot) bars(family *typeface.Family) (*charts.Bar, house) {
	bar := charts.NewBar()
	p.crowded = p.tooNarrow(family)
	end, step := p.scale()
	h := house{step: step, extras: map[string]extra{}}
	if p.spec.Kind == "hbars" {
		p.level(bar, end, family)
	} else {
		p.upright(bar, end, family)
	}
	var signs charts.MultiSeries
	for i, s := range p.series {
		figures, gaps := p.barSeries(strconv.Itoa(i), s)
		bar.MultiSeries = append(bar.MultiSeries, figures)
		signs = append(signs, gaps...)
		if len(p.series) > 1 {
			h.decals = append(h.decals, hatch(s.place))
		}
	}
	bar.MultiSeries = append(bar.MultiSeries, signs...)
	if p.drawsTarget() {
		bar.MultiSeries = append(bar.MultiSeries, p.target()...)
		h.extras["target"] = behind
	}
	return bar, h
}

// barSeries are the bars of a series, and on the same places the signs of its gaps. Signs of all series come after all figures:
// hatching counts series.
func (p plot) barSeries(n string, s series) (figures charts.SingleSeries, signs []charts.SingleSeries) {
	stack := "stack"
	if p.spec.Kind != "stacked" {
		stack += "-" + n
	}
	values, gaps := p.bar(s)
	look := charts.SingleSeries{
		Type: types.ChartBar, Stack: stack, BarGap: "12%", BarCategoryGap: "42%", BarMaxWidth: "44",
		LabelLayout: &opts.LabelLayout{HideOverlap: opts.Bool(true)},
	}
	figures = look
	figures.Id, figures.Name, figures.Data = "series-"+n, s.name, values
	figures.ItemStyle = &opts.ItemStyle{Color: at(palette, s.place)}
	if marks(gaps) {
		look.Id, look.Data, look.ItemStyle = "signs-"+n, gaps, &opts.ItemStyle{Color: "transparent"}
		signs = append(signs, look)
	}
	return figures, signs
}

// upright sets the axes of upright bars, with a legend above where there are several series.
func (p plot) upright(bar *charts.Bar, end float64, family *typeface.Family) {
	legend, top := opts.Legend{Show: opts.Bool(false)}, "20"
	if len(p.series) > 1 {
		legend, top = p.legend(), pixels(p.legendHeight(family)+22)
	}
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: pixels(p.right(family)), Top: top, Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(p.nameAxis()),
		charts.WithYAxisOpts(p.valueAxis(end)),
		charts.WithLegendOpts(legend),
	)
	bar.SetXAxis(p.axisNames())
}

// level sets the axes of level bars: the names beside them, read from top to bottom, and no scale, since each bar has its figure.
func (p plot) level(bar *charts.Bar, end float64, family *typeface.Family) {
	names := p.nameAxis()
	names.AxisLabel.FontSize, names.AxisLabel.Color = figureSize, ink
	names.AxisLabel.Width, names.AxisLabel.Overflow = nameRoom, "break"
	legend, top := opts.Legend{Show: opts.Bool(false)}, "2"
	if len(p.series) > 1 {
		legend, top = p.legend(), pixels(p.legendHeight(family)+6)
	}
	right := pixels(p.figureRoom(family) + 12)
	upDown := opts.YAxis{Type: "category", Inverse: opts.Bool(true), AxisLabel: names.AxisLabel, AxisLine: names.AxisLine}
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: right, Top: top, Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(unseenAxis(end)),
		charts.WithYAxisOpts(upDown),
		charts.WithLegendOpts(legend),
	)
	bar.SetXAxis(p.axisNames())
	bar.XYReversal()
}

// unseenAxis scales values without showing how.
func unseenAxis(end float64) opts.XAxis {
	no := opts.Bool(false)
	return opts.XAxis{
		Type: "value", Min: 0, Max: end,
		AxisLabel: &opts.AxisLabel{Show: no}, AxisLine: &opts.AxisLine{Show: no}, AxisTick: &opts.AxisTick{Show: no},
		SplitLine: &opts.SplitLine{Show: no},
	}
}

// legend names the series above the bars.
func (p plot) legend() opts.Legend {
	var names []string
	for _, s := range p.series {
		names = append(names, s.name)
	}
	return opts.Legend{
		Show: opts.Bool(true), Data: names, Left: "0", Top: "0", Padding: 0, ItemWidth: 16, ItemHeight: 11, Icon: "rect",
		TextStyle: &opts.TextStyle{Color: ink, FontSize: figureSize},
	}
}

// legendHeight is how much room the legend takes: its names run on over several lines.
func (p plot) legendHeight(family *typeface.Family) float64 {
	lines, x := 1.0, 0.0
	for _, s := range p.series {
		item := 16 + 5 + family.Width(typeface.Regular, figureSize, s.name)
		if x > 0 && x+item > width {
			lines, x = lines+1, 0
		}
		x += item + 10
	}
	return lines * (lineHeight*figureSize + 8)
}

// bar are the values of a series with their figures, and apart from them the signs of its gaps.
func (p plot) bar(s series) (figures, signs []point) {
	position := map[string]string{"bars": "top", "hbars": "right", "stacked": "inside"}[p.spec.Kind]
	figures, signs = make([]point, len(s.cells)), make([]point, len(s.cells))
	for i, c := range s.cells {
		v, ok := p.value(c)
		switch {
		case p.spec.Kind == "stacked" && !p.complete(i):
			signs[i] = p.stackSign(s, i)
		case ok:
			figures[i] = point{Value: exact(v), Label: p.onBar(c, position), Tip: p.tipOf(s, i)}
			if p.hollow(c) {
				figures[i].ItemStyle = &opts.ItemStyle{Color: "#ffffff", BorderColor: at(palette, s.place), BorderWidth: 1.5}
			}
		case p.spec.Kind != "stacked":
			text, _ := c.Form(p.form(), p.lang)
			signs[i] = point{Value: 0, Label: sign(text, position)}
		}
	}
	return figures, signs
}

// stackSign is the one sign of a stack that is not drawn; the first series carries it.
func (p plot) stackSign(s series, i int) point {
	j := slices.IndexFunc(p.series, func(s series) bool { return s.cells[i].Status() == release.Withheld })
	if s.name != p.series[0].name || j < 0 {
		return point{}
	}
	text, _ := p.series[j].cells[i].Form(p.form(), p.lang)
	return point{Value: 0, Label: sign(text, "top")}
}

// onBar is the figure of a bar. It stands on a plate where lines or hatching lie behind it, and is left out where it has no room:
// in a low part of a stack, or above bars narrower than their figures. The table behind the chart has it.
func (p plot) onBar(c release.Cell, position string) *label {
	l := p.figureAbove(c)
	l.Position = position
	switch p.spec.Kind {
	case "hbars":
		l.Formatter = p.labelWithGroup(c)
	case "stacked":
		v, _ := p.value(c)
		if end, _ := p.scale(); p.high(v.Float(), end) < lineHeight*figureSize {
			return nil
		}
		l.onPlate()
	case "bars":
		if p.crowded {
			return nil
		}
		if p.targetAbove(c) {
			l.Position = "insideTop"
			l.onPlate()
		}
	}
	return l
}

// tooNarrow reports whether upright bars are narrower than the widest of their figures.
func (p plot) tooNarrow(family *typeface.Family) bool {
	bars := float64(len(p.columns) * len(p.series))
	return p.spec.Kind == "bars" && len(p.series) > 1 && p.figureRoom(family) > (width-60)*0.58/bars+4
}

// figureRoom is the width of the widest figure.
func (p plot) figureRoom(family *typeface.Family) float64 {
	widest := 0.0
	for _, s := range p.series {
		for _, c := range s.cells {
			widest = max(widest, family.Width(typeface.Regular, figureSize, p.labelWithGroup(c)))
		}
	}
	return widest
}

// rowsHeight is the height of level bars: every name has its lines.
func (p plot) rowsHeight(family *typeface.Family) float64 {
	height := 8.0
	if len(p.series) > 1 {
		height += p.legendHeight(family)
	}
	for _, c := range p.columns {
		lines := 1 + int(family.Width(typeface.Regular, figureSize, c.short)/nameRoom)
		height += max(float64(lines)*16+8, float64(len(p.series))*18+10)
	}
	return height
}
