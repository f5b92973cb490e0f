package pdf

import (
	"encoding/hex"
	"fmt"
)

// token is an operand (a number, a name with its slash, the bytes of a string, a bracket) or an operator.
type token struct {
	kind tokenKind
	text string
}

type tokenKind int

const (
	operand tokenKind = iota
	quoted            // an operand, too: the bytes of a string
	operator
	endOfStream
)

// tokens takes a content stream apart.
//
// Note: it cannot be cut at line ends, since strings of UTF-16 may hold a byte 0x0A.
type tokens struct {
	data string
	at   int
}

func (t *tokens) next() (token, error) {
	for t.at < len(t.data) && isSpace(t.data[t.at]) {
		t.at++
	}
	if t.at == len(t.data) {
		return token{kind: endOfStream}, nil
	}
	switch c := t.data[t.at]; c {
	case '(':
		return t.str()
	case '<', '>':
		if t.at+1 < len(t.data) && t.data[t.at+1] == c {
			t.at += 2
			return token{operand, t.data[t.at-2 : t.at]}, nil
		}
		if c == '<' {
			return t.hex()
		}
		return token{}, fmt.Errorf("byte %d: unexpected %q", t.at, c)
	case '[', ']':
		t.at++
		return token{operand, t.data[t.at-1 : t.at]}, nil
	case '%', ')', '{', '}':
		return token{}, fmt.Errorf("byte %d: unexpected %q", t.at, c)
	}
	word := t.word()
	if c := word[0]; c == '/' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		return token{operand, word}, nil
	}
	switch word {
	case "true", "false", "null":
		return token{operand, word}, nil
	}
	return token{operator, word}, nil
}

// word reads up to the next white space or delimiter.
func (t *tokens) word() string {
	from := t.at
	t.at++
	for t.at < len(t.data) && !isSpace(t.data[t.at]) && !isDelimiter(t.data[t.at]) {
		t.at++
	}
	return t.data[from:t.at]
}

// hex reads a string of hexadecimal digits.
func (t *tokens) hex() (token, error) {
	from := t.at + 1
	for t.at < len(t.data) && t.data[t.at] != '>' {
		t.at++
	}
	if t.at == len(t.data) {
		return token{}, fmt.Errorf("string without end")
	}
	text, err := hex.DecodeString(t.data[from:t.at])
	if err != nil {
		return token{}, fmt.Errorf("byte %d: %w", from, err)
	}
	t.at++
	return token{quoted, string(text)}, nil
}

// str reads a string with nested parentheses and escapes.
func (t *tokens) str() (token, error) {
	var out []byte
	depth := 0
	for ; t.at < len(t.data); t.at++ {
		c := t.data[t.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				t.at++
				return token{quoted, string(out)}, nil
			}
		case '\\':
			t.at++
			if t.at == len(t.data) {
				continue
			}
			c = unescape(t.data[t.at])
		}
		out = append(out, c)
	}
	return token{}, fmt.Errorf("string without end")
}

// unescape is the byte behind a backslash. gofpdf escapes only these.
func unescape(c byte) byte {
	if c == 'r' {
		return '\r'
	}
	return c
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
