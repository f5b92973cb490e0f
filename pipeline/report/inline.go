package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// kindFigure marks an inline figure in goldmark's tree.
var kindFigure = ast.NewNodeKind("Figure")

// figureNode is one {{ … }} as written.
type figureNode struct {
	ast.BaseInline
	raw   []byte
	start int  // offset of the opening braces
	open  bool // never closed
}

// Kind implements ast.Node.
func (n *figureNode) Kind() ast.NodeKind { return kindFigure }

// Dump implements ast.Node.
func (n *figureNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"Raw": string(n.raw)}, nil)
}

// figureParser reads {{ … }}, over several lines if need be: editors wrap prose.
type figureParser struct{}

// Trigger implements parser.InlineParser.
func (figureParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (figureParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	n := &figureNode{start: segment.Start}
	block.Advance(2)
	for line, _ = block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		if i := bytes.Index(line, []byte("}}")); i >= 0 {
			n.raw = append(n.raw, line[:i]...)
			block.Advance(i + 2)
			return n
		}
		n.raw = append(n.raw, line...)
		block.AdvanceLine()
	}
	n.open = true
	return n
}

// request is what an inline figure asks for: {{ id period=SH:2017-H2 by=geschlecht_2 category=w as=kn sonst="…" }}, or,
// with a space before the name, a fact of the project ({{ fakt:… }}) or of the run ({{ lauf:… }}).
type request struct {
	space, name string
	set         map[string]string
}

var figureKeys = []string{"period", "by", "category", "law", "as", "sonst"}

// parseRequest reads the text between the braces. The second result is a fault in German, empty if there is none; the third
// what to do about it.
func parseRequest(raw string) (request, string, string) {
	q := request{set: map[string]string{}}
	fields, open := splitFields(raw)
	switch {
	case open:
		return q, "Ein Anführungszeichen ist nicht geschlossen.", `Bitte Texte in gerade Anführungszeichen setzen: sonst="…".`
	case len(fields) == 0:
		return q, "Zwischen den Klammern {{ }} steht nichts.", "Bitte die Kennung einer Kennzahl angeben."
	}
	q.name = fields[0]
	if space, name, ok := strings.Cut(fields[0], ":"); ok {
		q.space, q.name = space, name
	}
	for _, f := range fields[1:] {
		key, value, ok := strings.Cut(f, "=")
		switch {
		case !ok:
			return q, fmt.Sprintf("%q ist keine Angabe der Form schlüssel=wert.", f), suggest("", figureKeys)
		case !slices.Contains(figureKeys, key):
			return q, fmt.Sprintf("unbekannter Schlüssel %q.", key), suggest(key, figureKeys)
		case strings.HasPrefix(value, "„"), strings.HasPrefix(value, "“"), value == "":
			return q, fmt.Sprintf("%q hat keinen lesbaren Wert.", key), `Bitte gerade Anführungszeichen verwenden: ` + key + `="…".`
		}
		if _, twice := q.set[key]; twice {
			return q, fmt.Sprintf("Der Schlüssel %q steht zweimal.", key), "Bitte einen der beiden entfernen."
		}
		q.set[key] = value
	}
	return q, "", ""
}

// splitFields splits at white space outside straight quotes, and takes the quotes away. The second result tells of a quote
// that is never closed.
func splitFields(s string) ([]string, bool) {
	var fields []string
	var b strings.Builder
	quoted, any := false, false
	flush := func() {
		if any {
			fields = append(fields, b.String())
		}
		b.Reset()
		any = false
	}
	for _, r := range s {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case !quoted && strings.ContainsRune(" \t\r\n", r):
			flush()
		case r == '\n':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
			any = true
		}
	}
	flush()
	return fields, quoted
}
