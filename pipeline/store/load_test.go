package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// smallTables are contracts of families, persons and lessons, with every type.
func smallTables() []intake.Table {
	return []intake.Table{
		{
			Name: "familie", File: "config/tables/familie.yaml", Title: notation.Text{DE: "Familien"}, Required: true, Key: []string{"familie_id"},
			Columns: []intake.Column{{Name: "familie_id", Type: intake.TypeText, Required: true}, {Name: "aufnahme_monat", Type: intake.TypeMonth}, {Name: "allein", Type: intake.TypeBool}},
		},
		{
			Name: "person", File: "config/tables/person.yaml", Key: []string{"person_id"},
			Columns: []intake.Column{{Name: "person_id", Type: intake.TypeText}, {Name: "familie_id", Type: intake.TypeText, References: "familie.familie_id"}, {Name: "jahre", Type: intake.TypeInt}},
		},
		{
			Name: "unterricht", File: "config/tables/unterricht.yaml", Key: []string{"person_id", "tag"},
			Columns: []intake.Column{
				{Name: "person_id", Type: intake.TypeText, References: "person.person_id"}, {Name: "tag", Type: intake.TypeDate},
				{Name: "std", Type: intake.TypeDec}, {Name: "massnahme_id", Type: intake.TypeText, References: "massnahme.massnahme_id"},
			},
		},
		{Name: "massnahme", File: "config/tables/massnahme.yaml", Columns: []intake.Column{{Name: "massnahme_id", Type: intake.TypeText}}},
	}
}

func smallProject() Project {
	day := time.Date(2019, 4, 30, 0, 0, 0, 0, time.UTC)
	return Project{
		Municipality: "05515000",
		Term:         intake.Term{Start: time.Date(2017, 5, 1, 0, 0, 0, 0, time.UTC), Ends: []intake.TermEnd{{Until: day, Status: "BEWILLIGT"}}},
		Tables:       smallTables(),
	}
}

// deliver reads "stand table: header; row; row" into a batch whose file is stand/table.csv.
func deliver(t testing.TB, p Project, stand, table string, lines ...string) intake.Batch {
	t.Helper()
	contract, ok := p.table(table)
	if !ok {
		t.Fatalf("no table %s", table)
	}
	return readDelivery(t, contract, stand+"/"+table+".csv", strings.Join(lines, "\n")+"\n", parseDay(t, stand))
}

