// Package workbook reads XLSX workbooks row by row, in memory that does not grow with the number of rows.
//
// A cell becomes the text that a German office would read in it: 1234,5 for a number, 30.09.2018 for a number with the format of a date,
// 12,3 % for one in per cent, WAHR for a truth value, the last result of a formula. So a workbook and the CSV saved from it mean the same,
// and everything behind this package knows texts only. Hidden columns, rows and sheets are read like others, and told.
//
// It computes no formula, follows no link, runs no macro, opens no archive within the archive, and gives up as soon as a part is larger, deeper or
// more packed than a workbook can honestly be. What a text means is for package intake.
//
// Note: excelize holds a whole sheet in memory to tell the type of a cell, does not say where formulas lack a result, and has limits for the
// size of a part but not for its packing.
package workbook

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// The limits of what is read as a workbook.
const (
	MaxParts   = 5_000         // files in the archive
	MaxPart    = 4 << 30       // bytes of one file unpacked
	MaxPacking = 250           // how many times smaller a part may be packed, …
	packingFor = 16 << 20      // … if it has more bytes than this: small parts may be all blanks
	MaxStrings = 256 << 20     // bytes of all shared texts
	MaxSheets  = 500           // sheets
	MaxCells   = 100_000_000   // cells of a sheet, those without content included
	MaxText    = 1 << 20       // bytes of the text of a cell; Excel has 32,767 characters
	MaxDepth   = 64            // elements within elements
	MaxRows    = 1_048_576     // rows of a sheet, as in Excel
	MaxColumns = 16_384        // columns of a sheet, as in Excel
	maxTag     = len(buffer{}) // bytes of one tag
)

// LimitError says which limit a workbook breaks.
type LimitError struct {
	Part  string // the file in the archive
	What  string // German: what there is too much of
	Limit int64
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("%s: more than %d (%s)", e.Part, e.Limit, e.What)
}

// OtherError says that an archive is something else than a workbook in XLSX.
type OtherError struct {
	What string // German, nominative with article: "eine LibreOffice-Tabelle (.ods)"
}

func (e *OtherError) Error() string { return "not a workbook: " + e.What }

var (
	// ErrBroken wraps what is said of an archive or a part that is damaged or not all there.
	ErrBroken = errors.New("broken workbook")
	// ErrPassword is a workbook that is encrypted as an archive.
	ErrPassword = errors.New("workbook with password")
)

func broken(part, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrBroken, part, fmt.Sprintf(format, args...))
}

// Book is an open workbook.
type Book struct {
	Sheets []*Sheet // those with cells, in the order of their tabs

	archive *zip.Reader
	files   map[string]*zip.File // by name in lower case
	texts   []string

	textsPart string // the part that holds them
	formats   []format
	epoch     time.Time
}

