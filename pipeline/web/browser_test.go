package web

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// browser starts a headless Chromium, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the page is not looked at in a browser")
	}
	ctx, cancel := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox))
	t.Cleanup(cancel)
	ctx, timeout := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(timeout)
	return ctx
}

// open shows the page in the browser. The result tells what a page should never cause: requests beyond the file itself, and
// words on the console.
func open(t *testing.T, ctx context.Context, page string) func() []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "probe.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: file}).String()
	trouble := make(chan string, 100)
	err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if ev.Request.URL != address && ev.Request.URL != "data:," {
				trouble <- "request: " + ev.Request.URL
			}
		case *log.EventEntryAdded:
			trouble <- "log: " + ev.Entry.Text
		case *runtime.EventConsoleAPICalled:
			trouble <- "console: " + string(ev.Type)
		case *runtime.EventExceptionThrown:
			trouble <- "exception: " + ev.ExceptionDetails.Text
		}
	})
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(address))
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() (all []string) {
		for len(trouble) > 0 {
			all = append(all, <-trouble)
		}
		return all
	}
}

// ask is the value of a JavaScript expression in the page.
func ask[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// answering is the sample with a chart that ECharts drew and can draw again.
func answering(t *testing.T, text string) *report.Document {
	t.Helper()
	family, err := typeface.Load(assets.Files())
	if err != nil {
		t.Skip(err)
	}
	renderer, err := chart.NewRenderer(assets.Files(), family)
	if err != nil {
		t.Fatal(err)
	}
	tip, _ := json.Marshal("2017: 9 <von> 14 & " + text)
	option := []byte(`{"animation":false,"color":["#0e4d64"],"textStyle":{"fontFamily":"'Source Sans 3'","fontSize":12,"color":"#1f2933"},
		"xAxis":{"type":"category","data":["2017","2018"],"axisLabel":{"color":"#52606d"}},"yAxis":{"type":"value","axisLabel":{"formatter":"@percent-de"}},
		"series":[{"type":"bar","data":[{"value":9,"tip":` + string(tip) + `},{"value":12,"tip":"2018: 12 von 14"}]}]}`)
	doc := sample(text)
	for i, b := range doc.Blocks {
		if f, ok := b.(report.Figure); ok && f.Chart != nil {
			c := chart.Chart{Option: option}
			if c.SVG, _, err = renderer.Render(option, 604, 230, "Zwei Säulen"); err != nil {
				t.Fatal(err)
			}
			f.Chart = &c
			doc.Blocks[i] = f
		}
	}
	return doc
}

// axe is the accessibility checker, or the end of the test where npm ci has not been run.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("../assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Skip("axe-core is not there: npm ci in pipeline/assets fetches it")
	}
	return string(script)
}

// serious are the findings of axe-core that somebody would stumble over.
func serious(t *testing.T, ctx context.Context) []string {
	t.Helper()
	faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run().then(r => r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

// prefer lets the browser of a reader prefer a light or a dark page.
func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, media)
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
}

