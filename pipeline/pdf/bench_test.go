package pdf_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/chart"
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

// BenchmarkWhole is all of it: the chart engine from its script, twelve charts from their options, pages, file and check. Peak is what
// the process held at most.
func BenchmarkWhole(b *testing.B) {
	family := family(b)
	options := chartOptions(b)
	for b.Loop() {
		renderer, err := chart.NewRenderer(assets.Files(), family)
		if err != nil {
			b.Fatal(err)
		}
		doc, n := longReport(), 0
		doc.Blocks = append(doc.Blocks, figure("elf", "Abbildung 11", "Eine mehr"), figure("zwoelf", "Abbildung 12", "Und noch eine"))
		for i, block := range doc.Blocks {
			f, ok := block.(report.Figure)
			if !ok || n == len(options) {
				continue
			}
			c := *f.Chart
			if c.SVG, c.Drawing, err = renderer.Render(options[n], 604, 230, c.Alt); err != nil {
				b.Fatal(err)
			}
			f.Chart, n = &c, n+1
			doc.Blocks[i] = f
		}
		l, _, err := layout.Typeset(doc, family)
		if err != nil {
			b.Fatal(err)
		}
		file, err := pdf.Write(l, family, pdf.MetaOf(doc))
		if err != nil {
			b.Fatal(err)
		}
		if faults := pdf.Check(file); len(faults) > 0 {
			b.Fatal(faults)
		}
		b.ReportMetric(float64(len(l.Pages)), "pages")
		b.ReportMetric(float64(n), "charts")
	}
	b.ReportMetric(peak(b), "peak-MB")
}

// chartOptions are twelve options of different kinds that package chart holds as goldens.
func chartOptions(b *testing.B) (options [][]byte) {
	b.Helper()
	for _, name := range []string{
		"verlauf", "verlauf_linien", "saeulen", "saeulen_gruppen", "stapel", "balken", "punkte", "kurve", "trichter", "zeitplan", "mittel", "fluss",
	} {
		a, err := txtar.ParseFile("../chart/testdata/" + name + ".txtar")
		if err != nil {
			b.Fatal(err)
		}
		options = append(options, a.Files[len(a.Files)-1].Data)
	}
	return options
}

// peak is the largest resident size of this process so far, in MB; 0 where the system does not tell.
func peak(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kb float64
	_, _ = fmt.Sscan(rest, &kb)
	return kb / 1024
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
