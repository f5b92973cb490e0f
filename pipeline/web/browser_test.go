package web

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
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
	ctx, timeout := context.WithTimeout(ctx, time.Minute)
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
		tables := ask[string](t, ctx, `[...document.querySelectorAll("table")].map(t => t.tHead.rows[0].cells.length).join()`)
		if lang != "de" || tables != "3,1,3" {
			t.Errorf("lang %q, columns of tables %q", lang, tables)
		}
		if says := trouble(); len(says) > 0 {
			t.Errorf("the browser says: %q", says)
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
