// Package layout makes a report.Document into pages of placed items: it breaks lines and pages, sets tables and lists, and
// knows where everything stands, in millimetres.
//
// There is no PDF in it and no colour management, it reads no file and takes no time: a Layout can be tested and looked at
// alone. What it draws is decided here; how it gets into a file is decided in package pdf. It does not hyphenate: lines are
// ragged right.
//
// The way of a document through the files: blocks.go takes the blocks one after the other, words.go, lines.go and
// paragraph.go make text into lines, columns.go and table.go set tables, and all of them yield boxes (box.go). pages.go puts
// the boxes on pages, furniture.go adds running header and footer. structure.go holds the tree that says what each item is.
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

// Typeset lays a document out. Findings name characters without a glyph and links that lead nowhere; both are warnings, the
// pages are complete. An error means that the document is not well formed.
func Typeset(doc *report.Document, faces *typeface.Family) (*Layout, finding.List, error) {
	s := newSetter(doc, faces)
	s.titleBlock(doc)
	for _, b := range doc.Blocks {
		if err := s.block(b); err != nil {
			return nil, nil, fmt.Errorf("lay out %s: %w", doc.Name, err)
		}
	}
	l := &Layout{Tree: s.tree.root, Anchors: map[string]Spot{}}
	l.Pages = paginate(s.boxes, s.sheet, l)
	s.furnish(doc, l.Pages)
	s.checkLinks(l)
	return l, s.findings, nil
}
