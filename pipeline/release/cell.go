package release

import (
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/stats"
)

// Status says what a reader may know of a cell.
type Status string

// The states of a cell. Only Free carries figures.
const (
	Free     Status = "FREE" // shown
	Withheld Status = "CONF" // exists, not shown; the reason is nobody's business
	Absent   Status = "NONE" // nothing to show: no such case, period not over
)

// Form is one printed shape of a cell (RULINGS 8, 9).
type Form string

// The forms an inline figure, a table or a chart may ask for.
const (
	FormValue    Form = "value"    // "9", "25 %", "82.480 €": what suits unit and size of the group
	FormK        Form = "k"        // the numerator: "9"
	FormN        Form = "n"        // the denominator: "14"
	FormKN       Form = "kn"       // "9 von 14 Familien"
	FormPercent  Form = "percent"  // "64 %", "(64 %)", or the k-of-n form where the group is too small
	FormInterval Form = "interval" // "39 % bis 84 %"
	FormUnknown  Form = "unknown"  // "2 nicht feststellbar"
	FormGap      Form = "gap"      // what that is of all: "2 von 16 (13 %)"
	FormChange   Form = "change"   // against the previous period: "+ 2", "+ 5 Prozentpunkte"
	FormTarget   Form = "target"   // the target of the period, printed like the value
	FormLight    Form = "light"    // actual against target: "● grün"

	FormBounds      Form = "bounds"       // the worst and the best case of what is unknown: "zwischen 5 und 8 von 12"
	FormChangeYear  Form = "change_year"  // against the same period a year earlier
	FormChangeStart Form = "change_start" // against the first period of the series
)

// Forms are all forms in the order of RULINGS 8; gap is one of the data-quality report, bounds say what the unknown
// could change, change has two more points to compare with, and test is one of pairs.
var Forms = []Form{FormValue, FormK, FormN, FormKN, FormPercent, FormInterval, FormUnknown, FormChange, FormTarget, FormLight, FormGap, FormBounds, FormChangeYear, FormChangeStart, FormTest}

// Cell is one cell as its audience may see it. The zero Cell is absent.
type Cell struct {
	key       indicator.Key
	indicator *indicator.Indicator
	span      indicator.Period
	label     notation.Text // of the category
	status    Status
	shown     figures // zero unless status is Free: what is hidden is not even held
	people    int64   // behind the denominator of amounts: decides how a percentage is printed; 0: nobody named
	forms     map[Form]notation.Text
	partial   *Partial // of a total over several municipalities; nil: it is whole
	ledger    ledger   // of the Release: notes what is taken out
}

// figures are the numbers of a shown cell.
type figures struct {
	numerator, denominator, value *notation.Decimal
	low, high                     *float64 // in the unit of value; low without high: the upper end is not reached
	method                        Method
	curve                         *stats.Curve
	pairs                         *indicator.Pairs
	unknown                       *int64
	target                        *notation.Decimal
	path                          *indicator.Path // of the target
	provisional                   bool
}

// Key names the cell.
func (c Cell) Key() indicator.Key { return c.key }

// Indicator is the definition the cell belongs to; nil for the zero Cell.
func (c Cell) Indicator() *indicator.Indicator { return c.indicator }

// Period is the period with its bounds.
func (c Cell) Period() indicator.Period { return c.span }

// Category is the printed name of the category, "Insgesamt" for the total.
func (c Cell) Category(l notation.Lang) string { return c.label.In(l) }

// Status says whether the cell is shown.
func (c Cell) Status() Status {
	if c.status == "" {
		return Absent
	}
	return c.status
}

// Shown reports whether the cell carries figures.
func (c Cell) Shown() bool { return c.status == Free }

// Value is the exact value by the indicator's unit (shares as fractions); false unless shown and defined.
func (c Cell) Value() (notation.Decimal, bool) {
	c.ledger.note(c.key, FormValue)
	return deref(c.shown.value)
}

// Numerator is the exact numerator; false unless shown, and of a median, which has none.
func (c Cell) Numerator() (notation.Decimal, bool) {
	c.ledger.note(c.key, FormK)
	return deref(c.shown.numerator)
}

// Denominator is the exact denominator; false unless shown and the measure has one.
func (c Cell) Denominator() (notation.Decimal, bool) {
	c.ledger.note(c.key, FormN)
	return deref(c.shown.denominator)
}

// Unknown is the number of units that could not be determined; false unless shown.
func (c Cell) Unknown() (int64, bool) {
	c.ledger.note(c.key, FormUnknown)
	if c.shown.unknown == nil {
		return 0, false
	}
	return *c.shown.unknown, true
}

// Interval is the 95 % interval in the unit of Value, of a share as fractions; false unless shown, defined and closed.
func (c Cell) Interval() (low, high float64, ok bool) {
	c.ledger.note(c.key, FormInterval)
	if c.shown.low == nil || c.shown.high == nil {
		return 0, 0, false
	}
	return *c.shown.low, *c.shown.high, true
}

// Target is the target of the period, in the unit of Value; false if none is set or the cell is not shown.
func (c Cell) Target() (notation.Decimal, bool) { return deref(c.shown.target) }

// Provisional reports whether late entries may still change the figure.
func (c Cell) Provisional() bool { return c.shown.provisional }

// Form is the cell in one printed shape. A withheld cell prints its sign, an absent one the sign for "no figure", both the grey light; a
// change across a break of the series prints the sign for that. The second result is false where a sign stands instead of a figure.
func (c Cell) Form(f Form, l notation.Lang) (string, bool) {
	c.ledger.note(c.key, f)
	switch t, ok := c.forms[f]; {
	case f == FormLight && !c.Shown():
		return LightText(indicator.Grey, l), false
	case c.Status() == Withheld:
		return SignWithheld, false
	case !ok:
		return SignAbsent, false
	case t.DE == SignBreak:
		return SignBreak, false
	default:
		return t.In(l), true
	}
}

// FormID names a printed figure: <cell id>#<form>.
func (c Cell) FormID(f Form) string { return c.key.ID() + "#" + string(f) }

func deref(d *notation.Decimal) (notation.Decimal, bool) {
	if d == nil {
		return 0, false
	}
	return *d, true
}
