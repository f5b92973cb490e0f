package layout

import (
	"unicode"

	"wirkbericht/pipeline/report"
)

// The measures of tables, millimetres.
const (
	columnGap = 4.5  // between columns
	narrowGap = 3.2  // between those of a table that has many
	air       = 5.0  // what each column of a small table gets on top
	longHead  = 24.0 // a head wider than this may take two lines
	compact   = 0.62 // a table narrower than this part of the measure is not stretched to it

	manyColumns = 7
)

// column is one column on its way to a width.
type column struct {
	report.Column
	least float64 // width of the widest word
	most  float64 // width that needs no line to be broken
	tight float64 // the same with the head on two lines
	x     float64
	width float64
}

// grid is a table cut into words, its columns measured.
type grid struct {
	columns []column
	gap     float64    // between columns
	over    []gridCell // the head above the heads, if there is one
	head    []gridCell
	rows    []gridRow
}

// gridRow is one body row. A group row has one cell.
type gridRow struct {
	kind  report.RowKind
	cells []gridCell
}

// gridCell is a cell over one or more columns.
type gridCell struct {
	words    []word
	from, to int // its columns: from ≤ i < to
}

// cells calls f for all cells.
func (g *grid) cells(f func(*gridCell)) {
	for _, row := range append([]gridRow{{cells: g.over}, {cells: g.head}}, g.rows...) {
		for i := range row.cells {
			f(&row.cells[i])
		}
	}
}

// measureColumns measures all cells. Numbers are never broken, words beside them may be.
func (g *grid) measureColumns(measure float64) {
	for i, cell := range g.head {
		c := &g.columns[i]
		c.least, c.most = widest(cell.words)
		for _, over := range g.over {
			if over.from == i && over.to == i+1 {
				word, line := widest(over.words)
				c.least, c.most = max(c.least, word), max(c.most, line)
			}
		}
		if c.tight = c.most; c.most > longHead {
			c.tight = max(c.least, 0.6*c.most) // two lines seldom are equally long
		}
	}
	for _, row := range g.rows {
		for _, cell := range row.cells {
			if row.kind == report.Group || cell.to-cell.from > 1 {
				continue
			}
			c := &g.columns[cell.from]
			word, line := widest(cell.words)
			if c.Align != report.Left && line < measure/4 && !hasWords(cell.words) {
				word = line
			}
			c.least, c.most, c.tight = max(c.least, word), max(c.most, line), max(c.tight, line)
		}
	}
	for _, row := range append([]gridRow{{cells: g.over}}, g.rows...) {
		for _, cell := range row.cells {
			if row.kind != report.Group && cell.to-cell.from > 1 {
				g.measureSpan(cell)
			}
		}
	}
}

// hasWords reports whether there is more than numbers, signs and what is said of them: "9 von 14" is a number.
func hasWords(words []word) bool {
	const long = 5 // letters
	letters := 0
	for _, w := range words {
		for _, r := range w.runs {
			for _, c := range r.text {
				if letters++; !unicode.IsLetter(c) {
					letters = 0
				}
				if letters == long {
					return true
				}
			}
		}
		letters = 0
	}
	return false
}

// measureSpan makes the columns of a cell wide enough for it, all by as much.
func (g *grid) measureSpan(cell gridCell) {
	columns := g.columns[cell.from:cell.to]
	word, line := widest(cell.words)
	gaps := g.gap * float64(len(columns)-1)
	least, most := sums(columns)
	for i := range columns {
		c := &columns[i]
		c.least += max(0, word-least-gaps) / float64(len(columns))
		c.most += max(0, min(line, 2*longHead)-most-gaps) / float64(len(columns))
		c.most = max(c.most, c.least)
		c.tight = max(c.tight, c.least)
	}
}

// gaps is the room between all columns.
func (g *grid) gaps() float64 { return g.gap * float64(len(g.columns)-1) }

// edges are the left and the right one of a cell.
func (g *grid) edges(cell gridCell) (left, right float64) {
	last := g.columns[cell.to-1]
	return g.columns[cell.from].x, last.x + last.width
}

// fit gives the columns their widths, so that the whole is no wider than room, and tells how wide it is.
func (g *grid) fit(room float64) float64 {
	columns := g.columns
	gaps := g.gaps()
	room -= gaps
	for i := range columns {
		c := &columns[i]
		if c.Share > 0 {
			c.least = max(c.least, c.Share*room)
			c.most, c.tight = c.least, c.least
		}
	}
	if _, most := sums(columns); most > room {
		for i := range columns {
			columns[i].most = columns[i].tight
		}
	}
	least, most := sums(columns)
	switch {
	case most <= room:
		stretch(columns, most, room, gaps)
	case least <= room:
		g.share(room)
	default:
		for i := range columns {
			columns[i].width = columns[i].least * room / least
		}
	}
	width := gaps
	for _, c := range columns {
		width += c.width
	}
	return width
}

func sums(columns []column) (least, most float64) {
	for _, c := range columns {
		least += c.least
		most += c.most
	}
	return least, most
}

// stretch gives each column all it asks for. What is left goes to the columns of text; a small table gets some air and stays
// small, so that the eye finds from the label to the number.
func stretch(columns []column, most, room, gaps float64) {
	texts := 0.0
	for i := range columns {
		columns[i].width = columns[i].most
		if columns[i].Align == report.Left {
			texts += columns[i].most
		}
	}
	if most+gaps < compact*(room+gaps) || texts == 0 {
		for i := range columns {
			columns[i].width += min(air, (room-most)/float64(len(columns)))
		}
		return
	}
	for i := range columns {
		if columns[i].Align == report.Left {
			columns[i].width += (room - most) * columns[i].most / texts
		}
	}
}

// scale makes all letters of a table smaller or larger.
func (g *grid) scale(by float64) {
	g.cells(func(c *gridCell) {
		for i := range c.words {
			w := &c.words[i]
			w.width, w.gap, w.tail = w.width*by, w.gap*by, w.tail*by
			for j := range w.runs {
				w.runs[j].look.size *= by
				w.runs[j].look.rise *= by
			}
		}
	})
	for i := range g.columns {
		g.columns[i].least *= by
		g.columns[i].most *= by
		g.columns[i].tight *= by
	}
}
