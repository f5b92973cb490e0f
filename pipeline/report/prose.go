package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wirkbericht/pipeline/finding"
)

// markdown turns Markdown into blocks.
func (b *builder) markdown(src source) []Block {
	doc := b.parser.Parse(text.NewReader(src.text))
	defer b.footnotes(src, doc)()
	return b.blocks(src, doc)
}

// blocks turns the children of a node into blocks. A paragraph "Tabelle: …" right before a table is its caption.
func (b *builder) blocks(src source, parent ast.Node) []Block {
	var out []Block
	var caption *ast.Paragraph
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, b.heading(src, n))
		case *ast.Paragraph:
			if _, next := n.NextSibling().(*east.Table); next && strings.HasPrefix(string(n.Lines().Value(src.text)), captionMark) {
				caption = n
				continue
			}
			out = append(out, Paragraph{b.inlines(src, n, Inline{})})
		case *ast.TextBlock:
			out = append(out, Paragraph{b.inlines(src, n, Inline{})})
		case *ast.List:
			out = append(out, b.list(src, n))
		case *east.Table:
			out = append(out, b.markdownTable(src, n, caption))
			caption = nil
		case *ast.FencedCodeBlock:
			out = append(out, b.fenced(src, n)...)
		case *east.FootnoteList: // read before
		default:
			b.unsupported(src, n)
		}
	}
	return out
}

// remedies say how to write what reports do not take.
var remedies = map[ast.NodeKind][2]string{
	ast.KindBlockquote:    {"Ein Zitatblock", "Bitte einen Block »note« verwenden."},
	ast.KindCodeBlock:     {"Eingerückter Text", "Bitte die Einrückung am Zeilenanfang entfernen."},
	ast.KindThematicBreak: {"Eine Trennlinie", "Bitte eine Überschrift oder einen Block »pagebreak« verwenden."},
	ast.KindHTMLBlock:     {"HTML", "Bitte Markdown verwenden."},
	ast.KindRawHTML:       {"HTML", "Bitte Markdown verwenden."},
	ast.KindImage:         {"Ein Bild", "Bitte einen Block »chart« verwenden."},
}

func (b *builder) unsupported(src source, n ast.Node) {
	r, ok := remedies[n.Kind()]
	if !ok {
		r = [2]string{n.Kind().String(), "Bitte einfaches Markdown verwenden."}
	}
	b.add("markdown", src.place(n.Pos()), r[0]+" ist in einem Bericht nicht vorgesehen.", r[1])
}

// heading reads "## Titel {#anker .appendix}". Levels follow each other without gaps.
func (b *builder) heading(src source, n *ast.Heading) Block {
	at := src.place(n.Pos())
	if b.inNote {
		b.add("markdown", at, "Eine Überschrift ist in einem Hinweis nicht vorgesehen.", "Bitte »title:« verwenden.")
	}
	if n.Level > b.level+1 {
		b.add("ueberschrift_ebene", at, fmt.Sprintf("Auf eine Überschrift der Ebene %d folgt eine der Ebene %d.", b.level, n.Level),
			fmt.Sprintf("Bitte %q verwenden.", strings.Repeat("#", b.level+1)))
	}
	b.level = n.Level
	h := heading{Heading: Heading{Level: n.Level, Text: b.inlines(src, n, Inline{})}}
	if slices.ContainsFunc(h.Text, func(in Inline) bool { return in.Note != nil }) {
		b.add("markdown", at, "Eine Fußnote ist in einer Überschrift nicht vorgesehen.", "Bitte an den ersten Satz darunter setzen.")
	}
	for _, a := range n.Attributes() {
		value, _ := a.Value.([]byte)
		switch string(a.Name) {
		case "id":
			h.ID = b.claim(string(value), at)
		case "class":
			h.class = string(value)
		default:
			b.unknown("ueberschrift_angabe", at, "Angabe", string(a.Name), []string{"#anker", "." + classAppendix, "." + classPlain})
		}
	}
	if h.class != "" && h.class != classAppendix && h.class != classPlain {
		b.unknown("ueberschrift_angabe", at, "Art der Überschrift", h.class, []string{classAppendix, classPlain})
	}
	return h
}

func (b *builder) list(src source, n *ast.List) Block {
	l := List{Ordered: n.IsOrdered(), Start: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		l.Items = append(l.Items, Item{b.blocks(src, item)})
	}
	return l
}

// captionMark begins the caption of a table written in Markdown.
const captionMark = "Tabelle:"

// captionID is the anchor at the end of such a caption.
var captionID = regexp.MustCompile(`\s*\{#([^}\s]+)\}\s*$`)

