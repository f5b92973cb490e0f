package verify

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wirkbericht/pipeline/bundle"
)

// format reads which format the bundle has; of another MAJOR nothing more can be said.
func (c *checker) format() bool {
	data, ok := c.b.Data(bundle.DescriptorFile)
	if !ok {
		return true // told by the checksums; the tables can be judged without
	}
	var d bundle.Descriptor
	if err := json.Unmarshal(data, &d); err != nil {
		c.fault("beschreibung", bundle.DescriptorFile, lineOf(data, err), remedySender, "Die Beschreibung ist kein JSON.")
		return true
	}
	major, _, _ := strings.Cut(d.Version, ".")
	if own, _, _ := strings.Cut(bundle.Format, "."); major != own {
		c.fault("format", bundle.DescriptorFile, 0, "Bitte mit einem Programm prüfen, das dieses Format kennt.", "Die Lieferung hat Format %s, dieses Programm kennt %s.", d.Version, bundle.Format)
		return false
	}
	return true
}

// lineOf is the line of a syntax error.
func lineOf(data []byte, err error) int {
	if e := new(json.SyntaxError); errors.As(err, &e) {
		return 1 + bytes.Count(data[:min(int(e.Offset), len(data))], []byte("\n"))
	}
	return 0
}

// descriptor compares datapackage.json with what the tables and the files say.
func (c *checker) descriptor() {
	data, ok := c.b.Data(bundle.DescriptorFile)
	codes := c.tables[bundle.Codelists]
	var have bundle.Descriptor
	if !ok || codes == nil || json.Unmarshal(data, &have) != nil {
		return
	}
	about := bundle.About{ID: c.b.ID, Title: have.Title, Created: have.Created, Catalogue: have.Catalogue}
	want := bundle.Describe(about, c.b.Files, codes)
	for _, w := range want.Resources {
		line := 1 + bytes.Count(before(data, `"path": "`+w.Path+`"`), []byte("\n"))
		at := slices.IndexFunc(have.Resources, func(r bundle.Resource) bool { return r.Path == w.Path })
		if at < 0 {
			c.fault("beschreibung", bundle.DescriptorFile, 0, remedySender, "Die Datei »%s« ist nicht beschrieben (V11).", w.Path)
			continue
		}
		h := have.Resources[at]
		switch {
		case h.Bytes != w.Bytes || h.Hash != w.Hash:
			c.fault("beschreibung_pruefsumme", bundle.DescriptorFile, line, remedyAgain, "Größe oder Prüfsumme von »%s« stimmt nicht (V11).", w.Path)
		case !reflect.DeepEqual(wordless(h.Schema), wordless(w.Schema)) || !reflect.DeepEqual(h.Dialect, w.Dialect):
			c.fault("beschreibung", bundle.DescriptorFile, line, remedySender, "»%s« ist anders beschrieben, als Format %s es vorsieht.", w.Path, bundle.Format)
		}
	}
}

// wordless is a schema without its texts: a clearer wording is no other format.
func wordless(s *bundle.Schema) *bundle.Schema {
	if s == nil {
		return nil
	}
	out := *s
	out.Fields = slices.Clone(s.Fields)
	for i := range out.Fields {
		f := &out.Fields[i]
		f.Title, f.Note, f.Categories = "", "", nil // the codes stand in the constraints once more
	}
	return &out
}

// before is data up to the text, or all of it.
func before(data []byte, text string) []byte {
	head, _, _ := bytes.Cut(data, []byte(text))
	return head
}

