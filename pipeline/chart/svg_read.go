package chart

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"wirkbericht/pipeline/typeface"
)

// read turns a picture into operations. Transforms of paths are resolved; widths of texts come from the family.
func read(root *element, family *typeface.Family) (Drawing, error) {
	r := reader{family: family, defs: map[string]*element{}}
	root.walk(func(e *element) {
		if id := e.get("id"); id != "" {
			r.defs[id] = e
		}
	})
	err := r.all(root.kids, identity)
	return Drawing{Ops: r.ops}, err
}

type reader struct {
	family *typeface.Family
	defs   map[string]*element
	ops    []Op
}

func (r *reader) all(kids []*element, m matrix) error {
	for _, e := range kids {
		if err := r.element(e, m); err != nil {
			return fmt.Errorf("<%s>: %w", e.name, err)
		}
	}
	return nil
}

func (r *reader) element(e *element, m matrix) error {
	own, err := parseTransform(e.get("transform"))
	if err != nil {
		return err
	}
	m = own.then(m)
	switch e.name {
	case "defs":
		return nil
	case "g":
		return r.group(e, m)
	case "path", "rect":
		return r.shape(e, m)
	case "text":
		return r.label(e, m)
	}
	return errors.New("cannot stand here")
}

func (r *reader) group(e *element, m matrix) error {
	clip := e.get("clip-path")
	if clip == "" {
		return r.all(e.kids, m)
	}
	id, _ := reference(clip)
	def, ok := r.defs[id]
	if !ok || len(def.kids) != 1 {
		return fmt.Errorf("clip-path %s is not one shape", clip)
	}
	own, err := parseTransform(def.kids[0].get("transform"))
	if err != nil {
		return err
	}
	path, err := outline(def.kids[0], own.then(m))
	if err != nil {
		return err
	}
	r.ops = append(r.ops, Save{}, Clip{path})
	if err := r.all(e.kids, m); err != nil {
		return err
	}
	r.ops = append(r.ops, Restore{})
	return nil
}

// outline is the path of a shape.
func outline(e *element, m matrix) (Path, error) {
	if e.name == "path" {
		return parsePath(e.get("d"), m)
	}
	v := [4]float64{}
	for i, name := range []string{"x", "y", "width", "height"} {
		var err error
		if v[i], err = number(e, name, 0); err != nil {
			return nil, err
		}
	}
	p := pen{m: m}
	p.to('M', v[0], v[1])
	p.to('L', v[0]+v[2], v[1])
	p.to('L', v[0]+v[2], v[1]+v[3])
	p.to('L', v[0], v[1]+v[3])
	p.do('Z', nil)
	return p.path, nil
}

func (r *reader) shape(e *element, m matrix) error {
	path, err := outline(e, m)
	if err != nil {
		return err
	}
	p := Paint{Path: path}
	if p.Fill, err = r.fill(e, m); err != nil {
		return err
	}
	if p.Stroke, err = stroke(e, m); err != nil {
		return err
	}
	r.ops = append(r.ops, p)
	return nil
}

// fill is how a shape is filled; nil if it is not.
func (r *reader) fill(e *element, m matrix) (*Fill, error) {
	if id, ok := reference(e.get("fill")); ok {
		p, err := r.pattern(id, m)
		return &Fill{Pattern: p}, err
	}
	c, err := color(e, "fill")
	if err != nil || c.A == 0 {
		return nil, err
	}
	return &Fill{Color: c}, nil
}

// pattern is the tile of that id. Its ops are in the tile's own space, which Matrix leads to that of the drawing.
func (r *reader) pattern(id string, m matrix) (*Pattern, error) {
	def, ok := r.defs[id]
	if !ok || def.name != "pattern" || def.get("patternUnits") != "userSpaceOnUse" {
		return nil, fmt.Errorf("fill %s is not a pattern in user space", id)
	}
	own, err := parseTransform(def.get("patternTransform"))
	if err != nil {
		return nil, err
	}
	p := &Pattern{Matrix: own.then(m)}
	if p.Width, err = number(def, "width", 0); err != nil {
		return nil, err
	}
	if p.Height, err = number(def, "height", 0); err != nil {
		return nil, err
	}
	tile := reader{family: r.family, defs: r.defs}
	if err := tile.all(def.kids, identity); err != nil {
		return nil, err
	}
	p.Ops = tile.ops
	return p, nil
}

