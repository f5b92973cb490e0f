package intake

import (
	"strings"
	"time"
)

// markers are the texts by which offices say that there is no value, in lower case.
var markers = map[string]Reason{
	"k. a.": ReasonNotStated, "k.a.": ReasonNotStated, "k. a": ReasonNotStated, "ka": ReasonNotStated,
	"keine angabe": ReasonNotStated, "keine angaben": ReasonNotStated, "o. a.": ReasonNotStated, "o.a.": ReasonNotStated,
	"unbek.": ReasonNotStated, "unbekannt": ReasonNotStated, "n. b.": ReasonNotStated, "n.b.": ReasonNotStated,
	"nicht bekannt": ReasonNotStated, "x": ReasonNotStated, "/": ReasonNotStated,
	"null": ReasonNotStated, "(null)": ReasonNotStated, "(leer)": ReasonNotStated,
	"entf.": ReasonNotApplicable, "entfällt": ReasonNotApplicable, "trifft nicht zu": ReasonNotApplicable,
	"…": ReasonLater, "...": ReasonLater, "folgt": ReasonLater,
	".": ReasonHidden, "*": ReasonHidden,
	"#nv": ReasonBroken, "#bezug!": ReasonBroken, "#wert!": ReasonBroken, "#div/0!": ReasonBroken, "#name?": ReasonBroken,
	"#zahl!": ReasonBroken, "#null!": ReasonBroken, "#n/a": ReasonBroken, "#ref!": ReasonBroken, "#value!": ReasonBroken,
	"#num!": ReasonBroken,
}

// noDates are texts that stand for "no date" in date and month columns.
var noDates = map[string]Reason{
	"00.00.0000": ReasonNotStated, "00.00.00": ReasonNotStated, "0000-00-00": ReasonNotStated, "00/0000": ReasonNotStated,
	"00.0000": ReasonNotStated, "0000-00": ReasonNotStated,
}

// missing is why a trimmed text of this column holds no value, or "".
func (c *column) missing(s string) Reason {
	if end := s[len(s)-1]; end >= '0' && end <= '9' && s[0] != '0' && len(c.markers) == 0 {
		return "" // no marker ends in a digit but a date of zeros
	}
	s = strings.ToLower(s)
	if r, ok := c.markers[s]; ok {
		return r
	}
	if r, ok := markers[s]; ok {
		return r
	}
	switch {
	case isDash(s):
		return ReasonNotStated // a column that counts dashes as zero has read it before
	case c.Type == TypeDate || c.Type == TypeMonth:
		day, _, _ := strings.Cut(s, " ") // a time of day may follow
		return noDates[day]
	}
	return ""
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "--" }

// placeholder is why a date that exists means none: systems that cannot hold an empty date write the first or the last they know.
func placeholder(t time.Time) Reason {
	switch {
	case t.Year() == 9999:
		return ReasonOpen
	case t.Year() == 1900 && t.YearDay() == 1:
		return ReasonNotStated
	}
	return ""
}
