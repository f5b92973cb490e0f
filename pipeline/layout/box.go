package layout

// box is a strip of the type area that is never divided: a line of text, a row of a table, a chart. Its items are placed from its
// top; their x is that of the page.
type box struct {
	height float64 // millimetres
	before float64 // white space above; dropped at the top of a page
	items  []Item
	tie    tie  // to the next box
	fresh  bool // begins a page
	notes  []mention
	sheet  *sheet // the kind of page it stands on

	anchor  string  // id of what begins here
	heading *Entry  // what begins here is in the outline
	titles  bool    // it is a line of a heading
	table   *repeat // the table it is a row of
	panel   *panel  // the tinted area it lies in
	floats  bool    // it is part of a table or figure that text may pass
	passage int     // of the text that it is part of, which may pass; 0 for none
}

// tie tells how much a box wants to stay on one page with the next.
type tie int

const (
	free   tie = iota
	wished     // unless both are part of what no page can hold
	firm       // always
)

// repeat is the head of a table, drawn again where the table goes on on another page.
type repeat struct {
	items  []Item
	height float64
}

// panel is a tinted area with a bar on its left, drawn on each page behind the boxes that lie in it.
type panel struct {
	x, width float64
	bar      float64 // width of the bar
	pad      float64 // white space above the first and below the last box on each page
	fill     Color
	barFill  Color
}

// background is the panel from top to bottom.
func (p *panel) background(top, bottom float64) []Item {
	return []Item{
		Rect{p.x, top, p.width, bottom - top, p.fill},
		Rect{p.x, top, p.bar, bottom - top, p.barFill},
	}
}

// put adds a box below the others. The white space between two boxes is the larger of what they ask for.
func (s *setter) put(b box) {
	b.before = max(b.before, s.after)
	b.panel, b.sheet = s.panel, s.sheet
	b.fresh = b.fresh || s.fresh
	s.after, s.fresh = 0, false
	s.boxes = append(s.boxes, b)
}

// tieLast ties the last box to what follows.
func (s *setter) tieLast(t tie) {
	if n := len(s.boxes); n > 0 {
		s.boxes[n-1].tie = t
	}
}
