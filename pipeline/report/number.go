package report

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/finding"
)

// heading is a Heading before it is numbered.
type heading struct {
	Heading
	class string
}

// later is a block that can only be made when the whole report has been read.
type later struct{ make func() []Block }

func (later) block() {}

// The classes of headings: an appendix is lettered, a plain heading has no number.
const (
	classAppendix = "appendix"
	classPlain    = "unnumbered"
)

// reference is a link into the report.
type reference struct {
	id string
	at finding.Place
}

var validID = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// claim takes an anchor that a report gives itself.
func (b *builder) claim(id string, at finding.Place) string {
	switch {
	case id == "":
		return ""
	case !validID.MatchString(id):
		b.add("anker_form", at, fmt.Sprintf("%q ist kein Anker.", id), "Bitte nur Kleinbuchstaben ohne Umlaute, Ziffern, »_« und »-« verwenden.")
	case b.ids[id]:
		b.add("anker_doppelt", at, fmt.Sprintf("Der Anker %q ist schon vergeben.", id), "Bitte einen anderen wählen.")
	}
	b.ids[id] = true
	return id
}

// anchor makes an anchor for what has none.
func (b *builder) anchor(base string) string {
	id := base
	for n := 2; b.ids[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	b.ids[id] = true
	return id
}

// finish makes what had to wait, numbers headings, tables and figures, and fills in the references to them.
func (b *builder) finish(blocks []Block) []Block {
	var all []Block
	for _, block := range blocks {
		if l, ok := block.(later); ok {
			all = append(all, l.make()...)
			continue
		}
		all = append(all, block)
	}
	n := numbering{b: b, labels: map[string]string{}}
	all = n.blocks(all)
	for _, r := range b.refs {
		if _, ok := n.labels[r.id]; !ok {
			b.unknown("verweis_unbekannt", r.at, "Ziel des Verweises", r.id, slices.Sorted(maps.Keys(n.labels)))
		}
	}
	notes := 0
	eachText(all, func(in *Inline) {
		if in.Note != nil {
			notes++
			in.Note.Number = strconv.Itoa(notes)
		}
		if id, ok := strings.CutPrefix(in.Link, "#"); ok && in.Text == "" {
			in.Text = n.labels[id]
		}
	})
	return all
}

// numbering counts through a report.
type numbering struct {
	b       *builder
	labels  map[string]string // anchor → how a reference reads
	heads   [6]int
	letters int
	inBack  bool // under an appendix heading
	quiet   int  // level of the heading without number that this one stands under; 0: none
	tables  int
	figures int
}

func (n *numbering) blocks(blocks []Block) []Block {
	for i, block := range blocks {
		switch block := block.(type) {
		case heading:
			blocks[i] = n.heading(block)
		case Table:
			blocks[i] = n.table(block)
		case Figure:
			n.figures++
			block.Number = n.b.say("Abbildung\u00a0", "Figure\u00a0") + strconv.Itoa(n.figures)
			block.ID = n.label(block.ID, "abbildung-"+strconv.Itoa(n.figures), block.Number)
			blocks[i] = block
		case Callout:
			block.Blocks = n.blocks(block.Blocks)
			blocks[i] = block
		case List:
			for j := range block.Items {
				block.Items[j].Blocks = n.blocks(block.Items[j].Blocks)
			}
		}
	}
	return blocks
}

// table numbers a table that has a caption.
func (n *numbering) table(t Table) Table {
	if len(t.Caption) == 0 {
		return t
	}
	n.tables++
	t.Number = n.b.say("Tabelle\u00a0", "Table\u00a0") + strconv.Itoa(n.tables)
	t.ID = n.label(t.ID, "tabelle-"+strconv.Itoa(n.tables), t.Number)
	return t
}

func (n *numbering) label(id, base, label string) string {
	if id == "" {
		id = n.b.anchor(base)
	}
	n.labels[id] = label
	return id
}

func (n *numbering) heading(h heading) Heading {
	h.Number = n.number(h)
	label := "„" + plain(h.Text) + "“"
	if h.Number != "" {
		label = n.b.say("Abschnitt\u00a0", "section\u00a0") + h.Number
		if n.inBack {
			label = n.b.say("Anhang\u00a0", "appendix\u00a0") + h.Number
		}
	}
	h.ID = n.label(h.ID, slug(plain(h.Text)), label)
	return h.Heading
}

// number is "2.1", in the appendix "A.1", or nothing.
func (n *numbering) number(h heading) string {
	if !n.b.front.Numbering || n.quiet > 0 && h.Level > n.quiet {
		return ""
	}
	n.quiet = 0
	if h.class == classPlain {
		n.quiet = h.Level
		return ""
	}
	level := min(h.Level, len(n.heads)) - 1
	clear(n.heads[level+1:])
	if level == 0 && h.class == classAppendix {
		n.letters++
		n.inBack = true
	} else {
		n.inBack = n.inBack && level > 0
		n.heads[level]++
	}
	parts := []string{strconv.Itoa(n.heads[0])}
	if n.inBack {
		parts[0] = string(rune('A' + n.letters - 1))
	}
	for _, k := range n.heads[1 : level+1] {
		parts = append(parts, strconv.Itoa(k))
	}
	return strings.Join(parts, ".")
}

// plain is the text of runs without their style.
func plain(text []Inline) string {
	var b strings.Builder
	for _, in := range text {
		b.WriteString(in.Text)
	}
	return b.String()
}

var (
	umlauts  = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")
	notPlain = regexp.MustCompile(`[^a-z0-9]+`)
)

// slug is a text as an anchor: "Übergang Schule–Beruf" becomes uebergang-schule-beruf.
func slug(s string) string {
	s = strings.Trim(notPlain.ReplaceAllString(umlauts.Replace(strings.ToLower(s)), "-"), "-")
	if s == "" || s[0] < 'a' {
		s = "abschnitt-" + s
	}
	return strings.TrimSuffix(s, "-")
}

// eachText calls f for every run of a report.
func eachText(blocks []Block, f func(*Inline)) {
	each := func(texts ...[]Inline) {
		for _, text := range texts {
			for i := range text {
				f(&text[i])
				if text[i].Note != nil {
					eachText([]Block{Paragraph{text[i].Note.Text}}, f)
				}
			}
		}
	}
	for _, block := range blocks {
		switch block := block.(type) {
		case Heading:
			each(block.Text)
		case Paragraph:
			each(block.Text)
		case List:
			for _, item := range block.Items {
				eachText(item.Blocks, f)
			}
		case Table:
			eachCell(block, each)
		case Figure:
			each(block.Caption)
			eachCell(block.Data, each)
			each(block.Notes...)
		case Callout:
			eachText(block.Blocks, f)
		}
	}
}

// eachCell goes through a table as it is read.
func eachCell(t Table, each func(...[]Inline)) {
	each(t.Caption)
	for _, o := range t.Over {
		each(o.Text)
	}
	for _, c := range t.Columns {
		each(c.Head)
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			each(c.Text)
		}
	}
	each(t.Notes...)
}