func load(t testing.TB, s *Store, batches ...intake.Batch) finding.List {
	t.Helper()
	found, err := loadHeld(t, s, batches)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// loadHeld loads batches that hold their rows. Their digest is made of everything in them.
func loadHeld(t testing.TB, s *Store, batches []intake.Batch) (finding.List, error) {
	t.Helper()
	for i, b := range batches {
		batches[i].Digest = digest(b)
	}
	return s.Load(t.Context(), batches, heldRows(batches))
}

func digest(b intake.Batch) string {
	return hashText(fmt.Sprint(b.Table, b.File, b.Rows, b.Missing, b.Account))
}

// heldRows reads batches that hold their rows, one row at a time.
func heldRows(batches []intake.Batch) Read {
	return func(i int, each func(intake.Chunk) error) error {
		for _, r := range batches[i].Rows {
			if err := each(intake.Chunk{Rows: []intake.Row{r}}); err != nil {
				return err
			}
		}
		return each(intake.Chunk{Missing: batches[i].Missing})
	}
}

func printFindings(found finding.List) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

func TestValuesArriveAsTheyWere(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	lessons := deliver(t, p, "2018-10-30", "unterricht", "person_id,tag,std", "P1,2018-02-28,1.5", "P2,1969-12-31,-0.0001", `"it's ""P""",2020-02-29,99999999999.9999`)
	lessons.Rows[1].Values[2] = notation.Decimal(-150) // -0.00015, half a unit of the fourth decimal
	lessons.Missing = []intake.Missing{
		{Line: 2, Column: "massnahme_id", Raw: "k. A.", Reason: intake.ReasonNotStated},
		{Line: 3, Column: "massnahme_id", Reason: intake.ReasonEmpty}, // NULL is enough
	}
	lessons.Sheet = "Blatt 1"
	load(t, s, lessons, deliver(t, p, "2018-10-30", "familie", "familie_id,aufnahme_monat,allein", "F1,2017-06,true", "F2,,false", "F3,,"),
		deliver(t, p, "2018-10-30", "person", "person_id,jahre", "P1,-3", "P2,9223372036854775807"))
	compareText(t, `
person_id  tag         std               massnahme_id  kommune   _file                      _sheet   _line
P1         2018-02-28  1.5000            .             05515000  2018-10-30/unterricht.csv  Blatt 1  2
P2         1969-12-31  -0.0002           .             05515000  2018-10-30/unterricht.csv  Blatt 1  3
it's "P"   2020-02-29  99999999999.9999  .             05515000  2018-10-30/unterricht.csv  Blatt 1  4
`, printQuery(t, s, "select * exclude _delivery from raw.unterricht order by _line"))
	compareText(t, `
familie_id  aufnahme_monat  allein
F1          2017-06-01      true
F2          .               false
F3          .               .
`, printQuery(t, s, "select familie_id, aufnahme_monat, allein from raw.familie order by _line"))
	compareText(t, `
jahre
-3
9223372036854775807
`, printQuery(t, s, "select jahre from raw.person order by jahre"))
	compareText(t, `
_line  spalte        roh    grund
2      massnahme_id  k. A.  KEINE_ANGABE
`, printQuery(t, s, "select f.* exclude _delivery from raw.fehlend f join raw.unterricht u using (_delivery, _line)"))
}

func TestTheSameDeliveryAgainChangesNothingAndANewOneReplacesIt(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	const contents = "select familie_id, _file from raw.familie order by all"
	first := deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F2")
	load(t, s, first)
	compareText(t, "Hinweis: Lieferungen, die schon geladen sind und unverändert bleiben: 1.", printFindings(load(t, s, first)))

	twin := first
	twin.File = "2018-10-30/kopie.csv"
	compareText(t, `
Hinweis: Lieferungen, die schon geladen sind und unverändert bleiben: 1.
2018-10-30/kopie.csv: Warnung: Die Datei ist Byte für Byte dieselbe wie 2018-10-30/familie.csv und wird nicht noch einmal geladen. Bitte eine der beiden entfernen.
`, printFindings(load(t, s, first, twin)))

	later := first
	later.Stand = parseDay(t, "2019-12-31")
	later.File = "2019-12-31/familie.csv"
	load(t, s, later)
	compareText(t, `
familie_id  _file
F1          2018-10-30/familie.csv
F1          2019-12-31/familie.csv
F2          2018-10-30/familie.csv
F2          2019-12-31/familie.csv
`, printQuery(t, s, contents))

	corrected := deliver(t, p, "2018-10-30", "familie", "familie_id", "F1", "F3")
	compareText(t, "2018-10-30/familie.csv: Hinweis: Die Lieferung ersetzt ihre frühere Fassung.", printFindings(load(t, s, corrected)))

	mapped := later // the same bytes, read by another mapping
	mapped.Rows = mapped.Rows[:1]
	mapped.Account = intake.Account{Read: 3, Accepted: 1, Rejected: 1, NoData: 1}
	compareText(t, "2019-12-31/familie.csv: Hinweis: Die Lieferung ersetzt ihre frühere Fassung.", printFindings(load(t, s, mapped)))
	compareText(t, `
familie_id  _file
F1          2018-10-30/familie.csv
F1          2019-12-31/familie.csv
F3          2018-10-30/familie.csv
`, printQuery(t, s, contents))
	compareText(t, `
file                    gelesen  angenommen  abgelehnt
2018-10-30/familie.csv  3        2           0
2019-12-31/familie.csv  3        1           1
`, printQuery(t, s, "select file, gelesen, angenommen, abgelehnt from raw.lieferung order by file"))
}

func TestALoadThatFailsLeavesTheStoreAsItWas(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	load(t, s, deliver(t, p, "2018-10-30", "familie", "familie_id", "F1"))
	good := deliver(t, p, "2019-12-31", "familie", "familie_id", "F1", "F2")
	bad := deliver(t, p, "2019-12-31", "person", "person_id", "P1")
	bad.Rows[0].Values[2] = "three" // no such value comes from intake
	if _, err := loadHeld(t, s, []intake.Batch{good, bad}); err == nil {
		t.Fatal("no error")
	}
	compareText(t, "file\n2018-10-30/familie.csv", printQuery(t, s, "select file from raw.lieferung"))
	compareText(t, "familie_id\nF1", printQuery(t, s, "select familie_id from raw.familie"))

	lost := deliver(t, p, "2019-12-31", "person", "person_id", "P1", "P2")
	lost.Rows = lost.Rows[:1]
	_, err := loadHeld(t, s, []intake.Batch{lost})
	compareError(t, err, "load deliveries: append to raw.person: batch 2019-12-31/person.csv: account {Read:3 Accepted:2 Rejected:0 Duplicate:0 OutsideTerm:0 NoData:1} does not balance with 1 rows", "FOLDER")
}

func TestAChangedContractLoadsAgainAndLosesNothing(t *testing.T) {
	path := t.TempDir() + "/store.duckdb"
	p := smallProject()
	open := func() *Store {
		t.Helper()
		s, err := Open(t.Context(), path, p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	load(t, s, deliver(t, p, "2018-06-30", "unterricht", "person_id,tag,std,massnahme_id", "P1,2018-01-01,1.5,7", "P2,2018-01-02,2,M"),
		deliver(t, p, "2018-10-30", "unterricht", "person_id,tag,std", "P1,2018-09-01,3"))
	s.Close()

	p.Tables[2].Columns = []intake.Column{{Name: "person_id", Type: intake.TypeText}, {Name: "massnahme_id", Type: intake.TypeInt}, {Name: "titel", Type: intake.TypeText}}
	s = open()
	again := deliver(t, p, "2018-10-30", "unterricht", "person_id,titel", "P1,Deutsch")
	const note = "2018-06-30/unterricht.csv: Hinweis: Die Tabelle unterricht hat jetzt andere Spalten; diese frühere Lieferung wurde nicht mitgelesen und hat in neuen Spalten keine Werte. Sie wird ergänzt, sobald die Datei wieder gelesen wird.\n"
	compareText(t, note+"2018-10-30/unterricht.csv: Hinweis: Die Lieferung ersetzt ihre frühere Fassung.", printFindings(load(t, s, again)))
	compareText(t, `
person_id  massnahme_id  titel    _file
P1         7             .        2018-06-30/unterricht.csv
P1         .             Deutsch  2018-10-30/unterricht.csv
P2         .             .        2018-06-30/unterricht.csv
`, printQuery(t, s, "select person_id, massnahme_id, titel, _file from raw.unterricht order by all"))
	compareText(t, "Hinweis: Lieferungen, die schon geladen sind und unverändert bleiben: 1.", printFindings(load(t, s, again)))

	compareText(t, "2018-06-30/unterricht.csv: Hinweis: Die Lieferung ersetzt ihre frühere Fassung.",
		printFindings(load(t, s, deliver(t, p, "2018-06-30", "unterricht", "person_id,massnahme_id,titel", "P1,7,Mathe"))))
	compareText(t, `
person_id  titel    _file
P1         Deutsch  2018-10-30/unterricht.csv
P1         Mathe    2018-06-30/unterricht.csv
`, printQuery(t, s, "select person_id, titel, _file from raw.unterricht order by all"))
	s.Close()
}

func TestReferenceDataStandInTables(t *testing.T) {
	codes := codelist.Lists{"niveau": {Name: "niveau", Codes: []codelist.Code{{Code: "A1", Label: notation.Text{DE: "A1", EN: "A1"}, Rank: 1}, {Code: "A2", Label: notation.Text{DE: "A2", EN: "A2"}, Rank: 2, From: parseDay(t, "2018-01-01")}}}}
	ref, found, err := ReadReference(mapFS(map[string][]byte{
		TargetFile:    []byte("indikator,freq,time_period,gliederung,kategorie,soll,basis,toleranz,beschlossen_am,grund\nfam_aktiv,Q,2018-Q3,_t,_t,14,,0.5,2017-11-14,\"vierzehn, wie beschlossen\"\n"),
		LawFile:       []byte("regel,parameter,wert,gueltig_von,gueltig_bis\n25A,aufenthalt_monate,48,2015-08-01,2022-12-30\n25A,nachweis,ZEUGNIS,2015-08-01,\n"),
		ParameterFile: []byte("name,wert,einheit,erlaeuterung\nfoerdersatz,0.9,Anteil,\n"),
	}), codes)
	failOn(t, must(found, err)(t))
	s := openTest(t, Project{Municipality: "05515000", Reference: ref})
	load(t, s)
	load(t, s) // twice: nothing is doubled
	compareText(t, `
liste   code  label_de  label_en  rang  gueltig_von  gueltig_bis
niveau  A1    A1        A1        1     .            .
niveau  A2    A2        A2        2     2018-01-01   .
`, printQuery(t, s, "from config.codes"))
	compareText(t, `
indikator  freq  time_period  gliederung  kategorie  soll       basis  toleranz  beschlossen_am  grund
fam_aktiv  Q     2018-Q3      _t          _t         14.000000  .      0.500000  2017-11-14      vierzehn, wie beschlossen
`, printQuery(t, s, "from config.zielwert"))
	compareText(t, `
regel  parameter          wert     zahl       gueltig_von  gueltig_bis
25A    aufenthalt_monate  48       48.000000  2015-08-01   2022-12-30
25A    nachweis           ZEUGNIS  .          2015-08-01   .
`, printQuery(t, s, "from config.rechtsstand"))
	compareText(t, `
name         wert      einheit  erlaeuterung
foerdersatz  0.900000  Anteil   .
`, printQuery(t, s, "select name, wert, einheit, nullif(erlaeuterung, '') as erlaeuterung from config.parameter"))
}

func TestEveryFaultOfReferenceDataIsTold(t *testing.T) {
	_, found, err := ReadReference(mapFS(map[string][]byte{
		TargetFile:    []byte("indikator,freq,time_period\n"),
		LawFile:       []byte("regel,parameter,wert,gueltig_von,gueltig_bis\n25A,x,48,1.8.2015,\n25A,y\n25A,z,,,\n"),
		ParameterFile: []byte("name,wert,einheit,erlaeuterung\na,\"0,9\",,\nb,1,,\nb,2,,\nc,1.1234567,,\n"),
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	compareText(t, `
config/reference/zielwert.csv:1: Stopp: Die Kopfzeile stimmt nicht. Sie muss lauten: indikator,freq,time_period,gliederung,kategorie,soll,basis,toleranz,beschlossen_am,grund.
config/reference/rechtsstand.csv:2: Stopp: gueltig_von: »1.8.2015« ist kein Datum der Form JJJJ-MM-TT. Bitte den Wert berichtigen.
config/reference/rechtsstand.csv:3: Stopp: Die Zeile ist nicht lesbar: wrong number of fields. Bitte 5 Felder angeben und Texte mit Komma in Anführungszeichen setzen.
config/reference/rechtsstand.csv:4: Stopp: wert: Der Wert fehlt. Bitte den Wert berichtigen.
config/reference/parameter.csv:2: Stopp: wert: »0,9« ist keine Zahl. Bitte den Wert berichtigen.
config/reference/parameter.csv:5: Stopp: wert: »1.1234567« hat mehr Nachkommastellen, als gespeichert werden. Bitte den Wert berichtigen.
config/reference/parameter.csv: Stopp: »b« steht zweimal. Bitte eine der Zeilen entfernen.
`, printFindings(found))
}

func TestTheOrderOfBatchesDoesNotMatter(t *testing.T) {
	p := smallProject()
	batches := []intake.Batch{
		deliver(t, p, "2018-10-30", "person", "person_id", "P2", "P1"),
		deliver(t, p, "2018-06-30", "person", "person_id", "P1"),
		deliver(t, p, "2018-10-30", "familie", "familie_id", "F1"),
	}
	var got []string
	for range 2 {
		s := openTest(t, p)
		load(t, s, batches...)
		got = append(got, printQuery(t, s, "from raw.person")+printQuery(t, s, "from raw.lieferung"))
		slices.Reverse(batches)
	}
	compareText(t, got[0], got[1])
}

func TestTargetsThatNoFigureCanMeetAreTold(t *testing.T) {
	ref := Reference{Targets: []Target{
		{Line: 2, Indicator: "fam_aktiv", Freq: "Q", Period: "2018-Q3", Breakdown: "_t", Category: "_t"},
		{Line: 3, Indicator: "fam_activ", Freq: "Q", Period: "2018-Q3", Breakdown: "_t", Category: "_t"},
		{Line: 4, Indicator: "fam_aktiv", Freq: "A", Period: "2018-A1", Breakdown: "ebene", Category: "rechtlich"},
		{Line: 5, Indicator: "fam_aktiv", Freq: "Q", Period: "2018-Q3", Breakdown: "geschlecht_2", Category: "w"},
	}}
	found := ref.CheckTargets([]*indicator.Indicator{{ID: "fam_aktiv", Period: indicator.Periods{"stock"}, By: []indicator.Breakdown{{"geschlecht_2"}}}})
	compareText(t, `
config/reference/zielwert.csv:3: Stopp: unbekannter Indikator "fam_activ". Meinten Sie "fam_aktiv"?
config/reference/zielwert.csv:4: Stopp: fam_aktiv hat keine Gliederung "ebene". Für das Insgesamt bitte _t angeben.
config/reference/zielwert.csv:4: Stopp: fam_aktiv hat keine Werte der Frequenz "A". Bitte freq und time_period an den Indikator anpassen.
`, printFindings(found))
}

func TestATableThatIsSwitchedOffIsEmptyAndQueriesThatNameItRun(t *testing.T) {
	p := smallProject()
	p.Tables[2].Status, p.Tables[3].Status = "off", "off"
	s := openTest(t, p)
	load(t, s, deliver(t, p, "2018-10-30", "familie", "familie_id,aufnahme_monat,allein", "F01,2017-06,true"))
	failOn(t, must(s.Prepare(t.Context(), parseDay(t, "2018-10-30")))(t))
	var rows int
	var kinds string
	err := s.conn.QueryRowContext(t.Context(), `select (select count(*) from basis.familie left join basis.unterricht using (kommune)), string_agg(column_name || ' ' || data_type, ', ' order by column_index)
		from duckdb_columns() where schema_name = 'basis' and table_name = 'unterricht'`).Scan(&rows, &kinds)
	want := "person_id VARCHAR, tag DATE, std DECIMAL(18,4), massnahme_id VARCHAR, kommune VARCHAR, _file VARCHAR, _sheet VARCHAR, _line BIGINT, _delivery VARCHAR"
	if err != nil || rows != 1 || kinds != want {
		t.Errorf("%v: %d rows, %s", err, rows, kinds)
	}
}
