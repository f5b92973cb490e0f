package disclosure

import (
	"errors"
	"math/big"
)

// nodeBudget bounds branch and bound for one extreme of one target, auditBudget for a whole audit. Each program solved costs its rows: deep ones have
// many. What exceeds the budget counts as unsafe. It is a count, not a time: the same system has the same verdict everywhere.
const (
	nodeBudget  = 200_000
	auditBudget = 2_000_000
)

// errBudget says that branch and bound came to no end within the budget.
var errBudget = errors.New("disclosure: over budget")

// branching is one run of branch and bound over a part.
type branching struct {
	part   *part
	budget int // left
	best   *big.Int
	at     point
	enough *big.Int // stop once best is at least this; nil: go on to the end
}

// greatest finds the greatest whole value of a form over the whole solutions of a part. It may stop at enough. The form must be bounded above, or 0 everywhere.
func (d *search) greatest(p *part, f form, known *big.Int, enough *big.Int) (*big.Int, error) {
	t, err := p.tableau()
	if err != nil {
		return nil, err
	}
	b := &branching{part: p, budget: min(nodeBudget, d.budget), best: known, enough: enough}
	before := b.budget
	t = t.clone()
	objective := t.express(denseRow(f, d.space.den, len(p.coordinates)))
	t.maximise(&objective)
	complete := b.descend(t, objective)
	d.budget -= before - max(b.budget, 0)
	if b.at != nil {
		d.found(p, b.at)
	}
	if !complete {
		return b.best, errBudget
	}
	return b.best, nil
}

// descend searches below an optimal tableau. It returns false when the budget is spent.
func (b *branching) descend(t *tableau, objective row) bool {
	if b.budget -= len(t.rows) + 1; b.budget < 0 {
		return false
	}
	limit := floor(objective.value())
	if b.best != nil && limit.Cmp(b.best) <= 0 {
		return true
	}
	x := t.point()
	r := b.part.broken(x)
	if r == nil {
		b.best, b.at = limit, x // the value of the form at whole solutions is whole
		return true
	}
	v := r.valueAt(x)
	down := floor(v)
	for _, up := range b.order(v, down) {
		child, o := t.clone(), objective.clone()
		child.cut(r, down, up)
		if child.repair(&o) == infeasible {
			continue
		}
		if !b.descend(child, o) {
			return false
		}
		if b.enough != nil && b.best != nil && b.best.Cmp(b.enough) >= 0 {
			return true
		}
	}
	return true
}

// order takes the nearer side first: rounding up or down.
func (b *branching) order(v *big.Rat, down *big.Int) []bool {
	rest := new(big.Rat).Sub(v, new(big.Rat).SetInt(down))
	nearerUp := rest.Cmp(big.NewRat(1, 2)) > 0
	return []bool{nearerUp, !nearerUp}
}

// cut adds r ≤ down, or r ≥ down + 1, as a new basic variable.
func (t *tableau) cut(r *row, down *big.Int, up bool) {
	limit := new(big.Int).Set(down)
	cut := r.negated() // down − r ≥ 0, r over the coordinates
	if up {
		cut = r.clone()
		limit.Neg(limit.Add(limit, one)) // r − (down + 1) ≥ 0
	}
	numbers := make([]*big.Int, cut.size())
	for i := range numbers {
		numbers[i] = new(big.Int).Set(cut.at(i))
	}
	numbers[denominator].Set(r.at(denominator))
	numbers[constant].Add(numbers[constant], limit.Mul(limit, r.at(denominator)))
	t.basic = append(t.basic, t.next())
	t.rows = append(t.rows, t.express(newRow(numbers)))
}

// next is a number for a new variable.
func (t *tableau) next() int { return len(t.basic) + len(t.free) }

// branch bounds the pieces of a target by whole numbers, all of them if the interval is to be told, otherwise until the target is safe.
func (d *search) branch(g *goal, all bool) error {
	for _, w := range g.pieces {
		for _, up := range []bool{true, false} {
			if err := d.branchPiece(w, up, all); err != nil {
				return err
			}
			if g.safe && !all {
				return nil
			}
		}
	}
	return nil
}

// branchPiece finds the greatest whole value of a piece, or the least.
func (d *search) branchPiece(w *piece, up, all bool) error {
	if up && w.upper == nil || !up && w.lower == nil {
		return errBudget // nothing limits it, and yet no way out was found: cannot be, and must not be called safe
	}
	f, from, to := w.form, w.least, w.most
	if !up {
		f, from, to = w.negated(), new(big.Rat).Neg(w.most), new(big.Rat).Neg(w.least)
	}
	var enough *big.Int
	if !all {
		reach := new(big.Rat).Add(from, d.need) // as far from the other end as safety needs, less what other pieces already give
		for _, o := range w.goal.pieces {
			if o != w {
				reach.Add(reach, o.least)
				reach.Sub(reach, o.most)
			}
		}
		enough = ceil(reach)
	}
	best, err := d.greatest(w.part, f, floor(to), enough)
	if err != nil {
		return err
	}
	if v := new(big.Rat).SetInt(best); up {
		w.wholeHi = v
	} else {
		w.wholeLo = v.Neg(v)
	}
	return nil
}

func ceil(v *big.Rat) *big.Int {
	n := floor(new(big.Rat).Neg(v))
	return n.Neg(n)
}
