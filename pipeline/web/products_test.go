package web

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
)

// period is the part of a file name that tells one quarter's report from another's.
var period = regexp.MustCompile(`-\d{4}-Q\d`)

// products are the newest page of each report that "make report" has made, or the end of the test where it has not.
func products(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../out/20*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, file := range files { // in the order of their days
		out[period.ReplaceAllString(filepath.Base(file), "")] = file
	}
	if len(out) == 0 {
		t.Skip("no products are there: make report makes them")
	}
	return out
}

func TestTheProductsInABrowser(t *testing.T) {
	pages, script, ctx := products(t), axe(t), browser(t)
	for name, file := range pages {
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
				t.Fatal(err)
			}
			trouble := open(t, ctx, string(page))
			if missing := ask[int](t, ctx, `[...document.querySelectorAll(".chart")].filter(c => !c.querySelector(".live svg path")).length`); missing > 0 {
				t.Errorf("%d charts are not drawn", missing)
			}
			if says := trouble(); len(says) > 0 {
				t.Errorf("the browser says: %q", says)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](script)); err != nil {
				t.Fatal(err)
			}
			for _, scheme := range []string{"light", "dark"} {
				prefer(t, ctx, scheme)
				if faults := serious(t, ctx); len(faults) > 0 {
					t.Errorf("%s: %q", scheme, faults)
				}
			}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile)); err != nil {
				t.Fatal(err)
			}
			if wider := ask[float64](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wider > 0 {
				t.Errorf("the page is %v px wider than the screen of a phone", wider)
			}
		})
	}
}
