package layout

import "wirkbericht/pipeline/report"

// mark tells of the boxes of one block of the document what may change places: a table or figure may come after the text that
// follows it, so that no page ends half empty because the next thing is too high for the rest of it.
func mark(boxes []box, b report.Block, number int) {
	switch b.(type) {
	case report.Figure, report.Table:
		for i := range boxes {
			boxes[i].floats = true
		}
	case report.Paragraph, report.List:
		for i := range boxes {
			boxes[i].passage = number
		}
	}
}

// pull moves the paragraphs and lists right behind tables and figures in front of them as long as they fit on the page whole, and
// tells how many boxes of the list now may be placed there. Nothing passes a heading, and the tree, which is the order in which the
// report is read aloud, stays as it is.
//
// Note: LaTeX also parts a paragraph around what floats. A reader who turns the page then finds a table within a sentence.
func (p *paginator) pull(boxes []box) int {
	lead := 0
	for lead < len(boxes) && boxes[lead].titles {
		lead++
	}
	from := lead
	for from < len(boxes) && boxes[from].floats && p.here(boxes[from]) {
		from++
	}
	to := from
	for {
		end := passageEnd(boxes, to)
		if from == lead || end == to || !p.here(boxes[to]) || !p.fits(join(boxes[:lead], boxes[from:end]), p.sheet.bottom) {
			break
		}
		to = end
	}
	if to == from {
		return 0
	}
	copy(boxes[lead:to], join(boxes[from:to], boxes[lead:from]))
	return lead + to - from
}

// here reports whether b may stand on this page.
func (p *paginator) here(b box) bool { return !b.fresh && b.sheet == p.sheet }

// passageEnd is the end of the paragraph or list that begins with box i, i where none does or where it must stay with what follows.
func passageEnd(boxes []box, i int) int {
	end := i
	for end < len(boxes) && boxes[end].passage != 0 && boxes[end].passage == boxes[i].passage {
		end++
	}
	if end > i && boxes[end-1].tie != free {
		return i
	}
	return end
}

// join is a and b in a list of their own.
func join(a, b []box) []box { return append(append(make([]box, 0, len(a)+len(b)), a...), b...) }
