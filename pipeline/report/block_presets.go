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

	tableExperiences = "erfahrungen"
	tableActors      = "akteure"
	tableGaps        = "schnittstellen"
	tableDecisions   = "entscheidungen"
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
	return b.preset(factsSpec{frame: s.frame, Sums: true}, tableFinance, in)
}

// funnel prints the way from the target group to the families of the project.
func (b *builder) funnel(s tableOnlySpec, in body) []Block {
	return b.preset(factsSpec{frame: s.frame}, tableFunnel, in)
}

// topicSpec is a block of a table whose rows belong to topics.
type topicSpec struct {
	frame   `yaml:",inline"`
	Topic   words  `yaml:"topic"` // codes of list thema; none: all topics
	Columns words  `yaml:"columns"`
	Group   string `yaml:"group"`
	Empty   string `yaml:"empty"`
}

func (s topicSpec) facts(columns ...string) factsSpec {
	f := factsSpec{frame: s.frame, Columns: s.Columns.or(columns...), Group: s.Group, Empty: s.Empty, noted: true}
	if len(s.Topic) > 0 {
		f.Only = map[string]words{"thema": s.Topic}
	}
	return f
}

// experiences prints what case work has taught, released statements only.
func (b *builder) experiences(s topicSpec, in body) []Block {
	if s.Group == "" {
		s.Group = "art"
	}
	return b.preset(s.facts("aussage", "thema", "quelle"), tableExperiences, in)
}

// network prints the gaps between offices and what became of them.
func (b *builder) network(s topicSpec, in body) []Block {
	return b.preset(s.facts("stellen", "thema", "erkannt_am", "geloest_am", "status"), tableGaps, in)
}

// actors prints who works with the families, and with how much experience.
func (b *builder) actors(s topicSpec, in body) []Block {
	return b.preset(s.facts("institution", "angebot", "erfahrung"), tableActors, in)
}

// decisions prints what somebody has to decide, the most urgent first.
func (b *builder) decisions(s topicSpec, in body) []Block {
	return b.preset(s.facts("gegenstand", "stelle", "faellig"), tableDecisions, in)
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
