package textfile

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestBlankedLinesKeepTheirEndsAndEveryOtherByte(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"LF":          {"a;1\nF01;2\nb;3\n", "a;1\n\nb;3\n"},
		"CR LF":       {"a;1\r\nF01;2\r\nb;3", "a;1\r\n\r\nb;3"},
		"CR":          {"a;1\rF01;2\rb;3\r", "a;1\r\rb;3\r"},
		"the last":    {"a\nF01", "a\n"},
		"two of them": {"a\nF01\nF02\n", "a\n\nF02\n"},
	} {
		for _, encoding := range []Encoding{UTF8, UTF16LE, UTF16BE} {
			encode := func(s string) []byte {
				if encoding == UTF8 {
					return []byte(s)
				}
				order := unicode.LittleEndian
				if encoding == UTF16BE {
					order = unicode.BigEndian
				}
				raw, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
				if err != nil {
					t.Fatal(err)
				}
				return raw
			}
			e, err := Examine(bytes.NewReader(encode(c.text)), "")
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Blank(encode(c.text), map[int]bool{2: true}); !bytes.Equal(got, encode(c.want)) {
				t.Errorf("%s in %s: %q, want %q", name, encoding, got, encode(c.want))
			}
		}
	}
}
