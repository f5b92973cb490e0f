package intake

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"unicode/utf8"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/textfile"
)

// csvSheet is a CSV file.
type csvSheet struct {
	data     fs.FS
	file     string
	evidence textfile.Evidence
	comma    byte
	width    int // cells of the header, 0 as long as it is not known
}

func (s *csvSheet) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		f, err := s.data.Open(s.file)
		if err != nil {
			yield(&row{line: 1, lines: 1, fault: faultChange})
			return
		}
		defer shut(f)
		each(textfile.NewScanner(s.evidence.Decode(f), s.comma), s.width, yield)
	}
}

// each shows what a scanner cuts as rows.
func each(sc *textfile.Scanner, width int, yield func(*row) bool) {
	sc.Width = width
	var r row
	for sc.Scan() {
		r = row{line: sc.Line, lines: sc.Lines, cells: sc.Cells, at: sc.At, text: sc.Text, fault: sc.Fault}
		if !yield(&r) {
			return
		}
	}
}

func (s *csvSheet) place(r *row, cell int) finding.Place {
	p := finding.Place{File: s.file, Line: r.line}
	if cell < 0 || cell >= len(r.at) || r.at[cell] > len(r.text) {
		return p
	}
	before := r.text[:r.at[cell]]
	p.Line += strings.Count(before, "\n")
	before = before[strings.LastIndexByte(before, '\n')+1:]
	p.Column = utf8.RuneCountInString(before) + 1
	return p
}

// top is the beginning of a CSV file: enough to find delimiter and header.
type top struct {
	text  string
	comma byte
}

// topBytes is how much that is. Fifty rows are longer only where there is no table.
const topBytes = 1 << 20

func (t top) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) { each(textfile.NewTextScanner(t.text, t.comma), 0, yield) }
}

// text reads a CSV file.
func (t *taker) text(o *opened, r reader, s *Source) []*reader {
	if o.kind != kindText {
		t.found.Add(finding.Stop, "dateiformat", o.at, fmt.Sprintf("Die Datei ist keine CSV-Datei, sondern %s.", o.kind), "Bitte als CSV speichern und neu liefern.")
		t.inspect(o.at)
		return nil
	}
	if o.size > maxTextFile {
		tellLimit(&t.found, o.at, "Bytes", maxTextFile)
		return nil
	}
	var e textfile.Evidence
	hash, err := o.hash(func(in io.Reader) (err error) {
		e, err = textfile.Examine(in, textfile.Encoding(s.Encoding))
		return err
	})
	if err != nil {
		t.tellUnopened(o.at, err)
		return nil
	}
	r.out = &report{}
	if e.Binary {
		at := o.at
		at.Line = e.NUL
		t.found.Add(finding.Stop, "kodierung", at, "Die Datei ist kein Text: Sie enthält Nullzeichen.", "Bitte als CSV in UTF-8 exportieren und neu liefern.")
		return nil
	}
	if !r.supplement {
		tellEncoding(r.out, o.at, e, s)
	}
	head, err := readTop(o, e)
	if err != nil {
		t.tellUnopened(o.at, err)
		return nil
	}
	declared := map[string]byte{"tab": '\t', ";": ';', ",": ',', "|": '|'}[s.Delimiter]
	found := sniff(head, declared, s.wanted())
	if declared != 0 && found.comma != declared && !r.supplement {
		r.out.tell(finding.Warning, "trennzeichen", o.at, fmt.Sprintf("Das Trennzeichen ist »%c« statt »%c«.", found.comma, declared),
			fmt.Sprintf("Bitte delimiter in %s auf auto setzen, wenn das so bleibt.", s.Path))
	}
	r.source, r.hash, r.at, r.size, r.time = s, hash, o.at, o.size, o.time
	r.lines, r.encoding, r.comma = int(min(int64(e.Lines), o.size/8)), string(e.Encoding), found.comma
	r.sheet = &csvSheet{data: t.data, file: o.at.File, evidence: e, comma: found.comma}
	return t.sheet(&r, found)
}

func readTop(o *opened, e textfile.Evidence) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(e.Decode(o.all()), topBytes))
	return string(raw), err
}

// tellEncoding says how a file was read where somebody may have expected something else.
func tellEncoding(out *report, at finding.Place, e textfile.Evidence, s *Source) {
	declared := cmp.Or(s.Encoding, "auto")
	switch {
	case e.Encoding == textfile.Mixed:
		at := at
		at.Line = e.Foreign.First[0]
		out.tell(finding.Warning, "kodierung_gemischt", at,
			fmt.Sprintf("Die Datei mischt zwei Kodierungen. Nicht in UTF-8, sondern als Windows-1252 gelesen: %s.", linesOf(e.Foreign, "Zeile %s", "%d Zeilen (zuerst %s)")),
			"Bitte die Umlaute dieser Zeilen prüfen und die Datei einheitlich als UTF-8 speichern.")
	case e.ASCII && e.Encoding == textfile.UTF8:
	case declared != "auto" && declared != string(e.Encoding):
		out.tell(finding.Warning, "kodierung", at, fmt.Sprintf("Die Datei ist nicht als %s gespeichert, sondern als %s, und wurde so gelesen.", declared, e.Encoding),
			fmt.Sprintf("Bitte die Umlaute prüfen und encoding in %s auf auto setzen, wenn das so bleibt.", s.Path))
	case declared == "auto" && e.Encoding != textfile.UTF8, !e.Marked && e.Encoding != textfile.UTF8 && strings.HasPrefix(string(e.Encoding), "utf-16"):
		out.tell(finding.Note, "kodierung_erkannt", at, fmt.Sprintf("Die Datei ist nach ihren Bytes in %s gespeichert und wurde so gelesen.", e.Encoding), "")
	}
	if e.Doubled.Count > 0 {
		at := at
		at.Line = e.Doubled.First[0]
		out.tell(finding.Warning, "kodierung_doppelt", at,
			fmt.Sprintf("Umlaute sind doppelt kodiert (»Ã¤« statt »ä«): %s.", linesOf(e.Doubled, "Zeile %s", "%d Zeilen (zuerst %s)")),
			"Bitte die Datei noch einmal aus dem Fachverfahren exportieren und ohne Umweg liefern.")
	}
}

// linesOf names one line by itself, several by their number and the first of them.
func linesOf(l textfile.Lines, one, many string) string {
	first := strings.Trim(strings.ReplaceAll(fmt.Sprint(l.First), " ", ", "), "[]")
	if l.Count == 1 {
		return fmt.Sprintf(one, first)
	}
	return fmt.Sprintf(many, l.Count, first)
}

// errNoText is a file that cannot be looked at as text.
var errNoText = errors.New("no text")

// plainTable is a CSV file that no source takes, for the gate.
func (t *taker) plainTable(o *opened) (*csvSheet, top, error) {
	if o.size > maxTextFile {
		return nil, top{}, errNoText
	}
	e, err := textfile.Examine(o.all(), "")
	if err != nil || e.Binary {
		return nil, top{}, cmp.Or(err, errNoText)
	}
	head, err := readTop(o, e)
	found := sniff(head, 0, nil)
	return &csvSheet{data: t.data, file: o.at.File, evidence: e, comma: found.comma}, found, err
}
