package pdf

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// torture is a report that no office would write: tables without end and without rows, notes everywhere, headings five deep, a figure
// on each page, words longer than a line, and nothing to tell but withheld values.
func torture() *report.Document {
	d := &report.Document{
		Name: "folter", Lang: "de", Title: "Folter", Subtitle: "Donaudampfschifffahrtsgesellschaftskapitän", Author: "Stadt Münster",
		AsOf: time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), Stamp: "Entwurf – Geheimhaltung noch nicht geprüft", TOC: true,
		Facts: []report.Fact{{Label: "Berichtszeitraum", Value: "1. Mai 2017 bis 30. September 2018"}},
	}
	t := &torturer{}
	for depth := 1; depth <= 5; depth++ {
		d.Blocks = append(d.Blocks,
			report.Heading{Level: depth, ID: fmt.Sprint("tief", depth), Number: strings.Repeat("1.", depth-1) + "1", Text: inline("Überschrift der Ebene " + strconv.Itoa(depth))},
			t.noted("Die Zusammenarbeit der Ausländerbehörde mit dem Sozialamt wird in Fallkonferenzen abgestimmt und schrittweise erweitert."))
	}
	d.Blocks = append(d.Blocks, t.list(0), t.long(), t.empty(), t.withheld(), t.wide())
	for i := range 12 {
		d.Blocks = append(d.Blocks, t.figure(i), t.noted(strings.Repeat("Der Anteil sinkt, und die Zahl der Gespräche steigt weiter. ", 3)), report.PageBreak{})
	}
	for t.notes < 40 {
		d.Blocks = append(d.Blocks, t.noted("Satz mit Fußnote, "), report.Callout{Title: "Kasten", Blocks: []report.Block{t.noted("im Kasten.")}})
	}
	return d
}

func inline(s string) []report.Inline { return []report.Inline{{Text: s}} }

// torturer counts what it hands out.
type torturer struct{ notes, tables int }

// noted is a paragraph with a note, every fifth of them a long one.
func (t *torturer) noted(text string) report.Paragraph {
	t.notes++
	note := fmt.Sprintf("Anmerkung Nummer %d mit „Anführung“, 90\u00a0%% und Straßenübergängen.", t.notes)
	if t.notes%5 == 0 {
		note = strings.Repeat(note+" ", 12)
	}
	return report.Paragraph{Text: []report.Inline{
		{Text: text}, {Note: &report.Note{Number: strconv.Itoa(t.notes), Text: inline(note)}},
		{Text: " Danach geht es "}, {Text: "fett", Strong: true}, {Text: " und mit "}, {Text: "einem Verweis", Link: "#tief3"}, {Text: " weiter."},
	}}
}

