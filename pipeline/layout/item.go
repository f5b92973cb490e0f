package layout

import (
	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/typeface"
)

// Item is what stands on a page: a Text, Rect, Picture or Link. Places are in millimetres from the top left corner of the
// page; later items lie on top of earlier ones.
type Item interface {
	moved(dy float64) Item
}

// Text is a run of text in one look. It may end in a space that nobody sees, which parts it from the text of the next line.
type Text struct {
	X, Y   float64 // start of the baseline
	Size   float64 // points
	Style  typeface.Style
	Color  Color
	Text   string
	Spread float64 // what each space within the text is wider than the font has it
	Slot   Slot
}

func textAt(x, y float64, l look, text string, slot Slot) Text {
	return Text{X: x, Y: y, Size: l.size, Style: l.style, Color: l.color, Text: text, Slot: slot}
}

// Rect is a filled rectangle. Rules are rectangles, too. It is never content.
type Rect struct {
	X, Y, W, H float64
	Color      Color
}

// Picture is a chart. Scale is in millimetres per unit of the drawing.
type Picture struct {
	X, Y    float64 // top left corner
	Scale   float64
	Drawing *chart.Drawing
	Slot    Slot
}

// Link is an area that leads somewhere: to "#id" in the document, which Layout.Anchors knows, or to an address. There is one on
// each line of a link.
type Link struct {
	X, Y, W, H float64
	Target     string
	Label      string   // the text of the whole link
	Element    *Element // of type Link
}

// Color is RGB.
type Color struct{ R, G, B uint8 }

func (t Text) moved(dy float64) Item    { t.Y += dy; return t }
func (r Rect) moved(dy float64) Item    { r.Y += dy; return r }
func (p Picture) moved(dy float64) Item { p.Y += dy; return p }
func (l Link) moved(dy float64) Item    { l.Y += dy; return l }

// moved are the items further down by dy.
func moved(items []Item, dy float64) []Item {
	out := make([]Item, len(items))
	for i, it := range items {
		out[i] = it.moved(dy)
	}
	return out
}

// artifacts are the items without meaning, for what is drawn a second time: text without slot, no links.
func artifacts(items []Item) []Item {
	var out []Item
	for _, it := range items {
		switch it := it.(type) {
		case Text:
			it.Slot = 0
			out = append(out, it)
		case Rect:
			out = append(out, it)
		}
	}
	return out
}