// stroke is the pen a shape is drawn with; nil if it has none.
func stroke(e *element, m matrix) (*Stroke, error) {
	if e.get("stroke") == "" {
		return nil, nil
	}
	c, err := color(e, "stroke")
	if err != nil || c.A == 0 {
		return nil, err
	}
	s := &Stroke{Color: c, Cap: cmp.Or(e.get("stroke-linecap"), "butt"), Join: cmp.Or(e.get("stroke-linejoin"), "miter")}
	if s.Width, err = number(e, "stroke-width", 1); err != nil {
		return nil, err
	}
	if s.Width == 0 {
		return nil, nil
	}
	s.Width = round(s.Width * m.scale())
	if dash := e.get("stroke-dasharray"); dash != "" && dash != "none" {
		if s.Dash, err = numbers(dash); err != nil {
			return nil, err
		}
	}
	s.DashPhase, err = number(e, "stroke-dashoffset", 0)
	return s, err
}

// label places a text. ECharts anchors it; a Label starts where its first letter starts.
func (r *reader) label(e *element, m matrix) error {
	x, errX := number(e, "x", 0)
	y, errY := number(e, "y", 0)
	size, errSize := number(e, "font-size", 12)
	c, errColor := color(e, "fill")
	for _, err := range []error{errX, errY, errSize, errColor} {
		if err != nil {
			return err
		}
	}
	l := Label{Size: size, Color: c, Text: e.text}
	if e.get("font-weight") == "bold" {
		l.Style = typeface.Bold
	}
	if lacking := r.family.Missing(l.Style, l.Text); len(lacking) > 0 {
		return fmt.Errorf("the typeface lacks %q", string(lacking))
	}
	switch width := r.family.Width(l.Style, size, l.Text); e.get("text-anchor") {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	if e.get("dy") != "" {
		y += middle * size
	}
	if !m.moves() { // turned
		r.ops = append(r.ops, Save{}, Transform(m))
		l.X, l.Y = round(x), round(y)
		r.ops = append(r.ops, l, Restore{})
		return nil
	}
	l.X, l.Y = m.apply(x, y)
	r.ops = append(r.ops, l)
	return nil
}

// number is a numeric attribute, or what stands for it when it is missing.
func number(e *element, name string, missing float64) (float64, error) {
	text := e.get(name)
	if text == "" {
		return missing, nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%s=%q is no number", name, text)
	}
	return v, nil
}

// color reads fill or stroke with its opacity. A fill that is not named is black.
func color(e *element, name string) (Color, error) {
	c, err := parseColor(cmp.Or(e.get(name), "#000"))
	if err != nil {
		return c, err
	}
	opacity, err := number(e, name+"-opacity", 1)
	c.A *= opacity
	return c, err
}

// parseColor reads none, transparent, #rgb, #rrggbb, rgb() and rgba().
func parseColor(text string) (Color, error) {
	bad := fmt.Errorf("colour %q is not understood", text)
	if text == "none" || text == "transparent" {
		return Color{}, nil
	}
	if hex, ok := strings.CutPrefix(text, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		v, err := strconv.ParseUint(hex, 16, 32)
		if err != nil || len(hex) != 6 {
			return Color{}, bad
		}
		return rgb(float64(v>>16), float64(v>>8&0xff), float64(v&0xff), 1), nil
	}
	name, arguments, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
	v, err := numbers(arguments)
	switch {
	case err != nil:
	case name == "rgb" && len(v) == 3:
		return rgb(v[0], v[1], v[2], 1), nil
	case name == "rgba" && len(v) == 4:
		return rgb(v[0], v[1], v[2], v[3]), nil
	}
	return Color{}, bad
}

func rgb(r, g, b, a float64) Color { return Color{round(r / 255), round(g / 255), round(b / 255), a} }
