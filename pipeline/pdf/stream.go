package pdf

import (
	"errors"
	"fmt"
	"strconv"
)

// mark is what maroto put on a page: a textMark or a lineMark.
type mark interface{ mark() }

// textMark is one text. Places are in points from the lower left corner.
type textMark struct {
	font  string // resource name
	size  float64
	color string // operands and operator of the fill colour
	x, y  float64
	text  string // the bytes of the string: UTF-16BE, or ASCII in a sentinel
}

// lineMark is one straight line.
type lineMark struct {
	color          string // operands and operator of the stroke colour
	width          float64
	x1, y1, x2, y2 float64
}

func (textMark) mark() {}
func (lineMark) mark() {}

// readMarks reads a content stream of gofpdf back. It knows the few operators that texts and lines are made of; any other
// one is an error, so that nothing is lost without notice.
func readMarks(content []byte) ([]mark, error) {
	r := reader{tokens: tokens{data: content}, fill: "0 g", stroke: "0 G"}
	for {
		t, err := r.tokens.next()
		if err != nil {
			return nil, err
		}
		switch t.kind {
		case endOfStream:
			return r.marks, nil
		case operand:
			r.operands = append(r.operands, t.text)
		default:
			if err := r.operator(t.text); err != nil {
				return nil, fmt.Errorf("byte %d: %w", r.tokens.at, err)
			}
			r.operands = r.operands[:0]
		}
	}
}

// reader keeps the graphics state as far as marks need it.
type reader struct {
	tokens   tokens
	operands []string
	marks    []mark

	fill, stroke string
	saved        []string // fill colours
	font         string
	size, width  float64
	x, y         float64 // of the text
	from, to     [2]float64
}

func (r *reader) operator(op string) error {
	switch op {
	case "BT", "ET", "J", "j", "d": // text objects hold one text each; caps, joins and dashes are the default ones
	case "q":
		r.saved = append(r.saved, r.fill)
	case "Q":
		if len(r.saved) == 0 {
			return errors.New("operator Q without q")
		}
		r.fill = r.saved[len(r.saved)-1]
		r.saved = r.saved[:len(r.saved)-1]
	case "g", "rg":
		r.fill = colorOperator(r.operands, op)
	case "G", "RG":
		r.stroke = colorOperator(r.operands, op)
	case "w":
		return r.numbers(&r.width)
	case "Tf":
		if len(r.operands) != 2 {
			return fmt.Errorf("operator Tf with %q", r.operands)
		}
		r.font, r.operands = r.operands[0], r.operands[1:]
		return r.numbers(&r.size)
	case "Td":
		return r.numbers(&r.x, &r.y)
	case "Tj":
		if len(r.operands) != 1 {
			return fmt.Errorf("operator Tj with %q", r.operands)
		}
		r.marks = append(r.marks, textMark{r.font, r.size, r.fill, r.x, r.y, r.operands[0]})
	case "m":
		return r.numbers(&r.from[0], &r.from[1])
	case "l":
		return r.numbers(&r.to[0], &r.to[1])
	case "S":
		r.marks = append(r.marks, lineMark{r.stroke, r.width, r.from[0], r.from[1], r.to[0], r.to[1]})
	default:
		return fmt.Errorf("unexpected operator %q", op)
	}
	return nil
}

// numbers reads the operands.
func (r *reader) numbers(into ...*float64) error {
	if len(r.operands) != len(into) {
		return fmt.Errorf("operands %q, want %d", r.operands, len(into))
	}
	for i, s := range r.operands {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return err
		}
		*into[i] = f
	}
	return nil
}

func colorOperator(operands []string, op string) string {
	var b []byte
	for _, o := range operands {
		f, _ := strconv.ParseFloat(o, 64)
		b = append(appendNumber(b, f), ' ')
	}
	return string(append(b, op...))
}

// token is an operand (a number, a name with its slash, the bytes of a string, brackets) or an operator.
type token struct {
	kind tokenKind
	text string
}

type tokenKind int

const (
	operand tokenKind = iota
	operator
	endOfStream
)

// tokens takes a content stream apart.
//
// Note: it cannot be cut at line ends, since strings of UTF-16 may hold a byte 0x0A.
type tokens struct {
	data []byte
	at   int
}

func (t *tokens) next() (token, error) {
	for t.at < len(t.data) && isSpace(t.data[t.at]) {
		t.at++
	}
	if t.at == len(t.data) {
		return token{kind: endOfStream}, nil
	}
	switch c := t.data[t.at]; {
	case c == '(':
		return t.str()
	case c == '[' || c == ']':
		t.at++
		return token{operand, string(c)}, nil
	case c == '/' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return token{operand, t.word()}, nil
	case c == '<' || c == '>' || c == '%' || c == ')':
		return token{}, fmt.Errorf("byte %d: unexpected %q", t.at, c)
	}
	return token{operator, t.word()}, nil
}

// word reads up to the next white space or delimiter.
func (t *tokens) word() string {
	from := t.at
	t.at++
	for t.at < len(t.data) && !isSpace(t.data[t.at]) && !isDelimiter(t.data[t.at]) {
		t.at++
	}
	return string(t.data[from:t.at])
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
				return token{operand, string(out)}, nil
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
	case '(', ')', '<', '>', '[', ']', '/', '%':
		return true
	}
	return false
}
