package privacy

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy/internal/identifier"
)

// Gate holds what all judges of a run share: the lists of names, and which hashes have been tried. Make one per run. Neither a Gate nor
// its judges are safe for concurrent use.
type Gate struct {
	lexicon *identifier.Lexicon
	tried   map[identifier.Fingerprint]bool // whether it turned out reversible
}

// NewGate reads the lists, in about a millisecond.
func NewGate() *Gate {
	return &Gate{identifier.NewLexicon(), map[identifier.Fingerprint]bool{}}
}

// reversible reports whether one of the fingerprints is a hash of a small domain. A project whose keys are hashes has the same ones in every
// file; they are tried once.
func (g *Gate) reversible(prints []identifier.Fingerprint) bool {
	var fresh []identifier.Fingerprint
	for _, p := range prints {
		found, ok := g.tried[p]
		if found {
			return true
		}
		if !ok {
			fresh = append(fresh, p)
		}
	}
	found := g.lexicon.Reversible(fresh)
	for _, p := range fresh {
		g.tried[p] = found
	}
	return found
}

// Judge looks at the cells of one table: one file, or one sheet of a workbook.
type Judge struct {
	gate    *Gate
	place   finding.Place // file, sheet and the line of the header
	columns []*column
	rows    int
}

// Judge begins a table. place is its file, its sheet and the line of its header; header has the delivered names. declared says, per
// column, what the contract knows; it may be shorter than the header, or nil for a file without any contract.
func (g *Gate) Judge(place finding.Place, header []string, declared []Declared) *Judge {
	j := &Judge{gate: g, place: place}
	values := !g.isHeader(header)
	for i, h := range header {
		c := j.column(i)
		c.head = identifier.ReadHeader(h)
		if h := notation.Trim(h); h != "" && !values && g.lexicon.Safe(h) {
			c.label = strings.Join(strings.Fields(h), " ")
		}
		c.header = g.lexicon.Look(h)
		if i < len(declared) {
			c.declared = declared[i]
		}
	}
	return j
}

// isHeader reports whether a row is one of headers, and not the first record of a file without any: no cell is an identifier, and
// either one of them is a word that headers have, or none is a date or a pseudonym.
func (g *Gate) isHeader(row []string) bool {
	known, value := false, false
	for _, h := range row {
		e := g.lexicon.Look(h)
		if e.Is[identifier.Sure] != 0 || e.Kind == identifier.Day {
			return false
		}
		known = known || identifier.ReadHeader(h).Known()
		value = value || e.Kind == identifier.Key || e.Is[identifier.Likely] != 0
	}
	return known || !value
}

// column is the column at index i, which is made if rows are longer than the header.
func (j *Judge) column(i int) *column {
	for len(j.columns) <= i {
		n := len(j.columns) + 1
		j.columns = append(j.columns, &column{number: n, label: numbered(n)})
	}
	return j.columns[i]
}

// numbered is what a column is called whose header cannot be printed.
func numbered(n int) string { return fmt.Sprintf("Spalte %d", n) }

// Row looks at the raw cells of one record, before any conversion. line is where it begins in the file, from 1. Title lines, sum rows and
// footnotes may be given too: whoever signed a table stands there. Of the cells, only a few texts per column are kept until the
// judge is let go, to recognise what repeats itself.
func (j *Judge) Row(line int, cells []string) {
	j.rows++
	if len(cells) > len(j.columns) {
		j.column(len(cells) - 1)
	}
	for i, s := range cells {
		j.columns[i].cell(j.gate.lexicon, line, s)
	}
}

// Column is the verdict on one column.
type Column struct {
	Name    string  `json:"name"` // the header, or "Spalte 3"
	Verdict Verdict `json:"verdict"`
	Class   string  `json:"class"` // id of the class, "" for green
	Share   float64 `json:"share"` // of the filled cells, 0 to 1
	Cells   int     `json:"cells"` // how many show the class
	Line    int     `json:"line"`  // of the first of them, 0 if it is the column as a whole
	Column  int     `json:"column"`
	class   identifier.Class
}

