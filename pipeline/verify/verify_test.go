package verify

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"aead.dev/minisign"
	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

var quarters = []indicator.Period{
	{Freq: indicator.Quarter, Name: "2018-Q2", From: day(2018, 4, 1), To: day(2018, 6, 30)},
	{Freq: indicator.Quarter, Name: "2018-Q3", From: day(2018, 7, 1), To: day(2018, 9, 30)},
}

// release of a count by sex, which adds up, and of a share by level, where 2018-Q3 is withheld.
func sample() *release.Release {
	persons := &indicator.Indicator{
		ID: "pers_aktiv", Title: notation.Text{DE: "Personen"}, Topic: "erwerb", Measure: indicator.Count, Unit: indicator.UnitPersons, Direction: "neutral",
		Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"geschlecht"}}, Disclosure: indicator.Plain, Status: "recommended", Version: "1.0.0",
	}
	families := &indicator.Indicator{
		ID: "hemm_fam", Title: notation.Text{DE: "Familien mit Faktor"}, Topic: "erwerb", Measure: indicator.Share, Unit: indicator.UnitPercent, Direction: "down",
		Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"ebene"}}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: "recommended", Version: "1.0.0",
	}
	var out []indicator.Observation
	add := func(ind *indicator.Indicator, q indicator.Period, breakdown, category string, k, n int64) {
		dec := func(n int64) *notation.Decimal { d := notation.Int(n); return &d }
		o := indicator.Observation{
			Key:  indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: q.Freq, Period: q.Name, Breakdown: breakdown, Category: category},
			Span: q, Indicator: ind, Numerator: dec(k), Value: dec(k), InNumerator: indicator.Contributors{Families: &k}, Provisional: q == quarters[1],
		}
		if n > 0 {
			rest := n - k
			v := notation.Decimal((2*k*1_000_000 + n) / (2 * n))
			o.Value, o.Denominator, o.InDenominator, o.InComplement = &v, dec(n), indicator.Contributors{Families: &n}, indicator.Contributors{Families: &rest}
		}
		out = append(out, o)
	}
	for i, q := range quarters {
		j := int64(i)
		add(persons, q, "_t", "_t", 80+j, 0)
		add(persons, q, "geschlecht", "w", 38, 0)
		add(persons, q, "geschlecht", "m", 42+j, 0)
		add(families, q, "_t", "_t", 9, 14)
		add(families, q, "ebene", "recht", 7-5*j, 14)
		add(families, q, "ebene", "raum", 5, 14)
	}
	list := func(name string, codes ...string) codelist.List {
		l := codelist.List{Name: name}
		for i, c := range codes {
			l.Codes = append(l.Codes, codelist.Code{Code: c, Label: notation.Text{DE: "Code " + c, EN: "Code " + c}, Rank: i + 1})
		}
		return l
	}
	return release.For(release.Audience{Name: "evaluation", MinPersons: 3, MinFamilies: 3}, nil, out, nil, codelist.Lists{
		"geschlecht": list("geschlecht", "W", "M"), "ebene": list("ebene", "RECHT", "RAUM"), "thema": list("thema", "ERWERB"),
	})
}

// plain is the bundle that most faults are planted into: nobody changes it in place.
var plain = sync.OnceValues(func() (*bundle.Bundle, finding.List) {
	b, found, err := delivery.Build(sample(), order(nil, nil))
	if err != nil {
		panic(err)
	}
	return b, found
})

func order(key *bundle.Key, previous *bundle.Bundle) delivery.Order {
	return delivery.Order{
		Areas: []delivery.Area{{Ref: "de_05515000", AGS: "05515000", Name: "Stadt Münster", From: day(2017, 5, 1)}}, Title: "Integration", Publisher: "Stadt Münster",
		AsOf: day(2018, 10, 30), Quarter: quarters[1], Key: key, Previous: previous,
	}
}

func build(t *testing.T, key *bundle.Key, previous *bundle.Bundle) *bundle.Bundle {
	t.Helper()
	if key == nil && previous == nil {
		b, found := plain()
		if len(found) > 0 {
			t.Fatal(found)
		}
		return &bundle.Bundle{ID: b.ID, Files: slices.Clone(b.Files)}
	}
	b, found, err := delivery.Build(sample(), order(key, previous))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return b
}

