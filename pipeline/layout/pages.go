package layout

import "slices"

// paginate puts boxes on pages and notes in l where anchors and headings came to stand. Boxes that are tied stay together as long
// as a page can hold them.
func paginate(boxes []box, first *sheet, l *Layout, rule Color) []Page {
	p := paginator{layout: l, rule: rule}
	p.turn(first)
	for len(boxes) > 0 {
		chain := boxes[:chainLength(boxes, wished)]
		on := chain[0].sheet
		if blank := (cursor{y: on.top, blank: true, table: p.table}); !blank.fits(chain, on.bottom) {
			chain = boxes[:chainLength(boxes, firm)]
		}
		if on == p.sheet && !p.blank && !chain[0].fresh && !p.fits(chain, on.bottom) {
			if n := p.pull(boxes); n > 0 {
				chain = boxes[:n]
			}
		}
		boxes = boxes[len(chain):]
		if on != p.sheet || !p.blank && (chain[0].fresh || !p.fits(chain, on.bottom)) {
			p.turn(on)
		}
		for i, b := range chain {
			for p.taken() && !p.fits(chain[i:i+1], on.bottom) {
				bare := b
				bare.notes = nil
				if i > 0 && chain[i-1].tie == firm && p.fits([]box{bare}, on.bottom) {
					break // its notes go on on the next page: better than a heading alone
				}
				p.turn(on)
			}
			p.place(b)
		}
	}
	for p.finish(); len(p.feet.rest) > 0; p.finish() {
		p.turn(p.sheet)
	}
	return p.pages
}

// chainLength is the number of boxes at the head of the list that are tied at least so much.
func chainLength(boxes []box, least tie) int {
	for i, b := range boxes {
		if b.tie < least || i+1 < len(boxes) && (boxes[i+1].fresh || boxes[i+1].sheet != b.sheet) {
			return i + 1
		}
	}
	return len(boxes)
}

// cursor is where the next box goes.
type cursor struct {
	y     float64 // bottom of the last box
	blank bool    // nothing is on the page yet
	panel *panel  // of the last box on this page
	table *repeat // of the last box, on this page or the one before
	feet  feet
}

// strip is where a box comes to stand. Head and panel count only where the box needs them.
type strip struct{ panelTop, headTop, top float64 }

// next is where b goes and the cursor after it.
func (c cursor) next(b box) (strip, cursor) {
	var at strip
	if c.panel != nil && c.panel != b.panel {
		c.y += c.panel.pad
	}
	if !c.blank {
		c.y += b.before
	}
	at.panelTop = c.y
	if b.panel != nil && b.panel != c.panel {
		c.y += b.panel.pad
	}
	at.headTop = c.y
	if c.repeats(b) {
		c.y += b.table.height
	}
	at.top = c.y
	return at, cursor{y: c.y + b.height, panel: b.panel, table: b.table, feet: c.feet}
}

// repeats reports whether b goes on with a table of the page before.
func (c cursor) repeats(b box) bool { return c.blank && b.table != nil && b.table == c.table }

// taken reports whether something is on the page, if only the rest of a note.
func (c cursor) taken() bool { return !c.blank || c.feet.height > 0 }

// end is the lowest point of what stands above the notes.
func (c cursor) end() float64 {
	if c.panel != nil {
		return c.y + c.panel.pad
	}
	return c.y
}

// paginator fills pages.
type paginator struct {
	cursor
	sheet  *sheet
	layout *Layout
	pages  []Page
	rule   Color // above the notes

	panelTop float64 // of the open panel
	panelAt  int     // how many items lie below it
}

// page is the page under construction.
func (p *paginator) page() *Page { return &p.pages[len(p.pages)-1] }

// fits reports whether all boxes go below each other on the page down to bottom, with their notes.
func (c cursor) fits(boxes []box, bottom float64) bool {
	for _, b := range boxes {
		more := c.feet.more(b)
		_, c = c.next(b)
		c.feet.height += more
		if c.end()+c.feet.height > bottom+slack {
			return false
		}
	}
	return true
}

// turn begins a page, with what is left of the notes of the one before.
func (p *paginator) turn(on *sheet) {
	p.finish()
	p.sheet = on
	p.pages = append(p.pages, Page{Width: p.sheet.width, Height: p.sheet.height})
	top := p.sheet.top
	if len(p.pages) == 1 {
		top = p.sheet.first
	}
	rest := p.feet.rest
	p.cursor = cursor{y: top, blank: true, table: p.table}
	p.feet.add(rest, mostFeet*(p.sheet.bottom-top))
}

// mostFeet is the part of a page that the rest of the notes of another page may take.
const mostFeet = 0.6

// place puts b on the page.
func (p *paginator) place(b box) {
	at, after := p.next(b)
	if b.panel != p.panel {
		p.closePanel()
		p.panelTop, p.panelAt = at.panelTop, len(p.page().Body)
	}
	body := &p.page().Body
	if p.repeats(b) {
		*body = append(*body, moved(artifacts(b.table.items), at.headTop)...)
	}
	p.cursor = after
	p.draw(b, at.top)
	for _, m := range b.notes {
		p.feet.add(m.note.lines, p.sheet.bottom-p.end())
	}
}

// draw puts the items of a box on the page, and notes what begins with it.
func (p *paginator) draw(b box, top float64) {
	body := &p.page().Body
	*body = append(*body, moved(b.items, top)...)
	spot := Spot{Page: len(p.pages) - 1, Y: top}
	if b.anchor != "" {
		p.layout.Anchors[b.anchor] = spot
	}
	if b.heading != nil {
		entry := *b.heading
		entry.Spot = spot
		p.layout.Outline = append(p.layout.Outline, entry)
	}
}

// finish closes the page: the open panel is drawn, the notes come to stand at the foot.
func (p *paginator) finish() {
	p.closePanel()
	if len(p.feet.lines) == 0 {
		return
	}
	y := p.sheet.bottom - p.feet.height + footGap
	body := &p.page().Body
	*body = append(*body, Rect{p.sheet.left, y - footRule, ruleLong, 0.15, p.rule})
	for _, l := range p.feet.lines {
		p.draw(l, y)
		y += l.height
	}
	p.feet.lines = nil
}

// closePanel draws the open panel behind its boxes.
func (p *paginator) closePanel() {
	if p.panel == nil {
		return
	}
	body := &p.page().Body
	*body = slices.Insert(*body, p.panelAt, p.panel.background(p.panelTop, p.y+p.panel.pad)...)
	p.panel = nil
}
