package intake

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

var (
	formats    = []string{"csv", "xlsx"}
	encodings  = []string{"", "auto", "utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be"}
	delimiters = []string{"", "auto", ";", ",", "|", "tab"}
	dashes     = []string{"", "missing", "zero"}
	notations  = []string{"", "plain"}
	empties    = []string{"", "missing", "zero", "no"}
	fills      = []string{"", "down"}
)

// checkSource tells the faults of a mapping. known says whether its table exists; without one there is nothing to map onto.
func checkSource(d document[Source], t Table, known bool, c Contract) {
	s := d.value
	oneOf(d, "status", s.Status, statuses, "status")
	oneOf(d, "Format", s.Format, formats, "format")
	oneOf(d, "Kodierung", s.Encoding, encodings, "encoding")
	oneOf(d, "Trennzeichen", s.Delimiter, delimiters, "delimiter")
	oneOf(d, "dash", s.Dash, dashes, "dash")
	oneOf(d, "notation", s.Notation, notations, "notation")
	checkPattern(d, "file", s.File)
	if s.Format == "xlsx" {
		checkPattern(d, "sheet", s.Sheet)
	} else if s.Sheet != "" {
		d.stop("Eine CSV-Datei hat keine Blätter.", "Bitte sheet weglassen oder format: xlsx angeben.", "sheet")
	}
	if s.MaxRejected != nil && (*s.MaxRejected < 0 || *s.MaxRejected > 100) {
		d.stop("max_rejected ist kein Anteil in Prozent.", "Bitte eine Zahl von 0 bis 100 angeben.", "max_rejected")
	}
	for _, other := range c.Sources {
		if s.Status != "off" && fold(other.File) == fold(s.File) && fold(other.Sheet) == fold(s.Sheet) {
			d.stop(fmt.Sprintf("Die Quelle liest dieselbe Datei wie %s.", other.Path), "Bitte eine der beiden ausschalten (status: off) oder die Muster unterscheiden.", "file")
		}
	}
	if !known {
		var names []string
		for _, t := range c.Tables {
			names = append(names, t.Name)
		}
		d.stop(fmt.Sprintf("Die Tabelle »%s« gibt es nicht.", s.Table), choose(s.Table, names), "table")
		return
	}
	checkMappings(d, t, c)
}

func checkPattern(d document[Source], key, pattern string) {
	switch _, err := path.Match(pattern, ""); {
	case pattern == "":
		d.stop(fmt.Sprintf("%s fehlt.", key), "Bitte einen Namen oder ein Muster mit * angeben.")
	case err != nil || key == "file" && strings.Contains(pattern, "/"):
		d.stop(fmt.Sprintf("»%s« ist kein Muster für einen Namen.", pattern), "Erlaubt sind * und ?, aber kein Ordner.", key)
	}
}

func checkMappings(d document[Source], t Table, c Contract) {
	s := d.value
	taken := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(s.Columns)) {
		m := s.Columns[name]
		for _, h := range m.Header {
			taken[fold(h)] = true
		}
		k, ok := t.column(name)
		if !ok {
			d.stop(unknownColumn("Die Quelle", name, t), chooseColumn(name, t), "columns", name)
			continue
		}
		checkMapping(d, k, m, c)
	}
	for _, k := range t.Columns {
		if _, mapped := s.Columns[k.Name]; k.Required && !mapped {
			d.stop(fmt.Sprintf("Die Pflichtspalte »%s« der Tabelle »%s« wird nicht gefüllt.", k.Name, t.Name),
				"Bitte unter columns header oder constant angeben.", "columns")
		}
	}
	for i, h := range s.Ignore {
		if taken[fold(h)] {
			d.stop(fmt.Sprintf("Die Überschrift »%s« wird genommen und zugleich übergangen.", h), "Bitte an einer der beiden Stellen entfernen.", "ignore", i)
		}
	}
}

func checkMapping(d document[Source], k Column, m Mapping, c Contract) {
	at := func(key string) []any { return []any{"columns", k.Name, key} }
	number := k.Type == TypeInt || k.Type == TypeDec
	if (len(m.Header) == 0) == (m.Constant == "") {
		d.stop(fmt.Sprintf("Die Spalte »%s« braucht header oder constant, eines von beiden.", k.Name), "Bitte die Überschrift angeben, wie sie geliefert wird.", at("header")...)
	}
	if m.Pad != 0 && (k.Type != TypeText || m.Pad < 0 || m.Pad > 20) {
		d.stop(fmt.Sprintf("pad passt nicht zur Spalte »%s«.", k.Name), "pad ist bei Texten die Breite, auf die Nullen ergänzt werden.", at("pad")...)
	}
	if m.Grouping && !number {
		d.stop(fmt.Sprintf("grouping passt nicht zur Spalte »%s«.", k.Name), "Tausenderpunkte gibt es nur bei int und dec.", at("grouping")...)
	}
	oneOf(d, "dash", m.Dash, dashes, at("dash")...)
	oneOf(d, "empty", m.Empty, empties, at("empty")...)
	if m.Empty == "zero" && !number || m.Empty == "no" && k.Type != TypeBool {
		d.stop(fmt.Sprintf("empty: %s passt nicht zur Spalte »%s«.", m.Empty, k.Name), "zero gibt es nur bei int und dec, no nur bei bool.", at("empty")...)
	}
	oneOf(d, "fill", m.Fill, fills, at("fill")...)
	if m.Key != "" && (k.Type != TypeText || !keyForm.MatchString(m.Key)) {
		d.stop(fmt.Sprintf("»%s« ist keine Form für ein Kennzeichen.", m.Key), "Bitte als Buchstaben und Nullen angeben, zum Beispiel F00.", at("key")...)
	}
	list, coded := c.Codes[k.Codes]
	for _, spelling := range slices.Sorted(maps.Keys(m.Codes)) {
		if code := m.Codes[spelling]; coded && !list.Has(code) {
			d.stop(fmt.Sprintf("»%s« wird dem Code »%s« zugeordnet, den die Liste »%s« nicht hat.", spelling, code, list.Name),
				choose(code, list.Names()), "columns", k.Name, "codes", spelling)
		}
	}
	if m.Constant != "" {
		if got := newColumn(k, &d.value, c).parse(m.Constant); got.fault != nil {
			d.stop(fmt.Sprintf("constant: »%s« %s.", m.Constant, got.fault.Why), got.fault.Remedy, at("constant")...)
		}
	}
}
