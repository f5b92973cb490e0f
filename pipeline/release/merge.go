package release

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/stats"
)

// Published is one cell of a municipality's delivery, as its receiver has it.
type Published struct {
	Key         indicator.Key
	Span        indicator.Period
	Indicator   *indicator.Indicator
	Status      Status // Free, Withheld or Absent
	Missing     bool   // the municipality delivered no such cell
	Apart       bool   // another MAJOR of the definition: it stands beside the total, not in it
	Numerator   *notation.Decimal
	Denominator *notation.Decimal
	Value       *notation.Decimal // shares as fractions
	Low, High   *float64
	Unknown     *int64
	Provisional bool
}

// Partial is what is known of a total of which some municipalities are withheld or missing.
type Partial struct {
	Areas, Shown, Withheld, Missing int
	Numerator, Denominator          notation.Decimal // sums over those shown
}

// Partial is what is known of a total over several municipalities that has no value because some are withheld or missing.
func (c Cell) Partial() (Partial, bool) {
	if c.partial == nil {
		return Partial{}, false
	}
	return *c.partial, true
}

// Merge makes the Release of several municipalities: their cells as published, and for each cell the total under the area set. It is the
// second maker, and it only ever knows what is published: a total is shown if and only if every municipality in it is, so that each
// figure it adds can be worked out from the deliveries, and none that they withhold can.
//
// A total is the sum of numerators over the sum of denominators, never a mean of rates. Withheld is never zero: a total over a withheld or
// missing municipality has no value, and Partial says what is known. Cells that cannot exist are left out. Medians and the like have no
// total.
func Merge(a Audience, set string, published []Published, codes codelist.Lists) *Release {
	r := &Release{audience: a, cells: map[indicator.Key]Cell{}, codes: codes}
	parts := map[indicator.Key][]*Published{}
	for i := range published {
		p := &published[i]
		if !slices.Contains(r.indicators, p.Indicator) {
			r.indicators = append(r.indicators, p.Indicator)
		}
		if !p.Missing {
			r.cells[p.Key] = r.publishedCell(p)
		}
		if !p.Apart {
			k := p.Key
			k.Area = set
			parts[k] = append(parts[k], p)
		}
	}
	for k, list := range parts {
		if c, ok := r.total(k, list); ok {
			r.cells[k] = c
		}
	}
	slices.SortFunc(r.indicators, func(x, y *indicator.Indicator) int {
		return strings.Compare(x.ID+" "+x.Version, y.ID+" "+y.Version)
	})
	r.order = r.sorted()
	r.print()
	return r
}

// publishedCell is a cell as it came.
func (r *Release) publishedCell(p *Published) Cell {
	c := r.bare(p.Key, p)
	if c.status = p.Status; c.status == Free {
		if p.Numerator == nil {
			p.Numerator = p.Value // a median has nothing else
		}
		c.shown = figures{
			numerator: p.Numerator, denominator: p.Denominator, value: p.Value, low: p.Low, high: p.High, unknown: p.Unknown, provisional: p.Provisional,
		}
	}
	return c
}

// bare is a cell without figures.
func (r *Release) bare(k indicator.Key, p *Published) Cell {
	return Cell{key: k, indicator: p.Indicator, span: p.Span, label: categoryLabel(r.codes, k.Breakdown, k.Category)}
}

// total is the cell over all parts; false for measures that have none.
func (r *Release) total(k indicator.Key, parts []*Published) (Cell, bool) {
	newest := slices.MaxFunc(parts, func(a, b *Published) int { return strings.Compare(a.Indicator.Version, b.Indicator.Version) })
	c := r.bare(k, newest)
	measure := c.indicator.Measure
	switch measure {
	case indicator.Count, indicator.Amount, indicator.Share, indicator.Ratio, indicator.Rate:
	default:
		return c, false
	}
	sum := Partial{Areas: len(parts)}
	var unknown int64
	counted, provisional, some := true, false, false
	for _, p := range parts {
		switch {
		case p.Missing:
			sum.Missing++
		case p.Status == Withheld:
			sum.Withheld++
		case p.Status == Absent:
			sum.Shown++
		default:
			sum.Shown++
			some = true
			sum.Numerator += amountOf(p.Numerator)
			sum.Denominator += amountOf(p.Denominator)
			provisional = provisional || p.Provisional
			counted = counted && p.Unknown != nil
			if p.Unknown != nil {
				unknown += *p.Unknown
			}
		}
	}
	switch {
	case sum.Withheld > 0:
		c.status, c.partial = Withheld, &sum
	case sum.Missing > 0:
		c.status, c.partial = Absent, &sum
	case !some:
		c.status = Absent
	default:
		c.status, c.shown = Free, totalFigures(measure, sum)
		c.shown.provisional = provisional
		if counted {
			c.shown.unknown = &unknown
		}
	}
	return c, true
}

// totalFigures are the figures of a total that is shown.
func totalFigures(measure indicator.Measure, sum Partial) figures {
	f := figures{numerator: &sum.Numerator, value: &sum.Numerator}
	if !measure.HasDenominator() {
		return f
	}
	f.denominator, f.value = &sum.Denominator, nil
	if sum.Denominator == 0 {
		return f
	}
	q := sum.Numerator.Quo(sum.Denominator)
	f.value = &q
	if measure == indicator.Share && sum.Numerator.IsWhole() && sum.Denominator.IsWhole() {
		if low, high, ok := stats.Wilson(int64(sum.Numerator/notation.One), int64(sum.Denominator/notation.One)); ok {
			f.low, f.high = &low, &high
		}
	}
	return f
}

func amountOf(d *notation.Decimal) notation.Decimal {
	if d == nil {
		return 0
	}
	return *d
}
