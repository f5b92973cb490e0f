package intake

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// shapedColumns are a column of each type, in both notations, and such as mean something else by the same texts.
func shapedColumns() []*column {
	german, plain := &Source{}, &Source{Notation: "plain"}
	low, high := int64(-3), int64(40)
	var out []*column
	add := func(k Column, s *Source, m Mapping) {
		k.Name = "k"
		with := *s
		with.Columns = map[string]Mapping{"k": m}
		c := newColumn(k, &with, Contract{})
		c.stand = day(2018, 12, 31)
		out = append(out, c)
	}
	for _, s := range []*Source{german, plain} {
		for _, t := range types {
			add(Column{Type: t, Required: true}, s, Mapping{})
		}
		add(Column{Type: TypeInt, Min: &low, Max: &high}, s, Mapping{})
		add(Column{Type: TypeDec, Min: &low, Max: &high}, s, Mapping{Grouping: true, Dash: "zero"})
		add(Column{Type: TypeText}, s, Mapping{Key: "F000"})
		add(Column{Type: TypeText, Form: FormSchoolYear}, s, Mapping{})
		add(Column{Type: TypeText}, s, Mapping{Pad: 3})
	}
	add(Column{Type: TypeInt}, &Source{Missing: []string{"99"}}, Mapping{})
	add(Column{Type: TypeInt}, german, Mapping{Codes: map[string]string{"1": "7"}})
	return out
}

// checkQuick holds that what is read at first sight is what parse reads.
func checkQuick(t *testing.T, c *column, text string) bool {
	t.Helper()
	n, ok := c.quick(text)
	if !ok {
		return false
	}
	want := c.parse(text)
	if want.fault != nil || want.reason != "" || want.doubt != "" || c.quickValue(n, text) != want.value || c.quickHash(n, text) != hashCell(want, text) {
		t.Errorf("%s %s: %q is %v at first sight, else %+v", c.Type, c.shape, text, c.quickValue(n, text), want)
	}
	return true
}

func TestWhatIsReadAtFirstSightIsWhatIsRead(t *testing.T) {
	texts := []string{"", "0", "-0", "00", "7", "-7", "007", "-3", "-4", "40", "41", "1,5", "-1,5", "1,", ",5", "1,50000", "1.5", "1.234", "-0,5", "0,1234", "0,12345",
		"999999999999", "9999999999999", "99", "1", "30.10.2018", "2018-10-30", "29.02.2018", "29.02.2020", "29.02.1900", "31.12.9999", "01.01.1900", "01.01.1901", "31.12.2199",
		"00.00.0000", "10/2018", "13/2018", "00/2018", "10/1900", "2018-10", "43373", "F001", "F000", "f001", "F01", "F0001", "x", "X", "-", "–", "k. A.", "ka", "KA", "unbekannt",
		"Unbekannt", "trifft nicht zu", "...", "…", "0000-00-00", "Büro", "Bu\u0308ro", "a  b", "ä  b", " a", "a ", "a\u00a0b", "a\u00adb", "=1+1", `="02"`, "a\tb", "a\x81b", "a\u0081b", "2017/18",
		"„so“", "ja", "true", "1e3", "+5", "a\u200bb", "ﬁ", "Å", "²", "日本"}
	for marker := range markers {
		if len(marker) > longestMarker {
			t.Errorf("%q is longer than longestMarker", marker)
		}
		texts = append(texts, marker)
	}
	seen := map[shape]int{}
	for _, c := range shapedColumns() {
		for _, text := range texts {
			if checkQuick(t, c, text) {
				seen[c.shape]++
			}
		}
		random := rand.New(rand.NewPCG(3, 1))
		for range 2000 {
			checkQuick(t, c, randomText(random))
		}
	}
	for _, s := range []shape{shapeWords, shapeKey, shapeInt, shapeComma, shapePoint, shapeDay, shapeISO, shapeMonth} {
		if seen[s] == 0 {
			t.Errorf("nothing was read as %s", s)
		}
	}
}

// randomText is something like a number, a date or a word.
func randomText(r *rand.Rand) string {
	switch r.IntN(4) {
	case 0:
		return fmt.Sprintf("%d%s%d", r.IntN(100)-50, []string{",", ".", "/", ""}[r.IntN(4)], r.IntN(3000))
	case 1:
		return time.Date(1890+r.IntN(320), 1, 1+r.IntN(366), 0, 0, 0, 0, time.UTC).Format([]string{"02.01.2006", "2006-01-02", "01/2006", "2.1.06"}[r.IntN(4)])
	}
	letters := []rune("aZ09 .,-–/äß€x=\"…F")
	out := make([]rune, r.IntN(6))
	for i := range out {
		out[i] = letters[r.IntN(len(letters))]
	}
	return string(out)
}

func FuzzFirstSight(f *testing.F) {
	for _, text := range []string{"30.10.2018", "-1,5", "F001", "k. A.", "Büro 2"} {
		f.Add(text)
	}
	columns := shapedColumns()
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range columns {
			checkQuick(t, c, text)
		}
	})
}
