package disclosure

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"wirkbericht/pipeline/finding"
)

// scanner reads JSON token by token, so that every finding has its line. After the first fault of syntax or shape it reads nothing more.
//
// Note: decoding into structs is shorter, but tells neither the line of an unknown id nor a key that stands twice in an object.
type scanner struct {
	name  string
	bytes []byte
	dec   *json.Decoder
	at    int64      // where the last token began
	peek  json.Token // a token read ahead by null
	err   error      // the first fault
	found finding.List
}

// errShape is the fault of JSON that is not what the format wants.
var errShape = errors.New("shape")

func newScanner(name string, text []byte) *scanner {
	s := &scanner{name: name, bytes: text, dec: json.NewDecoder(bytes.NewReader(text))}
	s.dec.UseNumber()
	return s
}

// begin is where the next token begins.
func (s *scanner) begin() int64 {
	if s.peek != nil {
		return s.at
	}
	at := s.dec.InputOffset()
	for at < int64(len(s.bytes)) && bytes.IndexByte([]byte(" \t\r\n,:"), s.bytes[at]) >= 0 {
		at++
	}
	return at
}

func (s *scanner) failed() bool { return s.err != nil }

// token is the next token; nil also after a fault.
func (s *scanner) token() json.Token {
	if t := s.peek; t != nil {
		s.peek = nil
		return t
	}
	if s.failed() {
		return nil
	}
	s.at = s.begin()
	t, err := s.dec.Token()
	if err != nil {
		s.syntax(err)
	}
	return t
}

func (s *scanner) syntax(err error) {
	at, what := s.at, "endet mitten im Text"
	var fault *json.SyntaxError
	if errors.As(err, &fault) {
		at, what = fault.Offset-1, "ist hier fehlerhaft"
	}
	s.err = err
	s.stop(at, "json_fehlerhaft", "Das JSON "+what+".", "Bitte die Datei prüfen.")
}

// wrong says that the last token is not what should stand there.
func (s *scanner) wrong(want string) {
	if s.failed() {
		return
	}
	s.err = errShape
	s.stop(s.at, "form_falsch", "Hier steht etwas anderes als "+want+".", "Bitte "+want+" angeben.")
}

// null takes in a null if one follows.
func (s *scanner) null() bool {
	s.peek = s.token()
	return s.peek == nil
}

func (s *scanner) text() string {
	t, ok := s.token().(string)
	if !ok {
		s.wrong("ein Text")
	}
	return t
}

func (s *scanner) truth() bool {
	t, ok := s.token().(bool)
	if !ok {
		s.wrong("true oder false")
	}
	return t
}

// whole reads a whole number that is not larger than limit either way.
func (s *scanner) whole(limit int64) int64 {
	t, _ := s.token().(json.Number)
	n, err := strconv.ParseInt(t.String(), 10, 64)
	if err != nil || n < -limit || n > limit {
		s.wrong("eine ganze Zahl bis " + strconv.FormatInt(limit, 10))
	}
	return n
}

// object calls member for each key, which must read the value. at is where the key begins.
func (s *scanner) object(member func(key string, at int64)) {
	if s.token() != json.Delim('{') {
		s.wrong("ein Objekt { … }")
	}
	for !s.failed() && s.dec.More() {
		key := s.text()
		member(key, s.at)
	}
	s.token()
}

// array calls element for each element, which must read it.
func (s *scanner) array(element func()) {
	if s.token() != json.Delim('[') {
		s.wrong("eine Liste [ … ]")
	}
	for !s.failed() && s.dec.More() {
		element()
	}
	s.token()
}

// skip takes in any value.
func (s *scanner) skip() {
	depth := 0
	for {
		switch s.token() {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 || s.failed() {
			return
		}
	}
}

// end makes sure that nothing follows.
func (s *scanner) end() {
	s.at = s.begin()
	if _, err := s.dec.Token(); !errors.Is(err, io.EOF) {
		s.wrong("das Ende der Datei")
	}
}

// stop adds a finding that stops.
func (s *scanner) stop(at int64, rule, message, remedy string) {
	s.found.Add(finding.Stop, rule, s.place(at), message, remedy)
}

// place turns an offset into line and column, in bytes.
func (s *scanner) place(at int64) finding.Place {
	before := s.bytes[:min(max(at, 0), int64(len(s.bytes)))]
	line := bytes.Count(before, []byte("\n"))
	return finding.Place{File: s.name, Line: line + 1, Column: len(before) - bytes.LastIndexByte(before, '\n')}
}
