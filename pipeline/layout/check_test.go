package layout

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// loaded is the typeface, read once for all tests.
var loaded = sync.OnceValues(func() (*typeface.Family, error) { return typeface.Load(assets.Files()) })

// family is the typeface, or the end of the test where the assets are not made.
func family(t testing.TB) *typeface.Family {
	t.Helper()
	f, err := loaded()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// checker holds a layout against the rules that every one keeps.
type checker struct {
	*testing.T
	faces  *typeface.Family
	layout *Layout
}

// area is a rectangle on a page.
type area struct{ left, top, right, bottom float64 }

// areaOf is what is seen of an item.
func (c *checker) areaOf(it Item) area {
	switch it := it.(type) {
	case Text:
		size := it.Size * mm
		text := strings.TrimRight(it.Text, " ")
		width := c.faces.Width(it.Style, it.Size, text)*mm + it.Spread*float64(strings.Count(text, " "))
		return area{it.X, it.Y - 0.72*size, it.X + width, it.Y + 0.2*size}
	case Rect:
		return area{it.X, it.Y, it.X + it.W, it.Y + it.H}
	case Picture:
		return area{it.X, it.Y, it.X + it.Drawing.Width*it.Scale, it.Y + it.Drawing.Height*it.Scale}
	case Link:
		return area{it.X, it.Y, it.X + it.W, it.Y + it.H}
	}
	c.Fatalf("unknown item %T", it)
	return area{}
}

// nothingLeavesThePage: the body lies in the type area, header and footer in the margins above and below.
func (c *checker) nothingLeavesThePage() {
	c.Helper()
	for i, p := range c.layout.Pages {
		s := upright()
		if p.Width > p.Height {
			s = across()
		}
		right, top := s.left+s.measure, s.top
		if i == 0 {
			top = s.first
		}
		for _, part := range []struct {
			name  string
			items []Item
			in    area
		}{
			{"header", p.Header, area{s.left, 10, right, s.top}},
			{"body", p.Body, area{s.left, top, right, s.bottom}},
			{"footer", p.Footer, area{s.left, s.bottom, right, s.height - 10}},
		} {
			for _, it := range part.items {
				const rounding = 0.15 // kerning between parts of a split word
				a := c.areaOf(it)
				if a.left < part.in.left-rounding || a.right > part.in.right+rounding || a.top < part.in.top-rounding || a.bottom > part.in.bottom+rounding {
					c.Errorf("page %d, %s: %+v is outside: %+v", i+1, part.name, it, a)
				}
			}
		}
	}
}

// nothingOverlaps: no text lies on another text or on a chart.
func (c *checker) nothingOverlaps() {
	c.Helper()
	for i, p := range c.layout.Pages {
		var seen []area
		var what []Item
		for _, it := range slices.Concat(p.Header, p.Body, p.Footer) {
			switch it.(type) {
			case Rect, Link:
				continue
			}
			a := c.areaOf(it)
			if a.right-a.left < 0.01 {
				continue
			}
			for j, b := range seen {
				const touch = 0.2
				if a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch {
					c.Errorf("page %d: %+v lies on %+v", i+1, it, what[j])
				}
			}
			seen, what = append(seen, a), append(what, it)
		}
	}
}

// content is what a slot holds, and on which pages.
type content struct {
	text  string
	pages []int
}

func (c *checker) slots() map[Slot]content {
	out := map[Slot]content{}
	for i, p := range c.layout.Pages {
		for _, it := range p.Body {
			switch it := it.(type) {
			case Text:
				s := out[it.Slot]
				out[it.Slot] = content{s.text + it.Text, append(s.pages, i)}
			case Picture:
				out[it.Slot] = content{pages: []int{i}}
			}
		}
	}
	return out
}

// everySlotIsFilled: each slot stands once in the tree, and what is drawn has a place in it.
func (c *checker) everySlotIsFilled() {
	c.Helper()
	slots := c.slots()
	delete(slots, 0)
	var walk func(*Element)
	walk = func(e *Element) {
		for _, k := range e.Kids {
			if k.Element != nil {
				walk(k.Element)
				continue
			}
			if _, ok := slots[k.Slot]; !ok {
				c.Errorf("slot %d of %s is empty or there twice", k.Slot, e.Type)
			}
			delete(slots, k.Slot)
		}
	}
	walk(c.layout.Tree)
	for s, content := range slots {
		c.Errorf("slot %d (%q) is not in the tree", s, content.text)
	}
}

// headingsAreNotAlone: what follows a heading begins on its page.
func (c *checker) headingsAreNotAlone() {
	c.Helper()
	slots := c.slots()
	kids := leaves(c.layout.Tree)
	for i, e := range kids {
		if !strings.HasPrefix(e.Type, "H") || i+1 == len(kids) || kids[i+1].Type == "Figure" && len(e.Kids) == 0 {
			continue
		}
		pages := e.pages(slots)
		next := kids[i+1].pages(slots)
		if len(pages) > 0 && len(next) > 0 && pages[len(pages)-1] != next[0] {
			c.Errorf("heading on page %d, what follows on page %d", pages[len(pages)-1]+1, next[0]+1)
		}
	}
}

// leaves are the elements that hold text, in order.
func leaves(e *Element) []*Element {
	var out []*Element
	for _, k := range e.Kids {
		if k.Element == nil {
			return []*Element{e}
		}
		out = append(out, leaves(k.Element)...)
	}
	return out
}

func (e *Element) pages(slots map[Slot]content) []int {
	var out []int
	for _, k := range e.Kids {
		if k.Element != nil {
			out = append(out, k.Element.pages(slots)...)
			continue
		}
		out = append(out, slots[k.Slot].pages...)
	}
	return out
}

// text is all text in reading order, elements parted by spaces.
func (c *checker) text(e *Element) string {
	var b strings.Builder
	slots := c.slots()
	var walk func(*Element)
	walk = func(e *Element) {
		inline := e.Type == "Link" || e.Type == "Span" || e.Type == "Reference"
		if !inline {
			b.WriteByte(' ')
		}
		for _, k := range e.Kids {
			if k.Element != nil {
				walk(k.Element)
				continue
			}
			b.WriteString(slots[k.Slot].text)
		}
		if !inline {
			b.WriteByte(' ')
		}
	}
	walk(e)
	return squeezed(b.String())
}

// squeezed is text with one space for each stretch of them, and without soft hyphens. No-break spaces stay.
func squeezed(s string) string {
	s = strings.ReplaceAll(s, softHyphen, "")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// wantText is the text of a document in reading order.
func wantText(doc *report.Document) string {
	parts := []string{doc.Stamp, doc.Title, doc.Subtitle}
	for _, f := range doc.Facts {
		parts = append(parts, f.Label, f.Value)
	}
	return squeezed(strings.Join(append(parts, blockTexts(doc.Blocks, 0)...), " "))
}

func blockTexts(blocks []report.Block, depth int) []string {
	var out []string
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = append(out, b.Number, raw(b.Text))
		case report.Paragraph:
			out = append(out, raw(b.Text))
		case report.Callout:
			out = append(append(out, b.Title), blockTexts(b.Blocks, 0)...)
		case report.List:
			for i, it := range b.Items {
				label := []string{"•", "–", "–", "–", "–"}[depth]
				if b.Ordered {
					label = strconv.Itoa(b.Start+i) + "."
				}
				out = append(append(out, label), blockTexts(it.Blocks, depth+1)...)
			}
		case report.Table:
			out = append(out, caption(b.Number, b.Caption)...)
			out = append(out, tableTexts(b)...)
		case report.Figure:
			out = append(out, caption(b.Number, b.Caption)...)
			if len(b.Data.Rows) > 0 && len(b.Data.Rows) <= dataRows {
				out = append(out, tableTexts(b.Data)...)
			}
			out = append(out, texts(b.Notes)...)
		}
	}
	return out
}

func caption(number string, text []report.Inline) []string {
	return []string{number + "\u00a0", raw(text)}
}

func tableTexts(t report.Table) []string {
	var out []string
	for _, o := range t.Over {
		out = append(out, raw(o.Text))
	}
	for _, c := range t.Columns {
		out = append(out, raw(c.Head))
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			out = append(out, raw(c.Text))
		}
	}
	return append(out, texts(t.Notes)...)
}

func texts(all [][]report.Inline) []string {
	var out []string
	for _, in := range all {
		out = append(out, raw(in))
	}
	return out
}

// raw is the text of inlines, with a space for each break.
func raw(in []report.Inline) string {
	var b strings.Builder
	for _, in := range in {
		if in.Break {
			b.WriteByte(' ')
		}
		b.WriteString(in.Text)
		if in.Note != nil {
			b.WriteString(in.Note.Number + " " + in.Note.Number + " " + raw(in.Note.Text) + " ")
		}
	}
	return b.String()
}
