package release

import (
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

var bands = indicator.Legend{{Light: indicator.Green, From: 950_000}, {Light: indicator.Yellow, From: 800_000}, {Light: indicator.Red}}

// judged is k of n families against a target in millionths.
func judged(direction string, k, n, target int64, tolerance *notation.Decimal) indicator.Observation {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Direction: direction, Disclosure: indicator.Plain}
	o := share(ind, k, n, households(k), households(n), households(n-k))
	aim := notation.Decimal(target)
	o.Target, o.Path = &aim, &indicator.Path{Tolerance: tolerance, Legend: bands}
	return o
}

func lightOf(o indicator.Observation) string {
	s, _ := For(public, nil, []indicator.Observation{o}, nil, nil).Cell(o.Key).Form(FormLight, notation.German)
	return strings.ReplaceAll(s, "\u00a0", " ")
}

func TestALightComparesActualAndTarget(t *testing.T) {
	within := notation.Decimal(60_000)
	for _, c := range []struct {
		name      string
		direction string
		k, n      int64
		target    int64
		tolerance *notation.Decimal
		want      string
	}{
		{"reached", "up", 80, 100, 800_000, nil, "● grün"},
		{"exactly 95 % of the target", "up", 76, 100, 800_000, nil, "● grün"},
		{"just below 95 %", "up", 75, 100, 800_000, nil, "▲ gelb"},
		{"exactly 80 % of the target", "up", 64, 100, 800_000, nil, "▲ gelb"},
		{"just below 80 %", "up", 63, 100, 800_000, nil, "■ rot"},
		{"less is better: reached", "down", 10, 100, 100_000, nil, "● grün"},
		{"less is better: exactly 95 %", "down", 20, 100, 190_000, nil, "● grün"},
		{"less is better: twice the target", "down", 20, 100, 100_000, nil, "■ rot"},
		{"less is better: none", "down", 0, 100, 100_000, nil, "● grün"},
		{"less is better: some where none should be", "down", 5, 100, 0, nil, "■ rot"},
		{"more than nothing was aimed at", "up", 5, 100, 0, nil, "● grün"},
		{"nothing was aimed at and reached", "up", 0, 100, 0, nil, "● grün"},
		{"a plan can be missed above", "neutral", 100, 200, 250_000, nil, "■ rot"},
		{"a plan can be missed below", "neutral", 40, 200, 250_000, nil, "▲ gelb"},
		{"within the tolerance", "up", 75, 100, 800_000, &within, "● grün"},
		{"outside the tolerance", "up", 73, 100, 800_000, &within, "▲ gelb"},
		{"one family is never red", "up", 0, 12, 80_000, nil, "▲ gelb"},
		{"two families are", "up", 0, 12, 160_000, nil, "■ rot"},
		{"a small group is not judged", "up", 1, 9, 900_000, nil, "○ ohne Bewertung"},
	} {
		if got := lightOf(judged(c.direction, c.k, c.n, c.target, c.tolerance)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestOneFamilyOfACountIsNeverRed(t *testing.T) {
	for k, want := range map[int64]string{3: "● grün", 2: "▲ gelb", 1: "■ rot"} {
		o := judged("up", k, 100, 0, nil)
		o.Indicator.Measure, o.Indicator.Unit, o.Denominator, o.Value = indicator.Count, indicator.UnitFamilies, nil, o.Numerator
		o.Target = dec(3)
		if got := lightOf(o); got != want {
			t.Errorf("%d of 3 families: %s, want %s", k, got, want)
		}
	}
}

func TestHoursAreJudgedFromTenPeopleOn(t *testing.T) {
	for people, want := range map[int64]string{9: "○ ohne Bewertung", 10: "■ rot"} {
		o := judged("down", 220, 10_000, 17_000, nil)
		o.Indicator.Measure, o.Indicator.Counts = indicator.Ratio, indicator.CountsHours
		o.InDenominator = households(people)
		if got := lightOf(o); got != want {
			t.Errorf("%d people: %s, want %s", people, got, want)
		}
	}
}

// TestAHandSetLightSaysSo also holds that it never stands on a withheld cell.
func TestAHandSetLightSaysSo(t *testing.T) {
	o := judged("up", 80, 100, 800_000, nil)
	o.Path.Override = &indicator.Override{Light: indicator.Red, Reason: "Kündigung der Unterkunft", Role: "Projektkoordination"}
	if got := lightOf(o); got != "■ rot (gesetzt)" {
		t.Errorf("light %s", got)
	}
	o.Indicator.Disclosure, o.Indicator.Harm = indicator.Sensitive, indicator.HarmNumerator
	o.InNumerator = households(2)
	if got := lightOf(o); got != "○ ohne Bewertung" {
		t.Errorf("a withheld cell has the light %s", got)
	}
}

func TestTheLegendOfLightsNamesItsBounds(t *testing.T) {
	r := For(public, nil, []indicator.Observation{judged("up", 80, 100, 800_000, nil)}, nil, nil)
	want := "● grün ab 95 % des Ziels oder innerhalb der Toleranz, ▲ gelb ab 80 % bis unter 95 %, ■ rot unter 80 %, " +
		"○ ohne Bewertung bei fehlender Angabe, ohne Ziel oder unter 10 Fällen. Was eine einzelne Person oder Familie ausmacht, ergibt nie Rot."
	if got := strings.ReplaceAll(r.LightLegend(notation.German), "\u00a0", " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTheOverallLightIsTheWorstThatWasJudged(t *testing.T) {
	cell := func(k, n int64) Cell {
		o := judged("up", k, n, 800_000, nil)
		return For(public, nil, []indicator.Observation{o}, nil, nil).Cell(o.Key)
	}
	green, yellow, red, grey := cell(80, 100), cell(70, 100), cell(10, 100), Cell{}
	for _, c := range []struct {
		cells []Cell
		want  indicator.Light
	}{
		{[]Cell{green, yellow, red, grey}, indicator.Red}, {[]Cell{green, yellow, grey}, indicator.Yellow}, {[]Cell{green, grey}, indicator.Green}, {[]Cell{grey}, indicator.Grey},
	} {
		if got, _ := Overall(c.cells); got != c.want {
			t.Errorf("overall %s, want %s", got, c.want)
		}
	}
	if _, count := Overall([]Cell{green, green, grey}); count[indicator.Green] != 2 || count[indicator.Grey] != 1 {
		t.Errorf("count %v", count)
	}
}

// quarters is a series of shares with 30 families each, from the first quarter of 2017 on.
func quarters(ind *indicator.Indicator, k ...int64) []indicator.Observation {
	var out []indicator.Observation
	for i, n := range k {
		o := share(ind, n, 30, households(n), households(30), households(30-n))
		to := time.Date(2017, time.Month(3*i+4), 0, 0, 0, 0, 0, time.UTC)
		o.Span = indicator.Period{Freq: indicator.Quarter, Name: to.Format("2006") + "-Q" + string(rune('1'+i%4)), To: to}
		o.Period = o.Span.Name
		out = append(out, o)
	}
	return out
}

func TestAChangeIsAgainstTheQuarterTheYearAndTheStart(t *testing.T) {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain}
	obs := quarters(ind, 3, 6, 9, 12, 15, 21)
	r := For(public, nil, obs, nil, nil)
	for i, want := range []string{"x x x", "+ 10 x + 10", "+ 10 x + 20", "+ 10 x + 30", "+ 10 + 40 + 40", "+ 20 + 50 + 60"} {
		var got []string
		for _, f := range []Form{FormChange, FormChangeYear, FormChangeStart} {
			s, _ := r.Cell(obs[i].Key).Form(f, notation.German)
			got = append(got, strings.TrimSuffix(strings.ReplaceAll(s, "\u00a0", " "), " Prozentpunkte"))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: %s, want %s", obs[i].Period, got, want)
		}
	}
}

func TestAcrossAChangeOfDefinitionThereIsNoDifference(t *testing.T) {
	ind := &indicator.Indicator{
		ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain, Version: "2.1.0",
		Changes: []indicator.Change{{Version: "2.0.0", ValidFrom: "2017-10-01", Reason: notation.Text{DE: "neu"}}, {Version: "2.1.0", ValidFrom: "2018-01-01"}},
	}
	obs := quarters(ind, 3, 6, 9, 12, 15, 21)
	r := For(public, nil, obs, nil, nil)
	for i, want := range []string{"xxx", "10x10", "10x20", "|x|", "10||", "20||"} {
		var got strings.Builder
		for _, f := range []Form{FormChange, FormChangeYear, FormChangeStart} {
			s, _ := r.Cell(obs[i].Key).Form(f, notation.German)
			s = strings.TrimSuffix(strings.TrimPrefix(s, "+\u00a0"), " Prozentpunkte")
			got.WriteString(strings.TrimSpace(strings.Trim(s, "+ ")))
		}
		if got.String() != want {
			t.Errorf("%s: %s, want %s", obs[i].Period, got.String(), want)
		}
		change, broken := r.Break(r.Cell(obs[i].Key))
		if broken != (i == 3) || broken && change.Version != "2.0.0" {
			t.Errorf("%s: break %v %v", obs[i].Period, broken, change)
		}
	}
}
