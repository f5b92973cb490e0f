package stats

import (
	"cmp"
	"math"
	"slices"
)

// Spell is the time at risk of one unit, in months: until the event, or until it was last seen without (censored).
type Spell struct {
	Months float64
	Event  bool
}

// Step is one step of a survival curve: what holds from this time on.
type Step struct {
	Months    float64
	AtRisk    int // units seen just before this time
	Events    int // at this time
	Censored  int // at this time, after the events
	Survival  float64
	Low, High float64 // 95 % log-log interval; equal to Survival where it is 0 or 1 and the interval is not defined
}

// Curve is a Kaplan-Meier estimate.
type Curve struct {
	Steps  []Step
	Events int
	// Median is the first time at which half or less are left; Reached says whether there is one.
	Median  float64
	Reached bool
}

// KaplanMeier estimates the share still without the event over time (Kaplan and Meier 1958; interval by the log-log transform of
// Greenwood's variance). Among spells of equal length, events come before censorings. Spells below zero months count as zero.
//
// Whether a curve rests on enough events to be shown is the caller's to decide (Curve.Events).
func KaplanMeier(spells []Spell) Curve {
	sorted := slices.Clone(spells)
	for i := range sorted {
		sorted[i].Months = max(0, sorted[i].Months)
	}
	slices.SortFunc(sorted, func(a, b Spell) int { return cmp.Compare(a.Months, b.Months) })
	var c Curve
	left, greenwood := 1.0, 0.0
	for i := 0; i < len(sorted); {
		step := Step{Months: sorted[i].Months, AtRisk: len(sorted) - i}
		for ; i < len(sorted) && sorted[i].Months == step.Months; i++ {
			if sorted[i].Event {
				step.Events++
			} else {
				step.Censored++
			}
		}
		n, d := float64(step.AtRisk), float64(step.Events)
		left *= (n - d) / n
		if d < n {
			greenwood += d / (n * (n - d))
		}
		step.Survival = left
		step.Low, step.High = logLog(left, greenwood)
		c.Events += step.Events
		if !c.Reached && left <= 0.5 && step.Events > 0 {
			c.Median, c.Reached = step.Months, true
		}
		c.Steps = append(c.Steps, step)
	}
	return c
}

// logLog is the 95 % interval of a survival probability from the sum of Greenwood's formula.
func logLog(s, greenwood float64) (low, high float64) {
	if s <= 0 || s >= 1 {
		return s, s
	}
	half := z95 * math.Sqrt(greenwood) / math.Abs(math.Log(s))
	return math.Pow(s, math.Exp(half)), math.Pow(s, math.Exp(-half))
}
