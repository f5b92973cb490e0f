package readback

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

// shelf is the objects of a PDF file, and which of its streams somebody has looked into.
type shelf struct {
	*model.Context
	catalog types.Dict
	objects map[int]types.Object
	taken   map[int]bool // streams
}

// openShelf reads all objects of a file.
//
// Note: model.NewDefaultConfiguration makes folders under the user's home.
func openShelf(file []byte) (*shelf, error) {
	ctx, err := pdfcpu.Read(bytes.NewReader(file), &model.Configuration{
		Reader15: true, Offline: true, ValidationMode: model.ValidationRelaxed, Limits: model.DefaultResourceLimits(),
	})
	if err != nil {
		return nil, err
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, err
	}
	s := &shelf{Context: ctx, catalog: catalog, objects: map[int]types.Object{}, taken: map[int]bool{}}
	for number, entry := range ctx.Table {
		if entry != nil && !entry.Free && entry.Generation != nil {
			s.objects[number] = s.value(*types.NewIndirectRef(number, *entry.Generation)) // the table itself does not hold what is packed in streams of objects
		}
	}
	return s, nil
}

// value is what a reference leads to, or the object itself.
func (s *shelf) value(o types.Object) types.Object {
	v, err := s.Dereference(o)
	if err != nil {
		return nil
	}
	return v
}

func (s *shelf) dict(o types.Object) types.Dict {
	switch v := s.value(o).(type) {
	case types.Dict:
		return v
	case types.StreamDict:
		return v.Dict
	}
	return nil
}

func (s *shelf) array(o types.Object) types.Array {
	a, _ := s.value(o).(types.Array)
	return a
}

func (s *shelf) name(o types.Object) string {
	n, _ := s.value(o).(types.Name)
	return string(n)
}

func (s *shelf) text(o types.Object) string {
	text, err := s.DereferenceText(o)
	if err != nil {
		return ""
	}
	return text
}

// objectOf is the number of the object that a reference leads to, 0 if it is none.
func objectOf(o types.Object) int {
	if ref, ok := o.(types.IndirectRef); ok {
		return ref.ObjectNumber.Value()
	}
	return 0
}

// take is the content of a stream, which counts as looked into.
func (s *shelf) take(o types.Object) []byte {
	s.taken[objectOf(o)] = true
	d, ok := s.value(o).(types.StreamDict)
	if !ok || d.Decode() != nil {
		return nil
	}
	return d.Content
}

// takeForm is the content of a picture; its hatchings count as looked into.
func (s *shelf) takeForm(o types.Object) []byte {
	for _, tile := range s.dict(s.dict(s.dict(o)["Resources"])["Pattern"]) {
		s.take(tile)
	}
	return s.take(o)
}

// streams looks for content that belongs to nothing that is known: an attachment, an image, a forgotten page.
func (r *paperReader) streams() {
	for _, o := range r.objects {
		d := r.dict(o)
		switch {
		case r.name(d["Type"]) == "Font":
			if d["ToUnicode"] != nil {
				r.characters(r.take(d["ToUnicode"]))
			}
			for _, inner := range r.array(d["DescendantFonts"]) {
				f := r.dict(inner)
				r.taken[objectOf(f["CIDToGIDMap"])] = true
				r.taken[objectOf(r.dict(f["FontDescriptor"])["FontFile2"])] = true
			}
		case r.name(d["Type"]) == "OutputIntent" || d["DestOutputProfile"] != nil:
			r.taken[objectOf(d["DestOutputProfile"])] = true
		}
	}
	for _, intent := range r.array(r.catalog["OutputIntents"]) {
		r.taken[objectOf(r.dict(intent)["DestOutputProfile"])] = true
	}
	for _, number := range slices.Sorted(maps.Keys(r.objects)) {
		if d, ok := r.objects[number].(types.StreamDict); ok && !r.taken[number] {
			r.leak(fmt.Sprintf("Objekt %d", number), "Inhalt (%s), den kein Teil des Berichts braucht: ein Anhang, ein Bild?", r.name(d.Dict["Type"]))
		}
	}
}

