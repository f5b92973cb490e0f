package intake

import (
	"iter"
	"slices"

	"wirkbericht/pipeline/finding"
)

// Raw is a table as it lies in the data folder, before anything is made of it.
type Raw struct {
	Place  finding.Place // file, sheet and the line of the header, 0 if there is none
	Header []string      // as delivered, decoded
	// Columns say what the contract knows of each delivered column; the zero value is a column that no mapping takes. Empty for a table
	// that no source takes.
	Columns []RawColumn
	Table   string  // the contract's, "" if no source takes it
	Source  string  // the source's name, "" if none takes it
	Above   []Title // the texts that stand above the header: titles, "Stand: …"
}

// Title is a text above a table.
type Title struct {
	Place finding.Place
	Text  string
}

// RawColumn is the contract's column that a delivered one fills, and how.
type RawColumn struct {
	Column  Column
	Mapping Mapping
}

// Look is asked once for every table in the data folder. row sees each row below the header with its cells as delivered, decoded, which are not
// to be kept; done is called after the last row, and what it finds counts like any other finding: a stop refuses the file. Either may be nil.
type Look func(Raw) (row func(line int, cells []string), done func() finding.List)

// inspect shows the gate a file that is not read, if it is a table at all.
func (t *taker) inspect(at finding.Place) {
	if t.look == nil {
		return
	}
	o, err := openFile(t.data, at)
	if err != nil {
		return // why it is not read has been told
	}
	defer shut(o)
	switch {
	case !o.info.Mode().IsRegular():
	case o.kind == kindText && looksDelivered(at.File):
		if s, head, err := t.plainTable(o); err == nil {
			t.show(at, s, head)
		}
	case o.kind == kindZip && o.size <= maxBookFile:
		file := &bookFile{data: t.data, at: at}
		book, err := file.acquire()
		if err != nil {
			return
		}
		defer file.release()
		for i, s := range book.Sheets {
			t.inspectSheet(finding.Place{File: at.File, Sheet: s.Name}, &bookSheet{file: file, name: s.Name, index: i})
		}
	}
}

func (t *taker) inspectSheet(at finding.Place, s *bookSheet) {
	if t.look != nil {
		t.show(at, s, s)
	}
}

// rowser is what rows can be read from.
type rowser interface{ rows() iter.Seq[*row] }

// show shows the gate a table without a contract. Its header is the first of the widest rows at its beginning.
func (t *taker) show(at finding.Place, s, beginning rowser) {
	var head row
	n := 0
	for r := range beginning.rows() {
		if n++; n > headRows {
			break
		}
		if r.filled() > head.filled() {
			head = row{line: r.line, cells: slices.Clone(r.cells)}
		}
	}
	at.Line = head.line
	each, done := t.look(Raw{Place: at, Header: head.cells})
	for r := range s.rows() {
		if each != nil && r.line != head.line && !r.blank() {
			each(r.line, r.cells)
		}
	}
	if done != nil {
		t.found = append(t.found, done()...)
	}
}

// raw is what the gate is told of a table that a source takes.
func (r *reader) raw() Raw {
	out := Raw{Place: r.at, Header: r.head.cells, Columns: make([]RawColumn, len(r.head.cells)), Table: r.table.Name, Source: r.source.Name, Above: r.titles}
	out.Place.Line = r.head.line
	for _, k := range slices.Backward(r.columns) { // one header may fill two columns: the first counts
		if k.fixed == nil {
			out.Columns[k.at] = RawColumn{k.Column, k.mapping}
		}
	}
	return out
}
