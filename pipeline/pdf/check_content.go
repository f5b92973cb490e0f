package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// contents reads all pages: what is painted has one meaning or none, never two, and never an open question.
func (c *checker) contents() {
	c.marks = make([]int, len(c.sheets))
	for i, d := range c.sheets {
		c.demand(c.name(d["Tabs"]) == "S", "tabs", onPage(i), "the order of tabs is not that of the structure")
		content, err := c.PageContent(d, i+1)
		if err != nil {
			c.fault("content", onPage(i), "it cannot be read: %v", err)
			continue
		}
		r := contentReader{checker: c, place: onPage(i), seen: map[int]bool{}}
		r.read(content, c.dict(d["Resources"]), false)
		c.marks[i] = len(r.seen)
		for n := range len(r.seen) {
			if !r.seen[n] {
				c.fault("mcid-gap", onPage(i), "its %d numbers are not 0 to %d", len(r.seen), len(r.seen)-1)
				c.marks[i] = -1
				break
			}
		}
	}
}

// collect lists the pages of the page tree.
func (c *checker) collect(o types.Object) {
	d := c.dict(o)
	if c.name(d["Type"]) != "Pages" {
		c.pages[objectOf(o)] = len(c.sheets)
		c.sheets = append(c.sheets, d)
		return
	}
	for _, kid := range c.array(d["Kids"]) {
		c.collect(kid)
	}
}

// contentReader reads one content stream with all that it draws from its resources.
type contentReader struct {
	*checker
	place     string
	resources types.Dict
	seen      map[int]bool // numbers of marked content
	open      []string     // marked content that is open: "Artifact", a number, or "" for what says neither
	depth     int          // of saved states
	font      int          // object of the font in use
	saved     []int        // fonts
}

// read reads a stream. Within a form, everything belongs to the marked content in which the form is drawn.
func (r *contentReader) read(content []byte, resources types.Dict, form bool) {
	r.resources = resources
	t := tokens{data: string(content)}
	var operands []token
	for {
		next, err := t.next()
		if err != nil {
			r.fault("content", r.place, "%v", err)
			return
		}
		switch next.kind {
		case operand, quoted:
			operands = append(operands, next)
			continue
		case endOfStream:
			r.demand(len(r.open) == 0, "marked-content", r.place, "%d pieces are not closed", len(r.open))
			r.demand(r.depth == 0, "content", r.place, "q and Q are not balanced")
			return
		}
		r.operator(next.text, operands, form)
		operands = operands[:0]
	}
}

func (r *contentReader) operator(op string, operands []token, form bool) {
	switch op {
	case "q":
		const deepest = 28 // the most that PDF/A allows
		r.depth++
		r.saved = append(r.saved, r.font)
		r.demand(r.depth <= deepest, "content", r.place, "q is nested too deeply")
	case "Q":
		if r.depth--; r.depth < 0 {
			r.fault("content", r.place, "Q without q")
			r.depth = 0
			return
		}
		r.font, r.saved = r.saved[r.depth], r.saved[:r.depth]
	case "BDC", "BMC":
		r.begin(operands, form)
	case "EMC":
		if len(r.open) == 0 {
			r.fault("marked-content", r.place, "EMC without beginning")
			return
		}
		r.open = r.open[:len(r.open)-1]
	case "Tf":
		r.setFont(operands)
	case "Tj", "TJ", "'", `"`:
		r.painted(op, form)
		r.show(operands)
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh":
		r.painted(op, form)
	case "Do":
		r.painted(op, form)
		r.draw(operands)
	case "BI", "ID", "EI":
		r.fault("content", r.place, "an image within the stream")
	}
}

// begin opens marked content.
func (r *contentReader) begin(operands []token, form bool) {
	if len(operands) == 0 {
		r.fault("marked-content", r.place, "it begins without a tag")
		return
	}
	said := ""
	if operands[0].text == "/Artifact" {
		said = "Artifact"
	}
	for i, o := range operands {
		if o.text != "/MCID" || i+1 == len(operands) {
			continue
		}
		n, err := strconv.Atoi(operands[i+1].text)
		if err != nil || form || r.seen[n] {
			r.fault("mcid", r.place, "the number %s is none, is used twice, or stands in a form", operands[i+1].text)
		}
		r.seen[n], said = true, strconv.Itoa(n)
	}
	for _, outer := range r.open {
		r.demand(outer == "" || said == "", "marked-content", r.place, "%s within %s", said, outer)
	}
	r.open = append(r.open, said)
}

// painted demands a meaning, or that there is none, for what is painted.
func (r *contentReader) painted(op string, form bool) {
	if form {
		return
	}
	for _, said := range r.open {
		if said != "" {
			return
		}
	}
	r.fault("unmarked", r.place, "%s is neither in tagged content nor in an artifact", op)
}

// resource is what the stream knows under a name.
func (r *contentReader) resource(kind string, operands []token) types.Object {
	if len(operands) == 0 {
		return nil
	}
	return r.dict(r.resources[kind])[strings.TrimPrefix(operands[0].text, "/")]
}

func (r *contentReader) setFont(operands []token) {
	r.font = objectOf(r.resource("Font", operands))
	if r.font == 0 {
		r.fault("content", r.place, "a font that the resources do not know")
		return
	}
	if r.fonts[r.font] == nil {
		r.fonts[r.font] = map[uint16]bool{}
	}
}

// show notes the codes that are drawn.
func (r *contentReader) show(operands []token) {
	codes := r.fonts[r.font]
	if codes == nil {
		r.fault("content", r.place, "text without a font")
		return
	}
	for _, o := range operands {
		if o.kind != quoted {
			continue
		}
		r.demand(len(o.text)%2 == 0, "content", r.place, "a text of %d bytes", len(o.text))
		r.demand(!strings.Contains(o.text, "\x00@\x00@"), "sentinel", r.place, "a sentinel is left")
		for i := 0; i+1 < len(o.text); i += 2 {
			codes[uint16(o.text[i])<<8|uint16(o.text[i+1])] = true
		}
	}
}

// draw reads a form, and the tiles that it fills areas with.
func (r *contentReader) draw(operands []token) {
	o := r.resource("XObject", operands)
	d := r.dict(o)
	switch {
	case d == nil:
		r.fault("content", r.place, "a form that the resources do not know")
	case r.name(d["Subtype"]) == "Form":
		r.demand(!r.forms[objectOf(o)] || d["StructParents"] == nil, "form", r.place, "a form with tags of its own is drawn twice")
		r.form(o)
	}
}

func (r *contentReader) form(o types.Object) {
	n := objectOf(o)
	if r.forms[n] {
		return
	}
	r.forms[n] = true
	d := r.dict(o)
	resources := r.dict(d["Resources"])
	inner := contentReader{checker: r.checker, place: fmt.Sprintf("%s, form %d", r.place, n), seen: map[int]bool{}}
	inner.read(r.data(o), resources, true)
	for _, tile := range r.dict(resources["Pattern"]) {
		if r.dict(tile)["PaintType"] != nil {
			r.form(tile)
		}
	}
}
