package chart

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/notation"
)

func TestAWithheldFigureLeavesNoTraceAnywhere(t *testing.T) {
	r := renderer(t)
	for _, spec := range specs {
		if d := cmp.Diff(drawn(t)[spec.ID], build(t, r, spec, shown(4), german)); d != "" {
			t.Errorf("%s: a chart tells withheld 2 from withheld 4:\n%s", spec.ID, d)
		}
	}
	if reflect.DeepEqual(drawn(t)[specs[0].ID], build(t, r, specs[0], shown(10), german)) {
		t.Error("this test cannot fail: the figure does not show even when it may")
	}
}

func TestAGapCarriesItsSignAndNoZero(t *testing.T) {
	c := drawn(t)[specs[0].ID]
	if want := []string{"2. Schulhalbjahr 2017/18", ".", ".", ".", "."}; !slices.Equal(c.Data.Rows[2], want) {
		t.Errorf("row %q, want %q", c.Data.Rows[2], want)
	}
	if !strings.Contains(c.Alt, "2. Schulhalbjahr 2017/18 nicht ausgewiesen") {
		t.Errorf("alt text: %s", c.Alt)
	}
	isSign := func(op Op) bool { l, ok := op.(Label); return ok && l.Text == "." }
	if n := len(slices.DeleteFunc(slices.Clone(c.Drawing.Ops), func(op Op) bool { return !isSign(op) })); n != 1 {
		t.Errorf("%d signs drawn, want 1", n)
	}
	var option struct {
		Series []struct {
			ID   string
			Data []struct{ Value *float64 }
		}
	}
	if err := json.Unmarshal(c.Option, &option); err != nil {
		t.Fatal(err)
	}
	for _, s := range option.Series {
		if s.ID == "series-0" && s.Data[2].Value != nil {
			t.Errorf("the gap is drawn at %v", *s.Data[2].Value)
		}
	}
}

func TestAChartDoesNotDependOnWhatWasDrawnBefore(t *testing.T) {
	r, rel := newRenderer(t), shown(2)
	for _, spec := range slices.Backward(specs) {
		if d := cmp.Diff(drawn(t)[spec.ID], build(t, r, spec, rel, german)); d != "" {
			t.Errorf("%s differs after others:\n%s", spec.ID, d)
		}
	}
}

func TestChartsOnOnePageShareNoID(t *testing.T) {
	owner := map[string]string{}
	for name, c := range drawn(t) {
		for _, part := range strings.Split(c.SVG, ` id="`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			if owner[id] != "" {
				t.Errorf("id %s stands in %s and in %s", id, owner[id], name)
			}
			owner[id] = name
		}
	}
	if len(owner) == 0 {
		t.Error("this test cannot fail: no chart has an id")
	}
}

func TestNothingEndsAfterTheReportingPeriod(t *testing.T) {
	r := renderer(t)
	c := german
	c.Period = quarters[3] // ends 2018-09-30
	out := build(t, r, specs[0], shown(2), c)
	var periods []string
	for _, row := range out.Data.Rows {
		periods = append(periods, row[0])
	}
	want := []string{"2. Schulhalbjahr 2016/17", "1. Schulhalbjahr 2017/18", "2. Schulhalbjahr 2017/18"}
	if d := cmp.Diff(want, periods); d != "" {
		t.Error(d)
	}
}

func TestAnIntervalWithoutNeighbourIsABar(t *testing.T) {
	c := german
	c.Period = halves[0]
	alone := string(build(t, renderer(t), specs[0], shown(2), c).Option)
	together := string(drawn(t)[specs[0].ID].Option)
	if !strings.Contains(alone, `"barWidth":"18"`) || strings.Contains(together, `"barWidth":"18"`) {
		t.Errorf("alone:\n%s\ntogether:\n%s", alone, together)
	}
}

func TestBracesOfATextAreNoPlaceHolder(t *testing.T) {
	if got := literal("{a} von {b}"); got != "(a) von (b)" {
		t.Errorf("got %q", got)
	}
}

