// Package chart turns a block of a report and a Release into a chart: the option for ECharts, the SVG that ECharts makes of it, the
// same as a Drawing of vector operations, an alt text, and the table behind it.
//
// go-echarts makes the option, ECharts itself runs in goja, and the files svg_*.go read what it writes: a small part of SVG, and
// everything outside of it is an error. There is one style for all charts, in house.go.
//
// The package computes no figure and prints none: values, texts and signs come from the cells of the Release, and what the Release
// withholds is a gap. Only ticks of axes are printed here. It sets no caption and no page; that is for report, layout and web.
package chart

import "wirkbericht/pipeline/notation"

// Spec is the body of a chart block in a report: what is drawn, never how it is computed.
//
// A trend, a stack and a heat map show all periods of the frequency up to the reporting period, or up to the one named. A survival
// curve does so for a share, as steps; of an indicator measured as survival it is the Kaplan-Meier curve of one period. Bars show all of them if a frequency is named ("SH"), and one period otherwise: the one named, or the newest. Level bars,
// dots and flows always show one. A funnel, a timeline and a budget draw a fact table; a flow draws one if it names one.
type Spec struct {
	ID         string   `yaml:"id"`   // name for references, "abb_fehlzeiten"
	Kind       string   `yaml:"kind"` // one of kinds
	Indicator  string   `yaml:"indicator"`
	Indicators []string `yaml:"indicators"` // several series; rows of dots and of a heat map
	By         string   `yaml:"by"`         // breakdown: its categories are bars or series; of a flow a crossing of two
	Period     string   `yaml:"period"`     // "SH" or "SH:2017-H2", see above; empty: the indicator's first frequency
	Before     string   `yaml:"before"`     // dots: an earlier period of the same frequency, "T:T00"
	As         string   `yaml:"as"`         // value (default) or k
	Target     bool     `yaml:"target"`     // draw the target (trend, dots, bars over periods)
	Interval   bool     `yaml:"interval"`   // draw the interval band (trend and survival of one share)
	Breaks     []Break  `yaml:"breaks"`     // trend: where a series breaks, beside the breaks that the Release knows

	Table   string              `yaml:"table"`   // fact table; empty: the one the kind usually draws
	Columns []string            `yaml:"columns"` // of the table, in the order of the kind; empty: its usual ones
	Only    map[string][]string `yaml:"only"`    // column of the table: the values a row may have; of a coded column codes
	Group   string              `yaml:"group"`   // timeline, budget: column whose values head groups

	Height float64 `yaml:"height"` // millimetres; 0: what suits the kind
	Title  string  `yaml:"title"`  // caption: the statement, one sentence
	Note   string  `yaml:"note"`   // below the chart
}

// Break is a period from which a series is counted in another way.
type Break struct {
	Period string `yaml:"period"` // "SH:2018-H1": the first counted anew
	Reason string `yaml:"reason"`
}

// Chart is a chart that may be shown: everything in it comes from a Release.
type Chart struct {
	Spec    Spec
	Option  []byte // ECharts option, JSON without functions
	SVG     string // normalised, without ids that depend on what was drawn before
	Drawing Drawing
	Alt     string // says what is seen, from released figures
	Data    Data   // the table behind the chart
	Source  string // "Quelle: …; Stand: …"
}

// Data is the table behind a chart: printed texts, already released.
type Data struct {
	Names int // so many columns at the left hold names, the others figures
	Head  []notation.Text
	Rows  [][]string
	// Figures are the ids of the released figures in the same places, <cell id>#<form>; empty for names and signs. A table of facts has none.
	Figures [][]string
}
