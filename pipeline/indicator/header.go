package indicator

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// Header is the YAML of an SQL file: its leading lines that begin with "--", without the dashes and one blank behind them. The
// first line of the file is the first line of the header, so that yamlfile reports lines of the file; columns begin at
// HeaderColumn.
func Header(sql string) []byte {
	var b strings.Builder
	for line := range strings.Lines(sql) {
		rest, ok := strings.CutPrefix(line, "--")
		if !ok {
			break
		}
		b.WriteString(strings.TrimPrefix(strings.TrimRight(rest, "\r\n"), " "))
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// HeaderColumn is the column of an SQL file at which its YAML begins.
const HeaderColumn = len("-- ") + 1

// Files are the SQL files of one folder of a project, by name. A missing folder is no files.
func Files(fsys fs.FS, folder string) ([]string, error) {
	files, err := fs.Glob(fsys, folder+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	slices.Sort(files)
	return files, nil
}

// ReadHeader decodes the header of one SQL file strictly and tells a missing header and an id that cannot be used. The id is
// the file name.
func ReadHeader[T any](file, sql string) (id string, header T, found finding.List) {
	id = strings.TrimSuffix(path.Base(file), ".sql")
	raw := Header(sql)
	if len(raw) == 0 {
		found.Add(finding.Stop, "kopf_fehlt", finding.Place{File: file, Line: 1}, "Die Datei hat keinen Kopf.",
			"Bitte sie mit Zeilen wie »-- title: …« beginnen.")
		return id, header, found
	}
	header, found = yamlfile.Decode[T](raw, finding.Place{File: file, Line: 1, Column: HeaderColumn})
	if !ValidID(id) {
		found.Add(finding.Stop, "kennung_form", finding.Place{File: file}, fmt.Sprintf("»%s« ist als Kennung nicht geeignet.", id),
			"Bitte die Datei aus Kleinbuchstaben, Ziffern und einzelnen Unterstrichen benennen, mit einem Buchstaben am Anfang, aber nicht wie ein Monat (»mar1«) oder ein leerer Wert (»na«).")
	}
	return id, header, found
}

var (
	idForm = regexp.MustCompile(`^[a-z][a-z0-9]+(_[a-z0-9]+)*$`)
	// Spreadsheets turn MAR1 into a date and statistics programs turn NA into "missing".
	idTrap = regexp.MustCompile(`^(na|nan|inf|null|none|true|false|wahr|falsch|(jan|feb|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[0-9]+)$`)
)

// ValidID reports whether id can stand in cell ids, files and column heads: lower case, single underscores, no word that a
// spreadsheet or a statistics program changes, and not the "_x_" that joins crossings.
func ValidID(id string) bool {
	return idForm.MatchString(id) && !idTrap.MatchString(id) && !strings.Contains(id, "_x_")
}

// header gives findings about the header of one file, each at the key it speaks of.
type header struct {
	file  string
	raw   []byte
	found *finding.List
}

func (h header) stop(rule, message, remedy string, key ...any) {
	at := yamlfile.Locate(h.raw, finding.Place{File: h.file, Line: 1, Column: HeaderColumn}, key...)
	h.found.Add(finding.Stop, rule, at, message, remedy)
}

// need tells a key without a value.
func (h header) need(key, value, why string) {
	if strings.TrimSpace(value) == "" {
		at := finding.Place{File: h.file, Line: 1}
		h.found.Add(finding.Stop, "kopf_unvollstaendig", at, fmt.Sprintf("Im Kopf fehlt %q%s.", key, why), fmt.Sprintf("Bitte eine Zeile »-- %s: …« ergänzen.", key))
	}
}

// word tells a value that is not one of the words known for the key. Whether it may be missing is need's business.
func (h header) word(key, value string, words ...string) {
	if value == "" || slices.Contains(words, value) {
		return
	}
	remedy := "Möglich sind: " + strings.Join(words, ", ") + "."
	if near := yamlfile.Nearest(value, words); near != "" {
		remedy = fmt.Sprintf("Meinten Sie %q? %s", near, remedy)
	}
	h.stop("kopf_wort", fmt.Sprintf("%s: unbekanntes Wort %q.", key, value), remedy, key)
}