func TestAChartWithoutFiguresSaysWhy(t *testing.T) {
	r := renderer(t)
	early := german
	early.Period.To = halves[0].To.AddDate(-1, 0, 0)
	for _, c := range []struct {
		name    string
		spec    Spec
		context Context
		want    string
	}{
		{"all withheld", Spec{Kind: "hbars", Indicator: "hemm_haeufig", By: "ebene", Period: "Q:2018-Q2"}, german, "Angaben sind aus Gründen des Datenschutzes nicht möglich."},
		{"few events", Spec{Kind: "survival", Indicator: "titel_fam", Period: "T:T06"}, german, "Für eine Kurve sind noch zu wenige Ereignisse eingetreten."},
		{"no event can be shown", Spec{Kind: "survival", Indicator: "verdeckt"}, german, "Angaben sind aus Gründen des Datenschutzes nicht möglich."},
		{"no row left", Spec{Kind: "timeline", Only: map[string][]string{"status": {"ABGEBROCHEN"}}}, german, "Hierzu liegen noch keine Einträge vor."},
		{"too early", Spec{Kind: "trend", Indicator: "schulbesuch_quote"}, early, "Für diesen Zeitraum liegen noch keine Angaben vor."},
	} {
		out := build(t, r, c.spec, shown(2), c.context)
		if !out.Empty() || out.Alt != c.want || out.SVG != "" {
			t.Errorf("%s: empty %v, alt %q", c.name, out.Empty(), out.Alt)
		}
	}
}

