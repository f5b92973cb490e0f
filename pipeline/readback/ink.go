package readback

import "strings"

// ink is what one content stream puts on paper.
type ink struct {
	marked    map[int]string // text by the number of its marked content
	forms     map[int]string // name of the picture in a marked content
	artifacts [][]string     // texts without meaning, each stretch by itself
	strokes   []stroke       // in a picture
}

// inkOf reads a content stream.
func inkOf(content []byte) ink {
	w := writer{ink: ink{marked: map[int]string{}, forms: map[int]string{}}, number: none}
	x := lexer{data: content}
	var operands []lexeme
	for {
		next, ok := x.next()
		if !ok {
			return w.ink
		}
		if next.kind != 'w' || next.text == brackets {
			operands = append(operands, next)
			continue
		}
		w.operator(next.text, operands)
		operands = operands[:0]
	}
}

// none is the number of content that has none.
const none = -1

// writer follows a content stream.
type writer struct {
	ink
	number int // of the open marked content
	path   []float64
	state  pen
	saved  []pen
	at     []float64 // of the text
	texts  []string  // of the open marked content
}

// pen is how things are painted.
type pen struct {
	fill, line [3]float64
	hatched    bool
	width      float64
	size       float64
}

func numbers(operands []lexeme) []float64 {
	var out []float64
	for _, o := range operands {
		if o.kind == 'n' {
			out = append(out, o.number)
		}
	}
	return out
}

func (w *writer) operator(op string, operands []lexeme) {
	n := numbers(operands)
	switch op {
	case "q":
		w.saved = append(w.saved, w.state)
	case "Q":
		if last := len(w.saved) - 1; last >= 0 {
			w.state, w.saved = w.saved[last], w.saved[:last]
		}
	case "cm":
		w.strokes = append(w.strokes, stroke{kind: 'm', numbers: n})
	case "BDC", "BMC":
		w.number = none
		for i, o := range operands[:max(0, len(operands)-1)] {
			if o.kind == '/' && o.text == "MCID" {
				w.number = int(operands[i+1].number)
			}
		}
	case "EMC":
		w.close()
	case "rg":
		w.state.hatched = false
		copy(w.state.fill[:], n)
	case "RG":
		copy(w.state.line[:], n)
	case "scn":
		w.state.hatched = true
	case "w":
		w.state.width = append(n, 0)[0]
	case "Do":
		for _, o := range operands {
			w.forms[w.number] = o.text
		}
	default:
		w.paint(op, n, operands)
	}
}

// close ends a stretch of marked content.
func (w *writer) close() {
	if w.number == none {
		w.artifacts = append(w.artifacts, w.texts)
	} else if len(w.texts) > 0 {
		w.marked[w.number] += strings.Join(w.texts, "")
	}
	w.texts = nil
	w.number = none
}

// paint follows paths and texts.
func (w *writer) paint(op string, n []float64, operands []lexeme) {
	p := w.state
	filled := stroke{kind: 'f', numbers: append(w.path[:len(w.path):len(w.path)], p.fill[:]...)}
	if p.hatched {
		filled = stroke{kind: 'h', numbers: w.path}
	}
	drawn := stroke{kind: 's', numbers: append(w.path[:len(w.path):len(w.path)], p.line[0], p.line[1], p.line[2], p.width)}
	switch op {
	case "m", "l", "c", "re":
		w.path = append(w.path, n...)
		return
	case "h":
		return
	case "f":
		w.strokes = append(w.strokes, filled)
	case "S":
		w.strokes = append(w.strokes, drawn)
	case "B":
		w.strokes = append(w.strokes, filled, drawn)
	case "W":
		w.strokes = append(w.strokes, stroke{kind: 'c', numbers: w.path})
		return
	case "Tf":
		w.state.size = append(n, 0)[0]
	case "Tm":
		w.at = n
	case "Tj", "TJ":
		var text strings.Builder
		for _, o := range operands {
			if o.kind == 's' {
				text.WriteString(letters(o.text))
			}
		}
		w.texts = append(w.texts, text.String())
		if len(w.at) == 6 {
			w.strokes = append(w.strokes, stroke{kind: 't', numbers: []float64{w.at[4], w.at[5], w.state.size}, text: squeezed(text.String())})
		}
	}
	w.path = nil
}
