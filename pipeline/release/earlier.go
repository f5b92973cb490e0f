package release

import (
	"math/big"
	"slices"
	"strconv"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// revised marks the legal state of a figure that an earlier release printed and that has another value by now: both are known, and so is the
// difference.
const revised = "früher"

// withEarlier are the observations, and behind them the figures that earlier releases printed with other values.
func withEarlier(a Audience, src *Source) []indicator.Observation {
	if src.Register == nil {
		return src.Observations
	}
	out := slices.Clone(src.Observations)
	for i := range src.Observations {
		o := src.Observations[i]
		before, ok := src.Register.before(o.ID(), a.sees()...)
		if !ok || before.Status != Free || before.same(&o) {
			continue
		}
		o.Law = revised + o.Law
		o.Numerator, o.Denominator = decimal(before.Numerator), decimal(before.Denominator)
		o.Unknown, _ = strconv.ParseInt(before.Unknown, 10, 64)
		o.Members, o.Largest, o.Second = nil, nil, nil
		out = append(out, o)
	}
	return out
}

// same reports whether a figure is still what was printed.
func (p *Printed) same(o *indicator.Observation) bool {
	text := func(d *notation.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	return p.Numerator == text(o.Numerator) && p.Denominator == text(o.Denominator)
}

// decimal reads a printed figure; the register is hashed, so it is one.
func decimal(text string) *notation.Decimal {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	r.Mul(r, big.NewRat(int64(notation.One), 1))
	d := notation.Decimal(r.Num().Int64())
	return &d
}

// revisions keeps what late entries would tell: a figure printed before and its value of today differ by few. Earlier figures stand behind the first n.
func (p *plan) revisions(n int) {
	for i := n; i < len(p.observations); i++ {
		o := &p.observations[i]
		k := o.Key
		k.Law = k.Law[len(revised):]
		now := p.at[k]
		for _, s := range []side{numerator, complement} {
			if !p.harms(o, s) || !slices.Contains(sidesOf(o), s) {
				continue
			}
			d := int64((value(o, s) - value(&p.observations[now], s)) / notation.One)
			if small(p.audience, atLeast(max(d, -d), o.Indicator.Counts)) {
				p.aparts = append(p.aparts, apart{Flow, p.name(now, s) + " gegen früher", p.difference(part{now, s, 1}, part{i, s, 1})})
			}
		}
	}
}

// atLeast are as many contributors as a number of units has for sure.
func atLeast(n int64, counts indicator.Counted) indicator.Contributors {
	if counts == indicator.CountsFamilies {
		return indicator.Contributors{Families: &n}
	}
	return indicator.Contributors{Persons: &n}
}
