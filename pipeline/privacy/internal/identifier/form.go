package identifier

// form is what one pass over the bytes of a cell tells. It decides which of the costlier looks are worth it.
type form struct {
	n      int // bytes
	digits int
	upper  int // A–Z
	lower  int // a–z
	high   int // bytes of characters beyond ASCII
	blanks int
	marks  mark
}

// mark is a set of punctuation.
type mark uint16

const (
	dot mark = 1 << iota
	comma
	slash
	hyphen
	plus
	colon
	at
	angle   // <
	bracket // ( )
	under
	equals
	quote // ' and `
	other
)

func (f form) letters() int { return f.upper + f.lower + f.high }

func scan(s string) form {
	f := form{n: len(s)}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			f.digits++
		case c >= 'a' && c <= 'z':
			f.lower++
		case c >= 'A' && c <= 'Z':
			f.upper++
		case c >= 0x80:
			f.high++
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			f.blanks++
		default:
			f.marks |= markOf(c)
		}
	}
	return f
}

func markOf(c byte) mark {
	switch c {
	case '.':
		return dot
	case ',':
		return comma
	case '/':
		return slash
	case '-':
		return hyphen
	case '+':
		return plus
	case ':':
		return colon
	case '@':
		return at
	case '<':
		return angle
	case '(', ')':
		return bracket
	case '_':
		return under
	case '=':
		return equals
	case '\'', '`':
		return quote
	}
	return other
}

// compact is s without blanks and the marks by which people group numbers.
func compact(s string) string {
	var out [48]byte
	n := 0
	for i := range len(s) {
		switch s[i] {
		case ' ', '-', '.', '/', '\t', '\n', '\r':
			continue
		}
		if n == len(out) {
			return s
		}
		out[n] = s[i]
		n++
	}
	if n == len(s) {
		return s
	}
	return string(out[:n])
}

// fold writes s to buf in small ASCII letters, umlauts as ae, oe, ue and other accents dropped, and returns what was written. Characters
// that are no letters are dropped; a text that does not fit is cut.
func fold(buf []byte, s string) []byte {
	buf = buf[:0]
	for _, r := range s {
		if len(buf)+2 > cap(buf) {
			break
		}
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			buf = append(buf, byte(r))
		case r >= 'A' && r <= 'Z':
			buf = append(buf, byte(r)+'a'-'A')
		case r >= 0x80:
			buf = append(buf, foldRune(r)...)
		}
	}
	return buf
}

// foldRune covers the letters of names in German files: German, Turkish, Romance, Slavic and Albanian ones. Combining marks
// (decomposed umlauts) are dropped, which makes "a" of "ä": the lists hold both spellings where it matters.
func foldRune(r rune) string {
	switch r {
	case 'ä', 'Ä':
		return "ae"
	case 'ö', 'Ö':
		return "oe"
	case 'ü', 'Ü':
		return "ue"
	case 'ß', 'ẞ':
		return "ss"
	case 'à', 'á', 'â', 'ã', 'å', 'ă', 'ą', 'À', 'Á', 'Â', 'Ã', 'Å', 'Ă', 'Ą':
		return "a"
	case 'ç', 'ć', 'č', 'Ç', 'Ć', 'Č':
		return "c"
	case 'è', 'é', 'ê', 'ë', 'ę', 'ě', 'ə', 'È', 'É', 'Ê', 'Ë', 'Ę', 'Ě', 'Ə':
		return "e"
	case 'ğ', 'Ğ', 'ģ':
		return "g"
	case 'ì', 'í', 'î', 'ï', 'ı', 'İ', 'Ì', 'Í', 'Î', 'Ï':
		return "i"
	case 'ł', 'Ł':
		return "l"
	case 'ñ', 'ń', 'ň', 'Ñ', 'Ń', 'Ň':
		return "n"
	case 'ò', 'ó', 'ô', 'õ', 'ø', 'Ò', 'Ó', 'Ô', 'Õ', 'Ø':
		return "o"
	case 'ř', 'Ř':
		return "r"
	case 'ş', 'ș', 'š', 'ś', 'Ş', 'Ș', 'Š', 'Ś':
		return "s"
	case 'ţ', 'ț', 'Ţ', 'Ț':
		return "t"
	case 'ù', 'ú', 'û', 'ű', 'ů', 'Ù', 'Ú', 'Û':
		return "u"
	case 'ý', 'ÿ', 'Ý':
		return "y"
	case 'ž', 'ź', 'ż', 'Ž', 'Ź', 'Ż':
		return "z"
	case 'đ', 'Đ':
		return "d"
	}
	return ""
}
