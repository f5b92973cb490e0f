package notation

import (
	"strconv"
	"strings"
	"time"
)

// The faults of dates.
var (
	notADate = Fault{"ist kein Datum", "Bitte als TT.MM.JJJJ schreiben, zum Beispiel 30.10.2018."}
	noDay    = Fault{"nennt keinen Tag", "Bitte den vollen Tag als TT.MM.JJJJ liefern."}
	noSuch   = Fault{"ist ein Datum, das es nicht gibt", "Bitte Tag und Monat prüfen."}
	noYear   = Fault{"nennt kein Jahr zwischen 1900 und 2199", "Bitte das Jahr mit vier Stellen schreiben."}
	lost     = Fault{"nennt kein Jahr; Excel macht aus Angaben wie »1-2« von selbst ein Datum",
		"Bitte den ursprünglichen Wert eintragen und die Spalte als Text formatieren."}
	slashes = Fault{"ist mit Schrägstrichen als Datum mehrdeutig", "Bitte als TT.MM.JJJJ schreiben, zum Beispiel 30.10.2018."}
	serial  = Fault{"ist eine Zahl und kein Datum; vielleicht ist es die Seriennummer, mit der Excel ein Datum speichert",
		"Bitte die Spalte in Excel als Datum formatieren und neu exportieren."}
	onlyYear  = Fault{"ist ein Jahr und kein Datum", "Bitte den Monat als MM/JJJJ oder den Tag als TT.MM.JJJJ liefern."}
	notAMonth = Fault{"ist kein Monat", "Bitte als MM/JJJJ schreiben, zum Beispiel 10/2018."}
	aSpan     = Fault{"ist ein längerer Zeitraum und kein Monat", "Bitte den Monat als MM/JJJJ liefern, zum Beispiel 10/2018."}
)

// ParseDate reads a day: 30.10.2018 · 1.9.18 · 2018-10-30 · 30. Oktober 2018 · 30. Okt. 18, with a time of day behind it, which is
// dropped. A year of two digits is 2000 to 2029 or 1930 to 1999, as in Excel. 31.12.9999 is the day it says: what it
// means is for the reader to know. The result is midnight UTC.
func ParseDate(s string) (time.Time, Fault) {
	p := splitDate(s)
	switch {
	case p.n == 1 && digits(p.part[0], len(p.part[0])):
		return time.Time{}, bareNumber(p.part[0])
	case p.n == 2 && p.isMonth():
		return time.Time{}, noDay
	case p.n == 2 && digits(p.part[0], 2) && month(p.part[1]) > 0:
		return time.Time{}, lost
	case p.n != 3:
		return time.Time{}, notADate
	case p.separator == '/':
		return time.Time{}, slashes
	}
	y, m, d, f := p.day()
	if !f.OK() {
		return time.Time{}, f
	}
	return day(y, m, d)
}

// ParseMonth reads a month: 10/2018 · 10.2018 · 2018-10 · Okt 18 · Oktober 2018, or a full date, whose day is dropped and may be 00.
// The result is the first of the month, midnight UTC.
func ParseMonth(s string) (time.Time, Fault) {
	p := splitDate(s)
	switch p.n {
	case 1:
		if digits(p.part[0], len(p.part[0])) {
			return time.Time{}, bareNumber(p.part[0])
		}
	case 2:
		if digits(p.part[0], 2) && month(p.part[1]) > 0 && !digits(p.part[1], 4) && number(p.part[0]) <= 31 && p.separator == '.' {
			return time.Time{}, lost // "01. Feb", but not "Feb 01"
		}
		_, noSchoolYear := ParseSchoolYear(s)
		span := noSchoolYear.OK() && len(p.part[0]) == 4 // 2011/12 is a school year; 10/11 is a month of 2011
		if y, m, ok := p.month(); ok && !span {
			return first(y, m)
		}
	case 3:
		if p.separator == '/' {
			return time.Time{}, slashes
		}
		y, m, d, f := p.day()
		if f == noYear {
			return time.Time{}, noYear
		}
		if !f.OK() {
			break
		}
		if d != 0 {
			if _, f := day(y, m, d); !f.OK() {
				return time.Time{}, f
			}
		}
		return first(y, m)
	}
	if isSpan(s) {
		return time.Time{}, aSpan
	}
	return time.Time{}, notAMonth
}

// Mangled reports whether a text is what Excel makes of an entry that it takes for a date: "01. Feb" of 1-2, "Feb 01" of 2-2001, a full date.
func Mangled(s string) bool {
	p := splitDate(s)
	named := func(part string) bool { return !digits(part, 2) && month(part) > 0 }
	switch p.n {
	case 2:
		return named(p.part[0]) && digits(p.part[1], 4) || named(p.part[1]) && digits(p.part[0], 4)
	case 3:
		_, f := ParseDate(s)
		return f.OK()
	}
	return false
}

// isSpan reports whether a text is a quarter, a half-year or a school year, which are no months.
func isSpan(s string) bool {
	_, _, quarter := ParseQuarter(s)
	_, _, half := ParseHalfYear(s)
	_, year := ParseSchoolYear(s)
	return quarter.OK() || half.OK() || year.OK()
}

// bareNumber is why a number alone is no date.
func bareNumber(s string) Fault {
	if len(s) == 4 && year(s) != 0 {
		return onlyYear
	}
	return serial
}

