package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// TestAFigureOfTheLawSaysThatItIsNoExamination puts such a figure into a sentence, a table of figures and a table of one indicator. A report of
// other figures, and a figure that is not shown, have no label.
func TestAFigureOfTheLawSaysThatItIsNoExamination(t *testing.T) {
	ind := &indicator.Indicator{
		ID: "krit_25a", Title: notation.Text{DE: "§ 25a erfüllt"}, Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Plain, Law: true, Version: "1.0.0",
	}
	o := cell("svb_quote", "2018-Q3", "_t", "_t", 21, 40)
	o.Key.Indicator, o.Key.Law, o.Indicator = ind.ID, "l2018", ind
	codes := sampleCodes()
	codes["rechtsstand"] = codelist.List{Name: "rechtsstand", Codes: []codelist.Code{{Code: "L2018", Label: notation.Text{DE: "Recht von 2018"}}}}
	rel := release.For(sampleAudiences["oeffentlichkeit"], []*indicator.Indicator{ind, sampleIndicators[0]},
		[]indicator.Observation{o, cell("fam_aktiv", "2018-Q3", "_t", "_t", 14, 0)}, nil, codes)
	const text = "Von ihnen erfüllten {{ krit_25a law=l2018 as=kn }} die Kriterien, {{ krit_25a law=l2018 period=Q:2018-Q3 as=target sonst=\"ohne Ziel\" }}.\n\n" +
		"```indicators\ntitle: Eins\ncolumns: [kn]\nrows: [fam_aktiv, {indicator: krit_25a, law: l2018}]\n```\n\n" +
		"```table\ntitle: Zwei\nindicator: krit_25a\nlaw: l2018\n```\n\n" +
		"```indicators\ntitle: Drei\ncolumns: [kn]\nrows: [fam_aktiv]\n```\n"
	reports, found := list(t, "reports/recht.md", withFront(text))
	doc, f, err := Make(reports[0], rel, sampleRun(), sampleDraw)
	if err != nil || found.Stops() || f.Stops() {
		t.Fatal(found, f, err)
	}
	var got []string
	for line := range strings.Lines(dump(doc)) {
		if strings.Contains(line, "Vorprüfung") || strings.HasPrefix(line, "table") {
			got = append(got, strings.ReplaceAll(strings.TrimSpace(line), "\u00a0", " "))
		}
	}
	const label = "rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung"
	const figure = "⟦21 von 40 Personen|de_05515000/krit_25a/l2018/q/2018-q3/_t/_t#kn⟧"
	want := []string{
		"p Von ihnen erfüllten " + figure + " (Recht von 2018; " + label + ") die Kriterien, ohne Ziel.",
		"table #tabelle-1 [Tabelle 1] Eins", "note Recht von 2018; " + label + ".",
		"table #tabelle-2 [Tabelle 2] Zwei", "note Recht von 2018; " + label + ".",
		"table #tabelle-3 [Tabelle 3] Drei",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
