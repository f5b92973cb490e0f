// Package intake reads what offices deliver: CSV files and workbooks, each mapped onto a table of the contract, cell by cell
// into typed rows that know their place.
//
// It keeps an account of every delivered row: accepted, rejected, duplicate, outside the project term, or no data (title,
// header, sum, footnote, blank). What a person can repair is a finding with file, line and column; a run tells all of them. A
// rejected row is kept as it was delivered, so that the office can correct it and send it again (WriteQuarantine).
//
// The package decides nothing that needs more than one table: rules over tables are SQL (queries/checks, package store). It
// looks for no direct identifiers (package privacy does, to which Open shows every cell), but never repeats what stands in a
// key column.
//
// Every file is read twice. Open looks through all of them: it finds encoding, delimiter and header, settles what becomes of each row,
// shows the cells to the gate, and hands nothing over. Survey.Read then gives the rows of one batch in chunks. Files that fit into
// memory are not read again. So nothing is loaded before everything is known, and memory does not grow with the files.
//
// The way of a file: is there a source for it (folder.go), is it what its name says (opened.go, kind.go), decode it and cut it into rows
// (internal/textfile, internal/workbook), find the header row (head.go), map it (mapping.go), read rows (pass.go, row.go) and cells
// (column.go, cell.go, text.go, missing.go), tell data from the rest (nodata.go, short.go), say why a row is not taken (reject.go), settle
// duplicates (duplicates.go) and what a corrected file brings (supplement.go), close the account (settle.go). Texts of the usual form are
// read at first sight (shape.go); a file each of whose rows stands for itself can be read by columns (clean.go, columns.go).
package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"math"

	"wirkbericht/pipeline/finding"
)

// heldRows is how many rows of a data folder Open keeps in memory, so that they need not be read again.
const heldRows = 100_000

// chunkRows is how many rows Read hands over at a time.
const chunkRows = 8192

// ErrChanged is a file that is not the same any more when its rows are read.
var ErrChanged = errors.New("file changed while it was read")

// Chunk is a part of what was delivered in one file or sheet, in the order of the file. Its slices belong to the receiver.
type Chunk struct {
	Rows     []Row
	Missing  []Missing
	Rejected []Rejected
}

// Survey is a data folder that has been looked through: what is in each file is known and accounted for, and nothing has been handed
// over.
type Survey struct {
	// Batches come by stand, file and sheet, without Rows, Missing and Rejected: Read gives those.
	Batches []Batch
	readers []*reader // of the batches
}

// Open looks through the data folder: one folder for each cut-off day (see Stand), in it the files that the sources of the contract
// name. A file that cannot be read as a whole gives findings and no batch. look, if not nil, sees every cell of every table in the
// folder, also of those that no source takes; its findings are among the others.
//
// If the findings stop, nothing should be loaded; Read still gives what the office needs to correct its files.
func Open(data fs.FS, contract Contract, look Look) (*Survey, finding.List, error) {
	return open(data, contract, look, heldRows)
}

func open(data fs.FS, contract Contract, look Look, held int) (*Survey, finding.List, error) {
	t := taker{data: data, contract: contract, look: look, held: held, survey: &Survey{}}
	folders, err := t.folders()
	if err != nil {
		return nil, nil, err
	}
	for _, f := range folders {
		if err := t.folder(f); err != nil {
			return nil, t.found, err
		}
	}
	t.checkDelivered(folders)
	return t.survey, t.found.Sorted(), nil
}

// Read gives the rows of Batches[i] in chunks, together as many as its account says. It stops at the first error, of each or of the file, and
// may be called again.
func (s *Survey) Read(i int, each func(Chunk) error) error {
	r := s.readers[i]
	if !r.again {
		return each(r.held)
	}
	p := pass{reader: r, full: each, keep: true}
	p.run()
	if p.err == nil && (p.account != r.account || p.sum != r.digest) {
		p.err = fmt.Errorf("%w: account %+v, then %+v", ErrChanged, r.account, p.account)
	}
	if p.err != nil {
		return fmt.Errorf("read %s: %w", r.at, p.err)
	}
	return nil
}

// Take is Open and Read together, with all rows in memory: for small folders and for tests. Without a gate.
func Take(data fs.FS, contract Contract) ([]Batch, finding.List, error) {
	s, found, err := open(data, contract, nil, math.MaxInt)
	if err != nil {
		return nil, found, err
	}
	for i := range s.Batches {
		b := &s.Batches[i]
		err := s.Read(i, func(c Chunk) error {
			b.Rows, b.Missing, b.Rejected = join(b.Rows, c.Rows), join(b.Missing, c.Missing), join(b.Rejected, c.Rejected)
			return nil
		})
		if err != nil {
			return nil, found, err
		}
	}
	return s.Batches, found, nil
}

func join[T any](all, more []T) []T {
	if all == nil {
		return more
	}
	return append(all, more...)
}
