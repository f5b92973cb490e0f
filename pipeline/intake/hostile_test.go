package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// full reports whether the long tests run to their end ("make fuzz"): a twentieth is enough for every day.
func full() bool { return os.Getenv("WIRKBERICHT_FULL") != "" }

func projectContract(t testing.TB) Contract {
	t.Helper()
	c, found, err := Read(part(archive(t, "testdata/project.txtar"), "config/"))
	if err != nil || found.Stops() {
		t.Fatal(printFindings(found), err)
	}
	c.Term = term
	return c
}

// takeFiles takes files of one snapshot by the project of the cases.
func takeFiles(t testing.TB, files map[string]string) string {
	t.Helper()
	data := fstest.MapFS{}
	for name, text := range files {
		data["2018-10-30/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return takeFrom(t, data)
}

func takeFrom(t testing.TB, data fs.FS) string {
	t.Helper()
	c := projectContract(t)
	for i := range c.Tables {
		c.Tables[i].Required = false
	}
	batches, found, err := Take(data, c)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(printFindings(found) + printBatches(batches)) {
		if !strings.HasPrefix(line, "spalte_fehlt") && !strings.HasPrefix(line, "missing") {
			kept = append(kept, strings.ReplaceAll(line, "2018-10-30/", ""))
		}
	}
	return strings.Join(kept, "")
}

// OLE containers: the header says where the directory stands, whose names are in UTF-16.
func ole(name string) string {
	raw := make([]byte, 2048)
	copy(raw, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	raw[30] = 9 // sectors of 512 bytes
	raw[48] = 2 // the directory is the third
	for i, c := range []byte(name) {
		raw[512*3+2*i] = c
	}
	return string(raw)
}

func zipped(parts map[string]string) string {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range parts {
		f, _ := w.Create(name)
		_, _ = io.WriteString(f, text)
	}
	_ = w.Close()
	return out.String()
}

func workbookWith(sheetXML string) string {
	return zipped(map[string]string{
		"[Content_Types].xml":        "<Types/>",
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="Kontakte" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="worksheet" Target="s.xml"/></Relationships>`,
		"xl/s.xml":                   sheetXML,
	})
}

func TestWhatIsNoTableIsNamedAsWhatItIs(t *testing.T) {
	good := workbookWith(`<worksheet><sheetData><row><c t="inlineStr"><is><t>Nr.</t></is></c></row></sheetData></worksheet>`)
	remedy := " Bitte als .xlsx speichern und neu liefern.\n"
	for _, c := range []struct{ name, raw, want string }{
		{"Fall.xlsx", ole("Workbook"), "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern eine Arbeitsmappe im alten Excel-Format (.xls)." + remedy},
		{"Fall.xlsx", ole("Book"), "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern eine Arbeitsmappe im alten Excel-Format (.xls)." + remedy},
		{"Fall.xlsx", ole("EncryptedPackage"), "kennwort Fall.xlsx: Stopp: Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte ohne Kennwort als .xlsx speichern und auf sicherem Weg neu liefern.\n"},
		{"Fall.xlsx", ole("WordDocument"), "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern ein altes Office-Dokument." + remedy},
		{"Fall.xlsx", "<html><table></table></html>", "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern eine Internetseite (HTML), wie manche Programme sie als .xls speichern." + remedy},
		{"Fall.xlsx", "Nr.;Familie\n", "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern eine Textdatei." + remedy},
		{"Fall.xlsx", "%PDF-1.7", "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern ein PDF." + remedy},
		{"Fall.xlsx", zipped(map[string]string{"content.xml": "<x/>"}), "dateiformat Fall.xlsx: Stopp: Die Datei ist keine Excel-Arbeitsmappe, sondern eine Datei von LibreOffice oder OpenOffice (.ods)." + remedy},
		{"Fall.xlsx", good[:len(good)/2], "arbeitsmappe Fall.xlsx: Stopp: Die Arbeitsmappe ist beschädigt oder unvollständig. Bitte prüfen, ob sie fertig kopiert ist und sich in Excel öffnen lässt, neu speichern und neu liefern.\n"},
		{"Fall.xlsx", "", "datei_leer Fall.xlsx: Stopp: Die Datei ist leer. Bitte neu liefern.\n"},
		{"Fall.xls", ole("Workbook"), "dateiformat Fall.xls: Stopp: Die Datei gehört zu config/sources/kontakte.yaml, hat aber ein anderes Format: eine Arbeitsmappe im alten Excel-Format (.xls). Sie wird nicht gelesen. Bitte als .xlsx speichern und neu liefern.\n"},
		{"Familien.csv", good, "dateiformat Familien.csv: Stopp: Die Datei ist keine CSV-Datei, sondern eine Excel-Arbeitsmappe oder ein anderes ZIP-Archiv. Bitte als CSV speichern und neu liefern.\n"},
		{"Familien.xlsx", good, "dateiformat Familien.xlsx: Stopp: Die Datei gehört zu config/sources/familien.yaml, hat aber ein anderes Format: eine Excel-Arbeitsmappe oder ein anderes ZIP-Archiv. Sie wird nicht gelesen. Bitte als .csv speichern und neu liefern.\n"},
		{"Familien.csv", "Familie;Aufnahme\nF01;0\x00\x00\x00\n", "kodierung Familien.csv:2: Stopp: Die Datei ist kein Text: Sie enthält Nullzeichen. Bitte als CSV in UTF-8 exportieren und neu liefern.\n"},
		{"Familien.csv", "Familie;Aufnahme\nF01;05/2017\x00\nF02;05/2017\nF03;05/2017\nF04;05/2017\n", "zelle Familien.csv:2:5: Fehler: Spalte »Aufnahme«: »05/2017\ufffd« enthält ein Zeichen, das sich nicht lesen lässt. Bitte die Datei als UTF-8 speichern und neu liefern.\n" +
			"familie < familien Familien.csv: read 5 = accepted 3 + rejected 1 + duplicate 0 + outside 0 + no data 1\n" +
			"    3 | \"F02\" | 2017-05-01 | ∅ | ∅ | ∅ | ∅\n    4 | \"F03\" | 2017-05-01 | ∅ | ∅ | ∅ | ∅\n    5 | \"F04\" | 2017-05-01 | ∅ | ∅ | ∅ | ∅\n" +
			"rejected 2 \"F01;05/2017\\x00\"\n"},
		{"Familien.csv", "\xef\xbb\xbf", "datei_leer Familien.csv: Stopp: Die Datei ist leer. Bitte neu liefern.\n"},
		{"Familien.csv", "Familie;Aufnahme\n", "ohne_daten Familien.csv: Warnung: Unter der Kopfzeile stehen keine Daten. Bitte prüfen, ob das so gemeint ist.\n" +
			"familie < familien Familien.csv: read 1 = accepted 0 + rejected 0 + duplicate 0 + outside 0 + no data 1\n"},
	} {
		if diff := cmp.Diff(c.want, takeFiles(t, map[string]string{c.name: c.raw})); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

// The workbook from which a CSV file was saved may lie beside it.
func TestTheOriginalOfADeliveryIsNoDelivery(t *testing.T) {
	got := takeFiles(t, map[string]string{"Familien.csv": "Familie;Aufnahme\nF01;05/2017\n", "Familien.xls": ole("Workbook")})
	if !strings.HasPrefix(got, "dateiformat Familien.xls: Warnung: Die Datei gehört zu config/sources/familien.yaml") || !strings.Contains(got, "accepted 1") {
		t.Error(got)
	}
}

func TestAWorkbookThatSprangsALimitIsRefused(t *testing.T) {
	remedy := " Bitte prüfen, woher die Datei stammt; wenn sie echt ist, die Daten in eine neue Arbeitsmappe kopieren und diese liefern.\n"
	head := `<worksheet><sheetData><row><c t="inlineStr"><is><t>Nr.</t></is></c><c t="inlineStr"><is><t>Familie</t></is></c><c t="inlineStr"><is><t>Datum</t></is></c><c t="inlineStr"><is><t>Art</t></is></c></row>`
	for name, c := range map[string]struct{ xml, want string }{
		"bomb":   {strings.Repeat(" ", 20<<20), "grenze Fall.xlsx[Kontakte]: Stopp: Die Arbeitsmappe sprengt eine Grenze: mehr als 250 fach gepackt." + remedy},
		"depth":  {head + strings.Repeat("<a>", 100), "grenze Fall.xlsx[Kontakte]:2: Stopp: Die Arbeitsmappe sprengt eine Grenze: mehr als 64 verschachtelte Elemente." + remedy},
		"cell":   {head + `<row><c t="inlineStr"><is><t>` + strings.Repeat("x", 2<<20), "grenze Fall.xlsx[Kontakte]:3: Stopp: Die Arbeitsmappe sprengt eine Grenze: mehr als 1.048.576 Bytes Text in einer Zelle." + remedy},
		"entity": {`<!DOCTYPE a [<!ENTITY b "c">]>` + head, "blatt_unlesbar Fall.xlsx[Kontakte]: Stopp: Das Blatt lässt sich ab hier nicht lesen. Bitte die Datei in Excel öffnen, neu speichern und noch einmal liefern.\n"},
		"cut":    {head + `<row><c><v>1`, "blatt_unlesbar Fall.xlsx[Kontakte]:3: Stopp: Das Blatt lässt sich ab hier nicht lesen. Bitte die Datei in Excel öffnen, neu speichern und noch einmal liefern.\n"},
	} {
		if got := takeFiles(t, map[string]string{"Fall.xlsx": workbookWith(c.xml)}); !strings.HasPrefix(got, c.want) || strings.Contains(got, "accepted") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestAFormulaInACellIsText(t *testing.T) {
	got := takeFiles(t, map[string]string{
		"Familien.csv": "Familie;Aufnahme;Personen\nF01;05/2017;=cmd|' /C calc'!A0\n=F02;05/2017;5\n",
		"Fall.xlsx": func() string {
			f := excelize.NewFile()
			f.SetSheetName("Sheet1", "Kontakte")
			for i, row := range [][]any{{"Nr.", "Familie", "Datum", "Art", "Bemerkung"}, {1, "F01", "30.10.2018", "HB", "=cmd|' /C calc'!A0"}, {2, "F01", "30.10.2018", "=cmd|'x'!A0", ""}} {
				for j, v := range row {
					at, _ := excelize.CoordinatesToCellName(j+1, i+1)
					f.SetCellValue("Kontakte", at, v)
				}
			}
			var out bytes.Buffer
			if err := f.Write(&out); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}(),
	})
	want := `zelle Fall.xlsx[Kontakte]:3:4: Fehler: Spalte »Art«: »=cmd|'x'!A0« ist kein Code der Liste »art«. Möglich sind HAUSBESUCH, BUERO, UNBEK. Eine andere Schreibweise gehört unter codes in config/sources/kontakte.yaml.
zelle Familien.csv:2:13: Fehler: Spalte »Personen«: »=cmd|' /C calc'!A0« ist keine Zahl. Bitte nur die Zahl liefern, zum Beispiel 1234,56.
zelle Familien.csv:3:1: Fehler: Spalte »Familie«: Der Inhalt hat nicht die Form F00. Bitte das Kennzeichen wie F01 schreiben.
kontakt < kontakte Fall.xlsx[Kontakte]: read 3 = accepted 1 + rejected 1 + duplicate 0 + outside 0 + no data 1
    2 | "1" | "F01" | 2018-10-30 | "HAUSBESUCH" | "=cmd|' /C calc'!A0"
rejected 3 "2;F01;30.10.2018;=cmd|'x'!A0"
familie < familien Familien.csv: read 3 = accepted 0 + rejected 2 + duplicate 0 + outside 0 + no data 1
rejected 2 "F01;05/2017;=cmd|' /C calc'!A0"
rejected 3 "=F02;05/2017;5"
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// growing is a data folder in which a file gets longer between two looks at it.
type growing struct {
	fstest.MapFS
	opened int
}

func (g *growing) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".csv") {
		g.opened++
		g.MapFS[name].Data = append(g.MapFS[name].Data, "F02;05/2017\n"...)
	}
	return g.MapFS.Open(name)
}

func (g *growing) Stat(name string) (fs.FileInfo, error) { return g.MapFS.Stat(name) }

func TestAFileThatIsStillBeingWrittenIsRefused(t *testing.T) {
	data := &growing{MapFS: fstest.MapFS{"2018-10-30/Familien.csv": {Data: []byte("Familie;Aufnahme\n")}}}
	want := "datei_waechst Familien.csv: Stopp: Die Datei wird gerade noch geschrieben: Sie hat sich beim Lesen verändert. Bitte warten, bis sie fertig kopiert oder gespeichert ist, und den Lauf wiederholen.\n"
	if diff := cmp.Diff(want, takeFrom(t, data)); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatChangesBeforeItsRowsAreReadIsAnError(t *testing.T) {
	data := fstest.MapFS{"2018-12-31/k.csv": {Data: []byte(kontakte(500))}}
	s, found, err := open(data, benchContract(), nil, 100)
	if err != nil || len(found) != 0 {
		t.Fatal(printFindings(found), err)
	}
	data["2018-12-31/k.csv"].Data = []byte(strings.Replace(kontakte(500), "wie vereinbart", "wie verabredet", 1))
	if err := s.Read(0, func(Chunk) error { return nil }); err == nil || !strings.Contains(err.Error(), ErrChanged.Error()) {
		t.Errorf("got %v", err)
	}
	delete(data, "2018-12-31/k.csv")
	if err := s.Read(0, func(Chunk) error { return nil }); err == nil {
		t.Error("a file that is gone is read")
	}
}
