package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Fault is one breach of what a file of ours claims to be.
type Fault struct {
	Rule  string // stable name of the rule, "figure-alt"
	Place string // "page 3", "Figure (object 12)", or empty for the file
	Text  string // English: what is wrong
}

// String is one line.
func (f Fault) String() string {
	if f.Place == "" {
		return f.Rule + ": " + f.Text
	}
	return f.Rule + ": " + f.Place + ": " + f.Text
}

// Check holds a finished file against PDF/UA-1 and PDF/A-3a as far as a machine can, and against the habits of this package; a
// file without faults yields nil. It reads the bytes anew with another reader than the one that wrote them and trusts nothing that
// Write knew: a fault is one of the program, never of a report.
//
// It is no replacement for veraPDF, which knows more of fonts and of old tricks of other writers, nor for a person with a screen
// reader: whether an alt text says what the picture shows is beyond it.
//
// The rules stand in check_document.go, check_objects.go, check_content.go, check_tree.go, check_links.go and check_fonts.go.
func Check(file []byte) []Fault {
	c, err := open(file)
	if err != nil {
		return []Fault{{"readable", "", err.Error()}}
	}
	c.file(file)
	c.syntax(file)
	c.objects()
	c.contents()
	c.structure()
	c.annotations()
	c.bookmarks(c.catalog["Outlines"])
	c.fontPrograms()
	slices.SortFunc(c.faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Text, b.Text))
	})
	return c.faults
}

// open reads a file for checking.
func open(file []byte) (*checker, error) {
	ctx, err := pdfcpu.Read(bytes.NewReader(file), readOnly())
	if err != nil {
		return nil, fmt.Errorf("pdfcpu cannot read it: %w", err)
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, fmt.Errorf("no catalog: %w", err)
	}
	c := &checker{
		Context: ctx, catalog: catalog,
		pages: map[int]int{}, owned: map[int][]int{}, parents: map[int]types.Object{}, fonts: map[int]map[uint16]bool{}, forms: map[int]bool{},
	}
	c.collect(catalog["Pages"])
	return c, nil
}

// checker collects the faults of one file. Objects are known by their numbers.
type checker struct {
	*model.Context
	catalog types.Dict
	faults  []Fault

	sheets  []types.Dict            // the pages
	pages   map[int]int             // index of a page by its object
	marks   []int                   // by page: how many numbers its content uses, or -1 if they are not 0, 1, 2, …
	owned   map[int][]int           // by page: the element that lists each number, 0 for none
	parents map[int]types.Object    // the parent tree
	fonts   map[int]map[uint16]bool // codes that are drawn, by font
	forms   map[int]bool            // forms already read
}

func (c *checker) fault(rule, place, format string, args ...any) {
	c.faults = append(c.faults, Fault{rule, place, fmt.Sprintf(format, args...)})
}

// demand is a fault unless the condition holds.
func (c *checker) demand(ok bool, rule, place, format string, args ...any) {
	if !ok {
		c.fault(rule, place, format, args...)
	}
}

// value is what a reference leads to, or the object itself.
func (c *checker) value(o types.Object) types.Object {
	v, err := c.Dereference(o)
	if err != nil {
		return nil
	}
	return v
}

// dict is the dictionary, or that of a stream; nil for anything else.
func (c *checker) dict(o types.Object) types.Dict {
	switch v := c.value(o).(type) {
	case types.Dict:
		return v
	case types.StreamDict:
		return v.Dict
	}
	return nil
}

// array is the array; nil for anything else.
func (c *checker) array(o types.Object) types.Array {
	a, _ := c.value(o).(types.Array)
	return a
}

// name is the name; "" for anything else.
func (c *checker) name(o types.Object) string {
	n, _ := c.value(o).(types.Name)
	return string(n)
}

// number is the integer, and whether it is one.
func (c *checker) number(o types.Object) (int, bool) {
	n, ok := c.value(o).(types.Integer)
	return int(n), ok
}

// text is the string; "" for anything else.
func (c *checker) text(o types.Object) string {
	switch c.value(o).(type) {
	case types.StringLiteral, types.HexLiteral:
		s, err := c.DereferenceText(o)
		if err == nil {
			return s
		}
	}
	return ""
}

// data is the unpacked content of a stream; nil for anything else.
func (c *checker) data(o types.Object) []byte {
	s, ok := c.value(o).(types.StreamDict)
	if !ok || s.Decode() != nil {
		return nil
	}
	return s.Content
}

// objectOf is the number of the object that a reference leads to, 0 if it is none.
func objectOf(o types.Object) int {
	if ref, ok := o.(types.IndirectRef); ok {
		return ref.ObjectNumber.Value()
	}
	return 0
}

func onPage(i int) string { return fmt.Sprintf("page %d", i+1) }
