package report

import (
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Document is one finished report as a tree: what the PDF and the HTML both are made of. Nothing in it is computed any more;
// every figure is a text that a Release gave out.
type Document struct {
	Name     string        // file name without extension, "zwischenbericht"
	Lang     notation.Lang // of labels and figures
	Prose    notation.Lang // of the text that somebody wrote; the same, unless a report has not been translated
	Title    string
	Subtitle string
	Author   string // the publishing body
	Audience string // printed name of the audience
	AsOf     time.Time
	Period   string // printed reporting period
	Stamp    string // "Entwurf – Geheimhaltung belegt (3f9a0c21)", "Freigabe 3 vom 30.10.2018 – Geheimhaltung belegt (3f9a0c21)"
	Facts    []Fact // lines under the title: "Berichtszeitraum", "Datenstand", …
	TOC      bool
	Numbered bool // headings carry numbers
	Blocks   []Block
}

// Fact is one line of the title area.
type Fact struct{ Label, Value string }

// Block is one element of the flow: Heading, Paragraph, List, Table, Figure, Callout, PageBreak.
type Block interface{ block() }

// Heading is a numbered or plain heading. Levels run from 1 without gaps.
type Heading struct {
	Level  int
	ID     string // anchor, unique in the document
	Number string // "2.1", or empty
	Text   []Inline
}

// Paragraph is running text.
type Paragraph struct{ Text []Inline }

// List is a bulleted or numbered list.
type List struct {
	Ordered bool
	Start   int
	Items   []Item
}

// Item is one entry; its blocks are paragraphs and nested lists.
type Item struct{ Blocks []Block }

// Table is a table with one head row. Caption and notes belong to it and stay with it.
type Table struct {
	ID      string
	Number  string // "Tabelle 3"
	Caption []Inline
	Over    []Over // a second head above that of the columns, over all of them; empty: none
	Columns []Column
	Rows    []Row
	Notes   [][]Inline // below the table: signs, source, as-of

	Landscape bool // on a page of its own that lies on its side; too wide a table comes to one unasked
}

// Column is one column of a table.
type Column struct {
	Head  []Inline
	Align Align
	Share float64 // wished share of the width, 0: from the content
}

// Align is the alignment of a column.
type Align string

// The alignments. Numbers stand right.
const (
	Left   Align = "left"
	Right  Align = "right"
	Center Align = "center"
)

// Row is one body row.
type Row struct {
	Kind  RowKind
	Cells []Cell
	Spans []int // how many columns each cell covers, all columns together; nil: one each
}

// RowKind tells body rows from sums and group heads.
type RowKind string

// The kinds of rows.
const (
	Body  RowKind = ""
	Sum   RowKind = "sum"   // bold, ruled above
	Group RowKind = "group" // one cell over all columns, a heading inside the table
)

// Cell is one cell of a table. The first cell of a body row heads it.
type Cell struct{ Text []Inline }

// Over is a head over several columns.
type Over struct {
	Text []Inline // empty: nothing stands there
	Span int      // columns that it covers
}

// Figure is a chart with its caption and the table behind it.
type Figure struct {
	ID      string
	Number  string // "Abbildung 2"
	Caption []Inline
	Chart   *chart.Chart
	Data    Table // caption-less; in HTML collapsed behind the chart, in the PDF below it where it has at most a few rows
	Notes   [][]Inline
}

// Callout is a short highlighted passage: the summary, a decision asked for, a limit of the data.
type Callout struct {
	Title  string
	Blocks []Block
}

// PageBreak begins a new page in the PDF; HTML ignores it.
type PageBreak struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Figure) block()    {}
func (Callout) block()   {}
func (PageBreak) block() {}

// Inline is a run of text in one style.
type Inline struct {
	Text   string
	Strong bool
	Emph   bool
	Code   bool
	Link   string // "#anchor" inside the document, or an address
	Figure string // id of the released figure this text prints (<cell id>#<form>), empty for prose
	Light  Light  // the light that this text names, which renderers may colour: sign and word say the same
	Break  bool   // a line break instead of text
	Note   *Note  // a footnote on what stands before, instead of text
}

// Light is the colour of a traffic light; empty for none.
type Light = indicator.Light

// Note is a footnote. In the text stands its number; in the PDF its text stands at the foot of the page, in HTML at the end.
type Note struct {
	Number string // "3", unique in the document
	Text   []Inline
}