// bytes is the half of V8 that needs no table: UTF-8 without a mark, LF, a line end at the end. It reports whether the rest can be read.
func (c *checker) bytes(file string, data []byte) bool {
	const remedy = "Bitte die Datei nicht in einem Programm öffnen und wieder speichern; die unveränderte Lieferung neu entpacken."
	clean := true
	fault := func(line int, message string) {
		clean = false
		c.fault("v8_bytes", file, line, remedy, "%s (V8).", message)
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		fault(1, "Die Datei beginnt mit einer Bytereihenfolgemarke (BOM)")
	}
	for i, line := range bytes.SplitAfter(data, []byte("\n")) {
		switch {
		case !utf8.Valid(line):
			fault(i+1, "Die Zeile ist kein UTF-8")
		case bytes.ContainsRune(line, '\r'):
			fault(i+1, "Die Zeile endet nicht mit LF, oder sie enthält einen Wagenrücklauf")
		}
		if !clean {
			return false
		}
	}
	if !bytes.HasSuffix(data, []byte("\n")) {
		fault(bytes.Count(data, []byte("\n"))+1, "Die letzte Zeile hat kein Zeilenende")
	}
	return clean
}

// unreadable tells why a table is none.
func (c *checker) unreadable(t *bundle.Table, err error) {
	head := new(bundle.HeaderError)
	parse := new(csv.ParseError)
	switch {
	case errors.As(err, &head):
		c.header(t, head.Got)
	case errors.As(err, &parse) && errors.Is(err, csv.ErrFieldCount):
		c.fault("zeile", t.File(), parse.StartLine, remedySender, "Die Zeile hat nicht %d Felder.", len(t.Columns))
	case errors.As(err, &parse):
		c.fault("zeile", t.File(), parse.Line, remedySender, "Ein Anführungszeichen steht an falscher Stelle oder wird nicht geschlossen.")
	default:
		c.fault("v11_kopf", t.File(), 1, remedySender, "Die Datei ist leer.")
	}
}

// header tells how the first line differs from the format (V11).
func (c *checker) header(t *bundle.Table, got []string) {
	want := t.Header()
	missing := slices.DeleteFunc(slices.Clone(want), func(n string) bool { return slices.Contains(got, n) })
	extra := slices.DeleteFunc(slices.Clone(got), func(n string) bool { return slices.Contains(want, n) })
	switch {
	case len(got) == 1 && strings.Contains(got[0], ";"):
		c.fault("v11_kopf", t.File(), 1, "Bitte die unveränderte Datei verwenden: Trennzeichen ist das Komma.", "Die Spalten sind durch Strichpunkte getrennt (V11).")
	case len(missing)+len(extra) > 0:
		c.fault("v11_kopf", t.File(), 1, remedySender, "In der Kopfzeile fehlt »%s«, zu viel ist »%s« (V11).", strings.Join(missing, ", "), strings.Join(extra, ", "))
	default:
		c.fault("v11_kopf", t.File(), 1, remedySender, "Die Spalten stehen in anderer Reihenfolge als im Format (V11).")
	}
}

var (
	germanNumber = regexp.MustCompile(`^-?[0-9.]+,[0-9]+$`)
	germanDate   = regexp.MustCompile(`^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$`)
)

// cells checks each cell by its column, and the raw lines for quoted empty texts (V8, V10).
func (c *checker) cells(t *bundle.Content) {
	data, _ := c.b.Data(t.Table.File())
	lines := strings.Split(string(data), "\n")
	forms, before := t.Table.Forms(), len(c.found)
	for i, r := range t.Rows {
		if raw := lines[t.Lines[i]-1]; strings.Contains(","+raw+",", `,"",`) {
			c.at("v8_leer", t, i, "Ein leeres Feld steht in Anführungszeichen (V8).")
		}
		for k, col := range t.Table.Columns {
			c.cell(t, i, col, r[k], forms[k])
		}
	}
	c.sniffed(t)
	if len(c.found) == before { // else it would be told twice
		c.written(t, lines)
	}
}

// written tells the first line that the format would write otherwise: a quotation mark too many, an empty line.
func (c *checker) written(t *bundle.Content, lines []string) {
	data, err := t.CSV()
	if err != nil {
		return // what cannot be written could not be read
	}
	for i, want := range strings.Split(string(data), "\n") {
		if i >= len(lines) || lines[i] != want {
			c.fault("v8_schreibweise", t.Table.File(), i+1, remedySender, "Die Zeile ist anders geschrieben, als das Format es tut: überflüssige Anführungszeichen oder eine leere Zeile (V8).")
			return
		}
	}
}

