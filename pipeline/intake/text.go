package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/yamlfile"
)

// text reads a code, a pseudonym or free text.
func (c *column) text(s string) cell {
	if c.mapping.Pad > 0 {
		s = pad(s, c.mapping.Pad)
	}
	if c.mapping.Key != "" {
		k, f := key(s, c.mapping.Key)
		return value(k, f)
	}
	if c.Form == FormSchoolYear {
		begin, f := notation.ParseSchoolYear(s)
		if b, _, half := notation.ParseHalfYear(s); half.OK() {
			begin, f = b, half
		}
		return value(notation.FormatSchoolYear(begin), f)
	}
	if c.Codes == "" {
		return cell{value: s}
	}
	return c.code(s)
}

// code finds a code; upper and lower case, and ü and ue, are the same to offices.
func (c *column) code(s string) cell {
	names := c.list.Names()
	if i := slices.IndexFunc(names, func(n string) bool { return foldCode(n) == foldCode(s) }); i >= 0 {
		return cell{value: names[i]}
	}
	if notation.Mangled(s) {
		return value(nil, mangled)
	}
	remedy := "Möglich sind " + strings.Join(names[:min(len(names), 12)], ", ")
	if len(names) > 12 {
		remedy += ", …"
	}
	if near := yamlfile.Nearest(s, append(names, slices.Sorted(maps.Keys(c.mapping.Codes))...)); near != "" {
		remedy = fmt.Sprintf("Meinten Sie »%s«? %s", near, remedy)
	}
	return value(nil, notation.Fault{
		Why:    fmt.Sprintf("ist kein Code der Liste »%s«", c.list.Name),
		Remedy: fmt.Sprintf("%s. Eine andere Schreibweise gehört unter codes in %s.", remedy, c.source.Path),
	})
}

// clean brings text to composed characters (macOS exports ä as a and two dots) and one line without blanks at its ends, and drops the marks
// that nobody sees and the ="…" by which programs keep Excel from taking 02 for a number.
func clean(s string) string {
	s = notation.Trim(s)
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.Count(s, `"`) == 2 && strings.HasSuffix(s, `"`) {
		s = notation.Trim(strings.TrimSuffix(inner, `"`))
	}
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < utf8.RuneSelf
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x200b && r <= 0x200f, r == 0x2060, r == 0xfeff, r == 0xad:
			return -1
		case unicode.IsSpace(r) || r == 0x202f:
			return ' '
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// unreadable is a character that no office typed: what a wrong encoding leaves behind.
func unreadable(r rune) bool { return r == '\ufffd' || r < ' ' || r >= 0x7f && r < 0xa0 }

// brief is a text short enough for a message.
func brief(s string) string {
	s = strings.Map(func(r rune) rune {
		if unreadable(r) {
			return '\ufffd'
		}
		return r
	}, clean(s))
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
