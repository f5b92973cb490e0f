package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/notation"
)

func (c *column) parse(text string) cell { return c.required(c.parseOptional(text), text) }

// required is a cell with a fault if it has no value though the column must have one.
func (c *column) required(got cell, text string) cell {
	if got.reason != "" && c.Required && got.fault == nil {
		got.fault = &notation.Fault{Why: "Der Wert fehlt", Remedy: "Bitte den Wert nachliefern; die Spalte ist Pflicht."}
		if got.reason != ReasonEmpty {
			got.fault.Why = fmt.Sprintf("Der Wert fehlt, dort steht »%s«", brief(text))
		}
	}
	return got
}

func (c *column) parseOptional(text string) cell {
	s := clean(text)
	if strings.ContainsFunc(s, unreadable) {
		return value(nil, notation.Fault{Why: "enthält ein Zeichen, das sich nicht lesen lässt", Remedy: "Bitte die Datei als UTF-8 speichern und neu liefern."})
	}
	if len(c.codes) > 0 {
		if code, ok := c.codes[foldCode(s)]; ok && c.Type == TypeText {
			return cell{value: code}
		} else if ok {
			return c.typed(code)
		}
	}
	if s == "" {
		return c.empty()
	}
	if c.source.Notation == "plain" {
		return c.plain(s)
	}
	if c.Type == TypeBool {
		if v, f := notation.ParseBool(s); f.OK() {
			return cell{value: v}
		}
	}
	if (c.Type == TypeInt || c.Type == TypeDec) && isDash(s) && c.dash() == "zero" {
		return c.typed("0")
	}
	if c.list.Has(s) {
		return cell{value: s}
	}
	if r := c.missing(s); r != "" {
		return cell{reason: r}
	}
	return c.typed(s)
}

// empty is what a blank cell means: nothing, or what the source declares.
func (c *column) empty() cell {
	switch c.mapping.Empty {
	case "zero":
		return c.typed("0")
	case "no":
		return cell{value: false}
	}
	return cell{reason: ReasonEmpty}
}

func (c *column) dash() string {
	if c.mapping.Dash != "" {
		return c.mapping.Dash
	}
	return c.source.Dash
}

// typed reads a text in German notation as the column's type.
func (c *column) typed(s string) cell {
	switch c.Type {
	case TypeBool:
		v, f := notation.ParseBool(s)
		return value(v, f)
	case TypeInt, TypeDec:
		n, f := notation.ParseNumber(s, c.mapping.Grouping)
		if c.Form == FormHalfYear && !f.OK() {
			var half int
			if half = halfAlone(s); half > 0 {
				f = notation.Fault{}
			} else {
				_, half, f = notation.ParseHalfYear(s)
			}
			n.Value = notation.Int(int64(half))
		}
		if !f.OK() && notation.Mangled(s) {
			f = mangled
		}
		if f.OK() && !c.signFits(n.Sign) {
			f = notation.Fault{Why: fmt.Sprintf("trägt das Zeichen %s, das in diese Spalte nicht gehört", n.Sign), Remedy: "Bitte nur die Zahl liefern."}
		}
		return c.number(n.Value, f)
	case TypeDate, TypeMonth:
		return c.date(s)
	}
	return c.text(s)
}

// halfAlone reads a half-year without its school year, which stands in another column: "1. Halbjahr", "2.Hj", "II"; 0 if it is none.
func halfAlone(s string) int {
	half := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '.' || r == ' ' }) {
		n, ok := map[string]int{"1": 1, "i": 1, "2": 2, "ii": 2, "hj": 0, "halbjahr": 0, "schulhalbjahr": 0}[w]
		if !ok || n > 0 && half > 0 {
			return 0
		}
		half += n
	}
	return half
}

// mangled is a date where none can be.
var mangled = notation.Fault{
	Why:    "ist ein Datum; Excel macht aus Angaben wie »1-2« oder »1.5« von selbst eines",
	Remedy: "Bitte den ursprünglichen Wert eintragen und die Spalte als Text formatieren.",
}

// plain reads a text as machines write it.
func (c *column) plain(s string) cell {
	switch c.Type {
	case TypeBool:
		return value(s == "true", faultUnless(s == "true" || s == "false", "ist weder true noch false", "Bitte true oder false liefern."))
	case TypeInt, TypeDec:
		n, f := notation.ParseDecimal(s)
		return c.number(n, f)
	case TypeDate, TypeMonth:
		t, err := time.Parse(time.DateOnly, s)
		if err != nil && c.Type == TypeMonth {
			t, err = time.Parse("2006-01", s)
		}
		if err == nil && c.Type == TypeMonth {
			t = t.AddDate(0, 0, 1-t.Day())
		}
		return value(t, faultUnless(err == nil, "ist kein Datum", "Bitte als JJJJ-MM-TT schreiben, einen Monat als JJJJ-MM."))
	}
	return c.text(s)
}

