package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/workbook"
)

// bookFile is a workbook that is open as long as somebody reads it.
type bookFile struct {
	data  fs.FS
	at    finding.Place
	users int
	file  *opened
	book  *workbook.Book
}

// acquire opens the workbook if nobody has it open. Each call that succeeds needs a release.
func (b *bookFile) acquire() (*workbook.Book, error) {
	if b.users == 0 {
		o, err := openFile(b.data, b.at)
		if err != nil {
			return nil, err
		}
		b.file = o
		if b.book, err = workbook.Open(o.in, o.size); err != nil {
			shut(o)
			return nil, err
		}
	}
	b.users++
	return b.book, nil
}

func (b *bookFile) release() {
	if b.users--; b.users == 0 {
		shut(b.file)
		b.file, b.book = nil, nil
	}
}

// bookSheet is one sheet of a workbook.
type bookSheet struct {
	file   *bookFile
	name   string
	index  int // among the sheets
	err    error
	layout workbook.Layout // after rows has gone to its end
}

func (s *bookSheet) place(r *row, cell int) finding.Place {
	return finding.Place{File: s.file.at.File, Sheet: s.name, Line: r.line, Column: cell + 1}
}

func (s *bookSheet) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		book, err := s.file.acquire()
		if err != nil || s.index >= len(book.Sheets) {
			yield(&row{line: 1, lines: 1, fault: faultChange})
			return
		}
		defer s.file.release()
		var r row
		for got, err := range book.Sheets[s.index].Rows() {
			r = row{line: got.Number, lines: 1, cells: got.Cells, uncomputed: got.Uncomputed}
			if err != nil {
				r.fault, s.err = faultSheet, err
			}
			if !yield(&r) {
				return
			}
		}
		s.layout = book.Sheets[s.index].Layout
	}
}

// fault is why the sheet could not be read to its end.
func (s *bookSheet) fault(at finding.Place) finding.Finding {
	var limit *workbook.LimitError
	if errors.As(s.err, &limit) {
		return packing(at, limit)
	}
	return fault(finding.Stop, string(faultSheet), at, "Das Blatt lässt sich ab hier nicht lesen.", "", "Bitte die Datei in Excel öffnen, neu speichern und noch einmal liefern.")
}

// workbook reads every sheet that a source takes.
func (t *taker) workbook(o *opened, r reader, sources []*Source) []*reader {
	if !t.isBook(o) {
		return nil
	}
	file := &bookFile{data: t.data, at: o.at}
	book, err := file.acquire()
	if err != nil {
		t.tellNoBook(o.at, err)
		return nil
	}
	defer file.release()
	if r.hash, err = o.hash(func(io.Reader) error { return nil }); err != nil {
		t.tellUnopened(o.at, err)
		return nil
	}
	r.epoch = book.Epoch()
	taken := map[*Source]bool{}
	var out []*reader
	for i, s := range book.Sheets {
		sheet := &bookSheet{file: file, name: s.Name, index: i}
		if source := t.takesSheet(sheet, sources, taken); source != nil {
			r := r
			r.source, r.sheet, r.at = source, sheet, finding.Place{File: o.at.File, Sheet: s.Name}
			r.out = &report{}
			if s.Hidden {
				r.out.tell(finding.Warning, "ausgeblendet", r.at, "Das Blatt ist ausgeblendet; es wurde gelesen.", "Bitte prüfen, ob es zur Lieferung gehört.")
			}
			out = append(out, t.sheet(&r, sheet)...)
		}
	}
	for _, s := range sources {
		if !taken[s] && !s.fillin { // an office may take the sheets out that it has nothing for
			t.found.Add(finding.Warning, "blatt_fehlt", o.at, fmt.Sprintf("In der Arbeitsmappe fehlt das Blatt »%s«.", s.Sheet), "Bitte ergänzen oder den Namen berichtigen.")
		}
	}
	return out
}

// isBook tells what is no workbook, by its bytes, and what is too large for one.
func (t *taker) isBook(o *opened) bool {
	switch {
	case o.kind == kindEncrypted:
		t.tellPassword(o.at)
	case o.kind != kindZip:
		t.found.Add(finding.Stop, "dateiformat", o.at, fmt.Sprintf("Die Datei ist keine Excel-Arbeitsmappe, sondern %s.", o.kind), "Bitte als .xlsx speichern und neu liefern.")
		t.inspect(o.at)
	case o.size > maxBookFile:
		tellLimit(&t.found, o.at, "Bytes", maxBookFile)
	default:
		return true
	}
	return false
}

