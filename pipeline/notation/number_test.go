package notation

import (
	"math"
	"testing"
)

func TestNumbersOfficesWrite(t *testing.T) {
	for _, c := range []struct {
		text     string
		grouping bool
		want     string // value and sign, or why not
	}{
		{"1.234,56", false, "1234.56"},
		{"1.234,56", true, "1234.56"},
		{"1234,5", false, "1234.5"},
		{"12,3 %", false, "12.3%"},
		{"12,3\u00a0%", false, "12.3%"},
		{"1.234,56 €", false, "1234.56€"},
		{"82.480 EUR", true, "82480€"},
		{"€ 1.234,50", false, "1234.5€"},
		{"EUR 12", false, "12€"},
		{"12,-- €", false, "12€"},
		{"5,-", false, "5"},
		{"1.234,–", true, "1234"},
		{"12 Std.", false, "12Std."},
		{"1,5h", false, "1.5Std."},
		{"3 Tage", false, "3Tage"},
		{"45 Min.", false, "45Min."},
		{"6 Monate", false, "6Monate"},
		{"123,00-", false, "-123"},
		{"(123)", false, "-123"},
		{"( 1.234,50 )", false, "-1234.5"},
		{"1,0E+03", false, "1000"},
		{"1,5E-02", false, "0.015"},
		{"2e3", false, "2000"},
		{"1\u00a0234,5", false, "1234.5"},
		{"1\u202f234\u202f567", false, "1234567"},
		{"1 234", false, "1234"},
		{"1.234.567", false, "1234567"},
		{"1.234", true, "1234"},
		{"-5", false, "-5"},
		{"− 5", false, "-5"},
		{"–5", false, "-5"},
		{"+ 2", false, "2"},
		{",5", false, "0.5"},
		{"007", false, "7"},
		{"0,100000000", false, "0.1"},
		{"\u00a012 ", false, "12"},
		{"9223372036854,775807", false, "9223372036854.775807"},

		{"1.234", false, ambiguous.Why},
		{"1.5", false, point.Why},
		{"1.5", true, point.Why},
		{"1.23.4", true, point.Why},
		{"1.2345", true, point.Why},
		{"1234.567", true, point.Why},
		{"1.234 567", true, notANumber.Why},
		{"1,234.56", true, notANumber.Why},
		{"1,2,3", true, notANumber.Why},
		{"5,", true, notANumber.Why},
		{",", true, notANumber.Why},
		{"", true, notANumber.Why},
		{"-", true, notANumber.Why},
		{"--5", true, notANumber.Why},
		{"-5-", true, notANumber.Why},
		{"(5", true, notANumber.Why},
		{"(-5)", true, notANumber.Why},
		{"12 Stk.", true, notANumber.Why},
		{"h", true, notANumber.Why},
		{"12 EUR EUR", true, notANumber.Why},
		{"1E", true, notANumber.Why},
		{"1E+999", true, notANumber.Why},
		{"٣", true, notANumber.Why},
		{"0,1234567", true, tooFine.Why},
		{"1,0E-07", true, tooFine.Why},
		{"9223372036854,775808", true, tooLarge.Why},
		{"1E+20", true, tooLarge.Why},
		{"99999999999999999999999", true, tooLarge.Why},
	} {
		n, f := ParseNumber(c.text, c.grouping)
		got := n.Value.String() + string(n.Sign)
		if !f.OK() {
			got = f.Why
		}
		if got != c.want {
			t.Errorf("ParseNumber(%q, %v) = %s, want %s", c.text, c.grouping, got, c.want)
		}
	}
}

func TestMachineNumbersHaveAPointAndNothingElse(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", "-3.5": "-3.5", "0.85": "0.85", "1234.567": "1234.567",
		"1,5": "", "1.": "", ".5": "", "": "", "-": "", "1e3": "", " 1": "", "0.1234567": "", "+1": "",
	} {
		d, f := ParseDecimal(text)
		if f.OK() != (want != "") || f.OK() && d.String() != want {
			t.Errorf("ParseDecimal(%q) = %s, %+v, want %q", text, d, f, want)
		}
	}
}

