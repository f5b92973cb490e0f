// Package layout makes a report.Document into pages of placed items: it breaks lines and pages, sets tables and lists, and
// knows where everything stands, in millimetres.
//
// There is no PDF in it and no colour management, it reads no file and takes no time: a Layout can be tested and looked at
// alone. What it draws is decided here; how it gets into a file is decided in package pdf. German running text is justified and
// hyphenated, English text is ragged: there are no patterns for it.
//
// The way of a document through the files: blocks.go takes the blocks one after the other, words.go, hyphens.go, lines.go and
// paragraph.go make text into lines, columns.go, share.go and table.go set tables, contents.go the contents page, footnote.go the
// notes, and all of them yield boxes (box.go). pages.go puts the boxes on pages, float.go lets text pass what does not fit,
// furniture.go adds running header and footer. structure.go holds the tree that says what each item is.
package layout

import (
	"fmt"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// Layout is a finished document.
type Layout struct {
	Pages   []Page
	Tree    *Element        // the root, of type Document
	Outline []Entry         // the headings, in order
	Anchors map[string]Spot // where each id of a heading, table or figure stands
}

// Page is one page. Header and Footer repeat on every page and belong to no element.
type Page struct {
	Width, Height float64 // millimetres
	Header        []Item
	Body          []Item
	Footer        []Item
}

// Spot is a place to go to.
type Spot struct {
	Page int     // from 0
	Y    float64 // millimetres from the top of the page
}

// Entry is one line of the outline.
type Entry struct {
	Level int // from 1
	Title string
	Spot  Spot
}

// Typeset lays a document out. Findings name characters without a glyph and links that lead nowhere, which are warnings, and cells
// that no page can hold, which stop the run; the pages are complete. An error means that the document is not well formed.
func Typeset(doc *report.Document, faces *typeface.Family) (*Layout, finding.List, error) {
	hyphens := hyphens{}
	l, found, err := layOut(doc, faces, hyphens, nil)
	if err != nil || !doc.TOC {
		return l, found, err
	}
	before := l.Outline // Note: the pages of the headings are known only when all lines are broken, so all is done twice
	if l, found, err = layOut(doc, faces, hyphens, before); err != nil {
		return nil, nil, err
	}
	return l, found, samePages(before, l.Outline)
}

// layOut lays a document out. Its contents page names the pages of the layout before.
func layOut(doc *report.Document, faces *typeface.Family, known hyphens, before []Entry) (*Layout, finding.List, error) {
	s := newSetter(doc, faces)
	s.known = known
	s.titleBlock(doc)
	if doc.TOC {
		s.chapters = chaptersOf(doc, before)
		s.contents()
	}
	for i, b := range doc.Blocks {
		from := len(s.boxes)
		if err := s.block(b); err != nil {
			return nil, nil, fmt.Errorf("lay out %s: %w", doc.Name, err)
		}
		mark(s.boxes[from:], b, i+1)
	}
	l := &Layout{Tree: s.tree.root, Anchors: map[string]Spot{}}
	l.Pages = paginate(s.boxes, s.upright, l, s.style.hairline)
	s.furnish(doc, l.Pages)
	s.settleLinks(l)
	l.Tree.prune()
	return l, s.findings, nil
}
