// Package intake reads what offices deliver: CSV files and workbooks, each mapped onto a table of the contract, cell by cell
// into typed rows that know their place.
//
// It keeps an account of every delivered row: accepted, rejected, duplicate, outside the project term, or no data (title,
// header, sum, footnote, blank). What a person can repair is a finding with file, line and column; a run tells all of them.
//
// The package decides nothing that needs more than one table: rules over tables are SQL (queries/checks, package store). It
// looks for no direct identifiers (package privacy does), but never repeats what stands in a key column.
//
// The way of a file: decode (encoding.go), cut into rows (csv.go, xlsx.go), find the header row (head.go), map it (mapping.go), read
// cells (column.go, cell.go, text.go, missing.go), tell data from the rest (nodata.go), settle duplicates (duplicates.go).
package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
)

// Take reads the data folder: one folder for each cut-off day (see Stand), in it the files that the sources of the contract
// name. Batches come by stand, file and sheet. A file that cannot be read as a whole gives findings and no batch.
func Take(data fs.FS, contract Contract) ([]Batch, finding.List, error) {
	t := taker{data: data, contract: contract}
	folders, err := t.folders()
	if err != nil {
		return nil, nil, err
	}
	for _, f := range folders {
		if err := t.folder(f); err != nil {
			return nil, t.found, err
		}
	}
	t.checkDelivered(folders)
	return t.batches, t.found.Sorted(), nil
}

type taker struct {
	data     fs.FS
	contract Contract
	batches  []Batch
	found    finding.List
}

// snapshot is one folder of the data folder.
type snapshot struct {
	name   string
	stand  time.Time
	tables map[string]bool // for which a file or sheet was found, readable or not
}

// folders are the snapshot folders by stand.
func (t *taker) folders() ([]snapshot, error) {
	entries, err := fs.ReadDir(t.data, ".")
	if err != nil {
		return nil, fmt.Errorf("list data folder: %w", err)
	}
	var out []snapshot
	for _, e := range entries {
		stand, ok := Stand(e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case !e.IsDir() && !looksDelivered(e.Name()):
		case !e.IsDir():
			t.found.Add(finding.Warning, "datei_ausserhalb", finding.Place{File: e.Name()}, "Die Datei liegt in keinem Lieferordner und wird nicht gelesen.",
				"Bitte in den Ordner ihres Standes legen, zum Beispiel 2018-10-30.")
		case !ok:
			t.found.Add(finding.Warning, "ordner_ohne_stand", finding.Place{File: e.Name()}, "Der Ordnername ist kein Stand, der Ordner wird nicht gelesen.",
				"Bitte nach dem Stichtag benennen, zum Beispiel 2018-10-30 oder 2018-Q3.")
		default:
			out = append(out, snapshot{e.Name(), stand, map[string]bool{}})
		}
	}
	slices.SortFunc(out, func(a, b snapshot) int { return cmp.Or(a.stand.Compare(b.stand), cmp.Compare(a.name, b.name)) })
	for i := 1; i < len(out); i++ {
		if out[i].stand.Equal(out[i-1].stand) {
			t.found.Add(finding.Stop, "stand_doppelt", finding.Place{File: out[i].name}, fmt.Sprintf("Der Ordner hat denselben Stand wie %s.", out[i-1].name),
				"Bitte beide zusammenlegen.")
		}
	}
	return out, nil
}

// looksDelivered reports whether a name ends like a delivery; a README beside the folders is none.
func looksDelivered(name string) bool {
	return slices.Contains([]string{".csv", ".xlsx", ".xls", ".txt", ".dat"}, strings.ToLower(path.Ext(name)))
}

// folder reads one snapshot.
func (t *taker) folder(f snapshot) error {
	entries, err := fs.ReadDir(t.data, f.name)
	if err != nil {
		return fmt.Errorf("list %s: %w", f.name, err)
	}
	var readers []*reader
	for _, e := range entries {
		at := finding.Place{File: path.Join(f.name, e.Name())}
		sources := t.match(e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case strings.HasPrefix(e.Name(), "~$"):
			t.found.Add(finding.Warning, "datei_offen", at, "Die Arbeitsmappe ist gerade in Excel geöffnet.", "Bitte Excel schließen und den Lauf wiederholen, damit nichts fehlt.")
		case e.IsDir():
			t.found.Add(finding.Warning, "unterordner", at, "Unterordner werden nicht gelesen.", "Bitte die Dateien in den Lieferordner legen.")
		case len(sources) == 0:
			t.found.Add(finding.Warning, "datei_unbekannt", at, "Keine Quelle nimmt diese Datei an, sie wird nicht gelesen.",
				"Bitte den Namen berichtigen oder eine Quelle in config/sources anlegen.")
		default:
			read, err := t.file(at, f, sources)
			if err != nil {
				return err
			}
			readers = append(readers, read...)
		}
	}
	return t.settle(readers)
}

// match are the sources whose pattern fits a file name; Windows does not tell Familien.CSV from familien.csv.
func (t *taker) match(name string) []*Source {
	var out []*Source
	for i := range t.contract.Sources {
		s := &t.contract.Sources[i]
		if matches(s.File, name) {
			out = append(out, s)
		}
	}
	return out
}

func matches(pattern, name string) bool {
	ok, err := path.Match(strings.ToLower(pattern), strings.ToLower(name))
	return ok && err == nil
}

