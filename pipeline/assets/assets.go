// Package assets holds the third-party files that products are made with: the ECharts bundle, the four styles of Source
// Sans 3, the hyphenation patterns and their licences. `make assets` puts them into dist, which git ignores; they become part
// of the program.
//
// The package does not read what it holds: package typeface knows fonts and hyphenation, package chart knows ECharts.
package assets

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

// The files, by what they are.
const (
	ECharts     = "echarts.js"      // script that sets the global "echarts": init, setPlatformAPI
	EChartsPage = "echarts-page.js" // the same with tooltips, for the browser
	Hyphenation = "hyphenation.txt" // German patterns as TeX writes them, one a line
	Regular     = "SourceSans3-Regular.ttf"
	Bold        = "SourceSans3-Bold.ttf"
	Italic      = "SourceSans3-It.ttf"
	BoldItalic  = "SourceSans3-BoldIt.ttf"
)

// dist holds a .gitkeep so that this compiles on a fresh clone.
//
//go:embed all:dist
var dist embed.FS

// Files are the files of dist by the names above. Opening one that was not made yet is an error that wraps fs.ErrNotExist and
// says how to make it.
func Files() fs.FS { return files{} }

type files struct{}

// Open opens a file of dist.
func (files) Open(name string) (fs.File, error) {
	f, err := dist.Open("dist/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("pipeline/assets/dist/%s is missing, please run \"make assets\" and build again: %w", name, fs.ErrNotExist)
	}
	return f, err
}
