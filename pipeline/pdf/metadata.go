package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
)

const producer = "wirkbericht"

// language is the document's language as PDF and screen readers name it.
func (f *finisher) language() string {
	if f.meta.Lang == "en" {
		return "en-GB"
	}
	return "de-DE"
}

// info is the old metadata; what it says equals the XMP.
func (f *finisher) info() *indirect {
	date := f.date()
	d := dict{
		"Title": textString(f.meta.Title), "Creator": textString(producer), "Producer": textString(producer),
		"CreationDate": date, "ModDate": date,
	}
	if f.meta.Author != "" {
		d["Author"] = textString(f.meta.Author)
	}
	if f.meta.Subject != "" {
		d["Subject"] = textString(f.meta.Subject)
	}
	return &indirect{d}
}

// conformance is what the file claims to be. PDF/A does not know the words of PDF/UA, so they are declared.
const conformance = `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// date is the time of everything in the file.
func (f *finisher) date() raw {
	return literal(f.meta.Time.UTC().Format("D:20060102150405") + "+00'00'")
}

// xmp is the metadata in XML, uncompressed so that archives can read it.
func (f *finisher) xmp() *indirect {
	date := f.meta.Time.UTC().Format("2006-01-02T15:04:05+00:00")
	var b strings.Builder
	b.WriteString(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
`)
	fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", f.language())
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escape(f.meta.Title))
	if f.meta.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escape(f.meta.Author))
	}
	if f.meta.Subject != "" {
		fmt.Fprintf(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", escape(f.meta.Subject))
	}
	fmt.Fprintf(&b, "<xmp:CreatorTool>%s</xmp:CreatorTool>\n<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%[2]s</xmp:ModifyDate>\n", producer, date)
	fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n", producer)
	b.WriteString("</rdf:Description>\n" + conformance + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n")
	return &indirect{&stream{dict{"Type": name("Metadata"), "Subtype": name("XML")}, []byte(b.String())}}
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder does not fail
	return b.String()
}
