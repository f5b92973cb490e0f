package readback

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
)

// knownParts are what a workbook of ours consists of. Styles, theme and drawings of notes hold no text.
var knownParts = regexp.MustCompile(`^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/_rels/workbook\.xml\.rels|xl/(workbook|sharedStrings|styles)\.xml|xl/theme/theme1\.xml` +
	`|xl/comments\d\.xml|xl/drawings/vmlDrawing\d\.vml|xl/tables/table\d\.xml|xl/worksheets/sheet\d\.xml|xl/worksheets/_rels/sheet\d\.xml\.rels)$`)

// workbook reads all sheets, hidden or not, the notes in them and the properties of the file.
func (r *bundleReader) workbook(data []byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.leak("Arbeitsmappe", "Sie lässt sich nicht lesen: %v.", err)
		return
	}
	parts := map[string][]byte{}
	for _, f := range archive.File {
		if !knownParts.MatchString(f.Name) || f.Comment != "" || archive.Comment != "" {
			r.leak("Arbeitsmappe", "Ein Teil, den keine Mappe braucht: %s.", f.Name)
		}
		open, err := f.Open()
		if err != nil {
			r.leak("Arbeitsmappe", "%s lässt sich nicht lesen: %v.", f.Name, err)
			return
		}
		parts[f.Name], err = io.ReadAll(open)
		_ = open.Close() // of an archive in memory
		if err != nil {
			r.leak("Arbeitsmappe", "%s lässt sich nicht lesen: %v.", f.Name, err)
			return
		}
		if dir := path.Dir(f.Name); dir == "docProps" || strings.HasPrefix(f.Name, "xl/comments") {
			r.text(f.Name, strings.Join(xmlTexts(parts[f.Name]), "\n"))
		}
	}
	r.sheets(parts)
}

// sheets are those that the workbook lists; a sheet that it does not list is one too many.
func (r *bundleReader) sheets(parts map[string][]byte) {
	targets := map[string]string{}
	eachTag(parts["xl/_rels/workbook.xml.rels"], func(tag string, attr attributes) {
		if tag == "Relationship" {
			targets[attr.get("Id")] = path.Join("xl", strings.TrimPrefix(attr.get("Target"), "/xl/"))
		}
	})
	shared := sharedStrings(parts["xl/sharedStrings.xml"])
	listed := 0
	eachTag(parts["xl/workbook.xml"], func(tag string, attr attributes) {
		switch {
		case tag == "definedName":
			r.leak("Arbeitsmappe", "Ein benannter Bereich.")
		case tag == "sheet" && attr.get("state") != "":
			r.leak("Arbeitsmappe", "Das Blatt »%s« ist versteckt.", attr.get("name"))
		case tag == "sheet":
			listed++
			r.sheet(attr.get("name"), r.grid(attr.get("name"), parts[targets[attr.get("r:id")]], shared))
		}
	})
	for name := range parts {
		if path.Dir(name) == "xl/worksheets" {
			listed--
		}
	}
	if listed != 0 {
		r.leak("Arbeitsmappe", "Ein Blatt, das nicht in der Liste der Blätter steht.")
	}
}

// The sheets that show a file, and the overview.
const (
	sheetData     = "Indikatoren"
	sheetOverview = "Übersicht"
	sheetQuality  = "Datenqualität"
	sheetChanges  = "Änderungen"
	sheetLists    = "Codelisten"
)

// sheet compares one sheet: those that show a file with it, the others as texts.
func (r *bundleReader) sheet(name string, rows [][]string) {
	file := map[string]string{sheetData: bundle.Observations.File(), sheetQuality: bundle.Quality.File(), sheetChanges: bundle.Changes.File(), sheetLists: bundle.Codelists.File()}[name]
	if data, ok := r.Bundle.Data(file); ok {
		r.sameRows(name, rows, r.csv(data))
		return
	}
	if name == sheetOverview {
		r.overview(rows)
		return
	}
	for i, row := range rows {
		r.text(fmt.Sprintf("%s, Zeile %d", name, i+1), strings.Join(row, " "))
	}
}

// sameRows compares a sheet with a file; behind the columns of the file stand texts.
func (r *bundleReader) sameRows(name string, rows, want [][]string) {
	if len(rows) != len(want) {
		r.leak(name, "%d Zeilen statt %d.", len(rows), len(want))
		return
	}
	for i := 1; i < len(rows); i++ {
		for j, got := range rows[i] {
			where := fmt.Sprintf("%s, Zeile %d, Spalte %d", name, i+1, j+1)
			if j >= len(want[i]) {
				r.text(where, got)
			} else if w := want[i][j]; got != w && !sameNumber(got, w) && day(got) != w {
				r.leak(where, "»%s« statt »%s«.", got, w)
			}
		}
		for j := len(rows[i]); j < len(want[i]); j++ {
			if want[i][j] != "" {
				r.leak(fmt.Sprintf("%s, Zeile %d, Spalte %d", name, i+1, j+1), "nichts statt »%s«.", want[i][j])
			}
		}
	}
}

