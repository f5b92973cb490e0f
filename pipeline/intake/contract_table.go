package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/yamlfile"
)

var (
	identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	statuses   = []string{"", "off"}
	types      = []Type{TypeText, TypeDate, TypeMonth, TypeInt, TypeDec, TypeBool}
	classes    = []string{"key", "quasi", "sensitive", "plain", "forbidden"}
)

// checkTable tells the faults of a contract.
func checkTable(d document[Table], c Contract) {
	t := d.value
	t.Name = d.name
	if !identifier.MatchString(t.Name) {
		d.stop(fmt.Sprintf("»%s« ist kein Name für eine Tabelle.", t.Name), "Bitte die Datei mit Kleinbuchstaben a–z, Ziffern und _ benennen.")
	}
	if t.Title.DE == "" {
		d.stop("Die Tabelle hat keinen Titel.", "Bitte title: {de: …, en: …} angeben.", "title")
	}
	oneOf(d, "status", t.Status, statuses, "status")
	if len(t.Key) == 0 {
		d.stop("Die Tabelle nennt keinen Schlüssel.", "Bitte unter key die Spalten nennen, die eine Zeile eindeutig machen.")
	}
	for i, name := range t.Key {
		if k, ok := t.column(name); !ok {
			d.stop(unknownColumn("Der Schlüssel", name, t), chooseColumn(name, t), "key", i)
		} else if !k.Required {
			d.stop(fmt.Sprintf("Die Schlüsselspalte »%s« ist keine Pflichtspalte.", name), "Bitte bei der Spalte required: true angeben.", "key", i)
		}
	}
	if k, ok := t.column(t.Term); t.Term != "" && !ok {
		d.stop(unknownColumn("term", t.Term, t), chooseColumn(t.Term, t), "term")
	} else if ok && k.Type != TypeDate && k.Type != TypeMonth {
		d.stop(fmt.Sprintf("term nennt die Spalte »%s«, die kein Datum ist.", t.Term), "Bitte eine Spalte vom Typ date oder month nennen.", "term")
	}
	seen := map[string]bool{"kommune": true} // the store adds it to every table
	for i, k := range t.Columns {
		if seen[k.Name] {
			d.stop(fmt.Sprintf("Die Spalte »%s« gibt es schon.", k.Name), "Bitte eine der beiden entfernen.", "columns", i, "name")
		}
		seen[k.Name] = true
		checkColumn(d, i, k, c)
	}
}

func checkColumn(d document[Table], i int, k Column, c Contract) {
	if !identifier.MatchString(k.Name) {
		d.stop(fmt.Sprintf("»%s« ist kein Name für eine Spalte.", k.Name), "Bitte Kleinbuchstaben a–z, Ziffern und _ verwenden.", "columns", i, "name")
	}
	oneOf(d, "Typ", k.Type, types, "columns", i, "type")
	oneOf(d, "Klasse", k.Class, classes, "columns", i, "class")
	if k.Codes != "" && k.Type != TypeText {
		d.stop(fmt.Sprintf("Die Spalte »%s« hat eine Codeliste, ist aber kein Text.", k.Name), "Bitte type: text angeben.", "columns", i, "codes")
	}
	if _, ok := c.Codes[k.Codes]; k.Codes != "" && !ok {
		d.stop(fmt.Sprintf("Die Codeliste »%s« gibt es nicht.", k.Codes),
			fmt.Sprintf("Bitte config/reference/codes/%s.csv anlegen oder den Namen berichtigen.", k.Codes), "columns", i, "codes")
	}
	if number := k.Type == TypeInt || k.Type == TypeDec; !number && (k.Min != nil || k.Max != nil) {
		d.stop(fmt.Sprintf("Die Spalte »%s« hat Grenzen, ist aber keine Zahl.", k.Name), "Bitte min und max nur bei int und dec angeben.", "columns", i)
	}
	if k.Min != nil && k.Max != nil && *k.Min > *k.Max {
		d.stop(fmt.Sprintf("Die Grenzen der Spalte »%s« schließen jede Zahl aus.", k.Name), "Bitte min und max vertauschen.", "columns", i, "min")
	}
	switch {
	case k.Form == "", k.Form == FormSchoolYear && k.Type == TypeText, k.Form == FormHalfYear && k.Type == TypeInt:
	default:
		d.stop(fmt.Sprintf("Die Form »%s« passt nicht zum Typ der Spalte »%s«.", k.Form, k.Name),
			"Möglich sind school_year bei text und half_year bei int.", "columns", i, "form")
	}
	checkReference(d, i, k, c)
}

func checkReference(d document[Table], i int, k Column, c Contract) {
	if k.References == "" {
		return
	}
	name, column, _ := strings.Cut(k.References, ".")
	t, ok := c.table(name)
	if !ok {
		d.stop(fmt.Sprintf("Die Spalte »%s« verweist auf die Tabelle »%s«, die es nicht gibt.", k.Name, name),
			"Bitte als tabelle.spalte angeben.", "columns", i, "references")
		return
	}
	if _, ok := t.column(column); !ok {
		d.stop(unknownColumn("Der Verweis der Spalte »"+k.Name+"«", column, t), chooseColumn(column, t), "columns", i, "references")
	}
}

// oneOf tells a word that is not among those allowed.
func oneOf[D any, W ~string](d document[D], what string, word W, allowed []W, path ...any) {
	if slices.Contains(allowed, word) {
		return
	}
	var words []string
	for _, w := range allowed {
		if w != "" {
			words = append(words, string(w))
		}
	}
	d.stop(fmt.Sprintf("%s »%s« gibt es nicht.", what, word), "Möglich: "+strings.Join(words, ", ")+".", path...)
}

func unknownColumn(who, name string, t Table) string {
	return fmt.Sprintf("%s nennt die Spalte »%s«, die es in der Tabelle »%s« nicht gibt.", who, name, t.Name)
}

func chooseColumn(name string, t Table) string {
	var names []string
	for _, k := range t.Columns {
		names = append(names, k.Name)
	}
	return choose(name, names)
}

// choose is the remedy for a name that is not among the names: the nearest of them, or all.
func choose(name string, names []string) string {
	if near := yamlfile.Nearest(name, names); near != "" {
		return fmt.Sprintf("Meinten Sie »%s«?", near)
	}
	if len(names) == 0 {
		return "Bitte den Namen prüfen."
	}
	return "Möglich: " + strings.Join(names, ", ") + "."
}