// press sends keys to the page.
func press(t *testing.T, ctx context.Context, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(k)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInABrowser(t *testing.T) {
	ctx := browser(t)
	t.Run("the page is shown without requests and complaints", func(t *testing.T) {
		trouble := open(t, ctx, render(t, sample("Ämter & Familien")))
		chart := ask[struct{ Width, Height float64 }](t, ctx,
			`(({width, height}) => ({Width: width, Height: height}))(document.querySelector(".chart svg").getBoundingClientRect())`)
		if chart.Width < 300 || chart.Height < 100 {
			t.Errorf("the chart is %v", chart)
		}
		lang := ask[string](t, ctx, `document.documentElement.lang`)
		tables := ask[string](t, ctx, `[...document.querySelectorAll("table")].map(t => t.tHead.rows[t.tHead.rows.length - 1].cells.length).join()`)
		if lang != "de" || tables != "3,3,1,3" {
			t.Errorf("lang %q, columns of tables %q", lang, tables)
		}
		if says := trouble(); len(says) > 0 {
			t.Errorf("the browser says: %q", says)
		}
	})
	t.Run("charts are drawn again and answer to mouse and keys", func(t *testing.T) {
		trouble := open(t, ctx, render(t, answering(t, "x")))
		bars := ask[int](t, ctx, `document.querySelectorAll('.live svg path[fill="#0e4d64"]').length`)
		if bars != 2 {
			t.Errorf("%d bars drawn, want 2", bars)
		}
		apart := ask[float64](t, ctx, `((a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.width - b.width))(
			document.querySelector(".chart > svg").getBoundingClientRect(), document.querySelector(".live svg").getBoundingClientRect())`)
		if apart > 1 {
			t.Errorf("the drawing lies %.1f px beside its picture", apart)
		}
		ask[bool](t, ctx, `(document.querySelector(".chart").focus(), true)`)
		press(t, ctx, kb.ArrowRight)
		want := "2017: 9 <von> 14 & x"
		if got := ask[string](t, ctx, `document.querySelector(".tip").innerText`); got != want {
			t.Errorf("tooltip %q, want %q", got, want)
		}
		press(t, ctx, kb.End)
		if got := ask[string](t, ctx, `document.querySelector(".spoken").textContent`); got != "2018: 12 von 14" {
			t.Errorf("spoken %q", got)
		}
		ask[bool](t, ctx, `(document.querySelector(".live").scrollIntoView({block: "center", behavior: "instant"}), true)`)
		at := ask[struct{ X, Y float64 }](t, ctx, `(r => ({X: r.x + r.width / 2, Y: r.y + r.height / 2}))(document.querySelector('.live svg path[fill="#0e4d64"]').getBoundingClientRect())`)
		if err := chromedp.Do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y)); err != nil {
			t.Fatal(err)
		}
		got := ""
		for range 50 { // the page answers a moment later
			if got = ask[string](t, ctx, `document.querySelector(".tip").innerText`); got == want {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if got != want {
			t.Errorf("below the mouse %q, want %q", got, want)
		}
		if says := trouble(); len(says) > 0 {
			t.Errorf("the browser says: %q", says)
		}
	})
	t.Run("a script of somebody else does not run", func(t *testing.T) {
		page := strings.Replace(render(t, answering(t, "x")), "</main>", "<script>document.title='gekapert'</script></main>", 1)
		open(t, ctx, page)
		if title := ask[string](t, ctx, `document.title`); strings.Contains(title, "gekapert") {
			t.Error("it ran")
		}
	})
	t.Run("axe finds nothing serious in the light and in the dark", func(t *testing.T) {
		script := axe(t)
		for _, scheme := range []string{"light", "dark"} {
			prefer(t, ctx, scheme)
			open(t, ctx, render(t, answering(t, "Ämter und Familien")))
			ask[bool](t, ctx, script+";true")
			faults := serious(t, ctx)
			if len(faults) > 0 {
				t.Errorf("%s: %q", scheme, faults)
			}
		}
	})
	t.Run("a hostile label runs nothing", func(t *testing.T) {
		const hostile = `"><img src=x onerror="document.title='gekapert'"><script>document.title='gekapert'</script>`
		trouble := open(t, ctx, render(t, sample(hostile)))
		n := ask[int](t, ctx, `document.querySelectorAll("img, script").length`)
		if says := trouble(); n != 0 || len(says) > 0 {
			t.Errorf("%d images or scripts; the browser says: %q", n, says)
		}
	})
	t.Run("nothing stands beside the screen of a phone", func(t *testing.T) {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile)); err != nil {
			t.Fatal(err)
		}
		open(t, ctx, render(t, sample("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung")))
		if wider := ask[float64](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wider > 0 {
			t.Errorf("the page is %v px wider than the screen", wider)
		}
	})
}
