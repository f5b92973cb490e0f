package disclosure

import "math/big"

// row is one line of a tableau, den·x = constant + Σ coefs: whole numbers without a common divisor, den first and positive, then
// the constant, then one coefficient for each column. It is kept in 64 bits while every number fits 31, so that no product can overflow, and in
// big.Int otherwise.
//
// Note: a tableau of big.Rat, as the textbook has it, takes about twenty times as long: tables have coefficients 0 and ±1 nearly everywhere,
// and each of them would be two allocations.
type row struct {
	small []int64
	large []*big.Int
}

// The places of a row that are no coefficients.
const (
	denominator = 0
	constant    = 1
	coefficient = 2 // that of the first column
)

const maxSmall = 1 << 31

// newRow makes a row of numbers in the order of a row; it takes them over.
func newRow(numbers []*big.Int) row {
	r := row{large: numbers}
	return r.reduce()
}

func (r row) size() int { return max(len(r.small), len(r.large)) }

// sign is the sign of the number in place i.
func (r row) sign(i int) int {
	if r.small == nil {
		return r.large[i].Sign()
	}
	switch x := r.small[i]; {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// at is the number in place i; not to be changed.
func (r row) at(i int) *big.Int {
	if r.small == nil {
		return r.large[i]
	}
	return big.NewInt(r.small[i])
}

// value is the value of x where all columns are 0.
func (r row) value() *big.Rat { return new(big.Rat).SetFrac(r.at(constant), r.at(denominator)) }

// crossed compares r[i]·s[j] with s[i]·r[j].
func (r row) crossed(s row, i, j int) int {
	if r.small != nil && s.small != nil {
		a, b := r.small[i]*s.small[j], s.small[i]*r.small[j]
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
	a, b := new(big.Int).Mul(r.at(i), s.at(j)), new(big.Int).Mul(s.at(i), r.at(j))
	return a.Cmp(b)
}

// solve turns the row of x into the row of the variable in column c: den·x = constant + a·v + … becomes |a|·v = ±(den·x − constant − …).
// Column c then belongs to x.
func (r row) solve(c int) row {
	out := r.negated()
	if r.sign(c) < 0 {
		out = r.clone()
	}
	// out now holds −sign(a)·r; the coefficient of v goes to the left, that of x comes from it.
	if out.small != nil {
		out.small[denominator], out.small[c] = -out.small[c], -out.small[denominator]
	} else {
		out.large[denominator], out.large[c] = new(big.Int).Neg(out.large[c]), new(big.Int).Neg(out.large[denominator])
	}
	return out.reduce()
}

// substitute puts the row of the variable in column c into r: column c then belongs to what solved was made for.
func (r row) substitute(c int, solved row) row {
	if r.small == nil || solved.small == nil {
		return r.substituteLarge(c, solved)
	}
	e, d := r.small[c], solved.small[denominator]
	out := make([]int64, len(r.small))
	for i, x := range r.small {
		out[i] = d*x + e*solved.small[i]
	}
	out[denominator] = d * r.small[denominator]
	out[c] = e * solved.small[c]
	return row{small: out}.reduce()
}

func (r row) substituteLarge(c int, solved row) row {
	e, d := r.at(c), solved.at(denominator)
	out := make([]*big.Int, r.size())
	product := new(big.Int)
	for i := range out {
		out[i] = new(big.Int)
		if i != c {
			out[i].Mul(d, r.at(i))
		}
		if i != denominator {
			out[i].Add(out[i], product.Mul(e, solved.at(i)))
		}
	}
	return row{large: out}.reduce()
}

func (r row) clone() row {
	if r.small != nil {
		return row{small: append([]int64(nil), r.small...)}
	}
	return row{large: append([]*big.Int(nil), r.large...)}
}

func (r row) negated() row {
	out := r.clone()
	for i := range out.small {
		out.small[i] = -out.small[i]
	}
	for i := range out.large {
		out.large[i] = new(big.Int).Neg(out.large[i])
	}
	return out
}

// reduce divides a row by what its numbers have in common and chooses how it is kept. It may change r in place.
func (r row) reduce() row {
	if r.small != nil {
		return r.reduceSmall()
	}
	g := new(big.Int)
	for _, x := range r.large {
		if g.GCD(nil, nil, g, new(big.Int).Abs(x)); g.Cmp(one) == 0 {
			break
		}
	}
	fits := true
	for i, x := range r.large {
		if g.Cmp(one) > 0 {
			r.large[i] = new(big.Int).Quo(x, g)
		}
		fits = fits && r.large[i].IsInt64() && abs(r.large[i].Int64()) < maxSmall
	}
	if !fits {
		return r
	}
	small := make([]int64, len(r.large))
	for i, x := range r.large {
		small[i] = x.Int64()
	}
	return row{small: small}
}

func (r row) reduceSmall() row {
	g := r.small[denominator]
	for _, x := range r.small[1:] {
		if g == 1 {
			break
		}
		g = gcd(g, abs(x))
	}
	fits := true
	for i, x := range r.small {
		if g > 1 {
			r.small[i] = x / g
		}
		fits = fits && abs(r.small[i]) < maxSmall
	}
	if fits {
		return r
	}
	large := make([]*big.Int, len(r.small))
	for i, x := range r.small {
		large[i] = big.NewInt(x)
	}
	return row{large: large}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}
