package intake

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/textfile"
	"wirkbericht/pipeline/intake/internal/workbook"
	"wirkbericht/pipeline/notation"
)

// Keys are values of key columns by the column that they come from: "familie.familie_id" → F01.
type Keys map[string]map[string]bool

// Add adds a key and reports whether it is new.
func (k Keys) Add(column, value string) bool {
	if value == "" || k[column][value] {
		return false
	}
	if k[column] == nil {
		k[column] = map[string]bool{}
	}
	k[column][value] = true
	return true
}

// All are the values of all columns, sorted.
func (k Keys) All() []string {
	all := map[string]bool{}
	for _, values := range k {
		maps.Copy(all, values)
	}
	return slices.Sorted(maps.Keys(all))
}

// Domain is the key column whose values a column holds: what it references, or itself where it alone is the key of its table. "" for every other column.
func (t Table) Domain(c Column) string {
	switch {
	case c.References != "":
		return c.References
	case len(t.Key) == 1 && t.Key[0] == c.Name:
		return t.Name + "." + c.Name
	}
	return ""
}

// Erasure is a data folder without some people.
type Erasure struct {
	Files     map[string][]byte // the files that change, by their path in the data folder, as they will be
	Rows      int               // that are emptied
	Spellings []string          // how the keys were written in them, sorted
}

// Erase empties every row in a data folder that belongs to somebody: those in which one of the keys stands, and those that point at such rows. It adds the keys
// that it finds on the way (the persons of a family, its goals) to keys. Rows that were rejected, duplicates and rows of files that no source takes go too. Emptied rows
// keep their place, so that corrections which name a line still find theirs.
//
// It changes nothing in the folder itself.
func Erase(data fs.FS, contract Contract, keys Keys) (Erasure, error) {
	e := eraser{contract: contract, keys: keys}
	for grown := true; grown; {
		e.grown, e.tables, e.spelled = false, nil, map[string]bool{}
		if _, _, err := Open(data, contract, e.look); err != nil {
			return Erasure{}, err
		}
		grown = e.grown
	}
	out := Erasure{Files: map[string][]byte{}, Spellings: slices.Sorted(maps.Keys(e.spelled))}
	byFile := map[string][]*touched{}
	for _, t := range e.tables {
		if len(t.hit) > 0 {
			byFile[t.file] = append(byFile[t.file], t)
			out.Rows += len(t.hit)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		content, err := e.blank(data, file, byFile[file])
		if err != nil {
			return out, fmt.Errorf("erase in %s: %w", file, err)
		}
		out.Files[file] = content
	}
	return out, nil
}

// eraser looks through a data folder for rows that belong to somebody.
type eraser struct {
	contract Contract
	keys     Keys
	grown    bool // keys were found
	tables   []*touched
	spelled  map[string]bool
}

// touched is one file or sheet with its rows.
type touched struct {
	file, sheet string
	source      string
	lines       []int // where rows begin, in order
	hit         map[int]bool
}

// look is asked for every table of the folder.
func (e *eraser) look(raw Raw) (row func(int, []string), done func() finding.List) {
	t := &touched{file: raw.Place.File, sheet: raw.Place.Sheet, source: raw.Source, hit: map[int]bool{}}
	e.tables = append(e.tables, t)
	table, _ := e.contract.table(raw.Table)
	down := make([]string, len(raw.Header))
	return func(line int, cells []string) {
		t.lines = append(t.lines, line)
		if e.belongs(table, raw, cells, down) {
			t.hit[line] = true
		}
	}, nil
}

// belongs reports whether a row belongs to somebody, and notes its own key if it does. down are the cells that printed lists do not repeat.
func (e *eraser) belongs(table Table, raw Raw, cells, down []string) bool {
	own, hit := "", false
	for i, c := range cells {
		if i >= len(raw.Columns) || raw.Columns[i].Column.Name == "" {
			hit = hit || raw.Table == "" && e.anywhere(c)
			continue
		}
		k := raw.Columns[i]
		domain := table.Domain(k.Column)
		if domain == "" {
			continue
		}
		value := keyValue(c, k.Mapping)
		if k.Mapping.Fill == "down" {
			if value == "" {
				value = down[i]
			}
			down[i] = value
		}
		if k.Column.References == "" {
			own = value
		}
		if e.keys[domain][value] {
			hit, e.spelled[notation.Trim(c)] = true, true
		}
	}
	if hit && len(table.Key) == 1 && e.keys.Add(table.Name+"."+table.Key[0], own) {
		e.grown = true
	}
	return hit
}

// keyValue is a delivered key in its form, as it stands in the store.
func keyValue(cell string, m Mapping) string {
	s := clean(cell)
	if m.Key != "" {
		if k, fault := key(s, m.Key); fault.OK() {
			return k
		}
	}
	if m.Pad > 0 {
		return pad(s, m.Pad)
	}
	return s
}

// anywhere reports whether a cell of a table that nobody declared is one of the keys, however it is spelled. Mere numbers are not looked for: they count something.
func (e *eraser) anywhere(cell string) bool {
	s := bareKey(cell)
	if strings.Trim(s, "0123456789") == "" {
		return false
	}
	for _, values := range e.keys {
		for v := range values {
			if bareKey(v) == s {
				e.spelled[notation.Trim(cell)] = true
				return true
			}
		}
	}
	return false
}

// bareKey is a key without what spellings differ in.
func bareKey(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_\u00a0‐‑–", r) {
			return -1
		}
		return r
	}, strings.ToUpper(notation.Trim(s)))
	letters := strings.TrimRight(s, "0123456789")
	return letters + strings.TrimLeft(s[len(letters):], "0")
}

// blank is a file with the rows of its tables emptied.
func (e *eraser) blank(data fs.FS, file string, tables []*touched) ([]byte, error) {
	raw, err := fs.ReadFile(data, file)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		book, err := workbook.Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			return nil, err
		}
		rows := map[string]map[int]bool{}
		for _, t := range tables {
			rows[t.sheet] = t.hit
		}
		return book.Blank(rows)
	}
	declared := ""
	for _, s := range e.contract.Sources {
		if s.Name == tables[0].source {
			declared = s.Encoding
		}
	}
	evidence, err := textfile.Examine(io.Reader(bytes.NewReader(raw)), textfile.Encoding(declared))
	if err != nil {
		return nil, err
	}
	return evidence.Blank(raw, tables[0].spans(1+evidence.Lines)), nil
}

// spans are all lines of the rows that are hit: each goes on to the line before the next row, the last one to the end of the file.
func (t *touched) spans(end int) map[int]bool {
	out := map[int]bool{}
	for i, line := range t.lines {
		next := end
		if i+1 < len(t.lines) {
			next = t.lines[i+1]
		}
		for n := line; t.hit[line] && n < next; n++ {
			out[n] = true
		}
	}
	return out
}