func (t *torturer) list(depth int) report.List {
	l := report.List{Ordered: depth%2 == 1, Start: 9}
	for i := range 3 {
		it := report.Item{Blocks: []report.Block{report.Paragraph{Text: inline(fmt.Sprintf("Punkt %d in Tiefe %d", i, depth))}}}
		if i == 1 && depth < 4 {
			it.Blocks = append(it.Blocks, t.list(depth+1))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (t *torturer) table(caption string, heads ...string) report.Table {
	t.tables++
	out := report.Table{ID: fmt.Sprint("tab", t.tables), Number: fmt.Sprint("Tabelle ", t.tables), Caption: inline(caption), Notes: [][]report.Inline{inline("Quelle: erfunden")}}
	for i, h := range heads {
		align := report.Left
		if i > 1 {
			align = report.Right
		}
		out.Columns = append(out.Columns, report.Column{Head: inline(h), Align: align})
	}
	return out
}

// long has 400 rows with words that no column can hold, groups, sums, and cells over several columns.
func (t *torturer) long() report.Table {
	out := t.table("Ohne Ende", "Maßnahme", "Zuständigkeit", "Betrag in €", "Anteil")
	for i := range 400 {
		switch {
		case i%50 == 0:
			out.Rows = append(out.Rows, report.Row{Kind: report.Group, Cells: []report.Cell{{Text: inline(fmt.Sprint("Gruppe ", i))}}})
		case i%50 == 49:
			out.Rows = append(out.Rows, tortureRow(report.Sum, fmt.Sprint("Summe ", i), "", "1.234,50", "100 %"))
		case i%7 == 0:
			r := tortureRow(report.Body, fmt.Sprint("Zeile ", i), "keine Angabe, weil die Zahlen noch nicht vorliegen")
			r.Spans = []int{1, 3}
			out.Rows = append(out.Rows, r)
		default:
			out.Rows = append(out.Rows, tortureRow(report.Body, fmt.Sprint("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ", i),
				"Amt für Kinder, Jugendliche und Familien/Kommunales Integrationszentrum", fmt.Sprint(i, ",00"), "."))
		}
	}
	return out
}

func tortureRow(k report.RowKind, cells ...string) report.Row {
	r := report.Row{Kind: k}
	for _, c := range cells {
		r.Cells = append(r.Cells, report.Cell{Text: inline(c)})
	}
	return r
}

func (t *torturer) empty() report.Table { return t.table("Ohne Zeilen", "Kennzahl", "Ist", "Ziel") }

func (t *torturer) withheld() report.Table {
	out := t.table("Nichts zu sagen", "Kennzahl", "Ist", "Ziel")
	for range 4 {
		out.Rows = append(out.Rows, tortureRow(report.Body, "Familien", ".", "."))
	}
	return out
}

// wide needs a page on its side.
func (t *torturer) wide() report.Table {
	var heads []string
	for i := range 14 {
		heads = append(heads, fmt.Sprint("Zuständigkeit ", i))
	}
	out := t.table("Breiter als hoch", heads...)
	out.Over = []report.Over{{Span: 2}, {Text: inline("Erstes Jahr"), Span: 6}, {Text: inline("Zweites Jahr"), Span: 6}}
	for range 30 {
		var cells []string
		for i := range 14 {
			cells = append(cells, fmt.Sprint("Ausländerbehörde ", i))
		}
		out.Rows = append(out.Rows, tortureRow(report.Body, cells...))
	}
	return out
}

func (t *torturer) figure(i int) report.Figure {
	return report.Figure{
		ID: fmt.Sprint("abb", i), Number: fmt.Sprint("Abbildung ", i), Caption: inline("Der Anteil sinkt"),
		Chart: &chart.Chart{Alt: "Ein Balken.", Drawing: chart.Drawing{Width: 500, Height: 200 + 20*float64(i), Ops: []chart.Op{
			chart.Label{X: 10, Y: 40, Size: 11, Color: chart.Color{A: 1}, Text: "Größe ≥ 3"}}}},
		Notes: [][]report.Inline{inline("n = 31")},
	}
}

func TestWhatGoesIntoATortureReportComesOut(t *testing.T) {
	faces := faces(t)
	doc := torture()
	l, found, err := layout.Typeset(doc, faces)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	file, err := Write(l, faces, MetaOf(doc))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages, %d KB", len(l.Pages), len(file)/1024)
	for _, f := range Check(file) {
		t.Error(f)
	}
	nothingOverlaps(t, l, faces)
	want := wantText(doc, l)
	if got := taggedText(t, file); got != want {
		t.Errorf("the text changed: %s", difference(got, want))
	}
}

func TestACellLongerThanAPageStopsTheReport(t *testing.T) {
	doc := torture()
	table := (&torturer{}).table("Ein Roman", "Kennzahl", "Bemerkung")
	table.Rows = []report.Row{tortureRow(report.Body, "Lang", strings.Repeat("Die Zusammenarbeit der Ämter wird erprobt. ", 300))}
	doc.Blocks = append(doc.Blocks, table)
	l, found, err := layout.Typeset(doc, faces(t))
	if err != nil {
		t.Fatal(err)
	}
	if !found.Stops() || len(found) != 1 || found[0].Rule != "zelle_laenger_als_seite" {
		t.Errorf("found %v", found)
	}
	nothingOverlaps(t, l, faces(t))
}

func TestPopplerReadsTheTagsAsWeDo(t *testing.T) {
	faces, doc := faces(t), specimen()
	l, _, err := layout.Typeset(doc, faces)
	if err != nil {
		t.Fatal(err)
	}
	file, err := Write(l, faces, MetaOf(doc))
	if err != nil {
		t.Fatal(err)
	}
	poppler(t, file, wantText(doc, l))
}

// nothingOverlaps: no text lies on another one or on a chart, and all lies on the page.
func nothingOverlaps(t *testing.T, l *layout.Layout, faces *typeface.Family) {
	t.Helper()
	type area struct {
		left, top, right, bottom float64
		what                     string
	}
	for n, p := range l.Pages {
		var seen []area
		for _, it := range slices.Concat(p.Header, p.Body, p.Footer) {
			var a area
			switch it := it.(type) {
			case layout.Text:
				text := strings.TrimRight(it.Text, " ")
				width := faces.Width(it.Style, it.Size, text)*ptToMM + it.Spread*float64(strings.Count(text, " "))
				a = area{it.X, it.Y - 0.7*it.Size*ptToMM, it.X + width, it.Y + 0.2*it.Size*ptToMM, it.Text}
			case layout.Picture:
				a = area{it.X, it.Y, it.X + it.Scale*it.Drawing.Width, it.Y + it.Scale*it.Drawing.Height, "chart"}
			default:
				continue
			}
			const touch, margin = 0.25, 15
			if a.left < margin || a.right > p.Width-margin || a.top < 10 || a.bottom > p.Height-10 {
				t.Errorf("page %d: %+v leaves the page", n+1, a)
			}
			for _, b := range seen {
				if a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch {
					t.Errorf("page %d: %+v lies on %+v", n+1, a, b)
				}
			}
			seen = append(seen, a)
		}
	}
}

// wantText is all text of a document as it is to be read aloud.
func wantText(doc *report.Document, l *layout.Layout) string {
	out := []string{doc.Stamp, doc.Title, doc.Subtitle}
	for _, f := range doc.Facts {
		out = append(out, f.Label, f.Value)
	}
	out = append(out, "Inhalt")
	for _, e := range l.Outline {
		if e.Level <= 2 {
			out = append(out, e.Title, strconv.Itoa(e.Spot.Page+1))
		}
	}
	return normal(strings.Join(append(out, wantBlocks(doc.Blocks, 0)...), " "))
}

func wantBlocks(blocks []report.Block, depth int) []string {
	var out []string
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = append(out, b.Number, wantInline(b.Text))
		case report.Paragraph:
			out = append(out, wantInline(b.Text))
		case report.Callout:
			out = append(append(out, b.Title), wantBlocks(b.Blocks, 0)...)
		case report.List:
			for i, it := range b.Items {
				label := "–"
				if b.Ordered {
					label = strconv.Itoa(b.Start+i) + "."
				} else if depth == 0 {
					label = "•"
				}
				out = append(append(out, label), wantBlocks(it.Blocks, depth+1)...)
			}
		case report.Table:
			out = append(out, b.Number, wantInline(b.Caption))
			for _, o := range b.Over {
				out = append(out, wantInline(o.Text))
			}
			for _, c := range b.Columns {
				out = append(out, wantInline(c.Head))
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					out = append(out, wantInline(c.Text))
				}
			}
			for _, n := range b.Notes {
				out = append(out, wantInline(n))
			}
		case report.Figure:
			out = append(out, b.Number, wantInline(b.Caption))
			for _, n := range b.Notes {
				out = append(out, wantInline(n))
			}
		}
	}
	return out
}

