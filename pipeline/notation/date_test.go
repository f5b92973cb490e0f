package notation

import (
	"testing"
	"time"
)

func TestDaysOfficesWrite(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"30.10.2018", "2018-10-30"},
		{"1.9.18", "2018-09-01"},
		{"1.9.58", "1958-09-01"},
		{" 2018-10-30 ", "2018-10-30"},
		{"2018-10-30T00:00:00", "2018-10-30"},
		{"2018-10-30T14:30:00.000Z", "2018-10-30"},
		{"30.10.2018 00:00:00", "2018-10-30"},
		{"30.10.2018 0:00", "2018-10-30"},
		{"1.9.18 14:30", "2018-09-01"},
		{"30. Oktober 2018", "2018-10-30"},
		{"30. Okt. 18", "2018-10-30"},
		{"3.\u00a0März\u00a02018", "2018-03-03"},
		{"30-Okt-18", "2018-10-30"},
		{"29.02.2016", "2016-02-29"},
		{"31.12.9999", "9999-12-31"},
		{"01.01.1900", "1900-01-01"},

		{"29.02.2018", noSuch.Why},
		{"31.04.2018", noSuch.Why},
		{"30.13.2018", noSuch.Why},
		{"00.10.2018", noSuch.Why},
		{"30.10.218", noYear.Why},
		{"30.10.1018", noYear.Why},
		{"10/30/2018", slashes.Why},
		{"30/10/2018", slashes.Why},
		{"10-30-18", notADate.Why},
		{"30-10-18", notADate.Why},
		{"10/2018", noDay.Why},
		{"Okt 18", noDay.Why},
		{"01. Feb", lost.Why},
		{"30.10.", lost.Why},
		{"43373", serial.Why},
		{"20181030", serial.Why},
		{"2018", onlyYear.Why},
		{"", notADate.Why},
		{"gestern", notADate.Why},
		{"30.10.2018 abends", notADate.Why},
		{"30..10.2018", notADate.Why},
		{"00.00.0000", notADate.Why},
	} {
		d, f := ParseDate(c.text)
		got := FormatDate(d, English)
		if !f.OK() {
			got = f.Why
		}
		if got != c.want {
			t.Errorf("ParseDate(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMonthsOfficesWrite(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"10/2018", "Oktober 2018"},
		{"10.2018", "Oktober 2018"},
		{"2018-10", "Oktober 2018"},
		{"2018/10", "Oktober 2018"},
		{"Okt 18", "Oktober 2018"},
		{"Okt. 18", "Oktober 2018"},
		{"Okt-18", "Oktober 2018"},
		{"oktober 2018", "Oktober 2018"},
		{"Mrz 19", "März 2019"},
		{"März 2019", "März 2019"},
		{"30.10.2018", "Oktober 2018"},
		{"30.10.2018 00:00:00", "Oktober 2018"},
		{"2018-10-01", "Oktober 2018"},
		{"00.10.2018", "Oktober 2018"},
		{"10/11", "Oktober 2011"},
		{"12/9999", "Dezember 9999"},

		{"13/2018", notAMonth.Why},
		{"31.02.2018", noSuch.Why},
		{"30.10.218", noYear.Why},
		{"01. Feb", lost.Why},
		{"Q2/2018", aSpan.Why},
		{"2017/18", aSpan.Why},
		{"2011/12", aSpan.Why},
		{"2017/2018", aSpan.Why},
		{"01/10/2018", slashes.Why},
		{"43373", serial.Why},
		{"2018", onlyYear.Why},
		{"2. Hj. 17/18", aSpan.Why},
		{"2. Quartal 2018", aSpan.Why},
		{"Schuljahr 2017/18", aSpan.Why},
		{"", notAMonth.Why},
		{"Oktober", notAMonth.Why},
	} {
		d, f := ParseMonth(c.text)
		got := f.Why
		if f.OK() {
			got = FormatMonth(d, German)
		}
		if got != c.want {
			t.Errorf("ParseMonth(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func TestWhatExcelMakesOfEntriesIsSeen(t *testing.T) {
	for text, want := range map[string]bool{
		"01. Feb": true, "1. Mai": true, "Feb 01": true, "Mai-05": true, "01.02.2018": true, "2018-02-01": true, "30. Oktober 2018": true,
		"1.5": false, "1-2": false, "05.2018": false, "12": false, "": false, "Mai": false, "A1": false, "1.2.3.4": false, "31.02.2018": false,
	} {
		if Mangled(text) != want {
			t.Errorf("Mangled(%q) is %v", text, !want)
		}
	}
}

func TestPrintedDates(t *testing.T) {
	d := time.Date(2018, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{FormatDate(d, German), "05.03.2018"},
		{FormatDate(d, English), "2018-03-05"},
		{FormatDateLong(d, German), "5. März 2018"},
		{FormatDateLong(d, English), "5 March 2018"},
		{FormatMonth(d, German), "März 2018"},
		{FormatMonth(d, English), "March 2018"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func FuzzDayPrintedIsDayParsed(f *testing.F) {
	f.Add(17834)
	f.Add(-25567)
	f.Fuzz(func(t *testing.T, days int) {
		start := time.Date(1930, 1, 1, 0, 0, 0, 0, time.UTC)
		want := start.AddDate(0, 0, int(uint(days)%98000)) // 1930 to 2198
		for _, text := range []string{
			FormatDate(want, German), FormatDate(want, English), FormatDateLong(want, German), FormatDateLong(want, English),
			want.Format("2006-01-02T15:04:05"), want.Format("02.01.2006 15:04:05"), want.Format("2.1.2006"),
		} {
			if got, fault := ParseDate(text); !fault.OK() || !got.Equal(want) {
				t.Errorf("ParseDate(%q) = %v %s", text, got, fault.Why)
			}
		}
		month := want.AddDate(0, 0, 1-want.Day())
		for _, text := range []string{FormatMonth(want, German), FormatMonth(want, English), want.Format("01/2006"), want.Format("2006-01"), FormatDate(want, German)} {
			if got, fault := ParseMonth(text); !fault.OK() || !got.Equal(month) {
				t.Errorf("ParseMonth(%q) = %v %s", text, got, fault.Why)
			}
		}
	})
}

func FuzzDateText(f *testing.F) {
	for _, s := range []string{"30.10.2018", "1.9.18", "Okt 18", "2018-10-30T00:00:00Z", "01. Feb", "Q2/2018", "2. Hj. 17/18", "\xff.1.2", ":00", "1:1:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, fault := ParseDate(s); fault.OK() {
			if again, fault := ParseDate(FormatDate(d, German)); !fault.OK() || again != d {
				t.Errorf("%q is %v, printed and parsed %v", s, d, again)
			}
		}
		if d, fault := ParseMonth(s); fault.OK() {
			if d.Day() != 1 {
				t.Errorf("%q is the month %v", s, d)
			}
			if again, fault := ParseMonth(FormatMonth(d, German)); !fault.OK() || again != d {
				t.Errorf("%q is %v, printed and parsed %v", s, d, again)
			}
		}
		_, _, _ = ParseHalfYear(s)
		_, _, _ = ParseQuarter(s)
	})
}
