package intake

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// taker looks through a data folder.
type taker struct {
	data     fs.FS
	contract Contract
	look     Look
	held     int // how many more rows may be kept in memory
	survey   *Survey
	found    finding.List
}

// snapshot is one folder of the data folder.
type snapshot struct {
	name   string
	stand  time.Time
	tables map[string]bool // for which a file or sheet was found, readable or not
	names  []string        // of its files
}

// folders are the snapshot folders by stand.
func (t *taker) folders() ([]snapshot, error) {
	entries, err := fs.ReadDir(t.data, ".")
	if err != nil {
		return nil, fmt.Errorf("list data folder: %w", err)
	}
	var out []snapshot
	for _, e := range entries {
		at := finding.Place{File: e.Name()}
		stand, ok := Stand(e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.Type()&fs.ModeSymlink != 0:
			t.found.Add(finding.Stop, "verweis", at, "Das ist ein Verweis und kein Lieferordner; er wird nicht gelesen.", "Bitte die Dateien selbst in den Datenordner legen.")
		case !e.IsDir() && !looksDelivered(e.Name()):
		case !e.IsDir():
			t.found.Add(finding.Warning, "datei_ausserhalb", at, "Die Datei liegt in keinem Lieferordner und wird nicht gelesen.",
				"Bitte in den Ordner ihres Standes legen, zum Beispiel 2018-10-30.")
			t.inspect(at)
		case !ok:
			t.found.Add(finding.Warning, "ordner_ohne_stand", at, "Der Ordnername ist kein Stand, der Ordner wird nicht gelesen.",
				"Bitte nach dem Stichtag benennen, zum Beispiel 2018-10-30 oder 2018-Q3.")
		default:
			out = append(out, snapshot{name: e.Name(), stand: stand, tables: map[string]bool{}})
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
	return slices.Contains([]string{".csv", ".xlsx", ".xlsm", ".xls", ".txt", ".dat", ".tsv"}, strings.ToLower(path.Ext(name)))
}

// folder reads one snapshot.
func (t *taker) folder(f snapshot) error {
	entries, err := fs.ReadDir(t.data, f.name)
	if err != nil {
		return fmt.Errorf("list %s: %w", f.name, err)
	}
	for _, e := range entries {
		f.names = append(f.names, e.Name())
	}
	var readers []*reader
	for _, e := range entries {
		at := finding.Place{File: path.Join(f.name, e.Name())}
		switch {
		case isLock(e.Name()):
			t.found.Add(finding.Warning, "datei_offen", at, "Die Datei dazu ist gerade in einem anderen Programm geöffnet.",
				"Bitte dort speichern und schließen und den Lauf wiederholen, damit nichts fehlt.")
		case strings.HasPrefix(e.Name(), "."), e.Name() == "Thumbs.db", e.Name() == "desktop.ini": // what systems leave behind
		case e.IsDir():
			t.found.Add(finding.Warning, "unterordner", at, "Unterordner werden nicht gelesen.", "Bitte die Dateien in den Lieferordner legen.")
		default:
			readers = append(readers, t.entry(at, f, e)...)
		}
	}
	return t.settle(f, readers)
}

// isLock reports whether a name is that of the file by which Excel or LibreOffice says that a file is open.
func isLock(name string) bool {
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~lock.")
}

// entry reads one file of a snapshot, if a source takes it.
func (t *taker) entry(at finding.Place, f snapshot, e fs.DirEntry) []*reader {
	sources, supplement := t.match(e.Name())
	switch special := e.Type() &^ fs.ModeSymlink; {
	case special != 0:
		t.found.Add(finding.Stop, "verweis", at, "Das ist keine gewöhnliche Datei; sie wird nicht gelesen.", "Bitte die Datei selbst in den Lieferordner legen.")
		return nil
	case len(sources) == 0:
		t.unknown(at, f, e.Name(), supplement)
		return nil
	}
	for _, s := range sources {
		if !supplement && !s.fillin {
			f.tables[s.Table] = true
		}
	}
	if len(sources) > 1 && slices.ContainsFunc(sources, func(s *Source) bool { return s.Format != "xlsx" }) {
		t.found.Add(finding.Stop, "quelle_mehrdeutig", at, fmt.Sprintf("Die Datei passt zu %s und zu %s.", sources[0].Path, sources[1].Path),
			"Bitte eines der Muster (file) enger fassen.")
		return nil
	}
	t.checkName(at, f.stand)
	o := t.open(at)
	if o == nil {
		return nil
	}
	defer shut(o)
	r := reader{stand: f.stand, supplement: supplement}
	var out []*reader
	if sources[0].Format == "xlsx" && !supplement {
		out = t.workbook(o, r, sources)
	} else {
		out = t.text(o, r, sources[0])
	}
	if !o.unchanged(t.data) {
		t.found.Add(finding.Stop, "datei_waechst", at, "Die Datei wird gerade noch geschrieben: Sie hat sich beim Lesen verändert.",
			"Bitte warten, bis sie fertig kopiert oder gespeichert ist, und den Lauf wiederholen.")
		return nil
	}
	return out
}

// match are the sources that take a file: by the name that a corrected quarantine file has, or by pattern. Windows does not tell
// Familien.CSV from familien.csv.
func (t *taker) match(name string) (sources []*Source, supplement bool) {
	if strings.HasPrefix(strings.ToLower(name), supplementPrefix) {
		return t.supplementOf(name), true
	}
	for i := range t.contract.Sources {
		s := &t.contract.Sources[i]
		if matches(s.File, name) {
			sources = append(sources, s)
		}
	}
	return sources, false
}

func matches(pattern, name string) bool {
	ok, err := path.Match(strings.ToLower(pattern), strings.ToLower(notation.Trim(name)))
	return ok && err == nil
}

// otherFormats are the ends of names under which a delivery comes that was saved in another format than agreed.
var otherFormats = []string{".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv"}

// meant are the sources that would take a file if it had the format that they expect.
func (t *taker) meant(name string) (sources []*Source, ext string) {
	stem, own := strings.TrimSuffix(name, path.Ext(name)), strings.ToLower(path.Ext(name))
	for _, ext := range [...]string{".xlsx", ".csv"} {
		found, supplement := t.match(stem + ext)
		found = slices.DeleteFunc(found, func(s *Source) bool { return strings.HasPrefix(s.File, "*") }) // it would take anything
		if !supplement && len(found) > 0 && slices.Contains(otherFormats, own) {
			return found, ext
		}
	}
	return nil, ""
}

// unknown tells a file that no source takes. The gate sees it all the same: who lays a list of names into the folder should hear of it.
func (t *taker) unknown(at finding.Place, f snapshot, name string, supplement bool) {
	severity, rule, message := finding.Warning, "datei_unbekannt", "Keine Quelle nimmt diese Datei an, sie wird nicht gelesen."
	remedy := "Bitte den Namen berichtigen oder eine Quelle in config/sources anlegen."
	if sources, ext := t.meant(name); len(sources) > 0 {
		rule, message = "dateiformat", fmt.Sprintf("Die Datei gehört zu %s, hat aber ein anderes Format: %s. Sie wird nicht gelesen.", sources[0].Path, t.formatOf(at))
		remedy = fmt.Sprintf("Bitte als %s speichern und neu liefern.", ext)
		if !f.has(sources[0]) { // else it is the original of what was delivered
			severity = finding.Stop
			for _, s := range sources {
				f.tables[s.Table] = true
			}
		}
	} else if supplement {
		remedy = "Eine Nachlieferung heißt " + supplementPrefix + "<Quelle>_….csv; bitte den Namen der Quelle prüfen."
	}
	t.found.Add(severity, rule, at, message, remedy)
	t.inspect(at)
}

// has reports whether the folder has a file for a source.
func (f snapshot) has(s *Source) bool {
	return slices.ContainsFunc(f.names, func(name string) bool { return matches(s.File, name) })
}

// tellUnopened tells why a file could not be opened.
func (t *taker) tellUnopened(at finding.Place, err error) {
	switch {
	case errors.Is(err, fs.ErrPermission):
		t.found.Add(finding.Stop, "datei_unlesbar", at, "Die Datei lässt sich nicht öffnen: Der Zugriff ist verboten.", "Bitte die Zugriffsrechte prüfen.")
	case t.isLink(at.File):
		t.found.Add(finding.Stop, "verweis", at, "Die Datei ist ein Verweis, der aus dem Datenordner hinausführt oder ins Leere; er wird nicht gelesen.",
			"Bitte die Datei selbst in den Lieferordner legen.")
	default:
		t.found.Add(finding.Stop, "datei_unlesbar", at, "Die Datei lässt sich nicht öffnen.", "Bitte die Zugriffsrechte prüfen und andere Programme schließen.")
	}
}

func (t *taker) isLink(name string) bool {
	entries, err := fs.ReadDir(t.data, path.Dir(name))
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.Name() == path.Base(name) && e.Type()&fs.ModeSymlink != 0
	})
}
