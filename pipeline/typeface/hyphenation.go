package typeface

import (
	_ "embed"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"wirkbericht/pipeline/assets"
)

// The fewest letters before and behind a hyphen. German allows two, but "so-lange" and "be-raten" make uneasy edges, and our lines
// are long enough to do without.
const (
	lettersBefore = 3
	lettersBehind = 3
)

// hyphenation are the patterns of one language, after F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983: between
// the letters of a word stands the largest number that any pattern within the word puts there, and odd numbers allow a hyphen.
type hyphenation struct {
	patterns   map[string]string // letters → the numbers before each of them and behind the last, as digits
	longest    int               // bytes of the longest key
	exceptions map[string][]int
}

// exceptions are words that the patterns part wrongly, one a line with hyphens where they may be parted, in lower case. A word
// without a hyphen is never parted. Lines that begin with # are remarks.
//
//go:embed trennung.txt
var exceptions string

// readHyphenation reads the patterns of fsys.
func readHyphenation(fsys fs.FS) (*hyphenation, error) {
	raw, err := fs.ReadFile(fsys, assets.Hyphenation)
	if err != nil {
		return nil, fmt.Errorf("read hyphenation: %w", err)
	}
	h := &hyphenation{exceptions: map[string][]int{}}
	lines := strings.Fields(string(raw))
	h.patterns = make(map[string]string, len(lines))
	for _, line := range lines {
		h.add(line)
	}
	for line := range strings.Lines(exceptions) {
		if word := strings.TrimSpace(line); word != "" && word[0] != '#' {
			h.except(word)
		}
	}
	return h, nil
}

// add reads one pattern: "1kauf" puts a 1 before "kauf".
func (h *hyphenation) add(pattern string) {
	letters, levels := make([]byte, 0, 16), make([]byte, 0, 16)
	pending := byte('0')
	for _, r := range pattern {
		if r >= '0' && r <= '9' {
			pending = byte(r)
			continue
		}
		letters, levels = utf8.AppendRune(letters, r), append(levels, pending)
		pending = '0'
	}
	h.patterns[string(letters)] = string(append(levels, pending))
	h.longest = max(h.longest, len(letters))
}

func (h *hyphenation) except(word string) {
	breaks := []int{}
	parts := strings.Split(word, "-")
	at := 0
	for _, p := range parts[:len(parts)-1] {
		at += len(p)
		breaks = append(breaks, at)
	}
	h.exceptions[strings.Join(parts, "")] = breaks
}

// Hyphenate tells where a German word may be parted: byte offsets into it, in order. Only a word of nothing but letters is
// parted, and only one that is written as words are: "BAMF" and "SchulG" are not.
func (f *Family) Hyphenate(word string) []int {
	if len(word) < lettersBefore+lettersBehind || !isWord(word) {
		return nil
	}
	lower := strings.ToLower(word)
	if breaks, ok := f.hyphens.exceptions[lower]; ok {
		return breaks
	}
	if len(lower) != len(word) { // a letter whose small form is longer: the offsets would not fit
		return nil
	}
	return f.hyphens.breaks(lower)
}

// isWord reports whether a text is letters, all small but the first.
func isWord(text string) bool {
	for i, r := range text {
		if !unicode.IsLetter(r) || i > 0 && unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// breaks are the offsets where the patterns allow a hyphen.
func (h *hyphenation) breaks(word string) []int {
	dotted := "." + word + "."
	levels := make([]byte, 0, len(dotted)+1) // by character, before it
	starts := make([]int, 0, len(dotted)+1)  // byte offset of each character
	for i := range dotted {
		starts, levels = append(starts, i), append(levels, '0')
	}
	starts = append(starts, len(dotted))
	for i, from := range starts[:len(starts)-1] {
		for _, to := range starts[i+1:] {
			if to-from > h.longest {
				break
			}
			for k, level := range []byte(h.patterns[dotted[from:to]]) {
				if i+k < len(levels) && level > levels[i+k] {
					levels[i+k] = level
				}
			}
		}
	}
	var out []int
	for i := 1 + lettersBefore; i < len(levels)-lettersBehind; i++ {
		if levels[i]%2 == 1 { // '1' is odd, like 1
			out = append(out, starts[i]-1)
		}
	}
	return out
}
