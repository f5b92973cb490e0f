package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/finding"
)

// findingsSpec lists what is wrong in the deliveries, by file.
type findingsSpec struct {
	frame `yaml:",inline"`
	Empty string `yaml:"empty"` // sentence instead of a table without rows
}

// trouble is the same fault of the same file, wherever it occurs.
type trouble struct {
	finding.Group
	source  string
	answers []Finding // those that have one
}

func (b *builder) findings(s findingsSpec, in body) []Block {
	q := b.run.Quality
	if len(q.Findings) == 0 {
		b.claim(s.ID, in.place("id"))
		s.Empty = cmp.Or(s.Empty, b.say("Es ist nichts zu beanstanden.", "Nothing is wrong."))
		return []Block{Paragraph{b.text(s.Empty, in.place("empty"))}}
	}
	t := Table{Columns: []Column{b.left("Ort", "Place"), b.left("Was zu klären ist", "What to settle"), b.left("Folge", "Consequence")}}
	var file finding.Place
	for _, x := range troubles(q.Findings) {
		if at := (finding.Place{File: x.Place.File, Sheet: x.Place.Sheet}); at != file {
			file = at
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(x.head())}})
		}
		t.Rows = append(t.Rows, b.troubleRow(x))
	}
	t = b.framed(s.frame, in, t, "")
	if q.Earlier > 0 {
		t.Notes = append(t.Notes, line(fmt.Sprintf(b.say("Nicht aufgeführt: %s zu früheren Lieferungen, die durch neuere ersetzt sind.",
			"Not listed: %s about deliveries that newer ones have replaced."), b.count(q.Earlier))))
	}
	return []Block{t}
}

// troubles puts together what package finding tells together, by file and sheet, the worst first.
func troubles(list []Finding) []trouble {
	type key struct {
		severity                     finding.Severity
		rule, file, sheet, statement string
	}
	index := map[key]int{}
	var members [][]Finding
	for _, f := range list {
		k := key{f.Severity, f.Rule, f.Place.File, f.Place.Sheet, cmp.Or(f.General, f.Message)}
		i, ok := index[k]
		if !ok {
			i = len(members)
			index[k] = i
			members = append(members, nil)
		}
		members[i] = append(members[i], f)
	}
	var out []trouble
	for _, m := range members {
		var found finding.List
		x := trouble{source: m[0].Source}
		for _, f := range m {
			found = append(found, f.Finding)
			if f.Answer != "" {
				x.answers = append(x.answers, f)
			}
		}
		x.Group = found.Grouped()[0]
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(x, y trouble) int {
		return cmp.Or(strings.Compare(x.Place.File, y.Place.File), strings.Compare(x.Place.Sheet, y.Place.Sheet), int(y.Severity)-int(x.Severity))
	})
	return out
}

// head is the head of a file: what it is, and where it lies.
func (x trouble) head() string {
	at := x.Place.File
	if x.Place.Sheet != "" {
		at += " [" + x.Place.Sheet + "]"
	}
	if x.source == "" {
		return at
	}
	return x.source + ": " + at
}

// troubleRow is one fault; what the office said to it stands below the sentence.
func (b *builder) troubleRow(x trouble) Row {
	text := line(strings.TrimSpace(x.Sentence() + " " + x.Remedy))
	for _, a := range x.answers {
		said := b.say("Antwort: ", "Answer: ")
		if x.Count > 1 {
			said = fmt.Sprintf(b.say("Antwort zu %s: ", "Answer on %s: "), b.spot(a.Place))
		}
		text = append(text, Inline{Break: true}, Inline{Text: said, Strong: true}, Inline{Text: a.Answer})
	}
	return Row{Cells: []Cell{textCell(b.spots(x)), {text}, textCell(b.consequence(x.Severity))}}
}

// spots are the places of a fault, the first of them.
func (b *builder) spots(x trouble) string {
	var spots []string
	for _, p := range x.Places {
		if s := b.spot(p); !slices.Contains(spots, s) {
			spots = append(spots, s)
		}
	}
	text := strings.Join(spots, ", ")
	if rest := x.Count - len(x.Places); rest > 0 {
		text += fmt.Sprintf(b.say(" und %s weitere", " and %s more"), b.count(rest))
	}
	return text
}

// spot is where in the file: the cell of a workbook, the line of a text.
func (b *builder) spot(p finding.Place) string {
	switch {
	case p.Line == 0:
		return b.say("Datei", "File")
	case p.Sheet != "" && p.Column > 0:
		return columnLetters(p.Column) + strconv.Itoa(p.Line)
	}
	return b.say("Zeile\u00a0", "Line\u00a0") + strconv.Itoa(p.Line)
}

// columnLetters is how a workbook names its column n, from 1: 1 is A, 27 is AA.
func columnLetters(n int) string {
	if n == 0 {
		return ""
	}
	n--
	return columnLetters(n/26) + string(rune('A'+n%26))
}

func (b *builder) consequence(s finding.Severity) string {
	switch s {
	case finding.Error:
		return b.say("zurückgewiesen", "rejected")
	case finding.Stop:
		return b.say("hält an", "stops")
	}
	return b.say("Warnung", "warning")
}
