package indicator

import "wirkbericht/pipeline/notation"

// The small tables that stand beside the counts of an Observation where a measure needs more than sums (RULINGS 4).

// Middle is what a median leaves: the value on both sides of which half of the units lie, and the order statistics between which it lies in 95 of
// 100 repetitions. Low and High are nil where there are too few units for them.
type Middle struct {
	Median    notation.Decimal
	Low, High *notation.Decimal
	Rank      int64 // so many units lie at or below Low, and as many at or above High; 0 without them
}

// AtRisk is one line of the table behind a survival curve: how many units were seen up to this time, and to how many it happened at it.
type AtRisk struct {
	Months         notation.Decimal
	AtRisk, Events int64
}

// Pairs are the units that got better, worse, or stayed, by the direction of the indicator. Who got better is Observation.InNumerator.
type Pairs struct {
	Improved, Worsened, Equal int64
	InWorsened, InEqual       Contributors
}

// Cluster is how many families have K of their N persons in the numerator of a share: what an interval needs that takes families, not persons,
// as the units that may turn out otherwise.
type Cluster struct {
	K, N, Families int64
}

// Interval is the method of the 95 % interval, where it is not that of the measure: Wilson for shares, exact Poisson for rates, order
// statistics for medians, log-log for survival.
type Interval string

// The methods that a header may ask for.
const (
	IntervalExact    Interval = "exact"    // Clopper-Pearson: shares, never covers less than it says
	IntervalFamilies Interval = "families" // bootstrap over families: shares of persons
	IntervalPoisson  Interval = "poisson"  // exact Poisson: counts of events
)
