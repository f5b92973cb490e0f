package release

import (
	"math"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/stats"
)

// Method is how a 95 % interval was made.
type Method string

// The methods of package stats.
const (
	Wilson         Method = "wilson"
	ClopperPearson Method = "clopper-pearson"
	Bootstrap      Method = "bootstrap" // over families
	Poisson        Method = "poisson"
	OrderStatistic Method = "order"
	LogLog         Method = "log-log"
)

// Text names the method for footnotes and explanations.
func (m Method) Text() notation.Text {
	return map[Method]notation.Text{
		Wilson:         {DE: "Wilson", EN: "Wilson"},
		ClopperPearson: {DE: "Clopper-Pearson", EN: "Clopper-Pearson"},
		Bootstrap:      {DE: "Bootstrap über Familien", EN: "bootstrap over families"},
		Poisson:        {DE: "Poisson, exakt", EN: "exact Poisson"},
		OrderStatistic: {DE: "Ordnungsstatistik", EN: "order statistics"},
		LogLog:         {DE: "Kaplan-Meier, log-log", EN: "Kaplan-Meier, log-log"},
	}[m]
}

// interval is the 95 % interval of a cell in the unit of its value, and its method; no method, no interval. An end that is +Inf is not reached.
func interval(a Audience, o *indicator.Observation) (low, high float64, m Method) {
	ok := false
	switch o.Indicator.Measure {
	case indicator.Share:
		low, high, m, ok = shareInterval(o)
	case indicator.Rate:
		low, high, ok = poissonInterval(o, *o.Denominator)
		m = Poisson
	case indicator.Count:
		if o.Indicator.Interval == indicator.IntervalPoisson {
			low, high, ok = poissonInterval(o, notation.One)
			m = Poisson
		}
	case indicator.Median:
		if ok = hasBounds(a, o); ok {
			low, high, m = float(*o.Middle.Low), float(*o.Middle.High), OrderStatistic
		}
	case indicator.Survival:
		var median float64
		median, low, high = curveOf(o).Median()
		ok, m = enoughEvents(o) && !math.IsInf(median, 1) && !math.IsInf(low, 1), LogLog
	}
	if !ok {
		return 0, 0, ""
	}
	return low, high, m
}

func shareInterval(o *indicator.Observation) (low, high float64, m Method, ok bool) {
	if !o.Numerator.IsWhole() {
		return 0, 0, "", false
	}
	k, n := int64(*o.Numerator/notation.One), int64(*o.Denominator/notation.One)
	switch o.Indicator.Interval {
	case indicator.IntervalExact:
		low, high, ok = stats.ClopperPearson(k, n)
		return low, high, ClopperPearson, ok
	case indicator.IntervalFamilies:
		var clusters []stats.Cluster
		for _, c := range o.Clusters {
			clusters = append(clusters, stats.Cluster(c))
		}
		if low, high, ok = stats.ClusterBootstrap(clusters); ok {
			return low, high, Bootstrap, true
		}
	}
	low, high, ok = stats.Wilson(k, n)
	return low, high, Wilson, ok
}

// poissonInterval is that of a number of events, divided by what they are seen over.
func poissonInterval(o *indicator.Observation, exposure notation.Decimal) (low, high float64, ok bool) {
	if !o.Numerator.IsWhole() || exposure <= 0 {
		return 0, 0, false
	}
	low, high, ok = stats.Poisson(int64(*o.Numerator / notation.One))
	return low / float(exposure), high / float(exposure), ok
}

// hasBounds reports whether the bounds of a median may be shown: they are figures of single units, so that enough must lie beyond.
func hasBounds(a Audience, o *indicator.Observation) bool {
	m := o.Middle
	return m != nil && m.Low != nil && m.High != nil && (o.Indicator.Disclosure == indicator.Plain || m.Rank >= minUnits(a, o))
}

func float(d notation.Decimal) float64 { return float64(d) / float64(notation.One) }
