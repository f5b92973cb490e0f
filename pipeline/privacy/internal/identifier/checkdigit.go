package identifier

import "strings"

// validTaxID checks 11 digits by ISO 7064 MOD 11,10 and by the rule on repetition: of the first ten digits exactly one occurs twice
// or three times, the others at most once, and three of a kind do not stand side by side.
func validTaxID(s string) bool {
	if len(s) != 11 || s[0] == '0' {
		return false
	}
	p := 10
	var count [10]int
	for i := range 10 {
		d := int(s[i] - '0')
		count[d]++
		if sum := (d + p) % 10; sum == 0 {
			p = 20 % 11
		} else {
			p = 2 * sum % 11
		}
		if i >= 2 && s[i] == s[i-1] && s[i] == s[i-2] {
			return false
		}
	}
	repeated := 0
	for _, n := range count {
		if n > 3 {
			return false
		}
		if n > 1 {
			repeated++
		}
	}
	return repeated == 1 && (11-p)%10 == int(s[10]-'0')
}

// pensionForm reports whether s is area, birth date, letter, serial and check digit: 15070649C103. The day may be raised by 50 where
// the numbers of a day were used up.
func pensionForm(s string) bool {
	if len(s) != 12 || !allDigits(s[:8]) || !upper(s[8]) || !allDigits(s[9:]) {
		return false
	}
	day, month := number(s[2:4]), number(s[4:6])
	return (day >= 1 && day <= 31 || day >= 51 && day <= 81) && month >= 1 && month <= 12
}

// validPension is the check digit of VKVV § 4 over a text of pensionForm.
func validPension(s string) bool {
	weights := [...]int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1}
	letter := int(s[8] - 'A' + 1)
	sum := 0
	for i, w := range weights {
		var d int
		switch {
		case i < 8:
			d = int(s[i] - '0')
		case i == 8:
			d = letter / 10
		case i == 9:
			d = letter % 10
		default:
			d = int(s[i-1] - '0')
		}
		sum += crossSum(d * w)
	}
	return sum%10 == int(s[11]-'0')
}

// healthForm is a letter and nine digits.
func healthForm(s string) bool { return len(s) == 10 && upper(s[0]) && allDigits(s[1:]) }

// validHealth is the check digit of § 290 SGB V over a text of healthForm.
func validHealth(s string) bool {
	letter := int(s[0] - 'A' + 1)
	sum := crossSum(letter/10) + crossSum(2*(letter%10))
	for i := 1; i <= 8; i++ {
		d := int(s[i] - '0')
		if i%2 == 0 {
			d *= 2
		}
		sum += crossSum(d)
	}
	return sum%10 == int(s[9]-'0')
}

// documentAlphabet are the characters of serial numbers of identity cards, passports and residence permits.
const documentAlphabet = "0123456789CFGHJKLMNPRTVWXYZ"

// documentForm is a serial number of nine characters, beginning with a letter and with at least four digits.
func documentForm(s string) bool {
	if len(s) != 9 || !upper(s[0]) {
		return false
	}
	digits := 0
	for i := range len(s) {
		if strings.IndexByte(documentAlphabet, s[i]) < 0 {
			return false
		}
		if digit(s[i]) {
			digits++
		}
	}
	return digits >= 4
}

// validDocument is a serial number followed by the check digit of ICAO 9303: T220001293, L01X00T471.
func validDocument(s string) bool {
	if len(s) != 10 || !documentForm(s[:9]) || !digit(s[9]) {
		return false
	}
	weights := [...]int{7, 3, 1}
	sum := 0
	for i := range 9 {
		v := int(s[i] - '0')
		if upper(s[i]) {
			v = int(s[i]-'A') + 10
		}
		sum += v * weights[i%3]
	}
	return sum%10 == int(s[9]-'0')
}

// ibanLengths are the lengths of IBANs by country, as "DE22".
const ibanLengths = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18" +
	"GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28" +
	"PS29PT25QA29RO24RS22SA24SC31SD18SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20"

// ibanForm is a known country, two digits and the right length.
func ibanForm(s string) bool {
	if len(s) < 15 || !upper(s[0]) || !upper(s[1]) || !allDigits(s[2:4]) {
		return false
	}
	for i := 0; i < len(ibanLengths); i += 4 {
		if ibanLengths[i:i+2] == s[:2] {
			return number(ibanLengths[i+2:i+4]) == len(s)
		}
	}
	return false
}

// validIBAN is ISO 7064 MOD 97-10 over a text of ibanForm.
func validIBAN(s string) bool {
	rest := 0
	for i := range len(s) {
		switch c := s[(i+4)%len(s)]; {
		case digit(c):
			rest = (rest*10 + int(c-'0')) % 97
		case upper(c):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

func crossSum(n int) int { return n/10 + n%10 }

func digit(c byte) bool { return c >= '0' && c <= '9' }

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// number is the value of up to nine digits.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