// Columns are the verdicts in the order of the file, to be asked for after the last row.
func (j *Judge) Columns() []Column {
	out := []Column{}
	doubtful := !j.knownHeader()
	for _, c := range j.columns {
		o := c.decide(j.gate)
		if sure := c.header.Is[identifier.Sure]; sure != 0 {
			o = headerIsValue(sure, o, j.place.Line)
		}
		if doubtful && c.headerFits(o) {
			c.label = numbered(c.number)
		}
		v := Column{Name: c.label, Verdict: o.verdict, Class: o.class.String(), Cells: o.n, Line: o.line, Column: c.number, class: o.class}
		v.Share = min(1, share(o.n, max(c.filled, 1)))
		out = append(out, v)
	}
	return out
}

// knownHeader reports whether half of the headers are words that headers have. Then the others are headers too.
func (j *Judge) knownHeader() bool {
	known, all := 0, 0
	for _, c := range j.columns {
		if c.header.Kind != identifier.Empty {
			all++
		}
		if c.head.Known() {
			known++
		}
	}
	return 2*known >= all
}

// headerIsValue is for a header that is a value itself: the file has no header line, and somebody stands there.
func headerIsValue(is identifier.Set, o opinion, line int) opinion {
	for class := identifier.Email; class < identifier.Classes; class++ {
		if is.Has(class) && (o.verdict < Red || o.class == class) {
			return opinion{Red, class, tally{o.n + 1, line}}
		}
	}
	return o
}

// Findings tells red columns as stops, amber ones as warnings, and a file that says who is behind a pseudonym as a stop of its own. They name
// file, sheet, line, column and count, never a value.
func (j *Judge) Findings(columns []Column) finding.List {
	var found finding.List
	for _, v := range columns {
		if v.Verdict == Green {
			continue
		}
		at := j.place
		at.Line, at.Column = v.Line, v.Column
		if at.Line == 0 {
			at.Line = j.place.Line
		}
		holds, remedy := words(v.class)
		found.Add(severity(v.Verdict), "klarangabe_"+v.Class, at, j.sentence(v, holds), remedy)
	}
	if key, person := j.keyTable(columns); key > 0 {
		at := j.place
		at.Column = key
		found.Add(finding.Stop, "schluesseltabelle", at,
			fmt.Sprintf("Die Tabelle ordnet Pseudonyme (Spalte %d) Personen zu (Spalte %d).", key, person),
			"Bitte die Datei sofort aus dem Datenordner nehmen und getrennt von den Daten aufbewahren.")
	}
	return found
}

func severity(v Verdict) finding.Severity {
	if v == Red {
		return finding.Stop
	}
	return finding.Warning
}

func (j *Judge) sentence(v Column, holds string) string {
	verb := "enthält"
	if v.Verdict == Amber {
		verb = "enthält vielleicht"
	}
	filled := j.columns[v.Column-1].filled
	count := fmt.Sprintf("%d von %d ausgefüllten Zellen", min(v.Cells, filled), filled)
	if v.Line > 0 {
		count += fmt.Sprintf(", zuerst Zeile %d", v.Line)
	}
	if v.Name == numbered(v.Column) {
		return fmt.Sprintf("%s %s %s (%s).", v.Name, verb, holds, count)
	}
	return fmt.Sprintf("Die Spalte »%s« %s %s (%s).", v.Name, verb, holds, count)
}

// keyTable finds the column of pseudonyms and the column of persons in a file that has both: numbers from 1, or 0.
func (j *Judge) keyTable(columns []Column) (key, person int) {
	for _, v := range columns {
		c := j.columns[v.Column-1]
		switch v.class {
		case identifier.Name, identifier.Birth, identifier.TaxID, identifier.Pension, identifier.Health, identifier.Document, identifier.Register,
			identifier.CaseFile, identifier.Email, identifier.Phone, identifier.Address, identifier.Bank:
			if v.Verdict == Red && person == 0 {
				person = v.Column
			}
		default:
			if key == 0 && c.filled > 0 && c.of(c.kinds[identifier.Key]) >= 0.8 && c.distinct() > 0.9 {
				key = v.Column
			}
		}
	}
	if key == 0 || person == 0 {
		return 0, 0
	}
	return key, person
}
