package identifier

import (
	"regexp"
	"strings"
)

// Telephone numbers and file numbers: digits in groups, told apart from dates, amounts, years and codes.

var (
	phoneInText = regexp.MustCompile(`(?:\+|\b00)[1-9][0-9]?[0-9 /()-]{6,}[0-9]|\b01[5-7][0-9][0-9 /-]{5,}[0-9]|\(0[1-9][0-9]{1,4}\) ?[0-9][0-9 -]{2,}[0-9]|\b0[1-9][0-9]{1,4} ?/ ?[0-9][0-9 -]{2,}[0-9]`)
	national    = regexp.MustCompile(`^0[1-9][0-9]{1,4}[ -]+[1-9][0-9 -]{2,}[0-9]$`)
	yearAtEnd   = regexp.MustCompile(`[/-](?:19|20)[0-9]{2}$`)
)

// phone recognises telephone numbers. Sure are a country code, a mobile code, brackets and the slash behind the area code; groups
// behind a leading zero could be a budget account as well.
func phone(e *Evidence, s string, f form) {
	if f.digits < 6 || f.marks&(angle|at|equals|under) != 0 {
		return
	}
	if f.letters() == 0 && f.digits <= 15 && f.marks&(comma|colon) == 0 {
		e.add(Phone, Shape)
	}
	if f.digits < 7 || e.Is[Likely].Has(Bank) {
		return
	}
	if f.letters() == 0 && f.digits <= 13 && national.MatchString(s) && !yearAtEnd.MatchString(s) {
		e.add(Phone, Likely)
	}
	if f.marks&(plus|slash|bracket) == 0 && !strings.Contains(s, "01") && !strings.Contains(s, "00") {
		return
	}
	for _, m := range phoneInText.FindAllString(s, -1) {
		n := 0
		for i := range len(m) {
			if digit(m[i]) {
				n++
			}
		}
		// 0502/2018 is a product group and a year, 0012345678 a padded number of some other system.
		if n >= 8 && n <= 15 && !yearAtEnd.MatchString(m) && (m[0] == '+' || !strings.HasPrefix(m, "00") || callingCode(m[2:])) {
			e.add(Phone, Sure)
		}
	}
}

// callingCode reports whether the digits behind 00 are a country code in use among the families and offices.
func callingCode(s string) bool {
	for _, c := range [...]string{"49", "43", "41", "90", "31", "32", "33", "39", "34", "44", "48", "381", "383", "389", "355", "374", "994", "995", "963", "964", "98", "93", "961", "962", "234", "233", "237", "224", "251", "252", "291", "7"} {
		if strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}

var (
	prefixOfFile = regexp.MustCompile(`^(?i:az|aktenzeichen|gz|gesch\.?-?z)[.: ]+`)
	bamf         = regexp.MustCompile(`^[0-9]{7}-[0-9]{3}$`)
	benefit      = regexp.MustCompile(`^[0-9]{5}(?:BG|//)[0-9]{7}$|^[0-9]{3}[A-Z][0-9]{6}$`)
	court        = regexp.MustCompile(`^(?:[A-Z] )?(?:[0-9]{1,3}[a-z]? )?[A-Z][A-Za-z]{0,3} [0-9]{1,5}/[0-9]{2}(?: [A-Z]{1,3})*(?:\.[A-Z]{1,2})?$`)
	fileNumber   = regexp.MustCompile(`^(?:[A-Z][A-Za-z]{0,4}|[0-9]{1,4})(?:[-. /]{1,3}(?:[0-9]{1,8}|[A-Z]{1,3})){1,5}/((?:19|20)?[0-9]{2})$`)
	schoolYear   = regexp.MustCompile(`^KW|\b(?:19|20)[0-9]{2}/`) // SJ 2017/18, KW 12/18
	group        = regexp.MustCompile(`[0-9]+`)
)

// caseFile recognises file numbers of authorities and courts: 33-4711/17, 50.21.04-0815/18, 12 K 345/18.A, 7654321-423.
func caseFile(e *Evidence, s string, f form) {
	if f.digits >= 4 && f.n <= 40 {
		e.add(CaseFile, Shape)
	}
	if f.n > 40 || f.digits < 4 || f.letters() == 0 && f.marks&(slash|hyphen) == 0 {
		return
	}
	if p := prefixOfFile.FindString(s); p != "" {
		e.add(CaseFile, Likely)
		s = s[len(p):]
	}
	switch {
	case bamf.MatchString(s), benefit.MatchString(compactBlanks(s)), court.MatchString(s) && !schoolYear.MatchString(s):
		e.add(CaseFile, Likely)
	case f.marks&slash != 0 && fileNumber.MatchString(s) && running(s):
		e.add(CaseFile, Likely)
	}
}

// running reports whether a file number has, before its year, a running number that is no year itself: "SJ 2017/18" has none.
func running(s string) bool {
	all := group.FindAllString(s, -1)
	total := 0
	found := false
	for i, g := range all {
		total += len(g)
		if i < len(all)-1 && len(g) >= 3 && (len(g) != 4 || number(g) < 1990 || number(g) > 2030) {
			found = true
		}
	}
	year := all[len(all)-1]
	plausible := len(year) == 2 && (number(year) <= 30 || number(year) >= 85) || len(year) == 4
	return found && plausible && total >= 5
}

// plate recognises the form of vehicle registrations, which many codes have as well.
var plate = regexp.MustCompile(`^[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[- ]?[0-9]{1,4}[EH]?$`)

func compactBlanks(s string) string { return strings.ReplaceAll(s, " ", "") }
