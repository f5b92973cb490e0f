package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"wirkbericht/pipeline/release"
)

// BenchmarkRun/sample is the whole program on the sample project, both dates, all products, into a new store.
func BenchmarkRun(b *testing.B) {
	b.Run("sample", func(b *testing.B) {
		for b.Loop() {
			dir := b.TempDir()
			for _, day := range []string{"2018-10-30", "2019-12-31"} {
				code := command([]string{"run", "--project", "..", "--as-of", day, "--quiet",
					"--store", filepath.Join(dir, "s.duckdb"), "--out", filepath.Join(dir, "out")}, io.Discard, io.Discard)
				if code != exitDone {
					b.Fatalf("run --as-of %s: exit code %d", day, code)
				}
			}
		}
	})
}

// BenchmarkProtect/sample is the protection of all audiences over the sample's observations at each date, with the proof; how many cells those are is in the name.
func BenchmarkProtect(b *testing.B) {
	for _, day := range []string{"2018-10-30", "2019-12-31"} {
		terminal := newTerminal(io.Discard, io.Discard, true)
		l, err := openLine(&cli{Project: "..", AsOf: day, Memory: "1GB"}, terminal)
		if err != nil {
			b.Fatal(err)
		}
		seen, err := l.observe(b.Context(), "")
		if err != nil {
			b.Fatal(err)
		}
		src, err := l.source(seen)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("sample_%s_%d_cells", day, len(src.Observations)), func(b *testing.B) {
			for b.Loop() {
				fresh := *src
				for _, name := range slices.Sorted(maps.Keys(l.project.audiences)) {
					if _, p, err := release.Protect(l.project.audiences[name], &fresh); err != nil || !p.Proven() {
						b.Fatal(name, err)
					}
				}
			}
		})
		if err := seen.close(); err != nil {
			b.Fatal(err)
		}
	}
}
