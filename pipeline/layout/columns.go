package layout

import "wirkbericht/pipeline/report"

// The measures of tables, millimetres.
const (
	columnGap = 4.5  // between columns
	air       = 5.0  // what each column of a small table gets on top
	longHead  = 24.0 // a head wider than this may take two lines
	compact   = 0.62 // a table narrower than this part of the measure is not stretched to it
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
	head    []words
	rows    []gridRow
}

// gridRow is one body row. A group row has one cell.
type gridRow struct {
	kind  report.RowKind
	cells []words
}

type words []word

// measureColumns measures all cells. Numbers are never broken, unless they are sentences.
func (g *grid) measureColumns(measure float64) {
	for i := range g.columns {
		c := &g.columns[i]
		c.least, c.most = widest(g.head[i])
		if c.tight = c.most; c.most > longHead {
			c.tight = max(c.least, 0.6*c.most) // two lines seldom are equally long
		}
		for _, row := range g.rows {
			if row.kind == report.Group {
				continue
			}
			word, line := widest(row.cells[i])
			if c.Align != report.Left && line < measure/4 {
				word = line
			}
			c.least, c.most, c.tight = max(c.least, word), max(c.most, line), max(c.tight, line)
		}
	}
}

// fit gives columns their widths, so that the whole is no wider than room, and tells how wide it is.
func fit(columns []column, room float64) float64 {
	gaps := columnGap * float64(len(columns)-1)
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
		squeeze(columns, room)
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

// squeeze shares a room that is too small for unbroken lines: columns that need less than an even share get what they need, the
// others share the rest by what they lack.
func squeeze(columns []column, room float64) {
	open := make([]*column, len(columns))
	for i := range columns {
		open[i] = &columns[i]
	}
	for settled := true; settled; {
		settled = false
		even := room / float64(len(open))
		var still []*column
		for i, c := range open {
			if c.most <= even && room-c.most >= leastOf(still)+leastOf(open[i+1:]) {
				c.width = c.most
				room -= c.most
				settled = true
				continue
			}
			still = append(still, c)
		}
		open = still
	}
	lack := 0.0
	for _, c := range open {
		lack += c.most - c.least
		room -= c.least
	}
	for _, c := range open {
		c.width = c.least
		if lack > 0 {
			c.width += room * (c.most - c.least) / lack
		}
	}
}

func leastOf(columns []*column) float64 {
	sum := 0.0
	for _, c := range columns {
		sum += c.least
	}
	return sum
}

// scale makes all letters of a table smaller or larger.
func (g *grid) scale(by float64) {
	for _, w := range g.head {
		w.scale(by)
	}
	for _, row := range g.rows {
		for _, w := range row.cells {
			w.scale(by)
		}
	}
	for i := range g.columns {
		g.columns[i].least *= by
		g.columns[i].most *= by
		g.columns[i].tight *= by
	}
}

func (w words) scale(by float64) {
	for i := range w {
		w[i].width *= by
		w[i].gap *= by
		for j := range w[i].runs {
			w[i].runs[j].look.size *= by
		}
	}
}
