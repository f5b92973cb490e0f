package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// headRows is how far down a header row is looked for: title blocks are short.
const headRows = 50

// fold is a header as it is compared: without case, white space, hyphens and the way umlauts are written, so that "Aufnahme-\nmonat" and
// "aufnahmemonat" are the same, and so are "Größe", "GRÖSSE" and "Groesse".
func fold(s string) string {
	return asciiLetters(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0x202f || strings.ContainsRune("-‐‑–\u00ad\u200b\u200c\u200d\u2060\ufeff", r) {
			return -1
		}
		return r
	}, s))
}

// foldCode is a spelling of a code as it is compared: as fold, but blanks between words count, so that "6–7", "6-7" and "6 - 7" are the same.
func foldCode(s string) string {
	return aroundHyphen.ReplaceAllString(asciiLetters(s), "-")
}

var aroundHyphen = regexp.MustCompile(` *[-‐‑–—] *`)

// asciiLetters writes a text in small letters as programs without umlauts do.
func asciiLetters(s string) string {
	return umlauts.Replace(norm.NFC.String(strings.ToLower(s)))
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// wanted are the folded headers that a source declares.
func (s *Source) wanted() map[string]bool {
	out := map[string]bool{}
	for _, m := range s.Columns {
		for _, h := range m.Header {
			out[fold(h)] = true
		}
	}
	return out
}

// findHead is the row in which most of the wanted headers stand, and how many do.
func findHead(s rowser, wanted map[string]bool) (head row, matches int) {
	n := 0
	for r := range s.rows() {
		if n++; n > headRows {
			break
		}
		found := map[string]bool{}
		for _, c := range r.cells {
			if h := fold(c); wanted[h] {
				found[h] = true
			}
		}
		if len(found) > matches {
			head, matches = *r, len(found)
			head.cells, head.at = slices.Clone(r.cells), slices.Clone(r.at)
		}
		if matches == len(wanted) {
			break
		}
	}
	return head, matches
}

// sniff finds the delimiter: the declared one if the header row shows under it, else the one under which most of the header row
// shows, else the one that cuts most rows into the same number of cells.
func sniff(text string, declared byte, wanted map[string]bool) top {
	best := top{text, declared}
	matches, even := 0, 0
	for _, comma := range []byte{declared, ';', '\t', '|', ','} {
		if comma == 0 {
			continue
		}
		s := top{text, comma}
		_, m := findHead(s, wanted)
		e := evenRows(s)
		if best.comma == 0 || m > matches || m == matches && e > even && best.comma != declared {
			best, matches, even = s, m, e
		}
	}
	return best
}

// unquoted reports whether a header shows once nothing counts as a quote.
func (t top) unquoted(wanted map[string]bool) bool {
	_, matches := findHead(sniff(quoteMarks.Replace(t.text), 0, wanted), wanted)
	return matches > 1
}

var quoteMarks = strings.NewReplacer(`"`, "", "'", "", "„", "", "“", "", "”", "", "‚", "", "‘", "", "’", "", "«", "", "»", "")

// evenRows is how many of the first rows have as many cells as most of them, or 0 if that is one cell.
func evenRows(s rowser) int {
	counts := map[int]int{}
	n := 0
	for r := range s.rows() {
		if n++; n > headRows {
			break
		}
		counts[len(r.cells)]++
	}
	most := 0
	for cells, rows := range counts {
		if cells > 1 {
			most = max(most, rows)
		}
	}
	return most
}
