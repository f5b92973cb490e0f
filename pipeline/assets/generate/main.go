// Command generate makes the files of pipeline/assets/dist from the npm packages that package-lock.json names: it bundles
// ECharts, writes the hyphenation patterns as text, copies the fonts, and puts every licence beside them.
//
// It runs at the top of the repository, after npm ci, and asks nobody but the disk. It does not choose versions:
// package.json does.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"wirkbericht/pipeline/assets"
)

const (
	folder  = "pipeline/assets"
	modules = folder + "/node_modules"
	dist    = folder + "/dist"
)

// copies are taken as they are: file in dist, file of a package.
var copies = [][2]string{
	{assets.Regular, "source-sans/TTF/SourceSans3-Regular.ttf"},
	{assets.Bold, "source-sans/TTF/SourceSans3-Bold.ttf"},
	{assets.Italic, "source-sans/TTF/SourceSans3-It.ttf"},
	{assets.BoldItalic, "source-sans/TTF/SourceSans3-BoldIt.ttf"},
	{"licenses/source-sans.md", "source-sans/LICENSE.md"},
	{"licenses/echarts.txt", "echarts/LICENSE"},
	{"licenses/echarts-notice.txt", "echarts/NOTICE"},
	{"licenses/echarts-d3.txt", "echarts/licenses/LICENSE-d3"},
	{"licenses/zrender.txt", "zrender/LICENSE"},
	{"licenses/tslib.txt", "tslib/LICENSE.txt"},
	{"licenses/hyphen.txt", "hyphen/LICENSE"},
}

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate assets:", err)
		os.Exit(1)
	}
}

func generate() error {
	if _, err := os.Stat(modules); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is missing: run \"make assets\" at the top of the repository", modules)
	}
	for _, c := range copies {
		raw, err := os.ReadFile(filepath.Join(modules, c[1]))
		if err != nil {
			return err
		}
		if err := write(c[0], raw); err != nil {
			return err
		}
	}
	if err := hyphenation(); err != nil {
		return err
	}
	// The one for drawing comes last: make takes it for the sign that all are there.
	for _, b := range [][2]string{{assets.EChartsPage, "page.js"}, {assets.ECharts, "echarts.js"}} {
		script, err := bundled(b[1], "echarts")
		if err != nil {
			return err
		}
		if err := write(b[0], script); err != nil {
			return err
		}
	}
	return nil
}

// bundled is one script that sets one global, from an entry beside this program. ES2017 is what goja runs for certain.
func bundled(entry, global string) ([]byte, error) {
	built := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(folder, "generate", entry)},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		GlobalName:        global,
		Target:            api.ES2017,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsInline,
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
	})
	if len(built.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(built.Errors, api.FormatMessagesOptions{}), ""))
	}
	return built.OutputFiles[0].Contents, nil
}

func write(name string, content []byte) error {
	file := filepath.Join(dist, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}
