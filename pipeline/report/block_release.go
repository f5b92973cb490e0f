package report

import (
	"fmt"

	"wirkbericht/pipeline/notation"
)

// Publication is what the page for the data-protection officer tells of a release, in German: it is an internal paper.
type Publication struct {
	Facts      []Fact // of the release: number, readers, who released it, purpose, legal basis, deletion
	Protection []Fact // the rules, what they withheld, the verdict
	Recipients []Recipient
	Contacts   []Contact
}

// Recipient is one release and who was given it.
type Recipient struct {
	Number       int
	Product      string
	Readers      string
	SupersededBy int // 0: it still holds
}

// Contact is a function that can be asked, never a person.
type Contact struct {
	Role notation.Text `yaml:"role"`
	Task notation.Text `yaml:"task"`
}

// publication are the facts of a release. A run that releases nothing has none: then the block says so, and the report can be checked.
func (b *builder) publication(s tableOnlySpec, in body) []Block {
	return b.factList(s, in, func(p *Publication) []Fact { return p.Facts })
}

// protection says what protects the people behind a release.
func (b *builder) protection(s tableOnlySpec, in body) []Block {
	return b.factList(s, in, func(p *Publication) []Fact { return p.Protection })
}

func (b *builder) factList(s tableOnlySpec, in body, of func(*Publication) []Fact) []Block {
	if b.run.Publication == nil {
		return b.unpublished(s, in)
	}
	t := Table{Columns: []Column{b.left("Angabe", "Item"), b.left("Inhalt", "Content")}}
	for _, f := range of(b.run.Publication) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(f.Label), textCell(f.Value)}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}

// recipients list who was ever given what.
func (b *builder) recipients(s tableOnlySpec, in body) []Block {
	if b.run.Publication == nil {
		return b.unpublished(s, in)
	}
	t := Table{Columns: []Column{b.right("Nr.", "No."), b.left("Produkt", "Product"), b.left("Empfänger", "Recipients"), b.left("Gilt", "Valid")}}
	for _, r := range b.run.Publication.Recipients {
		valid := b.say("ja", "yes")
		if r.SupersededBy > 0 {
			valid = fmt.Sprintf(b.say("ersetzt durch %d", "superseded by %d"), r.SupersededBy)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{b.number(r.Number), textCell(r.Product), textCell(r.Readers), textCell(valid)}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}

// contacts list whom to ask.
func (b *builder) contacts(s tableOnlySpec, in body) []Block {
	if b.run.Publication == nil {
		return b.unpublished(s, in)
	}
	t := Table{Columns: []Column{b.left("Funktion", "Function"), b.left("Wofür", "For what")}}
	for _, c := range b.run.Publication.Contacts {
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(c.Role.In(b.lang)), textCell(c.Task.In(b.lang))}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}

func (b *builder) unpublished(s tableOnlySpec, in body) []Block {
	b.claim(s.ID, in.place("id"))
	return []Block{Paragraph{line(b.say("Steht hier, sobald »publish« einen Entwurf freigibt.", "Stands here as soon as `publish` releases a draft."))}}
}
