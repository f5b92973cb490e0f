package intake

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// The names of encodings, as in a source.
const (
	utf8Name    = "utf-8"
	cp1252Name  = "windows-1252"
	utf16leName = "utf-16le"
	utf16beName = "utf-16be"
)

// errNUL is a file that is no text.
var errNUL = errors.New("NUL in text")

// decode turns the bytes of a text file into UTF-8 and names the encoding found: by the mark at the beginning, else UTF-8 if
// the bytes are valid UTF-8, else Windows-1252. Bytes that this has no character for become U+FFFD. What a source declares is
// not asked: offices save files by hand, and what the bytes say is right.
//
// Note: Latin-1 is read as Windows-1252. They differ in 0x80–0x9F only, where Latin-1 has nothing an office types.
func decode(raw []byte) (text, name string, err error) {
	name = detect(raw)
	switch name {
	case utf16leName, utf16beName:
		text, err = transcode(raw, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case cp1252Name:
		text, err = transcode(raw, charmap.Windows1252)
	default:
		text = string(bytes.TrimPrefix(raw, []byte("\ufeff")))
	}
	if err == nil && strings.IndexByte(text, 0) >= 0 {
		err = errNUL
	}
	return text, name, err
}

func detect(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return utf16leName
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return utf16beName
	case utf8.Valid(raw):
		return utf8Name
	}
	return cp1252Name
}

func transcode(raw []byte, e encoding.Encoding) (string, error) {
	text, err := e.NewDecoder().Bytes(raw)
	return string(text), err
}

// ascii reports whether nothing in the text depends on its encoding.
func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
