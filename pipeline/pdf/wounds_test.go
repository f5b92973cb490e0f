package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// wound is one way to break a file.
type wound struct {
	name    string
	inflict func(t *testing.T, catalog *indirect, info dict)
	want    string // the rules that have to be broken then, all of them
}

// tag is a wound to the first element of a type.
func tag(title, kind string, change func(dict), want string) wound {
	return wound{title, func(t *testing.T, catalog *indirect, _ dict) {
		change(find(t, catalog, dict{"Type": name("StructElem"), "S": name(kind)}))
	}, want}
}

// onSecond is a wound to the content of the second page.
func onSecond(title, from, to, want string) wound {
	return wound{title, func(t *testing.T, catalog *indirect, _ dict) {
		kids := find(t, catalog, dict{"Type": name("Pages")})["Kids"].(array)
		s := kids[1].(*indirect).value.(dict)["Contents"].(*indirect).value.(*stream)
		if !bytes.Contains(s.data, []byte(from)) {
			t.Fatalf("no %q in %.400s", from, s.data)
		}
		s.data = bytes.Replace(s.data, []byte(from), []byte(to), 1)
	}, want}
}

// entry is a wound to the first dictionary with an entry, where another one is set or, for nil, taken away.
func entry(title string, with dict, key name, value object, want string) wound {
	return wound{title, func(t *testing.T, catalog *indirect, _ dict) {
		set(find(t, catalog, with), key, value)
	}, want}
}

func set(d dict, key name, value object) {
	if value == nil {
		delete(d, key)
		return
	}
	d[key] = value
}

func without(key name) func(dict) { return func(d dict) { delete(d, key) } }

