package pdf

import (
	"fmt"
	"unicode/utf16"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/typeface"
)

// painter writes the content stream of one page from its marks.
type painter struct {
	*finisher
	page      *layout.Page
	out       []byte
	resources dict

	hidden             bool
	font, fill, stroke string // as last written
	width              float64
}

// paint is the content of a page, and the charts it draws.
func (p *painter) paint(marks []mark) ([]byte, error) {
	p.width = -1
	for _, m := range marks {
		switch m := m.(type) {
		case textMark:
			if err := p.text(m); err != nil {
				return nil, err
			}
		case lineMark:
			p.line(m)
		}
	}
	return p.out, nil
}

// text writes a text with its kerning, or does what a sentinel asks for.
func (p *painter) text(m textMark) error {
	style, ok := p.styles[m.font]
	if !ok {
		return p.sentinel(m.text)
	}
	letters, err := decode(m.text)
	if err != nil {
		return err
	}
	p.use(style, letters)
	if p.hidden {
		return nil
	}
	p.out = append(p.out, "BT "...)
	font := fontName(style)
	resource(p.resources, "Font")[font] = p.fontObject(style)
	if set := string(appendNumber([]byte("/"+string(font)+" "), m.size)) + " Tf "; set != p.font {
		p.font = set
		p.out = append(p.out, set...)
	}
	p.set(&p.fill, m.color)
	p.out = appendNumbers(p.out, m.x, m.y)
	p.out = append(p.out, "Td "...)
	p.out = p.show(p.out, style, letters)
	p.out = append(p.out, " ET\n"...)
	return nil
}

// set writes a colour operator where it changes the state.
func (p *painter) set(state *string, op string) {
	if *state != op {
		*state = op
		p.out = append(append(p.out, op...), ' ')
	}
}

func (p *painter) line(m lineMark) {
	if m.width != p.width {
		p.width = m.width
		p.out = append(appendNumbers(p.out, m.width), "w "...)
	}
	p.set(&p.stroke, m.color)
	p.out = append(appendNumbers(p.out, m.x1, m.y1), "m "...)
	p.out = append(appendNumbers(p.out, m.x2, m.y2), "l S\n"...)
}

// sentinel hides, shows, or paints an item.
func (p *painter) sentinel(text string) error {
	switch text {
	case sentinelHide, sentinelShow:
		p.hidden = text == sentinelHide
		return nil
	}
	n, ok := isSentinel(text)
	if !ok || n >= len(p.page.Body) {
		return fmt.Errorf("text %q is no sentinel and has no font", text)
	}
	picture, ok := p.page.Body[n].(layout.Picture)
	if !ok {
		return fmt.Errorf("sentinel %q stands for %T", text, p.page.Body[n])
	}
	form, err := p.form(picture.Drawing)
	if err != nil {
		return err
	}
	charts := resource(p.resources, "XObject")
	id := name(fmt.Sprintf("X%d", len(charts)))
	charts[id] = form
	scale := picture.Scale / ptToMM
	bottom := p.page.Height - picture.Y - picture.Drawing.Height*picture.Scale
	p.out = append(p.out, "q "...)
	p.out = appendNumbers(p.out, scale, 0, 0, scale, picture.X/ptToMM, bottom/ptToMM)
	p.out = fmt.Appendf(p.out, "cm /%s Do Q\n", id)
	return nil
}

// show writes letters as hexadecimal codes, with a number wherever two of them are kerned.
func (f *finisher) show(to []byte, style typeface.Style, letters []rune) []byte {
	to = append(to, "[<"...)
	for i, r := range letters {
		if i > 0 {
			if k := f.faces.Kern(style, letters[i-1], r); k != 0 {
				to = append(to, '>')
				to = appendNumber(to, -1000*k)
				to = append(to, '<')
			}
		}
		to = append(to, upperHex(uint16(r))...)
	}
	return append(to, ">] TJ"...)
}

// decode reads UTF-16BE. Only the basic plane can be drawn, package layout sees to it.
func decode(s string) ([]rune, error) {
	if len(s)%2 != 0 {
		return nil, fmt.Errorf("text of %d bytes is no UTF-16", len(s))
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
		if utf16.IsSurrogate(rune(units[i])) {
			return nil, fmt.Errorf("text with a character beyond the basic plane")
		}
	}
	return utf16.Decode(units), nil
}

// appendNumbers writes numbers, each with a space behind it.
func appendNumbers(to []byte, all ...float64) []byte {
	for _, f := range all {
		to = append(appendNumber(to, f), ' ')
	}
	return to
}
