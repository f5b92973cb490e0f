package layout

import "slices"

// paginate puts boxes on pages and notes in l where anchors and headings came to stand. Boxes that are tied stay together as long
// as a page can hold them.
func paginate(boxes []box, sheet sheet, l *Layout) []Page {
	p := paginator{sheet: sheet, layout: l}
	p.turn()
	for len(boxes) > 0 {
		chain := boxes[:chainLength(boxes, wished)]
		if blank := (cursor{y: sheet.top, blank: true, table: p.table}); !blank.fits(chain, sheet.bottom) {
			chain = boxes[:chainLength(boxes, firm)]
		}
		boxes = boxes[len(chain):]
		if !p.blank && (chain[0].fresh || !p.fits(chain, sheet.bottom)) {
			p.turn()
		}
		for i, b := range chain {
			if !p.blank && !p.fits(chain[i:i+1], sheet.bottom) {
				p.turn()
			}
			p.place(b)
		}
	}
	p.closePanel()
	return p.pages
}

// chainLength is the number of boxes at the head of the list that are tied at least so much.
func chainLength(boxes []box, least tie) int {
	for i, b := range boxes {
		if b.tie < least || i+1 < len(boxes) && boxes[i+1].fresh {
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
	return at, cursor{y: c.y + b.height, panel: b.panel, table: b.table}
}

// repeats reports whether b goes on with a table of the page before.
func (c cursor) repeats(b box) bool { return c.blank && b.table != nil && b.table == c.table }

// paginator fills pages.
type paginator struct {
	cursor
	sheet  sheet
	layout *Layout
	pages  []Page

	panelTop float64 // of the open panel
	panelAt  int     // how many items lie below it
}

// page is the page under construction.
func (p *paginator) page() *Page { return &p.pages[len(p.pages)-1] }

// fits reports whether all boxes go below each other on the page down to bottom.
func (c cursor) fits(boxes []box, bottom float64) bool {
	for _, b := range boxes {
		_, c = c.next(b)
		end := c.y
		if b.panel != nil {
			end += b.panel.pad
		}
		if end > bottom+slack {
			return false
		}
	}
	return true
}

// turn begins a page.
func (p *paginator) turn() {
	p.closePanel()
	p.pages = append(p.pages, Page{Width: p.sheet.width, Height: p.sheet.height})
	top := p.sheet.top
	if len(p.pages) == 1 {
		top = p.sheet.first
	}
	p.cursor = cursor{y: top, blank: true, table: p.table}
}

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
	*body = append(*body, moved(b.items, at.top)...)
	spot := Spot{Page: len(p.pages) - 1, Y: at.top}
	if b.anchor != "" {
		p.layout.Anchors[b.anchor] = spot
	}
	if b.heading != nil {
		entry := *b.heading
		entry.Spot = spot
		p.layout.Outline = append(p.layout.Outline, entry)
	}
	p.cursor = after
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
