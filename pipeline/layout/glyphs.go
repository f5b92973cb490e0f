package layout

import (
	"fmt"
	"strings"
	"unicode"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/typeface"
)

// substitute stands for a character that the typeface lacks.
const substitute = '□'

// softHyphen is where a word may be parted. A font draws it as a hyphen; readers of the file know that it is none.
const softHyphen = "\u00ad"

// clean makes text fit to print where nothing is parted: without soft hyphens.
func (s *setter) clean(text string, style typeface.Style) string {
	return strings.ReplaceAll(s.cleanSoft(text, style), softHyphen, "")
}

// cleanSoft makes text fit to print: one kind of white space beside the no-break spaces, nothing that cannot be seen but soft
// hyphens, and no character without a glyph, which would vanish without a word.
func (s *setter) cleanSoft(text string, style typeface.Style) string {
	if s.isClean(text, style) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case r != '\u00ad' && unicode.Is(unicode.Cf, r) || unicode.IsControl(r): // zero width space, byte order mark
		case s.prints(style, r):
			b.WriteRune(r)
		default:
			s.missing(r)
			b.WriteRune(substitute)
		}
	}
	return b.String()
}

func (s *setter) isClean(text string, style typeface.Style) bool {
	for _, r := range text {
		if r < ' ' || r == '\u00ad' || !s.prints(style, r) {
			return false
		}
	}
	return true
}

// prints reports whether r can be printed. U+FFFD is what is left of broken UTF-8.
func (s *setter) prints(style typeface.Style, r rune) bool {
	return r < 1<<16 && r != '\uFFFD' && s.faces.Has(style, r)
}

// missing tells of a character, once a document.
func (s *setter) missing(r rune) {
	if s.told[r] {
		return
	}
	s.told[r] = true
	s.findings.Add(finding.Warning, "zeichen_ohne_schriftbild", s.place,
		fmt.Sprintf("Das Zeichen „%c“ (U+%04X) gibt es in der Schrift nicht; im PDF steht dafür „%c“.", r, r, substitute),
		"Bitte ein anderes Zeichen verwenden.")
}

// cleanDrawing is the drawing with printable labels. A drawing that is clean comes back as it is.
func (s *setter) cleanDrawing(d *chart.Drawing) *chart.Drawing {
	var out *chart.Drawing
	for i, op := range d.Ops {
		l, ok := op.(chart.Label)
		if !ok || s.isClean(l.Text, l.Style) {
			continue
		}
		if out == nil {
			out = &chart.Drawing{Width: d.Width, Height: d.Height, Ops: append([]chart.Op(nil), d.Ops...)}
		}
		l.Text = s.clean(l.Text, l.Style)
		out.Ops[i] = l
	}
	if out == nil {
		return d
	}
	return out
}
