package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/workbook"
)

// kind is what the bytes of a file are, whatever its name says.
type kind string

// The kinds that are told apart, in the words of a finding.
const (
	kindText      kind = "eine Textdatei"
	kindZip       kind = "eine Excel-Arbeitsmappe oder ein anderes ZIP-Archiv"
	kindXLS       kind = "eine Arbeitsmappe im alten Excel-Format (.xls)"
	kindEncrypted kind = "eine Arbeitsmappe mit Kennwort"
	kindOLE       kind = "ein altes Office-Dokument"
	kindPDF       kind = "ein PDF"
	kindHTML      kind = "eine Internetseite (HTML), wie manche Programme sie als .xls speichern"
	kindXML       kind = "eine XML-Datei"
	kindImage     kind = "ein Bild"
	kindPacked    kind = "ein gepacktes Archiv"
	kindDatabase  kind = "eine Datenbank"
)

// signatures are how files begin.
var signatures = []struct {
	begin string
	kind  kind
}{
	{"PK\x03\x04", kindZip}, {"PK\x05\x06", kindZip}, {"%PDF", kindPDF}, {"\x89PNG", kindImage}, {"\xff\xd8\xff", kindImage}, {"GIF8", kindImage},
	{"\x1f\x8b", kindPacked}, {"7z\xbc\xaf", kindPacked}, {"Rar!", kindPacked}, {"BZh", kindPacked}, {"\xfd7zXZ", kindPacked},
	{"SQLite format", kindDatabase}, {"\x00\x01\x00\x00Standard", kindDatabase},
}

// kindOf looks at the bytes of a file, most often at the first of them.
func kindOf(in io.ReaderAt) (kind, error) {
	head := make([]byte, 1024)
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return kindOfOLE(in, head), nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			return s.kind, nil
		}
	}
	text := bytes.ToLower(bytes.TrimLeft(head, "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")), bytes.HasPrefix(text, []byte("<table")):
		return kindHTML, nil
	case bytes.HasPrefix(text, []byte("<?xml")):
		return kindXML, nil
	}
	return kindText, nil
}

// kindOfOLE tells the old formats of Office apart by the names in the directory of the container, which are in UTF-16. A workbook with a
// password is a new workbook in such a container.
func kindOfOLE(in io.ReaderAt, head []byte) kind {
	if len(head) < 512 {
		return kindOLE
	}
	size := int64(1) << (binary.LittleEndian.Uint16(head[30:]) & 15)
	directory := make([]byte, 1<<13)
	n, _ := in.ReadAt(directory, size*(1+int64(binary.LittleEndian.Uint32(head[48:])))) // less than asked for is all there is
	holds := func(name string) bool {
		var wide []byte
		for _, c := range []byte(name) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(directory[:n], append(wide, 0, 0))
	}
	switch {
	case holds("EncryptedPackage"), holds("EncryptionInfo"):
		return kindEncrypted
	case holds("Workbook"), holds("Book"):
		return kindXLS
	}
	return kindOLE
}

// formatOf names what the bytes of a file are.
func (t *taker) formatOf(at finding.Place) kind {
	o, err := openFile(t.data, at)
	if err != nil {
		return "nicht lesbar"
	}
	defer shut(o)
	return o.kind
}

// tellNoBook tells why a file is no workbook that can be read.
func (t *taker) tellNoBook(at finding.Place, err error) {
	var other *workbook.OtherError
	var limit *workbook.LimitError
	switch {
	case errors.As(err, &limit):
		t.found = append(t.found, packing(at, limit))
	case errors.As(err, &other):
		t.found.Add(finding.Stop, "dateiformat", at, "Die Datei ist keine Excel-Arbeitsmappe, sondern "+other.What+".", "Bitte als .xlsx speichern und neu liefern.")
	case errors.Is(err, workbook.ErrPassword):
		t.tellPassword(at)
	default:
		t.found.Add(finding.Stop, "arbeitsmappe", at, "Die Arbeitsmappe ist beschädigt oder unvollständig.",
			"Bitte prüfen, ob sie fertig kopiert ist und sich in Excel öffnen lässt, neu speichern und neu liefern.")
	}
}

func (t *taker) tellPassword(at finding.Place) {
	t.found.Add(finding.Stop, "kennwort", at, "Die Arbeitsmappe ist mit einem Kennwort geschützt.", "Bitte ohne Kennwort als .xlsx speichern und auf sicherem Weg neu liefern.")
}

// packing is a workbook that unpacks to more than a workbook holds.
func packing(at finding.Place, limit *workbook.LimitError) finding.Finding {
	return fault(finding.Stop, "grenze", at, fmt.Sprintf("Die Arbeitsmappe sprengt eine Grenze: mehr als %s %s.", grouped(limit.Limit), limit.What), "",
		"Bitte prüfen, woher die Datei stammt; wenn sie echt ist, die Daten in eine neue Arbeitsmappe kopieren und diese liefern.")
}