// dateParts is a date cut at its separators, without a time of day. n is 4 when there is more than a date.
type dateParts struct {
	part      [3]string
	n         int
	separator byte // the first one: '.', '/', '-' or ' '
}

func splitDate(s string) dateParts {
	s = cutTime(Trim(s))
	var p dateParts
	for s != "" && p.n < 4 {
		i := strings.IndexAny(s, "./- \u00a0")
		if i < 0 {
			i = len(s)
		}
		if p.n < 3 {
			p.part[p.n] = s[:i]
		}
		p.n++
		if i == len(s) {
			break
		}
		if p.separator == 0 {
			p.separator = s[i]
		}
		rest := strings.TrimLeft(s[i:], " \u00a0")
		if rest != "" && strings.IndexByte("./-", rest[0]) >= 0 {
			rest = rest[1:]
		}
		s = strings.TrimLeft(rest, " \u00a0")
	}
	return p
}

// cutTime drops a time of day: " 00:00:00", "T14:30:00.000Z".
func cutTime(s string) string {
	i := strings.IndexByte(s, ':')
	if i < 3 || !digits(s[i-2:i], 2) && !digits(s[i-1:i], 1) {
		return s
	}
	start := strings.LastIndexAny(s[:i], " T\u00a0")
	if start < 6 {
		return s
	}
	for _, c := range s[i:] {
		if strings.ContainsRune("0123456789:.,Z", c) {
			continue
		}
		return s
	}
	return Trim(s[:start])
}

// day reads three parts as year-month-day or day-month-year. The day may be 0, the month name may be a word.
func (p dateParts) day() (y, m, d int, f Fault) {
	ys, ms, ds := p.part[2], p.part[1], p.part[0]
	if digits(ds, 4) && len(ds) == 4 {
		ys, ds = ds, ys
	} else if p.separator == '-' && digits(ms, 2) {
		return 0, 0, 0, notADate // 10-30-18 is how American programs write; 30-10-18 looks the same
	}
	y, m = year(ys), month(ms)
	if !digits(ds, 2) || m == 0 {
		return 0, 0, 0, notADate
	}
	if y == 0 {
		return 0, 0, 0, noYear
	}
	return y, m, number(ds), Fault{}
}

func (p dateParts) isMonth() bool { _, _, ok := p.month(); return ok }

// month reads two parts as month and year in either order.
func (p dateParts) month() (y, m int, ok bool) {
	ys, ms := p.part[1], p.part[0]
	if digits(ms, 4) && len(ms) == 4 {
		ys, ms = ms, ys
	}
	y, m = year(ys), month(ms)
	return y, m, y > 0 && m > 0 && m <= 12
}

// year is the year that two or four digits name, or 0. 9999 stands for "open".
func year(s string) int {
	if !digits(s, 4) {
		return 0
	}
	n := number(s)
	switch {
	case len(s) == 2 && n < 30:
		return 2000 + n
	case len(s) == 2:
		return 1900 + n
	case len(s) == 4 && (n >= 1900 && n < 2200 || n == 9999):
		return n
	}
	return 0
}

// months begin with the form of three letters; "Mrz" and English names occur in exports.
var months = [...][]string{
	{"jan", "januar", "jän", "january"}, {"feb", "februar", "february"}, {"mär", "märz", "mrz", "maerz", "mar", "march"},
	{"apr", "april"}, {"mai", "may"}, {"jun", "juni", "june"}, {"jul", "juli", "july"}, {"aug", "august"},
	{"sep", "september", "sept"}, {"okt", "oktober", "oct", "october"}, {"nov", "november"}, {"dez", "dezember", "dec", "december"},
}

// month is the month that digits or a word name, 0 if none. A number above 12 is returned as it stands, to be told as such.
func month(s string) int {
	if digits(s, 2) {
		return number(s)
	}
	if len(s) < 3 || len(s) > 10 {
		return 0
	}
	s = strings.ToLower(s)
	for i, names := range months {
		for _, name := range names {
			if s == name {
				return i + 1
			}
		}
	}
	return 0
}

func day(y, m, d int) (time.Time, Fault) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return time.Time{}, noSuch
	}
	return t, Fault{}
}

func first(y, m int) (time.Time, Fault) {
	if m > 12 {
		return time.Time{}, noSuch
	}
	return day(y, m, 1)
}

var (
	monthsDE = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	monthsEN = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func monthName(m time.Month, l Lang) string {
	if l == English {
		return monthsEN[m-1]
	}
	return monthsDE[m-1]
}

// FormatDate prints a day for tables: "30.10.2018"; in English "2018-10-30", which no reader takes for another day.
func FormatDate(t time.Time, l Lang) string {
	if l == English {
		return t.Format(time.DateOnly)
	}
	return t.Format("02.01.2006")
}

// FormatDateLong prints a day for prose: "30. Oktober 2018", "30 October 2018".
func FormatDateLong(t time.Time, l Lang) string {
	point := ". "
	if l == English {
		point = " "
	}
	return strconv.Itoa(t.Day()) + point + FormatMonth(t, l)
}

// FormatMonth prints a month: "Oktober 2018", "October 2018".
func FormatMonth(t time.Time, l Lang) string {
	return monthName(t.Month(), l) + " " + strconv.Itoa(t.Year())
}