func wounds() []wound {
	link, font, file := dict{"Subtype": name("Link")}, dict{"Type": raw("/FontDescriptor")}, dict{"Type": name("Filespec")}
	return []wound{
		entry("no language", dict{"Type": name("Catalog")}, "Lang", nil, "lang"),
		entry("not marked", dict{"Type": name("Catalog")}, "MarkInfo", nil, "marked"),
		entry("no title in the window", dict{"Type": name("Catalog")}, "ViewerPreferences", nil, "display-title"),
		entry("no structure tree", dict{"Type": name("Catalog")}, "StructTreeRoot", nil, "link-object struct-parent structure"),
		entry("no output intent", dict{"Type": name("Catalog")}, "OutputIntents", nil, "output-intent"),
		entry("a profile for grey", dict{"N": integer(3)}, "N", integer(1), "output-intent"),
		entry("a script", dict{"Type": name("Catalog")}, "OpenAction", dict{"S": name("JavaScript")}, "catalog"),
		entry("files of no document", dict{"Type": name("Catalog")}, "AF", nil, "file-associated"),
		entry("a file without relation", file, "AFRelationship", nil, "file-relationship"),
		entry("a file without name", file, "UF", nil, "file-name"),
		entry("a file without type", dict{"Type": name("EmbeddedFile")}, "Subtype", nil, "file-type"),
		entry("tabs in another order", dict{"Type": name("Page")}, "Tabs", name("R"), "tabs"),
		entry("a page without key", dict{"Type": name("Page")}, "StructParents", nil, "parent-tree"),
		entry("a link without contents", link, "Contents", nil, "link-contents"),
		entry("a link that is not printed", link, "F", integer(0), "annotation-flags"),
		entry("a link without tag", link, "StructParent", nil, "struct-parent"),
		entry("a link with another's tag", link, "StructParent", integer(0), "link-object struct-parent"),
		entry("a link to nowhere", link, "Dest", array{name("weg")}, "link-target"),
		entry("another kind of annotation", link, "Subtype", name("Text"), "annotation"),
		entry("a font that is not there", font, "FontFile2", nil, "font-embedded"),
		entry("a font without subset name", font, "FontName", name("SourceSans3-Regular"), "font-subset"),
		entry("a simple font", dict{"Subtype": name("Type0")}, "Subtype", name("TrueType"), "font-type"),
		{"a code without character", func(t *testing.T, c *indirect, _ dict) {
			s := find(t, c, dict{"Subtype": name("Type0")})["ToUnicode"].(*indirect).value.(*stream)
			s.data = bytes.Replace(s.data, []byte("<0061> <0061>\n"), nil, 1)
		}, "to-unicode"},
		{"a wrong width", func(t *testing.T, c *indirect, _ dict) {
			w := find(t, c, dict{"Subtype": name("CIDFontType2")})["W"].(array)
			w[1].(array)[0] = integer(999)
		}, "glyph-width"},
		{"another title in the old metadata", func(_ *testing.T, _ *indirect, info dict) { info["Title"] = literal("x") }, "info"},
		{"another date in the old metadata", func(_ *testing.T, _ *indirect, info dict) { delete(info, "ModDate") }, "info"},
		entry("a language that is none", dict{"Type": name("Catalog")}, "Lang", literal("deutsch"), "lang"),
		entry("a page that acts by itself", dict{"Type": name("Page")}, "AA", dict{}, "banned"),
		entry("a form that refers to another file", dict{"Subtype": name("Form")}, "Ref", dict{}, "banned"),
		entry("a form with a group of its own", dict{"Subtype": name("Form")}, "Group", dict{"S": name("Transparency")}, "banned"),
		entry("a stream that lies elsewhere", dict{"Subtype": name("Form")}, "FFilter", name("FlateDecode"), "banned"),
		entry("a link that looks like something", link, "AP", dict{}, "banned"),
		entry("a long name", dict{"Type": name("Catalog")}, "Zusatz", name(strings.Repeat("x", 128)), "limit"),
		entry("a long string", dict{"Type": name("Catalog")}, "Zusatz", literal(strings.Repeat("x", 32768)), "limit"),
		entry("a large number", dict{"Type": name("Catalog")}, "Zusatz", array{integer(1 << 31)}, "limit"),
		entry("a list of glyphs", font, "CIDSet", &indirect{&stream{dict{}, []byte{0xff}}}, "font-cidset"),
		{"a bookmark without title", func(t *testing.T, c *indirect, _ dict) {
			find(t, c, dict{"Type": name("Outlines")})["First"].(*indirect).value.(dict)["Title"] = literal("")
		}, "bookmark"},
		{"a bookmark that nobody comes back from", func(t *testing.T, c *indirect, _ dict) {
			first := find(t, c, dict{"Type": name("Outlines")})["First"].(*indirect).value.(dict)
			delete(first["Next"].(*indirect).value.(dict), "Prev")
		}, "bookmark"},
		{"a bookmark to nowhere", func(t *testing.T, c *indirect, _ dict) {
			find(t, c, dict{"Type": name("Outlines")})["First"].(*indirect).value.(dict)["Dest"] = array{name("weg")}
		}, "link-target"},
		metadata("no PDF/UA", "<pdfuaid:part>1<", "<pdfuaid:part>2<", "xmp-conformance"),
		metadata("no PDF/A", "<pdfaid:conformance>A<", "<pdfaid:conformance>B<", "xmp-conformance"),
		metadata("undeclared words", "pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/", "pdfaSchema:namespaceURI>http://www.aiim.org/pdfa/", "xmp-extension"),
		metadata("no title", "Prüfstück", "", "info xmp-title"),
		metadata("broken", "</rdf:RDF>", "", "xmp"),

		tag("a figure without alt", "Figure", without("Alt"), "figure-alt"),
		tag("a figure without place", "Figure", func(d dict) { delete(d["A"].(dict), "BBox") }, "figure-box"),
		tag("a head without scope", "TH", func(d dict) { delete(d["A"].(dict), "Scope") }, "th-scope"),
		tag("a note without ID", "Note", without("ID"), "id-tree note-id"),
		tag("a note with another ID", "Note", func(d dict) { d["ID"] = literal("x") }, "id-tree"),
		tag("a list without numbering", "L", without("A"), "list-numbering"),
		tag("an unknown type", "P", func(d dict) { d["S"] = name("Absatz") }, "type"),
		tag("a heading too deep", "H2", func(d dict) { d["S"] = name("H3") }, "heading-gap"),
		tag("a row in no table", "THead", func(d dict) { d["S"] = name("Div") }, "nesting"),
		tag("an item without body", "LBody", func(d dict) { d["S"] = name("P") }, "nesting"),
		tag("a short row", "TBody", func(d dict) {
			tr := d["K"].(array)[0].(*indirect).value.(dict)
			tr["K"] = tr["K"].(array)[:2]
		}, "mcid-lost parent-tree table-regular"),
		tag("a wrong parent", "H1", func(d dict) { d["P"] = &indirect{dict{}} }, "parent"),
		tag("a link without annotation", "Link", func(d dict) {
			d["K"] = slices.DeleteFunc(d["K"].(array), func(o object) bool { r, ok := o.(dict); return ok && r["Type"] == name("OBJR") })
		}, "link-object"),
		tag("content that nobody owns", "H2", without("K"), "mcid-lost parent-tree"),
		tag("content that is not there", "H2", func(d dict) { d["K"] = integer(4711) }, "mcid-lost mcid-unknown parent-tree"),
		{"an element that points to another's content", func(t *testing.T, c *indirect, _ dict) {
			find(t, c, dict{"S": name("H2")})["K"] = find(t, c, dict{"S": name("Figure")})["K"]
		}, "mcid-lost mcid-twice parent-tree"},
		entry("no parent tree", dict{"Type": name("StructTreeRoot")}, "ParentTree", nil, "link-object parent-tree struct-parent"),
		entry("other names for tags", dict{"Type": name("StructTreeRoot")}, "RoleMap", dict{"Absatz": name("P")}, "role-map"),

		onSecond("text that says nothing of itself", "/P <</MCID 2>> BDC\n", "/P <<>> BDC\n", "mcid-gap mcid-unknown parent-tree unmarked"),
		onSecond("an artifact within a paragraph", "/P <</MCID 2>> BDC\n", "/P <</MCID 2>> BDC\n/Artifact BMC\nEMC\n", "marked-content"),
		onSecond("a number twice", "/MCID 2>>", "/MCID 1>>", "mcid mcid-gap mcid-unknown parent-tree"),
		onSecond("an end without beginning", "EMC\n", "EMC\nEMC\n", "marked-content"),
		onSecond("no end", "EMC\n", "", "marked-content"),
		onSecond("a state that is not given back", "EMC\n", "EMC\nq\n", "content"),
		onSecond("a letter without glyph", "<0041", "<FFFE", "glyph to-unicode"),
		onSecond("a sentinel", "<0041", "<004000400041", "glyph sentinel to-unicode"),
		onSecond("a font that is not there", "/F1 ", "/F9 ", "content"),
		onSecond("a form that is not there", "/X0 Do", "/X9 Do", "content"),
		onSecond("a broken string", "<0041", "<0g41", "content mcid-unknown parent-tree"),
	}
}

// metadata is a wound to the XMP.
func metadata(title, from, to, want string) wound {
	return wound{title, func(t *testing.T, catalog *indirect, _ dict) {
		s := catalog.value.(dict)["Metadata"].(*indirect).value.(*stream)
		if !bytes.Contains(s.data, []byte(from)) {
			t.Fatalf("no %q in %s", from, s.data)
		}
		s.data = bytes.Replace(s.data, []byte(from), []byte(to), 1)
	}, want}
}