// day is the day that a number of a sheet stands for.
func day(serial string) string {
	n, err := strconv.Atoi(serial)
	if err != nil {
		return serial
	}
	return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// overview demands that each value is that of the area, indicator, legal state and period in its row.
func (r *bundleReader) overview(rows [][]string) {
	const firstPeriod = 7
	values := map[string][]string{}
	for _, row := range r.rows[1:] {
		if row[5] == "_T" {
			key := strings.Join([]string{row[0], row[1], row[2], row[4]}, "/")
			values[key] = append(values[key], row[column("obs_value")])
		}
	}
	for i, row := range rows[1:] {
		for j := firstPeriod; j+1 < len(row); j += 2 {
			key := strings.Join([]string{row[0], row[2], row[4], row[j]}, "/")
			found := row[j+1] == "gesperrt" || row[j+1] == ""
			for _, v := range values[key] {
				found = found || sameNumber(row[j+1], v)
			}
			if !found {
				r.leak(fmt.Sprintf("%s, Zeile %d", sheetOverview, i+2), "»%s« für %s ist nicht freigegeben.", row[j+1], row[j])
			}
		}
		r.text(sheetOverview, strings.Join(row[:min(firstPeriod, len(row))], " "))
	}
}

// grid is a sheet as texts, rows and columns from the first. Nothing in it may be hidden.
func (r *bundleReader) grid(name string, sheet []byte, shared []string) [][]string {
	var out [][]string
	var kind string
	at := 0
	scan(sheet, func(tag string, attr attributes) {
		if strings.Contains(string(attr), "hidden=") {
			r.leak(name, "Eine Zeile oder Spalte ist versteckt.")
		}
		switch tag {
		case "row":
			out = append(out, nil)
		case "c":
			kind, at = attr.get("t"), columnOf(attr.get("r"))
		case "f":
			r.leak(name, "Eine Formel.")
		}
	}, func(inside, text string) {
		if inside == remark {
			r.leak(name, "Ein Kommentar im Inneren: »%s«.", text)
		}
		if len(out) == 0 || inside != "v" && inside != "t" {
			return
		}
		if n, err := strconv.Atoi(text); kind == "s" && err == nil && n < len(shared) {
			text = shared[n]
		}
		row := &out[len(out)-1]
		for len(*row) <= at {
			*row = append(*row, "")
		}
		(*row)[at] += text
	})
	return out
}

// columnOf is the column of a cell name, from 0: 27 for AB12.
func columnOf(name string) int {
	n := 0
	for _, c := range name {
		if c < 'A' || c > 'Z' {
			break
		}
		n = 26*n + int(c-'A') + 1
	}
	return max(0, n-1)
}

// sharedStrings are the texts that cells name by number.
func sharedStrings(data []byte) []string {
	var out []string
	scan(data, func(tag string, _ attributes) {
		if tag == "si" {
			out = append(out, "")
		}
	}, func(inside, text string) {
		if len(out) > 0 && inside == "t" {
			out[len(out)-1] += text
		}
	})
	return out
}

// xmlTexts are the texts of a part.
func xmlTexts(data []byte) []string {
	var out []string
	scan(data, func(string, attributes) {}, func(_, text string) { out = append(out, text) })
	return out
}

func eachTag(data []byte, do func(tag string, attr attributes)) {
	scan(data, do, func(string, string) {})
}

// attributes are those of a tag, as they stand in it.
type attributes string

// get is the value of an attribute, "" without one.
func (a attributes) get(name string) string {
	_, behind, ok := strings.Cut(" "+string(a), " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(behind, `"`)
	return html.UnescapeString(value)
}

// remark is what a comment is told to be inside of.
const remark = "!"

// scan goes through the tags and texts of a part of a workbook: plain XML as programs write it. A tag closes the one before it, so that what stands behind inner tags
// is told as a text outside of any.
//
// Note: encoding/xml takes ten times as long, which is a tenth of a second for the sheets of the sample.
func scan(data []byte, tag func(name string, attr attributes), text func(inside, text string)) {
	rest, inside := string(data), ""
	for {
		before, behind, ok := strings.Cut(rest, "<")
		if before != "" {
			text(inside, html.UnescapeString(before))
		}
		if !ok {
			return
		}
		inner, after, _ := strings.Cut(behind, ">")
		rest, inside = after, ""
		if strings.HasPrefix(inner, "!") {
			text(remark, inner)
		}
		if inner == "" || strings.ContainsAny(inner[:1], "/?!") {
			continue
		}
		name, attr, _ := strings.Cut(strings.TrimSuffix(inner, "/"), " ")
		tag(name, attributes(attr))
		if !strings.HasSuffix(inner, "/") {
			inside = name
		}
	}
}
