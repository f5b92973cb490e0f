// Package web writes a Document as one self-contained HTML file: no script, no request, readable by keyboard, by screen
// reader, on a phone, in the dark and on paper.
//
// Every text is escaped by html/template. The one thing inserted as it stands is the SVG of a chart, which package chart made
// and normalised itself: it is the only package that writes one, from released figures.
//
// The package computes nothing and hides nothing: what a Document holds may be shown.
package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

//go:embed page.gohtml
var pageTemplate string

//go:embed style.css
var style string

// Render is the document as a page. The same document gives the same bytes.
func Render(doc *report.Document) ([]byte, error) {
	t, err := template.New("page").Funcs(functions(doc.Lang)).Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse page template: %w", err)
	}
	var page bytes.Buffer
	if err := t.Execute(&page, doc); err != nil {
		return nil, fmt.Errorf("write page %s: %w", doc.Name, err)
	}
	return tidy(page.Bytes()), nil
}

// functions are what the template may call.
func functions(l notation.Lang) template.FuncMap {
	return template.FuncMap{
		"style":    func() template.CSS { return template.CSS(style) },
		"svg":      func(c *chart.Chart) template.HTML { return template.HTML(c.SVG) }, // see the package doc
		"kind":     kind,
		"contents": contents,
		"bodies":   bodies,
		"class":    columnClass,
		"level":    func(level int) int { return min(level+1, 6) }, // the title of the report is the h1
		"date":     func(doc *report.Document) string { return notation.FormatDate(doc.AsOf, doc.Lang) },
		"iso":      func(doc *report.Document) string { return doc.AsOf.Format("2006-01-02") },
		"say":      func(de, en string) string { return notation.Text{DE: de, EN: en}.In(l) },
		"tableID":  func(id string) string { return id + "-titel" },
	}
}

// kind names a block for the template.
func kind(b report.Block) (string, error) {
	switch b.(type) {
	case report.Heading:
		return "heading", nil
	case report.Paragraph:
		return "paragraph", nil
	case report.List:
		return "list", nil
	case report.Table:
		return "table", nil
	case report.Figure:
		return "figure", nil
	case report.Callout:
		return "callout", nil
	case report.PageBreak:
		return "pagebreak", nil
	}
	return "", fmt.Errorf("unknown block %T", b)
}

// contents are the headings of the contents, those of the first level: a list that is longer than a screen is not read.
func contents(doc *report.Document) []report.Heading {
	var out []report.Heading
	if !doc.TOC {
		return nil
	}
	for _, b := range doc.Blocks {
		if h, ok := b.(report.Heading); ok && h.Level == 1 {
			out = append(out, h)
		}
	}
	return out
}

// group is one tbody: rows under a common head, or under none.
type group struct {
	Head []report.Inline
	Rows []report.Row
	Span int
}

// bodies cuts the rows of a table at the heads of groups.
func bodies(t report.Table) []group {
	var out []group
	for _, r := range t.Rows {
		if r.Kind == report.Group {
			g := group{Span: len(t.Columns)}
			if len(r.Cells) > 0 {
				g.Head = r.Cells[0].Text
			}
			out = append(out, g)
			continue
		}
		if len(out) == 0 {
			out = append(out, group{Span: len(t.Columns)})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, r)
	}
	return out
}

func columnClass(columns []report.Column, i int) string {
	if i >= len(columns) || columns[i].Align == report.Left || columns[i].Align == "" {
		return ""
	}
	return string(columns[i].Align)
}

// tidy takes away the white space that the template's lines leave behind.
func tidy(page []byte) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(page)) {
		if s := strings.TrimSpace(line); s != "" {
			out.WriteString(s + "\n")
		}
	}
	return out.Bytes()
}
