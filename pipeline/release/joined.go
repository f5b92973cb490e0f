package release

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// between joins the codes of categories that are shown as one: "prim+sek1".
const between = "+"

// Joined are the cells of a breakdown at the period of a key, by rank, with those neighbours as one cell that need not be withheld together; false where nothing is
// gained. What it shows is the total less the other cells, and nothing else: those count as taken out of the Release.
func (r *Release) Joined(total indicator.Key, breakdown string) ([]Cell, bool) {
	total.Breakdown, total.Category = indicator.Total, indicator.Total
	k := total
	k.Breakdown, k.Category = breakdown, ""
	name, ok := r.joints[k]
	if !ok {
		return nil, false
	}
	k.Category = name
	one := r.Cell(k)
	parts := strings.Split(name, between)
	all := []Cell{r.Cell(total)}
	var out []Cell
	for _, c := range r.Cells(total.Indicator) {
		k := c.key
		if k.Breakdown, k.Category = total.Breakdown, total.Category; k != total || c.key.Breakdown != breakdown || c.Status() == Absent {
			continue
		}
		switch at := slices.Index(parts, c.key.Category); {
		case at == 0:
			out = append(out, one)
		case at < 0:
			out, all = append(out, c), append(all, c)
		}
	}
	for _, c := range all {
		_, _ = c.Numerator()
		_, _ = c.Denominator()
	}
	return out, true
}

// join makes the cells that stand for several categories, from what is shown.
func (r *Release) join(p *plan) {
	r.joints, r.joined = map[indicator.Key]string{}, map[indicator.Key]Cell{}
	for _, j := range p.joints() {
		total := &p.observations[j.total]
		if !r.audience.reads(total.Indicator) {
			continue
		}
		c := Cell{key: total.Key, indicator: total.Indicator, span: total.Span, status: Free, forms: map[Form]notation.Text{}}
		c.shown = r.cells[total.Key].shown.less(r, p, j.others)
		var codes, de, en []string
		for _, i := range j.cells {
			o := &p.observations[i]
			label := categoryLabel(r.codes, j.breakdown, o.Category)
			codes, de, en = append(codes, o.Category), append(de, label.DE), append(en, label.EN)
		}
		c.label = notation.Text{DE: strings.Join(de, " + "), EN: strings.Join(en, " + ")}
		c.key.Breakdown, c.key.Category = j.breakdown, ""
		r.joints[c.key] = strings.Join(codes, between)
		c.key.Category = r.joints[c.key]
		for _, l := range []notation.Lang{notation.German, notation.English} {
			for f, s := range c.print(l) {
				c.set(f, l, s)
			}
		}
		r.joined[c.key] = c
	}
}

// less is what is left of a total of units without other shown cells.
func (f figures) less(r *Release, p *plan, others []int) figures {
	rest := func(of func(figures) *notation.Decimal) *notation.Decimal {
		if of(f) == nil {
			return nil
		}
		d := *of(f)
		for _, i := range others {
			if x := of(r.cells[p.observations[i].Key].shown); x != nil {
				d -= *x
			}
		}
		return &d
	}
	out := figures{
		numerator:   rest(func(f figures) *notation.Decimal { return f.numerator }),
		denominator: rest(func(f figures) *notation.Decimal { return f.denominator }),
		provisional: f.provisional,
	}
	switch {
	case out.denominator == nil:
		out.value = out.numerator
	case *out.denominator != 0:
		v := out.numerator.Quo(*out.denominator)
		out.value = &v
	}
	return out
}
