package layout

import (
	"strings"
	"unicode"
)

// hyphens are the places where words may be parted, by word: the same words come again and again.
type hyphens map[string][]int

// hyphenate tells where a word of nothing but letters may be parted.
func (s *setter) hyphenate(word string) []int {
	at, ok := s.known[word]
	if !ok {
		at = s.faces.Hyphenate(word)
		s.known[word] = at
	}
	return at
}

// hyphenated are the words with each one cut where German allows a hyphen. What cannot be parted stays as it is.
func (s *setter) hyphenated(words []word) []word {
	out := make([]word, 0, 2*len(words))
	for i, w := range words {
		byAuthor := w.end == atSoft || i > 0 && words[i-1].end == atSoft
		if !s.parted || byAuthor {
			out = append(out, w)
			continue
		}
		out = s.part(out, w)
	}
	return out
}

// part cuts one word between syllables.
func (s *setter) part(out []word, w word) []word {
	breaks := s.syllables(w)
	if len(breaks) == 0 {
		return append(out, w)
	}
	piece := word{end: atSoft}
	at := 0 // bytes of the word before the run
	for _, r := range w.runs {
		from := 0
		for len(breaks) > 0 && breaks[0] <= at+len(r.text) {
			cut := r
			cut.text = r.text[from : breaks[0]-at]
			from, breaks = breaks[0]-at, breaks[1:]
			if cut.text != "" {
				piece.runs = append(piece.runs, cut)
			}
			s.measure(&piece)
			out = append(out, piece)
			piece = word{end: atSoft}
		}
		at += len(r.text)
		if r.text = r.text[from:]; r.text != "" {
			piece.runs = append(piece.runs, r)
		}
	}
	piece.end = w.end
	s.measure(&piece)
	return append(out, piece)
}

// syllables are the byte offsets at which a word may be parted.
func (s *setter) syllables(w word) []int {
	var text strings.Builder
	for _, r := range w.runs {
		if r.fixed {
			return nil
		}
		text.WriteString(r.text)
	}
	all := text.String()
	var out []int
	for from := 0; from < len(all); {
		letters := strings.IndexFunc(all[from:], unicode.IsLetter)
		if letters < 0 {
			break
		}
		from += letters
		to := len(all)
		if n := strings.IndexFunc(all[from:], func(r rune) bool { return !unicode.IsLetter(r) }); n >= 0 {
			to = from + n
		}
		for _, b := range s.hyphenate(all[from:to]) {
			out = append(out, from+b)
		}
		from = to
	}
	return out
}

// isAddress reports whether a text is a web or mail address, which a hyphen would make wrong.
func isAddress(text string) bool {
	if strings.ContainsAny(text, "@_\\") || strings.Contains(text, "://") {
		return true
	}
	runes := []rune(text)
	for i, r := range runes {
		if r == '.' && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
			return true
		}
	}
	return false
}