// faults are findings as lines: place, rule, message.
func faults(found finding.List) string {
	var b strings.Builder
	for _, f := range found {
		if f.Severity >= finding.Error {
			b.WriteString(f.Place.String() + ": " + f.Rule + ": " + f.Message + "\n")
		}
	}
	return b.String()
}

// replaced is the bundle with a text of one file replaced, once.
func replaced(t *testing.T, b *bundle.Bundle, name, old, new string) *bundle.Bundle {
	t.Helper()
	out := &bundle.Bundle{ID: b.ID}
	for _, f := range b.Files {
		if f.Name == name {
			if !bytes.Contains(f.Data, []byte(old)) {
				t.Fatalf("%s does not contain %q", name, old)
			}
			f.Data = bytes.Replace(f.Data, []byte(old), []byte(new), 1)
		}
		out.Files = append(out.Files, f)
	}
	return out
}

var sized = regexp.MustCompile(`("path": "([^"]+)",(?s:.*?)"bytes": )[0-9]+(,\s+"hash": "sha256:)[0-9a-f]+`)

// resealed has checksums that fit what was planted: only the rules themselves can find it.
func resealed(t *testing.T, b *bundle.Bundle) *bundle.Bundle {
	t.Helper()
	out := &bundle.Bundle{ID: b.ID}
	for _, f := range b.Files {
		switch f.Name {
		case bundle.SumsFile, bundle.SignatureFile:
			continue
		case bundle.DescriptorFile:
			f.Data = sized.ReplaceAllFunc(f.Data, func(m []byte) []byte {
				parts := sized.FindSubmatch(m)
				data, _ := b.Data(string(parts[2]))
				return []byte(string(parts[1]) + strconv.Itoa(len(data)) + string(parts[3]) + bundle.Hash(data))
			})
		}
		out.Files = append(out.Files, f)
	}
	if err := out.Seal(nil); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAGoodBundleHasNoFaults(t *testing.T) {
	b := build(t, nil, nil)
	if got := faults(Check(b, Options{})); got != "" {
		t.Error(got)
	}
	if got := faults(Check(resealed(t, b), Options{})); got != "" {
		t.Errorf("sealing anew is a fault by itself:\n%s", got)
	}
	if got := faults(Check(build(t, nil, b), Options{Previous: b})); got != "" {
		t.Error(got)
	}
}

// TestEveryPlantedFaultIsFoundAtItsLine plants the faults of standards.md 1.2 and one for each rule, with checksums that fit.
func TestEveryPlantedFaultIsFoundAtItsLine(t *testing.T) {
	const obs = "data/observations.csv"
	const total = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q2,_T,_T,1.0.0,2018-04-01,2018-06-30,64.2857,9,14,PERCENT,38.7644,83.6553,0,A,FREE,false,"
	const withheld = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHT,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,"
	const women = "DE_05515000,PERS_AKTIV,_Z,Q,2018-Q2,GESCHLECHT,W,1.0.0,2018-04-01,2018-06-30,38,38,,PERSONS,,,0,A,FREE,false,"
	const persons = "DE_05515000,PERS_AKTIV,_Z,Q,2018-Q2,_T,_T,1.0.0,2018-04-01,2018-06-30,80,80,,PERSONS,,,0,A,FREE,false,"
	for _, c := range []struct{ name, file, old, new, want string }{
		{"duplicate key", obs, total, total + "\n" + total, "data/observations.csv:5: v9_doppelt: Der Schlüssel DE_05515000/HEMM_FAM/_Z/Q/2018-Q2/_T/_T steht schon in Zeile 4 (V9)."},
		{"area unknown", obs, total, strings.Replace(total, "DE_05515000", "DE_05515001", 1), "data/observations.csv:4: bezug: ref_area »DE_05515001« steht nicht in data/areas.csv."},
		{"indicator version unknown", obs, total, strings.Replace(total, "1.0.0", "1.1.0", 1), "data/observations.csv:4: bezug: indicator_id, indicator_version »HEMM_FAM, 1.1.0« steht nicht in data/indicators.csv."},
		{"category unknown", obs, women, strings.Replace(women, ",W,", ",X,", 1), "data/observations.csv:9: bezug: breakdown, category »GESCHLECHT, X« steht nicht in data/codelists.csv."},
		{"code not in the list", obs, total, strings.Replace(total, ",A,FREE", ",B,FREE", 1), "data/observations.csv:4: code: Spalte »obs_status«: »B« steht nicht in der Liste OBS_STATUS."},
		{"pattern", obs, total, strings.Replace(total, "2018-Q2", "2018Q2", 1), "data/observations.csv:4: v10_code: Spalte »time_period«: »2018Q2« ist kein Code dieser Spalte (V10)."},
		{"required", obs, total, strings.Replace(total, "PERCENT", "", 1), "data/observations.csv:4: pflicht: Spalte »unit«: Der Inhalt fehlt."},
		{"below the minimum", obs, total, strings.Replace(total, ",14,", ",-14,", 1), "data/observations.csv:4: form: Spalte »denominator«: »-14« hat nicht die Form der Spalte."},
		{"decimal comma", obs, total, strings.Replace(total, "64.2857", `"64,2857"`, 1), "data/observations.csv:4: form: Spalte »obs_value«: »64,2857« hat ein Dezimalkomma; das Format verlangt den Punkt."},
		{"German date", obs, total, strings.Replace(total, "2018-06-30", "30.06.2018", 1), "data/observations.csv:4: form: Spalte »period_end«: »30.06.2018« ist kein Datum der Form JJJJ-MM-TT."},
		{"a day that does not exist", obs, total, strings.Replace(total, "2018-06-30", "2018-06-31", 1), "data/observations.csv:4: form: Spalte »period_end«: Den Tag 2018-06-31 gibt es nicht."},
		{"formula", obs, total, total + "=1+1", "data/observations.csv:4: formel: Spalte »comment«: Der Text beginnt wie eine Formel."},
		{"missing column", obs, ",comment\n", "\n", "data/observations.csv:1: v11_kopf: In der Kopfzeile fehlt »comment«, zu viel ist »« (V11)."},
		{"swapped heads", obs, "numerator,denominator", "denominator,numerator", "data/observations.csv:1: v11_kopf: Die Spalten stehen in anderer Reihenfolge als im Format (V11)."},
		{"mark", obs, "ref_area", "\ufeffref_area", "data/observations.csv:1: v8_bytes: Die Datei beginnt mit einer Bytereihenfolgemarke (BOM) (V8)."},
		{"row deleted", obs, total + "\n", "", "data/observations.csv:4: v7_wuerfel: Hier fehlt die Zeile DE_05515000/HEMM_FAM/_Z/Q/2018-Q2/_T/_T; auch was keinen Wert hat, steht mit seinem Status da (V7)."},
		{"V1 value gone", obs, total, strings.Replace(total, "64.2857", "", 1), "data/observations.csv:4: v1_status: Der Wert fehlt, obwohl obs_status A ist (V1)."},
		{"V1 value of a withheld cell", obs, withheld, strings.Replace(withheld, "2018-09-30,,,", "2018-09-30,35.7143,,", 1), "data/observations.csv:6: v1_status: Es steht ein Wert da, obwohl obs_status Q ist (V1)."},
		{"V2 numerator of a withheld cell", obs, withheld, strings.Replace(withheld, "2018-09-30,,,", "2018-09-30,,5,", 1), "data/observations.csv:6: v2_vertraulich: Die Zelle ist gesperrt und nennt doch Zähler, Nenner, Intervall oder nicht Feststellbare (V2)."},
		{"V2 Q without CONF", obs, withheld, strings.Replace(withheld, "CONF", "FREE", 1), "data/observations.csv:6: v2_vertraulich: obs_status Q und conf_status FREE passen nicht zusammen: Q gilt genau mit CONF (V2)."},
		{"V3", obs, total, strings.Replace(total, "64.2857", "64.2859", 1), "data/observations.csv:4: v3_quote: Der Wert 64.2859 folgt nicht aus Zähler 9 und Nenner 14 (V3)."},
		{"V4", obs, total, strings.Replace(total, "2018-06-30", "2018-07-31", 1), "data/observations.csv:4: v4_zeitraum: Die Tage 2018-04-01 bis 2018-07-31 sind nicht die von Q:2018-Q2 (V4)."},
		{"V5", obs, total, strings.Replace(total, "PERCENT", "FAMILIES", 1), "data/observations.csv:4: v5_einheit: Die Einheit ist FAMILIES, laut indicators.csv ist sie PERCENT (V5)."},
		{"V6", obs, women, strings.Replace(women, "38,38", "37,37", 1), "data/observations.csv:10: v6_summe: Die Zähler der Gliederung GESCHLECHT ergeben 79 statt 80 (V6)."},
		{"V8 empty text", obs, total, total + `""`, "data/observations.csv:4: v8_leer: Ein leeres Feld steht in Anführungszeichen (V8)."},
		{"V8 edge", obs, total, total + `"ab "`, "data/observations.csv:4: v8_leerzeichen: Spalte »comment«: Am Rand stehen Leerzeichen (V8)."},
		{"V8 decomposed", obs, total, total + "fu\u0308r", "data/observations.csv:4: v8_nfc: Spalte »comment«: Umlaute sind aus zwei Zeichen zusammengesetzt (V8)."},
		{"V8 carriage return", obs, total + "\n", total + "\r\n", "data/observations.csv:4: v8_bytes: Die Zeile endet nicht mit LF, oder sie enthält einen Wagenrücklauf (V8)."},
		{"V8 Latin-1", obs, total, total + "f\xfcr", "data/observations.csv:4: v8_bytes: Die Zeile ist kein UTF-8 (V8)."},
		{"V9 order", obs, women + "\n" + persons, persons + "\n" + women, "data/observations.csv:10: v9_reihenfolge: Die Zeile steht nicht in der Reihenfolge der Schlüssel (V9)."},
		{"V10", "data/codelists.csv", "RECHTSSTAND,_Z,", "RECHTSSTAND,NA,", "data/codelists.csv:71: v10_code: Spalte »code«: »NA« lesen manche Programme als etwas anderes (V10)."},
		{"V12", obs, women, strings.Replace(women, "38,38,,PERSONS,,,0,A,FREE", ",,,PERSONS,,,,Q,CONF", 1), "data/observations.csv:9: v12_ableitbar: Die Zelle ist als einzige der Gliederung GESCHLECHT gesperrt und folgt aus der gezeigten Summe (V12)."},
		{"V13 leak in the changes", "data/changes.csv", "reason\n", "reason\nDE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHT,SUPPRESSED,35.7143,A,,Q,CONFIDENTIALITY\n", "data/changes.csv:2: v13_aenderung: Die Zelle ist jetzt gesperrt, aber ein Wert von ihr steht noch da (V13)."},
		{"V13 changes of another bundle", "data/changes.csv", "reason\n", "reason\nDE_05515000,HEMM_FAM,_Z,Q,2018-Q2,_T,_T,REVISED,50,A,64.3,A,DATA\n", "data/changes.csv:2: v13_aenderung: Neuer Wert oder Status ist nicht der von observations.csv, Zeile 4 (V13)."},
		{"descriptor", "datapackage.json", `"name": "denominator"`, `"name": "nenner"`, "datapackage.json:23: beschreibung: »data/observations.csv« ist anders beschrieben, als Format 1.0.0 es vorsieht."},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := replaced(t, build(t, nil, nil), c.file, c.old, c.new)
			got := faults(Check(resealed(t, b), Options{}))
			if !strings.Contains(got, c.want+"\n") {
				t.Errorf("want\n%s\ngot\n%s", c.want, got)
			}
			// Whoever has not sealed anew is told by the checksums alone.
			if got := faults(Check(b, Options{})); !strings.Contains(got, c.file+": pruefsumme: ") {
				t.Errorf("the checksums do not tell %s:\n%s", c.file, got)
			}
		})
	}
}

