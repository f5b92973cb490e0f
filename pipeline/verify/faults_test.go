package verify

import (
	"strings"
	"testing"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
)

// TestFaultsBehindTheRulesAreFoundToo plants what passes every rule of standards.md and is wrong all the same: files that tell different stories, figures that
// cannot be, forms that some program reads otherwise.
func TestFaultsBehindTheRulesAreFoundToo(t *testing.T) {
	const obs, quality, manifest, sdmx = "data/observations.csv", "data/quality.csv", bundle.ManifestFile, bundle.SDMXFile
	const total = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,_T,_T,1.0.0,2018-04-01,2018-06-30,64.2857,9,14,PERCENT,38.7644,83.6553,0,A,FREE,false,"
	const level = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,EBENE,RECHT,1.0.0,2018-04-01,2018-06-30,50,7,14,PERCENT,26.7992,73.2008,0,A,FREE,false,"
	const withheld = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHT,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,"
	const women = "DE_05515000,PERS_AKTIV,_Z,Q,2018-Q2,GESCHLECHT,W,1.0.0,2018-04-01,2018-06-30,38,38,,PERSONS,,,0,A,FREE,false,"
	in := func(row, old, new string) string {
		if strings.Count(row, old) == 0 {
			t.Fatalf("%q is not in %q", old, row)
		}
		return strings.Replace(row, old, new, 1)
	}
	for _, c := range []struct{ name, file, old, new, want string }{
		{"more counted than there are", obs, total, in(total, "64.2857,9,14", "107.142857,15,14"), "data/observations.csv:4: v3_quote: Der Zähler 15 ist größer als der Nenner 14 (V3)."},
		{"half a family", obs, total, in(total, "64.2857,9,14", "60.714286,8.5,14"), "data/observations.csv:4: ganzzahl: Zähler oder Nenner zählt Einheiten und ist doch keine ganze Zahl: 8.5."},
		{"interval beside its value", obs, total, in(total, "38.7644", "70.0000"), "data/observations.csv:4: intervall: Der Wert 64.2857 liegt nicht im Intervall von 70.0000 bis 83.6553."},
		{"interval with one end", obs, total, in(total, "38.7644", ""), "data/observations.csv:4: intervall: Ein Intervall hat zwei Enden und einen Wert; hier fehlt etwas davon."},
		{"a part that is more than the whole", obs, level, in(level, "50,7,14", "71.428571,10,14"), "data/observations.csv:3: v6_summe: Der Zähler 10 ist größer als der aller zusammen, 9 (V6)."},
		{"two versions in one table", obs, level, in(level, "1.0.0", "1.0.1"), "data/observations.csv:3: v5_fassung: Die Fassung 1.0.1 ist eine andere als die der Zeile 2 derselben Kennzahl im selben Zeitraum: 1.0.0 (V5)."},
		{"a breakdown that the indicator lacks", obs, women, in(women, "GESCHLECHT,W", "EBENE,RECHT"), "data/observations.csv:9: v7_wuerfel: Die Gliederung EBENE hat die Kennzahl laut indicators.csv nicht (V7)."},
		{"a frequency that the indicator lacks", obs, total, in(total, ",Q,2018-Q2", ",A,2018-A1"), "data/observations.csv:4: v7_wuerfel: Zeiträume der Art A hat die Kennzahl laut indicators.csv nicht (V7)."},
		{"leading zeros", obs, total, in(total, ",9,14", ",09,14"), "data/observations.csv:4: form: Spalte »numerator«: »09« hat nicht die Form der Spalte."},
		{"an exponent", obs, total, in(total, "64.2857", "6.42857e1"), "data/observations.csv:4: form: Spalte »obs_value«: »6.42857e1« hat nicht die Form der Spalte."},
		{"a number that no type holds", obs, women, in(women, "38,38", "9999999999999,9999999999999"), "data/observations.csv:9: form: Spalte »obs_value«: »9999999999999« hat nicht die Form der Spalte."},
		{"quotes without need", obs, ",9,14,", `,"9",14,`, "data/observations.csv:4: v8_schreibweise: Die Zeile ist anders geschrieben, als das Format es tut: überflüssige Anführungszeichen oder eine leere Zeile (V8)."},
		{"an empty line", obs, total + "\n", total + "\n\n", "data/observations.csv:5: v8_schreibweise: Die Zeile ist anders geschrieben, als das Format es tut: überflüssige Anführungszeichen oder eine leere Zeile (V8)."},
		{"a sign that nobody sees", obs, total, total + "ab\u200bc", "data/observations.csv:4: v8_leerzeichen: Spalte »comment«: Im Text steht ein unsichtbares Zeichen (V8)."},
		{"a long remark", obs, total, total + strings.Repeat("x", 251), "data/observations.csv:4: form: Spalte »comment«: Der Text ist länger als 250 Zeichen."},
		{"TRUE for true", obs, total, in(total, "FREE,false", "FREE,FALSE"), "data/observations.csv:4: form: Spalte »series_break«: »FALSE« hat nicht die Form der Spalte."},
		{"a value not to be passed on", obs, total, in(total, ",FREE,", ",INTERNAL,"), "data/observations.csv:4: v2_vertraulich: conf_status INTERNAL gibt es nur in Lieferungen zum Zusammenführen: Der Wert darf nicht weitergegeben werden (V2)."},
		{"a whole group", obs, level, in(level, "50,7,14,PERCENT,26.7992,73.2008", "100,14,14,PERCENT,78.4689,100.0000"), "data/observations.csv:3: v12_ableitbar: Der Wert sagt von jedem Einzelnen der Gruppe dasselbe, und es kann schaden: Er müsste gesperrt sein (V12)."},

		{"quality of what is withheld", quality, "HEMM_FAM,_Z,Q,2018-Q2,14,0,100.00,HIGH", "HEMM_FAM,_Z,Q,2018-Q2,15,0,100.00,HIGH", "data/quality.csv:2: guete: Die Angaben sind nicht die von observations.csv, Zeile 4."},
		{"another coverage", quality, "14,0,100.00,HIGH", "14,0,90.00,MEDIUM", "data/quality.csv:2: guete: Die Abdeckung 90.00 folgt nicht aus 14 und 0."},
		{"another grade", quality, "14,0,100.00,HIGH", "14,0,100.00,LOW", "data/quality.csv:2: guete: Die Güte ist LOW; aus einer Abdeckung von 100.00 Prozent folgt HIGH."},
		{"quality of nothing", quality, "HEMM_FAM,_Z,Q,2018-Q2", "HEMM_FAM,_Z,Q,2018-Q1", "data/quality.csv:2: guete: Zu DE_05515000/HEMM_FAM/_Z/Q/2018-Q1 gibt es in observations.csv keine ungegliederte Zeile."},

		{"a manifest of another quarter", manifest, `"quarter": "2018-Q3"`, `"quarter": "2018-Q2"`, "manifest.json:5: manifest: Quartal 2018-Q2 und Fassung 1 sind nicht die von lieferung_DE_05515000_2018-Q3_r1."},
		{"a manifest of another revision", manifest, `"delivery": "lieferung_DE_05515000_2018-Q3_r1"`, `"delivery": "lieferung_DE_05515000_2018-Q3_r2"`, "manifest.json:3: manifest: Die Lieferung heißt hier lieferung_DE_05515000_2018-Q3_r2, ihr Ordner aber lieferung_DE_05515000_2018-Q3_r1."},
		{"a manifest before the quarter ended", manifest, `"as_of": "2018-10-30"`, `"as_of": "2018-08-30"`, "manifest.json:4: manifest: Der Stand 2018-08-30 liegt vor dem Ende des Quartals, 2018-09-30."},
		{"an account that does not balance", manifest, `"read": 0`, `"read": 7`, "manifest.json:11: manifest: Das Zeilenkonto geht nicht auf: gelesen sind 7."},
		{"a manifest with another definition", manifest, `"version": "1.0.0"`, `"version": "1.0.1"`, "data/indicators.csv:2: manifest: Die Prüfsumme der Definition ist nicht die von manifest.json."},
		{"no manifest", manifest, `"format":`, `"format"`, "manifest.json:2: manifest: Das Manifest ist kein JSON der vorgesehenen Form."},

		{"SDMX tells another figure", sdmx, "64.2857", "64.2858", "sdmx/data.csv:4: sdmx: Spalte »OBS_VALUE«: »64.2858« ist nicht »64.2857« wie in observations.csv, Zeile 4."},
		{"SDMX tells a withheld figure", sdmx, "NaN,NaN,NaN", "35.7143,5,14", "sdmx/data.csv:6: sdmx: Spalte »OBS_VALUE«: »35.7143« ist nicht »« wie in observations.csv, Zeile 6."},

		{"changes with an old value of what is new", "data/changes.csv", "reason\n", "reason\nDE_05515000,HEMM_FAM,_Z,Q,2018-Q2,_T,_T,ADDED,50,A,64.2857,A,NEW_PERIOD\n", "data/changes.csv:2: v13_aenderung: Nur was neu ist, hat keinen alten Status, und es hat keinen alten Wert (V13)."},
		{"an indicator without rows", "data/indicators.csv", "\nPERS_AKTIV,1.0.0", "\nNIEMAND,1.0.0,Niemand,,,ERWERB,,,COUNT,PERSONS,NEUTRAL,SUM,PLAIN,Q,,,,,,," + strings.Repeat("0", 64) + "\nPERS_AKTIV,1.0.0", "data/indicators.csv:3: v7_wuerfel: Zu dieser Kennzahl steht in observations.csv keine einzige Zeile (V7)."},
		{"withheld without need of saying so", obs, withheld, in(withheld, "Q,CONF", "M,FREE"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := replaced(t, build(t, nil, nil), c.file, c.old, c.new)
			got := faults(Check(resealed(t, b), Options{}))
			if c.want == "" { // nobody outside can know: no rule, and no false alarm either
				if strings.Contains(got, "v12") {
					t.Error(got)
				}
				return
			}
			if !strings.Contains(got, c.want+"\n") {
				t.Errorf("want\n%s\ngot\n%s", c.want, got)
			}
		})
	}
}

