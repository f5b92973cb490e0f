package pdf_test

import (
	"testing"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/report"
)

// BenchmarkWrite is the way from a document whose charts are drawn to the bytes of the file.
func BenchmarkWrite(b *testing.B) {
	b.Run("10pages", func(b *testing.B) {
		faces := family(b)
		doc := tenPages()
		for b.Loop() {
			l, _, err := layout.Typeset(doc, faces)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := pdf.Write(l, faces, pdf.MetaOf(doc)); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(len(l.Pages)), "pages")
		}
	})
}

// tenPages is the sample twice, with five charts in all.
func tenPages() *report.Document {
	doc := sample()
	doc.Blocks = append(doc.Blocks, doc.Blocks[9:]...)
	doc.Blocks = append(doc.Blocks, figure("abb_drei", "Abbildung 3", "Noch ein Diagramm"))
	return doc
}
