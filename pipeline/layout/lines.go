package layout

import (
	"math"
	"slices"
	"strings"
)

// line is a stretch of words.
type line []word

// breakLines chooses where lines end, so that what the lines cost together is least over the whole paragraph. Words wider than the
// measure are parted.
//
// Note: taking as many words as fit, line by line, is simpler, but with the long words of German it leaves holes that a look ahead
// avoids.
func (s *setter) breakLines(words []word, measure float64, fill filling) []line {
	words = s.splitWide(words, measure)
	n := len(words)
	cost := make([]float64, n+1) // of the best way to set words[:j]
	from := make([]int, n+1)     // where its last line begins
	for j := 1; j <= n; j++ {
		cost[j] = math.Inf(1)
		width, gaps := words[j-1].tail, 0.0
		for i := j - 1; i >= 0; i-- {
			if i < j-1 {
				if words[i].end == atBreak {
					break
				}
				gaps += words[i].gap
			}
			width += words[i].width
			if i < j-1 && width+gaps*(1-fill.shrink) > measure+slack {
				break
			}
			l := candidate{words: words[i:j], width: width, gaps: gaps, last: j == n, first: i == 0}
			if i > 0 {
				l.hyphen = words[i-1].end == atSoft
			}
			if c := cost[i] + fill.cost(l, measure); c < cost[j] {
				cost[j], from[j] = c, i
			}
		}
	}
	var out []line
	for j := n; j > 0; j = from[j] {
		out = append(out, words[from[j]:j])
	}
	slices.Reverse(out)
	return out
}

// candidate is a line that may come to be.
type candidate struct {
	words       []word
	width, gaps float64 // of its words, and of the spaces between them
	first, last bool    // of the paragraph
	hyphen      bool    // the line before ends within a word
}

// filling is a way to fill lines.
type filling struct {
	shrink float64 // by what part a space may be narrower than the font has it
	cost   func(l candidate, measure float64) float64
}

// ragged leaves the right edge as calm as it can be, justified makes it straight.
var (
	ragged    = filling{cost: raggedness}
	justified = filling{shrink: narrowest, cost: demerits}
)

// breakStyled breaks lines as the style wants it. Words are only parted where the lines without hyphens do not please, and where the
// edge is ragged only if that saves a line. Balanced lines are those of the least measure that needs no line more.
func (s *setter) breakStyled(words []word, measure float64, style textStyle) []line {
	fill := ragged
	if style.justified {
		fill = justified
	}
	lines := s.breakLines(words, measure, fill)
	if style.parted && s.parted && !fill.pleases(lines, measure) {
		if parted := s.breakLines(s.hyphenated(words), measure, fill); style.justified || len(parted) < len(lines) {
			lines = parted
		}
	}
	if !style.balanced || len(lines) < 2 {
		return lines
	}
	const step = 0.97
	word, _ := widest(words)
	for narrower := measure * step; narrower > max(word, measure/2); narrower *= step {
		try := s.breakLines(words, narrower, ragged)
		if len(try) > len(lines) {
			break
		}
		lines = try
	}
	return lines
}

// pleases reports whether no line has holes.
func (f filling) pleases(lines []line, measure float64) bool {
	const emptiest = 0.4 // of a ragged line
	for i, l := range lines {
		if i == len(lines)-1 || l[len(l)-1].end == atBreak {
			continue
		}
		missing, gaps := measure-l.width(), l.gaps()
		if f.shrink == 0 && missing > emptiest*measure || f.shrink > 0 && missing > gaps*loosest {
			return false
		}
	}
	return true
}

// slack is what a line may be too wide by: rounding, not letters.
const slack = 1e-6

// raggedness is how little a line pleases whose right edge is free: the square of what is missing. A last line may be short, but
// not a single short word.
func raggedness(l candidate, measure float64) float64 {
	const perLine, hyphen, soft, number, runt = 0.02, 0.015, 0.04, 0.05, 0.06
	end := l.words[len(l.words)-1].end
	filled := (l.width + l.gaps) / measure
	switch {
	case l.last && !l.first && filled < shortest:
		return perLine + runt
	case l.last || end == atBreak:
		return perLine
	}
	cost := perLine + (1-filled)*(1-filled)
	switch {
	case end == atHyphen:
		cost += hyphen
	case end == atSoft:
		cost += soft
	case l.words[len(l.words)-1].number:
		cost += number
	}
	return cost
}

