package layout

import (
	"math"

	"wirkbericht/pipeline/report"
)

// share gives the columns a room that is too small for unbroken lines, so that the rows take few lines: every column gets what it
// needs at least, then those of dates and single words what they ask for, then again and again the one whose widening saves the most
// lines a millimetre.
//
// Note: to share by what each column lacks starves the column of labels, where every row breaks, for one long cell elsewhere.
func (g *grid) share(room float64) {
	d := g.demand()
	for i := range g.columns {
		g.columns[i].width = g.columns[i].least
		room -= g.columns[i].least
	}
	for i := range g.columns {
		c := &g.columns[i]
		if more := c.most - c.width; c.most <= brief && more <= room {
			c.width += more
			room -= more
		}
	}
	for {
		best, column, step := 0.0, -1, 0.0
		for i, c := range g.columns {
			gain, width := d.best(g.columns, i, min(c.width+room, c.most))
			if gain > best {
				best, column, step = gain, i, width-c.width
			}
		}
		if column < 0 {
			break
		}
		g.columns[column].width += step
		room -= step
	}
	g.spread(room)
}

// brief is the width of a column that is not broken where there is room: "November 2017", millimetres.
const brief = 24.0

// spread gives what is left to the columns that have less than they ask for, then to those of text.
func (g *grid) spread(room float64) {
	for _, wants := range []func(column) float64{
		func(c column) float64 { return max(0, c.most-c.width) },
		func(c column) float64 {
			if c.Align != report.Left {
				return 0
			}
			return c.width
		},
	} {
		sum := 0.0
		for _, c := range g.columns {
			sum += wants(c)
		}
		given := min(room, sum)
		for i := range g.columns {
			if sum > 0 {
				g.columns[i].width += given * wants(g.columns[i]) / sum
			}
		}
		room -= given
	}
}

// demand is the unbroken width of each cell that stands in one column alone, by row and column.
type demand [][]float64

func (g *grid) demand() demand {
	var out demand
	for _, row := range append([]gridRow{{cells: g.head}}, g.rows...) {
		if row.kind == report.Group {
			continue
		}
		widths := make([]float64, len(g.columns))
		for _, cell := range row.cells {
			if cell.to-cell.from == 1 {
				_, widths[cell.from] = widest(cell.words)
			}
		}
		out = append(out, widths)
	}
	return out
}

// stride is by how much columns are widened, millimetres; the last step goes to the unbroken width.
const stride = 2.0

// best is the width up to most with which a column saves the most lines a millimetre.
func (d demand) best(columns []column, i int, most float64) (gain, width float64) {
	others := d.others(columns, i)
	now := d.lines(i, columns[i].width, others)
	for w := columns[i].width; w < most-slack; {
		w = min(w+stride, most)
		if g := (now - d.lines(i, w, others)) / (w - columns[i].width); g > gain+slack {
			gain, width = g, w
		}
	}
	return gain, width
}

// others are the lines of the highest cell of each row, column i apart.
func (d demand) others(columns []column, i int) []float64 {
	out := make([]float64, len(d))
	for row, widths := range d {
		for j, c := range columns {
			if j != i {
				out[row] = max(out[row], lineCount(widths[j], c.width))
			}
		}
	}
	return out
}

// lines is how many lines all rows take with column i in a width. A line saved in a cell that is not the highest of its row counts a
// little: the others may follow.
func (d demand) lines(i int, width float64, others []float64) float64 {
	const little = 0.1
	sum := 0.0
	for row, widths := range d {
		n := lineCount(widths[i], width)
		sum += max(n, others[row]) + little*n
	}
	return sum
}

// lineCount is about how many lines a text takes: a broken line is seldom full.
func lineCount(text, width float64) float64 {
	const full = 0.86
	if text <= width+slack || width <= 0 {
		return 1
	}
	return math.Ceil(text / (full * width))
}
