package disclosure

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestTheFieldIsArithmeticModuloPrime(t *testing.T) {
	p := new(big.Int).SetUint64(prime)
	if !p.ProbablyPrime(0) {
		t.Fatal("not prime")
	}
	mod := func(v *big.Int) uint64 { return v.Mod(v, p).Uint64() }
	r := rand.New(rand.NewPCG(12, 1))
	edge := []uint64{0, 1, 2, prime - 2, prime - 1, 1 << 60}
	for i := range 2000 {
		a, b := r.Uint64N(prime), r.Uint64N(prime)
		if i < len(edge)*len(edge) {
			a, b = edge[i%len(edge)], edge[i/len(edge)]
		}
		x, y := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
		if got, want := mul(a, b), mod(new(big.Int).Mul(x, y)); got != want {
			t.Errorf("%d·%d = %d, want %d", a, b, got, want)
		}
		if got, want := add(a, b), mod(new(big.Int).Add(x, y)); got != want {
			t.Errorf("%d+%d = %d, want %d", a, b, got, want)
		}
		if add(a, neg(a)) != 0 || a != 0 && mul(a, inverse(a)) != 1 {
			t.Errorf("%d has no opposite or inverse", a)
		}
		n := int64(r.Uint64())
		if i == 0 {
			n = -1 << 63
		}
		if got, want := residue(n), mod(big.NewInt(n)); got != want {
			t.Errorf("%d is %d, want %d", n, got, want)
		}
	}
}

func TestALiftedFractionIsTheOneThatWasPutIn(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	for range 2000 {
		num, den := r.Int64N(1<<37)-1<<36, 1+r.Int64N(1<<12)
		want := big.NewRat(num, den)
		f, ok := lift(mul(residue(num), inverse(residue(den))))
		if !ok || big.NewRat(f.num, f.den).Cmp(want) != 0 {
			t.Fatalf("%v became %v, %v", want, f, ok)
		}
	}
	if f, ok := lift(mul(1, inverse(1<<13))); ok {
		t.Errorf("1/2^13 became %v", f)
	}
}

// A row does the same in 64 bits as in big.Int, and goes over to that before anything overflows.
func TestRowsAreExactInBothForms(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	grown := 0
	for range 2000 {
		size := int64(1) << (1 + r.IntN(40))
		random := func() []*big.Int {
			numbers := []*big.Int{big.NewInt(1 + r.Int64N(size))}
			for range 5 {
				numbers = append(numbers, big.NewInt(r.Int64N(2*size)-size))
			}
			return numbers
		}
		a, b := newRow(random()), newRow(random())
		if b.sign(4) == 0 {
			continue
		}
		solved := b.solve(4)
		got := a.substitute(4, solved)
		if got.small == nil {
			grown++
		}
		x := make(point, 4) // b's variable stands in column 4 now
		for i := range x {
			x[i] = big.NewRat(r.Int64N(100), 1+r.Int64N(9))
		}
		old := append(point(nil), x...)
		old[2] = solved.valueAt(x)
		if got.valueAt(x).Cmp(a.valueAt(old)) != 0 || b.valueAt(old).Cmp(x[2]) != 0 {
			t.Fatalf("%v with %v at %v", a, b, x)
		}
	}
	if grown == 0 {
		t.Error("no row outgrew 64 bits")
	}
}
