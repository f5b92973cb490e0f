package readback

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/report"
)

func TestHonestFilesHaveNoLeaks(t *testing.T) {
	if found := Document(product(t, 2)); len(found) > 0 {
		t.Errorf("report:\n%s", files(found))
	}
	if found := Bundle(delivered(t, 2)); len(found) > 0 {
		t.Errorf("bundle:\n%s", files(found))
	}
}

// TestAWithheldFigureChangesNoByte is non-interference: 1 and 3, 2 and 2, 3 and 1 have left the two levels that are withheld; who has the files cannot tell which.
func TestAWithheldFigureChangesNoByte(t *testing.T) {
	first, firstBundle := product(t, 1), delivered(t, 1)
	if withheld := strings.Count(string(first.HTML), "<td class=\"right\">.</td>"); withheld == 0 {
		t.Fatal("nothing is withheld: the test shows nothing")
	}
	for _, secret := range []int64{2, 3} {
		p, d := product(t, secret), delivered(t, secret)
		if !bytes.Equal(p.PDF, first.PDF) || !bytes.Equal(p.HTML, first.HTML) {
			t.Errorf("with %d the report has other bytes than with 1", secret)
		}
		for i, f := range d.Bundle.Files {
			if !bytes.Equal(f.Data, firstBundle.Bundle.Files[i].Data) {
				t.Errorf("with %d %s has other bytes than with 1", secret, f.Name)
			}
		}
	}
}

// drawn is the first chart of a tree, in a copy that may be changed.
func drawn(doc *report.Document) *chart.Chart {
	for i, b := range doc.Blocks {
		if f, ok := b.(report.Figure); ok {
			c := *f.Chart
			c.Drawing.Ops = slices.Clone(c.Drawing.Ops)
			f.Chart = &c
			doc.Blocks[i] = f
			return &c
		}
	}
	return nil
}

// TestALeakBetweenTheTreeAndTheFilesIsFound plants figures into files after the tree was made.
func TestALeakBetweenTheTreeAndTheFilesIsFound(t *testing.T) {
	rel := released(2)
	honest := printed(t, tree(t, rel.Copy()))
	honest.Release = rel.Copy()
	in := func(old, new string) func(*testing.T) Product {
		return func(t *testing.T) Product {
			p := honest
			if p.HTML = bytes.Replace(p.HTML, []byte(old), []byte(new), 1); bytes.Equal(p.HTML, honest.HTML) {
				t.Fatalf("no %q to plant in", old)
			}
			return p
		}
	}
	with := func(change func(*report.Document), attached ...pdf.Attachment) func(*testing.T) Product {
		return func(t *testing.T) Product {
			doc := *honest.Document
			doc.Blocks = slices.Clone(doc.Blocks)
			change(&doc)
			p := printed(t, &doc, attached...)
			p.Release, p.Document = rel.Copy(), honest.Document
			return p
		}
	}
	for name, c := range map[string]struct {
		plant func(*testing.T) Product
		files string // in which it must be found
	}{
		"a figure in place of the sign":  {in(`<td class="right">.</td>`, `<td class="right">2</td>`), ".html"},
		"a figure in a sentence":         {in(`abgebrochen.`, `abgebrochen, davon 2 in der Grundschule.`), ".html"},
		"a word for a figure":            {in(`abgebrochen.`, `abgebrochen, zwei in der Grundschule.`), ".html"},
		"alt text of the page":           {in(`aria-label="Abbildung 1"`, `aria-label="Abbildung 1: Grundschule 2"`), ".html"},
		"alt text of the picture":        {in(`Berufskolleg`, `Grundschule 2, Berufskolleg`), ".html"},
		"title attribute":                {in(`<tbody>`, `<tbody title="2">`), ".html"},
		"data attribute":                 {in(`<tbody>`, `<tbody data-k="2">`), ".html"},
		"class":                          {in(`class="chart"`, `class="chart k2"`), ".html"},
		"comment":                        {in(`<tbody>`, `<!-- 2 --><tbody>`), ".html"},
		"meta":                           {in(`content="no-referrer"`, `content="2 von 10"`), ".html"},
		"style":                          {in(`<style>`, `<style>.x { width: 20% }`), ".html"},
		"script":                         {in(`<tbody>`, `<script>x=2</script><tbody>`), ".html"},
		"tooltip":                        {in(`"tip":"`, `"tip":"Grundschule: 2; `), ".html"},
		"axis maximum of the option":     {in(`"max":`, `"max":2`), ".html"},
		"bar length in the picture":      {in(`<path d="M`, `<path d="M2 2L22 2L22 9L2 9Z"/><path d="M`), ".html"},
		"order of rows":                  {in(`<th scope="row">Grundschule</th>`, `<th scope="row">Berufskolleg</th>`), ".html"},
		"alternative text of the PDF":    {with(func(d *report.Document) { drawn(d).Alt += " Grundschule: 2." }), ".pdf"},
		"title of the PDF":               {with(func(d *report.Document) { d.Subtitle = "Grundschule 2 von 10" }), ".pdf"},
		"stamp of every page":            {with(func(d *report.Document) { d.Stamp = "Entwurf 2" }), ".pdf"},
		"footer of every page":           {with(func(d *report.Document) { d.Author = "Stadt Münster 2" }), ".pdf"},
		"attachment":                     {with(func(*report.Document) {}, pdf.Attachment{Name: "kennzahlen.csv", Description: "Zahlen", Data: []byte("prim,2\n")}), ".pdf"},
		"bar length in the PDF":          {with(func(d *report.Document) { widen(drawn(d)) }), ".pdf"},
		"colour in the PDF":              {with(func(d *report.Document) { tint(drawn(d)) }), ".pdf"},
		"label in the drawing":           {with(func(d *report.Document) { relabel(drawn(d)) }), ".pdf"},
		"text behind the end of the PDF": {appended(honest, "2 von 10"), ".pdf"},
		"an outline that says more": {with(func(d *report.Document) {
			d.Blocks[0] = report.Heading{Level: 1, ID: "abbrueche", Number: "1", Text: []report.Inline{{Text: "Abbrüche (2)"}}}
		}), ".pdf"},
		"a paragraph more": {with(func(d *report.Document) {
			d.Blocks = append(d.Blocks, report.Paragraph{Text: []report.Inline{{Text: "2"}}})
		}), ".pdf"},
		"a footnote more": {with(func(d *report.Document) {
			d.Blocks = append(d.Blocks, report.Paragraph{Text: []report.Inline{{Note: &report.Note{Number: "2", Text: []report.Inline{{Text: "2"}}}}}})
		}), ".pdf"},
		"the release of a more trusted reader": {trusted, "bericht"},
	} {
		t.Run(name, func(t *testing.T) {
			found := Document(c.plant(t))
			if !slices.ContainsFunc(strings.Split(files(found), "\n"), func(line string) bool {
				file, _, _ := strings.Cut(line, ":")
				return strings.HasSuffix(file, c.files)
			}) {
				t.Errorf("not found in %s; found:\n%s", c.files, files(found))
			}
		})
	}
}

