package pdf

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// The most that PDF/A-3 allows of an object (ISO 19005-3, 6.1.13).
const (
	longestName   = 127
	longestString = 32767
	largestNumber = math.MaxInt32
)

// banned are entries that no dictionary of a kind may have: what acts by itself, what lies elsewhere, what printers are told apart from
// the page. The kind is a Subtype, else a Type; "" stands for every dictionary, "stream" for that of every stream.
var banned = map[string][]string{
	"":          {"AA", "AlternatePresentations", "PresSteps", "Requirements"},
	"stream":    {"F", "FFilter", "FDecodeParms"},
	"Form":      {"OPI", "PS", "Ref", "Subtype2", "Group", "StructParent", "StructParents"},
	"Image":     {"OPI", "Alternates", "Interpolate"},
	"ExtGState": {"TR", "TR2", "HTP", "BG", "UCR", "SMask", "BM"},
	"Link":      {"AP", "AA", "QuadPoints"},
	"Catalog":   {"NeedsRendering", "Perms", "Collection"},
	"StructElem": {
		"Ref", "NS", // of PDF 2.0
	},
}

// objects holds every object of the file against the limits of PDF/A, and against what no object may say.
func (c *checker) objects() {
	for _, n := range slices.Sorted(keysOf(c.Table)) {
		if c.Table[n] == nil || c.Table[n].Free {
			continue
		}
		o, err := c.Dereference(*types.NewIndirectRef(n, 0))
		place := fmt.Sprintf("object %d", n)
		if err != nil {
			c.fault("object", place, "it cannot be read: %v", err)
			continue
		}
		if s, ok := o.(types.StreamDict); ok {
			c.stream(s, place)
		}
		c.limits(o, place)
	}
}

func keysOf[V any](m map[int]V) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// stream demands that a stream is packed in the one way that this package knows, or not at all.
func (c *checker) stream(s types.StreamDict, place string) {
	for _, f := range s.FilterPipeline {
		c.demand(f.Name == "FlateDecode", "filter", place, "packed with %s", f.Name)
	}
	c.forbid(s.Dict, "stream", place)
}

// limits walks through an object.
func (c *checker) limits(o types.Object, place string) {
	switch o := o.(type) {
	case types.StreamDict:
		c.limits(o.Dict, place)
	case types.Dict:
		kind := c.name(o["Subtype"])
		if kind == "" {
			kind = c.name(o["Type"])
		}
		c.forbid(o, "", place)
		c.forbid(o, kind, place)
		for key, v := range o {
			c.nameLimit(key, place)
			c.limits(v, place)
		}
	case types.Array:
		for _, v := range o {
			c.limits(v, place)
		}
	case types.Name:
		c.nameLimit(string(o), place)
	case types.StringLiteral:
		c.demand(len(o) <= longestString, "limit", place, "a string of %d bytes", len(o))
	case types.HexLiteral:
		c.demand(len(o)/2 <= longestString, "limit", place, "a string of %d bytes", len(o)/2)
	case types.Integer:
		c.demand(int64(o) <= largestNumber && int64(o) >= -largestNumber-1, "limit", place, "the number %d", int(o))
	case types.Float:
		c.demand(math.Abs(float64(o)) <= largestNumber, "limit", place, "the number %g", float64(o))
	}
}

func (c *checker) nameLimit(n, place string) {
	c.demand(len(n) <= longestName && utf8.ValidString(n), "limit", place, "the name %.40q of %d bytes", n, len(n))
}

func (c *checker) forbid(d types.Dict, kind, place string) {
	for _, key := range banned[kind] {
		c.demand(d[key] == nil, "banned", place, "it has %s", key)
	}
}

var (
	objectHead = regexp.MustCompile(`(?:^|\n)(\d+) 0 obj\n`)
	streamSize = regexp.MustCompile(`/Length (\d+)[/>]`)
)

// syntax looks at the bytes themselves: objects and streams begin and end on lines of their own, and streams are as long as they say.
func (c *checker) syntax(file []byte) {
	for at := 0; ; {
		head := objectHead.FindSubmatchIndex(file[at:])
		if head == nil {
			return
		}
		place := "object " + string(file[at+head[2]:at+head[3]])
		body := file[at+head[1]:]
		at += head[1]
		end := bytes.Index(body, []byte("\nendobj\n"))
		if end < 0 {
			c.fault("syntax", place, "it does not end on a line of its own")
			continue
		}
		begin := bytes.Index(body, []byte("stream"))
		if begin < 0 || begin > end {
			at += end
			continue
		}
		size := streamSize.FindSubmatch(body[:begin])
		if size == nil || !bytes.HasPrefix(body[begin:], []byte("stream\n")) {
			c.fault("syntax", place, "its stream does not begin on a line of its own, or has no length")
			continue
		}
		n, _ := strconv.Atoi(string(size[1]))
		data := body[begin+len("stream\n"):]
		if n > len(data) || !bytes.HasPrefix(data[n:], []byte("\nendstream\nendobj\n")) {
			c.fault("syntax", place, "its stream is not %d bytes long", n)
			continue
		}
		at += begin + len("stream\n") + n
	}
}
