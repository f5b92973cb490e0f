package notation

import (
	"math"
	"math/bits"
	"strings"
)

// Sign is the unit written behind a number.
type Sign string

// The signs that office files write at numbers.
const (
	NoSign  Sign = ""
	Percent Sign = "%"
	Euro    Sign = "€"
	Hours   Sign = "Std."
	Days    Sign = "Tage"
	Minutes Sign = "Min."
	Months  Sign = "Monate"
)

// signs are the spellings of each, the longer before what they end in.
var signs = [...]struct {
	text string
	sign Sign
}{
	{"%", Percent}, {"€", Euro}, {"EUR", Euro}, {"Euro", Euro}, {"Std.", Hours}, {"Std", Hours}, {"Stunden", Hours}, {"Stunde", Hours}, {"h", Hours},
	{"Tage", Days}, {"Tag", Days}, {"Min.", Minutes}, {"Min", Minutes}, {"Minuten", Minutes}, {"Monate", Months}, {"Monat", Months}, {"Mon.", Months},
}

// Number is a number as written: "12,3 %" is 12.3 with the sign Percent, not 0.123. Whether a sign fits is for the column to say.
type Number struct {
	Value Decimal
	Sign  Sign
}

// The faults of numbers.
var (
	notANumber = Fault{"ist keine Zahl", "Bitte nur die Zahl liefern, zum Beispiel 1234,56."}
	// Note: DuckDB with German separators reads "1.5" as 15 and "1.23.4" as 1234. Here a dot that does not stand before three
	// digits is a fault, and one that does is a fault too unless the column declares grouping.
	point = Fault{"ist keine Zahl in deutscher Schreibweise, denn der Punkt ist kein Dezimalzeichen",
		"Bitte mit Dezimalkomma schreiben, zum Beispiel 1,5."}
	ambiguous = Fault{"ist mehrdeutig: Der Punkt kann Tausender gliedern oder ein Dezimalpunkt sein",
		"Bitte ohne Punkt liefern oder in der Quelle für diese Spalte »grouping: true« angeben."}
	tooFine = Fault{"hat mehr Nachkommastellen, als gespeichert werden",
		"Bitte auf höchstens sechs Nachkommastellen runden."}
	tooLarge = Fault{"ist als Zahl zu groß", "Bitte die Zahl prüfen."}
)

// ParseNumber reads a number in German notation: 1.234,56 · 1234,5 · 12,3 % · 1.234,56 € · € 5,-- · 12 Std. · 123,00- · (123) ·
// 1,0E+03, with blanks or no-break spaces as separators too. A single dot as in "1.234" separates thousands only if grouping is
// true. The value is exact; digits beyond millionths are a fault.
func ParseNumber(s string, grouping bool) (Number, Fault) {
	s, sign := cutSign(Trim(s))
	s, negative, ok := cutMinus(s)
	if !ok {
		return Number{}, notANumber
	}
	s, exponent, ok := cutExponent(s)
	if !ok {
		return Number{}, notANumber
	}
	whole, fraction, comma := strings.Cut(s, ",")
	if comma && !digits(fraction, len(fraction)) {
		return Number{}, notANumber
	}
	if whole != "" || !comma {
		if f := checkWhole(whole, grouping || comma); !f.OK() {
			return Number{}, f
		}
	}
	d, f := scale(negative, whole, fraction, exponent)
	return Number{d, sign}, f
}

// ParseDecimal reads a number in the notation of configuration files and machines: an optional minus, digits, an optional
// decimal point with digits.
func ParseDecimal(s string) (Decimal, Fault) {
	t, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(t, ".")
	if !digits(whole, len(whole)) || point && !digits(fraction, len(fraction)) {
		return 0, Fault{"ist keine Zahl", "Bitte mit Dezimalpunkt und ohne Tausenderzeichen schreiben, zum Beispiel 1234.56."}
	}
	return scale(negative, whole, fraction, 0)
}

