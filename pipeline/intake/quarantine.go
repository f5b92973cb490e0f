package intake

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// quarantineHeaders are the columns that a quarantine file has beside the delivered ones: the line in the delivered file, what is wrong, what
// to do.
var quarantineHeaders = [...]string{"_zeile", "_grund", "_abhilfe"}

// IsQuarantineHeader reports whether a delivered header is one of those that a quarantine file adds.
func IsQuarantineHeader(header string) bool {
	return slices.Contains(quarantineHeaders[:], fold(header))
}

// Quarantine writes the rejected rows of one batch for the office that delivered them: a CSV file in UTF-8 with the delimiter and the header as
// delivered, and the columns _zeile, _grund, _abhilfe behind them.
//
// The office corrects the rows and puts the file, named nachlieferung_<source>_….csv, into the folder of the same snapshot. Its rows add to
// those of the delivery: it is a batch with an account of its own, in which every row of it is found again; the account of the delivery
// stays as it is, and rows that a supplement corrects do not count against max_rejected. Where rows of the delivery contradict each other,
// and where a row of the supplement names in _zeile the row of the same key that it corrects, the supplement's row stands and the
// others are rejected as replaced; otherwise it is a row like any other, and a duplicate or a contradiction is one.
//
// A row whose cells could not be told apart stands as a whole in the first column. A cell that a spreadsheet would take for a formula has an
// apostrophe before it, which is taken off again.
type Quarantine struct {
	w     *bufio.Writer
	comma string
	kept  []int // of the delivered columns, all but those that a quarantine file adds
	line  int   // the delivered column _zeile of a supplement, −1 without one
}

// NewQuarantine writes the header of the quarantine file of a batch.
func NewQuarantine(w io.Writer, b Batch) *Quarantine {
	q := &Quarantine{w: bufio.NewWriter(w), comma: cmp.Or(b.Delimiter, ";"), line: -1}
	var header []string
	for i, h := range b.Header {
		switch fold(h) {
		case quarantineHeaders[0]:
			q.line = i
		case quarantineHeaders[1], quarantineHeaders[2]:
		default:
			q.kept, header = append(q.kept, i), append(header, h)
		}
	}
	for len(header) > 1 && notation.Trim(header[len(header)-1]) == "" {
		q.kept, header = q.kept[:len(header)-1], header[:len(header)-1]
	}
	fmt.Fprint(q.w, "\ufeff") // Excel takes a file without the mark for Windows-1252
	q.record(append(header, quarantineHeaders[:]...))
	return q
}

// Write writes rows.
func (q *Quarantine) Write(rows []Rejected) error {
	for _, r := range rows {
		cells := make([]string, len(q.kept), len(q.kept)+len(quarantineHeaders))
		for to, from := range q.kept {
			if from < len(r.Cells) {
				cells[to] = guard(r.Cells[from])
			}
		}
		if r.Cells == nil {
			cells[0] = guard(r.Text)
		}
		line := strconv.Itoa(r.Line)
		if q.line >= 0 && q.line < len(r.Cells) {
			line = r.Cells[q.line] // a row that was not right the second time either
		}
		q.record(append(cells, line, r.Reason, r.Remedy))
	}
	return q.Close()
}

// Close writes what is still in memory. An error of an earlier row comes here too.
func (q *Quarantine) Close() error { return q.w.Flush() }

// record writes one record. Errors stay in the writer until Close.
func (q *Quarantine) record(cells []string) {
	for i, c := range cells {
		if i > 0 {
			fmt.Fprint(q.w, q.comma)
		}
		fmt.Fprint(q.w, quoteCell(c, q.comma))
	}
	fmt.Fprint(q.w, "\r\n")
}

func quoteCell(c, comma string) string {
	if c == "" || !strings.ContainsAny(c, "\"\r\n"+comma) && strings.TrimSpace(c) == c {
		return c
	}
	return `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
}

// WriteQuarantine writes the rejected rows of a batch that holds them all (Take).
func WriteQuarantine(w io.Writer, b Batch) error {
	return NewQuarantine(w, b).Write(b.Rejected)
}

// guard keeps spreadsheets from computing what an office delivered. Negative numbers stay as they are.
func guard(c string) string {
	if c == "" || !strings.ContainsRune("=+-@\t\r'", rune(c[0])) {
		return c
	}
	if c[0] == '+' || c[0] == '-' {
		if _, f := notation.ParseNumber(c, true); f.OK() || len(c) == 1 {
			return c
		}
	}
	return "'" + c
}

// unguard undoes guard.
func unguard(cells []string) {
	for i, c := range cells {
		if rest, ok := strings.CutPrefix(c, "'"); ok && guard(rest) == c {
			cells[i] = rest
		}
	}
}

// quarantined is a row as it was delivered, with why it is not taken.
func (p *pass) quarantined(row *row, reason, remedy string) Rejected {
	out := Rejected{Line: row.line, Text: row.text, Reason: reason, Remedy: remedy}
	if row.fault == "" && !p.tooLong(row) {
		out.Cells = slices.Clone(row.cells)
	}
	if row.at == nil {
		out.Text = strings.Join(row.cells, ";")
	}
	return out
}

// Delivered are rows of Batches[i] as they were delivered, in the order of the file: those at which something was found later, with what it
// was. Findings at other lines are passed over.
func (s *Survey) Delivered(i int, found finding.List) ([]Rejected, error) {
	if len(found) == 0 {
		return nil, nil
	}
	at := map[int]finding.List{}
	for _, f := range found {
		at[f.Place.Line] = append(at[f.Place.Line], f)
	}
	p := pass{reader: s.readers[i]}
	var out []Rejected
	for row := range p.sheet.rows() {
		if row.fault == faultChange {
			return nil, fmt.Errorf("read %s: %w", p.at, ErrChanged)
		}
		if found := at[row.line]; found != nil {
			if p.supplement {
				unguard(row.cells)
			}
			reason, remedy := sentences(found)
			out = append(out, p.quarantined(row, reason, remedy))
		}
	}
	return out, nil
}

// sentences puts what was found in a row into one text each, every sentence once.
func sentences(found finding.List) (reason, remedy string) {
	var why, what []string
	for _, f := range found {
		if !slices.Contains(why, f.Message) {
			why = append(why, f.Message)
		}
		if !slices.Contains(what, f.Remedy) {
			what = append(what, f.Remedy)
		}
	}
	return strings.Join(why, " "), strings.Join(what, " ")
}
