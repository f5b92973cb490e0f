package pdf

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/typeface"
)

// finisher builds the file from maroto's pages and the layout.
type finisher struct {
	raw    *model.Context
	layout *layout.Layout
	faces  *typeface.Family
	meta   Meta

	styles   map[string]typeface.Style     // by resource name in maroto's file
	rawFonts map[typeface.Style]types.Dict // maroto's fonts
	fonts    map[typeface.Style]*indirect  // ours
	letters  map[typeface.Style]map[rune]bool
	pages    []*indirect
	tree     *structure
}

// finish is the catalog and the info dictionary of the whole file.
func (f *finisher) finish() (catalog, info *indirect, err error) {
	f.styles, f.rawFonts = map[string]typeface.Style{}, map[typeface.Style]types.Dict{}
	f.fonts, f.letters = map[typeface.Style]*indirect{}, map[typeface.Style]map[rune]bool{}
	if err := f.raw.EnsurePageCount(); err != nil {
		return nil, nil, err
	}
	if f.raw.PageCount != len(f.layout.Pages) {
		return nil, nil, fmt.Errorf("maroto made %d pages of %d", f.raw.PageCount, len(f.layout.Pages))
	}
	for range f.layout.Pages {
		f.pages = append(f.pages, &indirect{})
	}
	f.tree = newStructure(f.layout.Tree, f.pages)
	parent := &indirect{}
	for i := range f.layout.Pages {
		if f.pages[i].value, err = f.finishPage(i, parent); err != nil {
			return nil, nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	if err := f.finishFonts(); err != nil {
		return nil, nil, err
	}
	var kids array
	for _, p := range f.pages {
		kids = append(kids, p)
	}
	parent.value = dict{"Type": name("Pages"), "Kids": kids, "Count": integer(len(kids))}
	catalog, err = f.catalog(parent)
	return catalog, f.info(), err
}

// catalog is the root of the file.
func (f *finisher) catalog(pages *indirect) (*indirect, error) {
	structure, err := f.tree.root(f.layout.Tree)
	if err != nil {
		return nil, err
	}
	d := dict{
		"Type": name("Catalog"), "Pages": pages,
		"Lang":              textString(f.language()),
		"MarkInfo":          dict{"Marked": boolean(true)},
		"StructTreeRoot":    structure,
		"Metadata":          f.xmp(),
		"OutputIntents":     array{outputIntent()},
		"ViewerPreferences": dict{"DisplayDocTitle": boolean(true)},
	}
	if outlines := f.outlines(); outlines != nil {
		d["Outlines"], d["PageMode"] = outlines, name("UseOutlines")
	}
	if names, files := f.attachments(); len(files) > 0 {
		d["Names"], d["AF"] = dict{"EmbeddedFiles": dict{"Names": names}}, files
	}
	return &indirect{d}, nil
}

// finishPage is page i: its marks painted anew, its charts, its links.
func (f *finisher) finishPage(i int, parent *indirect) (dict, error) {
	from, _, _, err := f.raw.PageDict(i+1, false)
	if err != nil {
		return nil, err
	}
	if i == 0 { // gofpdf's pages share their resources
		resources, err := f.dictAt(from, "Resources")
		if err != nil {
			return nil, err
		}
		if err := f.readFonts(resources); err != nil {
			return nil, err
		}
	}
	content, err := f.raw.PageContent(from, i+1)
	if err != nil {
		return nil, err
	}
	marks, err := readMarks(content)
	if err != nil {
		return nil, err
	}
	page := &f.layout.Pages[i]
	p := &painter{finisher: f, index: i, page: page, resources: dict{}}
	hidden := 0 // texts that maroto drew to get their letters into the fonts
	if i == 0 {
		hidden = len(chartLetters(f.layout))
	}
	if content, err = p.paint(marks, hidden); err != nil {
		return nil, err
	}
	d := dict{
		"Type": name("Page"), "Parent": parent,
		"MediaBox":  array{integer(0), integer(0), real(page.Width / ptToMM), real(page.Height / ptToMM)},
		"Resources": p.resources,
		"Contents":  &indirect{&stream{dict{}, content}},
		"Tabs":      name("S"), "StructParents": integer(i),
	}
	links, err := f.annotations(i)
	if err != nil {
		return nil, err
	}
	if len(links) > 0 {
		d["Annots"] = links
	}
	return d, nil
}

// annotations are the links of page i.
func (f *finisher) annotations(i int) (array, error) {
	page := &f.layout.Pages[i]
	var out array
	for _, it := range page.Body {
		l, ok := it.(layout.Link)
		if !ok {
			continue
		}
		top, bottom := (page.Height-l.Y)/ptToMM, (page.Height-l.Y-l.H)/ptToMM
		d := dict{
			"Type": name("Annot"), "Subtype": name("Link"), "F": integer(4),
			"Rect":     array{real(l.X / ptToMM), real(bottom), real((l.X + l.W) / ptToMM), real(top)},
			"Border":   array{integer(0), integer(0), integer(0)},
			"Contents": textString(cmp.Or(strings.TrimSpace(l.Label), l.Target)),
		}
		if id, inside := strings.CutPrefix(l.Target, "#"); inside {
			spot, known := f.layout.Anchors[id]
			if !known {
				return nil, fmt.Errorf("link to %s leads nowhere", l.Target)
			}
			d["Dest"] = f.destination(spot)
		} else {
			d["A"] = dict{"S": name("URI"), "URI": literal(address(l.Target))}
		}
		annotation := &indirect{d}
		d["StructParent"] = integer(f.tree.annotate(i, l.Element, annotation))
		out = append(out, annotation)
	}
	return out, nil
}

// destination shows a spot a little below the window's top, at the zoom that the reader has.
func (f *finisher) destination(s layout.Spot) array {
	const above = 4 // millimetres
	y := (f.layout.Pages[s.Page].Height - s.Y + above) / ptToMM
	return array{f.pages[s.Page], name("XYZ"), integer(0), real(y), raw("null")}
}

// address is a link target in ASCII, as PDF wants it.
func address(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return url.PathEscape(target)
	}
	return u.String()
}

// outlines is the tree of bookmarks, open at its first level; nil without headings.
func (f *finisher) outlines() *indirect {
	entries := f.layout.Outline
	if len(entries) == 0 {
		return nil
	}
	root := &indirect{}
	first, last, count := f.bookmarks(root, entries)
	root.value = dict{"Type": name("Outlines"), "First": first, "Last": last, "Count": integer(count)}
	return root
}

// bookmarks makes the entries of one level and what lies below them, and counts that level.
func (f *finisher) bookmarks(parent *indirect, entries []layout.Entry) (first, last *indirect, count int) {
	var previous dict
	for len(entries) > 0 {
		e := entries[0]
		below := 1
		for below < len(entries) && entries[below].Level > e.Level {
			below++
		}
		object := &indirect{}
		d := dict{"Title": textString(e.Title), "Parent": parent, "Dest": f.destination(e.Spot)}
		if below > 1 {
			from, to, n := f.bookmarks(object, entries[1:below])
			d["First"], d["Last"], d["Count"] = from, to, integer(-n) // closed
		}
		if first == nil {
			first = object
		} else {
			d["Prev"], previous["Next"] = last, object
		}
		object.value = d
		last, previous = object, d
		entries = entries[below:]
		count++
	}
	return first, last, count
}

// dictAt is the dictionary under a key.
func (f *finisher) dictAt(d types.Dict, key string) (types.Dict, error) {
	out, err := f.raw.DereferenceDict(d[key])
	if err != nil {
		return nil, err
	}
	if out == nil {
		return nil, fmt.Errorf("no dictionary under %s", key)
	}
	return out, nil
}
