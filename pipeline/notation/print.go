package notation

import (
	"strconv"
	"strings"
)

// FormatNumber prints d with exactly that many decimals (0 to 6), rounded half away from zero: "82.480", "−3,50"; in English
// "82,480", "−3.50". Thousands are always separated: the council paper writes "2.000".
func FormatNumber(d Decimal, decimals int, l Lang) string {
	units, negative := round(d, decimals)
	thousands, point := ".", ","
	if l == English {
		thousands, point = ",", "."
	}
	var b strings.Builder
	if negative {
		b.WriteString(minus)
	}
	base := pow10[decimals]
	group(&b, units/base, thousands)
	if decimals > 0 {
		b.WriteString(point)
		b.WriteString(strconv.FormatUint(base+units%base, 10)[1:])
	}
	return b.String()
}

var pow10 = [...]uint64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000}

// round is |d| in units of 10^-decimals; what rounds to nothing is not negative, so that nobody reads "−0".
func round(d Decimal, decimals int) (units uint64, negative bool) {
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	step := pow10[6-decimals]
	units = (u + step/2) / step
	return units, d < 0 && units > 0
}

func group(b *strings.Builder, n uint64, separator string) {
	s := strconv.FormatUint(n, 10)
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteByte(s[i])
	}
}

// FormatDecimal prints d with as many decimals as it has: "12", "3,5".
func FormatDecimal(d Decimal, l Lang) string { return FormatNumber(d, decimalsOf(d), l) }

func decimalsOf(d Decimal) int {
	for n := range 6 {
		if d%Decimal(pow10[6-n]) == 0 {
			return n
		}
	}
	return 6
}

// FormatEuro prints an amount: "82.480 €" with a no-break space, "€82,480" in English.
func FormatEuro(d Decimal, decimals int, l Lang) string {
	s := FormatNumber(d, decimals, l)
	if l != English {
		return s + nbsp + "€"
	}
	if rest, negative := strings.CutPrefix(s, minus); negative {
		return minus + "€" + rest
	}
	return "€" + s
}

// FormatPercent prints a share, held as a fraction, in per cent: 0.64 is "64 %" with a no-break space, "64%" in English.
// A share beyond ±90,000 does not occur.
func FormatPercent(share Decimal, decimals int, l Lang) string {
	s := FormatNumber(100*share, decimals, l)
	if l == English {
		return s + "%"
	}
	return s + nbsp + "%"
}

// FormatSigned prints a change with its sign, set off by a no-break space: "+ 2", "− 3,5", "± 0".
func FormatSigned(d Decimal, decimals int, l Lang) string {
	s := FormatNumber(d, decimals, l)
	rest, negative := strings.CutPrefix(s, minus)
	switch units, _ := round(d, decimals); {
	case negative:
		return minus + nbsp + rest
	case units == 0:
		return "±" + nbsp + s
	}
	return "+" + nbsp + s
}

// FormatBool prints a truth value: "ja" or "nein", "yes" or "no".
func FormatBool(v bool, l Lang) string {
	switch {
	case v && l == English:
		return "yes"
	case v:
		return "ja"
	case l == English:
		return "no"
	}
	return "nein"
}
