package chart

import (
	"fmt"
	"strings"
	"testing"

	"wirkbericht/pipeline/notation"
)

func TestTicksArePrintedAsTablesPrintThem(t *testing.T) {
	e := script(t)
	for _, d := range []notation.Decimal{0, 500_000, notation.One, 2_500_000, notation.Int(999), notation.Int(1000), notation.Int(25_000), notation.Int(1_234_567), -notation.Int(2500)} {
		for _, l := range []notation.Lang{notation.German, notation.English} {
			for name, want := range map[string]string{
				"number-" + string(l):  notation.FormatDecimal(d, l),
				"percent-" + string(l): notation.FormatPercent(d/100, decimals(d), l),
			} {
				v, err := e.vm.RunString(fmt.Sprintf("formatters[%q](%s)", name, d))
				if err != nil || v.String() != want {
					t.Errorf("%s(%s) is %q, want %q (%v)", name, d, v, want, err)
				}
			}
		}
	}
}

// script is an engine of its own.
func script(t *testing.T) *engine {
	t.Helper()
	r := renderer(t)
	e, err := newEngine(r.programs, r.family)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func decimals(d notation.Decimal) int {
	if d.IsWhole() {
		return 0
	}
	return 1
}

func TestNoTimePassesWhileAChartIsDrawn(t *testing.T) {
	v, err := script(t).vm.RunString(`const start = +new Date(); for (let i = 0; i < 300000; i++); +new Date() - start + Math.abs(Date.now())`)
	if err != nil || v.ToInteger() != 0 {
		t.Errorf("%v ms (%v)", v, err)
	}
}

func TestAWrongOptionIsAnError(t *testing.T) {
	r := renderer(t)
	for name, c := range map[string]struct{ option, want string }{
		"no JSON":           {`{`, "SyntaxError"},
		"unknown formatter": {`{"xAxis":{"axisLabel":{"formatter":"@euro"}},"yAxis":{},"series":[]}`, "unknown formatter @euro"},
		"unknown kind":      {`{"series":[{"type":"pie","data":[1]}]}`, "not every series"},
	} {
		if _, _, err := r.Render([]byte(c.option), 100, 100, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, _, err := r.Render(drawn(t)["balken"].Option, 604, 200, ""); err != nil {
		t.Errorf("a wrong option spoils the next: %v", err)
	}
}

func TestATextInAnotherTypefaceIsAnError(t *testing.T) {
	option := strings.Replace(string(drawn(t)["balken"].Option), "Source Sans 3", "Arial", 1)
	if _, _, err := renderer(t).Render([]byte(option), 604, 200, ""); err == nil || !strings.Contains(err.Error(), "Arial") {
		t.Errorf("got %v", err)
	}
}

func TestACharacterTheTypefaceLacksIsAnError(t *testing.T) {
	option := strings.ReplaceAll(string(drawn(t)["balken"].Option), "Rechtlich", "Recht😀")
	if _, _, err := renderer(t).Render([]byte(option), 604, 200, ""); err == nil || !strings.Contains(err.Error(), "😀") {
		t.Errorf("got %v", err)
	}
}

func TestThePictureStandsAloneInHTML(t *testing.T) {
	for name, c := range drawn(t) {
		if !strings.HasPrefix(c.SVG, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 604 `) || !strings.Contains(c.SVG, ` role="img" aria-label="`+escape(c.Alt)+`"`) {
			t.Errorf("%s begins with %.200s", name, c.SVG)
		}
		for _, bad := range []string{"<style", "class=", "style=", "ecmeta", "http://www.w3.org/1999/xlink", "undefined", "NaN"} {
			if strings.Contains(c.SVG, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
}
