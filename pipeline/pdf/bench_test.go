package pdf_test

import (
	"fmt"
	"testing"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/report"
)

// BenchmarkReport is the way of a report of 26 pages and 12 charts from a document whose charts are drawn to the bytes of the file,
// and the check of the file.
func BenchmarkReport(b *testing.B) {
	faces, doc := family(b), longReport()
	b.Run("typeset", func(b *testing.B) {
		for b.Loop() {
			l, _, err := layout.Typeset(doc, faces)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(len(l.Pages)), "pages")
		}
	})
	l, _, err := layout.Typeset(doc, faces)
	if err != nil {
		b.Fatal(err)
	}
	var file []byte
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			if file, err = pdf.Write(l, faces, pdf.MetaOf(doc)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			if faults := pdf.Check(file); len(faults) > 0 {
				b.Fatal(faults)
			}
		}
	})
}

// longReport is the sample several times, with notes and a contents page.
func longReport() *report.Document {
	doc := sample()
	doc.TOC = true
	body := doc.Blocks
	doc.Blocks = nil
	for part := range 5 {
		for _, b := range body {
			switch at := b.(type) {
			case report.Heading:
				at.ID = fmt.Sprint(at.ID, part)
				b = at
			case report.Figure:
				at.ID = fmt.Sprint(at.ID, part)
				b = at
			}
			doc.Blocks = append(doc.Blocks, b)
		}
		doc.Blocks = append(doc.Blocks, report.Paragraph{Text: []report.Inline{
			{Text: "Näheres steht am Fuß der Seite."},
			{Note: &report.Note{Number: fmt.Sprint(part + 1), Text: text("Vergleiche den Abschlussbericht des Landesprogramms.")}},
		}})
	}
	return doc
}
