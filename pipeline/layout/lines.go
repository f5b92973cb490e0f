package layout

import (
	"math"
	"strings"
)

// line is a stretch of words.
type line []word

// breakLines chooses where lines end, so that the right edge is as calm as it can be: the sum of the squares of what is missing
// at each line's end is least, over the whole paragraph. Words wider than the measure are split between letters.
//
// Note: taking as many words as fit, line by line, is simpler, but with German words and no hyphenation it leaves holes that a
// look ahead avoids.
func (s *setter) breakLines(words []word, measure float64) []line {
	words = s.splitWide(words, measure)
	n := len(words)
	cost := make([]float64, n+1) // of the best way to set words[:j]
	from := make([]int, n+1)     // where its last line begins
	for j := 1; j <= n; j++ {
		cost[j] = math.Inf(1)
		width := 0.0
		for i := j - 1; i >= 0; i-- {
			if i < j-1 {
				if words[i].end == atBreak {
					break
				}
				width += words[i].gap
			}
			if width += words[i].width; width > measure+slack {
				break
			}
			if c := cost[i] + badness(words[i:j], width/measure, j == n, i == 0); c < cost[j] {
				cost[j], from[j] = c, i
			}
		}
	}
	var out []line
	for j := n; j > 0; j = from[j] {
		out = append(out, nil)
		copy(out[1:], out)
		out[0] = words[from[j]:j]
	}
	return out
}

// breakStyled breaks lines as the style wants it. Balanced lines are those of the least measure that needs no line more.
func (s *setter) breakStyled(words []word, measure float64, style textStyle) []line {
	lines := s.breakLines(words, measure)
	if !style.balanced || len(lines) < 2 {
		return lines
	}
	const step = 0.97
	word, _ := widest(words)
	for narrower := measure * step; narrower > max(word, measure/2); narrower *= step {
		try := s.breakLines(words, narrower)
		if len(try) > len(lines) {
			break
		}
		lines = try
	}
	return lines
}

// slack is what a line may be too wide by: rounding, not letters.
const slack = 1e-6

// badness is how little a line pleases. A last line may be short, but not a single short word.
func badness(words []word, filled float64, last, first bool) float64 {
	const perLine, hyphen, number, runt = 0.02, 0.015, 0.05, 0.06
	end := words[len(words)-1].end
	switch {
	case last && !first && filled < 0.12:
		return perLine + runt
	case last || end == atBreak:
		return perLine
	case end == atHyphen:
		return perLine + hyphen + (1-filled)*(1-filled)
	case isNumber(words[len(words)-1]):
		return perLine + number + (1-filled)*(1-filled)
	}
	return perLine + (1-filled)*(1-filled)
}

// isNumber reports whether a word should not be parted from what follows it: "1,5", "3." in a date, "§".
func isNumber(w word) bool {
	if len(w.runs) != 1 {
		return false
	}
	text := strings.TrimLeft(w.runs[0].text, "„(")
	return text != "" && strings.Trim(text, "0123456789.,§") == "" && !strings.HasSuffix(text, ",")
}

// splitWide cuts words that are wider than the measure, so that no line can run out of it.
func (s *setter) splitWide(words []word, measure float64) []word {
	var out []word
	for i, w := range words {
		if w.width <= measure+slack {
			if out != nil {
				out = append(out, w)
			}
			continue
		}
		if out == nil {
			out = append(make([]word, 0, len(words)+8), words[:i]...)
		}
		out = append(out, s.splitWord(w, measure)...)
	}
	if out == nil {
		return words
	}
	return out
}

// splitWord cuts one word between letters, into parts that fit and keep at least one letter each.
func (s *setter) splitWord(w word, measure float64) []word {
	part := word{end: atHyphen}
	var out []word
	for _, r := range w.runs {
		for _, letter := range r.text {
			one := r
			one.text = string(letter)
			width := s.width(r.look, one.text)
			if len(part.runs) > 0 && part.width+width > measure {
				out = append(out, part)
				part = word{end: atHyphen}
			}
			part.runs = appendRun(part.runs, one)
			part.width += width
		}
	}
	part.end, part.gap = w.end, w.gap
	return append(out, part)
}

// widest is the width of the widest word, and of the text on as few lines as its line breaks allow.
func widest(words []word) (wordWidth, lineWidth float64) {
	line := 0.0
	for i, w := range words {
		wordWidth = max(wordWidth, w.width)
		line += w.width
		lineWidth = max(lineWidth, line)
		if line += w.gap; w.end == atBreak || i == len(words)-1 {
			line = 0
		}
	}
	return wordWidth, lineWidth
}

// runs are the runs of a line, joined where they look alike. A line that ends at a space keeps it, so that what is read aloud does
// not run together with the next line.
func (l line) runs(lastOfText bool) []run {
	var out []run
	for i, w := range l {
		for _, r := range w.runs {
			out = appendRun(out, r)
		}
		if n := len(out); n > 0 && w.end != atHyphen && (!lastOfText || i != len(l)-1) {
			out[n-1].text += " "
		}
	}
	return out
}

// width is the width of what is seen of a line.
func (l line) width() float64 {
	width := 0.0
	for i, w := range l {
		width += w.width
		if i < len(l)-1 {
			width += w.gap
		}
	}
	return width
}
