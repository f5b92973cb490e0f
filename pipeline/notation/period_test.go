package notation

import (
	"fmt"
	"testing"
)

func TestSchoolYearsHalfYearsAndQuarters(t *testing.T) {
	year := func(s string) string {
		y, f := ParseSchoolYear(s)
		if !f.OK() {
			return "?"
		}
		return FormatSchoolYear(y)
	}
	half := func(s string) string {
		y, h, f := ParseHalfYear(s)
		if !f.OK() {
			return "?"
		}
		return fmt.Sprintf("%d. %s", h, FormatSchoolYear(y))
	}
	quarter := func(s string) string {
		y, q, f := ParseQuarter(s)
		if !f.OK() {
			return "?"
		}
		return fmt.Sprintf("%d-Q%d", y, q)
	}
	for _, c := range []struct{ got, want string }{
		{year("2017/18"), "2017/18"},
		{year("2017/2018"), "2017/18"},
		{year("17/18"), "2017/18"},
		{year("2017-18"), "2017/18"},
		{year("Schuljahr 2017 / 18"), "2017/18"},
		{year("SJ 17/18"), "2017/18"},
		{year("1999/2000"), "1999/00"},
		{year("2017/19"), "?"},
		{year("2017"), "?"},
		{year(""), "?"},
		{half("2. Hj. 17/18"), "2. 2017/18"},
		{half("1. Halbjahr 2017/2018"), "1. 2017/18"},
		{half("2017/18 2.Hj."), "2. 2017/18"},
		{half("2.Hj.17/18"), "2. 2017/18"},
		{half("HJ 2 2017/18"), "2. 2017/18"},
		{half("2017/18, 1. Schulhalbjahr"), "1. 2017/18"},
		{half("Schuljahr 17/18 1. Hj."), "1. 2017/18"},
		{half("2017/18-2"), "2. 2017/18"},
		{half("2. Hj.\u00a017/18"), "2. 2017/18"},
		{half("3. Hj. 17/18"), "?"},
		{half("2017/18-3"), "?"},
		{half("2. Hj. 17/19"), "?"},
		{half("Hj. 17/18"), "?"},
		{half("2017/18"), "?"},
		{quarter("Q2/2018"), "2018-Q2"},
		{quarter("2018-Q2"), "2018-Q2"},
		{quarter("q2 18"), "2018-Q2"},
		{quarter("2. Quartal 2018"), "2018-Q2"},
		{quarter("Q5/2018"), "?"},
		{quarter("2/2018"), "?"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestPeriodsInBothLanguages(t *testing.T) {
	for _, c := range []struct{ freq, name, de, en, shortDE, shortEN string }{
		{"Q", "2018-Q3", "3. Quartal 2018", "3rd quarter 2018", "Q3 2018", "Q3 2018"},
		{"A", "2018-A1", "2018", "2018", "2018", "2018"},
		{"SH", "2017-H1", "1. Schulhalbjahr 2017/18", "1st half of school year 2017/18", "1. Hj. 17/18", "H1 17/18"},
		{"SH", "2017-H2", "2. Schulhalbjahr 2017/18", "2nd half of school year 2017/18", "2. Hj. 17/18", "H2 17/18"},
		{"SY", "1999-Y1", "Schuljahr 1999/00", "School year 1999/00", "SJ 99/00", "SY 99/00"},
		{"P", "2018-Q3", "Projektbeginn bis 3. Quartal 2018", "Start of project to 3rd quarter 2018", "bis Q3 2018", "to Q3 2018"},
		{"T", "T00", "bei Aufnahme", "at intake", "Aufnahme", "Intake"},
		{"T", "T06", "6 Monate nach Aufnahme", "6 months after intake", "6 Mon.", "6 mo."},
		{"X", "2018-Q3", "2018-Q3", "2018-Q3", "2018-Q3", "2018-Q3"},
		{"Q", "gestern", "gestern", "gestern", "gestern", "gestern"},
		{"T", "T6x", "T6x", "T6x", "T6x", "T6x"},
	} {
		got := []string{
			FormatPeriod(c.freq, c.name, German), FormatPeriod(c.freq, c.name, English),
			FormatPeriodShort(c.freq, c.name, German), FormatPeriodShort(c.freq, c.name, English),
		}
		for i, want := range []string{c.de, c.en, c.shortDE, c.shortEN} {
			if got[i] != want {
				t.Errorf("%s %s: got %q, want %q", c.freq, c.name, got[i], want)
			}
		}
	}
}

func TestAMissingEnglishLabelIsGerman(t *testing.T) {
	if got := (Text{DE: "Familien"}).In(English); got != "Familien" {
		t.Errorf("got %q", got)
	}
}

func TestTheLastDayOfEveryPeriod(t *testing.T) {
	for _, c := range []struct{ freq, name, want string }{
		{"Q", "2018-Q1", "2018-03-31"}, {"Q", "2018-Q4", "2018-12-31"}, {"P", "2018-Q3", "2018-09-30"}, {"A", "2018-A1", "2018-12-31"},
		{"SH", "2017-H1", "2018-01-31"}, {"SH", "2017-H2", "2018-07-31"}, {"SY", "2017-Y1", "2018-07-31"},
	} {
		end, ok := PeriodEnd(c.freq, c.name)
		if got := end.Format("2006-01-02"); got != c.want || !ok {
			t.Errorf("%s %s ends %s, want %s", c.freq, c.name, got, c.want)
		}
	}
	for _, c := range [][2]string{{"T", "T12"}, {"Q", "2018"}, {"X", "2018-Q1"}} {
		if end, ok := PeriodEnd(c[0], c[1]); ok {
			t.Errorf("%v ends %v", c, end)
		}
	}
}

func TestANameIsAPeriodOfItsFrequency(t *testing.T) {
	for _, c := range []struct {
		freq, name string
		want       bool
	}{
		{"Q", "2018-Q4", true}, {"P", "2018-Q1", true}, {"A", "2018-A1", true}, {"SH", "2017-H2", true}, {"SY", "2017-Y1", true}, {"T", "T18", true},
		{"Q", "2018-H1", false}, {"SH", "2017-H3", false}, {"A", "2018-A2", false}, {"T", "T7", false}, {"Q", "latest", false}, {"X", "2018-Q1", false},
	} {
		if got := IsPeriod(c.freq, c.name); got != c.want {
			t.Errorf("%s %s: %v", c.freq, c.name, got)
		}
	}
}
