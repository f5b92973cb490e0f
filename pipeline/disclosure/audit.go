package disclosure

import (
	"errors"
	"math/big"
)

// Audit attacks a system as its attacker would, with everything that exact arithmetic can do (sdc.md 2.4): adding up, zeros, bounds,
// whole numbers. Of every target it proves either that the attacker learns too much, or, by two witness tables, that both values could be true.
//
// The error says that the system is meaningless: a missing value, or ErrContradiction.
func Audit(s *System) (*Verdict, error) {
	if s.Brief {
		return audit(s, func(*Finding) bool { return false })
	}
	return audit(s, nil)
}

// First is the first thing an attacker learns, nil if nothing, without the exact interval where bounds alone prove it.
func First(s *System) (*Finding, error) {
	v, err := audit(s, func(*Finding) bool { return true })
	if err != nil || v.Safe() {
		return nil, err
	}
	return &v.Findings[0], nil
}

// audit attacks a system. With enough it leaves out what only readers want, the exact interval where bounds alone prove the leak and the witness tables, and
// ends at the first finding that is enough.
func audit(s *System, enough func(*Finding) bool) (*Verdict, error) {
	d, err := newSearch(s)
	if err != nil {
		return nil, err
	}
	d.brief = enough != nil
	v := &Verdict{}
	for _, g := range d.goals {
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
	d := &search{attacker: a, budget: auditBudget, need: a.scaled(s.MinWidth)}
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
	d.parts = parts
	a.divide(d.space, of)
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
func (d *search) decide(g *goal) (*Finding, error) {
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

// wholly goes on with whole numbers. leak says that the bounds lo and hi already are too near each other; then only the interval is still to be
// narrowed.
func (d *search) wholly(g *goal, lo, hi *big.Rat, leak bool) (*Finding, error) {
	if leak && d.brief {
		return d.bounded(g, lo, hi)
	}
	undecided := false
	if err := d.branch(g, leak); errors.Is(err, errBudget) {
		undecided = true
	} else if err != nil {
		return nil, err
	}
	f := d.finding(g, Whole)
	switch {
	case leak:
		var err error
		if f, err = d.bounded(g, lo, hi); err != nil {
			return nil, err
		}
	case g.safe:
		return nil, nil
	case undecided:
		return d.finding(g, Budget), nil
	}
	if !undecided {
		d.narrow(f, g)
	}
	return f, nil
}

// narrow gives a finding the interval of whole numbers.
func (d *search) narrow(f *Finding, g *goal) {
	lo, hi := g.interval(func(w *piece) (*big.Rat, *big.Rat) { return w.wholeLo, w.wholeHi })
	f.Lo, f.Hi = d.unscaled(lo, hi, g)
}
