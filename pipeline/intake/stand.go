package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// Stand is the cut-off day that the name of a snapshot folder says: "2018-10-30", or the last day of "2018-Q3".
func Stand(folder string) (day time.Time, ok bool) {
	if t, err := time.Parse(time.DateOnly, folder); err == nil {
		return t, true
	}
	y, q, f := notation.ParseQuarter(folder)
	if !f.OK() || folder != fmt.Sprintf("%d-Q%d", y, q) {
		return time.Time{}, false
	}
	return quarterEnd(y, q), true
}

func quarterEnd(y, q int) time.Time { return time.Date(y, time.Month(3*q+1), 0, 0, 0, 0, 0, time.UTC) }

// checkStand compares a line such as "Stand: 30.10.2018" in the title block with the folder. The folder counts: it is what
// the project sees when it puts a file there.
func (p *pass) checkStand(row *row) {
	for i, c := range row.cells {
		text, ok := standText(c, row.cell(i+1))
		if !ok || p.out == nil {
			continue
		}
		if day, ok := serial(p.epoch, text); ok {
			text = notation.FormatDate(day, notation.German)
		}
		if !sameStand(text, p.stand) {
			p.out.add(fault(finding.Warning, "stand_widerspruch", p.sheet.place(row, i),
				fmt.Sprintf("In der Datei steht als Stand »%s«, der Ordner nennt den %s.", brief(text), notation.FormatDate(p.stand, notation.German)), "",
				standRemedy), "")
		}
	}
}

const standRemedy = "Es gilt der Ordner; bitte prüfen, ob die Datei im richtigen Ordner liegt."

// standInName is a cut-off day in a file name.
var standInName = regexp.MustCompile(`(20\d\d-\d\d-\d\d|20\d\d-Q[1-4]|\d\d\.\d\d\.20\d\d)`)

// checkName compares the cut-off days in the name of a file with the folder. A name may say a span of time; one of its days is enough.
func (t *taker) checkName(at finding.Place, stand time.Time) {
	days := standInName.FindAllString(path.Base(at.File), -1)
	if len(days) > 0 && !slices.ContainsFunc(days, func(d string) bool { return sameStand(d, stand) }) {
		t.found.Add(finding.Warning, "stand_widerspruch", at,
			fmt.Sprintf("Der Dateiname nennt als Stand »%s«, der Ordner den %s.", days[len(days)-1], notation.FormatDate(stand, notation.German)), standRemedy)
	}
}

// standText is what stands behind "Stand:", in the same cell or in the next one.
func standText(c, next string) (string, bool) {
	c = notation.Trim(c)
	end := strings.IndexAny(c, ": ")
	if end < 0 {
		end = len(c)
	}
	switch strings.ToLower(c[:end]) {
	case "stand", "stichtag", "datenstand":
		if text := strings.TrimLeft(c[end:], ": \u00a0"); text != "" {
			return text, true
		}
		return notation.Trim(next), true
	}
	return "", false
}

// sameStand reports whether a text names the stand as day, month or quarter, or is nothing that could be compared.
func sameStand(s string, stand time.Time) bool {
	if t, f := notation.ParseDate(s); f.OK() {
		return t.Equal(stand)
	}
	if t, f := notation.ParseMonth(s); f.OK() {
		return t.Year() == stand.Year() && t.Month() == stand.Month()
	}
	if y, q, f := notation.ParseQuarter(s); f.OK() {
		return quarterEnd(y, q).Equal(stand)
	}
	return true
}
