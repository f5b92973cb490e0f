package intake

import (
	"strings"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/notation"
)

// column is one column of the contract, compiled for one file: where it stands and how its cells are read.
type column struct {
	Column
	mapping Mapping
	source  *Source
	list    codelist.List
	markers map[string]Reason // of this source, in lower case
	codes   map[string]string // delivered spelling, in lower case → code
	epoch   time.Time         // day 0 of the workbook's serial numbers; zero for CSV
	header  string            // as delivered, for messages
	at      int               // index in the delivered row
	fixed   *cell             // the same for every row: a constant, or a column that is not in the file

	memo map[string]cell
	hits int
}

// cell is what a delivered text means: a value, or a reason why there is none, or a fault.
type cell struct {
	value  any
	reason Reason
	fault  *notation.Fault
}

// newColumn compiles everything that does not depend on the file.
func newColumn(k Column, s *Source, c Contract) *column {
	m := s.Columns[k.Name]
	out := &column{Column: k, mapping: m, source: s, list: c.Codes[k.Codes], header: k.Name, memo: map[string]cell{}}
	out.codes = map[string]string{}
	for spelling, code := range m.Codes {
		out.codes[strings.ToLower(clean(spelling))] = code
	}
	out.markers = map[string]Reason{}
	for _, text := range s.Missing {
		out.markers[strings.ToLower(clean(text))] = ReasonNotStated
	}
	return out
}

// memoLimit bounds what is remembered. Columns of offices repeat themselves: codes, months, families. A column that does not,
// such as a serial number, is not worth remembering.
const memoLimit = 1 << 12

// read is the meaning of a delivered text. Each spelling is parsed once per file.
func (c *column) read(text string) cell {
	got, ok := c.memo[text]
	if ok {
		c.hits++
		return got
	}
	got = c.parse(text)
	if len(c.memo) == memoLimit && c.hits < memoLimit {
		c.memo = nil
	}
	if c.memo != nil && len(c.memo) < memoLimit {
		c.memo[text] = got
	}
	return got
}
