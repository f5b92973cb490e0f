package notation

import (
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact number with six decimals, counted in millionths, as DuckDB's DECIMAL(18,6) holds it.
// Hours, euros, counts and shares all fit; binary fractions never enter a sum.
type Decimal int64

// One is the Decimal 1.
const One Decimal = 1_000_000

// Int is the Decimal of a whole number.
func Int(n int64) Decimal { return Decimal(n) * One }

// Float is the nearest float64, for statistics and drawing, never for sums.
func (d Decimal) Float() float64 { return float64(d) / float64(One) }

// IsWhole reports whether nothing stands behind the decimal point.
func (d Decimal) IsWhole() bool { return d%One == 0 }

// String is the plain decimal with a point and without trailing zeros: "12", "0.0154", "-3.5".
func (d Decimal) String() string {
	sign := ""
	u := uint64(d)
	if d < 0 {
		sign, u = "-", -u
	}
	s := sign + strconv.FormatUint(u/uint64(One), 10)
	frac := u % uint64(One)
	if frac == 0 {
		return s
	}
	digits := strconv.FormatUint(uint64(One)+frac, 10)[1:]
	return s + "." + strings.TrimRight(digits, "0")
}

// Quo is d / n with six decimals, rounded half away from zero as the store rounds; n must not be zero.
func (d Decimal) Quo(n Decimal) Decimal {
	z, two := new(big.Int).Mul(big.NewInt(int64(d)), big.NewInt(2*int64(One))), new(big.Int).Mul(big.NewInt(int64(n)), big.NewInt(2))
	negative := z.Sign()*two.Sign() < 0
	z.Abs(z).Add(z, new(big.Int).Abs(big.NewInt(int64(n))))
	q := Decimal(z.Quo(z, two.Abs(two)).Int64())
	if negative {
		return -q
	}
	return q
}
