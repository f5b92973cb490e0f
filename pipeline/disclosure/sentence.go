package disclosure

import (
	"math/big"
	"slices"
	"strings"
)

// Sentence is a finding in plain German, for the protocol that stays inside: "Nord = Kreis (20) − West (6) − Süd (5) − Ost (7) = 2". Atoms appear as "atom:" and their
// id. It tells the secret.
func (s *System) Sentence(f *Finding) string {
	if f.By == Budget {
		return f.Target + ": im Rahmen der Rechenschritte nicht entschieden, gilt als verraten"
	}
	out := f.Target
	if f.Derivation != nil {
		out += " = " + s.sumText(f.Derivation)
	}
	if f.Lo.Cmp(f.Hi) == 0 {
		out += " = " + number(f.Lo)
	} else {
		out += " liegt zwischen " + number(f.Lo) + " und " + number(f.Hi)
	}
	if facts := s.facts(f); len(facts) > 0 {
		out += ": folgt aus " + strings.Join(facts, ", ")
	}
	if f.By == Whole || s.Integer && f.By == Bounds && f.Derivation == nil {
		out += ", in ganzen Zahlen"
	}
	return out
}

// sumText writes a formula with the value of each summand, where it is told; what is added first, what is taken off then.
func (s *System) sumText(f Formula) string {
	f = slices.Clone(f)
	slices.SortStableFunc(f, func(a, b Summand) int { return b.Coef.Sign() - a.Coef.Sign() })
	var b strings.Builder
	for i, x := range f {
		term := s.name(x)
		if size := new(big.Rat).Abs(x.Coef); size.Cmp(big.NewRat(1, 1)) != 0 {
			term = size.RatString() + "·" + term
		}
		if v := s.summandValue(x); v != nil {
			term += " (" + number(v) + ")"
		}
		switch negative := x.Coef.Sign() < 0; {
		case i > 0 && negative:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		case negative:
			b.WriteString("−")
		}
		b.WriteString(term)
	}
	return b.String()
}

// name is how a formula calls a summand.
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

// facts lists what the proofs of both bounds rest on.
func (s *System) facts(f *Finding) []string {
	seen := s.marks(s.Seen())
	var facts []string
	add := func(fact string) {
		if !slices.Contains(facts, fact) {
			facts = append(facts, fact)
		}
	}
	for _, x := range append(slices.Clone(f.Lower), f.Upper...) {
		switch {
		case x.Cell < 0 && slices.Contains(s.Knows, x.Atom), x.Cell >= 0 && seen[x.Cell]:
			add(s.name(x) + " = " + number(s.summandValue(x)))
		case x.Cell >= 0:
			for _, b := range s.Bounds {
				if b.Cell == x.Cell {
					add(s.name(x) + b.text())
				}
			}
		}
	}
	return facts
}

func (b *Bound) text() string {
	switch {
	case b.Lo == nil && b.Hi == nil:
		return " ohne Schranke"
	case b.Lo == nil:
		return " höchstens " + number(b.Hi)
	case b.Hi == nil:
		return " mindestens " + number(b.Lo)
	}
	return " zwischen " + number(b.Lo) + " und " + number(b.Hi)
}

// number is a German decimal where the number is one, a fraction otherwise.
func number(v *big.Rat) string {
	if digits, exact := v.FloatPrec(); exact {
		return strings.Replace(v.FloatString(digits), ".", ",", 1)
	}
	return v.RatString()
}
