package report

import (
	"fmt"

	"wirkbericht/pipeline/finding"
)

// The fact tables that have a block of their own.
const (
	tableFinance  = "finanzplan"
	tableMeasures = "massnahmen_liste"
	tableFunnel   = "zielgruppe_trichter"
)

// measuresSpec lists the activities of a topic.
type measuresSpec struct {
	frame   `yaml:",inline"`
	Topic   words  `yaml:"topic"`   // codes of list thema; none: all topics
	Columns words  `yaml:"columns"` // default: titel, ebene, status
	Group   string `yaml:"group"`
	Empty   string `yaml:"empty"`
}

func (b *builder) measures(s measuresSpec, in body) []Block {
	return b.activities(s, in, false, "titel", "ebene", "status")
}

// timeline lists activities by their months; a chart of kind timeline draws them.
func (b *builder) timeline(s measuresSpec, in body) []Block {
	return b.activities(s, in, true, "titel", "beginn", "ende", "status")
}

// activities prints the activities; the note of their table speaks of months.
func (b *builder) activities(s measuresSpec, in body, months bool, columns ...string) []Block {
	f := factsSpec{frame: s.frame, noted: months, Columns: s.Columns.or(columns...), Group: s.Group, Empty: s.Empty}
	if len(s.Topic) > 0 {
		f.Only = map[string]words{"thema": s.Topic}
	}
	return b.preset(f, tableMeasures, in)
}

// tableOnlySpec is a block that needs nothing but its frame.
type tableOnlySpec struct {
	frame `yaml:",inline"`
}

// finance prints the finance plan, sums included, as the query yields it.
func (b *builder) finance(s tableOnlySpec, in body) []Block {
	return b.preset(factsSpec{frame: s.frame, sums: true}, tableFinance, in)
}

// funnel prints the way from the target group to the families of the project.
func (b *builder) funnel(s tableOnlySpec, in body) []Block {
	return b.preset(factsSpec{frame: s.frame}, tableFunnel, in)
}

// preset prints a fact table that the block names by itself.
func (b *builder) preset(s factsSpec, table string, in body) []Block {
	facts, ok := b.rel.Facts(table)
	if !ok {
		fence := finding.Place{File: in.at.File, Line: in.at.Line - 1, Column: in.at.Column}
		b.add("tabelle_unbekannt", fence, fmt.Sprintf("Die Tabelle %q, die dieser Block druckt, gibt es nicht.", table),
			fmt.Sprintf("Bitte queries/tables/%s.sql anlegen oder den Block entfernen.", table))
		return nil
	}
	return b.factBlocks(s, facts, in)
}