// TestAnotherWordingIsNoOtherFormat: a bundle of last year must pass, although somebody has explained a column better since.
func TestAnotherWordingIsNoOtherFormat(t *testing.T) {
	b := replaced(t, build(t, nil, nil), bundle.DescriptorFile, `"description": "Kürzel der Kennzahl, erklärt in indicators.csv."`, `"description": "Kürzel."`)
	if got := faults(Check(resealed(t, b), Options{})); got != "" {
		t.Error(got)
	}
}

func TestSemicolonsAreTold(t *testing.T) {
	b := build(t, nil, nil)
	for i := range b.Files {
		if b.Files[i].Name == "data/observations.csv" {
			b.Files[i].Data = bytes.ReplaceAll(b.Files[i].Data, []byte(","), []byte(";"))
		}
	}
	want := "data/observations.csv:1: v11_kopf: Die Spalten sind durch Strichpunkte getrennt (V11).\n"
	if diff := cmp.Diff(want, faults(Check(resealed(t, b), Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestAFileTooManyAndAFileTooFewAreTold(t *testing.T) {
	b := build(t, nil, nil)
	b.Files[0].Name = "A.txt" // LIESMICH.md, by name the first
	want := `A.txt: datei_fremd: Die Datei gehört nicht zur Lieferung.
SHA256SUMS:1: datei_fehlt: Die Datei »LIESMICH.md« fehlt.
`
	if diff := cmp.Diff(want, faults(Check(b, Options{}))); !strings.HasPrefix(faults(Check(b, Options{})), want) {
		t.Error(diff)
	}
}

// signer is a key for tests, the same each time.
func signer(t *testing.T, seed byte) (*bundle.Key, *bundle.PublicKey) {
	t.Helper()
	_, private, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 128)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := private.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	key, err := bundle.ReadKey(text, "")
	if err != nil {
		t.Fatal(err)
	}
	public, err := bundle.ReadPublicKey([]byte(private.Public().(minisign.PublicKey).String()))
	if err != nil {
		t.Fatal(err)
	}
	return key, public
}

func TestOnlyTheSendersSignatureCounts(t *testing.T) {
	key, public := signer(t, 1)
	_, other := signer(t, 2)
	signed := build(t, key, nil)
	if got := faults(Check(signed, Options{Key: public})); got != "" {
		t.Error(got)
	}
	for name, c := range map[string]struct {
		b    *bundle.Bundle
		key  *bundle.PublicKey
		want string
	}{
		"another key":    {signed, other, "SHA256SUMS.minisig: unterschrift: "},
		"sums made anew": {replaced(t, signed, bundle.SumsFile, "0", "1"), public, "SHA256SUMS.minisig: unterschrift: "},
		"no signature":   {build(t, nil, nil), public, "SHA256SUMS.minisig: unterschrift_fehlt: "},
	} {
		if got := faults(Check(c.b, Options{Key: c.key})); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %s, got %s", name, c.want, got)
		}
	}
}

// TestWhatWasShownMayNotVanishSilently is V13 across deliveries.
func TestWhatWasShownMayNotVanishSilently(t *testing.T) {
	now := build(t, nil, nil)
	const withheld = "DE_05515000,HEMM_FAM,_Z,Q,2018-Q3,EBENE,RECHT,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF,false,"
	before := replaced(t, now, "data/observations.csv", withheld, strings.Replace(strings.Replace(withheld, ",,,,PERCENT", ",35.7143,5,14,PERCENT", 1), "Q,CONF", "A,FREE", 1))
	want := "data/observations.csv:6: v13_gesperrt: Die vorige Lieferung zeigte den Wert, diese sperrt ihn, ohne es in changes.csv zu sagen (V13).\n"
	if diff := cmp.Diff(want, faults(Check(now, Options{Previous: before}))); diff != "" {
		t.Error(diff)
	}
	if got := faults(Check(build(t, nil, before), Options{Previous: before})); got != "" {
		t.Errorf("told in changes.csv, and still a fault:\n%s", got)
	}
}
