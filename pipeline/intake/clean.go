package intake

import "slices"

// Clean is a CSV file each of whose rows stands for itself: what one means depends on no other. The first reading has found which rows are
// taken, so that they can be read column by column (columns.go), in a third of the time that Survey.Read takes.
//
// What becomes of each row, and every finding, comes from the first reading all the same: it has seen each cell. So there are two ways to load
// a file and one to judge it.
//
// Note: first DuckDB read such files itself, with read_csv and all columns as texts, and SQL said of each shape what it means. That was no faster:
// the text was cut and read a second time by the slower of the two readers, counting lines held DuckDB to one thread, what is missing took
// another reading, and SQL had to be let into the folder of the deliveries.
type Clean struct {
	reader *reader
	left   []uint32 // lines whose rows are not taken, ascending
}

// maxLeft is how many lines a clean file may have that are not taken.
const maxLeft = 100_000

// tidy is what the first reading notes to find out whether a file is clean.
type tidy struct {
	off  bool // it is not
	left []uint32
}

// note looks at the shape of a row. A row that is taken and too short may be the first half of one.
func (t *tidy) note(row *row, width int, taken bool) {
	switch {
	case t.off:
	case !taken:
		t.left = append(t.left, uint32(row.line))
		t.off = len(t.left) > maxLeft
	default:
		t.off = len(row.cells) < width
	}
}

// clean is the file if it can be read by columns, nil if it cannot.
func (r *reader) clean() *Clean {
	if _, ok := r.sheet.(*csvSheet); !ok || r.tidy.off || r.supplement || len(r.filling) > 0 || len(r.tidy.left)+len(r.drops) > maxLeft {
		return nil
	}
	out := &Clean{r, r.tidy.left}
	for line := range r.drops {
		out.left = append(out.left, uint32(line))
	}
	slices.Sort(out.left)
	return out
}