// cutSign takes off the unit, and of an amount the dashes that stand for no cents.
func cutSign(s string) (string, Sign) {
	if s == "" || s[len(s)-1] <= '9' && s[0] < 'A' && s[len(s)-1] >= '0' {
		return s, NoSign // most numbers have none
	}
	sign := NoSign
	for _, unit := range [...]string{"€", "EUR"} {
		if rest, ok := strings.CutPrefix(s, unit); ok {
			s, sign = Trim(rest), Euro
		}
	}
	for i := 0; i < len(signs) && sign == NoSign; i++ {
		if rest, ok := strings.CutSuffix(s, signs[i].text); ok {
			s, sign = Trim(rest), signs[i].sign
		}
	}
	if sign == NoSign || sign == Euro {
		for _, dashes := range [...]string{",--", ",-", ",–", ",—"} {
			s = strings.TrimSuffix(s, dashes)
		}
	}
	return s, sign
}

// cutMinus takes off the sign: in front (minus, hyphen, dash or plus), behind as SAP prints it, or brackets as accountants do.
// Two signs are no number.
func cutMinus(s string) (rest string, negative, ok bool) {
	if inner, found := strings.CutPrefix(s, "("); found {
		inner, found = strings.CutSuffix(inner, ")")
		return Trim(inner), true, found
	}
	for _, m := range [...]string{"-", minus, "–"} {
		if rest, found := strings.CutPrefix(s, m); found {
			return Trim(rest), true, true
		}
	}
	if rest, found := strings.CutPrefix(s, "+"); found {
		return Trim(rest), false, true
	}
	if rest, found := strings.CutSuffix(s, "-"); found {
		return Trim(rest), true, true
	}
	return s, false, true
}

func cutExponent(s string) (mantissa string, exponent int, ok bool) {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return s, 0, true
	}
	e := s[i+1:]
	negative := strings.HasPrefix(e, "-")
	if negative || strings.HasPrefix(e, "+") {
		e = e[1:]
	}
	if !digits(e, 2) {
		return s, 0, false
	}
	if negative {
		return s[:i], -number(e), true
	}
	return s[:i], number(e), true
}

// checkWhole accepts plain digits, or one to three digits followed by groups of three behind one and the same separator.
func checkWhole(s string, grouping bool) Fault {
	if digits(s, len(s)) {
		return Fault{}
	}
	var separator string
	groups, run := 0, 0
	for i := 0; i < len(s); {
		if s[i] >= '0' && s[i] <= '9' {
			run++
			i++
			continue
		}
		sep := separatorAt(s[i:])
		if sep == "" || separator != "" && sep != separator {
			return notANumber
		}
		if run == 0 || run > 3 || groups > 0 && run != 3 {
			return badGroup(sep)
		}
		separator = sep
		groups, run = groups+1, 0
		i += len(sep)
	}
	switch {
	case separator == "":
		return notANumber
	case run != 3:
		return badGroup(separator)
	case separator == "." && groups == 1 && !grouping:
		return ambiguous
	}
	return Fault{}
}

func badGroup(separator string) Fault {
	if separator == "." {
		return point
	}
	return notANumber
}

func separatorAt(s string) string {
	for _, sep := range [...]string{".", " ", nbsp, "\u202f", "\u2009"} {
		if strings.HasPrefix(s, sep) {
			return sep
		}
	}
	return ""
}

// scale is the value of whole,fraction × 10^exponent in millionths; bytes of whole that are no digits are separators.
func scale(negative bool, whole, fraction string, exponent int) (Decimal, Fault) {
	fraction = strings.TrimRight(fraction, "0")
	var n uint64
	for _, part := range [...]string{whole, fraction} {
		for i := range len(part) {
			c := part[i] - '0'
			if c > 9 {
				continue
			}
			hi, lo := bits.Mul64(n, 10)
			sum, carry := bits.Add64(lo, uint64(c), 0)
			if hi != 0 || carry != 0 {
				return 0, tooLarge
			}
			n = sum
		}
	}
	for shift := exponent - len(fraction) + 6; shift != 0 && n != 0; {
		if shift < 0 {
			if n%10 != 0 {
				return 0, tooFine
			}
			n, shift = n/10, shift+1
			continue
		}
		hi, lo := bits.Mul64(n, 10)
		if hi != 0 {
			return 0, tooLarge
		}
		n, shift = lo, shift-1
	}
	switch {
	case negative && n <= 1<<63:
		return Decimal(-n), Fault{}
	case n <= math.MaxInt64:
		return Decimal(n), Fault{}
	}
	return 0, tooLarge
}
