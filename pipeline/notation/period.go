package notation

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The faults of periods.
var (
	notASchoolYear = Fault{"ist kein Schuljahr", "Bitte als 2017/18 schreiben."}
	notAHalfYear   = Fault{"ist kein Schulhalbjahr", "Bitte als 2. Hj. 2017/18 schreiben."}
	notAQuarter    = Fault{"ist kein Quartal", "Bitte als Q2/2018 schreiben."}
)

// ParseSchoolYear reads 2017/18 · 2017/2018 · 17/18 · 2017-18, with "Schuljahr" or "SJ" in front, and returns the year in which it began.
func ParseSchoolYear(s string) (begin int, f Fault) {
	s = Trim(s)
	for _, word := range [...]string{"Schuljahr", "SJ"} {
		s = Trim(strings.TrimPrefix(s, word))
	}
	from, to, found := strings.Cut(s, "/")
	if !found {
		from, to, found = strings.Cut(s, "-")
	}
	a, b := year(Trim(from)), year(Trim(to))
	if !found || a == 0 || b != a+1 {
		return 0, notASchoolYear
	}
	return a, Fault{}
}

// ParseHalfYear reads "2. Hj. 17/18", "1. Halbjahr 2017/2018", "2017/18, 2. Hj.", "2.Hj.17/18", "HJ 2 2017/18" and "2017/18-2", and returns
// the year in which the school year began and the half, 1 or 2.
func ParseHalfYear(s string) (begin, half int, f Fault) {
	var rest []string
	named := false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return space(r) || r == '.' || r == ',' }) {
		switch strings.ToLower(w) {
		case "hj", "halbjahr", "schulhalbjahr":
			named = true
		case "1", "2":
			half = number(w)
		default:
			rest = append(rest, w)
		}
	}
	year := strings.Join(rest, " ")
	if i := len(year) - 2; half == 0 && !named && i > 0 && strings.Contains(year[:i], "/") && (year[i:] == "-1" || year[i:] == "-2") {
		year, half = year[:i], number(year[i+1:])
	}
	begin, f = ParseSchoolYear(year)
	if half == 0 || !f.OK() {
		return 0, 0, notAHalfYear
	}
	return begin, half, Fault{}
}

// FormatSchoolYear is the form in which school years are held: 2017 is "2017/18".
func FormatSchoolYear(begin int) string { return fmt.Sprintf("%d/%02d", begin, (begin+1)%100) }

// ParseQuarter reads Q2/2018 · 2018-Q2 · 2018/Q2 · Q2 18 · 2. Quartal 2018 and returns year and quarter.
func ParseQuarter(s string) (y, quarter int, f Fault) {
	words := strings.FieldsFunc(s, func(r rune) bool { return space(r) || r == '/' || r == '-' || r == '.' })
	if len(words) == 3 && strings.EqualFold(words[1], "Quartal") {
		words = []string{"Q" + words[0], words[2]}
	}
	if len(words) != 2 {
		return 0, 0, notAQuarter
	}
	q, ys := words[0], words[1]
	if digits(q, 4) {
		q, ys = ys, q
	}
	y = year(ys)
	if y == 0 || len(q) != 2 || q[0] != 'Q' && q[0] != 'q' || q[1] < '1' || q[1] > '4' {
		return 0, 0, notAQuarter
	}
	return y, int(q[1] - '0'), Fault{}
}

