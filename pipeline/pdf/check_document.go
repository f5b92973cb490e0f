package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// file holds header, trailer, catalog, metadata, colours and attachments against the rules.
func (c *checker) file(data []byte) {
	first, second, _ := bytes.Cut(data, []byte("\n"))
	c.demand(string(first) == "%PDF-1.7", "header", "", "it begins with %.20q", first)
	c.demand(len(second) > 4 && second[0] == '%' && second[1]&second[2]&second[3]&second[4] > 127, "header", "", "no comment of four bytes above 127 in line 2")
	c.demand(bytes.HasSuffix(data, []byte("%%EOF\n")), "trailer", "", "bytes behind the end")
	c.demand(len(c.ID) == 2, "trailer-id", "", "the trailer has no ID")
	c.demand(c.Encrypt == nil, "encrypt", "", "the file is encrypted")
	c.demand(language.MatchString(c.text(c.catalog["Lang"])), "lang", "", "the catalog names no language, but %q", c.text(c.catalog["Lang"]))
	c.demand(isTrue(c.dict(c.catalog["MarkInfo"])["Marked"]), "marked", "", "MarkInfo does not say Marked")
	c.demand(!isTrue(c.dict(c.catalog["MarkInfo"])["Suspects"]), "suspects", "", "MarkInfo says Suspects")
	c.demand(isTrue(c.dict(c.catalog["ViewerPreferences"])["DisplayDocTitle"]), "display-title", "", "DisplayDocTitle is not set")
	for _, key := range []string{"OpenAction", "AA", "AcroForm", "OCProperties", "JavaScript"} {
		c.demand(c.catalog[key] == nil, "catalog", "", "the catalog has %s", key)
	}
	c.metadata()
	c.intent()
	c.files()
}

// language is the form of a language tag (RFC 3066) as far as reports need it.
var language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

func isTrue(o types.Object) bool {
	b, ok := o.(types.Boolean)
	return ok && bool(b)
}

// metadata compares what the XMP says with what has to be said, and with the info dictionary.
func (c *checker) metadata() {
	stream, _ := c.value(c.catalog["Metadata"]).(types.StreamDict)
	c.demand(stream.Dict["Filter"] == nil, "xmp", "", "the metadata are compressed")
	said, err := readXMP(c.data(c.catalog["Metadata"]))
	if err != nil {
		c.fault("xmp", "", "the metadata cannot be read: %v", err)
		return
	}
	for key, want := range map[string]string{"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"} {
		c.demand(said[key] == want, "xmp-conformance", key, "says %q instead of %q", said[key], want)
	}
	c.demand(said["dc:title"] != "", "xmp-title", "", "no title")
	c.demand(said["pdfaSchema:namespaceURI"] == "http://www.aiim.org/pdfua/ns/id/", "xmp-extension", "", "the words of PDF/UA are not declared")
	var info types.Dict
	if c.Info != nil {
		info = c.dict(*c.Info)
	}
	for key, word := range map[string]string{
		"Title": "dc:title", "Author": "dc:creator", "Subject": "dc:description", "Creator": "xmp:CreatorTool", "Producer": "pdf:Producer",
	} {
		c.demand(c.text(info[key]) == said[word], "info", key, "%q, in the XMP %q", c.text(info[key]), said[word])
	}
	for key, word := range map[string]string{"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"} {
		got := digits(c.text(info[key]))
		c.demand(got != "" && got == digits(said[word]), "info", key, "%q, in the XMP %q", c.text(info[key]), said[word])
	}
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// prefixes are the names under which this file knows the words of XMP.
var prefixes = map[string]string{
	"http://www.aiim.org/pdfa/ns/id/": "pdfaid", "http://www.aiim.org/pdfua/ns/id/": "pdfuaid", "http://purl.org/dc/elements/1.1/": "dc",
	"http://ns.adobe.com/xap/1.0/": "xmp", "http://ns.adobe.com/pdf/1.3/": "pdf", "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
}

// readXMP reads the texts of the metadata, by the nearest word that is not of RDF.
func readXMP(data []byte) (map[string]string, error) {
	out := map[string]string{}
	var path []string
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			word := ""
			if len(path) > 0 {
				word = path[len(path)-1]
			}
			if p := prefixes[t.Name.Space]; p != "" {
				word = p + ":" + t.Name.Local
			}
			path = append(path, word)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); text != "" && len(path) > 0 {
				out[path[len(path)-1]] += text
			}
		}
	}
}

// intent is the one profile that the colours of the file are meant in.
func (c *checker) intent() {
	for _, o := range c.array(c.catalog["OutputIntents"]) {
		d := c.dict(o)
		if c.name(d["S"]) != "GTS_PDFA1" {
			continue
		}
		n, _ := c.number(c.dict(d["DestOutputProfile"])["N"])
		icc := c.data(d["DestOutputProfile"])
		ok := len(icc) > 128 && int(binary.BigEndian.Uint32(icc)) == len(icc) && string(icc[16:20]) == "RGB " && string(icc[36:40]) == "acsp"
		c.demand(ok && n == 3, "output-intent", "", "its profile is none for RGB")
		return
	}
	c.fault("output-intent", "", "there is none for PDF/A")
}

// files holds the attachments against the rules: those in the name tree are those of the document.
func (c *checker) files() {
	associated := map[int]bool{}
	for _, o := range c.array(c.catalog["AF"]) {
		associated[objectOf(o)] = true
	}
	names := c.array(c.dict(c.dict(c.catalog["Names"])["EmbeddedFiles"])["Names"])
	for i := 1; i < len(names); i += 2 {
		d := c.dict(names[i])
		place := fmt.Sprintf("file %q", c.text(names[i-1]))
		c.demand(associated[objectOf(names[i])], "file-associated", place, "it is not in the AF of the catalog")
		delete(associated, objectOf(names[i]))
		c.demand(c.name(d["AFRelationship"]) != "", "file-relationship", place, "no AFRelationship")
		c.demand(c.text(d["F"]) != "" && c.text(d["F"]) == c.text(d["UF"]), "file-name", place, "F %q, UF %q", c.text(d["F"]), c.text(d["UF"]))
		data := c.dict(c.dict(d["EF"])["F"])
		size, _ := c.number(c.dict(data["Params"])["Size"])
		c.demand(c.name(data["Subtype"]) != "", "file-type", place, "no MIME type")
		c.demand(c.text(c.dict(data["Params"])["ModDate"]) != "", "file-date", place, "no date")
		c.demand(size == len(c.data(c.dict(d["EF"])["F"])), "file-size", place, "Size is not that of the data")
	}
	for n := range associated {
		c.fault("file-associated", fmt.Sprintf("object %d", n), "it is in AF, but not in the name tree")
	}
}
