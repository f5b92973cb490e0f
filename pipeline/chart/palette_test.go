package chart

import (
	"math"
	"testing"
)

// visions are how colours look to those who lack one kind of cones, on linear light (Machado, Oliveira, Fernandes 2009, severity 1).
var visions = map[string][3][3]float64{
	"all cones": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"no red":    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"no green":  {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"no blue":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func TestEveryColourStandsOutOnWhite(t *testing.T) {
	for name, least := range map[string]float64{ink: 7, quiet: 4.5} {
		if c := contrast(t, name); c < least {
			t.Errorf("%s: contrast %.2f on white, want %v", name, c, least)
		}
	}
	for _, name := range palette {
		if c := contrast(t, name); c < 3 {
			t.Errorf("%s: contrast %.2f on white, want 3", name, c)
		}
	}
}

func TestEveryLightHasAnEdgeThatStandsOutAndAFillThatBearsText(t *testing.T) {
	paper := luminance(light(t, NightPaper)) + 0.05
	for shape, tone := range tones {
		if c := contrast(t, tone.edge); c < 3 {
			t.Errorf("%s: edge %.2f on white, want 3", shape, c)
		}
		if c := (luminance(light(t, tone.fill)) + 0.05) / (luminance(light(t, ink)) + 0.05); c < 7 {
			t.Errorf("%s: text %.2f on its fill, want 7", shape, c)
		}
		if c := (luminance(light(t, night[tone.edge])) + 0.05) / paper; c < 3 {
			t.Errorf("%s: edge %.2f at night, want 3", shape, c)
		}
		if c := (luminance(light(t, night[ink])) + 0.05) / (luminance(light(t, night[tone.fill])) + 0.05); c < 7 {
			t.Errorf("%s: text %.2f on its fill at night, want 7", shape, c)
		}
	}
}

func TestAnyTwoColoursStayApartForEveryEye(t *testing.T) {
	for vision, m := range visions {
		for i, a := range palette {
			for _, b := range palette[:i] {
				if d := difference(lab(seen3(m, light(t, a))), lab(seen3(m, light(t, b)))); d < 20 {
					t.Errorf("%s: %s and %s differ by %.1f, want 20", vision, a, b, d)
				}
			}
		}
	}
}

func TestColoursOfTheNightStandOutAndStayApart(t *testing.T) {
	paper := luminance(light(t, NightPaper)) + 0.05
	for day, least := range map[string]float64{ink: 7, quiet: 4.5, rule: 2.9, palette[0]: 4.5} {
		if c := (luminance(light(t, night[day])) + 0.05) / paper; c < least {
			t.Errorf("%s for %s: contrast %.2f, want %v", night[day], day, c, least)
		}
	}
	for vision, m := range visions {
		for i, a := range palette {
			if c := (luminance(light(t, night[a])) + 0.05) / paper; c < 3 {
				t.Errorf("%s: contrast %.2f, want 3", night[a], c)
			}
			for _, b := range palette[:i] {
				if d := difference(lab(seen3(m, light(t, night[a]))), lab(seen3(m, light(t, night[b])))); d < 20 {
					t.Errorf("%s: %s and %s differ by %.1f, want 20", vision, night[a], night[b], d)
				}
			}
		}
	}
}

func TestTheListsOfTheHouseAreEquallyLong(t *testing.T) {
	if n := len(palette); len(symbols) != n || len(dashes) != n || len(patterns) != n {
		t.Errorf("%d colours, %d symbols, %d dashes, %d patterns", n, len(symbols), len(dashes), len(patterns))
	}
}

func light(t *testing.T, hex string) [3]float64 {
	t.Helper()
	c, err := parseColor(hex)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return [3]float64{linear(c.R), linear(c.G), linear(c.B)}
}

func luminance(v [3]float64) float64 { return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2] }

func contrast(t *testing.T, hex string) float64 { return 1.05 / (luminance(light(t, hex)) + 0.05) }

func seen3(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = min(1, max(0, row[0]*v[0]+row[1]*v[1]+row[2]*v[2]))
	}
	return out
}

// lab is CIE L*a*b* under D65.
func lab(v [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*v[0] + 0.3576*v[1] + 0.1805*v[2]) / 0.9505)
	y := f(luminance(v))
	z := f((0.0193*v[0] + 0.1192*v[1] + 0.9505*v[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func difference(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
