package yamlfile

import (
	"bytes"

	"gopkg.in/yaml.v3"

	"wirkbericht/pipeline/finding"
)

// Locate is where the value at a path of keys (string) and indexes (int) begins, in a document that begins at the place
// given (as for Decode). Of a quoted text or a block of text it is the place of the first character of the text itself. A path
// that leads nowhere ends at its last step that exists, so that a missing key is told at the block that misses it.
func Locate(raw []byte, at finding.Place, path ...any) finding.Place {
	d := decoder{at: firstLine(at)}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil || len(doc.Content) == 0 {
		return d.at
	}
	n := doc.Content[0]
	for _, step := range path {
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	switch n.Style &^ yaml.TaggedStyle {
	case yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle:
		return d.place(n.Line, n.Column+1)
	case yaml.LiteralStyle, yaml.FoldedStyle:
		return d.place(n.Line+1, indent(raw, n.Line+1)+1)
	}
	return d.place(n.Line, n.Column)
}

// child is the value of a key, or the element of a sequence; nil if there is none.
func child(n *yaml.Node, step any) *yaml.Node {
	switch s := step.(type) {
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == s {
				return n.Content[i+1]
			}
		}
	case int:
		if n.Kind == yaml.SequenceNode && s < len(n.Content) {
			return n.Content[s]
		}
	}
	return nil
}

// indent is the number of spaces at the beginning of a line, counted from 1.
func indent(raw []byte, line int) int {
	lines := bytes.Split(raw, []byte("\n"))
	if line > len(lines) {
		return 0
	}
	return len(lines[line-1]) - len(bytes.TrimLeft(lines[line-1], " "))
}
