package privacy

import (
	"strconv"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy/internal/identifier"
)

// Declared is what a contract says of a column. The zero value is a column that nobody has declared.
type Declared struct {
	Class string          // disclosure class of the contract: key, quasi, sensitive, plain, forbidden
	Text  bool            // free text is wanted here (a remark, a title); names and numbers of people in it still are not
	Codes map[string]bool // delivered spellings that mean a code: they are not looked at
}

// Declare takes from a contract column and its mapping what the gate needs to know.
func Declare(c intake.Column, m intake.Mapping, lists codelist.Lists) Declared {
	d := Declared{Class: c.Class, Text: c.Type == intake.TypeText && c.Codes == "" && c.Class != "key"}
	if c.Codes == "" {
		return d
	}
	d.Codes = map[string]bool{}
	for spelling := range m.Codes {
		d.Codes[notation.Trim(spelling)] = true
	}
	for _, code := range lists[c.Codes].Codes {
		d.Codes[code.Code], d.Codes[code.Label.DE] = true, true
	}
	return d
}

// tally is how many cells and where the first of them stands.
type tally struct{ n, line int }

func (t *tally) count(line int) {
	if t.n == 0 {
		t.line = line
	}
	t.n++
}

// column gathers what the cells of one column say, in memory that does not grow with their number.
type column struct {
	number   int    // from 1
	label    string // the header, or "Spalte 3" where the header could be somebody's name
	head     identifier.Header
	declared Declared

	filled int // cells that are not empty and no marker for "missing"
	kinds  [identifier.Kinds]int
	fits   [identifier.Classes][identifier.Levels]tally
	runes  int
	words  int
	prose  tally
	values sketch

	days       tally // full dates and serials that are not the first of a month
	firsts     tally // full dates that are
	packed     tally // eight digits that could be a date
	years      [200]int32
	keyed      tally  // pseudonyms of letters and a year or date
	keyedDays  int    // of these, with a full date
	keyLetters sketch // different letters before it
	keyYears   sketch
	prints     []identifier.Fingerprint // at most maxPrints
	header     identifier.Evidence      // of the header taken as a cell

	seen [seenSize]seen // by the last bits of their hash: cells repeat
}

// seen is a text that was looked at, and what came of it. Note: it holds the bytes and no string, which would keep the block of the file that it is
// a part of: 64 blocks for each column.
type seen struct {
	text     [32]byte
	length   int // more than text holds: a text that is too long to be kept
	evidence identifier.Evidence
}

// is reports whether s is the text.
func (k *seen) is(s string) bool {
	return k.length == len(s) && k.length <= len(k.text) && string(k.text[:k.length]) == s
}

// keep makes s the text.
func (k *seen) keep(s string) {
	k.length = len(s)
	copy(k.text[:], s)
	k.evidence.Letters = strings.Clone(k.evidence.Letters)
}

// seenSize is a power of two. Sixty-four texts are more than most code lists have.
const seenSize = 64

// maxPrints is how many hashes of a column are tried.
const maxPrints = 64

// cell takes one cell in.
func (c *column) cell(l *identifier.Lexicon, line int, s string) {
	if s == "" {
		return
	}
	h := hash(s)
	known := &c.seen[h%seenSize]
	e := &known.evidence
	if !known.is(s) {
		if c.declared.Codes[notation.Trim(s)] {
			*e = identifier.Evidence{Kind: identifier.Code}
		} else {
			*e = l.Look(s)
		}
		known.keep(s)
		if e.Kind != identifier.Empty {
			c.values.add(h)
		}
	}
	c.kinds[e.Kind]++
	if e.Kind == identifier.Empty {
		return
	}
	c.filled++
	c.runes += e.Runes
	c.words += e.Words
	if e.Prose {
		c.prose.count(line)
	}
	if e.Year != 0 {
		c.date(line, e)
	}
	if e.Is[identifier.Shape] != 0 {
		c.fit(line, s, e)
	}
}

// fit counts the classes that a cell fits.
func (c *column) fit(line int, s string, e *identifier.Evidence) {
	for class := identifier.Email; class < identifier.Classes; class++ {
		for level := identifier.Shape; level < identifier.Levels && e.Is[level].Has(class); level++ {
			c.fits[class][level].count(line)
		}
	}
	if e.Is[identifier.Shape].Has(identifier.Digest) && len(c.prints) < maxPrints {
		if p := identifier.ReadFingerprint(notation.Trim(s)); p != "" {
			c.prints = append(c.prints, p)
		}
	}
}

// date counts a cell that is a date or has one in it.
func (c *column) date(line int, e *identifier.Evidence) {
	switch {
	case e.Letters != "":
		c.keyed.count(line)
		c.keyLetters.add(hash(e.Letters))
		c.keyYears.add(hash(strconv.Itoa(e.Year)))
		if e.DayOfMonth > 0 {
			c.keyedDays++
		}
		return
	case e.Kind == identifier.Number:
		c.packed.count(line)
	case e.DayOfMonth == 1:
		c.firsts.count(line)
	default:
		c.days.count(line)
	}
	c.years[e.Year-1900]++
}

// distinct is the share of different values among the filled cells, 1 where every cell has its own.
func (c *column) distinct() float64 {
	if c.filled == 0 {
		return 0
	}
	return min(1, float64(c.values.count())/float64(c.filled))
}

// headerFits reports whether the header looks like the cells under it and like no header, so that it may be the first record of a
// file without a header line.
func (c *column) headerFits(o opinion) bool {
	h := &c.header
	digits := h.Kind == identifier.Number || h.Kind == identifier.Serial || h.Kind == identifier.Span
	words := h.Kind == identifier.Word || h.Kind == identifier.Text
	switch {
	case c.head.Known() || h.Runes <= 3:
		return false
	case o.verdict > Green && h.Is[identifier.Shape].Has(o.class):
		return true
	case o.verdict > Green && words:
		return c.of(c.kinds[identifier.Word]+c.kinds[identifier.Text]) > 0.5
	}
	return (digits || words || h.Is[identifier.Shape] != 0) && c.of(c.kinds[h.Kind]) > 0.5
}

// of is a share of the filled cells.
func (c *column) of(n int) float64 {
	if c.filled == 0 {
		return 0
	}
	return float64(n) / float64(c.filled)
}

// span is the number of years between the tenth and the ninetieth per cent of the dates, and the first of these years.
func (c *column) span() (years, first int) {
	total, sum, from := int32(0), int32(0), -1
	for _, n := range c.years {
		total += n
	}
	for i, n := range c.years {
		sum += n
		if from < 0 && sum > 0 && sum*10 >= total {
			from = i
		}
		if sum > 0 && sum*10 >= total*9 {
			return i - from, 1900 + from
		}
	}
	return 0, 0
}