func appended(p Product, text string) func(*testing.T) Product {
	return func(*testing.T) Product {
		p.PDF = append(slices.Clone(p.PDF), "\n"+text...)
		return p
	}
}

// trusted is a report made of what another audience may see.
func trusted(t *testing.T) Product {
	inside := public
	inside.MinPersons, inside.MinFamilies, inside.Group = 1, 1, ""
	p := printed(t, tree(t, releasedFor(inside, 2)))
	p.Release = released(2)
	return p
}

// widen makes the first filled path of a chart longer.
func widen(c *chart.Chart) {
	for i, op := range c.Drawing.Ops {
		if p, ok := op.(chart.Paint); ok && p.Fill != nil && len(p.Path) > 2 {
			p.Path = slices.Clone(p.Path)
			p.Path[1].P[0]++
			c.Drawing.Ops[i] = p
			return
		}
	}
}

func tint(c *chart.Chart) {
	for i, op := range c.Drawing.Ops {
		if p, ok := op.(chart.Paint); ok && p.Fill != nil {
			fill := *p.Fill
			fill.Color.R = 0.2
			p.Fill = &fill
			c.Drawing.Ops[i] = p
			return
		}
	}
}

func relabel(c *chart.Chart) {
	for i, op := range c.Drawing.Ops {
		if l, ok := op.(chart.Label); ok {
			l.Text += " 2"
			c.Drawing.Ops[i] = l
			return
		}
	}
}

// TestALeakInTheTreeIsFound plants figures that every file then shows.
func TestALeakInTheTreeIsFound(t *testing.T) {
	for name, plant := range map[string]func(*report.Document){
		"a figure with the id of another": func(d *report.Document) {
			each(d, func(in *report.Inline) { in.Text = strings.Replace(in.Text, "12 von", "2 von", 1) })
		},
		"a figure for a sign": func(d *report.Document) {
			each(d, func(in *report.Inline) {
				if in.Text == "." {
					in.Text = "2 von 10"
				}
			})
		},
		"a figure behind a chart":    func(d *report.Document) { drawn(d).Data.Rows[0][1] = "2" },
		"a bar that was withheld":    func(d *report.Document) { option(t, drawn(d), `"data":[`, `"data":[{"value":20},`) },
		"an axis that ends too late": func(d *report.Document) { option(t, drawn(d), `"max":`, `"max":2`) },
		"a tooltip":                  func(d *report.Document) { option(t, drawn(d), `"tip":"`, `"tip":"Grundschule: 20 %; `) },
		"the alternative text":       func(d *report.Document) { drawn(d).Alt += " Grundschule: 20 %." },
		"rows sorted by size": func(d *report.Document) {
			c := drawn(d)
			c.Data.Rows, c.Data.Figures = slices.Clone(c.Data.Rows), slices.Clone(c.Data.Figures)
			slices.Reverse(c.Data.Rows)
			slices.Reverse(c.Data.Figures)
			for i, b := range d.Blocks {
				if f, ok := b.(report.Figure); ok && f.Chart == c {
					f.Data.Rows = slices.Clone(f.Data.Rows)
					slices.Reverse(f.Data.Rows)
					d.Blocks[i] = f
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			rel := released(2)
			doc := tree(t, rel.Copy())
			plant(doc)
			p := printed(t, doc)
			p.Release = rel.Copy()
			if found := Document(p); !strings.Contains("\n"+files(found), "\n"+doc.Name+": ") {
				t.Errorf("not found; found:\n%s", files(found))
			}
		})
	}
}

// each changes every text of sentences and tables.
func each(d *report.Document, change func(*report.Inline)) {
	all := func(text []report.Inline) {
		for i := range text {
			change(&text[i])
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case report.Paragraph:
			all(b.Text)
		case report.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					all(c.Text)
				}
			}
		}
	}
}