func TestWhatABlockNamesWronglyIsToldAtOnce(t *testing.T) {
	rel := shown(2)
	for _, c := range []struct {
		name string
		spec Spec
		want []string
	}{
		{"everything wrong", Spec{Kind: "trends", Indicator: "schulbesuchquote", As: "kn"}, []string{
			`Stopp: unbekannt: Diagrammart "trends". Meinten Sie "trend"? Möglich sind: bars, budget, dots, funnel, hbars, heatmap, sankey, stacked, survival, timeline, trend.`,
			`Stopp: unbekannt: Form "kn". Meinten Sie "k"? Möglich sind: value, k.`,
			`Stopp: unbekannt: Kennzahl "schulbesuchquote". Meinten Sie "schulbesuch_quote"? Möglich sind: deutsch_a2, fehlquote_unent, hemm_haeufig, massn_stand, mittelabfluss, schulbesuch_quote, titel_fam, uebergang_weg, verdeckt, zeit_bis_anschluss.`,
		}},
		{"no indicator", Spec{Kind: "bars"}, []string{`Stopp: Das Diagramm nennt keine Kennzahl. Bitte »indicator:« ergänzen.`}},
		{"breakdown", Spec{Kind: "bars", Indicator: "schulbesuch_quote", By: "geschlecht"}, []string{
			`Stopp: unbekannt: Gliederung von »schulbesuch_quote« "geschlecht". Meinten Sie "geschlecht_2"? Möglich sind: geschlecht_2, schulstufe.`,
		}},
		{"frequency", Spec{Kind: "trend", Indicator: "schulbesuch_quote", Period: "Q"}, []string{
			`Stopp: unbekannt: Art des Zeitraums von »schulbesuch_quote« "Q". Möglich sind: SH.`,
		}},
		{"period", Spec{Kind: "bars", Indicator: "schulbesuch_quote", By: "geschlecht_2", Period: "SH:2017-H3"}, []string{
			`Stopp: unbekannt: Zeitraum von »schulbesuch_quote« "SH:2017-H3". Meinten Sie "SH:2017-H1"? Möglich sind: SH:2016-H2, SH:2017-H1, SH:2017-H2, SH:2018-H1, SH:2018-H2.`,
		}},
		{"two units", Spec{Kind: "trend", Indicators: []string{"massn_stand", "mittelabfluss"}, Period: "Q"}, []string{
			`Stopp: "massn_stand" und "mittelabfluss" haben verschiedene Einheiten und passen nicht auf eine Achse. Bitte zwei Diagramme daraus machen.`,
		}},
		{"stacked shares", Spec{Kind: "stacked", Indicator: "schulbesuch_quote", By: "geschlecht_2"}, []string{
			`Stopp: Anteile lassen sich nicht stapeln, und "schulbesuch_quote" ist ein Anteil. Bitte »as: k« ergänzen oder »kind: bars« wählen.`,
		}},
		{"a stack of one", Spec{Kind: "stacked", Indicator: "massn_stand"}, []string{`Stopp: Gestapelte Säulen brauchen eine Gliederung. Bitte »by:« ergänzen.`}},
		{"lines of everything", Spec{Kind: "trend", Indicators: []string{"schulbesuch_quote", "fehlquote_unent"}, By: "schulstufe"}, []string{
			`Stopp: Ein Verlauf zeigt mehrere Kennzahlen oder eine Gliederung, nicht beides. Bitte zwei Diagramme daraus machen.`,
		}},
		{"a flow without crossing", Spec{Kind: "sankey", Indicator: "uebergang_weg"}, []string{
			`Stopp: Ein Flussdiagramm braucht eine Kreuzung zweier Gliederungen oder eine Tabelle. Bitte »by:« oder »table:« ergänzen.`,
		}},
		{"dots of counts", Spec{Kind: "dots", Indicator: "massn_stand"}, []string{
			`Stopp: "massn_stand" ist kein Anteil und passt nicht auf eine Achse von 0 bis 100 %. Bitte »kind: hbars« oder »kind: trend« wählen.`,
		}},
		{"before and break", Spec{Kind: "dots", Indicator: "titel_fam", Before: "T:T01", Breaks: []Break{{Period: "T:T7"}}}, []string{
			`Stopp: unbekannt: Zeitraum von »titel_fam« "T:T01". Meinten Sie "T:T00"? Möglich sind: T:T00, T:T06, T:T12, T:T18.`,
			`Stopp: unbekannt: Zeitraum von »titel_fam« "T:T7". Möglich sind: T:T00, T:T06, T:T12, T:T18.`,
		}},
		{"table", Spec{Kind: "funnel", Table: "trichter"}, []string{
			`Stopp: unbekannt: Tabelle "trichter". Möglich sind: zielgruppe_trichter, massnahmen_liste, mittelverwendung, wege.`,
		}},
		{"column", Spec{Kind: "timeline", Columns: []string{"titel", "begin", "ende", "status"}, Only: map[string][]string{"status": {"FERTIG"}}}, []string{
			`Stopp: unbekannt: Spalte von »massnahmen_liste« "begin". Meinten Sie "beginn"? Möglich sind: titel, thema, beginn, ende, status.`,
			`Stopp: unbekannt: Code der Liste »massnahme_status« "FERTIG". Möglich sind: GEPLANT, LAUFEND, ABGESCHLOSSEN, ABGEBROCHEN.`,
		}},
		{"too few columns", Spec{Kind: "budget", Columns: []string{"posten"}}, []string{
			`Stopp: Diese Diagrammart braucht 3 Spalten. Bitte unter »columns:« in dieser Reihenfolge angeben: Posten, Plan, Ist.`,
		}},
	} {
		_, found := choose(c.spec, rel, german)
		var got []string
		for _, f := range found {
			got = append(got, f.String())
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestAnEnglishChartSpeaksEnglish(t *testing.T) {
	r := renderer(t)
	english := german
	english.Lang = notation.English
	c := build(t, r, specs[1], shown(2), english)
	all := fmt.Sprint(c.Alt, c.Source, c.SVG)
	for _, german := range []string{"Sekundarstufe", "Ziel", "Stand", "nicht", "Halbjahr", "\u00a0%"} {
		if strings.Contains(all, german) {
			t.Errorf("%q in an English chart", german)
		}
	}
	if !strings.Contains(c.SVG, "Lower secondary 4.8%") {
		t.Errorf("no English end label in %s", c.SVG)
	}
}

func TestTheValueAxisEndsAtARoundNumber(t *testing.T) {
	for id, want := range map[string]string{
		"verlauf": `"max":100`, "verlauf_linien": `"max":15`, "verlauf_euro": `"max":25000`, "verlauf_ziel": `"max":50`,
		"saeulen_gruppen": `"max":80`, "saeulen_zahl": `"max":20`, "stapel": `"max":40`,
	} {
		if c := drawn(t)[id]; !strings.Contains(string(c.Option), want+",") {
			t.Errorf("%s: no %s", id, want)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	r, rel := renderer(b), shown(2)
	for b.Loop() {
		for _, spec := range specs[:6] {
			build(b, r, spec, rel, german)
		}
	}
}

func BenchmarkNewRenderer(b *testing.B) {
	for b.Loop() {
		newRenderer(b)
	}
}
