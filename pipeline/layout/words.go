package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wirkbericht/pipeline/report"
)

// run is text in one look in one slot.
type run struct {
	text  string
	look  look
	slot  Slot
	link  *link
	note  *footnote // whose number this is
	fixed bool      // it is parted nowhere: a figure, a reference, code
}

// link is what runs of one link share.
type link struct {
	target  string
	label   string // its text
	element *Element
}

// word is what stays together on a line: the letters up to the next place where a line may end.
type word struct {
	runs  []run
	width float64 // millimetres, without the space behind it
	gap   float64 // width of the space behind it, 0 if there is none
	tail  float64 // width of the hyphen that is drawn if a line ends here, 0 if there is none
	end   wordEnd

	number bool // it should not be parted from what follows
}

// wordEnd tells what stands behind a word.
type wordEnd int

const (
	atSpace  wordEnd = iota // a space: it vanishes from sight where the line ends
	atHyphen                // nothing: the word goes on behind a hyphen or a slash
	atSoft                  // nothing: the word goes on, behind a hyphen where the line ends
	atBreak                 // the line ends here
)

// words cuts text into words. Its runs get slots in e, in order; without e they have no meaning.
func (s *setter) words(text []report.Inline, base look, e *Element) []word {
	return s.cut(cutter{setter: s, element: e}, text, base)
}

// cellWords cuts the text of a table's cell. There a line may end before the unit of a figure, since columns are narrow.
func (s *setter) cellWords(text []report.Inline, base look, e *Element) []word {
	return s.cut(cutter{setter: s, element: e, cell: true}, text, base)
}

func (s *setter) cut(c cutter, text []report.Inline, base look) []word {
	for _, in := range text {
		if in.Break {
			c.close(atBreak)
			continue
		}
		c.add(in, base)
	}
	c.close(atSpace)
	out := c.words
	for i := range out {
		s.measure(&out[i])
	}
	return out
}

// measure sets the widths of a word.
func (s *setter) measure(w *word) {
	w.width, w.gap, w.tail, w.number = 0, 0, 0, isNumber(*w)
	for _, r := range w.runs {
		w.width += s.width(r.look, r.text)
	}
	if len(w.runs) == 0 {
		return
	}
	switch last := w.runs[len(w.runs)-1].look; w.end {
	case atSpace:
		w.gap = s.width(last, " ")
	case atSoft:
		w.tail = s.width(last, softHyphen)
	}
}

// width is the width of a text in millimetres.
func (s *setter) width(l look, text string) float64 {
	return s.faces.Width(l.style, l.size, text) * mm
}

// cutter collects words.
type cutter struct {
	*setter
	element *Element
	words   []word
	open    []run // the word under construction
	cell    bool  // a unit may stand on a line of its own
	slot    Slot  // of text outside of links; 0 after a link
	link    *link
}

// add takes one inline run apart.
func (c *cutter) add(in report.Inline, base look) {
	r := run{look: base, fixed: in.Code}
	if in.Strong {
		r.look = r.look.strong()
	}
	if in.Emph {
		r.look = r.look.emphasised()
	}
	if color, lit := c.style.lights[in.Light]; lit {
		r.look = r.look.strong()
		r.look.color = color
	}
	if in.Note != nil {
		c.reference(in.Note, r)
		return
	}
	text := c.cleanSoft(in.Text, r.look.style)
	if strings.Trim(text, " "+softHyphen) == "" {
		if strings.Contains(text, " ") {
			c.close(atSpace)
		}
		return
	}
	c.place(in.Link, &r)
	if r.link != nil {
		r.link.label += strings.ReplaceAll(text, softHyphen, "")
	}
	if staysWhole(in, text) {
		r.fixed = true
		text = strings.ReplaceAll(text, softHyphen, "")
		if number, unit := cutUnit(text); c.cell && unit != "" {
			c.extend(number, r)
			c.close(atSpace)
			text = unit
		}
		c.extend(text, r)
		return
	}
	for {
		part, rest, spaced := strings.Cut(text, " ")
		c.letters(part, r)
		if !spaced {
			return
		}
		c.close(atSpace)
		text = rest
	}
}

