package report

import (
	"cmp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// Make makes a report from what its audience may see. Faults of the report are findings that stop the run; an error is what
// nobody can repair in the report: a chart that could not be drawn.
func Make(r Report, rel *release.Release, run Run, draw Draw) (*Document, finding.List, error) {
	b := &builder{
		front: r.Front, lang: r.Lang, rel: rel, run: run, draw: draw,
		used: map[string]bool{}, ids: map[string]bool{}, parser: newParser(),
	}
	b.faults = faults{&b.found}
	b.counts(r.body)
	doc := b.document(r)
	doc.Blocks = b.markdown(r.body)
	doc.Blocks = b.finish(doc.Blocks)
	if b.err != nil {
		return nil, b.found.Sorted(), b.err
	}
	return doc, b.found.Sorted(), nil
}

// builder holds what the parts of one report share while it is made.
type builder struct {
	faults
	front Front
	lang  notation.Lang
	rel   *release.Release
	run   Run
	draw  Draw

	parser parser.Parser
	used   map[string]bool // indicators that the report names
	ids    map[string]bool // anchors given so far
	refs   []reference
	lawful []string         // labels of the laws by which figures of the present table were computed
	notes  map[int][]Inline // footnotes of the stretch of Markdown that is being read, by their index in it
	level  int              // of the last heading
	inNote bool
	found  finding.List
	err    error
}

// newParser reads Markdown with tables, footnotes, heading attributes and inline figures.
func newParser() parser.Parser {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithInlineParsers(util.Prioritized(figureParser{}, 90))),
	)
	return md.Parser()
}

// document is everything about the report but its blocks.
func (b *builder) document(r Report) *Document {
	doc := &Document{
		Name: r.OutputName(b.run), Lang: b.lang, Prose: cmp.Or(r.Prose, b.lang),
		Title: r.Front.Title, Subtitle: r.Front.Subtitle, Author: r.Front.Author,
		Audience: b.rel.Audience().Title.In(b.lang),
		AsOf:     b.run.AsOf, Period: b.reportingPeriod(), Stamp: b.run.Stamp,
		TOC: r.Front.TOC, Numbered: r.Front.Numbering,
	}
	if doc.Author == "" {
		doc.Author = b.run.Author
	}
	doc.Facts = []Fact{
		{b.say("Berichtszeitraum", "Reporting period"), doc.Period},
		{b.say("Datenstand", "Data as of"), b.date(doc.AsOf)},
	}
	for _, f := range r.Front.Facts {
		doc.Facts = append(doc.Facts, Fact{f.Label, f.Value})
	}
	return doc
}

// say chooses the language of a label.
func (b *builder) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(b.lang) }