func value(v any, f notation.Fault) cell {
	if !f.OK() {
		return cell{fault: &f}
	}
	return cell{value: v}
}

func faultUnless(ok bool, why, remedy string) notation.Fault {
	if ok {
		return notation.Fault{}
	}
	return notation.Fault{Why: why, Remedy: remedy}
}

// signFits reports whether the unit behind a number is the column's. Nothing is converted: 12,3 % in a column of shares would
// be a hundred times too much.
func (c *column) signFits(s notation.Sign) bool {
	switch s {
	case notation.Euro:
		return c.Unit == "" || c.Unit == "EUR" || c.Unit == "€"
	case notation.Percent:
		return c.Unit == "%"
	case notation.NoSign:
		return true
	}
	for _, unit := range units[s] {
		if strings.EqualFold(c.Unit, unit) {
			return true
		}
	}
	return false
}

// units are the ways in which contracts write the other signs.
var units = map[notation.Sign][]string{
	notation.Hours: {"Stunden", "Std.", "h"}, notation.Days: {"Tage"}, notation.Minutes: {"Minuten", "Min."}, notation.Months: {"Monate"},
}

func (c *column) number(n notation.Decimal, f notation.Fault) cell {
	const step = 100 // a dec column holds four decimals, a Decimal six
	switch {
	case !f.OK():
	case c.Type == TypeInt && !n.IsWhole():
		f = notation.Fault{Why: "ist keine ganze Zahl", Remedy: "Bitte eine ganze Zahl liefern."}
	case n%step != 0:
		f = notation.Fault{Why: "hat mehr als vier Nachkommastellen", Remedy: "Bitte auf vier Nachkommastellen runden."}
	case c.Min != nil && n < notation.Int(*c.Min) || c.Max != nil && n > notation.Int(*c.Max):
		f = notation.Fault{Why: "liegt außerhalb der Grenzen (" + c.limits() + ")", Remedy: "Bitte die Zahl prüfen."}
	}
	if c.Type == TypeInt {
		return value(int64(n/notation.One), f)
	}
	return value(n, f)
}

func (c *column) limits() string {
	switch {
	case c.Max == nil:
		return fmt.Sprintf("mindestens %d", *c.Min)
	case c.Min == nil:
		return fmt.Sprintf("höchstens %d", *c.Max)
	}
	return fmt.Sprintf("%d bis %d", *c.Min, *c.Max)
}

func (c *column) date(s string) cell {
	parse := notation.ParseDate
	if c.Type == TypeMonth {
		parse = notation.ParseMonth
	}
	t, ok := serial(c.epoch, s)
	var f notation.Fault
	doubt := ""
	if !ok {
		if t, doubt = c.serialText(s); doubt == "" {
			t, f = parse(s)
		}
	}
	if r := placeholder(t); f.OK() && r != "" {
		return cell{reason: r}
	}
	if c.Type == TypeMonth {
		t = t.AddDate(0, 0, 1-t.Day())
	}
	got := value(t, f)
	got.doubt = doubt
	return got
}

// serial reads the number by which a workbook whose day 0 is epoch holds a day; a fraction is a time of day and dropped. Numbers that would be a day
// before 1920 or after 9999 are no dates: someone typed a year.
func serial(epoch time.Time, s string) (time.Time, bool) {
	if epoch.IsZero() {
		return time.Time{}, false
	}
	whole, _, _ := strings.Cut(s, ",")
	n, err := strconv.Atoi(whole)
	switch {
	case err == nil && (n == 0 || n == 1):
		return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), true
	case err != nil || n < 7306 || n > 2958465:
		return time.Time{}, false
	}
	return epoch.AddDate(0, 0, n), true
}

const (
	serialDoubt  = "ist die Nummer, mit der Excel ein Datum speichert, und wurde als Datum gelesen"
	serialRemedy = "Bitte die Spalte in Excel als Datum formatieren und neu exportieren."
)

// serialText reads such a number in a CSV file, where it was left behind by a column without a date format. Only five digits between 1920 and
// ten years after the cut-off day are one: a postcode is none.
func (c *column) serialText(s string) (t time.Time, doubt string) {
	whole := s
	if i := strings.IndexAny(s, ",."); i >= 0 && strings.Trim(s[i+1:], "0123456789") == "" {
		whole = s[:i]
	}
	if len(whole) > 5 || !c.epoch.IsZero() {
		return time.Time{}, ""
	}
	t, ok := serial(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC), whole)
	if !ok || t.Year() < 1920 || t.After(c.stand.AddDate(10, 0, 0)) {
		return time.Time{}, ""
	}
	return t, fmt.Sprintf("%s (%s)", serialDoubt, notation.FormatDate(t, notation.German))
}