// file reads one file by the sources that take it: one CSV source, or any number that take sheets of a workbook.
func (t *taker) file(at finding.Place, f snapshot, sources []*Source) ([]*reader, error) {
	for _, s := range sources {
		f.tables[s.Table] = true
	}
	if len(sources) > 1 && slices.ContainsFunc(sources, func(s *Source) bool { return s.Format != "xlsx" }) {
		t.found.Add(finding.Stop, "quelle_mehrdeutig", at, fmt.Sprintf("Die Datei passt zu %s und zu %s.", sources[0].Path, sources[1].Path),
			"Bitte eines der Muster (file) enger fassen.")
		return nil, nil
	}
	raw, err := fs.ReadFile(t.data, at.File)
	if err != nil {
		t.found.Add(finding.Stop, "datei_unlesbar", at, "Die Datei lässt sich nicht öffnen.", "Bitte die Zugriffsrechte prüfen und andere Programme schließen.")
		return nil, nil
	}
	if len(raw) == 0 {
		t.found.Add(finding.Stop, "datei_leer", at, "Die Datei ist leer.", "Bitte neu liefern.")
		return nil, nil
	}
	sum := sha256.Sum256(raw)
	r := reader{stand: f.stand, hash: hex.EncodeToString(sum[:])}
	if sources[0].Format == "xlsx" {
		return t.workbook(at, raw, r, sources), nil
	}
	return t.text(at, raw, r, sources[0]), nil
}

// text reads a CSV file.
func (t *taker) text(at finding.Place, raw []byte, r reader, s *Source) []*reader {
	text, name, err := decode(raw)
	if err != nil {
		t.found.Add(finding.Stop, "kodierung", at, "Die Datei ist kein Text: Sie enthält Nullzeichen.", "Bitte als CSV in UTF-8 exportieren und neu liefern.")
		return nil
	}
	if declared := s.Encoding; declared != "" && declared != "auto" && declared != name && !ascii(text) {
		t.found.Add(finding.Warning, "kodierung", at, fmt.Sprintf("Die Datei ist nicht als %s gespeichert, sondern als %s, und wurde so gelesen.", declared, name),
			fmt.Sprintf("Bitte die Umlaute prüfen und encoding in %s auf auto setzen, wenn das so bleibt.", s.Path))
	}
	declared := map[string]byte{"tab": '\t', ";": ';', ",": ',', "|": '|'}[s.Delimiter]
	found := sniff(at.File, text, declared, s.wanted())
	if declared != 0 && found.comma != declared {
		t.found.Add(finding.Warning, "trennzeichen", at, fmt.Sprintf("Das Trennzeichen ist »%c« statt »%c«.", found.comma, declared),
			fmt.Sprintf("Bitte delimiter in %s auf auto setzen, wenn das so bleibt.", s.Path))
	}
	r.source, r.sheet = s, found
	return t.sheet(at, r)
}

// workbook reads every sheet that a source takes.
func (t *taker) workbook(at finding.Place, raw []byte, r reader, sources []*Source) []*reader {
	book, err := openWorkbook(raw)
	if err != nil {
		t.found.Add(finding.Stop, "arbeitsmappe", at, "Die Datei ist keine lesbare Excel-Arbeitsmappe, oder sie ist mit einem Kennwort geschützt.",
			"Bitte ohne Kennwort als .xlsx speichern und neu liefern.")
		return nil
	}
	defer book.Close()
	r.epoch = epochOf(book)
	taken := map[*Source]bool{}
	var out []*reader
	for _, name := range book.GetSheetList() {
		at := finding.Place{File: at.File, Sheet: name}
		var fit []*Source
		for _, s := range sources {
			if matches(s.Sheet, name) {
				fit = append(fit, s)
				taken[s] = true
			}
		}
		switch len(fit) {
		case 0:
			t.found.Add(finding.Warning, "blatt_unbekannt", at, "Keine Quelle nimmt dieses Blatt an, es wird nicht gelesen.",
				"Bitte den Namen des Blattes berichtigen oder eine Quelle in config/sources anlegen.")
		case 1:
			r := r
			r.source, r.sheet = fit[0], xlsxSheet{at.File, name, book}
			out = append(out, t.sheet(at, r)...)
		default:
			t.found.Add(finding.Stop, "quelle_mehrdeutig", at, fmt.Sprintf("Das Blatt passt zu %s und zu %s.", fit[0].Path, fit[1].Path),
				"Bitte eines der Muster (sheet) enger fassen.")
		}
	}
	for _, s := range sources {
		if !taken[s] {
			t.found.Add(finding.Warning, "blatt_fehlt", at, fmt.Sprintf("In der Arbeitsmappe fehlt das Blatt »%s«.", s.Sheet), "Bitte ergänzen oder den Namen berichtigen.")
		}
	}
	return out
}

// sheet reads one sheet as far as its header row can be found.
func (t *taker) sheet(at finding.Place, r reader) []*reader {
	var matches int
	if r.head, matches = findHead(r.sheet, r.source.wanted()); matches == 0 {
		t.found.Add(finding.Stop, "kopfzeile", at, fmt.Sprintf("In den ersten %d Zeilen steht keine der Überschriften, die %s nennt.", headRows, r.source.Path),
			"Bitte prüfen, ob es die richtige Datei ist, und die Kopfzeile ergänzen.")
		return nil
	}
	r.table, _ = t.contract.table(r.source.Table)
	r.out = &report{}
	r.read(t.contract)
	if r.out.found.Stops() {
		t.found = append(t.found, r.out.finish(at)...)
		return nil
	}
	return []*reader{&r}
}
