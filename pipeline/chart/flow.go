package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// flow is who came from where and went where. Its bands are as wide as their figures, so it is drawn with all of them or not at
// all: a flow without one of its bands would show a smaller sum.
type flow struct {
	spec     Spec
	lang     notation.Lang
	subject  string // what flows, and when
	sources  []string
	head     [3]notation.Text
	places   []place
	bands    []band
	withheld bool
}

// place is where bands begin and end. Stage is its column.
type place struct {
	name  string
	stage int
}

// band is one flow; from and to are places.
type band struct {
	from, to int
	value    notation.Decimal
	text     string
	figure   string // id of the released figure; empty for a row of facts
}

// at is the index of a place, new if need be.
func (f *flow) at(name string, stage int) int {
	if i := slices.Index(f.places, place{name, stage}); i >= 0 {
		return i
	}
	f.places = append(f.places, place{name, stage})
	return len(f.places) - 1
}

// flow reads the cells of a crossing in the newest period.
func (s *selection) flow(periods []indicator.Period) flow {
	ind := s.indicators[0]
	f := flow{spec: s.spec, lang: s.context.Lang, subject: ind.Title.In(s.context.Lang), sources: []string{ind.Source}}
	dims := strings.Split(s.spec.By, "_x_")
	f.head = [3]notation.Text{{DE: "Von", EN: "From"}, {DE: "Nach", EN: "To"}, ind.Short}
	if len(periods) == 0 {
		return f
	}
	last := periods[len(periods)-1]
	f.subject += ", " + notation.FormatPeriod(string(last.Freq), last.Name, f.lang)
	cells := s.cells(ind)
	for _, category := range s.categories([]indicator.Period{last}) {
		c := cells[[2]string{last.Name, category}]
		parts := strings.Split(category, "_x_")
		v, ok := c.Numerator()
		f.withheld = f.withheld || c.Status() == release.Withheld
		if !ok || v == 0 || len(parts) != len(dims) {
			continue
		}
		text, _ := c.Form(release.FormK, f.lang)
		from := f.at(s.rel.CategoryLabel(dims[0], parts[0]).In(f.lang), 0)
		to := f.at(s.rel.CategoryLabel(dims[1], parts[1]).In(f.lang), 1)
		f.bands = append(f.bands, band{from, to, v, text, c.FormID(release.FormK)})
	}
	return f
}

// flow reads a fact table: from, to, how many. A name is one place, so bands may lead on through several stages.
func (l listing) flow() flow {
	f := flow{spec: l.spec, lang: l.lang, subject: l.facts.Title.In(l.lang), sources: []string{l.facts.Source}}
	for i := range f.head {
		f.head[i] = l.facts.Columns[l.columns[i]].Label
	}
	for _, row := range l.rows {
		v, ok := l.number(row, 2)
		if !ok || v == 0 {
			continue
		}
		f.bands = append(f.bands, band{f.at(l.text(row, 0), 0), f.at(l.text(row, 1), 0), v, l.text(row, 2), ""})
	}
	// A place lies one column right of the last that leads to it; a circle ends after as many rounds as there are places.
	for range f.places {
		for _, b := range f.bands {
			f.places[b.to].stage = max(f.places[b.to].stage, min(f.places[b.from].stage+1, len(f.places)))
		}
	}
	return f
}

func (f flow) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(f.lang) }

// circular reports whether bands lead back to where they began, which no flow chart can show.
func (f flow) circular() bool {
	return slices.ContainsFunc(f.bands, func(b band) bool { return f.places[b.from].stage >= f.places[b.to].stage })
}

func (f flow) nothing() string {
	switch {
	case f.withheld || len(f.bands) == 0:
		return missing(f.withheld, f.lang)
	case f.circular():
		return f.say("Die Wege führen im Kreis und lassen sich nicht als Fluss zeigen.", "The ways lead in a circle and cannot be shown as a flow.")
	}
	return ""
}

// link is a band with what go-echarts does not know of it.
type link struct {
	opts.SankeyLink
	EdgeLabel *label `json:"edgeLabel,omitempty"`
	Tip       string `json:"tip,omitempty"`
}

// node is a place with its name beside it.
type node struct {
	Name      string          `json:"name"`
	Label     *label          `json:"label"`
	ItemStyle *opts.ItemStyle `json:"itemStyle"`
}

func (f flow) option(family *typeface.Family) ([]byte, float64, error) {
	left, right, most := 0.0, 0.0, map[int]int{}
	last := slices.MaxFunc(f.places, func(a, b place) int { return cmp.Compare(a.stage, b.stage) }).stage
	var nodes []node
	for i, p := range f.places {
		position := "right"
		room := family.Width(typeface.Regular, figureSize, p.name) + 10
		switch p.stage {
		case 0:
			position, left = "left", max(left, room)
		case last:
			right = max(right, room)
		}
		most[p.stage]++
		l := figure(literal(p.name), position)
		if p.stage != 0 && p.stage != last {
			l.onPlate()
		}
		nodes = append(nodes, node{Name: strconv.Itoa(i), Label: l, ItemStyle: &opts.ItemStyle{Color: at(palette, i)}})
	}
	var links []link
	for _, b := range f.bands {
		l := figure(literal(b.text), "inside")
		l.onPlate()
		links = append(links, link{
			SankeyLink: opts.SankeyLink{Source: strconv.Itoa(b.from), Target: strconv.Itoa(b.to), Value: float32(b.value.Float())},
			EdgeLabel:  l, Tip: f.spoken(b),
		})
	}
	c := charts.NewSankey()
	c.MultiSeries = charts.MultiSeries{{
		Id: "flow", Type: types.ChartSankey, Data: nodes, Links: links, NodeWidth: opts.Int(10), NodeGap: opts.Int(14),
		Left: pixels(left), Right: pixels(right), Top: "6", Bottom: "6",
		LineStyle: &opts.LineStyle{Color: "source", Opacity: opts.Float(0.3), Curveness: 0.5},
	}}
	tallest := 0
	for _, n := range most {
		tallest = max(tallest, n)
	}
	height := max(120, float64(tallest)*44)
	if f.spec.Height > 0 {
		height = f.spec.Height * width / 160
	}
	raw, err := encode(c, house{})
	return raw, height, err
}

func (f flow) spoken(b band) string {
	return fmt.Sprintf(f.say("von %s nach %s: %s", "from %s to %s: %s"), f.places[b.from].name, f.places[b.to].name, b.text)
}

func (f flow) alt() string {
	var parts []string
	for _, b := range f.bands {
		parts = append(parts, f.spoken(b))
	}
	widest := slices.MaxFunc(f.bands, func(a, b band) int { return cmp.Compare(a.value, b.value) })
	return kinds["sankey"].name.In(f.lang) + ": " + f.subject + ". " + strings.Join(parts, "; ") + ". " +
		fmt.Sprintf(f.say("Am breitesten ist der Weg %s.", "The widest way is %s."), f.spoken(widest))
}

func (f flow) data() Data {
	d := Data{Names: 2, Head: f.head[:]}
	for _, b := range f.bands {
		d.Rows = append(d.Rows, []string{f.places[b.from].name, f.places[b.to].name, b.text})
		if b.figure != "" {
			d.Figures = append(d.Figures, []string{"", "", b.figure})
		}
	}
	return d
}

func (f flow) source(c Context) string {
	return f.say("Quelle: ", "Source: ") + strings.Join(f.sources, ", ") + "; " + f.say("Stand: ", "As of: ") + notation.FormatDate(c.AsOf, f.lang) + "."
}
