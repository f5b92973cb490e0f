package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// matrix is [a b c d e f] as SVG and PDF write it.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then is the transform that first does m, then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return round(m[0]*x + m[2]*y + m[4]), round(m[1]*x + m[3]*y + m[5])
}

// scale is by how much lines get thicker.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// moves reports whether the transform only moves.
func (m matrix) moves() bool { return m[0] == 1 && m[1] == 0 && m[2] == 0 && m[3] == 1 }

// round keeps what a printer can show: a thousandth of a unit.
func round(v float64) float64 { return math.Round(v*1000)/1000 + 0 }

// parseTransform reads a list of translate, scale, rotate and matrix. The last one of the list is done first.
func parseTransform(text string) (matrix, error) {
	m := identity
	for rest := strings.TrimSpace(text); rest != ""; {
		name, tail, ok := strings.Cut(rest, "(")
		arguments, tail, closed := strings.Cut(tail, ")")
		rest = strings.TrimLeft(tail, " ,")
		v, err := numbers(arguments)
		if !ok || !closed || err != nil {
			return m, fmt.Errorf("transform %q is not understood", text)
		}
		one, err := transformOf(strings.TrimSpace(name), v)
		if err != nil {
			return m, err
		}
		m = one.then(m)
	}
	return m, nil
}

func transformOf(name string, v []float64) (matrix, error) {
	switch {
	case name == "translate" && len(v) == 2:
		return matrix{1, 0, 0, 1, v[0], v[1]}, nil
	case name == "scale" && len(v) == 1:
		return matrix{v[0], 0, 0, v[0], 0, 0}, nil
	case name == "scale" && len(v) == 2:
		return matrix{v[0], 0, 0, v[1], 0, 0}, nil
	case name == "rotate" && len(v) == 1:
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		return matrix{cos, sin, -sin, cos, 0, 0}, nil
	case name == "matrix" && len(v) == 6:
		return matrix(v), nil
	}
	return identity, fmt.Errorf("transform %s with %d numbers is not understood", name, len(v))
}

// numbers reads numbers between blanks and commas.
func numbers(text string) ([]float64, error) {
	var out []float64
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// arity is how many numbers each path command takes. ECharts writes these commands and no others.
var arity = map[byte]int{'M': 2, 'L': 2, 'l': 2, 'C': 6, 'Q': 4, 'A': 7, 'Z': 0}

// parsePath reads path data into segments, transformed by m. Curves become cubic.
func parsePath(data string, m matrix) (Path, error) {
	p := pen{m: m}
	for rest := strings.TrimSpace(data); rest != ""; {
		command := rest[0]
		end := strings.IndexFunc(rest[1:], func(r rune) bool { return r >= 'A' && r != 'e' }) + 1
		if end == 0 {
			end = len(rest)
		}
		v, err := numbers(rest[1:end])
		rest = rest[end:]
		n, known := arity[command]
		if err != nil || !known || n == 0 && len(v) > 0 || n > 0 && (len(v) == 0 || len(v)%n != 0) {
			return nil, fmt.Errorf("path command %c with %v is not understood", command, v)
		}
		for i := 0; i == 0 || i < len(v); i += n {
			p.do(command, v[i:min(i+n, len(v))])
			if n == 0 {
				break
			}
		}
	}
	return p.path, nil
}

// pen draws a path; x and y are where it stands, before the transform.
type pen struct {
	m              matrix
	path           Path
	x, y           float64
	startX, startY float64
}

func (p *pen) do(command byte, v []float64) {
	switch command {
	case 'M':
		p.startX, p.startY = v[0], v[1]
		p.to('M', v[0], v[1])
	case 'L':
		p.to('L', v[0], v[1])
	case 'l':
		p.to('L', p.x+v[0], p.y+v[1])
	case 'C':
		p.curve(v[0], v[1], v[2], v[3], v[4], v[5])
	case 'Q':
		p.curve(p.x+(v[0]-p.x)*2/3, p.y+(v[1]-p.y)*2/3, v[2]+(v[0]-v[2])*2/3, v[3]+(v[1]-v[3])*2/3, v[2], v[3])
	case 'A':
		p.arc(v[0], v[1], v[2], v[3] != 0, v[4] != 0, v[5], v[6])
	case 'Z':
		p.path = append(p.path, Segment{Kind: 'Z'})
		p.x, p.y = p.startX, p.startY
	}
}

func (p *pen) to(kind byte, x, y float64) {
	p.x, p.y = x, y
	s := Segment{Kind: kind}
	s.P[0], s.P[1] = p.m.apply(x, y)
	p.path = append(p.path, s)
}

func (p *pen) curve(x1, y1, x2, y2, x, y float64) {
	s := Segment{Kind: 'C'}
	s.P[0], s.P[1] = p.m.apply(x1, y1)
	s.P[2], s.P[3] = p.m.apply(x2, y2)
	s.P[4], s.P[5] = p.m.apply(x, y)
	p.path = append(p.path, s)
	p.x, p.y = x, y
}

// arc draws an elliptical arc as curves of at most a quarter turn each (SVG 1.1, F.6.5).
func (p *pen) arc(rx, ry, degrees float64, large, sweep bool, x, y float64) {
	if rx == 0 || ry == 0 {
		p.to('L', x, y)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := (p.x-x)/2, (p.y-y)/2
	x1, y1 := cos*dx+sin*dy, cos*dy-sin*dx
	if grow := x1*x1/(rx*rx) + y1*y1/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	f := math.Sqrt(max(0, rx*rx*ry*ry/(rx*rx*y1*y1+ry*ry*x1*x1)-1))
	if large == sweep {
		f = -f
	}
	cx1, cy1 := f*rx*y1/ry, -f*ry*x1/rx
	from := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	turn := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - from
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	}
	if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	ellipse := matrix{rx * cos, rx * sin, -ry * sin, ry * cos, cos*cx1 - sin*cy1 + (p.x+x)/2, sin*cx1 + cos*cy1 + (p.y+y)/2}
	p.turn(ellipse, from, turn)
	p.x, p.y = x, y
}

// turn draws the part of the unit circle between two angles, as the ellipse distorts it.
func (p *pen) turn(ellipse matrix, from, turn float64) {
	steps := max(1, math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-9))
	step := turn / steps
	k := 4.0 / 3 * math.Tan(step/4)
	at := func(x, y float64) (float64, float64) {
		return ellipse[0]*x + ellipse[2]*y + ellipse[4], ellipse[1]*x + ellipse[3]*y + ellipse[5]
	}
	for i := range int(steps) {
		s0, c0 := math.Sincos(from + float64(i)*step)
		s1, c1 := math.Sincos(from + float64(i+1)*step)
		x1, y1 := at(c0-k*s0, s0+k*c0)
		x2, y2 := at(c1+k*s1, s1-k*c1)
		x, y := at(c1, s1)
		p.curve(x1, y1, x2, y2, x, y)
	}
}