// takesSheet is the source that takes a sheet, nil if none does or several.
func (t *taker) takesSheet(sheet *bookSheet, sources []*Source, taken map[*Source]bool) *Source {
	at := finding.Place{File: sheet.file.at.File, Sheet: sheet.name}
	var fit []*Source
	for _, s := range sources {
		if matches(s.Sheet, sheet.name) {
			fit = append(fit, s)
			taken[s] = true
		}
	}
	switch len(fit) {
	case 0:
		if isFillinPart(sheet.name, sources) {
			return nil
		}
		t.found.Add(finding.Warning, "blatt_unbekannt", at, "Keine Quelle nimmt dieses Blatt an, es wird nicht gelesen.",
			"Bitte den Namen des Blattes berichtigen oder eine Quelle in config/sources anlegen.")
		t.inspectSheet(at, sheet)
		return nil
	case 1:
		return fit[0]
	}
	t.found.Add(finding.Stop, "quelle_mehrdeutig", at, fmt.Sprintf("Das Blatt passt zu %s und zu %s.", fit[0].Path, fit[1].Path),
		"Bitte eines der Muster (sheet) enger fassen.")
	return nil
}

// tellLayout tells what a person sees in the table below the header and its cells do not say.
func (s *bookSheet) tellLayout(out *report, at finding.Place, r *reader) {
	head := &r.head
	for _, r := range s.layout.HiddenColumns {
		if r.FromColumn > len(head.cells) {
			continue // the empty rest of the sheet
		}
		at := at
		at.Line, at.Column = head.line, r.FromColumn
		r.ToColumn = min(r.ToColumn, len(head.cells))
		out.tell(finding.Warning, "ausgeblendet", at, columnsOf(r)+" ausgeblendet; der Inhalt wurde gelesen.", "Bitte prüfen, ob er zur Lieferung gehört.")
	}
	if n := s.layout.HiddenRows; n > 0 {
		at := at
		at.Line = s.layout.FirstHidden
		out.tell(finding.Warning, "ausgeblendet", at, fmt.Sprintf("Ausgeblendete Zeilen, etwa durch einen Filter: %d; sie wurden gelesen.", n),
			"Bitte prüfen, ob sie zur Lieferung gehören.")
	}
	var areas []string
	for _, m := range s.layout.Merged {
		if m.ToLine < head.line || r.fills(m) { // a title, or what the source knows
			continue
		}
		if areas = append(areas, fmt.Sprintf("%s%d:%s%d", letters(m.FromColumn), m.FromLine, letters(m.ToColumn), m.ToLine)); len(areas) == 1 {
			at.Line, at.Column = m.FromLine, m.FromColumn
		}
	}
	if areas != nil {
		out.tell(finding.Warning, "verbunden", at,
			fmt.Sprintf("Verbundene Zellen: %d (%s). Ihr Wert zählt nur für die erste Zelle.", len(areas), strings.Join(areas[:min(len(areas), 5)], ", ")),
			"Bitte den Verbund aufheben und jede Zelle füllen, oder in der Quelle für diese Spalte »fill: down« angeben.")
	}
}

// fills reports whether an area is merged down a column that fills down.
func (r *reader) fills(m workbook.Range) bool {
	return m.FromColumn == m.ToColumn && slices.ContainsFunc(r.filling, func(i int) bool { return r.columns[i].at == m.FromColumn-1 })
}

func columnsOf(r workbook.Range) string {
	if r.FromColumn == r.ToColumn {
		return "Die Spalte " + letters(r.FromColumn) + " ist"
	}
	return "Die Spalten " + letters(r.FromColumn) + " bis " + letters(r.ToColumn) + " sind"
}

// letters name a column as Excel does: 28 is AB.
func letters(column int) string {
	s := ""
	for ; column > 0; column = (column - 1) / 26 {
		s = string(rune('A'+(column-1)%26)) + s
	}
	return s
}
