package identifier

import (
	"crypto/md5" // what is tested are fingerprints that others have made
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Fingerprint is a hash found in a cell, or the beginning of one: at most 32 bytes.
type Fingerprint string

// ReadFingerprint is the fingerprint in a cell that Look has called a Digest, or "".
func ReadFingerprint(s string) Fingerprint {
	if len(s) == 36 && s[8] == '-' {
		return "" // a UUID
	}
	if raw, err := hex.DecodeString(s[:len(s)&^1]); err == nil {
		return Fingerprint(raw)
	}
	return Fingerprint(decode64(s))
}

// minFingerprint is how many bytes of a cut hash must agree: six bytes of a domain of four million agree by chance once in 10^8.
const minFingerprint = 6

// Reversible reports whether one of the fingerprints is that of a small domain: days of birth in the usual spellings, names, names with
// each other, pseudonyms F1 to F9999 and the like, numbers of up to six digits. Whoever can count to a million knows the value
// behind such a hash; a keyed hash (HMAC) of the same value is not found, and costs half a second for each algorithm in question.
func (l *Lexicon) Reversible(prints []Fingerprint) bool {
	r := newReversal(prints)
	if len(r.want) == 0 {
		return false
	}
	for text := range l.domains {
		if r.is(text) {
			return true
		}
	}
	return false
}

type reversal struct {
	want              map[string][]Fingerprint // by their first bytes
	begins            [1 << 16]bool            // first two bytes of the wanted ones: a map look-up for every text would cost as much as the hash
	md5, sha1, sha256 bool
}

func newReversal(prints []Fingerprint) *reversal {
	r := &reversal{want: map[string][]Fingerprint{}}
	for _, p := range prints {
		if len(p) < minFingerprint {
			continue
		}
		begin := string(p[:minFingerprint])
		r.want[begin] = append(r.want[begin], p)
		r.begins[int(p[0])<<8|int(p[1])] = true
		n := len(p)
		r.md5 = r.md5 || n <= 16
		r.sha1 = r.sha1 || n < 16 || n == 20
		r.sha256 = r.sha256 || n < 20 || n >= 32 // also half of one
	}
	return r
}

func (r *reversal) is(text []byte) bool {
	if r.md5 {
		if sum := md5.Sum(text); r.wanted(sum[:]) {
			return true
		}
	}
	if r.sha1 {
		if sum := sha1.Sum(text); r.wanted(sum[:]) {
			return true
		}
	}
	if r.sha256 {
		if sum := sha256.Sum256(text); r.wanted(sum[:]) {
			return true
		}
	}
	return false
}

func (r *reversal) wanted(sum []byte) bool {
	if !r.begins[int(sum[0])<<8|int(sum[1])] {
		return false
	}
	for _, p := range r.want[string(sum[:minFingerprint])] {
		if n := min(len(sum), len(p)); string(sum[:n]) == string(p[:n]) {
			return true
		}
	}
	return false
}

// domains yields every text of the small domains, about four million.
func (l *Lexicon) domains(yield func([]byte) bool) {
	_ = days(yield) && l.singleNames(yield) && numbers(yield) && pseudonyms(yield) && l.pairs(yield)
}

func days(yield func([]byte) bool) bool {
	var buf []byte
	layouts := [...]string{"02.01.2006", time.DateOnly, "20060102", "02012006", "2.1.2006", "02.01.06", "02-01-2006", "02/01/2006"}
	end := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := time.Date(1920, 1, 1, 0, 0, 0, 0, time.UTC); d.Before(end); d = d.AddDate(0, 0, 1) {
		for _, layout := range layouts {
			buf = d.AppendFormat(buf[:0], layout)
			if !yield(buf) {
				return false
			}
		}
	}
	return true
}

// numbers are those of up to six digits, short ones also padded to five as postcodes are.
func numbers(yield func([]byte) bool) bool {
	var buf []byte
	for n := range 1_000_000 {
		buf = padded(buf[:0], n, 1)
		if !yield(buf) {
			return false
		}
		if n < 10_000 {
			buf = padded(buf[:0], n, 5)
			if !yield(buf) {
				return false
			}
		}
	}
	return true
}

// pseudonyms are a letter and a number, plain and padded to two, three and four digits.
func pseudonyms(yield func([]byte) bool) bool {
	var buf []byte
	below := [...]int{10_000, 10, 100, 1_000} // the numbers that a width of 1, 2, 3, 4 changes
	for letter := byte('A'); letter <= 'Z'; letter++ {
		for i, end := range below {
			for n := range end {
				buf = padded(append(buf[:0], letter), n, i+1)
				if !yield(buf) {
					return false
				}
			}
		}
	}
	return true
}

// padded appends n with zeros in front up to the width.
func padded(buf []byte, n, width int) []byte {
	digits := 1
	for m := n; m >= 10; m /= 10 {
		digits++
	}
	for ; digits < width; digits++ {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(n), 10)
}

// singleNames are the given names and surnames of the lists in small letters, in capitals and capitalised.
func (l *Lexicon) singleNames(yield func([]byte) bool) bool {
	for _, list := range [...][]string{l.given, l.last} {
		for _, name := range list {
			for _, n := range spellings(name) {
				if !yield([]byte(n)) || !yield([]byte(strings.ToUpper(n))) || !yield([]byte(title(n))) {
					return false
				}
			}
		}
	}
	return true
}

// pairs are a given name and a surname, capitalised.
func (l *Lexicon) pairs(yield func([]byte) bool) bool {
	var last []string
	for _, name := range l.last {
		for _, n := range spellings(name) {
			last = append(last, " "+title(n))
		}
	}
	var buf []byte
	for _, g := range l.given {
		for _, begin := range spellings(g) {
			begin = title(begin)
			for _, s := range last {
				buf = append(append(buf[:0], begin...), s...)
				if !yield(buf) {
					return false
				}
			}
		}
	}
	return true
}

func title(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

var umlauts = strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü")

// spellings are a folded name as it is and with its umlauts back.
func spellings(n string) []string {
	if u := umlauts.Replace(n); u != n {
		return []string{n, u}
	}
	return []string{n}
}
