package pdf

import (
	"slices"
	"strconv"

	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/breakline"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/linestyle"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/typeface"
)

// board is the side of the square on which maroto draws, in millimetres: it knows one size of pages for the whole file, and on a
// square each page finds its place, upright or not, from the top left corner.
const board = 297

const ptToMM = 25.4 / 72

// allStyles in the order of their numbers.
var allStyles = [...]typeface.Style{typeface.Regular, typeface.Bold, typeface.Italic, typeface.BoldItalic}

// draw is maroto's file: one row with one component a page.
func draw(l *layout.Layout, faces *typeface.Family) ([]byte, error) {
	m := maroto.New(config.NewBuilder().
		WithDimensions(board, board).
		WithLeftMargin(0).WithTopMargin(0).WithRightMargin(0).WithBottomMargin(0).
		WithCompression(false).
		WithCustomFonts(fonts(l, faces)).
		WithDefaultFont(&props.Font{Family: family(typeface.Regular), Size: 10}).
		Build())
	for i := range l.Pages {
		sheet := &sheet{page: &l.Pages[i]}
		if i == 0 {
			sheet.hidden = chartLetters(l)
		}
		const rounding = 0.02 // a row as high as the page would not fit on it
		m.AddPages(page.New().Add(row.New(board - rounding).Add(col.New().Add(sheet))))
	}
	doc, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return doc.GetBytes(), nil
}

// family is the name under which maroto knows a style: each is a family of its own, so that the name tells the style.
func family(s typeface.Style) string { return "s" + strconv.Itoa(int(s)) }

// fonts are those that the pages use; Regular is always among them. Each one costs time, used or not.
func fonts(l *layout.Layout, faces *typeface.Family) []*entity.CustomFont {
	used := map[typeface.Style]bool{typeface.Regular: true}
	for _, p := range l.Pages {
		for _, it := range slices.Concat(p.Header, p.Body, p.Footer) {
			if t, ok := it.(layout.Text); ok {
				used[t.Style] = true
			}
		}
	}
	for s := range chartLetters(l) {
		used[s] = true
	}
	var out []*entity.CustomFont
	for _, s := range allStyles {
		if used[s] {
			out = append(out, &entity.CustomFont{Family: family(s), Style: fontstyle.Normal, Bytes: faces.TTF(s)})
		}
	}
	return out
}

// chartLetters are all letters of all charts, by style.
func chartLetters(l *layout.Layout) map[typeface.Style]string {
	found := map[typeface.Style]map[rune]bool{}
	for _, p := range l.Pages {
		for _, it := range p.Body {
			if picture, ok := it.(layout.Picture); ok {
				collectLetters(picture.Drawing.Ops, found)
			}
		}
	}
	out := map[typeface.Style]string{}
	for s, letters := range found {
		var all []rune
		for r := range letters {
			all = append(all, r)
		}
		slices.Sort(all)
		out[s] = string(all)
	}
	return out
}

func collectLetters(ops []chart.Op, found map[typeface.Style]map[rune]bool) {
	for _, op := range ops {
		if l, ok := op.(chart.Label); ok {
			if found[l.Style] == nil {
				found[l.Style] = map[rune]bool{}
			}
			for _, r := range l.Text {
				found[l.Style][r] = true
			}
		}
	}
}

// sheet draws one page; it is maroto's component.
type sheet struct {
	page   *layout.Page
	hidden map[typeface.Style]string // letters to get into the fonts, drawn before all else; the finishing pass drops them
}

// SetConfig takes nothing: all places are absolute.
func (s *sheet) SetConfig(*entity.Config) {}

// GetStructure is maroto's tree for its own tests.
func (s *sheet) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "sheet"})
}

// GetHeight is not asked for: the row has a height.
func (s *sheet) GetHeight(core.Provider, *entity.Cell) float64 { return board }

// Render draws the texts and rectangles in their order. Charts and links are not maroto's business: the finishing pass goes through
// the same items and puts them where they belong.
//
// Note: sentinels, small texts drawn where something is to happen, are the other way to find the place of an item in maroto's
// stream. They need a font and a text of their own for each change of element, which doubles the stream; the order of the items
// says the same.
func (s *sheet) Render(p core.Provider, _ *entity.Cell) {
	for _, style := range allStyles {
		if letters := s.hidden[style]; letters != "" {
			text(p, layout.Text{Size: 1, Style: style, Text: letters})
		}
	}
	for _, it := range slices.Concat(s.page.Header, s.page.Body, s.page.Footer) {
		switch it := it.(type) {
		case layout.Text:
			text(p, it)
		case layout.Rect:
			rect(p, it)
		}
	}
}

// text draws one run. All properties are set: an empty one means something else to the provider than to maroto's components.
func text(p core.Provider, t layout.Text) {
	p.AddText(t.Text, endless(t.X, t.Y-t.Size*ptToMM), &props.Text{
		Family: family(t.Style), Style: fontstyle.Normal, Size: t.Size, Color: rgb(t.Color),
		Align: align.Left, BreakLineStrategy: breakline.EmptySpaceStrategy,
	})
}

// rect is a line as thick as the rectangle is high: maroto fills no areas at free places.
func rect(p core.Provider, r layout.Rect) {
	p.AddLine(&entity.Cell{X: r.X, Y: r.Y + r.H/2, Width: r.W}, &props.Line{
		Color: rgb(r.Color), Style: linestyle.Solid, Thickness: r.H, SizePercent: 100,
	})
}

// endless is a cell in which no text wraps.
func endless(x, y float64) *entity.Cell {
	return &entity.Cell{X: x, Y: y, Width: 1e6, Height: 1e6}
}

func rgb(c layout.Color) *props.Color {
	return &props.Color{Red: int(c.R), Green: int(c.G), Blue: int(c.B)}
}
