package chart

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// funnel draws steps one below the other, each as wide as its figure, around a common middle.
func (l listing) funnel(family *typeface.Family) (*charts.Bar, house, float64) {
	top := notation.Decimal(0)
	for _, row := range l.rows {
		v, _ := l.number(row, 1)
		top = max(top, v)
	}
	height := 8.0
	var texts []string
	var left, steps []point
	for _, row := range l.rows {
		v, ok := l.number(row, 1)
		texts = append(texts, l.text(row, 0))
		height += max(26, linesOf(family, l.text(row, 0), nameRoom)*15+8)
		if !ok {
			left, steps = append(left, point{}), append(steps, point{})
			continue
		}
		left = append(left, point{Value: exact((top - v) / 2)})
		text := l.text(row, 1)
		lab := figure(literal(text), "inside")
		lab.Color, lab.FontWeight = "#ffffff", "bold"
		if width*0.6*v.Float()/top.Float() < family.Width(typeface.Bold, figureSize, text)+8 {
			lab = figure(literal(text), "right")
		}
		steps = append(steps, point{Value: exact(v), Label: lab, Tip: l.spoken(row)})
	}
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: "12", Top: "2", Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(unseenAxis(top.Float())),
		charts.WithYAxisOpts(rowAxis(names(texts, nil), nameRoom)),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	)
	base := unseen("base", "funnel", left)
	base.BarCategoryGap = "22%"
	bar.MultiSeries = charts.MultiSeries{base, {
		Id: "series-0", Name: l.facts.Title.In(l.lang), Type: types.ChartBar, Stack: "funnel", BarCategoryGap: "22%", Data: steps,
		ItemStyle: &opts.ItemStyle{Color: palette[0]},
	}}
	return bar, house{extras: map[string]extra{"base": {Silent: true}}}, height
}

// budget draws money: what was planned as an outline, what was spent as a bar in it.
func (l listing) budget(family *typeface.Family) (*charts.Bar, house, float64) {
	var texts []string
	var heads []bool
	var plan, actual []point
	top, room := notation.Decimal(0), 0.0
	height := 28.0
	for _, e := range l.entries() {
		texts, heads = append(texts, e.name), append(heads, e.row == nil)
		height += max(28, linesOf(family, e.name, nameRoom)*15+10)
		if e.row == nil {
			plan, actual = append(plan, point{}), append(actual, point{})
			continue
		}
		p, a := l.bar(e.row, 1), l.bar(e.row, 2)
		vp, _ := l.number(e.row, 1)
		va, _ := l.number(e.row, 2)
		top = max(top, vp, va)
		text := literal(l.of(e.row))
		room = max(room, family.Width(typeface.Regular, figureSize, text))
		if va > vp {
			a.Label = figure(text, "right")
		} else {
			p.Label = figure(text, "right")
		}
		plan, actual = append(plan, p), append(actual, a)
	}
	planned, spent := l.facts.Columns[l.columns[1]].Label.In(l.lang), l.facts.Columns[l.columns[2]].Label.In(l.lang)
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: pixels(room + 12), Top: "26", Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(unseenAxis(max(1, top.Float()))),
		charts.WithYAxisOpts(rowAxis(names(texts, heads), nameRoom)),
		charts.WithLegendOpts(legendOf(spent, planned)),
	)
	bar.MultiSeries = charts.MultiSeries{
		{
			Id: "actual", Name: spent, Type: types.ChartBar, BarGap: "-100%", BarWidth: "16", Data: actual,
			ItemStyle: &opts.ItemStyle{Color: palette[0]},
		},
		{
			Id: "plan", Name: planned, Type: types.ChartBar, BarGap: "-100%", BarWidth: "16", Data: plan,
			ItemStyle: &opts.ItemStyle{Color: "transparent", BorderColor: palette[1], BorderWidth: 1.5},
		},
	}
	return bar, house{extras: map[string]extra{"plan": {Z: 3}}}, height
}

// bar is the bar of one value of a row; without a value a gap that can carry a label.
func (l listing) bar(row []any, i int) point {
	v, ok := l.number(row, i)
	if !ok {
		return point{Value: 0}
	}
	return point{Value: exact(v), Tip: l.spoken(row)}
}

// legendOf names series above a chart.
func legendOf(names ...string) opts.Legend {
	return opts.Legend{
		Show: opts.Bool(true), Data: names, Left: "0", Top: "0", Padding: 0, ItemWidth: 16, ItemHeight: 11, Icon: "rect",
		TextStyle: &opts.TextStyle{Color: ink, FontSize: figureSize},
	}
}

// entry is one line of a chart with groups: a row, or the head of a group.
type entry struct {
	name string
	row  []any // nil: a head
}

func (l listing) entries() []entry {
	var out []entry
	group := ""
	for i, row := range l.rows {
		if l.group >= 0 {
			name := l.rel.FactText(l.facts.Columns[l.group], row[l.group], l.lang)
			if i == 0 || name != group {
				out = append(out, entry{name: name})
			}
			group = name
		}
		out = append(out, entry{l.text(row, 0), row})
	}
	return out
}

