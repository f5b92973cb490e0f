package disclosure

import (
	"errors"
	"math/big"
)

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

// Audit attacks a system as its attacker would, with everything that exact arithmetic can do (sdc.md 2.4): adding up, zeros, bounds,
// whole numbers. Of every target it proves either that the attacker learns too much, or, by two witness tables, that both values could be true.
//
// The error says that the system is meaningless: a missing value, or ErrContradiction.
func Audit(s *System) (*Verdict, error) { return audit(s, nil) }

// audit attacks a system. With enough it leaves out what only readers want, the exact interval where bounds alone prove the leak and the witness tables, and ends at the first
// finding that is enough.
func audit(s *System, enough func(*Finding) bool) (*Verdict, error) {
	d, err := newSearch(s)
	if err != nil {
		return nil, err
	}
	d.brief = enough != nil
	v := &Verdict{}
	for _, g := range d.chases {
		f, err := d.decide(g)
		if err != nil {
			return nil, err
		}
		if f != nil {
			v.Findings = append(v.Findings, *f)
			if enough != nil && enough(f) {
				break
			}
		}
	}
	if !d.exhausted && !d.brief {
		v.Witnesses = d.witnesses()
	}
	return v, nil
}

// newSearch prepares an audit: the attacker's space of solutions, its parts, a first solution, and others near it.
func newSearch(s *System) (*search, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	a, err := attack(s)
	if err != nil {
		return nil, err
	}
	d := &search{attacker: a, nodes: auditBudget, need: a.scaled(s.MinWidth)}
	if d.need == nil && s.Integer {
		d.need = big.NewRat(1, 1)
	}
	if d.space, err = solve(len(a.first), a.zero, a.equations); err != nil {
		return nil, err
	}
	parts, of, err := a.parts(d.space)
	if err != nil {
		return nil, err
	}
	d.parts, d.chases = parts, a.chases(d.space, of)
	for _, p := range parts {
		p.moved = make([][]pull, len(p.coordinates))
		for _, w := range p.pieces {
			for j, z := range w.at {
				p.moved[z] = append(p.moved[z], pull{w, w.coefs[j]})
			}
		}
	}
	if !d.truth() {
		if err := d.settle(); err != nil {
			return nil, err
		}
	}
	for _, p := range d.parts {
		d.explore(p)
	}
	return d, nil
}

// settle finds a first solution of each part without being told one.
func (d *search) settle() error {
	for _, p := range d.parts {
		t, err := p.tableau()
		if err != nil {
			return err
		}
		if d.offer(p, t.point()); len(p.points) > 0 {
			continue
		}
		switch best, err := d.greatest(p, form{constant: new(big.Int)}, nil, nil); {
		case errors.Is(err, errBudget):
			d.exhausted = true
		case err != nil:
			return err
		case best == nil:
			return ErrContradiction
		}
	}
	return nil
}

// decide settles one target: nil if it is safe.
func (d *search) decide(g *chase) (*Finding, error) {
	if len(g.pieces) == 0 {
		return d.certain(g)
	}
	if d.exhausted {
		return d.finding(g, Budget), nil
	}
	if g.safe {
		return nil, nil
	}
	for _, w := range g.pieces {
		if err := d.bound(w); err != nil {
			return nil, err
		}
		if d.explore(w.part); g.safe {
			return nil, nil
		}
	}
	lo, hi := g.interval(func(w *piece) (*big.Rat, *big.Rat) { return w.lower, w.upper })
	leak := lo != nil && hi != nil && !d.wide(new(big.Rat).Sub(hi, lo))
	if !d.system.Integer {
		if !leak {
			return nil, errors.New("disclosure: bounds far apart, but no solutions that show it")
		}
		return d.bounded(g, lo, hi)
	}
	return d.wholly(g, lo, hi, leak)
}

// interval adds the bounds of the pieces up, scaled; nil is no bound.
func (g *chase) interval(of func(*piece) (*big.Rat, *big.Rat)) (lo, hi *big.Rat) {
	lo, hi = new(big.Rat).Set(g.base), new(big.Rat).Set(g.base)
	for _, w := range g.pieces {
		l, h := of(w)
		lo, hi = plus(lo, l), plus(hi, h)
	}
	return lo, hi
}

func plus(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Add(a, b)
}

// wholly goes on with whole numbers. leak says that the bounds lo and hi already are too near each other; then only the interval is still to be
// narrowed.
func (d *search) wholly(g *chase, lo, hi *big.Rat, leak bool) (*Finding, error) {
	if leak && d.brief {
		return d.bounded(g, lo, hi)
	}
	err := d.branch(g, leak)
	switch {
	case err != nil && !errors.Is(err, errBudget):
		return nil, err
	case leak:
		f, failed := d.bounded(g, lo, hi)
		if failed == nil && err == nil {
			d.narrow(f, g)
		}
		return f, failed
	case g.safe:
		return nil, nil
	case err != nil:
		return d.finding(g, Budget), nil
	}
	f := d.finding(g, Whole)
	d.narrow(f, g)
	return f, nil
}

// narrow gives a finding the interval of whole numbers.
func (d *search) narrow(f *Finding, g *chase) {
	lo, hi := g.interval(func(w *piece) (*big.Rat, *big.Rat) { return w.wholeLo, w.wholeHi })
	f.Lo, f.Hi = d.unscaled(lo, hi, g.goal)
}
