package workbook

import (
	"iter"
	"strconv"
	"strings"
)

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	Layout Layout // after Rows has gone to its end

	part string
	book *Book
}

// Layout is what a reader of the sheet sees and a list of cells does not say.
type Layout struct {
	HiddenColumns []Range
	HiddenRows    int     // how many
	FirstHidden   int     // the first of them, from 1
	Merged        []Range // areas of more than one cell, the first thousand
}

// Range is an area of cells; lines and columns count from 1, and 0 means all of them.
type Range struct{ FromLine, ToLine, FromColumn, ToColumn int }

// Row is one row. It is valid until the next one is asked for, its texts for ever.
type Row struct {
	Number     int // from 1
	Cells      []string
	Uncomputed []int // indices of the cells with a formula whose result nobody has saved; their text is the formula
}

// Rows are the rows in order, also those in which nothing stands, from 1 to the last that the file mentions. An error ends them.
func (s *Sheet) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		s.Layout = Layout{}
		r, err := s.book.open(s.part)
		if err != nil {
			yield(&Row{}, err)
			return
		}
		defer shut(r)
		p := sheetParser{sheet: s, scanner: newScanner(s.part, r), yield: yield}
		p.run()
	}
}

// sheetParser goes through the XML of a sheet.
type sheetParser struct {
	*scanner
	sheet *Sheet
	yield func(*Row, error) bool
	row   Row
	cells int // of the sheet, so far
	cell  pending
	guide bool // within a pronunciation guide
}

// pending is the cell at hand.
type pending struct {
	column   int
	kind     string // attribute t
	style    int
	value    []byte // of v
	text     []byte // of t within is
	formula  []byte
	computes bool // there is a formula
	valued   bool // there is a v
}

// uncomputed reports whether a formula has no result. An empty text is one.
func (c *pending) uncomputed() bool {
	return c.computes && len(c.value) == 0 && len(c.text) == 0 && (c.kind != "str" || !c.valued)
}

func (p *sheetParser) run() {
	inRow := false
	for p.next() {
		switch string(p.name) {
		case "row":
			if inRow && !p.closing {
				p.fail("a row within a row")
				break
			}
			if !p.closing && !p.beginRow() {
				return
			}
			if inRow = !p.closing && !p.empty; !inRow && !p.yield(&p.row, nil) {
				return
			}
		case "c", "v", "f", "is", "t", "rPh":
			if inRow && !p.inCell() {
				p.stop()
				return
			}
		case "col":
			p.column()
		case "mergeCell":
			p.merged()
		}
	}
	p.stop()
}

// stop hands over the error that ended the sheet, if any.
func (p *sheetParser) stop() {
	if p.err != nil {
		p.yield(&Row{Number: p.row.Number + 1}, p.err)
	}
}

// beginRow starts a row, after the empty ones that the file leaves out.
func (p *sheetParser) beginRow() bool {
	number := p.row.Number + 1
	hidden := false
	for rest := p.attributes; ; {
		name, value, after, ok := nextAttr(rest)
		if !ok {
			break
		}
		switch string(name) {
		case "r":
			n, err := strconv.Atoi(string(value))
			if err != nil || n < number || n > MaxRows {
				p.fail("row " + string(value))
				p.stop()
				return false
			}
			number = n
		case "hidden":
			hidden = string(value) == "1" || string(value) == "true"
		}
		rest = after
	}
	p.row.Cells, p.row.Uncomputed = p.row.Cells[:0], p.row.Uncomputed[:0]
	for p.row.Number++; p.row.Number < number; p.row.Number++ {
		if !p.yield(&p.row, nil) {
			return false
		}
	}
	p.cell.column = 0
	if l := &p.sheet.Layout; hidden {
		if l.HiddenRows++; l.HiddenRows == 1 {
			l.FirstHidden = number
		}
	}
	return true
}

