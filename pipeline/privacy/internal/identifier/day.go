package identifier

import "wirkbericht/pipeline/notation"

// day reads a full date, with or without a time of day: 12.03.1987, 12.3.87, 1987-03-12, 12/03/1987, 12-03-1987, 12. März 1987.
// Note: notation.ParseDate refuses slashes and American forms because it must not guess a value. Here the question is only whether
// a day of a person's life stands in the cell, so every order is read.
func day(s string, f form) (y, d int, ok bool) {
	if f.digits < 4 || f.n < 6 || f.n > 32 || f.blanks > 3 {
		return 0, 0, false
	}
	if f.letters() > 1 {
		if !digit(s[0]) {
			return 0, 0, false
		}
		t, fault := notation.ParseDate(s)
		return t.Year(), t.Day(), fault.OK()
	}
	var part [3]int
	var width [3]int
	k := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case digit(c):
			part[k] = 10*part[k] + int(c-'0')
			width[k]++
			if width[k] > 4 {
				return 0, 0, false
			}
		case width[k] > 0 && (c == '.' || c == '-' || c == '/') && k < 2:
			k++
			if i+1 < len(s) && s[i+1] == ' ' {
				i++
			}
		case k == 2 && width[2] > 0 && (c == ' ' || c == 'T') && (f.marks&colon != 0):
			i = len(s) // a time of day
		default:
			return 0, 0, false
		}
	}
	if k != 2 || width[2] == 0 {
		return 0, 0, false
	}
	return ordered(part, width)
}

// ordered finds which of three numbers is the year, and takes the others as day and month in the order that is possible.
func ordered(part, width [3]int) (y, d int, ok bool) {
	y, m, d := part[2], part[1], part[0]
	switch {
	case width[0] == 4:
		y, d = part[0], part[2]
	case width[2] == 2 && y < 30:
		y += 2000
	case width[2] == 2:
		y += 1900
	case width[2] != 4:
		return 0, 0, false
	}
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	return y, d, valid(y, m, d)
}

// packedDay reads 19870312 and 12031987.
func packedDay(s string) (y, d int, ok bool) {
	if y, m, d := number(s[:4]), number(s[4:6]), number(s[6:]); valid(y, m, d) {
		return y, d, true
	}
	y, m, d := number(s[4:]), number(s[2:4]), number(s[:2])
	return y, d, valid(y, m, d)
}

// shortDay reads six digits as ddmmyy or yymmdd.
func shortDay(s string) (y, d int, ok bool) {
	if y, d, ok := dayMonthYear(s); ok {
		return y, d, true
	}
	return dayMonthYear(s[4:] + s[2:4] + s[:2])
}

func dayMonthYear(s string) (y, d int, ok bool) {
	y = 1900 + number(s[4:])
	if y < 1930 {
		y += 100
	}
	return y, number(s[:2]), valid(y, number(s[2:4]), number(s[:2]))
}

func valid(y, m, d int) bool {
	if y < 1900 || y > 2099 || m < 1 || m > 12 || d < 1 {
		return false
	}
	days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	return d <= days[m-1]
}

// serialDay is the day that Excel means by a number: 31859 is 23.03.1987. Numbers of five digits up to 45657 (2024) are possible.
func serialDay(s string) (y, d int, ok bool) {
	n := number(s)
	if len(s) != 5 || n < 10000 || n > 45657 {
		return 0, 0, false
	}
	// Days since 1 March 1900, counted in the calendar that begins its year in March.
	n -= 61
	y = (4*n + 3) / 1461
	n -= y * 1461 / 4
	m := (5*n + 2) / 153
	d = n - (153*m+2)/5 + 1
	if m >= 10 {
		y++
	}
	return 1900 + y, d, true
}
