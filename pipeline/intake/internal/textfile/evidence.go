package textfile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"unicode/utf8"
)

// Encoding is a way characters are stored, by the name that a source may declare.
type Encoding string

// The encodings that are told apart.
const (
	UTF8    Encoding = "utf-8"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	CP1252  Encoding = "windows-1252"
	Latin1  Encoding = "iso-8859-1"
	Latin9  Encoding = "iso-8859-15"
	DOS     Encoding = "ibm850"
	Mac     Encoding = "macintosh"
	// Mixed is UTF-8 with lines of Windows-1252 in it: somebody pasted one file into another.
	Mixed Encoding = "utf-8+windows-1252"
)

// Evidence is what the bytes of a file say about their encoding.
type Evidence struct {
	Encoding Encoding
	Marked   bool  // a mark at the beginning says so
	ASCII    bool  // nothing depends on the encoding
	Lines    int   // line ends, and one more if the last line has none
	CR       bool  // lines end in CR alone
	NUL      int   // line of the first NUL character, which no text has; 0 if there is none
	Binary   bool  // there are so many that this is no text
	Foreign  Lines // Mixed: the lines that are not UTF-8
	Doubled  Lines // lines that were taken for Windows-1252 once and encoded a second time ("Ã¤" for "ä")
}

// Lines are lines of a file of which the first are known.
type Lines struct {
	Count int
	First []int
}

// Add counts a line.
func (l *Lines) Add(line int) {
	if l.Count++; len(l.First) < 5 {
		l.First = append(l.First, line)
	}
}

// headBytes is how much of the beginning decides on what a few bytes cannot: UTF-16 without a mark, the kind of line ends.
const headBytes = 1 << 16

// Examine reads all of a file. The bytes decide: offices save files by hand, and what is declared is often what once was true. Only where
// they leave it open, between the Latin alphabets, declared counts.
func Examine(r io.Reader, declared Encoding) (Evidence, error) {
	in := bufio.NewReaderSize(r, headBytes)
	head, err := in.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return Evidence{}, err
	}
	e := examiner{line: 1}
	e.Encoding, e.Marked = byMark(head)
	if e.Encoding == "" {
		e.Encoding = withoutMark(head)
	}
	if e.Encoding == UTF16LE || e.Encoding == UTF16BE {
		in = bufio.NewReaderSize(wide(in, e.Encoding), headBytes)
		head, _ = in.Peek(headBytes) // an error comes again below
	}
	e.CR = bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0
	if err := e.read(in); err != nil {
		return Evidence{}, err
	}
	e.conclude(declared)
	return e.Evidence, nil
}

func byMark(head []byte) (Encoding, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return UTF8, true
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE, true
	}
	return "", false
}

// withoutMark finds UTF-16 by its zeros: of German text nearly every second byte is one, always the same of a pair.
func withoutMark(head []byte) Encoding {
	units := len(head) / 2
	var zeros [2]int
	for i, c := range head[:2*units] {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case units < 2:
		return ""
	case zeros[0] == 0 && 10*zeros[1] >= 7*units:
		return UTF16LE
	case zeros[1] == 0 && 10*zeros[0] >= 7*units:
		return UTF16BE
	}
	return ""
}

// examiner goes through the bytes line by line.
type examiner struct {
	Evidence
	line int

	valid   bool // the line at hand holds UTF-8 that an office here may have typed
	invalid bool // it holds bytes that are no UTF-8
	doubled bool
	begun   bool // there is something on it

	bytes, zeros int
	utf8Lines    int
	seen         bool      // there are characters beyond ASCII that are UTF-8
	high         [256]bool // bytes that are no UTF-8
	within       [256]bool // those of them between two letters
}

func (e *examiner) read(in *bufio.Reader) error {
	buf := make([]byte, 1<<16)
	carry := 0 // bytes of a character that the last block cut
	for {
		n, err := in.Read(buf[carry:])
		data := buf[:carry+n]
		carry = 0
		if err == nil {
			carry = cutRune(data)
		} else if !errors.Is(err, io.EOF) {
			return err
		}
		e.block(data[:len(data)-carry])
		if err != nil {
			break
		}
		copy(buf, data[len(data)-carry:])
	}
	if e.begun {
		e.endLine()
	}
	e.Lines = e.line - 1
	return nil
}

