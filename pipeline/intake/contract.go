package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// Contract is what a project expects to be delivered.
type Contract struct {
	Tables  []Table  // by name; those with status "off" stay in the list, so that what reads them can be skipped
	Sources []Source // by name; those with status "off", and those of tables that are off, are left out
	Codes   codelist.Lists
	Term    Term // for rows outside the project term; not read by Read
}

// Where a project keeps its contracts.
const (
	tableFolder  = "config/tables"
	sourceFolder = "config/sources"
)

// Read reads the contract of the project fsys (paths begin with config/): tables, sources and code lists, and checks what each
// says of the others. Every fault is a finding that stops.
func Read(fsys fs.FS) (Contract, finding.List, error) {
	codes, found, err := codelist.Read(fsys)
	if err != nil {
		return Contract{}, found, err
	}
	tables, err := readAll[Table](fsys, tableFolder, &found)
	if err != nil {
		return Contract{}, found, err
	}
	sources, err := readAll[Source](fsys, sourceFolder, &found)
	if err != nil {
		return Contract{}, found, err
	}
	c := Contract{Codes: codes}
	for _, d := range tables {
		d.value.Name, d.value.File = d.name, d.file
		c.Tables = append(c.Tables, d.value)
	}
	if found.Stops() {
		return c, found.Sorted(), nil // what refers to a file that could not be read would be told as a fault of its own
	}
	for _, d := range tables {
		checkTable(d, c)
	}
	for _, d := range sources {
		d.value.Name, d.value.Path = d.name, d.file
		table, known := c.table(d.value.Table)
		checkSource(d, table, known, c)
		if d.value.Status != "off" && table.Status != "off" {
			c.Sources = append(c.Sources, d.value)
		}
	}
	return c, found.Sorted(), nil
}

func (c Contract) table(name string) (Table, bool) {
	for _, t := range c.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

func (t Table) column(name string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

// document is one YAML file and what is found in it.
type document[T any] struct {
	name  string // without .yaml
	file  string
	raw   []byte
	value T
	found *finding.List
}

// stop tells a fault at the place that the path of keys leads to.
func (d document[T]) stop(message, remedy string, path ...any) {
	at := yamlfile.Locate(d.raw, finding.Place{File: d.file, Line: 1}, path...)
	d.found.Add(finding.Stop, "vertrag", at, message, remedy)
}

// readAll reads every YAML file of a folder, by name. A file that cannot be read as T is left out: its faults are told.
func readAll[T any](fsys fs.FS, folder string, found *finding.List) ([]document[T], error) {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	var out []document[T]
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".yaml")
		if !ok {
			continue
		}
		file := path.Join(folder, e.Name())
		raw, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		value, faults := yamlfile.Decode[T](raw, finding.Place{File: file})
		*found = append(*found, faults...)
		if !faults.Stops() {
			out = append(out, document[T]{name, file, raw, value, found})
		}
	}
	return out, nil
}
