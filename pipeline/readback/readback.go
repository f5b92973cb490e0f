// Package readback reads finished files again, as somebody would who looks for what he must not know, and compares every figure in them with
// the Release and with what the report file says. It is the last station: what it finds was put into a file past the gate.
//
// # What is compared with what
//
//	source           the tree of a report with the Release: each figure that has an id with its released form, the others in the same
//	                 columns with the signs; charts with the figures of the table behind them, the ends of their axes, the order of their rows
//	speech           what a file has to say, word for word, from the tree alone: once in the order of the page, once in that of the paper
//	page             the HTML file with that: texts, attributes, pictures, options, style and script; nothing else may be in it
//	paper, shelf     the PDF file with that: texts in reading order, alternative texts, furniture of pages, metadata, every string, every stream
//	picture          the vector drawing of a chart in the PDF with the one that was made: each path, colour and scale
//	bundle, rows     the evaluators' files with the Release: CSV row by row, the other formats with the CSV
//	workbook         every sheet, hidden or not, and what else a workbook can hold
//
// What was typed by a person is his own: numbers of the report file and of the configuration are taken as they are. That counts of people among
// them are findings is package report's business.
//
// The package makes no file, and it trusts none of those that did: it shares no code with them but the shape of the tree. It does not see
// glyphs: a font that draws a 2 where its table says 3 would deceive it. The tiles of hatchings are not looked at.
package readback

import (
	"fmt"
	"strings"
	"unicode"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// Rule is the name of all findings of this package. They end a run as a disclosure risk.
const Rule = "ruecklesen"

// Product is a finished document and what it was made of.
type Product struct {
	Release  *release.Release // of its audience, as it was proven
	Document *report.Document
	Fixed    []string // style and script that are on every page whatever the document
	PDF      []byte
	HTML     []byte
}

// Document reads both files of a document. None found means: they show the tree and nothing else, and the tree shows the Release and nothing else.
func Document(p Product) finding.List {
	var l leaks
	l.in(p.Document.Name).source(p.Release, p.Document)
	l.in(p.Document.Name+".html").page(p.Document, p.Fixed, p.HTML)
	l.in(p.Document.Name+".pdf").paper(p.Document, p.PDF)
	return l.found
}

// leaks are the findings about one file after the other.
type leaks struct {
	file  string
	found finding.List
}

func (l *leaks) in(file string) *leaks {
	l.file = file
	return l
}

// leak tells what stands where it must not. What is told stays inside.
func (l *leaks) leak(where, format string, args ...any) {
	const enough = 20 // to see what is wrong
	if len(l.found) < enough {
		l.found.Add(finding.Stop, Rule, finding.Place{File: l.file}, where+": "+fmt.Sprintf(format, args...),
			"Die Datei wird nicht ausgegeben. Bitte den Fehler im Programm melden.")
	}
}

// squeezed is a text without what lines and pages change: white space, soft hyphens, and marks without a width.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < 0x7f:
			return r
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
}

// substitute stands in the PDF for a character that the typeface lacks.
const substitute = '□'

// same compares what a file says with what it has to say, and tells the first difference with what stands around it.
func (l *leaks) same(where, got, want string) {
	g, w := []rune(squeezed(got)), []rune(squeezed(want))
	at := 0
	for at < len(g) && at < len(w) && (g[at] == w[at] || g[at] == substitute) {
		at++
	}
	if at == len(g) && at == len(w) {
		return
	}
	around := func(text []rune) string {
		const before, behind = 12, 24
		return string(text[max(0, min(at, len(text))-before):min(len(text), at+behind)])
	}
	l.leak(where, "»%s« steht dort, wo »%s« freigegeben ist.", around(g), around(w))
}
