package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"time"

	"wirkbericht/pipeline/finding"
)

// opened is a file of the data folder that is being read for the first time.
type opened struct {
	fs.File
	in   io.ReaderAt // its bytes
	at   finding.Place
	info fs.FileInfo
	size int64     // when it was opened
	time time.Time // of its last change, then
	kind kind
}

// open opens a file and looks at how it begins. A file that cannot be opened or holds nothing is told, and nil.
func (t *taker) open(at finding.Place) *opened {
	o, err := openFile(t.data, at)
	switch {
	case err != nil:
		t.tellUnopened(at, err)
	case !o.info.Mode().IsRegular():
		t.found.Add(finding.Stop, "verweis", at, "Das ist keine gewöhnliche Datei; sie wird nicht gelesen.", "Bitte die Datei selbst in den Lieferordner legen.")
		shut(o)
	case o.size == 0:
		t.found.Add(finding.Stop, "datei_leer", at, "Die Datei ist leer.", "Bitte neu liefern.")
		shut(o)
	default:
		return o
	}
	return nil
}

func openFile(data fs.FS, at finding.Place) (*opened, error) {
	f, err := data.Open(at.File)
	if err != nil {
		return nil, err
	}
	o := &opened{File: f, at: at}
	if o.info, err = f.Stat(); err == nil && o.info.Mode().IsRegular() {
		o.size, o.time = o.info.Size(), o.info.ModTime()
		if o.in, err = readerAt(f); err == nil {
			o.kind, err = kindOf(o.in)
		}
	}
	if err != nil {
		shut(f)
		return nil, err
	}
	return o, nil
}

// shut closes a file that was only read: nothing can be lost by it.
func shut(c io.Closer) { _ = c.Close() }

// readerAt is a file for reading at any place. File systems whose files cannot do that have small ones.
func readerAt(f fs.File) (io.ReaderAt, error) {
	if r, ok := f.(io.ReaderAt); ok {
		return r, nil
	}
	raw, err := io.ReadAll(f)
	return bytes.NewReader(raw), err
}

// all is the file from its beginning to its end.
func (o *opened) all() io.Reader { return io.NewSectionReader(o.in, 0, o.size) }

// hash shows all of the file to look and is its SHA-256.
func (o *opened) hash(look func(io.Reader) error) (string, error) {
	sum := sha256.New()
	in := io.TeeReader(o.all(), sum)
	if err := look(in); err != nil {
		return "", err
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// unchanged reports whether the file is still as it was when it was opened, and still the file of its name.
func (o *opened) unchanged(data fs.FS) bool {
	now, err := fs.Stat(data, o.at.File)
	if err != nil {
		return false
	}
	return now.Size() == o.size && now.ModTime().Equal(o.time)
}
