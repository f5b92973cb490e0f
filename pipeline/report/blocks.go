package report

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// blockNames is the closed vocabulary of fenced blocks.
var blockNames = []string{
	"account", "actors", "chart", "committees", "contacts", "coverage", "decisions", "definitions", "experiences", "facts", "finance", "findings", "funnel",
	"indicators", "legal", "measures", "network", "note", "overview", "pagebreak", "privacy", "protection", "recipients", "release", "rules", "signs", "snapshots", "table", "timeline",
}

// body is the YAML of a fenced block, with the place of its first line.
type body struct {
	yaml []byte
	at   finding.Place
}

// place is where the value at a path stands.
func (in body) place(path ...any) finding.Place { return yamlfile.Locate(in.yaml, in.at, path...) }

// fenced makes the blocks of one fence.
func (b *builder) fenced(src source, n *ast.FencedCodeBlock) []Block {
	kind := ""
	fence := src.place(n.Pos())
	if n.Info != nil {
		kind = strings.TrimSpace(string(n.Info.Value(src.text)))
	}
	in := body{yaml: n.Lines().Value(src.text), at: finding.Place{File: fence.File, Line: fence.Line + 1, Column: fence.Column}}
	switch kind {
	case "account":
		return decode(b, in, b.account)
	case "actors":
		return decode(b, in, b.actors)
	case "chart":
		return decode(b, in, b.chart)
	case "committees":
		return decode(b, in, b.committees)
	case "contacts":
		return decode(b, in, team(b, b.contacts))
	case "coverage":
		return decode(b, in, team(b, b.coverage))
	case "decisions":
		return decode(b, in, b.decisions)
	case "definitions":
		return decode(b, in, b.definitions)
	case "experiences":
		return decode(b, in, b.experiences)
	case "facts":
		return decode(b, in, b.facts)
	case "finance":
		return decode(b, in, b.finance)
	case "findings":
		return decode(b, in, team(b, b.findings))
	case "funnel":
		return decode(b, in, b.funnel)
	case "indicators":
		return decode(b, in, b.indicators)
	case "legal":
		return decode(b, in, b.legal)
	case "measures":
		return decode(b, in, b.measures)
	case "network":
		return decode(b, in, b.network)
	case "note":
		return decode(b, in, b.note)
	case "overview":
		return decode(b, in, team(b, b.overview))
	case "pagebreak":
		return b.pagebreak(in)
	case "privacy":
		return decode(b, in, team(b, b.privacy))
	case "protection":
		return decode(b, in, team(b, b.protection))
	case "recipients":
		return decode(b, in, team(b, b.recipients))
	case "release":
		return decode(b, in, team(b, b.publication))
	case "rules":
		return decode(b, in, team(b, b.rules))
	case "signs":
		return decode(b, in, b.signs)
	case "snapshots":
		return decode(b, in, team(b, b.snapshots))
	case "table":
		return decode(b, in, b.table)
	case "timeline":
		return decode(b, in, b.timeline)
	}
	b.unknown("block_unbekannt", fence, "Block", kind, blockNames)
	return nil
}

func (b *builder) pagebreak(in body) []Block {
	if len(bytes.TrimSpace(in.yaml)) > 0 {
		b.add("block_angabe", in.at, "Ein Seitenumbruch nimmt keine Angaben.", "Bitte den Inhalt des Blocks entfernen.")
	}
	return []Block{PageBreak{}}
}

// decode reads the body of a block and makes it; a body with faults makes nothing.
func decode[T any](b *builder, in body, with func(T, body) []Block) []Block {
	spec, found := yamlfile.Decode[T](in.yaml, in.at)
	b.found = append(b.found, found...)
	if len(found) > 0 {
		return nil
	}
	return with(spec, in)
}

// frame is what blocks with a table have in common.
type frame struct {
	ID    string `yaml:"id"`    // anchor, for references
	Title string `yaml:"title"` // caption; Markdown with inline figures
	Note  string `yaml:"note"`  // below the table; the same
}

// framed makes a table with its caption, its own note, the signs that occur in it, and where it comes from.
func (b *builder) framed(f frame, in body, t Table, source string) Table {
	t.ID = b.claim(f.ID, in.place("id"))
	t.Caption = b.text(f.Title, in.place("title"))
	if note := b.text(f.Note, in.place("note")); note != nil {
		t.Notes = append(t.Notes, note)
	}
	t.Notes = append(t.Notes, b.lawLabels()...)
	if legend := b.legendFor(t); legend != "" {
		t.Notes = append(t.Notes, line(legend))
	}
	if source != "" {
		t.Notes = append(t.Notes, line(b.sourceLine(source)))
	}
	return t
}

// sourceLine is "Quelle: …; Datenstand: 30.10.2018."
func (b *builder) sourceLine(source string) string {
	return fmt.Sprintf(b.say("Quelle: %s; Datenstand: %s.", "Source: %s; data as of %s."), source, b.date(b.run.AsOf))
}

func line(text string) []Inline { return []Inline{{Text: text}} }

func textCell(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{line(text)}
}

// noteSpec is a highlighted passage.
type noteSpec struct {
	Title string `yaml:"title"`
	Text  string `yaml:"text"` // Markdown: paragraphs, lists and tables
}

func (b *builder) note(s noteSpec, in body) []Block {
	if s.Text == "" {
		b.add("block_angabe", in.place(), "Der Hinweis hat keinen Text.", "Bitte »text: |« und darunter, eingerückt, den Text ergänzen.")
		return nil
	}
	defer func(level int) { b.inNote, b.level = false, level }(b.level)
	b.inNote = true
	return []Block{Callout{Title: s.Title, Blocks: b.markdown(source{at: in.place("text"), text: []byte(s.Text)})}}
}

// committeesSpec is the course of consultation: dates that no office delivers.
type committeesSpec struct {
	frame `yaml:",inline"`
	Rows  []struct {
		Body string `yaml:"body"`
		Date string `yaml:"date"` // ISO
		Role string `yaml:"role"` // Anhörung, Vorberatung, Entscheidung
	} `yaml:"rows"`
}

func (b *builder) committees(s committeesSpec, in body) []Block {
	t := Table{Columns: []Column{
		{Head: line(b.say("Gremium", "Committee")), Align: Left},
		{Head: line(b.say("Sitzung", "Session")), Align: Right},
		{Head: line(b.say("Beratung", "Role")), Align: Left},
	}}
	for i, r := range s.Rows {
		day, err := time.Parse(time.DateOnly, r.Date)
		if err != nil {
			b.add("block_angabe", in.place("rows", i, "date"), fmt.Sprintf("%q ist kein Datum.", r.Date), "Bitte in der Form JJJJ-MM-TT angeben.")
		}
		if r.Body == "" {
			b.add("block_angabe", in.place("rows", i), "Das Gremium fehlt.", "Bitte »body:« ergänzen.")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(r.Body), textCell(b.date(day)), textCell(r.Role)}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}
