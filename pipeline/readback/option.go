package readback

import (
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

type codeOf = codelist.Code

// option compares what a chart draws with the figures of the table behind it: the numbers that make bars, points and bands, the end of its axes, and the
// numbers in labels, tips and the alternative text.
func (s *sourceReader) option(f report.Figure) {
	c := f.Chart
	var option any
	if err := json.Unmarshal(c.Option, &option); err != nil {
		s.leak(f.Number, "Die Daten des Diagramms lassen sich nicht lesen: %v.", err)
		return
	}
	r := optionReader{sourceReader: s, name: f.Number, places: float64(max(len(c.Data.Rows), len(c.Data.Head))), digits: map[string]bool{}, counts: c.Spec.As == "k" || c.Spec.Kind == "sankey"}
	r.admit(headsOf(f)...)
	for i, row := range c.Data.Figures {
		r.admit(c.Data.Rows[i]...)
		r.row(row)
	}
	for _, id := range append(slices.Clone(c.Spec.Indicators), c.Spec.Indicator) {
		if ind, ok := s.rel.Indicator(id); ok {
			r.admit(ind.Title.In(s.doc.Lang), ind.Short.In(s.doc.Lang))
		}
	}
	r.admit(s.doc.Period, notation.FormatDate(s.doc.AsOf, s.doc.Lang), c.Spec.Title, c.Spec.Note, c.Source, "0 100 95")
	r.numbers = append(r.numbers, 100) // the end of a scale of shares
	r.look(option, "")
	if c.Spec.Kind != "sankey" {
		r.said("Alternativtext", c.Alt)
	}
}

// headsOf are the heads of the table behind a chart.
func headsOf(f report.Figure) []string {
	var out []string
	for _, h := range f.Chart.Data.Head {
		out = append(out, h.DE, h.EN)
	}
	return out
}

// optionReader goes through the option of one chart.
type optionReader struct {
	*sourceReader
	name    string
	numbers []float64       // that may be drawn
	digits  map[string]bool // that may be written
	counts  bool            // numerators are drawn, not values
	top     float64         // the largest figure, or sum of figures in one place
	places  float64         // so many categories and series, so that a number below may be one's place
}

// admit notes the numbers of a text that may be written.
func (r *optionReader) admit(texts ...string) {
	for _, text := range texts {
		for n := range digitsOf(text) {
			r.digits[n] = true
			if len(n) == 4 {
				r.digits[n[2:]] = true // 17 for 2017
			}
		}
	}
}

// row admits the figures of a row, the way from one to the next, and for the axis the height of their stack.
func (r *optionReader) row(ids []string) {
	before, stack := math.NaN(), 0.0
	for _, id := range ids {
		name, _, _ := strings.Cut(id, "#")
		if c := r.rel.Cell(indicator.KeyOf(name)); c.Shown() {
			v := r.cell(c)
			r.numbers = append(r.numbers, math.Abs(v-before))
			before, stack = v, stack+v
		}
	}
	r.top = max(r.top, stack)
}

// cell admits the numbers of a cell, and those that stand in its forms. It returns how long it is drawn: shares in per cent.
func (r *optionReader) cell(c release.Cell) float64 {
	scale := 1.0
	if c.Indicator().Unit == indicator.UnitPercent {
		scale = 100
	}
	value, _ := c.Value()
	numerator, _ := c.Numerator()
	denominator, _ := c.Denominator()
	target, _ := c.Target()
	r.numbers = append(r.numbers, scale*value.Float(), scale*target.Float(), numerator.Float(), denominator.Float())
	low, high, _ := c.Interval()
	low, high = math.Round(low*1e4)/100, math.Round(high*1e4)/100
	r.numbers = append(r.numbers, low, high, high-low)
	drawn := scale * value.Float()
	if r.counts {
		drawn = numerator.Float()
	}
	r.top = max(r.top, drawn, scale*target.Float())
	if scale > 1 {
		r.top = max(r.top, high)
	}
	for _, f := range release.Forms {
		text, _ := c.Form(f, r.doc.Lang)
		r.admit(text)
	}
	k := c.Key()
	for _, said := range []func(freq, name string, l notation.Lang) string{notation.FormatPeriod, notation.FormatPeriodShort} {
		r.admit(said(string(k.Freq), k.Period, r.doc.Lang))
	}
	r.admit(c.Category(r.doc.Lang))
	return drawn
}

// look goes down the option. Sizes, widths and distances are of the house; what is drawn stands in data, what ends an axis in max.
func (r *optionReader) look(o any, path string) {
	switch v := o.(type) {
	case map[string]any:
		for k, inner := range v {
			r.look(inner, path+"."+k)
		}
	case []any:
		for _, inner := range v {
			r.look(inner, path+"[]")
		}
	case float64:
		switch path {
		case ".series[].data[]", ".series[].data[].value", ".series[].links[].value":
			r.drawn(v, false)
		case ".series[].data[].value[]", ".series[].data[][]":
			r.drawn(v, true)
		case ".xAxis[].max", ".yAxis[].max":
			r.end(v)
		}
	case string:
		switch path[strings.LastIndexByte(path, '.')+1:] {
		case "formatter", "tip", "name", "data[]":
			r.said("Beschriftung", v)
		}
	}
}

// drawn demands that a number is one of a figure or, of a pair, a place among categories.
func (r *optionReader) drawn(v float64, pair bool) {
	near := func(n float64) bool { return math.Abs(n-v) < rounding*max(1, math.Abs(v)/1000) }
	if place := pair && v == math.Trunc(v) && 0 <= v && v < r.places; !place && !slices.ContainsFunc(r.numbers, near) {
		r.leak(r.name, "%v wird gezeichnet und gehört zu keiner freigegebenen Angabe.", v)
	}
}

// end demands that an axis ends within one of at most five round steps above the largest figure, or behind the last category.
func (r *optionReader) end(v float64) {
	if v > max(1.5*r.top, r.top+1, r.places) && v != 100 {
		r.leak(r.name, "Eine Achse reicht bis %v, die freigegebenen Angaben nur bis %v.", v, r.top)
	}
}

// said demands that the numbers in a text are those of figures.
func (r *optionReader) said(where, text string) {
	for n := range digitsOf(text) {
		if !r.digits[n] {
			r.leak(r.name+", "+where, "»%s« in »%s« gehört zu keiner freigegebenen Angabe.", n, text)
		}
	}
}

// digitsOf are the stretches of digits of a text.
func digitsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from := -1
		for i := 0; i <= len(text); i++ {
			digit := i < len(text) && text[i] >= '0' && text[i] <= '9'
			switch {
			case digit && from < 0:
				from = i
			case !digit && from >= 0:
				if !yield(text[from:i]) {
					return
				}
				from = -1
			}
		}
	}
}