// TestEveryFaultHasARemedy: a receiver who reads a finding knows what to do next.
func TestEveryFaultHasARemedy(t *testing.T) {
	b := build(t, nil, nil)
	for i := range b.Files {
		b.Files[i].Data = append([]byte("x,"), b.Files[i].Data...)
	}
	found := Check(b, Options{Previous: b})
	if found.Count(finding.Error) < 10 {
		t.Fatalf("%d faults", found.Count(finding.Error))
	}
	for _, f := range found {
		if f.Remedy == "" || f.Place.File == "" && f.Severity >= finding.Error {
			t.Errorf("%+v", f)
		}
	}
}

// crossing is a table of two dimensions with margins, as rows: K is k of each cell, Q for withheld.
func crossing(cells map[string]string) []observation {
	c := &bundle.Content{Table: bundle.Observations}
	for key, k := range cells {
		breakdown, category, _ := strings.Cut(key, " ")
		r := make(bundle.Row, len(bundle.Observations.Columns))
		copy(r, []string{"DE_1", "X", "_Z", "Q", "2018-Q3", breakdown, category, "1.0.0", "2018-07-01", "2018-09-30", k, k})
		r[bundle.Observations.Column("obs_status")] = "A"
		if k == "" {
			r[bundle.Observations.Column("obs_status")] = "Q"
		}
		c.Rows = append(c.Rows, r)
	}
	c.Sort()
	for i := range c.Rows {
		c.Lines = append(c.Lines, i+2)
	}
	return observed(c)
}

