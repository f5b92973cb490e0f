package chart

import "wirkbericht/pipeline/typeface"

// Drawing is a finished chart as vector operations, in the order of painting: what the PDF draws. The origin is the top
// left corner, y grows downward, one unit is 0.75 pt.
type Drawing struct {
	Width  float64
	Height float64
	Ops    []Op
}

// Op is one operation of a Drawing.
type Op interface{ op() }

// Save keeps the graphics state (transform, clip) until the matching Restore.
type Save struct{}

// Restore brings back the state of the matching Save.
type Restore struct{}

// Transform multiplies the current transform by the matrix [a b c d e f].
type Transform [6]float64

// Clip restricts painting to the inside of the path until Restore.
type Clip struct{ Path Path }

// Paint fills and strokes a path; either may be nil.
type Paint struct {
	Path   Path
	Fill   *Fill
	Stroke *Stroke
}

// Label is one line of text. X and Y are the start of its baseline; the anchor is already resolved.
type Label struct {
	X, Y  float64
	Size  float64
	Style typeface.Style
	Color Color
	Text  string
}

func (Save) op()      {}
func (Restore) op()   {}
func (Transform) op() {}
func (Clip) op()      {}
func (Paint) op()     {}
func (Label) op()     {}

// Path is a list of segments.
type Path []Segment

// Segment is one step of a path: 'M' and 'L' use P[0:2], 'C' uses all six numbers, 'Z' none.
type Segment struct {
	Kind byte
	P    [6]float64
}

// Color is RGB with alpha, all 0 to 1.
type Color struct{ R, G, B, A float64 }

// Fill is a plain colour or hatching.
type Fill struct {
	Color   Color
	Pattern *Pattern // nil: plain
}

// Pattern is a tile that repeats over the filled area, on top of Fill.Color.
type Pattern struct {
	Width, Height float64
	Matrix        [6]float64
	Ops           []Op
}

// Stroke is a pen.
type Stroke struct {
	Color     Color
	Width     float64
	Dash      []float64
	DashPhase float64
	Cap       string // butt, round, square
	Join      string // miter, round, bevel
}
