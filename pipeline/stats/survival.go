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
}

// half is one half with the error that products of fractions gather: 9/10 · 8/9 · … · 5/6 is one half, and computes to a little more.
const half = 0.5 + 1e-12

// Half is the first step at which half or less are left: its time is the median. false if more are left to the end.
func (c Curve) Half() (step int, reached bool) {
	return c.first(func(s Step) float64 { return s.Survival })
}

// Median is the time at which half or less are left, with the 95 % interval that inverts the curve's (Brookmeyer and Crowley 1982): the times at
// which the lower and the upper bound fall to one half. An end that is not reached is +Inf.
func (c Curve) Median() (median, low, high float64) {
	months := func(at int, reached bool) float64 {
		if !reached {
			return math.Inf(1)
		}
		return c.Steps[at].Months
	}
	return months(c.Half()), months(c.first(func(s Step) float64 { return s.Low })), months(c.first(func(s Step) float64 { return s.High }))
}

// first is the first step with an event at which a bound is one half or less.
func (c Curve) first(bound func(Step) float64) (step int, reached bool) {
	step = slices.IndexFunc(c.Steps, func(s Step) bool { return s.Events > 0 && bound(s) <= half })
	return step, step >= 0
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
	var table []Step
	for i := 0; i < len(sorted); {
		step := Step{Months: sorted[i].Months, AtRisk: len(sorted) - i}
		for ; i < len(sorted) && sorted[i].Months == step.Months; i++ {
			if sorted[i].Event {
				step.Events++
			} else {
				step.Censored++
			}
		}
		table = append(table, step)
	}
	return KaplanMeierTable(table)
}

// KaplanMeierTable does so from a table of times, those at risk and events, in order of time; it fills in the rest of each step.
func KaplanMeierTable(table []Step) Curve {
	c := Curve{Steps: slices.Clone(table)}
	left, greenwood := 1.0, 0.0
	for i := range c.Steps {
		step := &c.Steps[i]
		n, d := float64(step.AtRisk), float64(step.Events)
		left *= (n - d) / n
		if d < n {
			greenwood += d / (n * (n - d))
		}
		step.Survival = left
		step.Low, step.High = logLog(left, greenwood)
		c.Events += step.Events
	}
	return c
}

// logLog is the 95 % interval of a survival probability from the sum of Greenwood's formula.
func logLog(s, greenwood float64) (low, high float64) {
	if s <= 0 || s >= 1 {
		return s, s
	}
	theta := z95 * math.Sqrt(greenwood) / math.Abs(math.Log(s))
	return math.Pow(s, math.Exp(theta)), math.Pow(s, math.Exp(-theta))
}
