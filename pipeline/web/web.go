// Package web writes a Document as one self-contained HTML file: no request, readable by keyboard, by screen reader, on a phone,
// in the dark and on paper.
//
// Every text is escaped by html/template. What is inserted as it stands is the picture of a chart and its option, which package chart
// made from released figures, and one script: ECharts with the functions of package chart and charts.js. The page has a content
// policy that lets this script run by its hash and forbids every other one, and every request. Without the script the pictures
// stay as they are.
//
// The package computes nothing and hides nothing: what a Document holds may be shown.
package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

//go:embed page.gohtml
var pageTemplate string

//go:embed style.css
var style string

// answers lets charts answer to mouse and keys.
//
//go:embed charts.js
var answers string

// Render is the document as a page; files are those of package assets. The same document gives the same bytes. A page without charts
// has no script and needs no files.
func Render(doc *report.Document, files fs.FS) ([]byte, error) {
	p := page{Document: doc}
	if hasChart(doc.Blocks) {
		script, err := chart.Script(files)
		if err != nil {
			return nil, err
		}
		if p.script = script + answers; strings.Contains(p.script, "</script") {
			return nil, errors.New("the script of the charts holds an end tag")
		}
	}
	t, err := template.New("page").Funcs(p.functions()).Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse page template: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, doc); err != nil {
		return nil, fmt.Errorf("write page %s: %w", doc.Name, err)
	}
	// After tidying: the hash is that of every byte.
	return bytes.Replace(tidy(out.Bytes()), []byte(emptyScript), []byte("<script>"+p.script+"</script>"), 1), nil
}

// Fixed is what stands in pages whatever the document: their style, and the script of those that have charts.
func Fixed(files fs.FS) ([]string, error) {
	script, err := chart.Script(files)
	return []string{string(bytes.TrimSpace(tidy([]byte(style + atNight())))), script + answers}, err
}

const emptyScript = "<script></script>"

// page is a document on its way into HTML.
type page struct {
	*report.Document
	script string
	notes  []*report.Note
}

// functions are what the template may call.
func (p *page) functions() template.FuncMap {
	return template.FuncMap{
		"style":    func() template.CSS { return template.CSS(style + atNight()) },
		"svg":      func(c *chart.Chart) template.HTML { return template.HTML(c.SVG) }, // see the package doc
		"option":   func(c *chart.Chart) template.JS { return template.JS(c.Option) },  // JSON as Go writes it, < and > escaped
		"policy":   p.policy,
		"prose":    func() string { return string(cmp.Or(p.Prose, p.Lang)) },
		"live":     func() bool { return p.script != "" },
		"kind":     kind,
		"contents": contents,
		"bodies":   bodies,
		"cells":    cells,
		"class":    columnClass,
		"level":    func(level int) int { return min(level+1, 6) }, // the title of the report is the h1
		"date":     func(doc *report.Document) string { return notation.FormatDate(doc.AsOf, doc.Lang) },
		"iso":      func(doc *report.Document) string { return doc.AsOf.Format("2006-01-02") },
		"say":      func(de, en string) string { return notation.Text{DE: de, EN: en}.In(p.Lang) },
		"tableID":  func(id string) string { return id + "-titel" },
		"note": func(n *report.Note) *report.Note {
			p.notes = append(p.notes, n)
			return n
		},
		"notes": func() []*report.Note { return p.notes },
	}
}

// policy is the content policy: no request at all, and no script but the one of the charts.
func (p *page) policy() string {
	scripts := "'none'"
	if p.script != "" {
		hash := sha256.Sum256([]byte(p.script))
		scripts = "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	}
	return "default-src 'none'; script-src " + scripts + "; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
}

// atNight is the style of charts on a dark screen.
func atNight() string {
	return "@media screen and (prefers-color-scheme: dark) {\n" + chart.NightStyle(".chart") + "\n}\n"
}

func hasChart(blocks []report.Block) bool {
	return slices.ContainsFunc(blocks, func(b report.Block) bool {
		f, ok := b.(report.Figure)
		return ok && f.Chart != nil && len(f.Chart.Option) > 0
	})
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

// cell is one cell with the columns it covers; Column is the first of them.
type cell struct {
	Text         []report.Inline
	Column, Span int
}

// cells are the cells of a row where they stand.
func cells(r report.Row) []cell {
	var out []cell
	at := 0
	for i, c := range r.Cells {
		span := 1
		if i < len(r.Spans) {
			span = r.Spans[i]
		}
		out = append(out, cell{c.Text, at, span})
		at += span
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
