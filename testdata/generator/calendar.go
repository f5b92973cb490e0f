package main

import (
	"slices"
	"time"
)

// month is a calendar month written as YYYYMM, so that the cast reads like a calendar. Zero is no month.
type month int

// monthOf is the month that holds the day t.
func monthOf(t time.Time) month { return month(t.Year()*100 + int(t.Month())) }

// index counts months, so that months can be added and subtracted.
func (m month) index() int { return int(m)/100*12 + int(m)%100 - 1 }

// add is the month n months later.
func (m month) add(n int) month {
	i := m.index() + n
	return month(i/12*100 + i%12 + 1)
}

// since is the number of months from earlier to m.
func (m month) since(earlier month) int { return m.index() - earlier.index() }

func (m month) year() int { return int(m) / 100 }

// first is the first day of the month.
func (m month) first() time.Time {
	return time.Date(m.year(), time.Month(int(m)%100), 1, 0, 0, 0, 0, time.UTC)
}

// workday is day d of the month or the next day on which offices are open. d is at most 25, so that it stays in the month.
func (m month) workday(d int) time.Time {
	t := m.first().AddDate(0, 0, d-1)
	for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday || holidays[t.Format("02.01.")] || holidays[t.Format(time.DateOnly)] {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

// holidays are those of North Rhine-Westphalia and Christmas Eve; the movable ones by year.
var holidays = map[string]bool{
	"01.01.": true, "01.05.": true, "03.10.": true, "01.11.": true, "24.12.": true, "25.12.": true, "26.12.": true,
	"2017-05-25": true, "2017-06-05": true, "2017-06-15": true, "2017-10-31": true,
	"2018-03-30": true, "2018-04-02": true, "2018-05-10": true, "2018-05-21": true, "2018-05-31": true,
	"2019-04-19": true, "2019-04-22": true, "2019-05-30": true, "2019-06-10": true, "2019-06-20": true,
}

// between lists the months from a to b, both included.
func between(a, b month) []month {
	var out []month
	for m := a; m <= b; m = m.add(1) {
		out = append(out, m)
	}
	return out
}

// day reads a day of the cast; see script.go for why it panics.
func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// inOrder is the months in order, each once.
func inOrder(months []month) []month {
	slices.Sort(months)
	return slices.Compact(months)
}

// half is a school half-year: 1 runs from August to January, 2 from February to July.
type half struct {
	year int // in which the school year begins
	n    int // 1 or 2
}

// halfOf is the half-year that holds the month m.
func halfOf(m month) half {
	switch n := int(m) % 100; {
	case n >= 8:
		return half{m.year(), 1}
	case n == 1:
		return half{m.year() - 1, 1}
	}
	return half{m.year() - 1, 2}
}

func (h half) next() half {
	if h.n == 1 {
		return half{h.year, 2}
	}
	return half{h.year + 1, 1}
}

// from is the first, to the last month of the half-year.
func (h half) from() month {
	if h.n == 1 {
		return month(h.year*100 + 8)
	}
	return month(h.year*100 + 102)
}

func (h half) to() month { return h.from().add(5) }

// schoolYear is the name schools write: "2017/18".
func schoolYear(year int) string {
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") + "/" +
		time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC).Format("06")
}
