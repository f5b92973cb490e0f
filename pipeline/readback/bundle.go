package readback

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// Delivery is a finished bundle and what it was made of.
type Delivery struct {
	Release *release.Release // of its audience, as it was proven
	Bundle  *bundle.Bundle
	Said    []string // what else it may say: titles, days, the row account, hashes of what was delivered
	// Parquet are the rows of a Parquet file as texts, NULL as an empty one; package store knows how.
	Parquet func(file []byte) ([][]string, error)
}

// Bundle reads all files of a bundle. None found means: its figures are those of the Release, each in its place, in every format.
// The methods sheet is a document and is read as one.
func Bundle(d Delivery) finding.List {
	r := bundleReader{leaks: &leaks{}, Delivery: d, digits: map[string]bool{}, hashes: map[string]bool{}}
	r.Release = d.Release.Copy()
	r.words()
	tables := map[string]func([][]string){
		bundle.Observations.File(): r.observations, bundle.Quality.File(): r.quality, bundle.Changes.File(): r.changes,
	}
	for _, f := range d.Bundle.Files {
		r.in(f.Name)
		read, isTable := tables[f.Name]
		switch {
		case isTable:
			read(r.csv(f.Data))
		case f.Name == bundle.ParquetFile:
			r.parquet(f.Data)
		case f.Name == bundle.WorkbookFile:
			r.workbook(f.Data)
		case f.Name == bundle.SDMXFile:
			r.sdmx(r.csv(f.Data))
		case f.Name == bundle.MethodsFile || f.Name == bundle.SignatureFile:
		default:
			r.text("Text", string(f.Data))
		}
	}
	return r.found
}

// bundleReader compares one file after the other.
type bundleReader struct {
	*leaks
	Delivery
	digits map[string]bool // numbers that may stand in texts
	hashes map[string]bool // likewise
	rows   [][]string      // of observations.csv, with the head
}

// csv are the rows of a CSV file.
func (r *bundleReader) csv(data []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		r.leak("CSV", "Die Datei lässt sich nicht lesen: %v.", err)
		return [][]string{{}}
	}
	return rows
}

// keyed is the cell of a row that begins with the columns of a key; of fewer than seven it is the total.
func (r *bundleReader) keyed(row []string, columns int) release.Cell {
	key := append([]string(nil), row[:columns]...)
	for len(key) < len(bundle.Observations.Key) {
		key = append(key, indicator.Total)
	}
	return r.Release.Cell(indicator.KeyOf(strings.ToLower(strings.Join(key, "/"))))
}

// figures are what a cell says in the columns obs_value, numerator, denominator, n_unknown; empty where it says nothing.
func figuresOf(c release.Cell) (value, numerator, denominator, unknown string) {
	if !c.Shown() {
		return
	}
	if v, ok := c.Value(); ok {
		if c.Indicator().Unit == indicator.UnitPercent {
			v *= 100
		}
		value = v.String()
	}
	if v, ok := c.Numerator(); ok {
		numerator = v.String()
	}
	if v, ok := c.Denominator(); ok {
		denominator = v.String()
	}
	if n, ok := c.Unknown(); ok {
		unknown = strconv.FormatInt(n, 10)
	}
	return
}

// column is the place of a column in the observations.
func column(name string) int { return bundle.Observations.Column(name) }

// observations compares every row with its cell. What is not shown has no figure of any kind.
func (r *bundleReader) observations(rows [][]string) {
	r.rows = rows
	for i, row := range rows[1:] {
		r.row(fmt.Sprintf("Zeile %d", i+2), row)
	}
}

func (r *bundleReader) row(where string, row []string) {
	if len(row) < len(bundle.Observations.Columns) {
		r.leak(where, "Zu wenige Spalten.")
		return
	}
	c := r.keyed(row, len(bundle.Observations.Key))
	value, numerator, denominator, unknown := figuresOf(c)
	for name, want := range map[string]string{"obs_value": value, "numerator": numerator, "denominator": denominator, "n_unknown": unknown} {
		if got := row[column(name)]; !sameNumber(got, want) {
			r.leak(where, "%s ist »%s«, freigegeben ist »%s«.", name, got, want)
		}
	}
	low, high, ok := c.Interval()
	for name, want := range map[string]float64{"ci_low": low, "ci_high": high} {
		got := row[column(name)]
		if scale := 100.0; c.Indicator() != nil && c.Indicator().Unit == indicator.UnitPercent {
			want *= scale
		}
		if got != "" && (!ok || !sameNumber(got, strconv.FormatFloat(want, 'f', 4, 64))) {
			r.leak(where, "%s ist »%s« und nicht freigegeben.", name, got)
		}
	}
	if conf := row[column("conf_status")] == "CONF"; conf && c.Shown() || !conf && c.Status() == release.Withheld {
		r.leak(where, "conf_status ist »%s«.", row[column("conf_status")])
	}
	r.text(where+", comment", row[column("comment")])
}

