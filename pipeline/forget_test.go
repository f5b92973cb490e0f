package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// holdsWords is "holds WORD… -- PATH…": each of the words stands in some file under the paths, as text, as UTF-16 or within an archive. With "!", none of them stands in any.
func holdsWords(ts *testscript.TestScript, neg bool, args []string) {
	at := slices.Index(args, "--")
	if at < 1 || at == len(args)-1 {
		ts.Fatalf("usage: holds WORD... -- PATH...")
	}
	for _, word := range args[:at] {
		whole := regexp.MustCompile(`(?:^|[^A-Za-z0-9])` + regexp.QuoteMeta(word) + `(?:$|[^A-Za-z0-9])`)
		var in []string
		for _, root := range args[at+1:] {
			ts.Check(filepath.WalkDir(ts.MkAbs(root), func(name string, d fs.DirEntry, err error) error {
				if err != nil || !d.Type().IsRegular() {
					return err
				}
				data, err := os.ReadFile(name)
				if err == nil && mentions(data, whole) {
					in = append(in, name)
				}
				return err
			}))
		}
		if len(in) > 0 == neg {
			ts.Fatalf("%s stands in %s", word, strings.Join(in, ", "))
		}
	}
}

func TestTheEndOfStorageIsRememberedInTime(t *testing.T) {
	c := custody{RemindDays: 90, until: time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC)}
	for day, want := range map[string]string{
		"2020-09-30": "", "2020-10-02": "noch bis zum 31.12.2020 aufbewahrt werden (90 Tage)", "2020-12-31": "noch bis zum 31.12.2020 aufbewahrt werden (0 Tage)",
		"2021-01-02": "durften bis zum 31.12.2020 aufbewahrt werden",
	} {
		today, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		got := c.reminder(today)
		if want == "" && got != "" || !strings.Contains(got, want) || got != "" && !strings.Contains(got, "»purge«") {
			t.Errorf("on %s: %q", day, got)
		}
	}
}
