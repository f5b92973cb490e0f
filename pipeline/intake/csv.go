package intake

import (
	"iter"
	"strings"
	"unicode/utf8"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// csvSheet is a CSV file, decoded.
type csvSheet struct {
	file  string
	text  string
	comma byte
}

func (s csvSheet) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		sc := csvScanner{text: s.text, comma: s.comma, line: 1}
		for sc.scan() {
			if !yield(sc.row) {
				return
			}
		}
	}
}

func (s csvSheet) place(r row, cell int) finding.Place {
	p := finding.Place{File: s.file, Line: r.line}
	if cell < 0 || cell >= len(r.at) {
		return p
	}
	before := s.text[r.at[0]:r.at[cell]]
	p.Line += strings.Count(before, "\n")
	before = before[strings.LastIndexByte(before, '\n')+1:]
	p.Column = utf8.RuneCountInString(before) + 1
	return p
}

// csvScanner cuts text into rows. The cells are parts of the text: nothing is copied but doubled quotes.
//
// Note: encoding/csv reports no offsets of later lines, refuses a stray quote for the whole file and copies every cell.
type csvScanner struct {
	text  string
	comma byte
	pos   int
	line  int
	row   row
}

// scan moves to the next row; false at the end.
func (sc *csvScanner) scan() bool {
	if sc.pos >= len(sc.text) {
		return false
	}
	sc.row = row{line: sc.line, cells: sc.row.cells[:0], at: sc.row.at[:0]}
	end, next := lineEnd(sc.text, sc.pos)
	if strings.IndexByte(sc.text[sc.pos:end], '"') >= 0 {
		sc.scanQuoted()
		return true
	}
	start := sc.pos
	for i := start; i < end; i++ {
		if sc.text[i] == sc.comma {
			sc.add(sc.text[start:i], start)
			start = i + 1
		}
	}
	sc.add(sc.text[start:end], start)
	sc.pos = next
	sc.line++
	return true
}

func (sc *csvScanner) add(cell string, at int) {
	sc.row.cells = append(sc.row.cells, cell)
	sc.row.at = append(sc.row.at, at)
}

// lineEnd is where the line that holds pos ends, and where the next begins. Lines end in LF or CR LF.
func lineEnd(text string, pos int) (end, next int) {
	i := strings.IndexByte(text[pos:], '\n')
	if i < 0 {
		return len(text), len(text)
	}
	end = pos + i
	if end > pos && text[end-1] == '\r' {
		return end - 1, end + 1
	}
	return end, end + 1
}

// scanQuoted is the slow way: at least one cell may be quoted and go over several lines.
func (sc *csvScanner) scanQuoted() {
	for {
		at := sc.pos
		cell := ""
		if sc.pos < len(sc.text) && sc.text[sc.pos] == '"' {
			cell = sc.quoted()
		}
		stop := sc.pos
		for stop < len(sc.text) && sc.text[stop] != sc.comma && sc.text[stop] != '\n' {
			stop++
		}
		last := stop == len(sc.text) || sc.text[stop] == '\n'
		rest := sc.text[sc.pos:stop]
		if last {
			rest = strings.TrimSuffix(rest, "\r")
		}
		if at != sc.pos && notation.Trim(rest) != "" {
			sc.row.fault = faultQuoteText
		}
		if at == sc.pos || notation.Trim(rest) != "" {
			cell += rest
		}
		sc.add(cell, at)
		sc.pos = min(stop+1, len(sc.text))
		if last {
			sc.line++
			return
		}
	}
}

// quoted reads from an opening quote to behind the closing one.
func (sc *csvScanner) quoted() string {
	start := sc.pos + 1
	doubled := false
	for i := start; ; i += 2 {
		j := strings.IndexByte(sc.text[i:], '"')
		if j < 0 {
			sc.row.fault = faultQuoteOpen
			sc.pos = len(sc.text)
			return sc.text[start:]
		}
		i += j
		if i+1 < len(sc.text) && sc.text[i+1] == '"' {
			doubled = true
			continue
		}
		sc.pos = i + 1
		cell := sc.text[start:i]
		sc.line += strings.Count(cell, "\n")
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell
	}
}
