// Package textfile reads text files of unknown encoding as records of a delimited table, in memory that does not grow with the file: Examine
// finds out how characters are stored, Evidence.Decode makes UTF-8 of them, a Scanner cuts the text into rows.
//
// It knows nothing of headers, columns and what a row means (package intake does), and never gives up a file: a record that cannot be cut
// is one row with a Fault.
package textfile

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"wirkbericht/pipeline/notation"
)

// Fault is why a row could not be cut into cells.
type Fault string

// The faults of rows.
const (
	QuoteOpen Fault = "anfuehrung_offen"  // a quote is not closed where it should be
	QuoteText Fault = "anfuehrung_text"   // text follows a closing quote
	TooLong   Fault = "zeile_zu_lang"     // longer than MaxRecord
	Unread    Fault = "datei_abgebrochen" // the file could not be read further; the last row
)

// MaxRecord is how many bytes a record may have, as UTF-8.
const MaxRecord = 1 << 20

// block is how much text is cut at a time. Cells are parts of it: nothing is copied but doubled quotes, and a cell that is kept keeps
// its block.
const block = 1 << 18

// Row is one record. It is valid until the next one is asked for, its texts for ever.
type Row struct {
	Line  int // where it begins, from 1
	Lines int // how many lines it takes: more than 1 if a quoted cell has line breaks
	Cells []string
	At    []int  // offset of each cell in Text
	Text  string // the record as it stands in the file, without its line end; of one that is TooLong the beginning
	Fault Fault
}

// Scanner cuts text into rows. An empty line is a row with one empty cell.
//
// Note: encoding/csv reports no offsets of later lines, refuses a stray quote for the whole file and copies every cell.
type Scanner struct {
	Row
	// Width is how many cells the header has, 0 if that is not known yet. Where the lines of a quoted cell are rows of that many cells, the
	// quote was never meant to open.
	Width int

	r     io.Reader
	comma byte
	text  string // complete lines, as long as there are any
	pos   int    // of the next record in text
	line  int    // of the next record
	rest  []byte // read, but behind the last line end
	buf   []byte
	done  bool // r has been read to its end
	err   error
}

// NewScanner cuts what r holds, UTF-8, at comma.
func NewScanner(r io.Reader, comma byte) *Scanner {
	return &Scanner{r: r, comma: comma, line: 1}
}

// NewTextScanner cuts a text that is in memory.
func NewTextScanner(text string, comma byte) *Scanner {
	return &Scanner{text: text, comma: comma, line: 1, done: true}
}

// Scan moves to the next row; false at the end.
func (s *Scanner) Scan() bool {
	s.Row = Row{Line: s.line, Lines: 1, Cells: s.Cells[:0], At: s.At[:0]}
	for s.pos >= len(s.text) {
		if s.done {
			return s.failed()
		}
		if !s.more() {
			s.skip()
			return true
		}
	}
	end, next := lineEnd(s.text, s.pos)
	if s.done && s.text[s.pos:] == "\x1a" {
		return s.failed() // the end mark of DOS
	}
	if strings.IndexByte(s.text[s.pos:end], '"') >= 0 {
		s.quoted()
	} else {
		s.Text = s.text[s.pos:end]
		s.cut()
		s.pos = next
	}
	s.line += s.Lines
	return true
}

// failed is the last row of a file that could not be read to its end, once.
func (s *Scanner) failed() bool {
	if s.err == nil {
		return false
	}
	s.Fault, s.err = Unread, nil
	return true
}

// more adds lines to the text, all that is left at the end. It is false if the next line is too long.
func (s *Scanner) more() bool {
	for len(s.rest) <= MaxRecord {
		data := s.read()
		cut := bytes.LastIndexByte(data, '\n') + 1
		if s.done {
			cut = len(data)
		}
		if cut > 0 || s.done {
			s.keep(data[:cut])
			s.rest = append(s.rest[:0], data[cut:]...)
			return true
		}
		s.rest = append(s.rest, data...)
	}
	return false
}

// read is the next block.
func (s *Scanner) read() []byte {
	if s.buf == nil {
		s.buf = make([]byte, block)
	}
	n, err := io.ReadFull(s.r, s.buf)
	s.done = err != nil
	if s.done && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		s.err = err
	}
	return s.buf[:n]
}

// keep appends lines to what is not yet cut.
func (s *Scanner) keep(lines []byte) {
	var b strings.Builder
	b.Grow(len(s.text) - s.pos + len(s.rest) + len(lines))
	b.WriteString(s.text[s.pos:])
	b.Write(s.rest)
	b.Write(lines)
	s.text, s.pos = b.String(), 0
}

