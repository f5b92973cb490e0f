package workbook

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// format is what the number format of a cell says about its number.
type format struct {
	day, clock, percent bool
	zeros               int // width to which leading zeros are shown
}

// builtin are the formats that files do not write out.
func builtin(id string) format {
	n, _ := strconv.Atoi(id)
	switch {
	case n == 9 || n == 10:
		return format{percent: true}
	case n >= 14 && n <= 17 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 58:
		return format{day: true}
	case n == 22:
		return format{day: true, clock: true}
	case n >= 18 && n <= 21 || n >= 32 && n <= 35 || n >= 45 && n <= 47:
		return format{clock: true}
	}
	return format{}
}

// parseFormat reads a format code as far as it says what kind of number it is for. Only its first section counts, that of positive numbers.
func parseFormat(code string) format {
	if strings.EqualFold(code, "General") || strings.EqualFold(code, "Standard") {
		return format{}
	}
	var f format
	bare := bareFormat(code)
	if bare != "" && strings.Trim(bare, "0") == "" {
		f.zeros = len(bare)
	}
	f.percent = strings.Contains(bare, "%")
	f.clock = strings.ContainsAny(bare, "hs")
	f.day = strings.ContainsAny(bare, "ydtj") || strings.Contains(bare, "m") && !f.clock
	return f
}

// bareFormat is the first section of a format code in lower case, without what is printed as it stands and without colours and conditions.
func bareFormat(code string) string {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return out.String()
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return out.String()
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return out.String()
			}
			if inner := strings.ToLower(code[i+1 : i+end]); strings.Trim(inner, "hms") == "" {
				out.WriteString(inner) // elapsed time
			}
			i += end
		default:
			out.WriteByte(lower(c))
		}
	}
	return out.String()
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// The serial numbers between which a number in the format of a date is one. Below it, somebody typed a year into such a cell.
const (
	firstSerial = 7306    // 01.01.1920
	lastSerial  = 2958465 // 31.12.9999
)

// number is the text of a number as the format of its cell shows it.
func (b *Book) number(s string, style int) string {
	var f format
	if style >= 0 && style < len(b.formats) {
		f = b.formats[style]
	}
	if f == (format{}) && whole(s) {
		return s
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return s
	}
	switch {
	case f.day && (v == 0 || v == 1):
		return "01.01.1900" // what programs write that cannot hold an empty date
	case f.day && v >= firstSerial && v < lastSerial+1:
		return b.day(v, f.clock)
	case f.clock && !f.day && v >= 0 && v < 1e6:
		minutes := int64(math.Round(v * 24 * 60))
		return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
	case f.percent:
		return german(100*v) + " %"
	case f.zeros > 0 && v >= 0 && v == math.Trunc(v):
		return fmt.Sprintf("%0*.0f", min(f.zeros, 30), v)
	}
	return german(v)
}

// day is the day, and the time where the format shows one, of a serial number.
func (b *Book) day(v float64, clock bool) string {
	days, part := math.Modf(v)
	t := b.epoch.AddDate(0, 0, int(days))
	if minutes := int(math.Round(part * 24 * 60)); clock && minutes > 0 && minutes < 24*60 {
		return t.Format("02.01.2006") + fmt.Sprintf(" %02d:%02d", minutes/60, minutes%60)
	}
	return t.Format("02.01.2006")
}

// whole reports whether a number is written the same everywhere.
func whole(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (i > 0 || s[i] != '-') {
			return false
		}
	}
	return len(s) < 16
}

// german is a binary number as text in German notation, with the 15 digits that Excel shows and the four decimals that a
// column holds: 0.30000000000000004 is 0,3. A cell that is a number has no notation of its own, so rounding it loses nothing
// that anyone entered.
func german(v float64) string {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	s := strconv.FormatFloat(v, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return strings.Replace(s, ".", ",", 1)
}

// unescapeControl makes characters of the form _x000D_ in which workbooks keep what XML cannot.
func unescapeControl(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && (n < 0xd800 || n > 0xdfff) {
				out.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