// characters demands that what is copied out of the file is what is drawn: each code means the letter of the same number.
func (r *paperReader) characters(table []byte) {
	x := lexer{data: table}
	var pair []string
	inside := false
	for {
		next, ok := x.next()
		switch {
		case !ok:
			return
		case next.text == "beginbfchar":
			inside, pair = true, nil
		case next.text == "endbfchar":
			inside = false
		case next.text == "beginbfrange":
			r.leak("Schrift", "Ihre Tafel der Zeichen hat eine Form, die nicht gelesen wird.")
		case inside && next.kind == 's':
			if pair = append(pair, next.text); len(pair) == 2 {
				if pair[0] != pair[1] {
					r.leak("Schrift", "Das Zeichen »%s« gibt sich als »%s« aus.", letters(pair[0]), letters(pair[1]))
				}
				pair = nil
			}
		}
	}
}

// strings looks at every string of the file outside of pages, and at the metadata.
func (r *paperReader) strings(doc *report.Document) {
	known := knownStrings(doc)
	look := func(where, text string) {
		if !known[squeezed(text)] {
			r.leak(where, "»%s« ist nicht freigegeben.", text)
		}
	}
	var search func(o types.Object)
	search = func(o types.Object) {
		switch v := o.(type) {
		case types.Dict:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if r.name(v["Type"]) != "StructElem" || k != "Alt" { // that of a chart is compared with it
					search(v[k])
				}
			}
		case types.StreamDict:
			search(v.Dict)
		case types.Array:
			for _, e := range v {
				search(e)
			}
		case types.StringLiteral, types.HexLiteral:
			look("Eigenschaften der Datei", r.text(v))
		}
	}
	for _, number := range slices.Sorted(maps.Keys(r.objects)) {
		search(r.objects[number])
	}
	texts, err := textsOf(r.take(r.catalog["Metadata"]))
	if err != nil {
		r.leak("Metadaten", "Sie lassen sich nicht lesen: %v.", err)
	}
	for _, text := range texts {
		look("Metadaten", text)
	}
}

// textsOf are the texts of an XML document, and the values of its attributes.
func textsOf(data []byte) ([]string, error) {
	var out []string
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := token.(type) {
		case xml.CharData:
			out = append(out, string(t))
		case xml.Comment:
			out = append(out, string(t))
		case xml.StartElement:
			for _, a := range t.Attr {
				out = append(out, a.Value)
			}
		}
	}
}

// fixedStrings are what every file of ours says of itself.
const fixedStrings = `|wirkbericht|application/pdf|de-DE|en-GB|x-default|Adobe|Identity|sRGB IEC61966-2.1|http://www.color.org|adobe:ns:meta/|http://www.w3.org/1999/02/22-rdf-syntax-ns#
|http://purl.org/dc/elements/1.1/|http://ns.adobe.com/xap/1.0/|http://ns.adobe.com/pdf/1.3/|http://www.aiim.org/pdfa/ns/id/|http://www.aiim.org/pdfua/ns/id/
|http://www.aiim.org/pdfa/ns/extension/|http://www.aiim.org/pdfa/ns/schema#|http://www.aiim.org/pdfa/ns/property#|1|3|A|Resource
|PDF/UA Universal Accessibility Schema|pdfuaid|part|Integer|internal|Indicates, which part of ISO 14289 standard is followed`

// knownStrings are the texts that the objects of a file may hold, squeezed.
func knownStrings(doc *report.Document) map[string]bool {
	s := speech{doc: doc}
	known := map[string]bool{}
	add := func(texts ...string) {
		for _, t := range texts {
			known[squeezed(t)] = true
		}
	}
	add(strings.Split(strings.ReplaceAll(fixedStrings, "\n", ""), "|")...)
	time := doc.AsOf.UTC()
	add(doc.Title, doc.Author, doc.Subtitle, time.Format("D:20060102150405")+"+00'00'", time.Format("2006-01-02T15:04:05+00:00"))
	for _, h := range headings(doc.Blocks) {
		add(h.Number+plain(h.Text), plain(h.Text))
	}
	add(notation.Text{DE: "Inhalt", EN: "Contents"}.In(doc.Lang))
	label := ""
	walk(doc.Blocks, visitor{inline: func(in report.Inline) {
		if in.Note != nil {
			add("fussnote-"+in.Note.Number, s.say("Fußnote", "Footnote")+in.Note.Number)
		}
		if in.Link == "" {
			label = ""
			return
		}
		label += in.Text // a link may run through several texts
		add(in.Link, in.Text, label)
	}})
	return known
}
