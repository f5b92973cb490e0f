package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

type buffer [1 << 16]byte

// scanner cuts XML into tags and the text before them. It knows no namespaces, document types or entities of their own, which workbooks
// do not use; a document type is refused, because it could blow up.
//
// Note: encoding/xml takes four times as long, most of it for copies of names.
type scanner struct {
	name    []byte // of the tag, without prefix
	closing bool   // </name>
	empty   bool   // <name/>
	text    []byte // between the tag before and this one, if collect was set
	collect bool
	err     error

	part       string
	r          io.Reader
	attributes []byte
	raw        []byte // text with its entities
	depth      int
	open       [MaxDepth + 1]uint32 // hashes of the names of the elements that are open
	buf        buffer
	pos, end   int
}

func newScanner(part string, r io.Reader) *scanner {
	x := &scanner{part: part, r: r}
	if x.need(3) && bytes.HasPrefix(x.buf[x.pos:x.end], []byte("\ufeff")) {
		x.pos += 3
	}
	return x
}

// next moves to the next tag; false at the end of the part or with err.
func (x *scanner) next() bool {
	x.text, x.raw = x.text[:0], x.raw[:0]
	for x.err == nil {
		i := bytes.IndexByte(x.buf[x.pos:x.end], '<')
		if i < 0 {
			x.take(x.end - x.pos)
			if !x.fill() {
				return x.finished()
			}
			continue
		}
		x.take(i)
		x.flush()
		if !x.need(2) {
			return x.fail("cut off")
		}
		switch x.buf[x.pos+1] {
		case '!':
			x.declaration()
		case '?':
			x.skip("?>")
		default:
			return x.tag()
		}
	}
	return false
}

// finished is false: the part has ended, as it should or not.
func (x *scanner) finished() bool {
	if x.err == nil && x.depth != 0 {
		return x.fail("cut off")
	}
	return false
}

func (x *scanner) fail(what string) bool {
	if x.err == nil {
		x.err = broken(x.part, "%s", what)
	}
	return false
}

