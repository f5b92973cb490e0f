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
	r := reader{tokens: tokens{data: string(content)}, fill: "0 g", stroke: "0 G"}
	for {
		t, err := r.tokens.next()
		if err != nil {
			return nil, err
		}
		switch t.kind {
		case endOfStream:
			return r.marks, nil
		case operand, quoted:
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
