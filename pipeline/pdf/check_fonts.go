package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

var subsetName = regexp.MustCompile(`^[A-Z]{6}\+.`)

// fontPrograms holds every font that is used against the rules: it lies in the file, has a glyph of the announced width for each
// code that is drawn, and says which character that is.
func (c *checker) fontPrograms() {
	for n, codes := range c.fonts {
		ref := types.NewIndirectRef(n, 0)
		d := c.dict(*ref)
		place := fmt.Sprintf("font %s", c.name(d["BaseFont"]))
		if c.name(d["Subtype"]) != "Type0" || c.name(d["Encoding"]) != "Identity-H" {
			c.fault("font-type", place, "no composite font with Identity-H")
			continue
		}
		c.demand(subsetName.MatchString(c.name(d["BaseFont"])), "font-subset", place, "no subset by its name")
		f := glyphs{checker: c, place: place}
		if kids := c.array(d["DescendantFonts"]); len(kids) == 1 {
			f.read(c.dict(kids[0]), c.name(d["BaseFont"]))
		}
		known := unicodes(c.data(d["ToUnicode"]))
		for code := range codes {
			c.demand(known[code], "to-unicode", place, "code %04X has no character", code)
			f.check(code)
		}
	}
}

// unicodes are the codes that a ToUnicode map knows one by one.
func unicodes(data []byte) map[uint16]bool {
	out := map[uint16]bool{}
	for line := range bytes.Lines(data) {
		if len(line) < 13 || line[0] != '<' || line[5] != '>' || line[7] != '<' {
			continue
		}
		code, err := strconv.ParseUint(string(line[1:5]), 16, 16)
		if to := string(line[8:12]); err == nil && to != "0000" && to != "FEFF" && to != "FFFE" {
			out[uint16(code)] = true
		}
	}
	return out
}

// glyphs is a font program as far as widths go.
type glyphs struct {
	*checker
	place      string
	ofCode     []byte // two bytes for each code
	widths     map[uint16]float64
	advances   []byte // hmtx
	long, all  int    // glyphs with a width of their own, and all
	unitsPerEm float64
}

// read takes the descendant font apart.
func (g *glyphs) read(d types.Dict, base string) {
	info := g.dict(d["CIDSystemInfo"])
	g.demand(g.text(info["Registry"]) == "Adobe" && g.text(info["Ordering"]) == "Identity", "font-cid", g.place, "not of Adobe-Identity")
	descriptor := g.dict(d["FontDescriptor"])
	g.demand(g.name(d["BaseFont"]) == base && g.name(descriptor["FontName"]) == base, "font-subset", g.place, "its parts have different names")
	g.ofCode = g.data(d["CIDToGIDMap"])
	g.readWidths(g.array(d["W"]))
	g.demand(descriptor["CIDSet"] == nil, "font-cidset", g.place, "a CIDSet, which would have to name every glyph of the program")
	program := g.data(descriptor["FontFile2"])
	if program == nil {
		g.fault("font-embedded", g.place, "the font is not in the file")
		return
	}
	head, hhea, maxp := table(program, "head"), table(program, "hhea"), table(program, "maxp")
	if len(head) < 20 || len(hhea) < 36 || len(maxp) < 6 {
		g.fault("font-embedded", g.place, "the font in the file is broken")
		return
	}
	g.unitsPerEm = float64(binary.BigEndian.Uint16(head[18:]))
	g.long, g.all = int(binary.BigEndian.Uint16(hhea[34:])), int(binary.BigEndian.Uint16(maxp[4:]))
	g.advances = table(program, "hmtx")
}

// table is one table of a TrueType font.
func table(font []byte, tag string) []byte {
	for at := 12; at+16 <= len(font) && at < 12+16*int(binary.BigEndian.Uint16(font[4:])); at += 16 {
		from, size := int(binary.BigEndian.Uint32(font[at+8:])), int(binary.BigEndian.Uint32(font[at+12:]))
		if string(font[at:at+4]) == tag && from+size <= len(font) {
			return font[from : from+size]
		}
	}
	return nil
}

// readWidths reads the W array: a code and the widths from there on.
func (g *glyphs) readWidths(w types.Array) {
	g.widths = map[uint16]float64{}
	for i := 0; i+1 < len(w); i += 2 {
		first, _ := g.number(w[i])
		for j, o := range g.array(w[i+1]) {
			if n, err := g.DereferenceNumber(o); err == nil {
				g.widths[uint16(first+j)] = n
			}
		}
	}
}

// check looks for the glyph of a code, and compares its width with the announced one.
func (g *glyphs) check(code uint16) {
	if g.advances == nil {
		return
	}
	glyph := 0
	if at := 2 * int(code); at+1 < len(g.ofCode) {
		glyph = int(binary.BigEndian.Uint16(g.ofCode[at:]))
	}
	if glyph == 0 || glyph >= g.all {
		g.fault("glyph", g.place, "code %04X has no glyph", code)
		return
	}
	at := 4 * min(glyph, g.long-1)
	if at+1 >= len(g.advances) {
		g.fault("font-embedded", g.place, "the font in the file is broken")
		return
	}
	width := 1000 * float64(binary.BigEndian.Uint16(g.advances[at:])) / g.unitsPerEm
	said, ok := g.widths[code]
	g.demand(ok && math.Abs(said-width) <= 1, "glyph-width", g.place, "code %04X is %.0f wide, the file says %.0f", code, width, said)
}
