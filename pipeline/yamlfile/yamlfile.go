// Package yamlfile reads strict YAML: a value and every fault in it, each with file, line and column.
//
// It is strict because a misspelt key in a configuration would otherwise be a silent default. All unknown keys and all
// wrong types of a file are told at once. It does not know what the values mean: ranges, references and required keys are
// checked by the package that owns the type, which asks Locate for the place.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"wirkbericht/pipeline/finding"
)

// Read decodes the file name of fsys. shown is the path a user can open, which differs from name for embedded folders.
// A missing file is an error that wraps fs.ErrNotExist.
func Read[T any](fsys fs.FS, name, shown string) (T, finding.List, error) {
	var zero T
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return zero, nil, fmt.Errorf("read %s: %w", shown, err)
	}
	v, found := Decode[T](raw, finding.Place{File: shown, Line: 1})
	return v, found, nil
}

// The faults after which nothing is decoded.
const (
	ruleAlias = "yaml_verweis"
	ruleDepth = "yaml_tiefe"
)

// maxBytes is far above what a configuration has, and little enough to read at once.
const maxBytes = 4 << 20

// Decode decodes one YAML document that begins at the place given: its first line is at.Line, its first column at.Column
// (0 and 1 mean the same). So front matter, fenced blocks and the header of an SQL file report lines of their own file.
func Decode[T any](raw []byte, at finding.Place) (T, finding.List) {
	var v T
	d := decoder{at: firstLine(at)}
	if len(raw) > maxBytes {
		d.found.Add(finding.Stop, "yaml_groesse", d.at, fmt.Sprintf("Das ist zu groß für eine Konfiguration: %d Bytes.", len(raw)), "Bitte prüfen, ob es die richtige Datei ist.")
		return v, d.found
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return v, nil // an empty file is an empty value
	}
	if err != nil {
		d.fail(err)
		return v, d.found
	}
	if err := dec.Decode(&more); err == nil {
		d.add(&more, "yaml_dokumente", "Die Datei enthält mehr als ein YAML-Dokument.", "Bitte alles nach der Zeile »---« in eine eigene Datei legen.")
	} else if !errors.Is(err, io.EOF) {
		d.fail(err)
	}
	root := doc.Content[0]
	d.check(root, reflect.TypeFor[T](), 0)
	if slices.ContainsFunc(d.found, func(f finding.Finding) bool { return f.Rule == ruleAlias || f.Rule == ruleDepth }) {
		return v, d.found // to decode aliases is to multiply them
	}
	if err := root.Decode(&v); err != nil && len(d.found) == 0 {
		d.fail(err)
	}
	return v, d.found
}

func firstLine(at finding.Place) finding.Place {
	at.Line = max(at.Line, 1)
	return at
}

type decoder struct {
	at    finding.Place
	found finding.List
}

// place moves a position inside the document to the file that holds it.
func (d *decoder) place(line, column int) finding.Place {
	p := d.at
	p.Line += line - 1
	p.Column = 0
	if column > 0 {
		p.Column = column + max(d.at.Column-1, 0)
	}
	return p
}

func (d *decoder) add(n *yaml.Node, rule, message, remedy string) {
	d.found.Add(finding.Stop, rule, d.place(n.Line, n.Column), message, remedy)
}

// fail tells what yaml.v3 could not read at all.
func (d *decoder) fail(err error) {
	line, text := cutLine(err.Error())
	d.found.Add(finding.Stop, "yaml_form", d.place(line, 0), "Das ist kein gültiges YAML ("+text+").",
		"Bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen.")
}

// cutLine takes the line out of "yaml: line 3: did not find expected key".
func cutLine(message string) (line int, text string) {
	if g := yamlLine.FindStringSubmatch(message); g != nil {
		line, _ = strconv.Atoi(g[1])
		return max(line, 1), g[2]
	}
	return 1, message
}