// fill reads more behind what is left; false at the end of the part.
func (x *scanner) fill() bool {
	copy(x.buf[:], x.buf[x.pos:x.end])
	x.pos, x.end = 0, x.end-x.pos
	for range 100 {
		n, err := x.r.Read(x.buf[x.end:])
		x.end += n
		if err != nil && !errors.Is(err, io.EOF) {
			return x.fail(err.Error())
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	return x.fail("nothing to read")
}

// need makes sure that n bytes are there.
func (x *scanner) need(n int) bool {
	for x.end-x.pos < n {
		if !x.fill() {
			return false
		}
	}
	return true
}

// take moves over text.
func (x *scanner) take(n int) {
	if x.collect && n > 0 {
		if len(x.raw)+len(x.text)+n > MaxText {
			x.err = &LimitError{x.part, "Bytes Text in einer Zelle", MaxText}
			return
		}
		x.raw = append(x.raw, x.buf[x.pos:x.pos+n]...)
	}
	x.pos += n
}

// flush makes characters of the entities of a text that is complete.
func (x *scanner) flush() {
	if len(x.raw) > 0 {
		x.text = appendText(x.text, x.raw)
		x.raw = x.raw[:0]
	}
}

// skip moves behind the next mark.
func (x *scanner) skip(mark string) {
	for {
		if i := bytes.Index(x.buf[x.pos:x.end], []byte(mark)); i >= 0 {
			x.pos += i + len(mark)
			return
		}
		x.pos = max(x.pos, x.end-len(mark)+1)
		if !x.fill() {
			x.fail("cut off")
			return
		}
	}
}

// declaration is a comment, a text that needs no entities, or a document type.
func (x *scanner) declaration() {
	switch {
	case x.need(4) && string(x.buf[x.pos:x.pos+4]) == "<!--":
		x.pos += 4
		x.skip("-->")
	case x.need(9) && string(x.buf[x.pos:x.pos+9]) == "<![CDATA[":
		x.pos += 9
		for x.err == nil {
			i := bytes.Index(x.buf[x.pos:x.end], []byte("]]>"))
			n := i
			if i < 0 {
				n = max(0, x.end-x.pos-2)
			}
			x.take(n)
			x.text = append(x.text, x.raw...)
			x.raw = x.raw[:0]
			if i >= 0 {
				x.pos += 3
				return
			}
			if !x.fill() {
				x.fail("cut off")
			}
		}
	default:
		x.fail("document type")
	}
}

// tag reads a tag from < to >.
func (x *scanner) tag() bool {
	from, quote := x.pos+1, byte(0)
	for i := from; ; i++ {
		if i == x.end {
			if x.end-x.pos == maxTag {
				x.err = &LimitError{x.part, "Bytes in einem XML-Element", int64(maxTag)}
				return false
			}
			n := i - x.pos
			if !x.fill() {
				return x.fail("cut off")
			}
			from, i = x.pos+1, x.pos+n
		}
		switch c := x.buf[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			x.pos = i + 1
			return x.element(x.buf[from:i])
		}
	}
}

// element takes a tag apart and holds that elements end in the order in which they began.
func (x *scanner) element(tag []byte) bool {
	x.closing = len(tag) > 0 && tag[0] == '/'
	x.empty = !x.closing && len(tag) > 0 && tag[len(tag)-1] == '/'
	switch {
	case x.closing:
		tag = tag[1:]
	case x.empty:
		tag = tag[:len(tag)-1]
	}
	n := 0
	for n < len(tag) && !blank(tag[n]) {
		n++
	}
	x.name, x.attributes = tag[:n], tag[n:]
	if i := bytes.IndexByte(x.name, ':'); i >= 0 {
		x.name = x.name[i+1:]
	}
	switch {
	case x.closing && (x.depth == 0 || x.open[x.depth] != nameHash(x.name)):
		return x.fail("an end without a beginning")
	case x.closing:
		x.depth--
	case !x.empty && x.depth == MaxDepth:
		x.err = &LimitError{x.part, "verschachtelte Elemente", MaxDepth}
		return false
	case !x.empty:
		x.depth++
		x.open[x.depth] = nameHash(x.name)
	}
	return true
}

func nameHash(name []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range name {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// nextAttr takes the next attribute off rest: its name without prefix and its value with entities.
func nextAttr(rest []byte) (name, value, after []byte, ok bool) {
	i := 0
	for i < len(rest) && blank(rest[i]) {
		i++
	}
	rest = rest[i:]
	i = bytes.IndexByte(rest, '=')
	if i < 0 {
		return nil, nil, nil, false
	}
	name, rest = rest[:i], rest[i+1:]
	if i == 0 || len(rest) == 0 || blank(name[i-1]) || blank(rest[0]) { // rare, and costly
		name, rest = bytes.TrimSpace(name), bytes.TrimSpace(rest)
	}
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return nil, nil, nil, false
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name, rest[1 : end+1], rest[end+2:], true
}

// attr is the value of an attribute, "" if there is none.
func (x *scanner) attr(name string) string {
	for rest := x.attributes; ; {
		n, value, after, ok := nextAttr(rest)
		if !ok {
			return ""
		}
		if string(n) == name {
			return string(appendText(nil, value))
		}
		rest = after
	}
}

// appendText appends text with its entities made into characters. What is no entity stays; bytes that are no UTF-8 become U+FFFD.
func appendText(out, raw []byte) []byte {
	if !utf8.Valid(raw) {
		raw = bytes.ToValidUTF8(raw, []byte("\ufffd"))
	}
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(out, raw...)
		}
		out, raw = append(out, raw[:i]...), raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if r, ok := entity(raw[1:max(1, end)]); ok {
			out, raw = utf8.AppendRune(out, r), raw[end+1:]
			continue
		}
		out, raw = append(out, '&'), raw[1:]
	}
	return out
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
