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
	codes   map[string]string // delivered spelling, folded → code
	stand   time.Time         // of the file
	epoch   time.Time         // day 0 of the workbook's serial numbers; zero for CSV
	header  string            // as delivered, for messages
	at      int               // index in the delivered row
	twins   []int             // other delivered columns with the same header
	fixed   *cell             // the same for every row: a constant, or nothing because the column is not in the file
	absent  bool              // it is not

	shape shape
	memo  map[string]*known
	slots [slots]*known // some of them, by a cheaper hash
	hits  int
	last  string // the text read last
	got   *cell  // and what it means
	once  cell   // what a text means that is not remembered
}

// known is a text with its meaning.
type known struct {
	text string
	cell
}

// cell is what a delivered text means: a value, or a reason why there is none, or a fault.
type cell struct {
	value  any
	reason Reason
	fault  *notation.Fault
	doubt  string // what to tell though the value is taken
	hash   uint64
}

// newColumn compiles everything that does not depend on the file.
func newColumn(k Column, s *Source, c Contract) *column {
	m := s.Columns[k.Name]
	out := &column{Column: k, mapping: m, source: s, list: c.Codes[k.Codes], header: k.Name, memo: map[string]*known{}}
	out.codes = map[string]string{}
	for spelling, code := range m.Codes {
		out.codes[foldCode(clean(spelling))] = code
	}
	out.markers = map[string]Reason{}
	for _, text := range s.Missing {
		out.markers[strings.ToLower(clean(text))] = ReasonNotStated
	}
	out.shape = shapeOf(out)
	return out
}

// blank is a cell in which nothing stands, whatever nothing means elsewhere in the column.
func (c *column) blank() *cell {
	got := c.required(cell{reason: ReasonEmpty}, "")
	got.hash = hashCell(got, "")
	return &got
}

// memoLimit bounds what is remembered. Columns of offices repeat themselves: codes, months, families. A column that does not,
// such as a serial number, is not worth remembering.
const memoLimit = 1 << 12

// slots is how many texts are found by their ends and length alone. A power of two.
const slots = 256

// slot is where a text may be found.
func slot(s string) int {
	n := len(s)
	if n == 0 {
		return 0
	}
	return (int(s[0])*7 + int(s[n/2])*31 + int(s[n-1])*131 + n) & (slots - 1)
}

// read is the meaning of a delivered text, valid until the next one. Each spelling is parsed once per file.
func (c *column) read(text string) *cell {
	if c.got != nil && text == c.last {
		return c.got
	}
	at := slot(text)
	got := c.slots[at]
	if got == nil || got.text != text {
		got = c.memo[text]
	}
	if got != nil {
		c.hits++
		c.slots[at] = got
		c.last, c.got = got.text, &got.cell
		return c.got
	}
	c.once = c.parse(text)
	c.once.hash = hashCell(c.once, text)
	c.remember(text)
	c.last, c.got = text, &c.once
	return c.got
}

// remember keeps the meaning of a text. The text is copied, because it is part of a block of the file.
func (c *column) remember(text string) {
	if len(c.memo) == memoLimit && c.hits < memoLimit {
		c.memo, c.slots = nil, [slots]*known{}
	}
	if c.memo == nil || len(c.memo) >= memoLimit {
		return
	}
	got := &known{strings.Clone(text), c.once}
	if s, ok := got.value.(string); ok {
		got.value = strings.Clone(s)
	}
	c.memo[got.text] = got
}
