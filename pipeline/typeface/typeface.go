// Package typeface knows the letters of the products: how wide a text is, which pairs of letters move together, which
// characters the typeface can show, and where a German word may be parted.
//
// It draws nothing, and it breaks no lines: package layout does, with these widths. Text is measured as one run from left to
// right; ligatures and scripts that need shaping are out of its reach.
package typeface

import (
	"fmt"
	"io/fs"
	"sync/atomic"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"wirkbericht/pipeline/assets"
)

// Name is the typeface of all products, as CSS and PDF call it.
const Name = "Source Sans 3"

// Style is one of the four styles that products use.
type Style int

// The styles.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
)

// files are the fonts in the order of the styles.
var files = [...]string{assets.Regular, assets.Bold, assets.Italic, assets.BoldItalic}

// Family is one typeface in its four styles. It may be shared between goroutines.
type Family struct {
	faces   [len(files)]face
	hyphens *hyphenation
}

// Load reads the four fonts and the hyphenation patterns of fsys, which is assets.Files() in the program. A missing file and a
// broken font are errors.
func Load(fsys fs.FS) (*Family, error) {
	f := &Family{}
	for i, name := range files {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		if err := f.faces[i].parse(raw); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	var err error
	f.hyphens, err = readHyphenation(fsys)
	return f, err
}

// TTF is the font file of a style, for embedding. Callers must not change it.
func (f *Family) TTF(s Style) []byte { return f.faces[s].ttf }

// Has reports whether the style has a glyph for r. A character without one would be printed as an empty box.
func (f *Family) Has(s Style, r rune) bool { return f.faces[s].advanceOf(r) >= 0 }

// Missing are the characters of text that the style cannot show, each once, in the order of the text.
func (f *Family) Missing(s Style, text string) []rune {
	var out []rune
	seen := map[rune]bool{}
	for _, r := range text {
		if !f.Has(s, r) && !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}

// Width is the width of one line of text, kerning included, in the unit of size. A soft hyphen counts like a hyphen, since a
// font draws it as one.
func (f *Family) Width(s Style, size float64, text string) float64 {
	face := &f.faces[s]
	units, previous := 0, rune(-1)
	for _, r := range text {
		units += max(face.advanceOf(r), 0)
		if previous >= 0 {
			units += face.kernOf(previous, r)
		}
		previous = r
	}
	return float64(units) * size / face.unitsPerEm
}

// Advance is the width of one character without kerning, in em; 0 if the style lacks it.
func (f *Family) Advance(s Style, r rune) float64 {
	face := &f.faces[s]
	return float64(max(face.advanceOf(r), 0)) / face.unitsPerEm
}

// Kern is what is added between a and b, in em; negative moves them together.
func (f *Family) Kern(s Style, a, b rune) float64 {
	face := &f.faces[s]
	return float64(face.kernOf(a, b)) / face.unitsPerEm
}

// Ascent is the height above the baseline that lines of the style claim, in em.
func (f *Family) Ascent(s Style) float64 { return f.faces[s].ascent }

// Descent is the depth below the baseline that lines of the style claim, in em; positive.
func (f *Family) Descent(s Style) float64 { return f.faces[s].descent }

// CapHeight is the height of capital letters, in em.
func (f *Family) CapHeight(s Style) float64 { return f.faces[s].capHeight }

// XHeight is the height of small letters without ascender, in em.
func (f *Family) XHeight(s Style) float64 { return f.faces[s].xHeight }

// face is one font with what is asked of it most often at hand.
type face struct {
	ttf        []byte
	font       *sfnt.Font
	unitsPerEm float64

	ascent, descent, capHeight, xHeight float64

	advance [plane]int16 // in font units, by character; -1: no glyph
	// kern is the kerning of two Latin-1 characters plus known, or 0 while nobody has asked.
	// Note: filling it when the font is loaded costs 100 ms for the four styles; asking GPOS each time costs 0.5 µs a pair.
	kern [1 << 16]atomic.Int32
}

// plane is the number of characters that fonts are asked for: gofpdf takes none above the basic plane, either.
const plane = 1 << 16

// known marks a kerning that was asked for; no kerning is nearly as large.
const known = 1 << 20

func (f *face) parse(raw []byte) error {
	parsed, err := sfnt.Parse(raw)
	if err != nil {
		return err
	}
	f.ttf, f.font, f.unitsPerEm = raw, parsed, float64(parsed.UnitsPerEm())
	var b sfnt.Buffer
	m, err := parsed.Metrics(&b, f.ppem(), font.HintingNone)
	if err != nil {
		return err
	}
	f.ascent, f.descent = float64(m.Ascent)/f.unitsPerEm, float64(m.Descent)/f.unitsPerEm
	f.capHeight, f.xHeight = float64(m.CapHeight)/f.unitsPerEm, float64(m.XHeight)/f.unitsPerEm
	for r := range f.advance {
		f.advance[r] = -1
		glyph, err := parsed.GlyphIndex(&b, rune(r))
		if err != nil {
			return err
		}
		if glyph == 0 {
			continue
		}
		width, err := parsed.GlyphAdvance(&b, glyph, f.ppem(), font.HintingNone)
		if err != nil {
			return err
		}
		f.advance[r] = int16(width)
	}
	return nil
}

// ppem is the size at which sfnt answers in font units.
func (f *face) ppem() fixed.Int26_6 { return fixed.Int26_6(f.unitsPerEm) }

// advanceOf is the width of r in font units, -1 if there is no glyph.
func (f *face) advanceOf(r rune) int {
	if r < 0 || r >= plane {
		return -1
	}
	return int(f.advance[r])
}

// kernOf is the kerning of a pair in font units.
func (f *face) kernOf(a, b rune) int {
	if a >= 1<<8 || b >= 1<<8 {
		return f.askKern(a, b)
	}
	slot := &f.kern[a<<8|b]
	if v := slot.Load(); v != 0 {
		return int(v - known)
	}
	k := f.askKern(a, b)
	slot.Store(int32(k + known))
	return k
}

// askKern asks the font. A pair that it does not list stands as it is.
func (f *face) askKern(a, b rune) int {
	var buf sfnt.Buffer
	ga, errA := f.font.GlyphIndex(&buf, a)
	gb, errB := f.font.GlyphIndex(&buf, b)
	if errA != nil || errB != nil || ga == 0 || gb == 0 {
		return 0
	}
	k, err := f.font.Kern(&buf, ga, gb, f.ppem(), font.HintingNone)
	if err != nil {
		return 0
	}
	return int(k)
}
