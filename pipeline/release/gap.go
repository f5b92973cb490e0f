package release

import (
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Gap is how many of all units could not be determined: of a share its units, of hours and amounts the people behind them. It is false
// where the cell is not shown, where its unknown units are withheld, and where nothing says how many there are in all.
func (c Cell) Gap() (unknown, all int64, ok bool) {
	u, ok := c.Unknown()
	if !ok {
		return 0, 0, false
	}
	determined := c.people
	if d, has := c.Denominator(); has && c.indicator.Measure == indicator.Share {
		determined = int64(d / notation.One)
	}
	return u, u + determined, determined > 0
}

// gapText is "2 von 16 (13 %)"; of fewer than ten without the percentage, as everywhere.
func gapText(unknown, all int64, l notation.Lang) string {
	of := map[notation.Lang]string{notation.German: " von ", notation.English: " of "}[l]
	s := quantity(notation.Int(unknown), l) + of + quantity(notation.Int(all), l)
	if all < minPercent || unknown == 0 {
		return s
	}
	decimals := 0
	if all >= minDecimal {
		decimals = 1
	}
	return s + " (" + notation.FormatPercent(notation.Int(unknown)/notation.Decimal(all), decimals, l) + ")"
}

// Bounds are the least and the greatest numerator that a share would have if what could not be determined were known, and the number of all
// units; false unless the cell is a shown share with unknown units.
func (c Cell) Bounds() (least, most, all int64, ok bool) {
	unknown, n, ok := c.Gap()
	if !ok || unknown == 0 || c.indicator.Measure != indicator.Share {
		return 0, 0, 0, false
	}
	k := int64(*c.shown.numerator / notation.One)
	return k, k + unknown, n, true
}

// boundsText is "zwischen 5 und 8 von 12".
func boundsText(least, most, all int64, l notation.Lang) string {
	words := map[notation.Lang][3]string{notation.German: {"zwischen ", " und ", " von "}, notation.English: {"between ", " and ", " of "}}[l]
	return words[0] + quantity(notation.Int(least), l) + words[1] + quantity(notation.Int(most), l) + words[2] + quantity(notation.Int(all), l)
}
