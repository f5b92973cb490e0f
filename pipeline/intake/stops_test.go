package intake

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"wirkbericht/pipeline/finding"
)

// locked is a data folder with a file that nobody may read.
type locked struct {
	fstest.MapFS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, l.name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

// TestWhatStopsARunAndWhatDoesNot holds ruling 6. A file that is empty, cannot be opened or has no header lacks its required columns, of which
// every table has at least its key: that stops. One with a header and no rows is a delivery of nothing, told and taken.
func TestWhatStopsARunAndWhatDoesNot(t *testing.T) {
	families := func(good, bad int) string {
		var b strings.Builder
		b.WriteString("Familie;Aufnahme\n")
		for i := range good {
			fmt.Fprintf(&b, "F%02d;05/2017\n", i+1)
		}
		return b.String() + strings.Repeat("F99;gestern\n", bad)
	}
	good := families(3, 0)
	schools := "Kennung;Schuljahr;Abschnitt\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		rule  string // of the finding
		stops bool
	}{
		{"a bad cell", map[string]string{"Familien.csv": families(19, 1)}, "zelle", false},
		{"as many bad rows as allowed", map[string]string{"Familien.csv": families(38, 2)}, "zelle", false},
		{"more", map[string]string{"Familien.csv": families(37, 2)}, "ablehnungen", true},
		{"an unknown column", map[string]string{"Familien.csv": "Familie;Aufnahme;Haarfarbe\nF01;05/2017;rot\n"}, "spalte_unbekannt", false},
		{"a missing required column", map[string]string{"Familien.csv": "Familie\nF01\n"}, "pflichtspalte", true},
		{"a required table that nobody delivers", map[string]string{"Schulen.csv": schools + "P001;2017/18;1\n"}, "lieferung_fehlt", true},
		{"an empty file", map[string]string{"Familien.csv": good, "Schulen.csv": ""}, "datei_leer", true},
		{"a file of blanks", map[string]string{"Familien.csv": good, "Schulen.csv": " \n\n"}, "datei_leer", true},
		{"an unreadable file", map[string]string{"Familien.csv": good, "Schulen.csv": "LOCKED"}, "datei_unlesbar", true},
		{"a file of another kind", map[string]string{"Familien.csv": good, "Schulen.csv": "%PDF-1.7"}, "dateiformat", true},
		{"a header alone", map[string]string{"Familien.csv": good, "Schulen.csv": schools}, "ohne_daten", false},
		{"a file that nobody knows", map[string]string{"Familien.csv": good, "Notizen.csv": "a;b\n"}, "datei_unbekannt", false},
	} {
		contract := projectContract(t)
		for i := range contract.Sources {
			contract.Sources[i].MaxRejected = nil
		}
		data := locked{fstest.MapFS{}, "\x00"}
		for name, text := range c.files {
			data.MapFS["2018-10-30/"+name] = &fstest.MapFile{Data: []byte(text)}
			if text == "LOCKED" {
				data.name = name
			}
		}
		_, found, err := Take(data, contract)
		told := false
		for _, f := range found {
			told = told || f.Rule == c.rule && (f.Severity == finding.Stop) == c.stops
		}
		if err != nil || !told || found.Stops() != c.stops {
			t.Errorf("%s: %v stops %v, %s", c.name, err, found.Stops(), printFindings(found))
		}
	}
}
