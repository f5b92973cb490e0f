package chart

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/typeface"
)

// listing is a chart of a fact table: money, activities, steps. Its figures are printed by the Release as in tables.
type listing struct {
	spec    Spec
	lang    notation.Lang
	rel     *release.Release
	facts   indicator.Facts
	columns []int // of the facts, in the order of the kind
	group   int   // of the facts, or -1
	rows    [][]any
	asOf    time.Time
}

// listing takes the rows a block names out of a fact table.
func (s *selection) listing() (picture, finding.List) {
	k := kinds[s.spec.Kind]
	name := s.spec.Table
	if name == "" {
		name = k.table
	}
	facts, ok := s.rel.Facts(name)
	if !ok {
		s.unknown("diagramm_tabelle", "Tabelle", name, s.rel.FactIDs())
		return nil, s.found
	}
	l := listing{spec: s.spec, lang: s.context.Lang, rel: s.rel, facts: facts, group: -1, asOf: s.context.AsOf}
	wanted := s.spec.Columns
	if len(wanted) == 0 {
		wanted = k.columns
	}
	if n := len(strings.Split(k.roles, ", ")); len(wanted) != n {
		s.stop("diagramm_spalten", fmt.Sprintf("Diese Diagrammart braucht %d Spalten.", n), "Bitte unter »columns:« in dieser Reihenfolge angeben: "+k.roles+".")
		return nil, s.found
	}
	for _, column := range wanted {
		l.columns = append(l.columns, s.column(facts, column))
	}
	if s.spec.Group != "" {
		l.group = s.column(facts, s.spec.Group)
	}
	l.rows = s.rowsOf(facts)
	if len(s.found) > 0 {
		return nil, s.found
	}
	if s.spec.Kind == "sankey" {
		return l.flow(), nil
	}
	return l, nil
}

// column is the index of a column of the facts.
func (s *selection) column(facts indicator.Facts, name string) int {
	i := slices.IndexFunc(facts.Columns, func(c indicator.FactColumn) bool { return c.Name == name })
	if i < 0 {
		var possible []string
		for _, c := range facts.Columns {
			possible = append(possible, c.Name)
		}
		s.unknown("diagramm_spalten", "Spalte von »"+facts.ID+"«", name, possible)
	}
	return i
}

// rowsOf are the rows that have the values asked for.
func (s *selection) rowsOf(facts indicator.Facts) [][]any {
	rows := facts.Rows
	for _, name := range slices.Sorted(maps.Keys(s.spec.Only)) {
		c, wanted := s.column(facts, name), s.spec.Only[name]
		if c < 0 {
			return nil
		}
		if codes := s.rel.Codes()[facts.Columns[c].Codes]; codes.Name != "" {
			for _, word := range wanted {
				if !codes.Has(word) {
					s.unknown("diagramm_code", "Code der Liste »"+codes.Name+"«", word, codes.Names())
				}
			}
		}
		rows = slices.DeleteFunc(slices.Clone(rows), func(row []any) bool { return !slices.Contains(wanted, fmt.Sprint(row[c])) })
	}
	return rows
}

func (l listing) say(de, en string) string { return notation.Text{DE: de, EN: en}.In(l.lang) }

// text prints the value of a row in a column of the kind, money with its sign.
func (l listing) text(row []any, i int) string {
	c := l.facts.Columns[l.columns[i]]
	text := l.rel.FactText(c, row[l.columns[i]], l.lang)
	if c.Type != "eur" || text == "" {
		return text
	}
	d, _ := numeric(row[l.columns[i]])
	return notation.FormatEuro(d, euroDecimals(d), l.lang)
}

func euroDecimals(d notation.Decimal) int {
	if d.IsWhole() {
		return 0
	}
	return 2
}

// number is the same as it is drawn. False means a gap.
func (l listing) number(row []any, i int) (notation.Decimal, bool) {
	return numeric(row[l.columns[i]])
}

func numeric(v any) (notation.Decimal, bool) {
	switch v := v.(type) {
	case int64:
		return notation.Int(v), true
	case notation.Decimal:
		return v, true
	}
	return 0, false
}

// month counts months from year 0; false where there is no date.
func (l listing) month(row []any, i int) (int, bool) {
	t, ok := row[l.columns[i]].(time.Time)
	return monthOf(t), ok && !t.IsZero()
}

func monthOf(t time.Time) int { return t.Year()*12 + int(t.Month()) - 1 }

func (l listing) nothing() string {
	if len(l.rows) > 0 {
		return ""
	}
	return l.say("Hierzu liegen noch keine Einträge vor.", "There are no entries yet.")
}

func (l listing) option(family *typeface.Family) ([]byte, float64, error) {
	var c *charts.Bar
	var h house
	var height float64
	switch l.spec.Kind {
	case "timeline":
		c, h, height = l.timeline(family)
	case "budget":
		c, h, height = l.budget(family)
	default:
		c, h, height = l.funnel(family)
	}
	if l.spec.Height > 0 {
		height = l.spec.Height * width / 160
	}
	raw, err := encode(c, h)
	return raw, height, err
}

