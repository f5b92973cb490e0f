package report

import (
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy"
)

// Quality is what is known of the delivered data themselves. Only reports for the project team print it: three rejected rows of a
// table about leaving school are a count of people.
type Quality struct {
	Rules    []Rule
	Findings []Finding // of the deliveries that count, warnings and worse, sorted
	Earlier  int       // findings about deliveries that newer ones have replaced
	Changes  []Change
	Privacy  []privacy.Measures
	Tables   []intake.Table // the contracts in use
}

// Rule is one rule about deliveries and what it found in the snapshots that count.
type Rule struct {
	Kind     RuleKind
	Title    string // one German sentence
	Rows     int    // of the tables that it looks at; 0 when reading
	Warned   int    // rows that are kept; when reading, places
	Rejected int    // rows that do not count
}

// RuleKind says where a rule comes from.
type RuleKind int

// The kinds, in the order in which they are applied.
const (
	RuleReading  RuleKind = iota // how files are read
	RuleContract                 // follows from the contracts of the tables
	RuleProject                  // a file of queries/checks
)

// Finding is one finding about a delivery. Its message names nobody, not even by a pseudonym.
type Finding struct {
	finding.Finding
	Source string // title of the source, "" where none takes the file
	Answer string // what the office said to the question about it
}

// Change is what the newest snapshot of a table has changed against the one before.
type Change struct {
	Table                   string    // printed name
	Before, Now             time.Time // zero Before: there is no snapshot before
	RowsBefore, RowsNow     int
	Added, Removed, Changed int // keys
}

// team guards a block that tells of single rows: in a report for anybody else it is a fault.
func team[T any](b *builder, with func(T, body) []Block) func(T, body) []Block {
	return func(spec T, in body) []Block {
		if b.rel.Audience().Name != audienceTeam {
			b.add("block_adressat", in.fence(), "Der Block zeigt Angaben zu einzelnen Zeilen und ist nur in Berichten für das Projektteam möglich.",
				"Bitte den Block entfernen oder im Kopf »audience: "+audienceTeam+"« angeben.")
			return nil
		}
		return with(spec, in)
	}
}

// fence is the place of the line that opens the block.
func (in body) fence() finding.Place {
	return finding.Place{File: in.at.File, Line: in.at.Line - 1, Column: in.at.Column}
}

// verdict grades what a reader has to do.
type verdict int

const (
	fine   verdict = iota
	notice         // worth a look; nothing is lost
	act            // somebody has to do something
)

// mark is the verdict as sign and word: the word is for those who do not see the sign.
func (b *builder) mark(v verdict, words [3]notation.Text) Cell {
	sign := [...]string{"✓", "▲", "✗"}[v]
	return textCell(sign + "\u00a0" + words[v].In(b.lang))
}

// count prints a number of rows, files or findings.
func (b *builder) count(n int) string { return notation.FormatDecimal(notation.Int(int64(n)), b.lang) }

// number is a cell with a count; nothing is a dash, so that what is there stands out.
func (b *builder) number(n int) Cell {
	if n == 0 {
		return textCell("–")
	}
	return textCell(b.count(n))
}

// left and right are columns with a German and an English head.
func (b *builder) left(de, en string) Column  { return Column{Head: line(b.say(de, en)), Align: Left} }
func (b *builder) right(de, en string) Column { return Column{Head: line(b.say(de, en)), Align: Right} }

// enumerated is "a, b und c".
func (b *builder) enumerated(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + b.say(" und ", " and ") + words[last]
}
