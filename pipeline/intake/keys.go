package intake

import (
	"math/bits"
	"time"

	"wirkbericht/pipeline/notation"
)

// mix folds two numbers into one that depends on every bit of both.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0x9e3779b97f4a7c15, b^0xe7037ed1a0b428db)
	return hi ^ lo
}

// hashText is a number for a text, the same in every run: it becomes part of what names the content of a delivery.
//
// Note: hash/maphash is faster for long texts and different in every run; hash/fnv goes byte by byte.
func hashText(s string) uint64 {
	h := uint64(len(s))
	for len(s) >= 8 {
		h = mix(h, uint64(s[0])|uint64(s[1])<<8|uint64(s[2])<<16|uint64(s[3])<<24|uint64(s[4])<<32|uint64(s[5])<<40|uint64(s[6])<<48|uint64(s[7])<<56)
		s = s[8:]
	}
	var rest uint64
	for i := range len(s) {
		rest = rest<<8 | uint64(s[i])
	}
	return mix(h, rest)
}

// hashCell is a number for what a cell means, or for why it means nothing.
func hashCell(c cell, text string) uint64 {
	switch v := c.value.(type) {
	case string:
		return mix(1, hashText(v))
	case time.Time:
		return mix(2, uint64(v.Unix()))
	case int64:
		return mix(3, uint64(v))
	case notation.Decimal:
		return mix(4, uint64(v))
	case bool:
		if v {
			return mix(5, 1)
		}
		return mix(5, 0)
	}
	return mix(hashText(string(c.reason)), hashText(text))
}
