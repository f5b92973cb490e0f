package privacy

import (
	"strconv"

	"wirkbericht/pipeline/notation"
)

// step is a column after a coarsening; without codes it is left out.
type step struct {
	text string
	loss int // how much is lost, to choose among steps that help as much
	attribute
}

// steps are what can be done to a column, the gentlest first.
func steps(f *frame, a *attribute, limit int) []step {
	var out []step
	for loss, s := range [...]struct {
		text   string
		coarse func(year, month int) string
	}{
		{"nur Quartale angeben", func(y, m int) string { return strconv.Itoa(y) + "Q" + strconv.Itoa((m+2)/3) }},
		{"nur Jahre angeben", func(y, _ int) string { return strconv.Itoa(y) }},
		{"nur Klassen von fünf Jahren angeben", func(y, _ int) string { return strconv.Itoa(y / 5) }},
	} {
		if b, ok := a.dates(s.coarse); ok {
			out = append(out, step{s.text, loss, b})
		}
	}
	if b, ok := f.rareTogether(a, limit); ok {
		out = append(out, step{"seltene Werte zusammenfassen", 3, b})
	}
	return append(out, step{text: "Spalte weglassen", loss: 4})
}

// dates is the attribute with its dates made coarser, if it holds dates and some of them fall together.
func (a *attribute) dates(coarse func(year, month int) string) (attribute, bool) {
	codes := coder{}
	to := make([]uint32, a.size())
	for i, v := range a.values {
		y, m, ok := yearAndMonth(v)
		if !ok {
			return attribute{}, false
		}
		to[i+1] = codes.code(coarse(y, m))
	}
	return a.recoded(to, codes.texts()), len(codes) < len(a.values)
}

// yearAndMonth reads a month, a date or a year of four digits, which is its January.
func yearAndMonth(s string) (year, month int, ok bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, 1, len(s) == 4 && n >= 1900 && n < 2100
	}
	t, fault := notation.ParseMonth(s)
	return t.Year(), int(t.Month()), fault.OK()
}

// rareTogether is the attribute with all values that fewer units than limit have as one value, if there are two of them and not
// everything is rare.
func (f *frame) rareTogether(a *attribute, limit int) (attribute, bool) {
	p := whole(len(f.unit)).by(a.of, a.size())
	sizes := f.sizes(p)
	have := make([]int, a.size())
	for i, class := range p.of {
		have[a.of[i]] = sizes[class]
	}
	codes := coder{}
	to := make([]uint32, a.size())
	rare := 0
	for i, v := range a.values {
		if have[i+1] < limit {
			v = "\x00" // no cell holds it
			rare++
		}
		to[i+1] = codes.code(v)
	}
	return a.recoded(to, codes.texts()), rare > 1 && rare < len(a.values)
}

func (a *attribute) recoded(to []uint32, values []string) attribute {
	of := make([]uint32, len(a.of))
	for i, code := range a.of {
		of[i] = to[code]
	}
	return attribute{a.name, of, values}
}