// data is the table behind the chart: the rows in the columns of the kind.
func (l listing) data() Data {
	d := Data{Names: 1}
	if l.spec.Kind == "timeline" {
		d.Names = len(l.columns)
	}
	if l.group >= 0 {
		d.Names++
		d.Head = append(d.Head, l.facts.Columns[l.group].Label)
	}
	for _, c := range l.columns {
		d.Head = append(d.Head, l.facts.Columns[c].Label)
	}
	for _, row := range l.rows {
		var texts []string
		if l.group >= 0 {
			texts = append(texts, l.rel.FactText(l.facts.Columns[l.group], row[l.group], l.lang))
		}
		for i := range l.columns {
			texts = append(texts, l.text(row, i))
		}
		d.Rows = append(d.Rows, texts)
	}
	return d
}

func (l listing) source(c Context) string {
	parts := []string{l.say("Quelle: ", "Source: ") + l.facts.Source, l.say("Stand: ", "As of: ") + notation.FormatDate(c.AsOf, l.lang)}
	if l.spec.Kind == "timeline" {
		parts = append(parts, l.say("senkrechte Linie: Stand", "upright line: as of"))
	}
	return strings.Join(parts, "; ") + "."
}

// alt says what is seen, row by row, and what stands out.
func (l listing) alt() string {
	var rows []string
	for _, row := range l.rows {
		rows = append(rows, l.spoken(row))
	}
	head := kinds[l.spec.Kind].name.In(l.lang) + ": " + l.facts.Title.In(l.lang) + "."
	return strings.TrimSpace(head + " " + strings.Join(rows, "; ") + ". " + l.message())
}

// spoken is a row in a sentence.
func (l listing) spoken(row []any) string {
	switch l.spec.Kind {
	case "timeline":
		return l.text(row, 0) + ": " + l.span(row) + ", " + l.text(row, 3)
	case "budget":
		return l.grouped(row) + ": " + l.of(row)
	}
	return l.text(row, 0) + ": " + l.text(row, 1)
}

// grouped is the name of a row with that of its group.
func (l listing) grouped(row []any) string {
	if l.group < 0 {
		return l.text(row, 0)
	}
	return l.rel.FactText(l.facts.Columns[l.group], row[l.group], l.lang) + ", " + l.text(row, 0)
}

// span is "Nov. 2017 bis Apr. 2018".
func (l listing) span(row []any) string {
	begin, end := l.text(row, 1), l.text(row, 2)
	switch {
	case begin == "" && end == "":
		return l.say("ohne Termin", "without dates")
	case end == "":
		return l.say("ab ", "from ") + begin
	case begin == "":
		return l.say("bis ", "until ") + end
	}
	return begin + l.say(" bis ", " to ") + end
}

// of is "61.200 € von 89.640 €".
func (l listing) of(row []any) string {
	plan, actual := l.text(row, 1), l.text(row, 2)
	if actual == "" {
		actual = l.say("keine Angabe", "no figure")
	}
	if plan == "" {
		return actual
	}
	return actual + l.say(" von ", " of ") + plan
}

// message is what stands out in a funnel: where it begins and where it ends.
func (l listing) message() string {
	if l.spec.Kind != "funnel" || len(l.rows) < 2 {
		return ""
	}
	return l.say("Von ", "From ") + l.text(l.rows[0], 1) + l.say(" auf ", " to ") + l.text(l.rows[len(l.rows)-1], 1) + "."
}

// names are the names of rows on the upright axis; those that head a group are bold.
func names(texts []string, heads []bool) []any {
	var out []any
	for i, text := range texts {
		if heads != nil && heads[i] {
			out = append(out, map[string]any{"value": literal(text), "textStyle": map[string]any{"fontWeight": "bold", "color": palette[0]}})
			continue
		}
		out = append(out, literal(text))
	}
	return out
}

// rowAxis is the upright axis of rows, read from top to bottom.
func rowAxis(data []any, room int) opts.YAxis {
	return opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Data: data,
		AxisLabel: &opts.AxisLabel{Color: ink, FontSize: figureSize, Interval: "0", Margin: 8, Width: room, Overflow: "break"},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: rule, Width: 1}},
	}
}

// linesOf is how many lines a name takes on an upright axis with so much room.
func linesOf(family *typeface.Family, text string, room float64) float64 {
	return float64(1 + int(family.Width(typeface.Regular, figureSize, text)/(room-14)))
}

// unseen is a bar that only holds place for what stands on it.
func unseen(id, stack string, data any) charts.SingleSeries {
	return charts.SingleSeries{Id: id, Type: "bar", Stack: stack, Data: data, ItemStyle: &opts.ItemStyle{Color: "transparent"}}
}