// cell checks one cell.
func (c *checker) cell(t *bundle.Content, row int, col bundle.Column, text string, form *regexp.Regexp) {
	switch {
	case text == "" && col.Required:
		c.at("pflicht", t, row, "Spalte »%s«: Der Inhalt fehlt.", col.Name)
	case text == "":
	case strings.TrimSpace(text) != text:
		c.at("v8_leerzeichen", t, row, "Spalte »%s«: Am Rand stehen Leerzeichen (V8).", col.Name)
	case strings.ContainsAny(text, "\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"):
		c.at("v8_leerzeichen", t, row, "Spalte »%s«: Im Text steht ein unsichtbares Zeichen (V8).", col.Name)
	case decomposed(text):
		c.at("v8_nfc", t, row, "Spalte »%s«: Umlaute sind aus zwei Zeichen zusammengesetzt (V8).", col.Name)
	case col.Type == bundle.Decimal && germanNumber.MatchString(text):
		c.at("form", t, row, "Spalte »%s«: »%s« hat ein Dezimalkomma; das Format verlangt den Punkt.", col.Name, text)
	case col.Type == bundle.Date && germanDate.MatchString(text):
		c.at("form", t, row, "Spalte »%s«: »%s« ist kein Datum der Form JJJJ-MM-TT.", col.Name, text)
	case col.Type == bundle.Text && strings.ContainsAny(text[:1], "=+-@"):
		c.at("formel", t, row, "Spalte »%s«: Der Text beginnt wie eine Formel.", col.Name)
	case !form.MatchString(text) && col.Type == bundle.Code:
		c.at("v10_code", t, row, "Spalte »%s«: »%s« ist kein Code dieser Spalte (V10).", col.Name, text)
	case col.Name == "comment" && utf8.RuneCountInString(text) > maxComment:
		c.at("form", t, row, "Spalte »%s«: Der Text ist länger als %d Zeichen.", col.Name, maxComment)
	case !form.MatchString(text):
		c.at("form", t, row, "Spalte »%s«: »%s« hat nicht die Form der Spalte.", col.Name, text)
	case col.Type == bundle.Code && bundle.IsTrap(text):
		c.at("v10_code", t, row, "Spalte »%s«: »%s« lesen manche Programme als etwas anderes (V10).", col.Name, text)
	case col.Type == bundle.Date && !isDay(text):
		c.at("form", t, row, "Spalte »%s«: Den Tag %s gibt es nicht.", col.Name, text)
	case col.List != "" && c.codes[col.List][text] == nil:
		c.at("code", t, row, "Spalte »%s«: »%s« steht nicht in der Liste %s.", col.Name, text, col.List)
	}
}

// maxComment is how long a remark may be: longer ones break the columns of statistics programs.
const maxComment = 250

// decomposed reports whether a combining mark follows a letter: text in NFC has none in German or English.
func decomposed(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return 0x300 <= r && r <= 0x36f })
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// sniffed tells columns of codes that hold nothing but T, or nothing but F: many programs would read truth values (V10).
func (c *checker) sniffed(t *bundle.Content) {
	for k, col := range t.Table.Columns {
		if col.Type != bundle.Code || len(t.Rows) == 0 {
			continue
		}
		all := func(code string) bool {
			return !slices.ContainsFunc(t.Rows, func(r bundle.Row) bool { return r[k] != code })
		}
		if all("T") || all("F") {
			c.fault("v10_code", t.Table.File(), 0, remedySender, "Spalte »%s«: Steht in allen Zeilen »%s«, lesen manche Programme einen Wahrheitswert (V10).", col.Name, t.Rows[0][k])
		}
	}
}
