package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/typeface"
)

// element is one element of an SVG after cleaning: what ECharts adds for mice, and what nobody sees, is gone.
type element struct {
	name string
	attr []attribute
	kids []*element
	text string
}

type attribute struct{ name, value string }

// get is the value of an attribute, or "".
func (e *element) get(name string) string {
	for _, a := range e.attr {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

func (e *element) set(name, value string) { e.attr = append(e.attr, attribute{name, value}) }

// kept are the elements and attributes that make the picture; dropped serve events and outdated viewers. Others are unknown.
var (
	kept = map[string][]string{
		"svg":      {},
		"g":        {"clip-path"},
		"defs":     {},
		"clipPath": {"id"},
		"pattern":  {"id", "width", "height", "patternUnits", "patternTransform"},
		"path": {
			"d", "transform", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width",
			"stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
		},
		"rect": {"x", "y", "width", "height", "transform", "fill", "fill-opacity", "stroke", "stroke-width"},
		"text": {"x", "y", "transform", "fill", "fill-opacity", "text-anchor"},
	}
	dropped = []string{"stroke-miterlimit", "class", "pointer-events", "space", "width", "height", "viewBox", "version", "baseProfile", "xmlns", "xlink"}
)

// parseSVG reads what ECharts has written.
func parseSVG(text string) (*element, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(root.kids) != 1 || root.kids[0].name != "svg" {
				return nil, errors.New("not one svg element")
			}
			return root.kids[0], nil
		}
		if err != nil {
			return nil, err
		}
		parent := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "style" { // colours for hovering
				if err := d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			e, err := newElement(t)
			if err != nil {
				return nil, err
			}
			parent.kids = append(parent.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
			parent.close()
		case xml.CharData:
			parent.text += string(t)
		}
	}
}

func newElement(t xml.StartElement) (*element, error) {
	e := &element{name: t.Name.Local}
	known, ok := kept[e.name]
	if !ok {
		return nil, fmt.Errorf("unknown element <%s>", e.name)
	}
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case slices.Contains(known, name):
			e.set(name, a.Value)
		case slices.Contains(dropped, name), strings.HasPrefix(name, "ecmeta_"):
		case e.name == "text" && name == "style":
			if err := e.setFont(a.Value); err != nil {
				return nil, err
			}
		case e.name == "text" && name == "dominant-baseline" && a.Value == "central":
			e.set("dy", strconv.FormatFloat(middle, 'g', -1, 64)+"em")
		default:
			return nil, fmt.Errorf("unknown attribute %s=%q of <%s>", name, a.Value, e.name)
		}
	}
	return e, nil
}

// middle is where the baseline of a text lies below its middle, in em: half the height of capitals in Source Sans.
// Note: viewers disagree on dominant-baseline="central", so it is resolved for all of them here.
const middle = 0.33

// setFont turns the style of a text into attributes. The family stands once at the root.
func (e *element) setFont(css string) error {
	for declaration := range strings.SplitSeq(css, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(declaration), ":")
		switch name {
		case "":
		case "font-size", "font-weight":
			e.set(name, strings.TrimSuffix(value, "px"))
		case "font-family":
			if strings.Trim(value, `'"`) != typeface.Name {
				return fmt.Errorf("text in %s, which was not measured", value)
			}
		default:
			return fmt.Errorf("unknown style %q of <text>", declaration)
		}
	}
	return nil
}

// close drops kids that paint nothing, and the white space between elements.
func (e *element) close() {
	e.kids = slices.DeleteFunc(e.kids, func(k *element) bool { return !k.paints() && e.name != "clipPath" })
	if e.name != "text" {
		e.text = ""
	}
}

// paints reports whether anything of an element can be seen. A fill that is not named is black.
func (e *element) paints() bool {
	switch e.name {
	case "path", "rect":
		fill := e.get("fill") != "none" && e.get("fill-opacity") != "0"
		stroke := e.get("stroke") != "" && e.get("stroke") != "none" && e.get("stroke-width") != "0" && e.get("stroke-opacity") != "0"
		return fill || stroke
	case "text":
		return strings.TrimSpace(e.text) != ""
	}
	return len(e.kids) > 0
}

// nameIDs gives every id a name that is the same in every run and unlike those of other charts on a page.
func (e *element) nameIDs(prefix string) {
	var pairs []string
	e.walk(func(k *element) {
		if id := k.get("id"); id != "" {
			pairs = append(pairs, id, prefix+"-"+strconv.Itoa(len(pairs)/2))
		}
	})
	names := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		names[pairs[i]] = pairs[i+1]
	}
	e.walk(func(k *element) {
		for i, a := range k.attr {
			if a.name == "id" {
				k.attr[i].value = names[a.value]
			} else if id, ok := reference(a.value); ok {
				k.attr[i].value = "url(#" + names[id] + ")"
			}
		}
	})
}

// reference reads url(#id).
func reference(value string) (id string, ok bool) {
	id, ok = strings.CutPrefix(value, "url(#")
	return strings.TrimSuffix(id, ")"), ok
}

func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, k := range e.kids {
		k.walk(visit)
	}
}

// write prints the picture with its size, its accessible name and its typeface at the root.
func (e *element) write(width, height float64, alt string) string {
	w, h := strconv.FormatFloat(width, 'f', -1, 64), strconv.FormatFloat(height, 'f', -1, 64)
	root := &element{name: "svg", kids: e.kids, attr: []attribute{
		{"xmlns", "http://www.w3.org/2000/svg"},
		{"viewBox", "0 0 " + w + " " + h},
		{"width", w},
		{"height", h},
		{"role", "img"},
		{"aria-label", alt},
		{"font-family", "'" + typeface.Name + "',sans-serif"},
	}}
	var b strings.Builder
	root.print(&b)
	return b.String()
}

func (e *element) print(b *strings.Builder) {
	b.WriteString("<" + e.name)
	for _, a := range e.attr {
		b.WriteString(" " + a.name + `="` + escape(a.value) + `"`)
	}
	if len(e.kids) == 0 && e.text == "" {
		b.WriteString("/>")
		return
	}
	b.WriteString(">" + escape(e.text))
	for _, k := range e.kids {
		k.print(b)
	}
	b.WriteString("</" + e.name + ">")
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace
