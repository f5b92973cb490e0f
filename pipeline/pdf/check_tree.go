package pdf

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// kidsOf are the structure types that may stand below those whose kids are not free. None of these holds content itself.
var kidsOf = map[string][]string{
	"Table": {"Caption", "TR", "THead", "TBody", "TFoot"},
	"THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
	"TR":   {"TH", "TD"},
	"L":    {"Caption", "L", "LI"},
	"LI":   {"Lbl", "LBody"},
	"TOC":  {"Caption", "TOC", "TOCI"},
	"TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}

// parentsOf are those that stand nowhere else.
var parentsOf = map[string][]string{
	"TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
	"TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}

// others are the standard types of PDF 1.7 that may stand and hold what they like.
var others = strings.Fields("Document Part Art Sect Div BlockQuote Caption Index NonStruct Private P H H1 H2 H3 H4 H5 H6 Lbl LBody TH TD " +
	"Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form")

// treeReader walks the structure tree in reading order.
type treeReader struct {
	*checker
	heading int // level of the last one
	notes   map[string]int
}

// structure holds the tags against the rules, and against the content and the parent tree.
func (c *checker) structure() {
	root := c.dict(c.catalog["StructTreeRoot"])
	if root == nil {
		c.fault("structure", "", "there is none")
		return
	}
	c.demand(root["RoleMap"] == nil, "role-map", "", "there is one, though all types are standard")
	for i, n := range c.marks {
		c.owned[i] = make([]int, max(n, 0))
	}
	c.readParents(root["ParentTree"])
	t := treeReader{checker: c, notes: map[string]int{}}
	for _, o := range c.kids(root) {
		t.walk(o, objectOf(c.catalog["StructTreeRoot"]), "")
	}
	t.ids(root["IDTree"])
	c.compare()
}

// kids are the kids of an element or of the root.
func (c *checker) kids(d types.Dict) types.Array {
	if d["K"] == nil {
		return nil
	}
	if a := c.array(d["K"]); a != nil {
		return a
	}
	return types.Array{d["K"]}
}

// readParents reads the parent tree, however deep it is.
func (c *checker) readParents(o types.Object) {
	d := c.dict(o)
	nums := c.array(d["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		if n, ok := c.number(nums[i]); ok {
			c.parents[n] = nums[i+1]
		}
	}
	for _, kid := range c.array(d["Kids"]) {
		c.readParents(kid)
	}
}

// walk reads an element and all below it.
func (t *treeReader) walk(o types.Object, parent int, above string) {
	d, n := t.dict(o), objectOf(o)
	kind := t.name(d["S"])
	place := fmt.Sprintf("%s (object %d)", kind, n)
	t.demand(objectOf(d["P"]) == parent, "parent", place, "P does not lead to its parent")
	_, bound := kidsOf[kind]
	t.demand(bound || slices.Contains(others, kind), "type", place, "no standard type")
	if allowed := parentsOf[kind]; allowed != nil {
		t.demand(slices.Contains(allowed, above), "nesting", place, "it stands in %s", above)
	}
	if allowed := kidsOf[above]; allowed != nil {
		t.demand(slices.Contains(allowed, kind), "nesting", place, "it stands in %s", above)
	}
	t.element(d, n, kind, place)
	for _, k := range t.kids(d) {
		t.kid(k, d, n, kind, place)
	}
}

// kid is an element, a stretch of marked content, or an annotation.
func (t *treeReader) kid(k types.Object, d types.Dict, n int, kind, place string) {
	if mcid, ok := t.number(k); ok {
		t.demand(kidsOf[kind] == nil, "nesting", place, "it holds content itself")
		t.own(d["Pg"], mcid, n, place)
		return
	}
	kid := t.dict(k)
	switch t.name(kid["Type"]) {
	case "MCR":
		t.demand(kidsOf[kind] == nil, "nesting", place, "it holds content itself")
		page := kid["Pg"]
		if page == nil {
			page = d["Pg"]
		}
		mcid, _ := t.number(kid["MCID"])
		t.own(page, mcid, n, place)
	case "OBJR":
	default:
		t.walk(k, n, kind)
	}
}

// own notes that an element lists a stretch of marked content.
func (t *treeReader) own(page types.Object, mcid, element int, place string) {
	i, ok := t.pages[objectOf(page)]
	if !ok || mcid < 0 || mcid >= len(t.owned[i]) {
		t.fault("mcid-unknown", place, "it lists the number %d, which no page has", mcid)
		return
	}
	t.demand(t.owned[i][mcid] == 0, "mcid-twice", place, "the number %d of %s belongs to two elements", mcid, onPage(i))
	t.owned[i][mcid] = element
}

// element holds one element against the rules of its type.
func (t *treeReader) element(d types.Dict, n int, kind, place string) {
	attributes := t.dict(d["A"])
	switch kind {
	case "Figure", "Formula":
		t.demand(t.text(d["Alt"]) != "", "figure-alt", place, "no Alt")
		t.demand(len(t.array(attributes["BBox"])) == 4, "figure-box", place, "no BBox")
	case "TH":
		scope := t.name(attributes["Scope"])
		t.demand(scope == "Row" || scope == "Column" || scope == "Both", "th-scope", place, "no Scope")
	case "L":
		t.demand(t.name(attributes["ListNumbering"]) != "", "list-numbering", place, "no ListNumbering")
	case "Note":
		id := t.text(d["ID"])
		t.demand(id != "" && t.notes[id] == 0, "note-id", place, "the ID %q is empty or not the only one", id)
		t.notes[id] = n
	case "Table":
		t.table(d, place)
	case "Link":
		t.demand(t.has(d, "OBJR"), "link-object", place, "no annotation belongs to it")
	case "H1", "H2", "H3", "H4", "H5", "H6":
		level := int(kind[1] - '0')
		t.demand(level <= t.heading+1, "heading-gap", place, "it follows on level %d", t.heading)
		t.heading = level
	}
}

// has reports whether one of the kids is of a type.
func (t *treeReader) has(d types.Dict, kind string) bool {
	return slices.ContainsFunc(t.kids(d), func(k types.Object) bool { return t.name(t.dict(k)["Type"]) == kind })
}

// table demands that all rows have as many columns, and that a caption comes first.
func (t *treeReader) table(d types.Dict, place string) {
	columns := -1
	var rows func(types.Dict)
	rows = func(d types.Dict) {
		for i, k := range t.kids(d) {
			kid := t.dict(k)
			switch t.name(kid["S"]) {
			case "TR":
				n := 0
				for _, cell := range t.kids(kid) {
					span, ok := t.number(t.dict(t.dict(cell)["A"])["ColSpan"])
					if !ok {
						span = 1
					}
					n += span
				}
				t.demand(columns < 0 || n == columns, "table-regular", place, "a row has %d columns, those before have %d", n, columns)
				columns = n
			case "Caption":
				t.demand(i == 0, "table-caption", place, "the caption is not the first")
			default:
				rows(kid)
			}
		}
	}
	rows(d)
}

// ids compares the notes with the tree of IDs.
func (t *treeReader) ids(o types.Object) {
	names := t.array(t.dict(o)["Names"])
	for i := 0; i+1 < len(names); i += 2 {
		id := t.text(names[i])
		t.demand(t.notes[id] == objectOf(names[i+1]), "id-tree", "", "%q leads to another element", id)
		delete(t.notes, id)
	}
	for id := range t.notes {
		t.fault("id-tree", "", "the note %q is not in it", id)
	}
}

// compare holds the content of the pages, the structure tree and the parent tree against each other.
func (c *checker) compare() {
	for i, d := range c.sheets {
		key, ok := c.number(d["StructParents"])
		if !ok {
			c.fault("parent-tree", onPage(i), "no StructParents")
			continue
		}
		parents := c.array(c.parents[key])
		c.demand(len(parents) == len(c.owned[i]), "parent-tree", onPage(i), "it knows %d numbers of %d", len(parents), len(c.owned[i]))
		for n, owner := range c.owned[i] {
			c.demand(owner != 0, "mcid-lost", onPage(i), "the number %d belongs to no element", n)
			if n < len(parents) {
				c.demand(objectOf(parents[n]) == owner, "parent-tree", onPage(i), "the number %d leads to another element", n)
			}
		}
	}
}
