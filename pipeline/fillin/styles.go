package fillin

import "github.com/xuri/excelize/v2"

// The colours of the house, as the reports have them.
const (
	accent = "0E4D64"
	tint   = "DDE9EE"
	hair   = "C6CFD5"
	grey   = "57636C"
	open   = "FFF9E5" // what is to be filled in
)

// styles are the cell formats of a workbook.
type styles struct {
	title, text, link, small          int
	required, optional                int // heads
	plain, day, month, whole, decimal int // cells to fill in
	quote, question, answer, due, key int // of sheets of questions
}

func (b *book) styles() styles {
	var s styles
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	head := &excelize.Alignment{Vertical: "center", WrapText: true}
	font := func(size float64, color string, bold bool) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Color: color, Bold: bold}
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	lines := []excelize.Border{{Type: "bottom", Color: hair, Style: 1}}
	box := []excelize.Border{{Type: "bottom", Color: hair, Style: 1}, {Type: "left", Color: hair, Style: 1}, {Type: "right", Color: hair, Style: 1}}
	format := func(code string) *excelize.Style { return &excelize.Style{CustomNumFmt: &code} }
	for _, d := range []struct {
		to    *int
		style *excelize.Style
	}{
		{&s.title, &excelize.Style{Font: font(15, accent, true)}},
		{&s.text, &excelize.Style{Alignment: top}},
		{&s.link, &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Color: accent, Underline: "single"}, Alignment: top}},
		{&s.small, &excelize.Style{Font: font(10, grey, false), Alignment: top}},
		{&s.required, &excelize.Style{Font: font(11, "FFFFFF", true), Fill: fill(accent), Alignment: head}},
		{&s.optional, &excelize.Style{Font: font(11, "1D2329", true), Fill: fill(tint), Alignment: head}},
		{&s.plain, format("@")},
		{&s.day, format("dd.mm.yyyy")},
		{&s.month, format("mm/yyyy")},
		{&s.whole, format("0")},
		{&s.decimal, format("#,##0.00##")},
		{&s.quote, &excelize.Style{Font: font(10, "1D2329", false), Alignment: top, Border: lines}},
		{&s.question, &excelize.Style{Font: font(11, "1D2329", false), Alignment: top, Border: lines}},
		{&s.answer, &excelize.Style{Font: font(11, "1D2329", false), Fill: fill(open), Alignment: top, Border: box, CustomNumFmt: ptr("@")}},
		{&s.due, &excelize.Style{Font: font(11, "1D2329", false), Alignment: top, Border: lines, CustomNumFmt: ptr("dd.mm.yyyy")}},
		{&s.key, &excelize.Style{Font: font(8, grey, false), Alignment: top, Border: lines}},
	} {
		id, err := b.file.NewStyle(d.style)
		*d.to = id
		b.do(err)
	}
	return s
}

func ptr[T any](v T) *T { return &v }