func (b *builder) markdownTable(src source, n *east.Table, caption *ast.Paragraph) Block {
	t := Table{}
	if caption != nil {
		t.Caption = b.inlines(src, caption, Inline{})
		t.Caption[0].Text = strings.TrimLeft(strings.TrimPrefix(t.Caption[0].Text, captionMark), " ")
		last := &t.Caption[len(t.Caption)-1]
		if m := captionID.FindStringSubmatch(last.Text); m != nil {
			t.ID = b.claim(m[1], src.place(caption.Pos()))
			last.Text = strings.TrimSuffix(last.Text, m[0])
		}
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := b.markdownRow(src, row)
		switch {
		case row.Kind() == east.KindTableHeader && r.Spans != nil && row.NextSibling() != nil:
			for i, c := range r.Cells {
				t.Over = append(t.Over, Over{Text: c.Text, Span: r.Spans[i]})
			}
		case len(t.Columns) == 0:
			for i, c := range r.Cells {
				t.Columns = append(t.Columns, Column{Head: c.Text, Align: alignOf(n.Alignments[i])})
			}
		default:
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

// spanMark is a cell that belongs to the one at its left.
const spanMark = "<"

// markdownRow is one row. A cell of nothing but "<" lengthens the cell before it; in the head of a table such cells make it a head over
// the one that follows.
func (b *builder) markdownRow(src source, row ast.Node) Row {
	var r Row
	var spans []int
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		text := b.inlines(src, c, Inline{})
		if n := len(spans); n > 0 && plain(text) == spanMark {
			spans[n-1]++
			continue
		}
		r.Cells, spans = append(r.Cells, Cell{text}), append(spans, 1)
	}
	if slices.Max(append(spans, 1)) > 1 {
		r.Spans = spans
	}
	return r
}

func alignOf(a east.Alignment) Align {
	switch a {
	case east.AlignRight:
		return Right
	case east.AlignCenter:
		return Center
	}
	return Left
}

// inlines turns the children of a node into runs of one style each.
func (b *builder) inlines(src source, parent ast.Node, style Inline) []Inline {
	var out []Inline
	put := func(more ...Inline) {
		for _, in := range more {
			in.Strong, in.Emph, in.Code = in.Strong || style.Strong, in.Emph || style.Emph, in.Code || style.Code
			if in.Link == "" {
				in.Link = style.Link
			}
			out = join(out, in)
		}
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			put(Inline{Text: textOf(n, src.text)})
			if n.HardLineBreak() {
				put(Inline{Break: true})
			} else if n.SoftLineBreak() {
				put(Inline{Text: " "})
			}
		case *ast.CodeSpan:
			put(b.inlines(src, n, Inline{Code: true})...)
		case *ast.Emphasis:
			put(b.inlines(src, n, Inline{Strong: n.Level > 1, Emph: n.Level == 1})...)
		case *ast.Link:
			put(b.link(src, n)...)
		case *ast.AutoLink:
			put(Inline{Text: string(n.Label(src.text)), Link: string(n.URL(src.text))})
		case *east.FootnoteLink:
			put(Inline{Note: &Note{Text: b.notes[n.Index]}})
		case *figureNode:
			put(b.figure(n, src.place(n.start))...)
		default:
			b.unsupported(src, n)
		}
	}
	return out
}

// textOf is a text node as it reads: escapes and entities resolved.
func textOf(n *ast.Text, src []byte) string {
	v := n.Value(src)
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return string(v)
	}
	return string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(v))))
}

// join appends a run, or lengthens the last one where nothing but the text differs.
func join(out []Inline, in Inline) []Inline {
	if in.Text == "" && !in.Break && in.Link == "" && in.Note == nil {
		return out
	}
	if len(out) > 0 {
		last := &out[len(out)-1]
		same := *last
		same.Text = in.Text
		if same == in && in.Figure == "" && !in.Break && (in.Text != "" && last.Text != "") {
			last.Text += in.Text
			return out
		}
	}
	return append(out, in)
}

// link reads "[Text](https://…)", and "[](#anker)": a reference whose text is the number of what it points to.
func (b *builder) link(src source, n *ast.Link) []Inline {
	to, at := string(n.Destination), src.place(n.Pos())
	inside := strings.HasPrefix(to, "#")
	switch {
	case inside:
		b.refs = append(b.refs, reference{to[1:], at})
	case !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "mailto:"):
		b.add("verweis_form", at, fmt.Sprintf("Der Verweis auf %q führt nirgendwohin.", to),
			"Verweise beginnen mit https://, mailto: oder, innerhalb des Berichts, mit #.")
	}
	text := b.inlines(src, n, Inline{Link: to})
	if len(text) == 0 && inside {
		return []Inline{{Link: to}}
	}
	return text
}

// text reads one line of Markdown out of a block: a caption, a label, a note.
func (b *builder) text(s string, at finding.Place) []Inline {
	if s == "" {
		return nil
	}
	src := source{at: at, text: []byte(s)}
	var out []Inline
	doc := b.parser.Parse(text.NewReader(src.text))
	defer b.footnotes(src, doc)()
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindFootnoteList {
			continue
		}
		if n.Kind() != ast.KindParagraph {
			b.unsupported(src, n)
			continue
		}
		if len(out) > 0 {
			out = append(out, Inline{Break: true})
		}
		out = append(out, b.inlines(src, n, Inline{})...)
	}
	return out
}
