package chart

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"wirkbericht/pipeline/assets"
)

// Script is what a page needs to show options as ECharts does: the bundle of fsys, which sets the global "echarts", and the functions
// that read an option, readOption above all. It evaluates no text, so a content policy may forbid that.
func Script(fsys fs.FS) (string, error) {
	bundle, err := fs.ReadFile(fsys, assets.EChartsPage)
	if err != nil {
		return "", fmt.Errorf("read chart bundle: %w", err)
	}
	return strings.TrimSpace(string(bundle)) + "\n" + helpers, nil
}

// night are the colours of the house on a dark page, in the place of those on a white one.
var night = map[string]string{
	ink: "#e4e9ec", quiet: "#a9b6be", rule: "#62717b", faint: "#2b363d", "#54555a": "#62717b",
	"#ffffff": NightPaper, "rgb(255,255,255)": NightPaper,
	palette[0]: "#54c8d3", palette[1]: "#aa6c45", palette[2]: "#bef1d3", palette[3]: "#c284f1", palette[4]: "#f7c67c", palette[5]: "#6b727b",
	"#d3eadc": "#1d3a2a", "#2f7d55": "#6fbf93", "#fbe8bd": "#3d3110", "#96690a": "#d9a83c",
	"#f6d3cc": "#43211a", "#b3361f": "#ef8a76", "#eceff1": "#252d32", "#7b8794": "#8b98a2",
}

// NightPaper is the page that the colours of the night are made for.
const NightPaper = "#14191d"

// NightStyle are rules of a style sheet that turn the colours of every chart below the selector into those of the night. ECharts
// writes colours as attributes, so rules reach pictures that are drawn later, too.
func NightStyle(selector string) string {
	var rules []string
	for day, dark := range night {
		rules = append(rules, fmt.Sprintf("%s [fill=%q]{fill:%s}", selector, day, dark), fmt.Sprintf("%s [stroke=%q]{stroke:%s}", selector, day, dark))
	}
	slices.Sort(rules)
	return strings.Join(rules, "\n")
}
