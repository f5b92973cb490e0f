package report

import (
	"fmt"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy"
	"wirkbericht/pipeline/release"
)

// gradeWords name the grades of the privacy gate.
var gradeWords = [3]notation.Text{{DE: "grün", EN: "green"}, {DE: "gelb", EN: "amber"}, {DE: "rot", EN: "red"}}

// privacy prints what the data may be called, and how well people hide behind each other in every table.
func (b *builder) privacy(s tableOnlySpec, in body) []Block {
	all := b.run.Quality.Privacy
	if len(all) == 0 {
		b.claim(s.ID, in.place("id"))
		return []Block{Paragraph{line(b.say("In keiner gelieferten Tabelle stehen Merkmale, an denen jemand zu erkennen wäre.",
			"No delivered table has features by which anybody could be recognised."))}}
	}
	t := Table{Columns: []Column{
		b.left("Tabelle", "Table"), b.right("Erfasst", "Covered"), b.right("Merkmale", "Features"), b.right("Kleinste Gruppe (k)", "Smallest group (k)"),
		b.right("Allein", "Alone"), b.right("Verlauf eindeutig", "Course unique"), b.left("Am meisten hilft", "What helps most"), b.left("Einstufung", "Grade"),
	}}
	for _, m := range all {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			textCell(m.Table), textCell(b.count(m.Count) + "\u00a0" + m.Units), textCell(b.count(len(m.Quasi))), textCell(b.count(m.K)), textCell(b.alone(m.Unique, m.UniqueShare)),
			textCell(b.course(m)), textCell(b.help(m)), b.mark(verdict(m.Grade), gradeWords),
		}})
	}
	t = b.framed(s.frame, in, t, "")
	t.Notes = append(t.Notes, line(b.say("Gruppe: alle, die in sämtlichen Merkmalen der Tabelle und der mit ihr verbundenen Tabellen gleich sind. Verlauf: die Reihe aller Zeilen einer Person oder Familie.",
		"Group: all who are alike in every feature of the table and of those joined to it. Course: the sequence of all rows of a person or family.")))
	return []Block{Callout{Title: b.say("Pseudonymisiert, nicht anonym", "Pseudonymous, not anonymous"), Blocks: []Block{Paragraph{line(b.called(all))}}}, t}
}

// called says what the data may be called, and what follows.
func (b *builder) called(all []privacy.Measures) string {
	alone := 0
	for _, m := range all {
		if m.K == 1 {
			alone++
		}
	}
	s := fmt.Sprintf(b.say("In %d von %d Tabellen mit Merkmalen von Menschen ist mindestens eine Person oder Familie durch ihre Merkmale eindeutig bestimmt. ",
		"In %d of %d tables with features of people, at least one person or family is unique by them. "), alone, len(all))
	return s + b.say("Wer weiß, wer im Projekt ist, kann sie erkennen; und wer den Schlüssel hat, alle. Deshalb verlassen das Projekt nur zusammengefasste Zahlen, die für ihren Empfänger geprüft sind.",
		"Whoever knows who is in the project can recognise them; and whoever holds the key, everybody. So only aggregated figures leave the project, checked for their receiver.")
}

// alone is how many are alone, of all.
func (b *builder) alone(n int, share float64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%s (%s)", b.count(n), notation.FormatPercent(notation.Decimal(share*float64(notation.One)), 0, b.lang))
}

// course is how many are unique by their course; a table with one row for each has none.
func (b *builder) course(m privacy.Measures) string {
	if m.Course == nil {
		return release.SignAbsent
	}
	return b.alone(m.Course.Unique, m.Course.UniqueShare)
}

// help is the coarsening that helps most, if one helps at all.
func (b *builder) help(m privacy.Measures) string {
	if len(m.Help) == 0 || m.Help[0].AtRisk >= m.AtRisk && m.Help[0].K <= m.K {
		return b.say("keine einzelne Spalte", "no single column")
	}
	return m.Help[0].Column + ": " + m.Help[0].Step
}
