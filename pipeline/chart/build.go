package chart

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// Context is what all charts of one product have in common.
type Context struct {
	Lang   notation.Lang
	AsOf   time.Time        // cut-off of the data, for the source line
	Period indicator.Period // reporting period: nothing that ends after it is drawn
}

// Build makes the chart of a block. What the block names and the Release does not have is a finding without a place, which the
// caller knows; then the Chart is empty. It is empty, too, if the Release shows none of the cells: its Alt then says so in a
// sentence that can stand in its place. An error means that ECharts or this package fails.
func (r *Renderer) Build(spec Spec, rel *release.Release, c Context) (Chart, finding.List, error) {
	p, found := choose(spec, rel, c)
	if found.Stops() {
		return Chart{Spec: spec}, found, nil
	}
	if why := p.nothing(); why != "" {
		return Chart{Spec: spec, Alt: why}, found, nil
	}
	option, height, err := p.option(r.family)
	if err != nil {
		return Chart{}, found, fmt.Errorf("option of chart %s: %w", spec.ID, err)
	}
	out := Chart{Spec: spec, Option: option, Alt: p.alt(), Data: p.data(), Source: p.source(c)}
	out.SVG, out.Drawing, err = r.Render(option, width, height, out.Alt)
	if err != nil {
		return Chart{}, found, fmt.Errorf("chart %s: %w", spec.ID, err)
	}
	return out, found, nil
}

// Empty reports whether there is nothing to draw. Alt then says why.
func (c Chart) Empty() bool { return len(c.Option) == 0 }

// picture is what is drawn: cells in a grid (plot), flows between places (flow) or the rows of a fact table (listing).
type picture interface {
	nothing() string                                  // why there is nothing to draw, or ""
	option(*typeface.Family) ([]byte, float64, error) // the ECharts option, and the height it wants
	alt() string                                      // what is seen
	data() Data                                       // the table behind it
	source(Context) string                            // the line below it
}

// option is the ECharts option of a plot, and the height it wants.
func (p plot) option(family *typeface.Family) ([]byte, float64, error) {
	p.height = 230
	switch p.spec.Kind {
	case "hbars":
		p.height = p.rowsHeight(family)
	case "dots":
		p.height = p.dotsHeight(family)
	case "heatmap":
		p.height = p.heatHeight()
	}
	if p.spec.Height > 0 {
		p.height = p.spec.Height * width / 160
	}
	var c drawable
	var h house
	switch p.spec.Kind {
	case "trend", "survival":
		c, h = p.trend(family)
	case "dots":
		c, h = p.dots(family)
	case "heatmap":
		c = p.heatmap(family)
	default:
		c, h = p.bars(family)
	}
	raw, err := encode(c, h)
	return raw, p.height, err
}

// drawable is what the charts of go-echarts have in common.
type drawable interface {
	Validate()
	Accept(charts.ConfigurationVisitor)
	JSON() map[string]any
}

// encode is the option of a chart in the style of the house.
func encode(c drawable, h house) ([]byte, error) {
	c.Validate()
	c.Accept(h)
	return json.Marshal(c.JSON())
}
