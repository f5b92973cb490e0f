package stats

import (
	"fmt"
	"math"
	"testing"
)

func TestClopperPearsonGivesTheGoldenIntervals(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		want string
	}{
		{0, 5, "0.0000–0.5218"},
		{3, 5, "0.1466–0.9473"},
		{1, 8, "0.0032–0.5265"},
		{4, 8, "0.1570–0.8430"},
		{3, 10, "0.0667–0.6525"},
		{0, 14, "0.0000–0.2316"},
		{3, 14, "0.0466–0.5080"},
		{7, 14, "0.2304–0.7696"},
		{12, 14, "0.5719–0.9822"},
		{14, 14, "0.7684–1.0000"},
		{5, 20, "0.0866–0.4910"},
		{15, 30, "0.3130–0.6870"},
	} {
		low, high, ok := ClopperPearson(c.k, c.n)
		if got := fmt.Sprintf("%.4f–%.4f", low, high); !ok || got != c.want {
			t.Errorf("ClopperPearson(%d, %d) = %s, %v; want %s", c.k, c.n, got, ok, c.want)
		}
	}
}

func TestPoissonGivesTheGoldenIntervals(t *testing.T) {
	for k, want := range map[int64]string{
		0: "0.0000–3.6889", 1: "0.0253–5.5716", 3: "0.6187–8.7673", 5: "1.6235–11.6683", 10: "4.7954–18.3904", 14: "7.6539–23.4896",
	} {
		low, high, ok := Poisson(k)
		if got := fmt.Sprintf("%.4f–%.4f", low, high); !ok || got != want {
			t.Errorf("Poisson(%d) = %s, %v; want %s", k, got, ok, want)
		}
	}
}

func TestMcNemarGivesTheGoldenValues(t *testing.T) {
	for _, c := range []struct {
		b, c int64
		want string
	}{
		{3, 0, "0.250000|0.125000"},
		{4, 0, "0.125000|0.062500"},
		{5, 0, "0.062500|0.031250"},
		{6, 0, "0.031250|0.015625"},
		{5, 1, "0.218750|0.125000"},
		{7, 1, "0.070312|0.039062"},
		{8, 1, "0.039062|0.021484"},
		{9, 2, "0.065430|0.038574"},
		{10, 2, "0.038574|0.022461"},
		{2, 7, "0.179688|0.109375"},
		{4, 4, "1.000000|0.863281"},
		{0, 0, "1.000000|1.000000"},
	} {
		exact, mid, ok := McNemar(c.b, c.c)
		if got := fmt.Sprintf("%.6f|%.6f", exact, mid); !ok || got != c.want {
			t.Errorf("McNemar(%d, %d) = %s, %v; want %s", c.b, c.c, got, ok, c.want)
		}
	}
}

func TestExactStatisticsRefuseWhatIsNoCount(t *testing.T) {
	if _, _, ok := ClopperPearson(3, 2); ok {
		t.Error("3 of 2 is ok")
	}
	if _, _, ok := Poisson(-1); ok {
		t.Error("-1 events are ok")
	}
	if _, _, ok := McNemar(-1, 0); ok {
		t.Error("-1 changes are ok")
	}
}

func TestKaplanMeierGivesTheGoldenCurve(t *testing.T) {
	c := KaplanMeier([]Spell{{8, false}, {2, true}, {5, true}, {3, false}, {5, true}, {11, true}})
	var got string
	for _, s := range c.Steps {
		got += fmt.Sprintf("%g: %d at risk, %d events, S=%.4f\n", s.Months, s.AtRisk, s.Events, s.Survival)
	}
	want := `2: 6 at risk, 1 events, S=0.8333
3: 5 at risk, 0 events, S=0.8333
5: 4 at risk, 2 events, S=0.4167
8: 2 at risk, 0 events, S=0.4167
11: 1 at risk, 1 events, S=0.0000
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if median, _, _ := c.Median(); c.Events != 4 || median != 5 {
		t.Errorf("%d events, median %g; want 4 events, median 5", c.Events, median)
	}
}

// TestTheLogLogIntervalIsThatOfItsFormula recomputes one step by hand: after 5 of 6 are left, Greenwood's sum is 1/(6·5).
func TestTheLogLogIntervalIsThatOfItsFormula(t *testing.T) {
	s := KaplanMeier([]Spell{{1, true}, {2, false}, {2, false}, {2, false}, {2, false}, {2, false}}).Steps[0]
	theta := 1.959963984540054 * math.Sqrt(1.0/30) / -math.Log(5.0/6)
	low, high := math.Pow(5.0/6, math.Exp(theta)), math.Pow(5.0/6, math.Exp(-theta))
	if math.Abs(s.Low-low) > 1e-12 || math.Abs(s.High-high) > 1e-12 {
		t.Errorf("interval %g–%g, want %g–%g", s.Low, s.High, low, high)
	}
	if s.Low >= s.Survival || s.High <= s.Survival {
		t.Errorf("%g is not inside %g–%g", s.Survival, s.Low, s.High)
	}
}

func TestACurveThatNeverHalvesHasNoMedian(t *testing.T) {
	if median, low, high := KaplanMeier([]Spell{{4, true}, {6, false}, {6, false}}).Median(); !math.IsInf(median, 1) || low != 4 || !math.IsInf(high, 1) {
		t.Errorf("median %g, from %g to %g; want it open, from 4", median, low, high)
	}
	if c := KaplanMeier(nil); len(c.Steps) != 0 {
		t.Errorf("nobody has a curve: %+v", c)
	}
}

// TestHalfIsHalf takes curves without censoring, whose half is reached at n/2 events exactly. Products of fractions are a little off.
func TestHalfIsHalf(t *testing.T) {
	for n := 2; n <= 400; n += 2 {
		var spells []Spell
		for i := range n {
			spells = append(spells, Spell{float64(i + 1), true})
		}
		if median, _, _ := KaplanMeier(spells).Median(); median != float64(n/2) {
			t.Fatalf("of %d, half are left at %g", n, median)
		}
	}
}

// TestTheIntervalOfASurvivalMedianInvertsTheCurve reads the bounds off a curve: the lower bound of the curve gives the earlier time.
func TestTheIntervalOfASurvivalMedianInvertsTheCurve(t *testing.T) {
	var spells []Spell
	for i := range 20 {
		spells = append(spells, Spell{float64(i + 1), true})
	}
	c := KaplanMeier(spells)
	median, low, high := c.Median()
	if median != 10 || c.Steps[int(low)-1].Low > 0.5 || c.Steps[int(low)-2].Low <= 0.5 || c.Steps[int(high)-1].High > 0.5 || c.Steps[int(high)-2].High <= 0.5 {
		t.Errorf("median %g, from %g to %g", median, low, high)
	}
}
