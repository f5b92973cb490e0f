package store

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// The files of the traffic lights in a project.
const (
	LegendFile   = "config/reference/ampel.csv"
	OverrideFile = "config/reference/ampel_gesetzt.csv"
)

// Override is one row of ampel_gesetzt.csv: a light that people set against the legend.
type Override struct {
	Line                    int
	Indicator, Freq, Period string
	indicator.Override
}

// band is one row of ampel.csv. No upper bound means that the band is open.
type band struct {
	line  int
	light string
	from  notation.Decimal
	to    *notation.Decimal
}

// readLights reads the legend and the lights set by hand.
func (ref *Reference) readLights(fsys fs.FS, found *finding.List) error {
	var bands []band
	err := readCSV(fsys, LegendFile, "farbe,von,bis", found, func(r *record) {
		bands = append(bands, band{r.line, r.text(0), r.number(1), r.optional(2)})
	})
	if err != nil {
		return err
	}
	ref.Legend = legend(bands, found)
	return readCSV(fsys, OverrideFile, "indikator,freq,time_period,farbe,grund,rolle", found, func(r *record) {
		o := Override{r.line, r.text(0), r.text(1), r.text(2), indicator.Override{Light: indicator.Light(r.text(3)), Reason: r.text(4), Role: r.text(5)}}
		if !slices.Contains([]indicator.Light{indicator.Green, indicator.Yellow, indicator.Red, indicator.Grey}, o.Light) {
			r.stop(3, fmt.Sprintf("»%s« ist keine Ampelfarbe; möglich sind gruen, gelb, rot, grau.", o.Light))
		}
		ref.Overrides = append(ref.Overrides, o)
	})
}

// legend joins the bands from the best to the worst and tells gaps, overlaps and missing colours: every ratio from zero up has one light.
func legend(bands []band, found *finding.List) indicator.Legend {
	if len(bands) == 0 {
		return nil
	}
	stop := func(line int, message, remedy string) {
		found.Add(finding.Stop, "ampel_legende", finding.Place{File: LegendFile, Line: line}, message, remedy)
	}
	slices.SortStableFunc(bands, func(a, b band) int { return cmp.Compare(b.from, a.from) })
	var out indicator.Legend
	for i, b := range bands {
		switch {
		case i == 0 && b.to != nil:
			stop(b.line, fmt.Sprintf("Ab %s gilt keine Farbe.", *b.to), "Bitte bei der besten Farbe »bis« leer lassen.")
		case i > 0 && b.to == nil, i > 0 && *b.to > bands[i-1].from:
			stop(b.line, fmt.Sprintf("Ab %s gelten zwei Farben.", bands[i-1].from), fmt.Sprintf("Bitte »bis« auf %s setzen.", bands[i-1].from))
		case i > 0 && *b.to < bands[i-1].from:
			stop(b.line, fmt.Sprintf("Von %s bis %s gilt keine Farbe.", *b.to, bands[i-1].from), fmt.Sprintf("Bitte »bis« auf %s setzen.", bands[i-1].from))
		}
		out = append(out, indicator.Band{Light: indicator.Light(b.light), From: b.from})
	}
	last := bands[len(bands)-1]
	if last.from != 0 {
		stop(last.line, fmt.Sprintf("Von 0 bis %s gilt keine Farbe.", last.from), "Bitte bei der schlechtesten Farbe »von« auf 0 setzen.")
	}
	want := []indicator.Light{indicator.Green, indicator.Yellow, indicator.Red}
	if !slices.EqualFunc(out, want, func(b indicator.Band, l indicator.Light) bool { return b.Light == l }) {
		stop(0, "Die Farben müssen von der besten zur schlechtesten gruen, gelb, rot sein.", "Bitte jede genau einmal angeben.")
	}
	return out
}

// checkOverrides tells lights set for indicators that do not exist.
func (ref Reference) checkOverrides(known map[string]*indicator.Indicator) finding.List {
	var found finding.List
	for _, o := range ref.Overrides {
		if known[o.Indicator] == nil {
			found.Add(finding.Stop, "ampel_indikator", finding.Place{File: OverrideFile, Line: o.Line}, fmt.Sprintf("unbekannter Indikator %q.", o.Indicator), "Bitte die Kennung berichtigen oder die Zeile entfernen.")
		}
	}
	return found
}