func wantInline(text []report.Inline) string {
	var b strings.Builder
	for _, in := range text {
		b.WriteString(in.Text)
		if in.Note != nil {
			b.WriteString(in.Note.Number + " " + in.Note.Number + " " + wantInline(in.Note.Text) + " ")
		}
	}
	return b.String()
}

// normal is text without soft hyphens and with one space for each stretch of white space.
func normal(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

func difference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("\ngot  …%.160s\nwant …%.160s", got[from:], want[min(from, len(want)):])
}

// taggedText is the text of a file in the order of its tags, without charts.
func taggedText(t *testing.T, file []byte) string {
	t.Helper()
	c, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]map[int]string, len(c.sheets))
	for i, d := range c.sheets {
		content, err := c.PageContent(d, i+1)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = markedTexts(t, content)
	}
	var b strings.Builder
	var walk func(types.Object)
	walk = func(o types.Object) {
		d := c.dict(o)
		kind := c.name(d["S"])
		inline := kind == "Link" || kind == "Reference" || kind == "Span"
		if !inline {
			b.WriteByte(' ')
		}
		for _, k := range c.kids(d) {
			kid := c.dict(k)
			if mcid, ok := c.number(k); ok {
				b.WriteString(texts[c.pages[objectOf(d["Pg"])]][mcid])
			} else if mcid, ok := c.number(kid["MCID"]); ok {
				b.WriteString(texts[c.pages[objectOf(kid["Pg"])]][mcid])
			} else if kid["S"] != nil {
				walk(k)
			}
		}
		if !inline {
			b.WriteByte(' ')
		}
	}
	walk(c.kids(c.dict(c.catalog["StructTreeRoot"]))[0])
	return normal(b.String())
}

// markedTexts are the texts of a content stream by their number.
func markedTexts(t *testing.T, content []byte) map[int]string {
	t.Helper()
	out := map[int]string{}
	mcid := -1
	var operands []token
	for r := (tokens{data: string(content)}); ; {
		next, err := r.next()
		if err != nil {
			t.Fatal(err)
		}
		if next.kind == endOfStream {
			return out
		}
		if next.kind != operator {
			operands = append(operands, next)
			continue
		}
		switch next.text {
		case "BDC", "BMC":
			mcid = -1
			if i := slices.IndexFunc(operands, func(o token) bool { return o.text == "/MCID" }); i >= 0 {
				mcid, _ = strconv.Atoi(operands[i+1].text)
			}
		case "TJ":
			for _, o := range operands {
				if o.kind == quoted {
					letters, err := decode(o.text)
					if err != nil {
						t.Fatal(err)
					}
					out[mcid] += string(letters)
				}
			}
		}
		operands = nil
	}
}

// poppler reads the tags, too, where it is installed.
//
// Note: it takes minutes for the thousands of tags of the torture report.
func poppler(t *testing.T, file []byte, want string) {
	t.Helper()
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		return
	}
	path := filepath.Join(t.TempDir(), "probe.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfinfo", "-struct-text", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if len(line) > 1 && line[0] == '"' && line[len(line)-1] == '"' {
			b.WriteString(line[1 : len(line)-1])
		}
	}
	letters := func(s string) string { return strings.Join(strings.Fields(s), "") } // it drops spaces at the ends of pieces
	got := strings.Replace(letters(b.String()), "31Plätze", "", 1)                  // it reads the labels of charts
	if want := letters(want); got != want {
		t.Errorf("poppler reads another text: %s", difference(got, want))
	}
}
