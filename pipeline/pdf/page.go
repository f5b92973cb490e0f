package pdf

import (
	"fmt"
	"slices"
	"unicode/utf16"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/typeface"
)

// painter writes the content stream of one page: the items of the layout, with texts and rectangles as maroto placed them, each
// in the marked content that says what it is.
type painter struct {
	*finisher
	index     int
	page      *layout.Page
	marks     []mark // maroto's, still to be painted
	out       []byte
	resources dict

	open               string // operator that began the open marked content, "" outside of any
	slot               layout.Slot
	font, fill, stroke string // as last written
	width              float64
}

// The beginnings of what has no meaning.
const (
	artifact = "/Artifact BMC\n"
	header   = "/Artifact <</Subtype /Header/Type /Pagination>> BDC\n"
	footer   = "/Artifact <</Subtype /Footer/Type /Pagination>> BDC\n"
)

// paint is the content of a page from maroto's marks, of which the first ones may be letters that only the fonts need.
func (p *painter) paint(marks []mark, hidden int) ([]byte, error) {
	p.marks, p.width = marks[min(hidden, len(marks)):], -1
	for _, part := range []struct {
		items    []layout.Item
		artifact string
	}{{p.page.Header, header}, {p.page.Body, artifact}, {p.page.Footer, footer}} {
		for _, it := range part.items {
			if err := p.item(it, part.artifact); err != nil {
				return nil, err
			}
		}
		p.end()
	}
	if len(p.marks) > 0 {
		return nil, fmt.Errorf("maroto drew %d marks that the layout does not know", len(p.marks))
	}
	return p.out, nil
}

func (p *painter) item(it layout.Item, artifact string) error {
	switch it := it.(type) {
	case layout.Text:
		m, err := next[textMark](p)
		if err != nil {
			return err
		}
		p.begin(it.Slot, artifact)
		return p.text(m, it)
	case layout.Rect:
		m, err := next[lineMark](p)
		if err != nil {
			return err
		}
		p.begin(0, artifact)
		p.line(m)
	case layout.Picture:
		p.begin(it.Slot, artifact)
		return p.picture(it)
	}
	return nil
}

// next takes the next of maroto's marks, which has to be of the kind of the item.
func next[M mark](p *painter) (M, error) {
	var m M
	if len(p.marks) == 0 {
		return m, fmt.Errorf("maroto drew fewer marks than there are items")
	}
	m, ok := p.marks[0].(M)
	if !ok {
		return m, fmt.Errorf("maroto drew %T, the layout has %T", p.marks[0], m)
	}
	p.marks = p.marks[1:]
	return m, nil
}

// begin opens the marked content of a slot, or of an artifact for slot 0, unless it is open.
func (p *painter) begin(s layout.Slot, artifact string) {
	if p.open != "" && p.slot == s {
		return
	}
	p.end()
	p.slot, p.open = s, artifact
	if s != 0 {
		tag, mcid := p.tree.mark(p.index, s)
		p.open = fmt.Sprintf("/%s <</MCID %d>> BDC\n", tag, mcid)
	}
	p.out = append(p.out, p.open...)
}

// end closes the open marked content.
func (p *painter) end() {
	if p.open != "" {
		p.out = append(p.out, "EMC\n"...)
	}
	p.open = ""
}

// text writes a text with its kerning, where maroto placed it. Both have to be of one mind about the letters.
func (p *painter) text(m textMark, t layout.Text) error {
	style, ok := p.styles[m.font]
	letters, err := decode(m.text)
	if err != nil {
		return err
	}
	if want := []rune(t.Text); !ok || style != t.Style || !slices.Equal(letters, want) {
		return fmt.Errorf("maroto drew %q in font %s, the layout has %q in style %d", string(letters), m.font, t.Text, t.Style)
	}
	p.use(style, letters)
	p.out = append(p.out, "BT "...)
	font := fontName(style)
	resource(p.resources, "Font")[font] = p.fontObject(style)
	if set := string(appendNumber([]byte("/"+string(font)+" "), m.size)) + " Tf "; set != p.font {
		p.font = set
		p.out = append(p.out, set...)
	}
	p.set(&p.fill, m.color)
	p.out = appendNumbers(p.out, m.x, m.y-p.lift())
	p.out = append(p.out, "Td "...)
	p.out = p.show(p.out, style, letters, 1000*t.Spread/ptToMM/m.size)
	p.out = append(p.out, " ET\n"...)
	return nil
}

// lift is how far above the foot of maroto's board the page ends, in points.
func (p *painter) lift() float64 { return (board - p.page.Height) / ptToMM }

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
	p.out = append(appendNumbers(p.out, m.x1, m.y1-p.lift()), "m "...)
	p.out = append(appendNumbers(p.out, m.x2, m.y2-p.lift()), "l S\n"...)
}

// picture paints a chart and notes the rectangle that it fills.
func (p *painter) picture(it layout.Picture) error {
	form, err := p.form(it.Drawing)
	if err != nil {
		return err
	}
	charts := resource(p.resources, "XObject")
	id := name(fmt.Sprintf("X%d", len(charts)))
	charts[id] = form
	scale := it.Scale / ptToMM
	left, bottom := it.X/ptToMM, (p.page.Height-it.Y)/ptToMM-it.Drawing.Height*scale
	p.tree.boxes[it.Slot] = array{real(left), real(bottom), real(left + it.Drawing.Width*scale), real(bottom + it.Drawing.Height*scale)}
	p.out = append(p.out, "q "...)
	p.out = appendNumbers(p.out, scale, 0, 0, scale, left, bottom)
	p.out = fmt.Appendf(p.out, "cm /%s Do Q\n", id)
	return nil
}

// show writes letters as hexadecimal codes, with a number wherever two of them are kerned, or a space is wider by spread, in
// thousandths of the size.
func (f *finisher) show(to []byte, style typeface.Style, letters []rune, spread float64) []byte {
	to = append(to, "[<"...)
	for i, r := range letters {
		if i > 0 {
			move := 1000 * f.faces.Kern(style, letters[i-1], r)
			if letters[i-1] == ' ' {
				move += spread
			}
			if move != 0 {
				to = append(to, '>')
				to = appendNumber(to, -move)
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
