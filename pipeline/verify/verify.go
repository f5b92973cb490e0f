// Package verify judges a bundle as its receiver gets it: files and checksums, the signature, the descriptor, the bytes and forms of
// the tables, and the rules across cells that no schema can say (V1 to V13 of standards.md 7.5). Every fault has file, line and remedy.
//
// It needs nothing but the bundle: no project, no database, no network. It repairs nothing, and it cannot tell a figure that is
// wrong from one that is right as long as both fit all the others.
package verify

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
)

// Options are what a receiver has beside the bundle.
type Options struct {
	Key      *bundle.PublicKey // of the sender; nil: the signature is not looked at
	Previous *bundle.Bundle    // the delivery before; nil: what it showed cannot be compared
}

// Remedies that several rules share. Whoever finds a fault cannot repair the bundle: the sender makes it anew.
const (
	remedySender = "Bitte die Lieferung nicht verwenden und beim Absender eine neue anfordern."
	remedyAgain  = "Bitte die Lieferung neu herunterladen oder entpacken; bleibt der Fehler, beim Absender eine neue anfordern."
)

// checker gathers what is wrong with one bundle.
type checker struct {
	b     *bundle.Bundle
	o     Options
	found finding.List

	tables map[*bundle.Table]*bundle.Content // those that could be read
	codes  map[string]map[string]bundle.Row  // list → code → row of codelists.csv
	known  map[string]bundle.Row             // indicator/version → row of indicators.csv
}

// Check returns every fault of the bundle, by place. None means that it is whole, signed if a key was given, and keeps all rules.
func Check(b *bundle.Bundle, o Options) finding.List {
	c := &checker{b: b, o: o, tables: map[*bundle.Table]*bundle.Content{}}
	c.sums()
	c.signature()
	if c.format() {
		c.read()
		c.index()
		for _, t := range bundle.Present(c.b.Files) {
			if content := c.tables[t]; content != nil {
				c.cells(content)
				c.order(content)
				c.references(content)
			}
		}
		c.descriptor()
		c.manifest()
		c.rules()
	}
	return c.found.Sorted()
}

// fault adds a finding.
func (c *checker) fault(rule, file string, line int, remedy, format string, args ...any) {
	c.found.Add(finding.Error, rule, finding.Place{File: file, Line: line}, fmt.Sprintf(format, args...), remedy)
}

// at adds a finding about a row of a table.
func (c *checker) at(rule string, t *bundle.Content, row int, format string, args ...any) {
	c.fault(rule, t.Table.File(), t.Lines[row], remedySender, format, args...)
}

// sums compares every file with SHA256SUMS, and SHA256SUMS with the files.
func (c *checker) sums() {
	data, ok := c.b.Data(bundle.SumsFile)
	if !ok {
		c.fault("pruefsummen_fehlen", bundle.SumsFile, 0, remedyAgain, "Die Datei mit den Prüfsummen fehlt.")
		return
	}
	sums, bad := bundle.ParseSums(data)
	for _, line := range bad {
		c.fault("pruefsumme_form", bundle.SumsFile, line, remedySender, "Die Zeile ist keine Prüfsumme.")
	}
	named := map[string]bool{}
	for _, s := range sums {
		if named[s.Name] {
			c.fault("pruefsumme_doppelt", bundle.SumsFile, s.Line, remedySender, "Zu »%s« stehen zwei Prüfsummen da.", s.Name)
		}
		named[s.Name] = true
		switch data, ok := c.b.Data(s.Name); {
		case !ok:
			c.fault("datei_fehlt", bundle.SumsFile, s.Line, remedyAgain, "Die Datei »%s« fehlt.", s.Name)
		case bundle.Hash(data) != s.Hash:
			c.fault("pruefsumme", s.Name, 0, remedyAgain, "Die Datei ist nicht die, die abgesandt wurde: Ihre Prüfsumme stimmt nicht (V11).")
		}
	}
	for _, f := range c.b.Files {
		if !named[f.Name] && f.Name != bundle.SumsFile && f.Name != bundle.SignatureFile {
			c.fault("datei_fremd", f.Name, 0, "Bitte die Datei aus dem Ordner der Lieferung nehmen.", "Die Datei gehört nicht zur Lieferung.")
		}
	}
	for _, name := range needed(c.b) {
		if _, ok := c.b.Data(name); !ok && !named[name] {
			c.fault("datei_fehlt", name, 0, remedySender, "Die Datei fehlt, auch unter den Prüfsummen.")
		}
	}
	if _, ok := bundle.ParseID(c.b.ID.Name()); !ok {
		c.found.Add(finding.Note, "name", finding.Place{}, "Der Ordner heißt nicht wie eine Lieferung.", "Gebiet, Quartal und Fassung stehen in manifest.json.")
	}
}

