package main

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// csvFile is the file as the office's program saves it: CRLF, the delimiter and the encoding of the source.
func csvFile(s *sheet) ([]byte, error) {
	h := habitOf(s.source)
	delimiter := s.source.Delimiter
	if delimiter == "tab" {
		delimiter = "\t"
	}
	var b bytes.Buffer
	write := func(row []any) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(delimiter)
			}
			text, _ := cell.(string)
			if h.quoted && text != "" || strings.Contains(text, delimiter) || strings.Contains(text, `"`) {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		if h.trailing {
			b.WriteString(delimiter)
		}
		b.WriteString("\r\n")
	}
	for _, line := range s.title {
		write([]any{line})
	}
	write(s.header)
	for _, row := range append(s.rows, s.foot...) {
		write(row)
	}
	text, err := encoderOf(s.source.Name, s.source.Encoding).Bytes(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", s.source.Name, err)
	}
	return text, nil
}

// encoderOf is the encoder of an encoding named in a source. The immigration office writes UTF-8 with a byte order mark.
func encoderOf(source, name string) *encoding.Encoder {
	switch name {
	case "windows-1252":
		return charmap.Windows1252.NewEncoder()
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	}
	if strings.HasPrefix(source, "abh_") {
		return unicode.UTF8BOM.NewEncoder()
	}
	return unicode.UTF8.NewEncoder()
}
