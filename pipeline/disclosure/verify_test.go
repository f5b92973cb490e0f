package disclosure

import (
	"fmt"
	"math/big"
	"testing"
)

// verify checks a verdict as somebody would who trusts nothing in this package: it adds up.
func verify(t *testing.T, s *System, v *Verdict) {
	t.Helper()
	for _, f := range v.Findings {
		if err := verifyFinding(s, &f); err != nil {
			t.Fatalf("finding on %s (%s): %v\n%s", f.Target, f.By, err, show(s))
		}
	}
	if err := verifyWitnesses(s, v); err != nil {
		t.Fatalf("witnesses: %v\n%s", err, show(s))
	}
}

// target finds a secret by its id.
func (s *System) target(id string) *Cell {
	for _, x := range s.secrets() {
		if x.ID == id {
			return x.Cell
		}
	}
	return nil
}

func verifyFinding(s *System, f *Finding) error {
	target := s.target(f.Target)
	if f.Derivation != nil {
		if err := s.reproduces(f.Derivation, target); err != nil {
			return fmt.Errorf("derivation: %w", err)
		}
		if f.Lo.Cmp(f.Hi) != 0 || s.told() && f.Lo.Cmp(s.sum(target.Column)) != 0 {
			return fmt.Errorf("derivation, but [%v, %v] where %v is true", f.Lo, f.Hi, s.sum(target.Column))
		}
	}
	if (f.By == Linear || f.By == Zero) && f.Derivation == nil {
		return fmt.Errorf("no derivation")
	}
	for sign, formula := range map[int]Formula{1: f.Lower, -1: f.Upper} {
		if formula == nil {
			continue
		}
		if err := s.reproduces(formula, target); err != nil {
			return fmt.Errorf("proof %+d: %w", sign, err)
		}
		bound, err := s.evaluate(formula, sign)
		if err != nil {
			return err
		}
		claimed := f.Lo
		if sign < 0 {
			claimed = f.Hi
		}
		// a bound for whole numbers may be narrower than what the proof by bounds gives
		if d := claimed.Cmp(bound) * sign; d < 0 || d > 0 && (!s.Integer || f.By != Bounds) {
			return fmt.Errorf("proof %+d gives %v, claimed %v", sign, bound, claimed)
		}
	}
	return nil
}

// told reports whether the values of all atoms are, and whether they fit what is seen.
func (s *System) told() bool {
	var y []*big.Rat
	for _, a := range s.Atoms {
		if a.Value == nil {
			return false
		}
		y = append(y, a.Value)
	}
	return s.solves(y) == nil
}

// reproduces adds the columns and true values of a formula up.
func (s *System) reproduces(f Formula, target *Cell) error {
	column, value := map[int]*big.Rat{}, new(big.Rat)
	seen := s.marks(s.Seen())
	for _, b := range s.Bounds {
		seen[b.Cell] = true
	}
	for _, x := range f {
		if x.Cell < 0 {
			addTo(column, x.Atom, x.Coef)
			if s.told() {
				value.Add(value, new(big.Rat).Mul(x.Coef, s.Atoms[x.Atom].Value))
			}
			continue
		}
		if !seen[x.Cell] {
			return fmt.Errorf("cell %s is not seen", s.Cells[x.Cell].ID)
		}
		for _, t := range s.Cells[x.Cell].Column {
			addTo(column, t.Atom, new(big.Rat).Mul(x.Coef, big.NewRat(t.Coef, 1)))
		}
		if s.told() {
			value.Add(value, new(big.Rat).Mul(x.Coef, s.sum(s.Cells[x.Cell].Column)))
		}
	}
	if s.told() && value.Cmp(s.sum(target.Column)) != 0 {
		return fmt.Errorf("value %v", value)
	}
	for _, t := range target.Column {
		addTo(column, t.Atom, big.NewRat(-t.Coef, 1))
	}
	if len(column) > 0 {
		return fmt.Errorf("column is off by %v", column)
	}
	return nil
}