// Open reads everything of a workbook but its sheets. The reader must stay open as long as sheets are read.
func Open(r io.ReaderAt, size int64) (*Book, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // paths are looked up, never written
		return nil, broken("archive", "%v", err)
	}
	b := Book{archive: archive, files: map[string]*zip.File{}, epoch: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	if len(archive.File) > MaxParts {
		return nil, &LimitError{"archive", "Dateien in der Arbeitsmappe", MaxParts}
	}
	for _, f := range archive.File {
		b.files[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	main, err := b.mainPart()
	if err != nil {
		return nil, err
	}
	targets, err := b.relations(main)
	if err != nil {
		return nil, err
	}
	if err := b.readWorkbook(main, targets); err != nil {
		return nil, err
	}
	b.textsPart = targets.ofType("sharedStrings", path.Join(path.Dir(main), "sharedStrings.xml"))
	if err := b.readTexts(b.textsPart); err != nil {
		return nil, err
	}
	return &b, b.readStyles(targets.ofType("styles", path.Join(path.Dir(main), "styles.xml")))
}

// Epoch is the day with the serial number 0.
func (b *Book) Epoch() time.Time { return b.epoch }

// mainPart is the name of the part that lists the sheets.
func (b *Book) mainPart() (string, error) {
	if b.files["[content_types].xml"] == nil || b.files["xl/workbook.bin"] != nil {
		return "", b.other()
	}
	roots, err := b.relations("")
	if err != nil {
		return "", err
	}
	main := roots.ofType("officeDocument", "xl/workbook.xml")
	if b.files[strings.ToLower(main)] == nil || strings.HasPrefix(main, "word/") || strings.HasPrefix(main, "ppt/") {
		return "", b.other()
	}
	return main, nil
}

// other names what the archive is instead of a workbook.
func (b *Book) other() error {
	for _, known := range [...]struct{ part, what string }{
		{"xl/workbook.bin", "eine binäre Arbeitsmappe (.xlsb)"},
		{"content.xml", "eine Datei von LibreOffice oder OpenOffice (.ods)"},
		{"word/document.xml", "ein Word-Dokument (.docx)"},
		{"ppt/presentation.xml", "eine Präsentation (.pptx)"},
		{"index/document.iwa", "eine Datei von Apple Numbers (.numbers)"},
		{"encryptedpackage", "eine verschlüsselte Arbeitsmappe"},
	} {
		if b.files[known.part] != nil {
			return &OtherError{known.what}
		}
	}
	return &OtherError{"ein ZIP-Archiv"}
}

// open opens a part after looking at its packing. What it holds more than it says is an error of the reader.
func (b *Book) open(name string) (io.ReadCloser, error) {
	f := b.files[strings.ToLower(name)]
	switch {
	case f == nil:
		return nil, broken(name, "missing")
	case f.Flags&1 != 0:
		return nil, ErrPassword
	case f.UncompressedSize64 > MaxPart:
		return nil, &LimitError{name, "Bytes entpackt", MaxPart}
	case f.UncompressedSize64 > packingFor && f.UncompressedSize64/MaxPacking > f.CompressedSize64:
		return nil, &LimitError{name, "fach gepackt", MaxPacking}
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(name, "%v", err)
	}
	return r, nil
}

// shut closes what was only read: nothing can be lost by it.
func shut(c io.Closer) { _ = c.Close() }

// scan opens a part as XML and calls read. A part that may be missing is not read.
func (b *Book) scan(name string, optional bool, read func(*scanner) error) error {
	if optional && b.files[strings.ToLower(name)] == nil {
		return nil
	}
	r, err := b.open(name)
	if err != nil {
		return err
	}
	defer shut(r)
	return read(newScanner(name, r))
}

// relation is what a part refers to.
type relation struct{ id, kind, target string }

type relations []relation

func (rs relations) target(id string) (relation, bool) {
	i := slices.IndexFunc(rs, func(r relation) bool { return r.id == id })
	if i < 0 {
		return relation{}, false
	}
	return rs[i], true
}

// ofType is the target of the first relation of a type, whose names end alike in both variants of the format.
func (rs relations) ofType(kind, otherwise string) string {
	for _, r := range rs {
		if r.kind == kind {
			return r.target
		}
	}
	return otherwise
}

// relations are those of a part, "" for the archive's own.
func (b *Book) relations(part string) (relations, error) {
	dir := path.Dir(part)
	name := path.Join(dir, "_rels", path.Base(part)+".rels")
	if part == "" {
		dir, name = ".", "_rels/.rels"
	}
	var out relations
	err := b.scan(name, true, func(x *scanner) error {
		for x.next() {
			if x.closing || string(x.name) != "Relationship" {
				continue
			}
			r := relation{x.attr("Id"), path.Base(x.attr("Type")), x.attr("Target")}
			if rest, absolute := strings.CutPrefix(r.target, "/"); absolute {
				r.target = rest
			} else {
				r.target = path.Join(dir, r.target)
			}
			out = append(out, r)
			if len(out) > MaxParts {
				return &LimitError{name, "Verweise", MaxParts}
			}
		}
		return x.err
	})
	return out, err
}

// readWorkbook reads the list of sheets and the calendar.
func (b *Book) readWorkbook(name string, targets relations) error {
	return b.scan(name, false, func(x *scanner) error {
		for x.next() {
			if x.closing {
				continue
			}
			switch string(x.name) {
			case "workbookPr":
				if v := x.attr("date1904"); v == "1" || v == "true" {
					b.epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
				}
			case "sheet":
				r, ok := targets.target(x.attr("id"))
				if ok && r.kind == "worksheet" { // others are charts
					state := x.attr("state")
					b.Sheets = append(b.Sheets, &Sheet{Name: x.attr("name"), Hidden: state == "hidden" || state == "veryHidden", part: r.target, book: b})
				}
				if len(b.Sheets) > MaxSheets {
					return &LimitError{name, "Blätter", MaxSheets}
				}
			}
		}
		return x.err
	})
}

// readTexts reads the texts that cells share. Pronunciation guides are left out.
func (b *Book) readTexts(name string) error {
	return b.scan(name, true, func(x *scanner) error {
		var all strings.Builder
		var ends []int
		inText, inGuide := false, false
		for x.next() {
			if inText {
				all.Write(x.text)
			}
			switch string(x.name) {
			case "t":
				inText = !x.closing && !x.empty && !inGuide
				x.collect = inText
			case "rPh":
				inGuide = !x.closing && !x.empty
			case "si":
				if x.closing || x.empty {
					ends = append(ends, all.Len())
				}
			}
			if all.Len() > MaxStrings {
				return &LimitError{name, "Bytes Text", MaxStrings}
			}
		}
		text, begin := all.String(), 0
		for _, end := range ends {
			b.texts = append(b.texts, unescapeControl(text[begin:end]))
			begin = end
		}
		return x.err
	})
}

// readStyles reads the number format of each cell style.
func (b *Book) readStyles(name string) error {
	return b.scan(name, true, func(x *scanner) error {
		custom := map[string]format{}
		inCells := false
		for x.next() {
			switch {
			case string(x.name) == "cellXfs":
				inCells = !x.closing
			case x.closing:
			case string(x.name) == "numFmt":
				custom[x.attr("numFmtId")] = parseFormat(x.attr("formatCode"))
			case string(x.name) == "xf" && inCells:
				id := x.attr("numFmtId")
				f, ok := custom[id]
				if !ok {
					f = builtin(id)
				}
				b.formats = append(b.formats, f)
			}
			if len(b.formats)+len(custom) > 1<<17 {
				return &LimitError{name, "Formate", 1 << 17}
			}
		}
		return x.err
	})
}
