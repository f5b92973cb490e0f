package release

import (
	"maps"
	"slices"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// freeze keeps everything that was printed so far as it is: a family whose data are deleted counts as one that has left since.
func (r *Register) freeze() {
	for _, audience := range slices.Sorted(maps.Keys(r.printed)) {
		for id, p := range r.printed[audience] {
			if p.Status == Free {
				r.frozen[id] = p
			}
		}
	}
}

// Frozen gives the figures that were printed before a family's data were deleted the values that they had then. Computed anew from what is left they
// would differ by just that family. Who stands behind them is no longer known, and nothing is said of it. Medians, survival times and pairs
// cannot be formed again from what was printed and are as computed.
func (r *Register) Frozen(observations []indicator.Observation) []indicator.Observation {
	if r == nil || len(r.frozen) == 0 {
		return observations
	}
	out := slices.Clone(observations)
	for i := range out {
		o := &out[i]
		before, ok := r.frozen[o.ID()]
		if !ok || before.same(o) {
			continue
		}
		switch o.Indicator.Measure {
		case indicator.Count, indicator.Amount, indicator.Share, indicator.Ratio, indicator.Rate:
		default:
			continue
		}
		o.Numerator, o.Denominator = decimal(before.Numerator), decimal(before.Denominator)
		o.Value = quotient(o.Numerator, o.Denominator)
		o.Members, o.Largest, o.Second = nil, nil, nil
	}
	return out
}

// quotient is the value of a figure by its two numbers.
func quotient(k, n *notation.Decimal) *notation.Decimal {
	switch {
	case k == nil, n == nil:
		return k
	case *n == 0:
		return nil
	}
	q := k.Quo(*n)
	return &q
}