// shortest is the part of the measure that a last line should fill.
const shortest = 0.12

// How spaces of justified lines may differ from those of the font, as parts of them.
const (
	narrowest = 0.18 // by so much narrower at the most
	loosest   = 0.7  // by so much wider, and a line is no longer pleasing
)

// demerits are how little a justified line pleases, in the measures of D. E. Knuth and M. F. Plass, "Breaking Paragraphs into
// Lines", 1981: the cube of what the spaces have to give or take, and more for hyphens, most for two of them one above the other.
func demerits(l candidate, measure float64) float64 {
	const perLine, most, hyphen, number, runt, twice, atEnd = 10, 10_000, 50, 60, 80, 10_000, 15_000
	end := l.words[len(l.words)-1].end
	missing, bad := measure-l.width-l.gaps, 0.0
	switch {
	case missing < 0:
		bad = 100 * cube(-missing/max(narrowest*l.gaps, slack))
	case !l.last && end != atBreak:
		bad = 100 * cube(missing/max(loosest*l.gaps, slack))
	}
	penalty := 0.0
	switch {
	case l.last && !l.first && l.width+l.gaps < shortest*measure:
		penalty = runt
	case end == atHyphen || end == atSoft:
		penalty = hyphen
	case !l.last && end == atSpace && l.words[len(l.words)-1].number:
		penalty = number
	}
	sum := perLine + min(bad, most)
	out := sum*sum + penalty*penalty
	switch {
	case l.hyphen && end == atSoft:
		out += twice
	case l.hyphen && l.last:
		out += atEnd
	}
	return out
}

func cube(x float64) float64 { return x * x * x }

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
		if w.width+w.tail <= measure+slack {
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

// splitWord cuts one word between syllables, or between letters where that is not enough, into parts that fit.
func (s *setter) splitWord(w word, measure float64) []word {
	if s.parted {
		parts := s.part(nil, w)
		if word, _ := widest(parts); word <= measure {
			return parts
		}
	}
	part := word{end: atHyphen}
	var out []word
	for _, r := range w.runs {
		letters := strings.Split(r.text, "")
		if r.note != nil {
			letters = []string{r.text}
		}
		for _, letter := range letters {
			one := r
			one.text = letter
			width := s.width(r.look, one.text)
			if len(part.runs) > 0 && part.width+width > measure {
				out = append(out, part)
				part = word{end: atHyphen}
			}
			part.runs = appendRun(part.runs, one)
			part.width += width
		}
	}
	if w.end != atSoft || part.width+w.tail <= measure+slack {
		part.end, part.gap, part.tail = w.end, w.gap, w.tail
	}
	return append(out, part)
}

// widest is the width of the widest word, and of the text on as few lines as its line breaks allow.
func widest(words []word) (wordWidth, lineWidth float64) {
	line := 0.0
	for i, w := range words {
		wordWidth = max(wordWidth, w.width+w.tail)
		line += w.width
		lineWidth = max(lineWidth, line)
		if line += w.gap; w.end == atBreak || i == len(words)-1 {
			line = 0
		}
	}
	return wordWidth, lineWidth
}

// runs are the runs of a line, joined where they look alike. A line that ends at a space keeps it, so that what is read aloud does
// not run together with the next line; one that ends within a word ends in a soft hyphen, which is seen but not read.
func (l line) runs(lastOfText bool) []run {
	var out []run
	for i, w := range l {
		for _, r := range w.runs {
			out = appendRun(out, r)
		}
		n, end := len(out), i == len(l)-1
		switch {
		case n == 0:
		case w.end == atSoft && end:
			out[n-1].text += softHyphen
		case end && lastOfText:
		case w.end == atSpace || w.end == atBreak:
			out[n-1].text += " "
		}
	}
	return out
}

// width is the width of what is seen of a line.
func (l line) width() float64 {
	width := l.gaps()
	for _, w := range l {
		width += w.width
	}
	return width + l[len(l)-1].tail
}

// gaps is the width of the spaces between the words of a line.
func (l line) gaps() float64 {
	width := 0.0
	for _, w := range l[:len(l)-1] {
		width += w.gap
	}
	return width
}