// needed are the files that a bundle of its kind has, beside the tables.
func needed(b *bundle.Bundle) []string {
	common := []string{bundle.ReadmeFile, bundle.DescriptorFile, bundle.ManifestFile}
	if b.ID.Kind == bundle.ForMerging {
		return append(common, bundle.Protection.File())
	}
	return append(common, bundle.WorkbookFile, bundle.StructureFile, bundle.SDMXFile)
}

// signature checks who sent the checksums.
func (c *checker) signature() {
	sums, _ := c.b.Data(bundle.SumsFile)
	signature, signed := c.b.Data(bundle.SignatureFile)
	switch {
	case signed && c.o.Key == nil:
		c.found.Add(finding.Note, "unterschrift_ungeprueft", finding.Place{File: bundle.SignatureFile}, "Die Unterschrift ist nicht geprüft.",
			"Bitte mit --key den öffentlichen Schlüssel des Absenders angeben.")
	case c.o.Key == nil:
		c.found.Add(finding.Note, "unterschrift_keine", finding.Place{}, "Die Lieferung ist nicht unterschrieben.", "Die Prüfsummen zeigen Übertragungsfehler, aber keine Fälschung.")
	case !signed:
		c.fault("unterschrift_fehlt", bundle.SignatureFile, 0, "Bitte den Absender um eine unterschriebene Lieferung bitten.", "Die Lieferung ist nicht unterschrieben.")
	case !c.o.Key.Verifies(sums, signature):
		c.fault("unterschrift", bundle.SignatureFile, 0, "Bitte den öffentlichen Schlüssel mit dem Absender vergleichen; stimmt er, ist die Lieferung gefälscht.",
			"Die Unterschrift ist nicht von diesem Schlüssel, oder die Prüfsummen wurden geändert.")
	}
}

// read reads all tables. A table that is none has a finding and no content.
func (c *checker) read() {
	for _, t := range bundle.Present(c.b.Files) {
		data, ok := c.b.Data(t.File())
		if !ok {
			c.fault("datei_fehlt", t.File(), 0, remedyAgain, "Die Tabelle fehlt.")
			continue
		}
		if clean := c.bytes(t.File(), data); !clean {
			continue // what follows would only repeat it
		}
		content, err := c.b.Table(t)
		if err != nil {
			c.unreadable(t, err)
		}
		if content != nil {
			c.tables[t] = content
		}
	}
}

// index notes codes and indicators for the rules.
func (c *checker) index() {
	c.codes, c.known = map[string]map[string]bundle.Row{}, map[string]bundle.Row{}
	if lists := c.tables[bundle.Codelists]; lists != nil {
		for _, r := range lists.Rows {
			if c.codes[r[0]] == nil {
				c.codes[r[0]] = map[string]bundle.Row{}
			}
			c.codes[r[0]][r[1]] = r
		}
	}
	if indicators := c.tables[bundle.Indicators]; indicators != nil {
		for _, r := range indicators.Rows {
			c.known[r[0]+"/"+r[1]] = r
		}
	}
}

// order is V9: rows in the order of their key, each key once.
func (c *checker) order(t *bundle.Content) {
	key := t.Table.KeyColumns()
	for i := 1; i < len(t.Rows); i++ {
		switch d := bundle.CompareKeys(t.Rows[i-1], t.Rows[i], key); {
		case d == 0:
			c.at("v9_doppelt", t, i, "Der Schlüssel %s steht schon in Zeile %d (V9).", t.Table.KeyOf(t.Rows[i]), t.Lines[i-1])
		case d > 0:
			c.at("v9_reihenfolge", t, i, "Die Zeile steht nicht in der Reihenfolge der Schlüssel (V9).")
		}
	}
}

// references checks that named rows exist.
func (c *checker) references(t *bundle.Content) {
	for _, ref := range t.Table.References {
		target := c.tables[tableNamed(ref.Table)]
		if target == nil {
			continue
		}
		there := map[string]bool{}
		for _, r := range target.Rows {
			there[pick(target.Table, r, ref.Target)] = true
		}
		for i, r := range t.Rows {
			if value := pick(t.Table, r, ref.Columns); !there[value] {
				c.at("bezug", t, i, "%s »%s« steht nicht in %s.", strings.Join(ref.Columns, ", "), value, target.Table.File())
			}
		}
	}
}

func tableNamed(name string) *bundle.Table {
	i := slices.IndexFunc(bundle.Tables, func(t *bundle.Table) bool { return t.Name == name })
	return bundle.Tables[i]
}

func pick(t *bundle.Table, r bundle.Row, columns []string) string {
	var out []string
	for _, c := range columns {
		out = append(out, r[t.Column(c)])
	}
	return strings.Join(out, ", ")
}
