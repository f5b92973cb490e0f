package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/typeface"
)

// gofpdf embeds a subset of each font as Type0 with Identity-H, and the code of a letter is its code point. So the pages and
// the charts write UTF-16 under the same font. Names, widths and ToUnicode are made anew: gofpdf's name no subset, its
// ToUnicode claims every code there is.

// fontName is the name of a style in the resources of pages and charts.
func fontName(s typeface.Style) name { return name("F" + strconv.Itoa(int(s))) }

// fontObject is the font of a style. Its value comes when all pages are painted and all letters known.
func (f *finisher) fontObject(s typeface.Style) *indirect {
	if f.fonts[s] == nil {
		f.fonts[s] = &indirect{}
	}
	return f.fonts[s]
}

// use notes letters that are drawn.
func (f *finisher) use(s typeface.Style, letters []rune) {
	if f.letters[s] == nil {
		f.letters[s] = map[rune]bool{}
	}
	for _, r := range letters {
		f.letters[s][r] = true
	}
}

// readFonts finds the fonts in the resources of maroto's pages: the styles by resource name, the fonts by style.
func (f *finisher) readFonts(resources types.Dict) error {
	fonts, err := f.dictAt(resources, "Font")
	if err != nil {
		return err
	}
	for id := range fonts {
		font, err := f.dictAt(fonts, id)
		if err != nil {
			return err
		}
		base := font.NameEntry("BaseFont")
		if base == nil {
			return fmt.Errorf("font %s has no name", id)
		}
		for _, s := range allStyles {
			if *base == "utf8"+family(s) {
				f.styles["/"+id], f.rawFonts[s] = s, font
			}
		}
	}
	return nil
}

// finishFonts fills the font objects that pages and charts ask for.
func (f *finisher) finishFonts() error {
	for s, object := range f.fonts {
		if err := f.finishFont(s, object); err != nil {
			return fmt.Errorf("font %s: %w", fontName(s), err)
		}
	}
	return nil
}

func (f *finisher) finishFont(s typeface.Style, object *indirect) error {
	letters := f.sortedLetters(s)
	for _, r := range letters {
		if !f.faces.Has(s, r) {
			return fmt.Errorf("no glyph for %q", r)
		}
	}
	font := f.rawFonts[s]
	if font == nil {
		return fmt.Errorf("not embedded")
	}
	descendants, err := f.raw.DereferenceArray(font["DescendantFonts"])
	if err != nil || len(descendants) != 1 {
		return fmt.Errorf("descendant fonts %v: %w", descendants, err)
	}
	cid, err := f.raw.DereferenceDict(descendants[0])
	if err != nil {
		return err
	}
	glyphs, err := f.copyStream(cid["CIDToGIDMap"])
	if err != nil {
		return err
	}
	descriptor, err := f.descriptor(cid, postScriptName(s, letters))
	if err != nil {
		return err
	}
	base := name(postScriptName(s, letters))
	object.value = dict{
		"Type": name("Font"), "Subtype": name("Type0"), "BaseFont": base, "Encoding": name("Identity-H"),
		"ToUnicode": &indirect{&stream{dict{}, toUnicode(letters)}},
		"DescendantFonts": array{&indirect{dict{
			"Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": base,
			"CIDSystemInfo":  dict{"Registry": literal("Adobe"), "Ordering": literal("Identity"), "Supplement": integer(0)},
			"FontDescriptor": descriptor, "CIDToGIDMap": glyphs, "W": f.widths(s, letters),
		}}},
	}
	return nil
}

func (f *finisher) sortedLetters(s typeface.Style) []rune {
	var out []rune
	for r := range f.letters[s] {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// descriptor is gofpdf's description of the font under its new name.
func (f *finisher) descriptor(cid types.Dict, fontName string) (*indirect, error) {
	from, err := f.dictAt(cid, "FontDescriptor")
	if err != nil {
		return nil, err
	}
	file, err := f.copyStream(from["FontFile2"])
	if err != nil {
		return nil, err
	}
	d := dict{"FontFile2": file}
	for _, key := range []string{"Type", "Ascent", "Descent", "CapHeight", "Flags", "FontBBox", "ItalicAngle", "StemV"} {
		if from[key] == nil {
			return nil, fmt.Errorf("descriptor without %s", key)
		}
		d[name(key)] = raw(from[key].PDFString())
	}
	d["FontName"] = name(fontName)
	return &indirect{d}, nil
}

// copyStream takes a stream over as it is.
func (f *finisher) copyStream(ref types.Object) (*indirect, error) {
	s, _, err := f.raw.DereferenceStreamDict(ref)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, fmt.Errorf("no stream at %v", ref)
	}
	d := dict{}
	for _, key := range []string{"Filter", "Length1"} {
		if s.Dict[key] != nil {
			d[name(key)] = raw(s.Dict[key].PDFString())
		}
	}
	return &indirect{&stream{d, s.Raw}}, nil
}

// widths is the W array: runs of letters that follow each other.
func (f *finisher) widths(s typeface.Style, letters []rune) array {
	var out array
	for i := 0; i < len(letters); {
		var stretch array
		first := letters[i]
		for ; i < len(letters) && letters[i] == first+rune(len(stretch)); i++ {
			stretch = append(stretch, integer(math.Round(1000*f.faces.Advance(s, letters[i]))))
		}
		out = append(out, integer(first), stretch)
	}
	return out
}

// postScriptName is the name of the font, with a tag that stands for the subset.
func postScriptName(s typeface.Style, letters []rune) string {
	style := [...]string{"Regular", "Bold", "It", "BoldIt"}[s]
	font := strings.ReplaceAll(typeface.Name, " ", "") + "-" + style
	sum := sha256.Sum256([]byte(style + string(letters)))
	var tag []byte
	for _, b := range sum[:6] {
		tag = append(tag, 'A'+b%26)
	}
	return string(tag) + "+" + font
}

// toUnicode maps the letters that are drawn onto themselves.
func toUnicode(letters []rune) []byte {
	var b bytes.Buffer
	b.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	const block = 100 // the most that one block may hold
	for part := range slices.Chunk(letters, block) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, r := range part {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", r, r)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
