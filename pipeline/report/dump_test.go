package report

import (
	"fmt"
	"strings"
)

// dump is a document as text: what the goldens of these tests hold.
func dump(doc *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s [%s] %q\n", doc.Name, doc.Lang, doc.Title)
	for _, s := range []string{doc.Subtitle, doc.Author, doc.Audience, doc.Period, doc.Stamp} {
		fmt.Fprintf(&b, "  %s\n", s)
	}
	for _, f := range doc.Facts {
		fmt.Fprintf(&b, "  %s: %s\n", f.Label, f.Value)
	}
	dumpBlocks(&b, doc.Blocks, "")
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []Block, indent string) {
	for _, block := range blocks {
		switch block := block.(type) {
		case Heading:
			fmt.Fprintf(b, "%sh%d #%s [%s] %s\n", indent, block.Level, block.ID, block.Number, dumpText(block.Text))
		case Paragraph:
			fmt.Fprintf(b, "%sp %s\n", indent, dumpText(block.Text))
		case List:
			fmt.Fprintf(b, "%slist ordered=%t start=%d\n", indent, block.Ordered, block.Start)
			for _, item := range block.Items {
				fmt.Fprintf(b, "%s- \n", indent)
				dumpBlocks(b, item.Blocks, indent+"    ")
			}
		case Table:
			fmt.Fprintf(b, "%stable #%s [%s] %s\n", indent, block.ID, block.Number, dumpText(block.Caption))
			dumpTable(b, block, indent+"  ")
		case Figure:
			fmt.Fprintf(b, "%sfigure #%s [%s] %s chart=%t\n", indent, block.ID, block.Number, dumpText(block.Caption), block.Chart != nil)
			dumpTable(b, block.Data, indent+"  ")
			dumpNotes(b, block.Notes, indent+"  ")
		case Callout:
			fmt.Fprintf(b, "%scallout %q\n", indent, block.Title)
			dumpBlocks(b, block.Blocks, indent+"  ")
		case PageBreak:
			fmt.Fprintf(b, "%spagebreak\n", indent)
		default:
			fmt.Fprintf(b, "%s? %T\n", indent, block)
		}
	}
}

func dumpTable(b *strings.Builder, t Table, indent string) {
	var over []string
	for _, o := range t.Over {
		over = append(over, fmt.Sprintf("%s(%d)", dumpText(o.Text), o.Span))
	}
	if len(over) > 0 {
		fmt.Fprintf(b, "%s⌃ %s\n", indent, strings.Join(over, " ¦ "))
	}
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, fmt.Sprintf("%s(%s)", dumpText(c.Head), c.Align))
	}
	if len(heads) > 0 {
		fmt.Fprintf(b, "%s%s\n", indent, strings.Join(heads, " ¦ "))
	}
	for _, r := range t.Rows {
		var cells []string
		for i, c := range r.Cells {
			text := dumpText(c.Text)
			if r.Spans != nil {
				text += fmt.Sprintf("(%d)", r.Spans[i])
			}
			cells = append(cells, text)
		}
		fmt.Fprintf(b, "%s%s%s\n", indent, map[RowKind]string{Sum: "Σ ", Group: "§ "}[r.Kind], strings.Join(cells, " ¦ "))
	}
	dumpNotes(b, t.Notes, indent)
}

func dumpNotes(b *strings.Builder, notes [][]Inline, indent string) {
	for _, n := range notes {
		fmt.Fprintf(b, "%snote %s\n", indent, dumpText(n))
	}
}

// dumpText marks styles as Markdown does, and a figure with its id: ⟦14|de_…#value⟧.
func dumpText(text []Inline) string {
	var b strings.Builder
	for _, in := range text {
		s := in.Text
		if in.Figure != "" {
			s = "⟦" + s + "|" + in.Figure + "⟧"
		}
		if in.Code {
			s = "`" + s + "`"
		}
		if in.Emph {
			s = "*" + s + "*"
		}
		if in.Strong {
			s = "**" + s + "**"
		}
		if in.Link != "" {
			s = "[" + s + "](" + in.Link + ")"
		}
		if in.Break {
			s = "⏎"
		}
		if in.Note != nil {
			s = "[^" + in.Note.Number + ": " + dumpText(in.Note.Text) + "]"
		}
		b.WriteString(s)
	}
	return b.String()
}