// skip makes a row of the line that is too long and moves behind its end.
func (s *Scanner) skip() {
	s.Fault, s.Text = TooLong, strings.ToValidUTF8(string(s.rest[:1<<10]), "")
	s.Cells, s.At = append(s.Cells, s.Text), append(s.At, 0)
	s.line++
	s.text, s.pos, s.rest = "", 0, s.rest[:0]
	for !s.done {
		data := s.read()
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			data = data[i+1:]
			cut := bytes.LastIndexByte(data, '\n') + 1
			if s.done {
				cut = len(data)
			}
			s.keep(data[:cut])
			s.rest = append(s.rest, data[cut:]...)
			return
		}
	}
}

// cut cuts Text at every delimiter.
func (s *Scanner) cut() {
	start := 0
	for i := range len(s.Text) {
		if s.Text[i] == s.comma {
			s.add(s.Text[start:i], start)
			start = i + 1
		}
	}
	s.add(s.Text[start:], start)
}

func (s *Scanner) add(cell string, at int) {
	s.Cells = append(s.Cells, cell)
	s.At = append(s.At, at)
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

// quoted is the slow way: at least one cell may be quoted and go over several lines.
//
// A quote that is never closed would swallow the rest of the file, and one that is closed by the next stray quote all rows between. So a record
// of several lines must be sound and must not look like rows; if it is not, its first line alone is a broken row, and the next line is
// looked at for itself.
func (s *Scanner) quoted() {
	next, open := s.record()
	for open && !s.done && len(s.text)-s.pos <= MaxRecord {
		if !s.more() {
			break
		}
		next, open = s.record()
	}
	end := next
	if end > s.pos && s.text[end-1] == '\n' {
		if end--; end > s.pos && s.text[end-1] == '\r' {
			end--
		}
	}
	s.Text = s.text[s.pos:end]
	s.Lines = 1 + strings.Count(s.Text, "\n")
	if open || s.Lines > 1 && (s.Fault != "" || s.looksLikeRows() || len(s.Text) > MaxRecord) {
		s.breakOff()
		return
	}
	s.pos = next
}

// breakOff makes the first line alone a row with a fault.
func (s *Scanner) breakOff() {
	end, next := lineEnd(s.text, s.pos)
	s.Text, s.Lines, s.Fault = s.text[s.pos:end], 1, QuoteOpen
	s.Cells, s.At = s.Cells[:0], s.At[:0]
	s.cut()
	for i, c := range s.Cells {
		s.Cells[i] = strings.Trim(c, `"`)
	}
	s.pos = next
}

// looksLikeRows reports whether the first line of the record, and most of the others, have as many cells as a row if quotes mean nothing.
func (s *Scanner) looksLikeRows() bool {
	if s.Width < 3 {
		return false
	}
	rows, lines := 0, 0
	for i, line := range strings.Split(s.Text, "\n") {
		full := strings.Count(line, string(rune(s.comma))) >= s.Width-1
		switch {
		case i == 0 && !full:
			return false
		case i > 0 && notation.Trim(line) != "":
			lines++
			if full {
				rows++
			}
		}
	}
	return 2*rows > lines
}

// record cuts the record at pos and says where the next one begins. open: the text ends within quotes.
func (s *Scanner) record() (next int, open bool) {
	s.Cells, s.At, s.Fault = s.Cells[:0], s.At[:0], ""
	for at := s.pos; ; {
		cell, i := "", at
		inQuotes := at < len(s.text) && s.text[at] == '"'
		if inQuotes {
			if cell, i = unquote(s.text, at); i < 0 {
				s.Fault = QuoteOpen
				return len(s.text), true
			}
		}
		stop := i
		for stop < len(s.text) && s.text[stop] != s.comma && s.text[stop] != '\n' {
			stop++
		}
		last := stop == len(s.text) || s.text[stop] == '\n'
		rest := s.text[i:stop]
		if last {
			rest = strings.TrimSuffix(rest, "\r")
		}
		if inQuotes && notation.Trim(rest) != "" {
			s.Fault = QuoteText
		}
		if !inQuotes || notation.Trim(rest) != "" {
			cell += rest
		}
		s.add(cell, at-s.pos)
		at = min(stop+1, len(s.text))
		if last {
			return at, false
		}
	}
}

// unquote reads from the opening quote at i to behind the closing one, −1 if there is none.
func unquote(text string, i int) (cell string, next int) {
	start := i + 1
	doubled := false
	for i = start; ; i += 2 {
		j := strings.IndexByte(text[i:], '"')
		if j < 0 {
			return "", -1
		}
		i += j
		if i+1 < len(text) && text[i+1] == '"' {
			doubled = true
			continue
		}
		cell = text[start:i]
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell, i + 1
	}
}