// option changes the option of a chart.
func option(t *testing.T, c *chart.Chart, old, new string) {
	t.Helper()
	changed := bytes.Replace(c.Option, []byte(old), []byte(new), 1)
	if bytes.Equal(changed, c.Option) || !json.Valid(changed) {
		t.Fatalf("%q cannot be planted at %q", new, old)
	}
	c.Option = changed
}

// TestALeakInTheBundleIsFound plants figures into each format.
func TestALeakInTheBundleIsFound(t *testing.T) {
	honest := delivered(t, 2)
	in := func(old, new string) func([]byte) []byte {
		return func(data []byte) []byte {
			out := bytes.Replace(data, []byte(old), []byte(new), 1)
			if bytes.Equal(out, data) {
				t.Fatalf("no %q to plant in", old)
			}
			return out
		}
	}
	book := func(change func(*excelize.File)) func([]byte) []byte {
		return func(data []byte) []byte {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			must(t, nil, err)
			defer f.Close()
			change(f)
			var out bytes.Buffer
			must(t, nil, f.Write(&out))
			return out.Bytes()
		}
	}
	const withheld = "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF"
	for _, c := range []struct {
		name, file string
		plant      func([]byte) []byte
	}{
		{"numerator", bundle.Observations.File(), in(withheld, "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,2,,PERCENT,,,,Q,CONF")},
		{"interval", bundle.Observations.File(), in(withheld, "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,5.6,,,Q,CONF")},
		{"unknown", bundle.Observations.File(), in(withheld, "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,1,Q,CONF")},
		{"status", bundle.Observations.File(), in(withheld, "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,A,FREE")},
		{"comment", bundle.Observations.File(), in(withheld+",false,", withheld+",false,davon 77")},
		{"wrong total", bundle.Observations.File(), in(",12,40,", ",11,40,")},
		{"quality", bundle.Quality.File(), in(",40,0,", ",39,1,")},
		{"Parquet", bundle.ParquetFile, in(withheld, "SCHULSTUFE,PRIM,1.0.0,2018-07-01,2018-09-30,,2,,PERCENT,,,,Q,CONF")},
		{"SDMX", bundle.SDMXFile, in("SCHULSTUFE,PRIM,2018-Q3,NaN,NaN", "SCHULSTUFE,PRIM,2018-Q3,NaN,2")},
		{"JSON", bundle.ManifestFile, in(`"account"`, `"prim": 77, "account"`)},
		{"JSON descriptor", bundle.DescriptorFile, in(`"title"`, `"prim": "77 von 10", "title"`)},
		{"read me", bundle.ReadmeFile, in("## Rechnen", "77 in der Grundschule.\n\n## Rechnen")},
		{"label of a code", bundle.Codelists.File(), in("Grundschule", "Grundschule (77)")},
		{"cell of a sheet", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetCellValue(sheetData, "L2", 2)) })},
		{"overview", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetCellValue(sheetOverview, "S2", 20)) })},
		{"new sheet", bundle.WorkbookFile, book(func(f *excelize.File) {
			_, err := f.NewSheet("Notiz")
			must(t, nil, err)
			must(t, nil, f.SetCellValue("Notiz", "A1", 77))
		})},
		{"hidden sheet", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetSheetVisible("Codebook", false)) })},
		{"hidden row", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetRowVisible(sheetData, 3, false)) })},
		{"note", bundle.WorkbookFile, book(func(f *excelize.File) {
			must(t, nil, f.AddComment(sheetData, excelize.Comment{Cell: "L3", Author: "x", Paragraph: []excelize.RichTextRun{{Text: "77"}}}))
		})},
		{"property", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetDocProps(&excelize.DocProperties{Subject: "77"})) })},
		{"name", bundle.WorkbookFile, book(func(f *excelize.File) {
			must(t, nil, f.SetDefinedName(&excelize.DefinedName{Name: "prim", RefersTo: "77"}))
		})},
		{"formula", bundle.WorkbookFile, book(func(f *excelize.File) { must(t, nil, f.SetCellFormula(sheetData, "L2", "1+1")) })},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := Bundle(changed(honest, c.file, c.plant))
			if !strings.Contains("\n"+files(found), "\n"+c.file+": ") {
				t.Errorf("not found in %s; found:\n%s", c.file, files(found))
			}
		})
	}
}

func BenchmarkDocument(b *testing.B) {
	t := &testing.T{}
	p := product(t, 2)
	for range b.N {
		Document(p)
	}
}
