package disclosure

import (
	"math/big"
	"strings"
)

// Sentence is a finding in plain German, for the protocol that stays inside: "Nord = Kreis (20) − West (6) − Süd (5) − Ost (7) = 2". Atoms appear as "atom:" and their
// id. It tells the secret.
func (s *System) Sentence(f *Finding) string {
	switch {
	case f.By == Budget:
		return f.Target + " ist im Rahmen der Rechenschritte nicht entschieden und gilt als verraten"
	case f.Derivation != nil:
		return f.Target + " = " + s.sumText(f.Derivation) + " = " + f.Lo.RatString()
	}
	out := f.Target
	switch {
	case f.Lo.Cmp(f.Hi) == 0:
		out += " = " + f.Lo.RatString()
	default:
		out += " liegt zwischen " + f.Lo.RatString() + " und " + f.Hi.RatString()
	}
	if f.By == Whole {
		return out + ", weil nur ganze Zahlen infrage kommen"
	}
	return out + ", weil nichts negativ ist und " + s.reasons(f) + " gilt"
}

// sumText writes a formula with the value of each summand, where it is told.
func (s *System) sumText(f Formula) string {
	var b strings.Builder
	for i, x := range f {
		sign := " + "
		if x.Coef.Sign() < 0 {
			sign = " − "
		}
		if i == 0 {
			sign = strings.TrimPrefix(strings.TrimRight(sign, " "), " +")
		}
		b.WriteString(strings.TrimPrefix(sign, " "))
		if size := new(big.Rat).Abs(x.Coef); size.Cmp(big.NewRat(1, 1)) != 0 {
			b.WriteString(size.RatString() + "·")
		}
		b.WriteString(s.name(x))
		if v := s.summandValue(x); v != nil {
			b.WriteString(" (" + v.RatString() + ")")
		}
		if i < len(f)-1 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (s *System) name(x Summand) string {
	if x.Cell >= 0 {
		return s.Cells[x.Cell].ID
	}
	return "atom:" + s.Atoms[x.Atom].ID
}

func (s *System) summandValue(x Summand) *big.Rat {
	if x.Cell >= 0 {
		return s.value(&s.Cells[x.Cell])
	}
	return s.Atoms[x.Atom].Value
}

// reasons names the cells in the proofs of both bounds.
func (s *System) reasons(f *Finding) string {
	var names []string
	for _, c := range f.cells() {
		names = append(names, s.Cells[c].ID)
	}
	return strings.Join(names, ", ")
}
