package pdf

import (
	"fmt"
	"strconv"

	"wirkbericht/pipeline/chart"
)

// form is a Drawing as a Form XObject of the size of the drawing, with the fonts of the text.
func (f *finisher) form(d *chart.Drawing) (*indirect, error) {
	flip := chart.Transform{1, 0, 0, -1, 0, d.Height}
	s := sketch{finisher: f, resources: dict{}, base: flip}
	s.transform(flip)
	if err := s.paint(d.Ops); err != nil {
		return nil, err
	}
	return &indirect{&stream{dict{
		"Type": name("XObject"), "Subtype": name("Form"), "FormType": integer(1),
		"BBox":      array{integer(0), integer(0), real(d.Width), real(d.Height)},
		"Resources": s.resources,
	}, s.out}}, nil
}

// sketch writes the operations of a drawing as a content stream.
type sketch struct {
	*finisher
	out       []byte
	resources dict
	base      chart.Transform // from the drawing to the space of the form, which patterns are placed in
	depth     int             // of saved states
}

func (s *sketch) paint(ops []chart.Op) error {
	for _, op := range ops {
		switch op := op.(type) {
		case chart.Save:
			s.depth++
			s.op("q")
		case chart.Restore:
			if s.depth--; s.depth < 0 {
				return fmt.Errorf("drawing restores more than it saves")
			}
			s.op("Q")
		case chart.Transform:
			s.transform(op)
		case chart.Clip:
			if len(op.Path) == 0 {
				s.op("0 0 0 0 re") // nothing is inside
			}
			s.path(op.Path)
			s.op("W n")
		case chart.Paint:
			if err := s.fillAndStroke(op); err != nil {
				return err
			}
		case chart.Label:
			s.label(op)
		default:
			return fmt.Errorf("unknown operation %T", op)
		}
	}
	if s.depth > 0 {
		return fmt.Errorf("drawing saves more than it restores")
	}
	return nil
}

// fillAndStroke paints a path: plain colour first, hatching on it, the pen last. A colour that nothing can be seen of is not painted.
func (s *sketch) fillAndStroke(p chart.Paint) error {
	fill := p.Fill != nil && p.Fill.Color.A > 0
	stroke := p.Stroke != nil && p.Stroke.Width > 0 && p.Stroke.Color.A > 0
	if fill {
		s.color(p.Fill.Color, "rg")
	}
	if stroke {
		s.pen(*p.Stroke)
	}
	hatched := p.Fill != nil && p.Fill.Pattern != nil
	alike := fill && stroke && !hatched && p.Fill.Color.A == p.Stroke.Color.A
	switch {
	case alike:
		s.alpha(p.Fill.Color.A)
		s.path(p.Path)
		s.op("B")
		return nil
	case fill:
		s.alpha(p.Fill.Color.A)
		s.path(p.Path)
		s.op("f")
	}
	if hatched {
		if err := s.hatch(p.Path, p.Fill.Pattern); err != nil {
			return err
		}
	}
	if stroke {
		s.alpha(p.Stroke.Color.A)
		s.path(p.Path)
		s.op("S")
	}
	return nil
}

// hatch fills a path with the tiles of a pattern.
func (s *sketch) hatch(path chart.Path, p *chart.Pattern) error {
	tile := sketch{finisher: s.finisher, resources: dict{}, base: chart.Transform{1, 0, 0, 1, 0, 0}}
	if err := tile.paint(p.Ops); err != nil {
		return err
	}
	var matrix array
	for _, f := range multiply(p.Matrix, s.base) {
		matrix = append(matrix, raw(appendDecimal(nil, f, 6)))
	}
	patterns := resource(s.resources, "Pattern")
	id := name("P" + strconv.Itoa(len(patterns)))
	patterns[id] = &indirect{&stream{dict{
		"Type": name("Pattern"), "PatternType": integer(1), "PaintType": integer(1), "TilingType": integer(1),
		"BBox":  array{integer(0), integer(0), real(p.Width), real(p.Height)},
		"XStep": real(p.Width), "YStep": real(p.Height),
		"Matrix": matrix, "Resources": tile.resources,
	}, tile.out}}
	s.alpha(1)
	s.op("/Pattern cs /" + string(id) + " scn")
	s.path(path)
	s.op("f")
	return nil
}

// label writes one text. The page is upside down here, so the letters are turned over.
func (s *sketch) label(l chart.Label) {
	if l.Color.A == 0 || l.Text == "" {
		return
	}
	s.use(l.Style, []rune(l.Text))
	font := fontName(l.Style)
	resource(s.resources, "Font")[font] = s.fontObject(l.Style)
	s.color(l.Color, "rg")
	s.alpha(l.Color.A)
	s.op("BT /" + string(font))
	s.out = appendNumbers(s.out, l.Size)
	s.op("Tf")
	s.out = appendNumbers(s.out, 1, 0, 0, -1, l.X, l.Y)
	s.out = append(s.out, "Tm "...)
	s.out = s.show(s.out, l.Style, []rune(l.Text), 0)
	s.op(" ET")
}

func (s *sketch) path(p chart.Path) {
	for _, seg := range p {
		switch seg.Kind {
		case 'M':
			s.out = append(appendNumbers(s.out, seg.P[:2]...), "m\n"...)
		case 'L':
			s.out = append(appendNumbers(s.out, seg.P[:2]...), "l\n"...)
		case 'C':
			s.out = append(appendNumbers(s.out, seg.P[:]...), "c\n"...)
		case 'Z':
			s.op("h")
		}
	}
}

func (s *sketch) pen(p chart.Stroke) {
	s.color(p.Color, "RG")
	s.out = append(appendNumbers(s.out, p.Width), "w "...)
	s.out = fmt.Appendf(s.out, "%d J %d j [", oneOf(p.Cap, "round", "square"), oneOf(p.Join, "round", "bevel"))
	s.out = append(appendNumbers(s.out, p.Dash...), "] "...)
	s.out = append(appendNumbers(s.out, p.DashPhase), "d\n"...)
}

// oneOf is the number of a cap or join: 0 for the default, 1 and 2 for the names.
func oneOf(word, one, two string) int {
	switch word {
	case one:
		return 1
	case two:
		return 2
	}
	return 0
}

func (s *sketch) color(c chart.Color, op string) {
	s.out = appendNumbers(s.out, c.R, c.G, c.B)
	s.op(op)
}

// alpha sets the opacity of all that follows.
func (s *sketch) alpha(a float64) {
	states := resource(s.resources, "ExtGState")
	id := name(fmt.Sprintf("A%03.0f", 100*a))
	states[id] = dict{"CA": real(a), "ca": real(a)}
	s.op("/" + string(id) + " gs")
}

func (s *sketch) transform(t chart.Transform) {
	for _, f := range t {
		s.out = append(appendDecimal(s.out, f, 6), ' ')
	}
	s.op("cm")
}

func (s *sketch) op(op string) { s.out = append(append(s.out, op...), '\n') }

// resource is one kind of resources.
func resource(all dict, kind name) dict {
	d, ok := all[kind].(dict)
	if !ok {
		d = dict{}
		all[kind] = d
	}
	return d
}

// multiply is a first, then b.
func multiply(a, b [6]float64) chart.Transform {
	return chart.Transform{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}
