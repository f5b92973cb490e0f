package report

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Where footnotes are set and where their texts stand: "Satz.[^quelle]" and, at the beginning of a line, "[^quelle]: Text".
var (
	noteLink = regexp.MustCompile(`\[\^([^\]\s]+)\]`)
	noteText = regexp.MustCompile(`(?m)^ {0,3}\[\^([^\]\s]+)\]:`)
)

// footnotes reads the texts of the footnotes of a stretch of Markdown, for the links in it. The result puts back what was there
// before: a block within a report has footnotes of its own.
func (b *builder) footnotes(src source, doc ast.Node) (restore func()) {
	outer := b.notes
	b.notes = map[int][]Inline{}
	b.checkNotes(src)
	for n := doc.LastChild(); n != nil; n = n.PreviousSibling() {
		list, ok := n.(*east.FootnoteList)
		if !ok {
			continue
		}
		for f := list.FirstChild(); f != nil; f = f.NextSibling() {
			note, _ := f.(*east.Footnote)
			b.notes[note.Index] = b.noteText(src, note)
		}
	}
	return func() { b.notes = outer }
}

// noteText is the text of a footnote; its paragraphs are lines.
func (b *builder) noteText(src source, note *east.Footnote) []Inline {
	var out []Inline
	for p := note.FirstChild(); p != nil; p = p.NextSibling() {
		switch p.Kind() {
		case east.KindFootnoteBacklink: // goldmark's way back, which each product makes by itself
			continue
		case ast.KindParagraph, ast.KindTextBlock:
		default:
			b.unsupported(src, p)
			continue
		}
		if last := p.LastChild(); last != nil && last.Kind() == east.KindFootnoteBacklink {
			p.RemoveChild(p, last)
		}
		if len(out) > 0 {
			out = append(out, Inline{Break: true})
		}
		out = append(out, b.inlines(src, p, Inline{})...)
	}
	return out
}

// checkNotes tells of footnotes without a text, which would be printed as they are written, and of texts without a footnote, which
// would vanish.
func (b *builder) checkNotes(src source) {
	texts := noteText.FindAllSubmatchIndex(src.text, -1)
	named := func(list [][]int) (names []string) {
		for _, m := range list {
			names = append(names, string(src.text[m[2]:m[3]]))
		}
		return names
	}
	links := slices.DeleteFunc(noteLink.FindAllSubmatchIndex(src.text, -1), func(m []int) bool {
		return slices.ContainsFunc(texts, func(t []int) bool { return t[2] == m[2] })
	})
	for _, m := range links {
		if name := string(src.text[m[2]:m[3]]); !slices.Contains(named(texts), name) {
			b.unknown("fussnote_unbekannt", src.place(m[0]), "Fußnote", name, named(texts))
		}
	}
	for _, m := range texts {
		if name := string(src.text[m[2]:m[3]]); !slices.Contains(named(links), name) {
			b.add("fussnote_unbenutzt", src.place(m[2]-2), fmt.Sprintf("Auf die Fußnote %q verweist kein Text.", name), "Bitte [^"+name+"] an die Stelle setzen oder die Fußnote entfernen.")
		}
	}
}