// staysWhole reports whether a line may not end within a text: "9 von 14 Familien", "Tabelle 3".
func staysWhole(in report.Inline, text string) bool {
	const longest = 28 // bytes
	return len(text) <= longest && (in.Figure != "" || strings.HasPrefix(in.Link, "#"))
}

// cutUnit parts a figure before its last word, "+ 9 Prozentpunkte", if that is a long one.
func cutUnit(text string) (number, unit string) {
	const long = 7 // letters
	i := strings.LastIndexFunc(text, unicode.IsSpace)
	if i < 0 {
		return text, ""
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	if unit = text[i+size:]; utf8.RuneCountInString(unit) < long {
		return text, ""
	}
	return text[:i], unit
}

// place gives the run its slot, in a Link element where it is part of a link.
func (c *cutter) place(target string, r *run) {
	if target == "" {
		if c.slot == 0 {
			c.slot = c.tree.slot(c.element)
		}
		c.link, r.slot = nil, c.slot
		return
	}
	if c.link == nil || c.link.target != target {
		c.slot = 0
		c.link = &link{target: target}
		if c.element != nil {
			c.link.element = c.element.add("Link")
		}
	}
	r.link, r.look.color = c.link, c.style.accent
	r.slot = c.tree.slot(c.link.element)
}

// letters adds text without spaces, ending words behind hyphens and slashes, and where the author wants it.
func (c *cutter) letters(text string, r run) {
	if before, behind, ok := strings.Cut(text, softHyphen); ok {
		c.letters(before, r)
		if len(c.open) > 0 {
			c.close(atSoft)
		}
		c.letters(behind, r)
		return
	}
	r.fixed = r.fixed || isAddress(text)
	runes := []rune(text)
	from := 0
	for i := range runes {
		if mayBreakAfter(runes, i) {
			c.extend(string(runes[from:i+1]), r)
			c.close(atHyphen)
			from = i + 1
		}
	}
	c.extend(string(runes[from:]), r)
}

// mayBreakAfter reports whether a line may end behind runes[i]: behind a hyphen, dash or slash in the middle of letters. "S-Bahn"
// and "9a/A" stay whole: a line should not begin or end with one letter. "Schul-/Berufswahl" parts behind the slash.
func mayBreakAfter(runes []rune, i int) bool {
	if !strings.ContainsRune("-–/", runes[i]) || i < 3 || i+2 >= len(runes) {
		return false
	}
	before := i - 1
	if runes[before] == '-' {
		before--
	}
	for _, r := range []rune{runes[before], runes[before-1], runes[i+1], runes[i+2]} {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// extend lengthens the open word.
func (c *cutter) extend(text string, r run) {
	if text == "" {
		return
	}
	r.text = text
	c.open = appendRun(c.open, r)
}

// appendRun adds a run, joined with the one before it where nothing but the text differs.
func appendRun(runs []run, r run) []run {
	if n := len(runs); n > 0 {
		last := &runs[n-1]
		if last.look == r.look && last.slot == r.slot && last.link == r.link && last.note == r.note {
			last.text += r.text
			last.fixed = last.fixed || r.fixed
			return runs
		}
	}
	return append(runs, r)
}

// close ends the open word. Several spaces count as one, and one beside a line break does not count.
func (c *cutter) close(end wordEnd) {
	n := len(c.words)
	switch {
	case len(c.open) == 0 && end == atBreak && n > 0 && c.words[n-1].end == atSpace:
		c.words[n-1].end = atBreak
	case len(c.open) == 0 && end != atBreak:
	case clings(c.open) && n > 0 && c.words[n-1].end == atSpace:
		c.join(end)
	default:
		c.words = append(c.words, word{runs: c.open, end: end})
	}
	c.open = nil
}

// join makes the open word part of the one before, with the space between them.
func (c *cutter) join(end wordEnd) {
	w := &c.words[len(c.words)-1]
	w.runs[len(w.runs)-1].text += " "
	for _, r := range c.open {
		w.runs = appendRun(w.runs, r)
	}
	w.end = end
}

// clings reports whether a word may not begin a line: a lone dash or unit.
func clings(runs []run) bool {
	if len(runs) != 1 {
		return false
	}
	switch runs[0].text {
	case "–", "—", "%", "‰", "€", "…", "/", "·":
		return true
	}
	return false
}
