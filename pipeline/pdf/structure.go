package pdf

import (
	"fmt"
	"slices"

	"wirkbericht/pipeline/layout"
)

// structure grows from the tree of the layout while the pages are painted: each stretch of marked content gets its number, and
// the element that owns its slot learns of it.
type structure struct {
	pages   []*indirect
	objects map[*layout.Element]*indirect
	owners  map[layout.Slot]*layout.Element
	pieces  map[layout.Slot][]piece // what was painted in each slot, in order
	boxes   map[layout.Slot]array   // rectangles of the charts
	marked  []array                 // by page: the owner of each number
	links   map[*layout.Element][]link
	parents array // owners of the links, by their number
}

// piece is one stretch of marked content.
type piece struct{ page, mcid int }

// link is an annotation and the page it is on.
type link struct {
	page       int
	annotation *indirect
}

func newStructure(root *layout.Element, pages []*indirect) *structure {
	t := &structure{
		pages: pages, objects: map[*layout.Element]*indirect{}, owners: map[layout.Slot]*layout.Element{},
		pieces: map[layout.Slot][]piece{}, boxes: map[layout.Slot]array{},
		marked: make([]array, len(pages)), links: map[*layout.Element][]link{},
	}
	t.own(root)
	return t
}

// own notes whose the slots are.
func (t *structure) own(e *layout.Element) {
	t.objects[e] = &indirect{}
	for _, k := range e.Kids {
		if k.Element != nil {
			t.own(k.Element)
			continue
		}
		t.owners[k.Slot] = e
	}
}

// mark gives a stretch of a page its number, and its tag.
func (t *structure) mark(page int, s layout.Slot) (tag string, mcid int) {
	e := t.owners[s]
	mcid = len(t.marked[page])
	t.marked[page] = append(t.marked[page], t.objects[e])
	t.pieces[s] = append(t.pieces[s], piece{page, mcid})
	return e.Type, mcid
}

// annotate makes an annotation part of a link, and gives the number by which the parent tree knows it.
func (t *structure) annotate(page int, e *layout.Element, annotation *indirect) int {
	t.links[e] = append(t.links[e], link{page, annotation})
	t.parents = append(t.parents, t.objects[e])
	return len(t.pages) + len(t.parents) - 1
}

// root is the structure tree of the finished pages.
func (t *structure) root(document *layout.Element) (*indirect, error) {
	root := &indirect{}
	notes := map[string]*indirect{}
	if err := t.fill(document, root, notes); err != nil {
		return nil, err
	}
	d := dict{
		"Type": name("StructTreeRoot"), "K": t.objects[document],
		"ParentTree": &indirect{dict{"Nums": t.parentTree()}}, "ParentTreeNextKey": integer(len(t.pages) + len(t.parents)),
	}
	if len(notes) > 0 {
		var names array
		for _, id := range sortedKeys(notes) {
			names = append(names, literal(id), notes[id])
		}
		d["IDTree"] = &indirect{dict{"Names": names}}
	}
	root.value = d
	return root, nil
}

// parentTree leads from the numbers of a page, and from each link, to the owner.
func (t *structure) parentTree() array {
	var out array
	for i, owners := range t.marked {
		out = append(out, integer(i), &indirect{owners})
	}
	for i, owner := range t.parents {
		out = append(out, integer(len(t.pages)+i), owner)
	}
	return out
}

// fill makes the objects of an element and all below it.
func (t *structure) fill(e *layout.Element, parent *indirect, notes map[string]*indirect) error {
	object := t.objects[e]
	d := dict{"Type": name("StructElem"), "S": name(e.Type), "P": parent}
	home := t.home(e)
	var kids array
	for _, k := range e.Kids {
		if k.Element != nil {
			kids = append(kids, t.objects[k.Element])
			if err := t.fill(k.Element, object, notes); err != nil {
				return err
			}
			continue
		}
		for _, p := range t.pieces[k.Slot] {
			if p.page == home {
				kids = append(kids, integer(p.mcid))
				continue
			}
			kids = append(kids, dict{"Type": name("MCR"), "Pg": t.pages[p.page], "MCID": integer(p.mcid)})
		}
	}
	for _, l := range t.links[e] {
		kids = append(kids, dict{"Type": name("OBJR"), "Obj": l.annotation, "Pg": t.pages[l.page]})
	}
	if home >= 0 {
		d["Pg"] = t.pages[home]
	}
	switch len(kids) {
	case 0:
	case 1:
		d["K"] = kids[0]
	default:
		d["K"] = kids
	}
	if e.Alt != "" {
		d["Alt"] = textString(e.Alt)
	}
	if e.ID != "" {
		if notes[e.ID] != nil {
			return fmt.Errorf("two elements have the ID %q", e.ID)
		}
		d["ID"], notes[e.ID] = literal(e.ID), object
	}
	if a := t.attributes(e); a != nil {
		d["A"] = a
	}
	object.value = d
	return nil
}

// home is the page on which the own content of an element begins, -1 if it has none.
func (t *structure) home(e *layout.Element) int {
	for _, k := range e.Kids {
		if pieces := t.pieces[k.Slot]; k.Element == nil && len(pieces) > 0 {
			return pieces[0].page
		}
	}
	return -1
}

// attributes are what an element says beside its type.
func (t *structure) attributes(e *layout.Element) object {
	var out dict
	switch {
	case e.Type == "Figure":
		out = dict{"O": name("Layout"), "Placement": name("Block")}
		if i := slices.IndexFunc(e.Kids, func(k layout.Kid) bool { return t.boxes[k.Slot] != nil }); i >= 0 {
			out["BBox"] = t.boxes[e.Kids[i].Slot]
		}
	case e.Numbering != "":
		out = dict{"O": name("List"), "ListNumbering": name(e.Numbering)}
	case e.Scope != "" || e.Span > 1:
		out = dict{"O": name("Table")}
		if e.Scope != "" {
			out["Scope"] = name(e.Scope)
		}
		if e.Span > 1 {
			out["ColSpan"] = integer(e.Span)
		}
	}
	if out == nil {
		return nil
	}
	return out
}