// cutRune is how many bytes at the end are the beginning of a character that is not all there.
func cutRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if utf8.RuneStart(b[len(b)-n]) {
			if utf8.FullRune(b[len(b)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

func (e *examiner) block(b []byte) {
	end := byte('\n')
	if e.CR {
		end = '\r'
	}
	e.bytes += len(b)
	if i := bytes.IndexByte(b, 0); i >= 0 {
		if e.zeros += bytes.Count(b, []byte{0}); e.NUL == 0 {
			e.NUL = e.line + bytes.Count(b[:i], []byte{end})
		}
	}
	if !e.valid && !e.invalid && ascii(b) {
		e.line += bytes.Count(b, []byte{end})
		e.begun = len(b) > 0 && b[len(b)-1] != end || len(b) == 0 && e.begun
		return
	}
	for len(b) > 0 {
		i := bytes.IndexByte(b, end)
		part := b
		if i >= 0 {
			part = b[:i]
		}
		e.part(part)
		if i < 0 {
			return
		}
		e.endLine()
		b = b[i+1:]
	}
}

// part looks at a line, or at a piece of one.
func (e *examiner) part(b []byte) {
	e.begun = e.begun || len(b) > 0
	if ascii(b) {
		return
	}
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			e.invalid = true
			e.high[b[i]] = true
			e.within[b[i]] = e.within[b[i]] || i > 0 && i+1 < len(b) && isLetter(b[i-1]) && isLetter(b[i+1])
		case r != '\ufeff':
			e.seen = true
			e.valid = e.valid || european(r)
		}
		i += n
	}
	for _, twice := range [...]string{"\xc3\x83\xc2", "\xc3\x83\xc5", "\xc3\x83\xe2", "\xc3\xa2\xe2\x82\xac"} {
		e.doubled = e.doubled || bytes.Contains(b, []byte(twice))
	}
}

func (e *examiner) endLine() {
	if e.valid {
		e.utf8Lines++
	}
	if e.invalid {
		e.Foreign.Add(e.line)
	}
	if e.doubled {
		e.Doubled.Add(e.line)
	}
	e.line++
	e.valid, e.invalid, e.doubled, e.begun = false, false, false, false
}

// conclude names the encoding of a file without a mark.
//
// Note: Latin-1 without declaration is read as Windows-1252. They differ in 0x80–0x9F only, where Latin-1 has nothing an office types.
func (e *examiner) conclude(declared Encoding) {
	e.ASCII = !e.seen && e.Foreign.Count == 0
	e.Binary = e.zeros > 0 && 50*e.zeros >= e.bytes
	if e.Encoding == UTF16LE || e.Encoding == UTF16BE {
		e.Foreign, e.Doubled = Lines{}, Lines{}
		return
	}
	windows := slices.Contains(e.high[0x80:0xa0], true)
	switch {
	case e.Foreign.Count == 0:
		e.Encoding = UTF8
		return
	case e.utf8Lines > 0 || e.Marked:
		e.Encoding = Mixed
		return
	case e.any("\x81\x84\x94") && !e.any("\xe4\xf6\xfc\xdf"):
		e.Encoding = DOS
	case e.any("\x8a\x9f") && !e.any("\xe4\xf6\xfc\xdf"):
		e.Encoding = Mac
	case !windows && (declared == Latin9 || declared == Latin1):
		e.Encoding = declared
	case !windows && e.high[0xa4]: // € there, ¤ elsewhere, which no office types
		e.Encoding = Latin9
	default:
		e.Encoding = CP1252
	}
	e.Foreign = Lines{}
}

// any reports whether one of some bytes stands within a word. In Windows-1252, those for ü, ä, ö of DOS are nothing and quotes, and those for ä and ü
// of the old Macintosh are capitals: none of them does.
func (e *examiner) any(bytes string) bool {
	for i := range len(bytes) {
		if e.within[bytes[i]] {
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// european reports whether a character is proof of UTF-8. Bytes of Windows-1252 can be UTF-8 by chance, a letter before a typographic
// quote or dash above all: ß“ would be a letter of N'Ko, Ä“ an ē.
func european(r rune) bool {
	switch {
	case r >= 0x100 && r < 0x180:
		last := 0x80 | r&0x3f
		return last != 0x84 && last != 0x85 && (last < 0x91 || last > 0x97)
	case r >= 0xa0 && r < 0x250, r >= 0x300 && r < 0x370: // Latin letters, and the dots of decomposed umlauts
		return true
	}
	return r >= 0x2000 && r < 0x2c00
}

func ascii(b []byte) bool {
	const high = 0x8080808080808080
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&high != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
