package readback

import (
	"math"

	"wirkbericht/pipeline/chart"
)

// stroke is one thing that is painted: a path, how, and in which colour; a text; or a change of scale.
type stroke struct {
	kind    byte // 'f' filled, 's' drawn, 'h' hatched, 'c' cut to, 't' a text, 'm' a change of scale
	numbers []float64
	text    string
}

// strokesOf are those of a drawing, in order. What nobody can see is not painted.
func strokesOf(d *chart.Drawing) []stroke {
	out := []stroke{{kind: 'm', numbers: []float64{1, 0, 0, -1, 0, d.Height}}}
	for _, op := range d.Ops {
		switch op := op.(type) {
		case chart.Transform:
			out = append(out, stroke{kind: 'm', numbers: op[:]})
		case chart.Clip:
			path := numbersOf(op.Path)
			if len(op.Path) == 0 {
				path = []float64{0, 0, 0, 0} // nothing is inside
			}
			out = append(out, stroke{kind: 'c', numbers: path})
		case chart.Paint:
			path := numbersOf(op.Path)
			if f := op.Fill; f != nil && f.Color.A > 0 {
				out = append(out, stroke{kind: 'f', numbers: append(path, f.Color.R, f.Color.G, f.Color.B)})
			}
			if op.Fill != nil && op.Fill.Pattern != nil {
				out = append(out, stroke{kind: 'h', numbers: path})
			}
			if s := op.Stroke; s != nil && s.Width > 0 && s.Color.A > 0 {
				out = append(out, stroke{kind: 's', numbers: append(path, s.Color.R, s.Color.G, s.Color.B, s.Width)})
			}
		case chart.Label:
			if op.Color.A > 0 && op.Text != "" {
				out = append(out, stroke{kind: 't', numbers: []float64{op.X, op.Y, op.Size}, text: squeezed(op.Text)})
			}
		}
	}
	return out
}

// numbersOf are the places of a path.
func numbersOf(p chart.Path) []float64 {
	var out []float64
	for _, s := range p {
		switch s.Kind {
		case 'M', 'L':
			out = append(out, s.P[:2]...)
		case 'C':
			out = append(out, s.P[:]...)
		}
	}
	return out[:len(out):len(out)]
}

// rounding is how far a number in a file may be from the one that was drawn.
const rounding = 0.006

// like reports whether two things are the same as far as a file can say it.
func (s stroke) like(t stroke) bool {
	if s.kind != t.kind || len(s.numbers) != len(t.numbers) || len([]rune(s.text)) != len([]rune(t.text)) {
		return false
	}
	for i := range s.numbers {
		if math.Abs(s.numbers[i]-t.numbers[i]) > rounding {
			return false
		}
	}
	want := []rune(t.text)
	for i, r := range []rune(s.text) {
		if r != want[i] && r != substitute {
			return false
		}
	}
	return true
}

// picture compares the strokes of a chart in the file with those of the chart.
func (l *leaks) picture(number string, got []stroke, d *chart.Drawing) {
	want := strokesOf(d)
	if len(got) != len(want) {
		l.leak(number, "%d Striche, Flächen und Texte statt %d.", len(got), len(want))
		return
	}
	for i := range got {
		if !got[i].like(want[i]) {
			l.leak(number, "Strich, Fläche oder Text %d (»%s«) ist nicht wie freigegeben.", i+1, got[i].text)
			return
		}
	}
}
