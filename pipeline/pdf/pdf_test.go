package pdf_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/pdf"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// loaded is the typeface, read once for all tests.
var loaded = sync.OnceValues(func() (*typeface.Family, error) { return typeface.Load(assets.Files()) })

// family is the typeface, or the end of the test where the assets are not made.
func family(t testing.TB) *typeface.Family {
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

func fileOf(t testing.TB, doc *report.Document) []byte {
	t.Helper()
	faces := family(t)
	l, _, err := layout.Typeset(doc, faces)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pdf.Write(l, faces, pdf.MetaOf(doc))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// run calls a tool with the file as its argument and gives what it prints.
func run(t *testing.T, file []byte, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed", tool)
	}
	path := filepath.Join(t.TempDir(), "probe.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	first := fileOf(t, sample())
	if !bytes.Equal(first, fileOf(t, sample())) {
		t.Error("the second run gave another file")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if !bytes.Equal(first, fileOf(t, sample())) {
				t.Error("four runs at once gave another file")
			}
		})
	}
	all.Wait()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer func(zone *time.Location) { time.Local = zone }(time.Local)
	time.Local = time.FixedZone("weit weg", -9*3600)
	if !bytes.Equal(first, fileOf(t, sample())) {
		t.Error("one processor in another time zone gave another file")
	}
}