// states are the states that occur, in the order of their code list.
func (l listing) states() []string {
	column := l.facts.Columns[l.columns[3]]
	codes := l.rel.Codes()[column.Codes]
	var out []string
	for _, row := range l.rows {
		if code, _ := row[l.columns[3]].(string); code != "" && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(codes.Rank(a), codes.Rank(b)) })
	return out
}

// activityRoom is how wide names of activities may get: there are many of them, and few lines make a low chart.
const activityRoom = 300

// schedule are the bars of a timeline: of each entry an unseen one up to its begin, and on it one of the series of its state.
type schedule struct {
	base    []point
	bars    [][]point
	undated []point // signs of entries without dates
}

func (l listing) schedule(entries []entry, states []string, from, to int) schedule {
	s := schedule{base: make([]point, len(entries)), bars: make([][]point, len(states)), undated: []point{}}
	for i := range s.bars {
		s.bars[i] = make([]point, len(entries))
	}
	for i, e := range entries {
		if e.row == nil {
			continue
		}
		begin, okB := l.month(e.row, 1)
		end, okE := l.month(e.row, 2)
		code, _ := e.row[l.columns[3]].(string)
		j := slices.Index(states, code)
		switch {
		case !okB && !okE || j < 0:
			s.undated = append(s.undated, point{Value: []any{from, i}, Label: sign(release.SignLater, "right")})
			continue
		case !okB:
			begin = from
		case !okE:
			end = to - 1
		}
		s.base[i] = point{Value: begin}
		s.bars[j][i] = point{Value: max(1, end+1-begin), Tip: l.spoken(e.row)}
	}
	return s
}

// timeline draws activities from month to month, coloured and hatched by their state.
func (l listing) timeline(family *typeface.Family) (*charts.Bar, house, float64) {
	entries, states := l.entries(), l.states()
	from, to := l.months()
	plan := l.schedule(entries, states, from, to)
	h := house{stepX: 3, decals: []any{"none"}, extras: map[string]extra{"base": {Silent: true}, "signs": {Silent: true}}}
	if to-from > 24 {
		h.stepX = 6
	}
	legend := plot{}
	var shown []string
	bar := charts.NewBar()
	bar.MultiSeries = charts.MultiSeries{l.today(unseen("base", "time", plan.base))}
	for i, state := range states {
		name := l.rel.FactText(l.facts.Columns[l.columns[3]], state, l.lang)
		shown = append(shown, name)
		legend.series = append(legend.series, series{name: name})
		place := max(0, slices.Index(l.rel.Codes()[l.facts.Columns[l.columns[3]].Codes].Names(), state))
		h.decals = append(h.decals, hatch(place))
		bar.MultiSeries = append(bar.MultiSeries, charts.SingleSeries{
			Id: "series-" + strconv.Itoa(i), Name: name, Type: types.ChartBar, Stack: "time", BarWidth: "11", Data: plan.bars[i],
			ItemStyle: &opts.ItemStyle{Color: at(palette, place)},
		})
	}
	bar.MultiSeries = append(bar.MultiSeries, scatter("signs", plan.undated, "circle", 1, "transparent"))
	var texts []string
	var heads []bool
	lines := 0.0
	for _, e := range entries {
		texts, heads = append(texts, e.name), append(heads, e.row == nil)
		lines = max(lines, linesOf(family, e.name, activityRoom))
	}
	head := legend.legendHeight(family)
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: "18", Top: pixels(head + 4), Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(monthAxis(from, to)),
		charts.WithYAxisOpts(rowAxis(names(texts, heads), activityRoom)),
		charts.WithLegendOpts(legendOf(shown...)),
	)
	return bar, h, head + 30 + float64(len(entries))*(lines*12.5+4)
}

// monthAxis is the axis of months above a timeline.
func monthAxis(from, to int) opts.XAxis {
	return opts.XAxis{
		Type: "value", Min: from, Max: to, Position: "top",
		AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: quiet, FontSize: axisSize, Formatter: "@month"},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)}, AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: faint, Width: 1}},
	}
}

// months are the ends of the axis of a timeline, at halves of a year.
func (l listing) months() (from, to int) {
	from, to = monthOf(l.asOf), monthOf(l.asOf)+1
	for _, row := range l.rows {
		for _, i := range []int{1, 2} {
			if m, ok := l.month(row, i); ok {
				from, to = min(from, m), max(to, m+1)
			}
		}
	}
	return from / 6 * 6, (to + 5) / 6 * 6
}

// today draws the day of the data through a timeline.
func (l listing) today(s charts.SingleSeries) charts.SingleSeries {
	at := notation.Decimal(monthOf(l.asOf))*notation.One + notation.Decimal(l.asOf.Day())*notation.One/31
	s.MarkLines = &opts.MarkLines{
		Data: []any{opts.MarkLineNameXAxisItem{XAxis: exact(at)}},
		MarkLineStyle: opts.MarkLineStyle{
			Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(false)},
			LineStyle: &opts.LineStyle{Color: ink, Width: 1.2, Type: "solid"},
		},
	}
	return s
}
