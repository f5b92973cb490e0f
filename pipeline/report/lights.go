package report

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// lightLegend says what the lights of a table mean.
func (b *builder) lightLegend() [][]Inline {
	legend := b.rel.LightLegend(b.lang)
	if legend == "" {
		return nil
	}
	return [][]Inline{line(b.say("Ampel: ", "Light: ") + legend)}
}

// overall is the row with the light of all cells together, and how many have which.
func (b *builder) overall(label string, cells []release.Cell, columns int, in body) Row {
	light, count := release.Overall(cells)
	var parts []string
	for _, l := range []indicator.Light{indicator.Red, indicator.Yellow, indicator.Green, indicator.Grey} {
		if count[l] > 0 {
			parts = append(parts, fmt.Sprintf("%d\u00a0×\u00a0%s", count[l], release.LightText(l, b.lang)))
		}
	}
	text := []Inline{{Text: release.LightText(light, b.lang), Light: light}}
	if len(parts) > 0 {
		text = append(text, Inline{Text: " (" + strings.Join(parts, ", ") + ")"})
	}
	return Row{Kind: Sum, Cells: []Cell{{b.text(label, in.place("overall"))}, {text}}, Spans: []int{1, columns - 1}}
}

// deviation is the row under a yellow or red light that says what was reported about it: reason and counter-measure. That nothing was
// reported is said, too.
func (b *builder) deviation(table string, cell release.Cell, columns int, in body) []Row {
	if table == "" {
		return nil
	}
	facts, ok := b.rel.Facts(table)
	if !ok {
		b.unknown("tabelle_unbekannt", in.place("deviations"), "Tabelle", table, b.rel.FactIDs())
		return nil
	}
	if light, ok := cell.Light(); !ok || light != indicator.Yellow && light != indicator.Red {
		return nil
	}
	text := b.say("Zu dieser Abweichung ist kein Grund gemeldet.", "No reason is reported for this deviation.")
	k := cell.Key()
	for _, row := range facts.Rows {
		value := func(column string) string {
			if i := factIndex(facts, column); i >= 0 {
				return b.factText(facts.Columns[i], row[i])
			}
			return ""
		}
		if i, j := factIndex(facts, "indikator"), factIndex(facts, "zeitraum"); i < 0 || j < 0 || row[i] != any(k.Indicator) || row[j] != any(string(k.Freq)+":"+k.Period) {
			continue
		}
		text = b.say("Grund: ", "Reason: ") + value("grund")
		if m := value("gegenmassnahme"); m != "" {
			text += b.say(" Gegenmaßnahme: ", " Counter-measure: ") + m
		}
		if s := value("stelle"); s != "" {
			text += " (" + s + ")"
		}
	}
	if p := cell.Path(); p != nil && p.Override != nil {
		text += b.say(" Die Ampel ist gesetzt von: ", " The light was set by: ") + p.Override.Role + b.say(". Grund: ", ". Reason: ") + p.Override.Reason
	}
	return []Row{{Cells: []Cell{{[]Inline{{Text: text, Emph: true}}}}, Spans: []int{columns}}}
}

// marked is the printed period of a cell with its marks: provisional, and a break of the series.
func (b *builder) marked(name string, cell release.Cell) string {
	if cell.Provisional() {
		name += mark(signProvisional)
	}
	if _, broken := b.rel.Break(cell); broken {
		name += mark(release.SignBreak)
	}
	return name
}

// breakNotes say what changed where the series of a table break, each once.
func (b *builder) breakNotes(cells []release.Cell) [][]Inline {
	var out [][]Inline
	seen := map[string]bool{}
	for _, cell := range cells {
		change, broken := b.rel.Break(cell)
		if !broken || seen[cell.Indicator().ID+change.Version] {
			continue
		}
		seen[cell.Indicator().ID+change.Version] = true
		out = append(out, line(fmt.Sprintf("%s %s, %s: %s %s. %s.", release.SignBreak, cell.Indicator().Title.In(b.lang), b.periodName(cell),
			b.say("neue Fassung", "new version"), change.Version, trimStop(change.Reason.In(b.lang)))))
	}
	return out
}