func TestQPDFFindsNothingWrong(t *testing.T) {
	if out := run(t, fileOf(t, sample()), "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
}

func TestTheTextCanBeExtractedInOrder(t *testing.T) {
	text := run(t, fileOf(t, sample()), "pdftotext", "-raw", "FILE", "-")
	at := 0
	for _, want := range []string{
		"Zwischenbericht\n„Einwanderung gestalten NRW“", "Förderquote 90 %", "1 Zusammenfassung", "• 14 Familien",
		"Ziel des Programms ist die rechtskreisübergreifende Zusammenarbeit bei der Integration", "zeigt Tabelle 1; den",
		"Seite 1 von 6", "Tabelle 1 Erträge", "Zeile Jahr Betrag in € Bemerkung", "Erträge gesamt 2019 82.480", "Aufwand gesamt 2020 137.760",
		"Saldo 2019 9.160", "2.1 Ausgangslage und Ziele", "2. Angebote und Maßnahmen", "– verstärkte Elternarbeit",
		"Abbildung 1 Der Anteil", "2016/2017 II", "4,1 %", "Schulhalbjahr Anteil in %", "Seite 6 von 6",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing or stands too early, in:\n%s", want, text[at:])
		}
		at += i + len(want)
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	var got []string
	out := run(t, fileOf(t, sample()), "pdffonts", "FILE")
	for _, line := range strings.Split(strings.TrimSpace(out), "\n")[2:] {
		f := strings.Fields(line)
		tag := regexp.MustCompile(`^[A-Z]{6}\+`)
		if !tag.MatchString(f[0]) {
			t.Errorf("%s has no subset tag", f[0])
		}
		got = append(got, tag.ReplaceAllString(strings.Join(f[:7], " "), ""))
	}
	slices.Sort(got)
	want := []string{
		"SourceSans3-Bold CID TrueType Identity-H yes yes yes",
		"SourceSans3-It CID TrueType Identity-H yes yes yes",
		"SourceSans3-Regular CID TrueType Identity-H yes yes yes",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// read is the file as pdfcpu sees it.
func read(t *testing.T, file []byte) *model.Context {
	t.Helper()
	conf := &model.Configuration{Reader15: true, Offline: true, ValidationMode: model.ValidationRelaxed, Limits: model.DefaultResourceLimits()}
	ctx, err := pdfcpu.Read(bytes.NewReader(file), conf)
	if err != nil {
		t.Fatal(err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// streams are the streams of a file, unpacked, but for the fonts.
func streams(t *testing.T, ctx *model.Context) []string {
	t.Helper()
	var out []string
	for _, entry := range ctx.Table {
		if s, ok := entry.Object.(types.StreamDict); ok && s.Dict["Length1"] == nil {
			if err := s.Decode(); err != nil {
				t.Fatal(err)
			}
			out = append(out, string(s.Content))
		}
	}
	return out
}

func TestNothingOfTheSentinelsIsLeft(t *testing.T) {
	file := fileOf(t, sample())
	if bytes.Contains(file, []byte("Times")) {
		t.Error("their font is still there")
	}
	for _, s := range streams(t, read(t, file)) {
		if strings.Contains(s, "@@") || strings.Contains(s, "00400040") {
			t.Errorf("a sentinel is left in %.200q", s)
		}
	}
}

func TestLettersAreKerned(t *testing.T) {
	doc := sample()
	doc.Blocks = []report.Block{para("Tafel")}
	found := false
	for _, s := range streams(t, read(t, fileOf(t, doc))) {
		found = found || strings.Contains(s, "[<0054>73<00610066>10<0065006C>] TJ")
	}
	if !found {
		t.Error("T and a, f and e stand as far apart as others")
	}
}

func TestToUnicodeNamesTheLettersThatAreDrawn(t *testing.T) {
	doc := sample()
	doc.Title, doc.Subtitle, doc.Author, doc.Stamp, doc.Facts = "AB", "", "", "", nil
	doc.Blocks = []report.Block{report.Paragraph{Text: []report.Inline{{Text: "BA€", Strong: true}}}}
	want := "3 beginbfchar\n<0041> <0041>\n<0042> <0042>\n<20AC> <20AC>\nendbfchar"
	for _, s := range streams(t, read(t, fileOf(t, doc))) {
		if strings.Contains(s, want) {
			return
		}
	}
	t.Errorf("no ToUnicode with %q", want)
}

// titles are the bookmarks below an entry, indented by level.
func titles(t *testing.T, ctx *model.Context, entry types.Object, indent string) []string {
	t.Helper()
	parent, err := ctx.DereferenceDict(entry)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for next := parent["First"]; next != nil; {
		d, err := ctx.DereferenceDict(next)
		if err != nil {
			t.Fatal(err)
		}
		title, err := types.HexLiteralToString(types.HexLiteral(hexOf(d["Title"])))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, indent+title)
		out = append(out, titles(t, ctx, next, indent+"  ")...)
		next = d["Next"]
	}
	return out
}

// hexOf is a text string as hexadecimal digits.
func hexOf(o types.Object) string {
	if s, ok := o.(types.StringLiteral); ok {
		return hex.EncodeToString([]byte(s))
	}
	return string(o.(types.HexLiteral))
}

func TestBookmarksAndLinksLeadToPages(t *testing.T) {
	ctx := read(t, fileOf(t, sample()))
	catalog, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	got := titles(t, ctx, catalog["Outlines"], "")
	want := []string{
		"1 Zusammenfassung", "  1.1 Auftrag, Laufzeit und Mittel",
		"2 Erfolgreicher Schulbesuch", "  2.1 Ausgangslage und Ziele", "    Lesart",
		"3 Übergang Schule–Beruf und Integration in Erwerbstätigkeit", "4 Ausblick",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var links []string
	page, _, _, err := ctx.PageDict(1, false)
	if err != nil {
		t.Fatal(err)
	}
	annots, err := ctx.DereferenceArray(page["Annots"])
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range annots {
		d, err := ctx.DereferenceDict(a)
		if err != nil {
			t.Fatal(err)
		}
		if action := d.DictEntry("A"); action != nil {
			links = append(links, action["URI"].String())
			continue
		}
		target := d.ArrayEntry("Dest")[0].(types.IndirectRef)
		for n := range ctx.PageCount {
			if ref, err := ctx.PageDictIndRef(n + 1); err == nil && *ref == target {
				links = append(links, "page "+string(rune('1'+n)))
			}
		}
	}
	if diff := cmp.Diff([]string{"page 2", "page 3", "(https://www.mkffi.nrw/einwanderung-gestalten)"}, links); diff != "" {
		t.Error(diff)
	}
}

func TestTheFileSaysWhatItIsAndOfWhen(t *testing.T) {
	file := fileOf(t, sample())
	for _, want := range []string{
		"/CreationDate (D:20181030000000+00'00')", "/ModDate (D:20181030000000+00'00')", "/Lang (de-DE)", "/DisplayDocTitle true",
		"<xmp:CreateDate>2018-10-30T00:00:00+00:00</xmp:CreateDate>", "<xmp:ModifyDate>2018-10-30T00:00:00+00:00</xmp:ModifyDate>",
		`<rdf:li xml:lang="x-default">Zwischenbericht „Einwanderung gestalten NRW“</rdf:li>`, "<rdf:li>Stadt Münster · Sozialamt</rdf:li>",
	} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("%s is missing", want)
		}
	}
	info := run(t, file, "pdfinfo", "FILE")
	for _, want := range []string{"Zwischenbericht „Einwanderung gestalten NRW“", "Stadt Münster · Sozialamt", "595.276 x 841.89 pts (A4)"} {
		if !strings.Contains(info, want) {
			t.Errorf("%s is missing in\n%s", want, info)
		}
	}
}