// inCell reads the tags of a cell; false with err.
func (p *sheetParser) inCell() bool {
	c := &p.cell
	switch string(p.name) {
	case "c":
		if p.closing {
			return p.endCell()
		}
		if !p.beginCell() {
			return false
		}
		return !p.empty || p.endCell()
	case "v":
		c.valued = true
		if p.closing {
			c.value = append(c.value, p.text...)
		}
	case "f":
		c.computes = true
		if p.closing {
			c.formula = append(c.formula, p.text...)
		}
	case "t":
		if p.closing && !p.guide {
			c.text = append(c.text, p.text...)
		}
	case "rPh": // a pronunciation guide, which is no part of the text
		p.guide = !p.closing && !p.empty
		return true
	case "is":
		return true
	}
	p.collect = !p.closing && !p.empty && !p.guide
	return true
}

func (p *sheetParser) beginCell() bool {
	c := &p.cell
	*c = pending{column: c.column + 1, value: c.value[:0], text: c.text[:0], formula: c.formula[:0]}
	for rest := p.attributes; ; {
		name, value, after, ok := nextAttr(rest)
		if !ok {
			break
		}
		switch string(name) {
		case "r":
			column, line := reference(value)
			if column < c.column || column > MaxColumns || line != p.row.Number {
				return p.fail("cell " + string(value))
			}
			c.column = column
		case "t":
			c.kind = string(value)
		case "s":
			c.style, _ = strconv.Atoi(string(value)) // without one it is 0, the ordinary style
		}
		rest = after
	}
	if c.column > MaxColumns {
		return p.fail("too many columns")
	}
	if p.cells++; p.cells > MaxCells {
		p.err = &LimitError{p.part, "Zellen", MaxCells}
		return false
	}
	return true
}

// endCell puts the text of the cell into the row.
func (p *sheetParser) endCell() bool {
	c := &p.cell
	var text string
	switch {
	case c.uncomputed():
		text = "=" + string(c.formula)
	case c.kind == "s":
		i, err := strconv.Atoi(strings.TrimSpace(string(c.value)))
		if len(c.value) > 0 && (err != nil || i < 0 || i >= len(p.sheet.book.texts)) {
			return p.fail("text " + string(c.value))
		}
		if len(c.value) > 0 {
			text = p.sheet.book.texts[i]
		}
	case c.kind == "inlineStr":
		text = unescapeControl(string(c.text))
	case c.kind == "b" && len(c.value) > 0:
		text = "FALSCH"
		if string(c.value) == "1" || string(c.value) == "true" {
			text = "WAHR"
		}
	case c.kind == "" || c.kind == "n":
		text = p.sheet.book.number(string(c.value), c.style)
	default: // the result of a formula as text, an error, a date in ISO form
		text = unescapeControl(string(c.value))
	}
	if text == "" {
		return true
	}
	for len(p.row.Cells) < c.column {
		p.row.Cells = append(p.row.Cells, "")
	}
	p.row.Cells[c.column-1] = text
	if c.uncomputed() {
		p.row.Uncomputed = append(p.row.Uncomputed, c.column-1)
	}
	return true
}

// reference reads "BC12" as column 55, line 12.
func reference(ref []byte) (column, line int) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && column <= MaxColumns; i++ {
		column = 26*column + int(ref[i]-'A') + 1
	}
	line, err := strconv.Atoi(string(ref[i:]))
	if err != nil {
		return 0, 0
	}
	return column, line
}

// column notes columns that are hidden.
func (p *sheetParser) column() {
	if hidden := p.attr("hidden"); p.closing || hidden != "1" && hidden != "true" {
		return
	}
	from, err1 := strconv.Atoi(p.attr("min"))
	to, err2 := strconv.Atoi(p.attr("max"))
	if l := &p.sheet.Layout; err1 == nil && err2 == nil && len(l.HiddenColumns) < 100 {
		l.HiddenColumns = append(l.HiddenColumns, Range{FromColumn: from, ToColumn: to})
	}
}

// merged notes a merged area.
func (p *sheetParser) merged() {
	from, to, found := strings.Cut(p.attr("ref"), ":")
	if p.closing || !found {
		return
	}
	var r Range
	r.FromColumn, r.FromLine = reference([]byte(from))
	r.ToColumn, r.ToLine = reference([]byte(to))
	if l := &p.sheet.Layout; len(l.Merged) < 1000 {
		l.Merged = append(l.Merged, r)
	}
}
