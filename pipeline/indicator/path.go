package indicator

import (
	"math/big"
	"time"

	"wirkbericht/pipeline/notation"
)

// Path is what belongs to the target of one cell beside its value (Observation.Target).
type Path struct {
	Baseline  *notation.Decimal // where the project started, in the unit of the value
	Tolerance *notation.Decimal // deviation that still counts as reached, in the unit of the value
	DecidedOn *time.Time
	Reason    string // why this target
	Legend    Legend // by which actual and target are judged
	Override  *Override
}

// Override is a judgement made by people against the legend. Products show it as such, with its reason.
type Override struct {
	Light  Light
	Reason string
	Role   string // who decided
}

// Light is a judgement of actual against target.
type Light string

// The lights. Grey is no judgement.
const (
	Green  Light = "gruen"
	Yellow Light = "gelb"
	Red    Light = "rot"
	Grey   Light = "grau"
)

// Legend is which light stands for which ratio of actual to target: bands without gap or overlap, the best first. A band reaches from its
// bound, included, to the bound of the band before it; the last one begins at zero.
type Legend []Band

// Band is one band of a Legend.
type Band struct {
	Light Light
	From  notation.Decimal
}

// Light is the judgement of a ratio of actual to target; Grey without a legend.
func (l Legend) Light(ratio *big.Rat) Light {
	for _, b := range l {
		if ratio.Cmp(big.NewRat(int64(b.From), int64(notation.One))) >= 0 {
			return b.Light
		}
	}
	return Grey
}