// TestGapsThatCrossingBreakdownsGiveAwayAreFound: two gaps in each row and column hold; if one margin has a single gap, adding and subtracting gives it.
func TestGapsThatCrossingBreakdownsGiveAwayAreFound(t *testing.T) {
	cells := map[string]string{
		"_T _T": "36", "A P": "15", "A Q": "21", "B U": "12", "B V": "24",
		"A_X_B P_X_U": "", "A_X_B P_X_V": "", "A_X_B Q_X_U": "", "A_X_B Q_X_V": "",
	}
	check := func() string {
		c := &checker{b: &bundle.Bundle{}, tables: map[*bundle.Table]*bundle.Content{}, known: map[string]bundle.Row{}}
		ind := make(bundle.Row, len(bundle.Indicators.Columns))
		ind[bundle.Indicators.Column("additive_breakdowns")] = "A B A_X_B"
		c.known["X/1.0.0"] = ind
		c.crossed(crossing(cells))
		return faults(c.found)
	}
	if got := check(); got != "" {
		t.Errorf("four gaps in a square are safe: %s", got)
	}
	cells["A_X_B P_X_U"] = "5"
	want := "data/observations.csv:5: v12_ableitbar: Die gesperrte Zelle folgt aus den gezeigten der gekreuzten Gliederungen (V12).\n"
	if got := check(); !strings.Contains(got, want) {
		t.Errorf("one of the four is shown, so all follow: %s", got)
	}
}
