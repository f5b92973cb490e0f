package textfile

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode is the text of a file as UTF-8, without a mark at its beginning, its lines ending in LF or CR LF. Bytes for which the encoding has
// no character become U+FFFD.
func (e Evidence) Decode(r io.Reader) io.Reader {
	switch e.Encoding {
	case UTF16LE, UTF16BE:
		r = wide(r, e.Encoding)
	case CP1252:
		r = charmap.Windows1252.NewDecoder().Reader(r)
	case Latin1:
		r = charmap.ISO8859_1.NewDecoder().Reader(r)
	case Latin9:
		r = charmap.ISO8859_15.NewDecoder().Reader(r)
	case DOS:
		r = charmap.CodePage850.NewDecoder().Reader(r)
	case Mac:
		r = charmap.Macintosh.NewDecoder().Reader(r)
	case Mixed:
		r = transform.NewReader(withoutBOM(r), mixed{})
	default:
		r = withoutBOM(r)
	}
	if e.CR {
		r = lineFeeds{r}
	}
	return r
}

func wide(r io.Reader, name Encoding) io.Reader {
	order := unicode.LittleEndian
	if name == UTF16BE {
		order = unicode.BigEndian
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(r)
}

func withoutBOM(r io.Reader) io.Reader {
	in := bufio.NewReaderSize(r, 1<<16)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = in.Discard(3) // they have just been peeked at
	}
	return in
}

// mixed keeps what is European UTF-8 and reads every other byte as Windows-1252. So each line is read in the encoding it has, also a
// line that has both, and no byte is lost.
type mixed struct{ transform.NopResetter }

func (mixed) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, n := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if r, n = utf8.DecodeRune(src[nSrc:]); !european(r) {
				r, n = charmap.Windows1252.DecodeByte(src[nSrc]), 1
			}
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += n
	}
	return nDst, nSrc, nil
}

// lineFeeds turns the line ends of old Macintosh programs into ours.
type lineFeeds struct{ r io.Reader }

func (l lineFeeds) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for rest := p[:n]; ; {
		i := bytes.IndexByte(rest, '\r')
		if i < 0 {
			return n, err
		}
		rest[i] = '\n'
		rest = rest[i+1:]
	}
}
