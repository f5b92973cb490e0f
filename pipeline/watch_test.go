package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

var tag = regexp.MustCompile(`</?data[^>]*>`) // around every figure

func TestAChangedReportIsMadeAgainWithTheSameFigures(t *testing.T) {
	dir := t.TempDir()
	reportFile, product := filepath.Join(dir, "reports", "kurz.md"), filepath.Join(dir, "out", "2018-10-30", "kurz.html")
	write := func(text string) {
		t.Helper()
		front := "---\n{title: Kurz, audience: oeffentlichkeit, due: each_run}\n---\n\n"
		if err := os.WriteFile(reportFile, []byte(front+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(reportFile), 0o700); err != nil {
		t.Fatal(err)
	}
	write("Es sind {{ fam_aktiv as=kn }}.\n")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		c := &cli{Project: dir, Data: "../testdata/muenster", Store: filepath.Join(dir, "s.duckdb"), AsOf: "2018-10-30", Quiet: true}
		run := runCommand{Out: filepath.Join(dir, "out"), Report: []string{"kurz"}, Lang: "de", Watch: true}
		ended <- run.Run(ctx, c, &terminal{out: io.Discard, err: io.Discard, quiet: true})
	}()
	says := func(text string) {
		t.Helper()
		for {
			if page, err := os.ReadFile(product); err == nil && bytes.Contains(tag.ReplaceAll(page, nil), []byte(text)) {
				return
			}
			select {
			case err := <-ended:
				t.Fatalf("ended before it said %q: %v", text, err)
			case <-time.After(watchEvery / 2):
			}
		}
	}
	says("Es sind 14 Familien.")
	write("Im Fallmanagement sind {{ fam_aktiv as=kn }}.\n")
	says("Im Fallmanagement sind 14 Familien.")
	write("Hier steht {{ fam_aktif as=kn }}.\n") // told, and nothing is written
	write("Zuletzt waren es {{ fam_aktiv as=kn }}.\n")
	says("Zuletzt waren es 14 Familien.")
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
