package readback

import (
	"encoding/hex"
	"strconv"
	"unicode/utf16"
)

// lexer takes a content stream or a table of characters of a PDF apart. What is broken ends it: it then reads less than there is, which the comparison tells.
type lexer struct {
	data []byte
	at   int
}

// lexeme is a number, the bytes of a string, a name, or a word: an operator, or brackets.
type lexeme struct {
	kind   byte // 'n', 's', '/', 'w'
	text   string
	number float64
}

// brackets stand for all of them: what they hold tells by itself what it is.
const brackets = "[]"

// next is the next lexeme; false at the end.
func (x *lexer) next() (lexeme, bool) {
	for x.at < len(x.data) && isSpace(x.data[x.at]) {
		x.at++
	}
	if x.at == len(x.data) {
		return lexeme{}, false
	}
	from := x.at
	switch c := x.data[x.at]; {
	case c == '(':
		return x.literal()
	case (c == '<' || c == '>') && x.at+1 < len(x.data) && x.data[x.at+1] == c:
		x.at += 2
		return lexeme{kind: 'w', text: brackets}, true
	case c == '<':
		for x.at < len(x.data) && x.data[x.at] != '>' {
			x.at++
		}
		text, err := hex.DecodeString(string(x.data[from+1 : x.at]))
		x.at = min(x.at+1, len(x.data))
		return lexeme{kind: 's', text: string(text)}, err == nil
	case c == '>' || c == '[' || c == ']':
		x.at++
		return lexeme{kind: 'w', text: brackets}, true
	}
	for x.at++; x.at < len(x.data) && !isSpace(x.data[x.at]) && !isBracket(x.data[x.at]); x.at++ {
	}
	word := string(x.data[from:x.at])
	if word[0] == '/' {
		return lexeme{kind: '/', text: word[1:]}, true
	}
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return lexeme{kind: 'n', number: n}, true
	}
	return lexeme{kind: 'w', text: word}, true
}

// literal is a string in parentheses.
func (x *lexer) literal() (lexeme, bool) {
	var out []byte
	depth := 0
	for ; x.at < len(x.data); x.at++ {
		c := x.data[x.at]
		switch {
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				x.at++
				return lexeme{kind: 's', text: string(out)}, true
			}
		case c == '\\' && x.at+1 < len(x.data):
			x.at++
			if c = x.data[x.at]; c == 'r' {
				c = '\r'
			}
		}
		out = append(out, c)
	}
	return lexeme{}, false
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func isBracket(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// letters are the characters of a text with two bytes each.
func letters(text string) string {
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return string(utf16.Decode(units))
}
