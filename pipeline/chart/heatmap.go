package chart

import (
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// tone is how a tile with a light looks. Its shape says the same as its colour, and stands in the tile.
type tone struct{ fill, edge string }

// tones are the lights by their shapes, which the Release prints: "● grün". Edges have 3:1 on white.
var tones = map[string]tone{
	"●": {"#d3eadc", "#2f7d55"},
	"▲": {"#fbe8bd", "#96690a"},
	"■": {"#f6d3cc", "#b3361f"},
	"○": {"#eceff1", "#7b8794"},
}

// unjudged is a tile without a light: there is no target.
var unjudged = tone{"#ffffff", rule}

// formLight is the light of a cell against its target, a shape and a word.
const formLight release.Form = "light"

// shapeOf is the shape of the light of a cell, or "" where there is nothing to judge.
func (p plot) shapeOf(c release.Cell) string {
	text, _ := c.Form(formLight, p.lang)
	shape, _, _ := strings.Cut(text, "\u00a0")
	if _, ok := tones[shape]; !ok {
		return ""
	}
	return shape
}

// heatmap draws tiles, a row for each series and a column for each period: the light by its colour and shape, and the figure.
func (p plot) heatmap(family *typeface.Family) *charts.Bar {
	var rowNames []string
	tiles := []point{}
	room := 0.0
	for _, s := range p.series {
		rowNames = append(rowNames, s.name)
		room = max(room, min(heatRoom, family.Width(typeface.Regular, figureSize, s.name)))
	}
	wide := (width-room-20)/float64(len(p.columns)) - 4
	size := p.tileSize(wide, family)
	for y, s := range p.series {
		for x, c := range s.cells {
			shape := p.shapeOf(c)
			t, ok := tones[shape]
			if !ok {
				t = unjudged
			}
			tiles = append(tiles, point{
				Value: []int{x, y}, Label: p.onTile(c, shape, wide, size, family), Tip: literal(s.name) + ", " + p.tip(x, c),
				ItemStyle: &opts.ItemStyle{Color: t.fill, BorderColor: t.edge, BorderWidth: 1},
			})
		}
	}
	axis := p.nameAxis()
	axis.AxisLine = &opts.AxisLine{Show: opts.Bool(false)}
	rows := rowAxis(names(rowNames, nil), heatRoom)
	rows.AxisLine = axis.AxisLine
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "2", Right: "4", Top: "2", Bottom: "2", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(axis),
		charts.WithYAxisOpts(rows),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
	)
	bar.SetXAxis(p.axisNames())
	bar.MultiSeries = charts.MultiSeries{scatter("series-0", tiles, "rect", []float64{wide, heatTile - 6}, "")}
	return bar
}

// The measures of a heat map: the room of its names and the height of its tiles.
const (
	heatRoom = 170
	heatTile = 27.0
)

// onTile is the shape of the light and, where it has room, the figure; of what is withheld the sign.
func (p plot) onTile(c release.Cell, shape string, wide, size float64, family *typeface.Family) *label {
	text := p.tileText(c)
	both := strings.TrimSpace(shape + " " + text)
	l := figure(literal(both), "inside")
	l.FontSize = float32(size)
	switch {
	case family.Width(typeface.Regular, size, both) <= wide-2:
	case shape != "":
		l.Formatter = shape
	default:
		l.Formatter = text
	}
	return l
}

func (p plot) tileText(c release.Cell) string {
	if text, ok := c.Form(p.form(), p.lang); !ok {
		return text
	}
	return p.label(c)
}

// tileSize is the size of all letters on tiles: small as soon as one figure needs it, since figures of two sizes would look as if
// some counted less.
func (p plot) tileSize(wide float64, family *typeface.Family) float64 {
	const small = axisSize - 1.5
	for _, s := range p.series {
		for _, c := range s.cells {
			if both := strings.TrimSpace(p.shapeOf(c) + " " + p.tileText(c)); family.Width(typeface.Regular, figureSize, both) > wide-4 {
				return small
			}
		}
	}
	return figureSize
}

func (p plot) heatHeight() float64 { return 30 + heatTile*float64(len(p.series)) }

// lightWords say what the shapes that occur mean.
func (p plot) lightWords() string {
	var out []string
	for _, w := range []struct {
		shape string
		word  notation.Text
	}{
		{"●", notation.Text{DE: "grün", EN: "green"}}, {"▲", notation.Text{DE: "gelb", EN: "yellow"}},
		{"■", notation.Text{DE: "rot", EN: "red"}}, {"○", notation.Text{DE: "ohne Bewertung", EN: "not judged"}},
	} {
		lit := func(c release.Cell) bool { return p.shapeOf(c) == w.shape }
		if slices.ContainsFunc(p.series, func(s series) bool { return slices.ContainsFunc(s.cells, lit) }) {
			out = append(out, w.shape+" "+w.word.In(p.lang))
		}
	}
	return strings.Join(out, ", ")
}
