package layout

// Element is a node of the structure tree: what a reader who does not see the page is told. Its order is the reading order,
// whatever the order of drawing.
type Element struct {
	Type      string // a standard structure type of PDF 1.7: "P", "H1", "TD", …
	Alt       string // of a Figure
	Scope     string // of a TH: "Column" or "Row"
	Span      int    // of a cell over several columns; 0 means 1
	Numbering string // of an L: "Decimal", "Disc" or "None"
	ID        string // of a Note
	Kids      []Kid
}

// Kid is an Element or a Slot; the other one is zero.
type Kid struct {
	Element *Element
	Slot    Slot
}

// Slot is a place in the tree where content comes. Items name it; several items may, on several lines and pages. Slot 0
// stands for what has no meaning, such as rules and repeated heads.
type Slot int

// tree is the structure under construction.
type tree struct {
	root *Element
	last Slot
}

// add puts a new element behind the other kids.
func (e *Element) add(kind string) *Element {
	kid := &Element{Type: kind}
	e.Kids = append(e.Kids, Kid{Element: kid})
	return kid
}

// slot puts a new slot behind the other kids of e. Without e the content has no meaning.
func (t *tree) slot(e *Element) Slot {
	if e == nil {
		return 0
	}
	t.last++
	e.Kids = append(e.Kids, Kid{Slot: t.last})
	return t.last
}

// prune drops the elements that hold nothing, such as the caption of a table without one. Cells stay: a row has as many as its
// table has columns.
func (e *Element) prune() {
	kept := e.Kids[:0]
	for _, k := range e.Kids {
		if k.Element != nil {
			k.Element.prune()
			if len(k.Element.Kids) == 0 && k.Element.Type != "TD" && k.Element.Type != "TH" {
				continue
			}
		}
		kept = append(kept, k)
	}
	e.Kids = kept
}
