package readback

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

// paper compares a PDF file with the tree.
func (l *leaks) paper(doc *report.Document, file []byte) {
	const end = "%%EOF"
	if bytes.Count(file, []byte(end)) != 1 || !bytes.HasSuffix(bytes.TrimSpace(file), []byte(end)) {
		l.leak("PDF", "Hinter dem Ende der Datei steht etwas.")
	}
	s, err := openShelf(file)
	if err != nil {
		l.leak("PDF", "Die Datei lässt sich nicht lesen: %v.", err)
		return
	}
	r := paperReader{leaks: l, shelf: s, ink: map[int]ink{}}
	r.pages(s.catalog["Pages"])
	r.element(s.dict(s.catalog["StructTreeRoot"])["K"], 0, "")
	number := r.headings
	if doc.TOC && len(number) > 0 {
		number = number[1:] // that of the contents
	}
	l.same("Text der Seiten", r.said.String(), ofPaper(doc, number).String())
	r.furniture(doc)
	r.charts(doc)
	r.strings(doc)
	r.streams()
}

// paperReader reads pages in the order of the structure.
type paperReader struct {
	*leaks
	*shelf
	sheets   []int       // objects of the pages
	ink      map[int]ink // by page
	said     strings.Builder
	headings []int   // the page of each heading, from 1
	shown    []shown // the charts
}

// shown is a chart in the file.
type shown struct {
	alt     string
	strokes []stroke
}

// pages reads the content of all pages.
func (r *paperReader) pages(o types.Object) {
	d := r.dict(o)
	for _, kid := range r.array(d["Kids"]) {
		r.pages(kid)
	}
	if r.name(d["Type"]) == "Page" {
		r.sheets = append(r.sheets, objectOf(o))
		r.ink[objectOf(o)] = inkOf(r.take(d["Contents"]))
	}
}

// element reads what the structure holds: an element, several, or a number of marked content of a page.
func (r *paperReader) element(o types.Object, page int, kind string) {
	switch v := r.value(o).(type) {
	case types.Integer:
		r.piece(page, int(v), kind)
	case types.Array:
		for _, kid := range v {
			r.element(kid, page, kind)
		}
	case types.Dict:
		if p := objectOf(v["Pg"]); p != 0 {
			page = p
		}
		switch r.name(v["Type"]) {
		case "OBJR": // an area of a link: it holds no text but its label, which strings looks at
		case "MCR":
			r.element(v["MCID"], page, kind)
		default:
			kind = r.name(v["S"])
			if kind == "Figure" {
				r.shown = append(r.shown, shown{alt: r.text(v["Alt"])})
			}
			if len(kind) == 2 && kind[0] == 'H' {
				r.headings = append(r.headings, 1+slices.Index(r.sheets, page))
			}
			r.element(v["K"], page, kind)
		}
	}
}

// piece takes a stretch of marked content: text, or the picture of a chart.
func (r *paperReader) piece(page, number int, kind string) {
	content := r.ink[page]
	form, drawn := content.forms[number]
	if drawn && kind == "Figure" {
		d := r.dict(r.dict(r.dict(r.objects[page])["Resources"])["XObject"])[form]
		last := &r.shown[len(r.shown)-1]
		last.strokes = append(last.strokes, inkOf(r.takeForm(d)).strokes...)
		delete(content.forms, number)
	}
	r.said.WriteString(content.marked[number])
	delete(content.marked, number)
}

// furniture looks at what stands on pages without belonging to the text, and at what no element of the structure has taken.
func (r *paperReader) furniture(doc *report.Document) {
	asOf := notation.Text{DE: "Stand", EN: "As of"}.In(doc.Lang)
	known := map[string]bool{"": true}
	for _, text := range []string{doc.Title + " · " + asOf + notation.FormatDate(doc.AsOf, doc.Lang), doc.Stamp, doc.Author} {
		known[squeezed(text)] = true
	}
	heads := speech{doc: doc, paper: true}
	walk(doc.Blocks, visitor{table: func(t report.Table) {
		heads.rows(report.Table{Over: t.Over, Columns: t.Columns})
	}})
	repeated := squeezed(heads.String())
	for i, sheet := range r.sheets {
		content := r.ink[sheet]
		known[squeezed(fmt.Sprintf(notation.Text{DE: "Seite %d von %d", EN: "Page %d of %d"}.In(doc.Lang), i+1, len(r.sheets)))] = true
		for _, stretch := range content.artifacts {
			for _, text := range stretch {
				t := squeezed(text)
				if !known[t] && strings.Trim(t, ".") != "" && !strings.Contains(repeated, t) && !shortened(t, known) {
					r.leak(fmt.Sprintf("Seite %d, neben dem Text", i+1), "»%s« ist nicht freigegeben.", text)
				}
			}
		}
		if len(content.marked)+len(content.forms) > 0 {
			r.leak(fmt.Sprintf("Seite %d", i+1), "Inhalt, den die Gliederung der Datei nicht kennt.")
		}
	}
}

// shortened reports whether a text is the beginning of a known one, cut off for want of room.
func shortened(text string, known map[string]bool) bool {
	begin, cut := strings.CutSuffix(text, "…")
	for k := range known {
		if cut && strings.HasPrefix(k, begin) {
			return true
		}
	}
	return false
}

// charts compares the charts of the file with those of the tree.
func (r *paperReader) charts(doc *report.Document) {
	var want []report.Figure
	for _, f := range figures(doc.Blocks) {
		if d := f.Chart.Drawing; d.Width > 0 && d.Height > 0 {
			want = append(want, f)
		}
	}
	if len(want) != len(r.shown) {
		r.leak("Diagramme", "%d statt %d.", len(r.shown), len(want))
		return
	}
	for i, f := range want {
		r.same(f.Number+", Alternativtext", r.shown[i].alt, f.Chart.Alt)
		r.picture(f.Number, r.shown[i].strokes, &f.Chart.Drawing)
	}
}