// evaluate puts in what is known of each cell and atom: the lower end for sign +1, the upper end for −1.
func (s *System) evaluate(f Formula, sign int) (*big.Rat, error) {
	total := new(big.Rat)
	seen, knows := s.marks(s.Seen()), map[int]bool{}
	for _, a := range s.Knows {
		knows[a] = true
	}
	for _, x := range f {
		var lo, hi *big.Rat
		switch {
		case x.Cell >= 0 && seen[x.Cell]:
			lo = s.value(&s.Cells[x.Cell])
			hi = lo
		case x.Cell >= 0:
			for _, b := range s.Bounds { // the tightest of several
				if b.Cell == x.Cell {
					if lo == nil || b.Lo != nil && b.Lo.Cmp(lo) > 0 {
						lo = b.Lo
					}
					if hi == nil || b.Hi != nil && b.Hi.Cmp(hi) < 0 {
						hi = b.Hi
					}
				}
			}
		case knows[x.Atom]:
			lo = s.Atoms[x.Atom].Value
			hi = lo
		default:
			lo = new(big.Rat)
		}
		end := lo
		if x.Coef.Sign()*sign < 0 {
			end = hi
		}
		if end == nil {
			return nil, fmt.Errorf("a summand with %v has no bound on that side", x.Coef)
		}
		total.Add(total, new(big.Rat).Mul(x.Coef, end))
	}
	return total, nil
}

// verifyWitnesses adds every table up and compares with what is seen, known and bounded; each safe target must have two that differ enough.
func verifyWitnesses(s *System, v *Verdict) error {
	unsafe := map[string]bool{}
	for _, f := range v.Findings {
		unsafe[f.Target] = true
	}
	for i, y := range v.Witnesses.Tables {
		if err := s.solves(y); err != nil {
			return fmt.Errorf("table %d: %w", i, err)
		}
	}
	pairs := map[string]Pair{}
	for _, p := range v.Witnesses.Pairs {
		pairs[p.Target] = p
	}
	for _, x := range s.secrets() {
		if unsafe[x.ID] {
			continue
		}
		p, ok := pairs[x.ID]
		if !ok {
			return fmt.Errorf("%s is neither found nor witnessed", x.ID)
		}
		width := new(big.Rat).Sub(dot(x.Column, v.Witnesses.Tables[p.High]), dot(x.Column, v.Witnesses.Tables[p.Low]))
		if width.Sign() <= 0 || s.MinWidth != nil && width.Cmp(s.MinWidth) < 0 {
			return fmt.Errorf("%s: tables %d and %d are only %v apart", x.ID, p.Low, p.High, width)
		}
	}
	return nil
}

func dot(column []Term, y []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, t := range column {
		sum.Add(sum, new(big.Rat).Mul(big.NewRat(t.Coef, 1), y[t.Atom]))
	}
	return sum
}

// solves reports what keeps a table from being one that the attacker must think possible.
func (s *System) solves(y []*big.Rat) error {
	for i, v := range y {
		if v.Sign() < 0 || s.Integer && !v.IsInt() {
			return fmt.Errorf("atom %s is %v", s.Atoms[i].ID, v)
		}
	}
	for _, a := range s.Knows {
		if y[a].Cmp(s.Atoms[a].Value) != 0 {
			return fmt.Errorf("known atom %s is %v", s.Atoms[a].ID, y[a])
		}
	}
	for _, c := range s.Seen() {
		if v := dot(s.Cells[c].Column, y); v.Cmp(s.value(&s.Cells[c])) != 0 {
			return fmt.Errorf("cell %s adds up to %v", s.Cells[c].ID, v)
		}
	}
	for _, b := range s.Bounds {
		if v := dot(s.Cells[b.Cell].Column, y); b.Lo != nil && v.Cmp(b.Lo) < 0 || b.Hi != nil && v.Cmp(b.Hi) > 0 {
			return fmt.Errorf("cell %s adds up to %v, out of its bounds", s.Cells[b.Cell].ID, v)
		}
	}
	return nil
}

// show prints a system shortly, for failures.
func show(s *System) string {
	out := fmt.Sprintf("integer %v, width %v, knows %v, seen %v, primary %v, suppressed %v\n", s.Integer, s.MinWidth, s.Knows, s.Seen(), s.Primary, s.Suppressed)
	for i, a := range s.Atoms {
		out += fmt.Sprintf("atom %d %s = %v\n", i, a.ID, a.Value)
	}
	for i, c := range append(append([]Cell{}, s.Cells...), s.Targets...) {
		out += fmt.Sprintf("cell %d %s %v = %v\n", i, c.ID, c.Column, c.Value)
	}
	for _, b := range s.Bounds {
		out += fmt.Sprintf("bound %d %v %v\n", b.Cell, b.Lo, b.Hi)
	}
	return out
}
