package identifier

import "testing"

// The numbers are the worked examples of sdc.md 3.3 and numbers made from the published rules. "wrong" has one digit changed or breaks a
// rule beside the check digit.
func TestCheckDigitsOfWorkedExamples(t *testing.T) {
	check := func(form func(string) bool, valid func(string) bool) func(string) bool {
		return func(s string) bool { return form(s) && valid(s) }
	}
	whole := func(string) bool { return true }
	for _, c := range []struct {
		number string
		right  []string
		wrong  []string
		is     func(string) bool
	}{
		{"tax id", []string{"86095742719", "47036892816", "65929970489", "57549285017", "25768131411"},
			[]string{"86095742718", "12345678903", "98765432106", "06095742719", "1234567890", "11111111111", "55559742719"}, check(whole, validTaxID)},
		{"pension", []string{"15070649C103", "65070803A019", "20151090B023", "38551285K051"},
			[]string{"15070649C100", "65070803A012", "15070049C103", "15071349C103", "15420649C103", "15850649C103", "150706491103", "15070649C10"},
			check(pensionForm, validPension)},
		{"health", []string{"A000500015", "A123456780"}, []string{"A000500014", "A123456789", "1123456780", "A12345678"}, check(healthForm, validHealth)},
		{"document", []string{"T220001293", "L01X00T471"}, []string{"T220001294", "L01X00T472", "T22000129", "A220001293", "1220001293"}, check(whole, validDocument)},
		{"iban", []string{"DE89370400440532013000", "GB82WEST12345698765432", "AT611904300234573201", "TR330006100519786457841326", "FR1420041010050500013M02606"},
			[]string{"DE89370400440532013001", "DE8937040044053201300", "XX89370400440532013000", "GB82WEST12345698765431"}, check(ibanForm, validIBAN)},
	} {
		for _, s := range c.right {
			if !c.is(s) {
				t.Errorf("%s %s is right and was refused", c.number, s)
			}
		}
		for _, s := range c.wrong {
			if c.is(s) {
				t.Errorf("%s %s is wrong and was accepted", c.number, s)
			}
		}
	}
}

// Of a right tax id, changing any one digit breaks the check digit or the rule on repetition.
func TestOneWrongDigitBreaksATaxID(t *testing.T) {
	const right = "86095742719"
	for i := range right {
		for d := byte('0'); d <= '9'; d++ {
			wrong := right[:i] + string(d) + right[i+1:]
			if wrong != right && validTaxID(wrong) {
				t.Errorf("%s differs from %s in one digit and was accepted", wrong, right)
			}
		}
	}
}

func TestThreeOfAKindDoNotStandSideBySide(t *testing.T) {
	for _, c := range []struct {
		digits string
		want   bool
	}{{"6592997048", true}, {"6599927048", false}} {
		valid := false
		for d := byte('0'); d <= '9'; d++ {
			valid = valid || validTaxID(c.digits+string(d))
		}
		if valid != c.want {
			t.Errorf("ten digits %s: some check digit is right = %v, want %v", c.digits, valid, c.want)
		}
	}
}
