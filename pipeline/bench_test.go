package main

import (
	"io"
	"path/filepath"
	"testing"
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
