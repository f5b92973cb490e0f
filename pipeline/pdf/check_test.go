package pdf

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// specimen is a small report with one of everything that tags can go wrong with.
func specimen() *report.Document {
	text := func(s string) []report.Inline { return []report.Inline{{Text: s}} }
	cells := func(all ...string) report.Row {
		r := report.Row{}
		for _, s := range all {
			r.Cells = append(r.Cells, report.Cell{Text: text(s)})
		}
		return r
	}
	table := report.Table{
		ID: "tab", Number: "Tabelle 1", Caption: text("Plätze"),
		Over:    []report.Over{{Span: 1}, {Text: text("2018"), Span: 2}},
		Columns: []report.Column{{Head: text("Schule"), Align: report.Left}, {Head: text("Ist"), Align: report.Right}, {Head: text("Ziel"), Align: report.Right}},
		Rows:    []report.Row{cells("Sekundarstufe I", "31", "30"), {Cells: cells("alle", "keine Angabe").Cells, Spans: []int{1, 2}}},
		Notes:   [][]report.Inline{text("Quelle: Schulen")},
	}
	wide := table
	wide.ID, wide.Number, wide.Landscape = "quer", "Tabelle 2", true
	return &report.Document{
		Name: "probe", Lang: "de", Title: "Prüfstück", Subtitle: "Mit allem", Author: "Stadt Münster", Stamp: "Entwurf", TOC: true,
		AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Facts: []report.Fact{{Label: "Stand", Value: "30.10.2018"}},
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "eins", Number: "1", Text: text("Anfang")},
			report.Paragraph{Text: []report.Inline{
				{Text: "Siehe "},
				{Text: "Tabelle 1", Link: "#tab"},
				{Text: " und "},
				{Text: "die Seite des Landes", Link: "https://example.org/"},
				{Text: "."},
				{Note: &report.Note{Number: "1", Text: text("Eine Fußnote.")}},
			}},
			report.Heading{Level: 2, ID: "zwei", Number: "1.1", Text: text("Mitte")},
			report.List{Items: []report.Item{{Blocks: []report.Block{report.Paragraph{Text: text("Punkt")}, report.List{Ordered: true, Start: 1, Items: []report.Item{
				{Blocks: []report.Block{report.Paragraph{Text: text("darunter")}}},
			}}}}}},
			table,
			report.Figure{ID: "abb", Number: "Abbildung 1", Caption: text("Mehr"), Chart: &chart.Chart{Alt: "Drei Balken, der letzte ist der längste.", Drawing: chart.Drawing{
				Width: 200, Height: 80, Ops: []chart.Op{chart.Label{X: 10, Y: 20, Size: 10, Color: chart.Color{A: 1}, Text: "31 Plätze"}},
			}}},
			wide,
			report.Heading{Level: 1, ID: "drei", Number: "2", Text: text("Ende")},
			report.Paragraph{Text: text(strings.Repeat("Die Familien werden begleitet, und die Zusammenarbeit der Ämter wird erprobt. ", 60))},
		},
	}
}

// finished is the specimen as objects, not yet written.
func finished(t testing.TB) (catalog, info *indirect) {
	t.Helper()
	faces := faces(t)
	doc := specimen()
	l, found, err := layout.Typeset(doc, faces)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	meta := MetaOf(doc)
	meta.Attachments = []Attachment{{"kennzahlen.csv", "Kennzahlen des Berichts", []byte("a,b\n1,2\n")}, {"größe.csv", "Größen", nil}}
	if catalog, info, err = build(l, faces, meta); err != nil {
		t.Fatal(err)
	}
	return catalog, info
}

// loaded is the typeface, read once for all tests.
var loaded = sync.OnceValues(func() (*typeface.Family, error) { return typeface.Load(assets.Files()) })

// faces is the typeface, or the end of the test where the assets are not made.
func faces(t testing.TB) *typeface.Family {
	t.Helper()
	f, err := loaded()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// find is the first dictionary, on a walk from the root, that has all the entries.
func find(t testing.TB, root object, entries dict) dict {
	t.Helper()
	seen := map[*indirect]bool{}
	var walk func(object) dict
	walk = func(o object) dict {
		switch o := o.(type) {
		case *indirect:
			if !seen[o] {
				seen[o] = true
				return walk(o.value)
			}
		case *stream:
			return walk(o.dict)
		case array:
			for _, v := range o {
				if d := walk(v); d != nil {
					return d
				}
			}
		case dict:
			matches := true
			for k, v := range entries {
				matches = matches && o[k] == v
			}
			if matches {
				return o
			}
			for _, k := range sortedKeys(o) {
				if d := walk(o[k]); d != nil {
					return d
				}
			}
		}
		return nil
	}
	if d := walk(root); d != nil {
		return d
	}
	t.Fatalf("nothing with %v", entries)
	return nil
}

func TestAFinishedFileHasNoFaults(t *testing.T) {
	file, err := write(finished(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Check(file) {
		t.Error(f)
	}
}

func TestEveryWoundIsFound(t *testing.T) {
	for _, w := range wounds() {
		t.Run(w.name, func(t *testing.T) {
			catalog, info := finished(t)
			w.inflict(t, catalog, info.value.(dict))
			file, err := write(catalog, info)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(w.want, rules(Check(file))); diff != "" {
				t.Errorf("%s%v", diff, Check(file))
			}
		})
	}
}

// rules are the names of the rules that are broken, each once, in order.
func rules(faults []Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func TestWoundsToTheBytesAreFound(t *testing.T) {
	file, err := write(finished(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"another version", "%PDF-1.7", "%PDF-1.4", "header"},
		{"no sign of a binary file", "%\xE2\xE3\xCF\xD3", "%abcd", "header"},
		{"no ID", "/ID [", "/IX [", "trailer-id"},
		{"something behind the end", "%%EOF\n", "%%EOF\nx", "trailer"},
		{"a stream on the line of its word", "\nstream\n", "\nstream \n", "syntax"},
		{"a stream without end", "\nendstream\n", " endstream\n", "syntax"},
		{"no file at all", "%PDF", "hallo", "readable"},
	} {
		at := bytes.LastIndex(file, []byte(c.from))
		if at < 0 {
			t.Fatalf("%s: no %q", c.name, c.from)
		}
		broken := slices.Concat(file[:at], []byte(c.to), file[at+len(c.from):])
		if diff := cmp.Diff(c.want, rules(Check(broken))); diff != "" {
			t.Errorf("%s: %s%v", c.name, diff, Check(broken))
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	file, err := write(finished(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Check(file)
	}
}
