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

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

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

func TestTheAttachmentsComeOutAsTheyWentIn(t *testing.T) {
	file, err := write(finished(t))
	if err != nil {
		t.Fatal(err)
	}
	c, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	names := c.array(c.dict(c.dict(c.catalog["Names"])["EmbeddedFiles"])["Names"])
	for i := 1; i < len(names); i += 2 {
		d := c.dict(names[i])
		data := c.dict(d["EF"])["UF"]
		got = append(got, fmt.Sprintf("%s | %s | %s | %s | %q", c.text(d["UF"]), c.text(d["Desc"]), c.name(d["AFRelationship"]), c.name(c.dict(data)["Subtype"]), c.data(data)))
	}
	want := []string{`kennzahlen.csv | Kennzahlen des Berichts | Data | text/csv | "a,b\n1,2\n"`, `größe.csv | Größen | Data | text/csv | ""`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAPageOnItsSideIsWiderThanHigh(t *testing.T) {
	file, err := write(finished(t))
	if err != nil {
		t.Fatal(err)
	}
	c, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range c.sheets {
		box := c.array(d["MediaBox"])
		got = append(got, fmt.Sprintf("%.2f × %.2f", box[2], box[3]))
	}
	upright, across := "595.28 × 841.89", "841.89 × 595.28"
	if diff := cmp.Diff([]string{upright, upright, across, upright, upright}, got); diff != "" {
		t.Error(diff)
	}
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
