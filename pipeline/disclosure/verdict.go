package disclosure

import "math/big"

// Verdict is what an audit says of one attacker.
type Verdict struct {
	Findings  []Finding // what the attacker learns, in the order of the targets; none: safe
	Witnesses Witnesses // for every target that is not among the findings
}

// Safe reports whether nothing was found.
func (v *Verdict) Safe() bool { return len(v.Findings) == 0 }

// Finding is a target of which the attacker learns too much.
type Finding struct {
	Target string // id of the cell or of the entry of Targets
	Cell   int    // index of the cell; −1 for an entry of Targets
	// Lo and Hi are what the attacker can narrow the target down to. Both are nil where the search ran out of budget.
	Lo, Hi *big.Rat
	By     Argument
	// Derivation is the formula by which an exact value follows from what is seen; nil where there is none, because the argument goes by
	// bounds that do not meet or by whole numbers.
	Derivation Formula
	// Lower and Upper prove bounds: each is the target's column as a sum of multiples of cells and atoms. Put in for each what is known of
	// it (a seen value, a bound, ≥ 0 for an atom), and the bound comes out. Only where Derivation does not tell everything.
	Lower, Upper Formula

	holding []int // cells in the argument, for Protect
	beyond  []int // further cells that may have a part in it
}

// Argument is the kind of argument by which an attacker learns something, the simplest that does.
type Argument string

// The arguments of an attacker, from simple to hard.
const (
	Linear Argument = "linear"  // adding and subtracting
	Zero   Argument = "zero"    // a sum of nothing consists of nothing
	Bounds Argument = "lp"      // nothing is negative, and what is known of bounded cells
	Whole  Argument = "integer" // nothing comes in halves
	Budget Argument = "budget"  // not decided within the budget, so counted as learnt
)

// exact reports whether the interval leaves one value only.
func (f *Finding) exact(whole bool) bool {
	switch {
	case f.Lo == nil:
		return false
	case whole:
		return ceil(f.Lo).Cmp(floor(f.Hi)) >= 0
	}
	return f.Lo.Cmp(f.Hi) == 0
}
