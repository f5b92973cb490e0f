// Package delivery makes the files for the evaluators. So far that is observations.csv, one row per value; descriptor,
// codebook, workbook and signature follow with the whole bundle.
//
// It writes what a Release shows and nothing else; it computes nothing.
package delivery

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// observationColumns are the 21 columns of observations.csv in order. The first seven are the key.
var observationColumns = []string{
	"ref_area", "indicator_id", "legal_state", "freq", "time_period", "breakdown", "category",
	"indicator_version", "period_start", "period_end",
	"obs_value", "numerator", "denominator", "unit", "ci_low", "ci_high", "n_unknown",
	"obs_status", "conf_status", "series_break", "comment",
}

// Observations is observations.csv: UTF-8 without BOM, comma, LF, decimal point, empty for no value. Rows come in the order
// of their key; withheld cells stay, with their status and without figures. Codes are upper case and survive the type
// guessing of R, pandas, Excel and DuckDB.
func Observations(r *release.Release) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var rows [][]string
	for _, c := range r.All() {
		rows = append(rows, observation(c))
	}
	const keyColumns = 7
	slices.SortFunc(rows, func(a, b []string) int { return slices.Compare(a[:keyColumns], b[:keyColumns]) })
	if err := w.Write(observationColumns); err != nil {
		return nil, fmt.Errorf("write observations: %w", err)
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write observations: %w", err)
	}
	return b.Bytes(), nil
}

func observation(c release.Cell) []string {
	k, ind := c.Key(), c.Indicator()
	low, high := "", ""
	if l, h, ok := c.Interval(); ok {
		low, high = bound(l, ind.Unit), bound(h, ind.Unit)
	}
	unknown := ""
	if n, ok := c.Unknown(); ok {
		unknown = strconv.FormatInt(n, 10)
	}
	obs, conf := status(c)
	return []string{
		strings.ToUpper(k.Area), strings.ToUpper(k.Indicator), strings.ToUpper(k.Law), string(k.Freq), k.Period,
		strings.ToUpper(k.Breakdown), strings.ToUpper(k.Category),
		ind.Version, day(c.Period().From), day(c.Period().To),
		value(c), decimal(c.Numerator()), decimal(c.Denominator()), string(ind.Unit),
		low, high, unknown, obs, conf, "false", label(c),
	}
}

// label is the comment: of a figure of residence law, that it is no examination.
func label(c release.Cell) string {
	if !c.Indicator().Law || c.Status() != release.Free {
		return ""
	}
	return release.NoExamination.DE
}

// value is obs_value: per cents from 0 to 100, never fractions.
func value(c release.Cell) string {
	v, ok := c.Value()
	if ok && c.Indicator().Unit == indicator.UnitPercent {
		v *= 100
	}
	return decimal(v, ok)
}

// status is obs_status and conf_status of a cell (SDMX letters for the first, own words for the second: a column of bare F
// would be read as FALSE).
func status(c release.Cell) (obs, conf string) {
	switch {
	case c.Status() == release.Withheld:
		return "Q", "CONF"
	case c.Status() == release.Absent:
		return "M", "FREE"
	case c.Provisional():
		return "P", "FREE"
	}
	return "A", "FREE"
}

func decimal(d notation.Decimal, ok bool) string {
	if !ok {
		return ""
	}
	return d.String()
}

// bound is one end of an interval in the unit of obs_value.
func bound(f float64, u indicator.Unit) string {
	if u == indicator.UnitPercent {
		f *= 100
	}
	return strconv.FormatFloat(f, 'f', 4, 64)
}

// day is the ISO date; periods since intake have no dates of their own.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
