package layout

import (
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// mm is one point in millimetres.
const mm = 25.4 / 72

// sheet is the geometry of a page, in millimetres.
type sheet struct {
	width, height float64
	left          float64 // of the type area
	top, bottom   float64 // of the type area
	first         float64 // its top on the first page, which has no running header
	measure       float64 // width of tables, figures and callouts
	column        float64 // width of running text: shorter, since 100 letters a line tire the eye
	header        float64 // baseline of the running header
	footer        float64 // baseline of the footer
}

// upright is A4.
func upright() *sheet {
	return &sheet{
		width: 210, height: 297,
		left: 25, top: 29, bottom: 271, first: 21,
		measure: 160, column: 142,
		header: 17, footer: 284,
	}
}

// across is A4 on its side, for tables that need the width.
func across() *sheet {
	return &sheet{
		width: 297, height: 210,
		left: 25, top: 29, bottom: 185, first: 21,
		measure: 247, column: 142,
		header: 17, footer: 197,
	}
}

// look is how letters look.
type look struct {
	style typeface.Style
	size  float64 // points
	color Color
	rise  float64 // above the baseline, points
}

// textStyle is how a paragraph looks.
type textStyle struct {
	look
	leading       float64 // points
	before, after float64 // white space, millimetres
	balanced      bool    // lines are about equally long: titles, captions
	justified     bool    // lines are equally long: running text
	parted        bool    // words may be parted at a line's end
}

// lineHeight is the distance of two baselines, in millimetres.
func (t textStyle) lineHeight() float64 { return t.leading * mm }

// baseline is where letters stand within a line, in millimetres from its top: capitals stand in its middle.
func (t textStyle) baseline() float64 { return (t.leading/2 + 0.33*t.size) * mm }

// styles is the house style: one accent colour, few sizes, rules instead of boxes.
type styles struct {
	title, subtitle, factLabel, fact textStyle
	headings                         [5]textStyle
	body, caption, captionNumber     textStyle
	tableHead, cell, data            textStyle
	group, note                      textStyle
	calloutTitle                     textStyle
	contents                         [2]textStyle
	furniture, stamp                 textStyle

	ink, accent, grey, hairline, tint, warn, warnTint Color
	lights                                            map[report.Light]Color // each with 4.5:1 on white; the sign says the same
}

func house() styles {
	h := styles{
		ink:      Color{0x1d, 0x23, 0x29},
		accent:   Color{0x0e, 0x4d, 0x64},
		grey:     Color{0x57, 0x63, 0x6c},
		hairline: Color{0xc6, 0xcf, 0xd5},
		tint:     Color{0xee, 0xf4, 0xf6},
		warn:     Color{0x96, 0x2d, 0x1e},
		warnTint: Color{0xfa, 0xee, 0xea},
		lights: map[report.Light]Color{
			"gruen": {0x23, 0x69, 0x4a}, "gelb": {0x80, 0x59, 0x0a}, "rot": {0xa3, 0x30, 0x1a}, "grau": {0x57, 0x63, 0x6c},
		},
	}
	regular := func(size float64, c Color) look { return look{style: typeface.Regular, size: size, color: c} }
	bold := func(size float64, c Color) look { return look{style: typeface.Bold, size: size, color: c} }
	h.title = textStyle{look: bold(25, h.accent), leading: 29, after: 1.5, balanced: true}
	h.subtitle = textStyle{look: regular(13, h.grey), leading: 18, after: 4.5, balanced: true}
	h.factLabel = textStyle{look: regular(9, h.grey), leading: 13, parted: true}
	h.fact = textStyle{look: regular(9, h.ink), leading: 13, parted: true}
	h.headings = [5]textStyle{
		{look: bold(16, h.accent), leading: 20, before: 10, after: 2.6, balanced: true},
		{look: bold(12, h.accent), leading: 16, before: 7, after: 1.8, balanced: true},
		{look: bold(10.5, h.ink), leading: 14, before: 5, after: 1.1, balanced: true},
		{look: look{style: typeface.BoldItalic, size: 10, color: h.grey}, leading: 14, before: 4, after: 0.8, balanced: true},
		{look: look{style: typeface.Italic, size: 10, color: h.grey}, leading: 14, before: 3.4, after: 0.6, balanced: true},
	}
	h.body = textStyle{look: regular(10, h.ink), leading: 14, after: 2.4, justified: true, parted: true}
	h.caption = textStyle{look: bold(9.5, h.ink), leading: 13, before: 4.5, after: 1.6, balanced: true}
	h.captionNumber = textStyle{look: bold(9.5, h.accent), leading: 13}
	h.tableHead = textStyle{look: bold(8, h.grey), leading: 10.5, parted: true}
	h.cell = textStyle{look: regular(9, h.ink), leading: 12, parted: true}
	h.data = textStyle{look: regular(8.5, h.ink), leading: 10.5, parted: true}
	h.group = textStyle{look: bold(9, h.accent), leading: 12}
	h.note = textStyle{look: regular(8, h.grey), leading: 10.8, after: 0.4, parted: true}
	h.calloutTitle = textStyle{look: bold(10.5, h.accent), leading: 15, after: 0.8}
	h.contents = [2]textStyle{
		{look: bold(10, h.ink), leading: 13.5, before: 1.5},
		{look: regular(9.5, h.ink), leading: 13},
	}
	h.furniture = textStyle{look: regular(8, h.grey), leading: 11}
	h.stamp = textStyle{look: bold(8, h.warn), leading: 11}
	return h
}

// strong is the look with heavier letters.
func (l look) strong() look {
	switch l.style {
	case typeface.Regular:
		l.style = typeface.Bold
	case typeface.Italic:
		l.style = typeface.BoldItalic
	}
	return l
}

// emphasised is the look with slanted letters, or upright ones where the text slants already.
func (l look) emphasised() look {
	l.style = [...]typeface.Style{typeface.Italic, typeface.BoldItalic, typeface.Regular, typeface.Bold}[l.style]
	return l
}