func TestPrintedNumbers(t *testing.T) {
	dec := func(s string) Decimal {
		d, f := ParseDecimal(s)
		if !f.OK() {
			t.Fatalf("%s: %s", s, f.Why)
		}
		return d
	}
	for _, c := range []struct{ got, want string }{
		{FormatNumber(dec("82480"), 0, German), "82.480"},
		{FormatNumber(dec("82480"), 0, English), "82,480"},
		{FormatNumber(dec("1234567.891"), 2, German), "1.234.567,89"},
		{FormatNumber(dec("-9160"), 0, German), "\u22129.160"},
		{FormatNumber(dec("0.005"), 2, German), "0,01"},
		{FormatNumber(dec("-0.005"), 2, German), "\u22120,01"},
		{FormatNumber(dec("-0.4"), 0, German), "0"},
		{FormatNumber(dec("2.5"), 0, German), "3"},
		{FormatNumber(dec("999.999"), 2, German), "1.000,00"},
		{FormatNumber(math.MinInt64, 6, German), "\u22129.223.372.036.854,775808"},
		{FormatDecimal(dec("12"), German), "12"},
		{FormatDecimal(dec("3.50"), German), "3,5"},
		{FormatDecimal(dec("0.000001"), English), "0.000001"},
		{FormatEuro(dec("82480"), 0, German), "82.480\u00a0€"},
		{FormatEuro(dec("1234.5"), 2, German), "1.234,50\u00a0€"},
		{FormatEuro(dec("82480"), 0, English), "€82,480"},
		{FormatEuro(dec("-3"), 0, English), "\u2212€3"},
		{FormatPercent(dec("0.64"), 0, German), "64\u00a0%"},
		{FormatPercent(dec("0.6425"), 1, German), "64,3\u00a0%"},
		{FormatPercent(dec("0.64"), 0, English), "64%"},
		{FormatSigned(dec("2"), 0, German), "+\u00a02"},
		{FormatSigned(dec("-3.5"), 1, German), "\u2212\u00a03,5"},
		{FormatSigned(dec("0.2"), 0, German), "±\u00a00"},
		{FormatBool(true, German) + FormatBool(false, German), "janein"},
		{FormatBool(true, English) + FormatBool(false, English), "yesno"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestTruthValues(t *testing.T) {
	for text, want := range map[string]string{
		"ja": "ja", "Ja ": "ja", "J": "ja", "WAHR": "ja", "true": "ja", "1": "ja", "+": "ja", "x": "ja", "X": "ja",
		"nein": "nein", "N": "nein", "falsch": "nein", "0": "nein", "-": "nein", "–": "nein",
		"": "?", "vielleicht": "?", "2": "?", "janein": "?",
	} {
		v, f := ParseBool(text)
		got := FormatBool(v, German)
		if !f.OK() {
			got = "?"
		}
		if got != want {
			t.Errorf("ParseBool(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzNumberPrintedIsNumberParsed(f *testing.F) {
	for _, d := range []int64{0, 1, -1, 999_999, 1_000_000, -82_480_000_000, math.MaxInt64, math.MinInt64} {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, d int64) {
		want := Decimal(d)
		for decimals := decimalsOf(want); decimals <= 6; decimals++ {
			text := FormatNumber(want, decimals, German)
			if n, fault := ParseNumber(text, true); !fault.OK() || n.Value != want {
				t.Errorf("%d prints as %q and parses as %d: %s", d, text, n.Value, fault.Why)
			}
		}
		if got, fault := ParseDecimal(want.String()); !fault.OK() || got != want {
			t.Errorf("%d is %q and parses as %d: %s", d, want.String(), got, fault.Why)
		}
	})
}

func FuzzNumberText(f *testing.F) {
	for _, s := range []string{"1.234,56 €", "123,00-", "(123)", "1,0E+03", "1.5", "\u202f1\u202f234", "−5", ",5", "1E99", "\xff,"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, grouping bool) {
		n, fault := ParseNumber(s, grouping)
		if !fault.OK() {
			return
		}
		again, fault := ParseNumber(FormatDecimal(n.Value, German), true)
		if !fault.OK() || again.Value != n.Value {
			t.Errorf("%q is %s, printed and parsed %s %s", s, n.Value, again.Value, fault.Why)
		}
		if wider, fault := ParseNumber(s, true); !fault.OK() || wider != n {
			t.Errorf("%q is %s without and %s with grouping", s, n.Value, wider.Value)
		}
	})
}