// quality compares what is said of the completeness of totals.
func (r *bundleReader) quality(rows [][]string) {
	at := bundle.Quality.Column
	for i, row := range rows[1:] {
		c := r.keyed(row, len(bundle.Quality.Key))
		_, _, determined, unknown := figuresOf(c)
		share := ""
		if d, n := rational(row[at("units_determined")]), rational(row[at("units_unknown")]); d != nil && n != nil && d.Sign()+n.Sign() > 0 {
			f, _ := new(big.Rat).Quo(d, new(big.Rat).Add(d, n)).Float64()
			share = strconv.FormatFloat(100*f, 'f', 2, 64)
		}
		for name, want := range map[string]string{"units_determined": determined, "units_unknown": unknown, "coverage_percent": share} {
			if got := row[at(name)]; got != "" && !sameNumber(got, want) {
				r.leak(fmt.Sprintf("Zeile %d", i+2), "%s ist »%s«, freigegeben ist »%s«.", name, got, want)
			}
		}
	}
}

// changes may name figures of the delivery before, but none of a cell that is not shown any more.
func (r *bundleReader) changes(rows [][]string) {
	at := bundle.Changes.Column
	for i, row := range rows[1:] {
		c := r.keyed(row, len(bundle.Observations.Key))
		value, _, _, _ := figuresOf(c)
		if now := row[at("new_value")]; !sameNumber(now, value) || c.Status() == release.Withheld && row[at("old_value")] != "" {
			r.leak(fmt.Sprintf("Zeile %d", i+2), "»%s« statt »%s«, vorher »%s«.", now, value, row[at("old_value")])
		}
	}
}

// sdmx compares row by row with observations.csv, which is in the same order.
func (r *bundleReader) sdmx(rows [][]string) {
	names := map[string]string{"OBS_VALUE": "obs_value", "NUMERATOR": "numerator", "DENOMINATOR": "denominator"}
	if len(rows) != len(r.rows) {
		r.leak("SDMX", "%d Zeilen statt %d.", len(rows), len(r.rows))
		return
	}
	for i, row := range rows[1:] {
		for j, head := range rows[0] {
			name, isFigure := names[head]
			switch want := r.rows[i+1]; {
			case isFigure:
				if got := strings.ReplaceAll(row[j], "NaN", ""); !sameNumber(got, want[column(name)]) {
					r.leak(fmt.Sprintf("Zeile %d", i+2), "%s ist »%s«, in observations.csv »%s«.", head, got, want[column(name)])
				}
			case head == "INDICATOR" && row[j] != want[1]:
				r.leak(fmt.Sprintf("Zeile %d", i+2), "Die Zeile gehört nicht zu der in observations.csv.")
			case head == "COMMENT_OBS" || strings.Contains(head, "STRUCTURE"):
				r.text(head, row[j])
			}
		}
	}
}

// parquet compares cell by cell with observations.csv.
func (r *bundleReader) parquet(data []byte) {
	rows, err := r.Parquet(data)
	if err != nil {
		r.leak("Parquet", "Die Datei lässt sich nicht lesen: %v.", err)
		return
	}
	if len(rows) != len(r.rows) {
		r.leak("Parquet", "%d Zeilen statt %d.", len(rows), len(r.rows))
		return
	}
	for i, row := range rows {
		for j, got := range row {
			if j >= len(r.rows[i]) || got != r.rows[i][j] && !sameNumber(got, r.rows[i][j]) {
				r.leak(fmt.Sprintf("Zeile %d, Spalte %d", i+1, j+1), "»%s« steht nicht in observations.csv.", got)
			}
		}
	}
}

// rational is the number that a text of the files says; nil for none.
func rational(text string) *big.Rat {
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return n
}

// sameNumber reports whether two texts say the same number, or both none.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, y := rational(a), rational(b)
	return x != nil && y != nil && x.Cmp(y) == 0
}
