package verify

import (
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
)

// period is V4: the dates are those of the period.
func (c *checker) period(o observation) {
	from, to, ok := bounds(o.freq, o.period)
	if !ok {
		c.at("v4_zeitraum", o.t, o.i, "Den Zeitraum »%s« gibt es nicht als %s (V4).", o.period, o.freq)
		return
	}
	if o.freq == "P" {
		from = o.from // the start of the project, wherever it is
		if o.from == "" || o.from > to {
			from = "?"
		}
	}
	if id := c.b.ID; to != "" && id.Quarter != "" && to > quarterEnd(id.Quarter) {
		c.at("v4_zeitraum", o.t, o.i, "Der Zeitraum %s:%s endet nach dem Quartal der Lieferung, %s (V4).", o.freq, o.period, id.Quarter)
	}
	if o.from != from || o.to != to {
		c.at("v4_zeitraum", o.t, o.i, "Die Tage %s bis %s sind nicht die von %s:%s (V4).", o.from, o.to, o.freq, o.period)
	}
}

// quarterEnd is the last day of a quarter.
func quarterEnd(quarter string) string {
	_, to, _ := bounds("Q", quarter)
	return to
}

// bounds are the first and the last day of a period, empty for months since intake. Of P only the last day follows from its name.
func bounds(freq, name string) (from, to string, ok bool) {
	if freq == "T" {
		return "", "", strings.HasPrefix(name, "T")
	}
	if len(name) != 7 {
		return "", "", false
	}
	start, err := time.Parse("2006", name[:4])
	if err != nil {
		return "", "", false
	}
	n, first := int(name[6]-'0'), 0
	var months int
	switch {
	case (freq == "Q" || freq == "P") && name[5] == 'Q' && 1 <= n && n <= 4:
		months, first = 3, 3*(n-1)
	case freq == "A" && name[5:] == "A1":
		months = 12
	case freq == "SH" && name[5] == 'H' && 1 <= n && n <= 2:
		months, first = 6, 7+6*(n-1) // the school year begins on 1 August
	case freq == "SY" && name[5:] == "Y1":
		months, first = 12, 7
	default:
		return "", "", false
	}
	begin := start.AddDate(0, first, 0)
	return bundle.Day(begin), bundle.Day(begin.AddDate(0, months, -1)), true
}

// dayAfter is the next day; empty for what is none.
func dayAfter(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return bundle.Day(d.AddDate(0, 0, 1))
}
