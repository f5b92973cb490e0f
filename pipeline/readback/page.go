package readback

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"wirkbericht/pipeline/report"
)

// page compares an HTML file with the tree.
func (l *leaks) page(doc *report.Document, fixed []string, file []byte) {
	r := pageReader{leaks: l, raw: map[string][]string{}, known: knownValues(doc)}
	for _, policy := range policies(fixed) {
		r.known[policy] = true
	}
	r.read(file)
	l.same("Text der Seite", r.said.String(), ofPage(doc).String())
	var pictures, options []string
	script := false
	for _, f := range figures(doc.Blocks) {
		pictures = append(pictures, f.Chart.SVG)
		if len(f.Chart.Option) > 0 {
			options, script = append(options, string(f.Chart.Option)), true
		}
	}
	l.equal("Bild", r.raw["svg"], pictures)
	l.equal("Daten eines Diagramms", r.raw["option"], options)
	for _, kind := range []string{"style", "script"} {
		for _, text := range r.raw[kind] {
			if !slices.Contains(fixed, strings.TrimSpace(text)) && !slices.Contains(fixed, text) {
				l.leak("<"+kind+">", "Der Inhalt ist nicht der, den jede Seite hat.")
			}
		}
	}
	if n := len(r.raw["script"]); n > 1 || n == 1 && !script {
		l.leak("<script>", "Ein Skript zu viel.")
	}
}

// equal compares what was taken out of a file whole.
func (l *leaks) equal(what string, got, want []string) {
	if len(got) != len(want) {
		l.leak(what, "%d statt %d.", len(got), len(want))
		return
	}
	for i := range got {
		if got[i] != want[i] {
			l.leak(what, "Nummer %d ist nicht das freigegebene.", i+1)
		}
	}
}

// pageReader takes a page apart.
type pageReader struct {
	*leaks
	known map[string]bool // values that an attribute may have
	said  strings.Builder
	raw   map[string][]string // what is inserted whole: svg, option, script, style
}

func (r *pageReader) read(file []byte) {
	z := html.NewTokenizer(bytes.NewReader(file))
	whole, from := "", 0 // what is being taken whole, and since where
	at := 0
	for {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				r.leak("HTML", "Die Datei lässt sich nicht lesen: %v.", z.Err())
			}
			return
		}
		name, hasAttr := "", false
		if kind == html.StartTagToken || kind == html.EndTagToken || kind == html.SelfClosingTagToken {
			n, has := z.TagName()
			name, hasAttr = string(n), has
		}
		switch {
		case whole == "svg":
			if kind == html.EndTagToken && name == "svg" {
				r.raw["svg"], whole = append(r.raw["svg"], string(file[from:at])), ""
			}
		case kind == html.TextToken && whole != "":
			r.raw[whole] = append(r.raw[whole], string(file[start:at]))
		case kind == html.TextToken:
			r.said.WriteString(html.UnescapeString(string(file[start:at])))
		case kind == html.CommentToken:
			r.leak("HTML", "Ein Kommentar: »%s«.", file[start:at])
		case kind == html.EndTagToken:
			whole = ""
		case name == "svg":
			whole, from = "svg", start
		case kind != html.DoctypeToken:
			class := r.attributes(z, hasAttr)
			switch {
			case name == "style":
				whole = "style"
			case name == "script" && class == "option":
				whole = "option"
			case name == "script":
				whole = "script"
			}
		}
	}
}

// attributes looks at what a tag says beside its name, and returns its class.
func (r *pageReader) attributes(z *html.Tokenizer, more bool) (class string) {
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		key, value := string(k), string(v)
		if key == "class" {
			class = value
		}
		switch {
		case r.known[value]:
		case key == "colspan" || key == "start":
			if len(value) > 2 || strings.Trim(value, "0123456789") != "" {
				r.leak("Attribut "+key, "»%s«.", value)
			}
		default:
			r.leak("Attribut "+key, "»%s« ist nicht freigegeben.", value)
		}
	}
	return class
}

// fixedValues are the values of attributes that are the same in every document, in both languages.
const fixedValues = `|utf-8|Content-Security-Policy|referrer|no-referrer|viewport|width=device-width, initial-scale=1|color-scheme|light dark|icon|data:,|skip|#inhalt|inhalt
|stamp|Stand des Berichts|State of the report|sheet|title|author|subtitle|facts|contents|Inhalt|Contents|navtitle|number|-1|0|endnotes|doc-endnotes|Fußnoten|Footnotes
|doc-backlink|doc-noteref|Zurück zum Text|Back to the text|warn|callout|callouttitle|over|colgroup|col|group|rowgroup|row|sum|right|center|table|table wide|caption|scroll
|Tabelle|Table|chart|note|application/json|option|de|en
|light gruen|light gelb|light rot|light grau`

// knownValues are the values that the attributes of a page may have: fixed ones, anchors, ids of figures, names of what they belong to.
func knownValues(doc *report.Document) map[string]bool {
	s := speech{doc: doc}
	known := map[string]bool{string(doc.Lang): true, string(doc.Prose): true, doc.AsOf.Format("2006-01-02"): true}
	for _, v := range strings.Split(strings.ReplaceAll(fixedValues, "\n", ""), "|") {
		known[v] = true
	}
	walk(doc.Blocks, visitor{
		anchor: func(id string) { known[id], known["#"+id], known[id+"-titel"] = true, true, true },
		figure: func(f report.Figure) {
			known[f.Number], known[s.say("Daten zu", "Data of")+" "+f.Number] = true, true
		},
		inline: func(in report.Inline) {
			known[in.Figure], known[in.Link] = true, true
			if in.Note != nil {
				n := in.Note.Number
				for _, v := range []string{"fussnote-" + n, "#fussnote-" + n, "zu-fussnote-" + n, "#zu-fussnote-" + n, s.say("Fußnote", "Footnote") + " " + n} {
					known[v] = true
				}
			}
		},
	})
	return known
}

// policies are what pages say of requests: none, and no script but the fixed one, if there is any.
func policies(fixed []string) []string {
	scripts := []string{"'none'"}
	for _, text := range fixed {
		sum := sha256.Sum256([]byte(text))
		scripts = append(scripts, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	for i, s := range scripts {
		scripts[i] = "default-src 'none'; script-src " + s + "; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
	}
	return scripts
}