// FormatPeriod prints a period for prose and tables. freq and name are those of an observation (RULINGS 10): Q 2018-Q3 is
// "3. Quartal 2018", A 2018-A1 "2018", SH 2017-H1 "1. Schulhalbjahr 2017/18", SY 2017-Y1 "Schuljahr 2017/18", P 2018-Q3
// "Projektbeginn bis 3. Quartal 2018", T T06 "6 Monate nach Aufnahme". A name of another form is printed as it stands.
func FormatPeriod(freq, name string, l Lang) string {
	if freq == "T" {
		return sinceIntake(name, "bei Aufnahme", "%d Monate nach Aufnahme", "at intake", "%d months after intake", l)
	}
	y, n, ok := periodParts(name)
	if !ok {
		return name
	}
	school := FormatSchoolYear(y)
	de, en := name, name
	switch freq {
	case "Q":
		de, en = fmt.Sprintf("%d. Quartal %d", n, y), fmt.Sprintf("%s quarter %d", ordinals[n-1], y)
	case "A":
		de, en = strconv.Itoa(y), strconv.Itoa(y)
	case "SH":
		de, en = fmt.Sprintf("%d. Schulhalbjahr %s", n, school), fmt.Sprintf("%s half of school year %s", ordinals[n-1], school)
	case "SY":
		de, en = "Schuljahr "+school, "School year "+school
	case "P":
		de = fmt.Sprintf("Projektbeginn bis %d. Quartal %d", n, y)
		en = fmt.Sprintf("Start of project to %s quarter %d", ordinals[n-1], y)
	}
	return Text{DE: de, EN: en}.In(l)
}

// IsPeriod reports whether a name is one of that frequency, whether or not the period has come.
func IsPeriod(freq, name string) bool {
	if freq == "T" {
		return len(name) == 3 && name[0] == 'T' && digits(name[1:], 2)
	}
	_, n, ok := periodParts(name)
	form := map[string]struct {
		letter byte
		most   int
	}{"Q": {'Q', 4}, "P": {'Q', 4}, "A": {'A', 1}, "SH": {'H', 2}, "SY": {'Y', 1}}[freq]
	return ok && name[5] == form.letter && n <= form.most
}

// PeriodEnd is the last day of a period of an observation (RULINGS 10). It is false for a name of another form, and for the months since
// intake, which end on a day of their own for every family.
func PeriodEnd(freq, name string) (time.Time, bool) {
	y, n, ok := periodParts(name)
	after := map[string]int{"Q": 3*n + 1, "P": 3*n + 1, "A": 13, "SH": 8 + 6*n, "SY": 20}[freq] // month after the end, counted from January of y
	if !ok || after == 0 {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(after), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1), true
}

// FormatPeriodShort prints a period for axes and table heads: "Q3 2018", "2018", "1. Hj. 17/18", "SJ 17/18", "bis Q3 2018", "6 Mon.".
func FormatPeriodShort(freq, name string, l Lang) string {
	if freq == "T" {
		return sinceIntake(name, "Aufnahme", "%d Mon.", "Intake", "%d mo.", l)
	}
	y, n, ok := periodParts(name)
	if !ok {
		return name
	}
	school := fmt.Sprintf("%02d/%02d", y%100, (y+1)%100)
	de, en := name, name
	switch freq {
	case "Q":
		de = fmt.Sprintf("Q%d %d", n, y)
		en = de
	case "A":
		de = strconv.Itoa(y)
		en = de
	case "SH":
		de, en = fmt.Sprintf("%d. Hj. %s", n, school), fmt.Sprintf("H%d %s", n, school)
	case "SY":
		de, en = "SJ "+school, "SY "+school
	case "P":
		de, en = fmt.Sprintf("bis Q%d %d", n, y), fmt.Sprintf("to Q%d %d", n, y)
	}
	return Text{DE: de, EN: en}.In(l)
}

var ordinals = [...]string{"1st", "2nd", "3rd", "4th"}

// periodParts cuts "2018-Q3" into 2018 and 3; the letter is not looked at, because the frequency says the same.
func periodParts(name string) (y, n int, ok bool) {
	if len(name) != 7 || name[4] != '-' || !digits(name[:4], 4) || name[6] < '1' || name[6] > '4' {
		return 0, 0, false
	}
	return number(name[:4]), int(name[6] - '0'), true
}

func sinceIntake(name, atDE, laterDE, atEN, laterEN string, l Lang) string {
	months, ok := strings.CutPrefix(name, "T")
	if !ok || !digits(months, 2) {
		return name
	}
	n := number(months)
	if n == 0 {
		return Text{DE: atDE, EN: atEN}.In(l)
	}
	return Text{DE: fmt.Sprintf(laterDE, n), EN: fmt.Sprintf(laterEN, n)}.In(l)
}
