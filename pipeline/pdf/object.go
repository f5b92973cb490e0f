package pdf

import (
	"encoding/hex"
	"slices"
	"strconv"
	"unicode/utf16"
)

// object is a PDF object that can append itself to a file.
type object interface {
	append(to []byte, w *writer) []byte
}

type (
	name    string
	integer int
	real    float64
	boolean bool
	raw     string // written as it is
	array   []object
	dict    map[name]object
)

// indirect is an object with a number. The writer gives the number.
type indirect struct{ value object }

// stream is a dictionary with data. Data without a Filter in the dictionary are compressed when they are written, metadata
// excepted.
type stream struct {
	dict dict
	data []byte
}

func (n name) append(to []byte, _ *writer) []byte {
	to = append(to, '/')
	for i := range len(n) {
		c := n[i]
		if c <= ' ' || c > '~' || slices.Contains([]byte("#()<>[]{}/%"), c) {
			to = append(to, '#')
			to = hex.AppendEncode(to, []byte{c})
			continue
		}
		to = append(to, c)
	}
	return to
}

func (i integer) append(to []byte, _ *writer) []byte { return strconv.AppendInt(to, int64(i), 10) }
func (r real) append(to []byte, _ *writer) []byte    { return appendNumber(to, float64(r)) }
func (b boolean) append(to []byte, _ *writer) []byte { return strconv.AppendBool(to, bool(b)) }
func (r raw) append(to []byte, _ *writer) []byte     { return append(to, r...) }

func (a array) append(to []byte, w *writer) []byte {
	to = append(to, '[')
	for i, o := range a {
		if i > 0 {
			to = append(to, ' ')
		}
		to = o.append(to, w)
	}
	return append(to, ']')
}

func (d dict) append(to []byte, w *writer) []byte {
	to = append(to, "<<"...)
	for _, k := range sortedKeys(d) {
		to = k.append(to, w)
		to = append(to, ' ')
		to = d[k].append(to, w)
	}
	return append(to, ">>"...)
}

func (i *indirect) append(to []byte, w *writer) []byte {
	to = strconv.AppendInt(to, int64(w.number(i)), 10)
	return append(to, " 0 R"...)
}

func (s *stream) append(to []byte, w *writer) []byte {
	d, data := s.dict, s.data
	if d["Filter"] == nil && d["Type"] != name("Metadata") {
		d = dict{"Filter": name("FlateDecode")}
		for k, v := range s.dict {
			d[k] = v
		}
		data = w.deflate(data)
	}
	d["Length"] = integer(len(data))
	to = d.append(to, w)
	to = append(to, "\nstream\n"...)
	to = append(to, data...)
	return append(to, "\nendstream"...)
}

// textString is a text for people: plain ASCII as a literal, else UTF-16BE with its mark.
func textString(s string) raw {
	if isASCII(s) {
		return literal(s)
	}
	out := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, upperHex(u)...)
	}
	return raw(append(out, '>'))
}

// isASCII reports whether all characters of a text are printable ones of ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// literal is a string of bytes in parentheses.
func literal(s string) raw {
	out := []byte{'('}
	for i := range len(s) {
		if slices.Contains([]byte(`()\`), s[i]) {
			out = append(out, '\\')
		}
		out = append(out, s[i])
	}
	return raw(append(out, ')'))
}

// upperHex is a code as four digits.
func upperHex(u uint16) []byte {
	const digits = "0123456789ABCDEF"
	return []byte{digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15]}
}

// appendNumber writes a number with three decimals at most: a thousandth of a point is nothing.
func appendNumber(to []byte, f float64) []byte { return appendDecimal(to, f, 3) }

// appendDecimal writes a number with so many decimals at most.
func appendDecimal(to []byte, f float64, decimals int) []byte {
	from := len(to)
	to = strconv.AppendFloat(to, f, 'f', decimals, 64)
	for to[len(to)-1] == '0' {
		to = to[:len(to)-1]
	}
	if to[len(to)-1] == '.' {
		to = to[:len(to)-1]
	}
	if string(to[from:]) == "-0" {
		return append(to[:from], '0')
	}
	return to
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
