package pdf

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// annotations holds the annotations of all pages against the rules; all of ours are links.
func (c *checker) annotations() {
	for i, page := range c.sheets {
		for _, o := range c.array(page["Annots"]) {
			c.annotation(o, fmt.Sprintf("%s, object %d", onPage(i), objectOf(o)))
		}
	}
}

// bookmarks demands a title and a page of each entry below an item, and that they are linked both ways.
func (c *checker) bookmarks(o types.Object) {
	var last types.Object
	for next := c.dict(o)["First"]; next != nil; next = c.dict(next)["Next"] {
		d := c.dict(next)
		place := fmt.Sprintf("bookmark %d", objectOf(next))
		c.demand(c.text(d["Title"]) != "", "bookmark", place, "it has no title")
		c.demand(objectOf(d["Parent"]) == objectOf(o), "bookmark", place, "it does not know its parent")
		c.demand(objectOf(d["Prev"]) == objectOf(last), "bookmark", place, "it does not know the one before")
		c.target(d, place)
		c.bookmarks(next)
		last = next
	}
	c.demand(objectOf(c.dict(o)["Last"]) == objectOf(last), "bookmark", fmt.Sprintf("object %d", objectOf(o)), "Last is not the last one")
}

func (c *checker) annotation(o types.Object, place string) {
	const printed = 4
	d := c.dict(o)
	c.demand(c.name(d["Subtype"]) == "Link", "annotation", place, "of type %s", c.name(d["Subtype"]))
	c.demand(c.text(d["Contents"]) != "", "link-contents", place, "no Contents")
	flags, _ := c.number(d["F"])
	c.demand(flags == printed, "annotation-flags", place, "F is %d", flags)
	c.target(d, place)
	key, ok := c.number(d["StructParent"])
	if !ok {
		c.fault("struct-parent", place, "no StructParent")
		return
	}
	element := c.dict(c.parents[key])
	c.demand(c.name(element["S"]) == "Link", "struct-parent", place, "the parent tree leads to %q", c.name(element["S"]))
	for _, k := range c.kids(element) {
		kid := c.dict(k)
		if c.name(kid["Type"]) == "OBJR" && objectOf(kid["Obj"]) == objectOf(o) {
			return
		}
	}
	c.fault("link-object", place, "the element does not list it")
}

// target demands that a link leads to a page of the file or to an address.
func (c *checker) target(d types.Dict, place string) {
	if dest := c.array(d["Dest"]); len(dest) > 0 {
		_, ok := c.pages[objectOf(dest[0])]
		c.demand(ok, "link-target", place, "it leads to no page")
		return
	}
	action := c.dict(d["A"])
	c.demand(c.name(action["S"]) == "URI" && c.text(action["URI"]) != "", "link-target", place, "it leads nowhere")
}
