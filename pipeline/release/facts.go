package release

import (
	"fmt"
	"strings"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// FactText prints one value of a fact table: the label of a code, the title of an indicator, a period in words, a number or a date
// as products print them. Euros have no sign, since the head of their column has it. What is missing prints nothing.
func (r *Release) FactText(c indicator.FactColumn, v any, l notation.Lang) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return r.factWord(c, v, l)
	case int64:
		return notation.FormatDecimal(notation.Int(v), l)
	case notation.Decimal:
		switch {
		case c.Type == "percent":
			return notation.FormatPercent(v, 0, l)
		case c.Type == "eur" && !v.IsWhole():
			return notation.FormatNumber(v, 2, l)
		}
		return notation.FormatDecimal(v, l)
	case time.Time:
		if v.IsZero() {
			return ""
		}
		if c.Type == "month" {
			return notation.FormatMonth(v, l)
		}
		return notation.FormatDate(v, l)
	case bool:
		return notation.FormatBool(v, l)
	}
	return fmt.Sprint(v)
}

func (r *Release) factWord(c indicator.FactColumn, v string, l notation.Lang) string {
	switch {
	case c.Codes != "":
		return r.codes[c.Codes].Label(v, l)
	case c.Type == "indicator":
		if ind, ok := r.Indicator(v); ok {
			return ind.Title.In(l)
		}
	case c.Type == "period":
		freq, name, ok := strings.Cut(v, ":")
		if !ok {
			freq, name = string(indicator.Quarter), v
		}
		return notation.FormatPeriodShort(freq, name, l)
	}
	return v
}
