package report

import (
	"cmp"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// listTopics is the code list that names and orders topics.
const listTopics = "thema"

// definitionsSpec is the table of definitions.
type definitionsSpec struct {
	frame `yaml:",inline"`
	Notes *bool `yaml:"notes"` // with the note of each definition; default: true
	All   bool  `yaml:"all"`   // every recommended indicator, not only those that the report names
}

// definitions explains every indicator that the report names, wherever it names it. So it is made last.
func (b *builder) definitions(s definitionsSpec, in body) []Block {
	notes := s.Notes == nil || *s.Notes
	t := b.framed(s.frame, in, Table{}, "")
	return []Block{later{func() []Block {
		t.Columns = []Column{
			{Head: line(b.say("Kennzahl", "Indicator")), Align: Left, Share: 0.26},
			{Head: line(b.say("Was gezählt wird", "What is counted")), Align: Left, Share: 0.54},
			{Head: line(b.say("Bezug und Quelle", "Reference and source")), Align: Left, Share: 0.2},
		}
		topic := ""
		for _, ind := range b.definedIndicators(s.All) {
			if ind.Topic != topic {
				topic = ind.Topic
				t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{textCell(b.rel.Codes()[listTopics].Label(strings.ToUpper(topic), b.lang))}})
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{b.definitionName(ind), b.definitionText(ind, notes), b.definitionBasis(ind)}})
		}
		return []Block{t}
	}}}
}

// definedIndicators are the indicators that the report names, or all recommended ones, by topic and title.
func (b *builder) definedIndicators(all bool) []*indicator.Indicator {
	inds := slices.DeleteFunc(slices.Clone(b.rel.Indicators()), func(i *indicator.Indicator) bool {
		return !b.used[i.ID] && !(all && i.Status == "recommended")
	})
	rank := func(i *indicator.Indicator) int { return b.rel.Codes()[listTopics].Rank(strings.ToUpper(i.Topic)) }
	slices.SortStableFunc(inds, func(x, y *indicator.Indicator) int {
		return cmp.Or(rank(x)-rank(y), strings.Compare(x.Topic, y.Topic), strings.Compare(x.Catalogue, y.Catalogue), strings.Compare(x.ID, y.ID))
	})
	return inds
}

func (b *builder) definitionName(ind *indicator.Indicator) Cell {
	return Cell{[]Inline{
		{Text: ind.Title.In(b.lang)},
		{Break: true},
		{Text: strings.ToUpper(ind.ID) + b.say(", Fassung ", ", version ") + ind.Version},
	}}
}

func (b *builder) definitionText(ind *indicator.Indicator, notes bool) Cell {
	var out []Inline
	part := func(label, text string) {
		if text == "" {
			return
		}
		if len(out) > 0 {
			out = append(out, Inline{Break: true})
		}
		out = append(out, Inline{Text: label, Emph: true}, Inline{Text: " " + text + "."})
	}
	numerator := b.say("Gezählt:", "Counted:")
	if ind.Denominator.DE != "" {
		numerator = b.say("Zähler:", "Numerator:")
	}
	part(numerator, trimStop(ind.Numerator.In(b.lang)))
	part(b.say("Nenner:", "Denominator:"), trimStop(ind.Denominator.In(b.lang)))
	if notes {
		part(b.say("Hinweis:", "Note:"), trimStop(ind.Note.In(b.lang)))
	}
	return Cell{out}
}

func trimStop(s string) string { return strings.TrimSuffix(strings.TrimSpace(s), ".") }

// periodWords say what the periods of a header mean to a reader.
var periodWords = map[string]notation.Text{
	"quarter":      {DE: "Quartal", EN: "quarter"},
	"stock":        {DE: "Quartalsende", EN: "end of the quarter"},
	"year":         {DE: "Kalenderjahr", EN: "calendar year"},
	"half_year":    {DE: "Schulhalbjahr", EN: "school half-year"},
	"school_year":  {DE: "Schuljahr", EN: "school year"},
	"project":      {DE: "seit Projektbeginn", EN: "since the project began"},
	"since_intake": {DE: "Monate nach Aufnahme", EN: "months after intake"},
}

func (b *builder) definitionBasis(ind *indicator.Indicator) Cell {
	var words []string
	for _, p := range ind.Period {
		words = append(words, periodWords[p].In(b.lang))
	}
	return Cell{[]Inline{{Text: strings.Join(words, "; ")}, {Break: true}, {Text: ind.Source}}}
}
