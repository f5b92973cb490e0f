package chart

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// dots draws shares of small groups, a row each: a dot with the interval it lies in, or with the dot of an earlier period and the
// way between them. Their figures stand in a column of their own at the right.
func (p plot) dots(family *typeface.Family) (*charts.Bar, house) {
	cells, earlier := p.series[0].cells, p.series[0].before
	var texts []string
	lower, upper := make([]point, len(cells)), make([]point, len(cells))
	now, then, targets, figures := []point{}, []point{}, []point{}, []point{}
	color := palette[0]
	for i, c := range cells {
		texts = append(texts, p.columns[i].long)
		y := json.Number(strconv.Itoa(i))
		v, ok := p.value(c)
		text := p.labelWithGroup(c)
		if !ok {
			text, _ = c.Form(p.form(), p.lang)
			figures = append(figures, point{Value: []any{100, y}, Label: sign(text, "right").away(10)})
			continue
		}
		figures = append(figures, point{Value: []any{100, y}, Label: figure(text, "right").away(10)})
		dot := point{Value: []any{exact(v), y}, Tip: p.tip(i, c), ItemStyle: &opts.ItemStyle{Color: color, BorderColor: color, BorderWidth: 2}}
		now = append(now, dot)
		low, high, drawn := p.interval(c)
		if p.spec.Before != "" {
			b, okBefore := p.value(earlier[i])
			if drawn = okBefore; okBefore {
				low, high = min(b.Float(), v.Float()), max(b.Float(), v.Float())
				then = append(then, point{
					Value: []any{exact(b), y}, Tip: p.before + ": " + p.spoken(earlier[i]),
					ItemStyle: &opts.ItemStyle{Color: "#ffffff", BorderColor: color, BorderWidth: 2},
				})
			}
		}
		if drawn {
			lower[i], upper[i] = point{Value: low}, point{Value: hundredths(high - low)}
		}
		if t, has := c.Target(); has && p.drawsTarget() {
			targets = append(targets, point{Value: []any{exact(p.scaled(t)), y}})
		}
	}
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: pixels(p.figureRoom(family) + 26), Top: "4", Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(p.levelScale()),
		charts.WithYAxisOpts(rowAxis(names(texts, nil), nameRoom)),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	)
	way := unseen("way", "way", upper)
	way.BarWidth, way.ItemStyle = "5", &opts.ItemStyle{Color: color, Opacity: opts.Float(0.35)}
	foot := unseen("foot", "way", lower)
	foot.BarWidth = "5"
	bar.MultiSeries = charts.MultiSeries{
		foot, way,
		scatter("target", targets, "rect", []float64{2.5, 17}, ink),
		scatter("before", then, "circle", 8, ""),
		scatter("series-0", now, "circle", 8, ""),
		scatter("figures", figures, "circle", 1, "transparent"),
	}
	return bar, house{stepX: 25, extras: map[string]extra{
		"foot": {Silent: true}, "way": {Silent: true}, "figures": {Silent: true, Z: 4}, "target": {Silent: true}, "series-0": {Z: 3},
	}}
}

// scatter is a series of marks at places.
func scatter(id string, data []point, symbol string, size any, color string) charts.SingleSeries {
	s := charts.SingleSeries{Id: id, Type: types.ChartScatter, Data: data, Symbol: symbol, SymbolSize: size}
	if color != "" {
		s.ItemStyle = &opts.ItemStyle{Color: color}
	}
	return s
}

// levelScale is the scale of shares below rows.
func (p plot) levelScale() opts.XAxis {
	axis := p.valueAxis(100)
	return opts.XAxis{
		Type: "value", Min: 0, Max: 100, AxisLabel: axis.AxisLabel, AxisLine: axis.AxisLine, SplitLine: axis.SplitLine,
		AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
	}
}

func (p plot) dotsHeight(family *typeface.Family) float64 {
	height := 26.0
	for _, c := range p.columns {
		height += max(27, linesOf(family, c.long, nameRoom)*15+8)
	}
	return height
}

// tip is what a browser shows of a point, with the period that a heading or an axis says elsewhere.
func (p plot) tip(i int, c release.Cell) string {
	return literal(p.columns[i].long) + ": " + literal(p.spokenWithGroup(c))
}

// spokenWithGroup is a figure in a sentence, with k and n where they say more: "86 % (24 von 28)".
func (p plot) spokenWithGroup(c release.Cell) string {
	text, short := p.spoken(c), p.kOfN(c)
	if short == "" || !p.share() || !strings.Contains(text, "%") {
		return text
	}
	return text + " (" + short + ")"
}
