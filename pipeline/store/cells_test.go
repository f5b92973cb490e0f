package store

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// row is one row of a generated indicator; nil is NULL.
type row struct {
	period, unit, person, family string
	k, n                         *int64
	sex, level                   string
}

// TestCellsAgreeWithCountingByHand recomputes random indicators in Go, unit by unit, without grouping sets. Each is observed alone, and
// all of them together, where those of one shape share statements, beside one that has a text for a number.
func TestCellsAgreeWithCountingByHand(t *testing.T) {
	s := observing(t)
	faulty := &indicator.Indicator{ID: "text", File: "text", Measure: indicator.Count, Period: indicator.Periods{"quarter"}, SQL: values(
		"freq, time_period, unit_id, person_id, family_id, numerator, denominator", "'Q', '2018-Q1', 'U', 'P', 'F', 'viele', null")}
	all := []*indicator.Indicator{faulty}
	want := map[string][][]string{}
	for seed := range uint64(48) {
		r := rand.New(rand.NewPCG(seed, 1))
		measure := []indicator.Measure{indicator.Count, indicator.Share, indicator.Ratio, indicator.Amount}[seed%4]
		rows := randomRows(r, measure)
		ind := &indicator.Indicator{
			ID: fmt.Sprintf("seed %d", seed), File: string(measure), Measure: measure, Period: indicator.Periods{"quarter"}, SQL: rowsSQL(rows),
			By: []indicator.Breakdown{{"sex"}, {"level"}, {"level", "sex"}}[:2+r.IntN(2)],
		}
		got, found, err := s.Observe(t.Context(), []*indicator.Indicator{ind})
		failOn(t, must(found, err)(t))
		want[ind.ID] = words(byHand(rows, ind))
		if diff := gocmp.Diff(want[ind.ID], words(printObservations(got))); diff != "" {
			t.Fatalf("%s, %s (-by hand +got):\n%s", ind.ID, measure, diff)
		}
		all = append(all, ind)
	}
	got, found, err := s.Observe(t.Context(), all)
	if err != nil || len(found) != 1 || found[0].Place.File != "text" {
		t.Fatalf("findings %v, error %v", found, err)
	}
	for _, ind := range all[1:] {
		mine := slices.DeleteFunc(slices.Clone(got), func(o indicator.Observation) bool { return o.Key.Indicator != ind.ID })
		if diff := gocmp.Diff(want[ind.ID], words(printObservations(mine))); diff != "" {
			t.Errorf("%s among others (-by hand +got):\n%s", ind.ID, diff)
		}
	}
}

func randomRows(r *rand.Rand, m indicator.Measure) []row {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	number := func(limit int64, gaps int) *int64 {
		if r.IntN(10) < gaps {
			return nil
		}
		n := r.Int64N(limit)
		return &n
	}
	limit := int64(50)
	if m == indicator.Count || m == indicator.Share {
		limit = 2
	}
	shape, persons := r.IntN(3), r.IntN(3)
	var out []row
	for i := range 1 + r.IntN(60) {
		unit := fmt.Sprintf("U%02d", i)
		if shape > 0 && r.IntN(3) == 0 {
			unit = fmt.Sprintf("U%02d", r.IntN(i+1)) // a further row of an earlier unit
		}
		x := row{period: pick("2018-Q1", "2018-Q2"), unit: unit, family: "F" + unit[2:], sex: pick("W", "M", ""), level: pick("PRIM", "SEK1")}
		if shape == 2 {
			x.family = pick("F1", "F2", "F3", "") // a unit may belong to several families
		}
		switch persons {
		case 1:
			x.person = unit
		case 2:
			x.person = pick("P1", "P2", "P3", "P4", "")
		}
		x.k, x.n = number(limit, 2), number(limit, 2)
		if m == indicator.Share && x.n != nil && x.k != nil && *x.k > *x.n {
			x.k = x.n
		}
		out = append(out, x)
	}
	return out
}

func rowsSQL(rows []row) string {
	text := func(s string) string {
		if s == "" {
			return "null::varchar"
		}
		return quote(s)
	}
	number := func(n *int64) string {
		if n == nil {
			return "null::int"
		}
		return fmt.Sprint(*n)
	}
	var out []string
	for _, x := range rows {
		out = append(out, strings.Join([]string{
			"'Q'", text(x.period), text(x.unit), text(x.person), text(x.family), number(x.k), number(x.n), text(x.sex), text(x.level),
		}, ","))
	}
	return values("freq, time_period, unit_id, person_id, family_id, numerator, denominator, sex, level", out...)
}

// byHand prints the cells as printObservations does.
func byHand(rows []row, ind *indicator.Indicator) string {
	m := ind.Measure
	cells := map[[3]string][]row{}
	for _, x := range rows {
		sex, level := strings.ToLower(orElse(x.sex, "UNBEK")), strings.ToLower(x.level)
		for _, b := range [][2]string{{"_t", "_t"}, {"sex", sex}, {"level", level}, {"level_x_sex", level + "_x_" + sex}}[:1+len(ind.By)] {
			key := [3]string{x.period, b[0], b[1]}
			cells[key] = append(cells[key], x)
		}
	}
	anyPerson := slices.ContainsFunc(rows, func(x row) bool { return x.person != "" })
	anyFamily := slices.ContainsFunc(rows, func(x row) bool { return x.family != "" })
	out := [][]string{{"freq", "period", "law", "breakdown", "category", "k", "n", "value", "unknown", "persons", "families", "largest", "target", ""}}
	keys := slices.SortedFunc(maps.Keys(cells), func(a, b [3]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]), strings.Compare(a[2], b[2]))
	})
	for _, key := range keys {
		mark := ""
		if key[0] == "2018-Q2" {
			mark = "p"
		}
		c := handCell(cells[key], m)
		out = append(out, []string{
			"Q", key[0], "_z", key[1], key[2], fmt.Sprint(c.k), c.denominator(m), c.value(m), fmt.Sprint(c.unknown),
			c.people(m, c.persons, anyPerson), c.people(m, c.families, anyFamily), c.contributions(), ".", mark,
		})
	}
	return align(out)
}

// handUnit is one unit in one cell.
type handUnit struct {
	rows              []row
	k, n              int64
	num, den, com, no bool
}

// hand is one cell.
type hand struct {
	k, n, unknown     int64
	persons, families [3]map[string]bool
	parts             map[string]int64
}

func handCell(rows []row, m indicator.Measure) hand {
	units := map[string]*handUnit{}
	for _, x := range rows {
		if units[x.unit] == nil {
			units[x.unit] = &handUnit{}
		}
		units[x.unit].rows = append(units[x.unit].rows, x)
	}
	c := hand{parts: map[string]int64{}}
	for i := range 3 {
		c.persons[i], c.families[i] = map[string]bool{}, map[string]bool{}
	}
	for _, u := range units {
		u.judge(m)
		c.k, c.n = c.k+u.k, c.n+u.n
		if u.no {
			c.unknown++
			continue
		}
		c.enter(u, m)
	}
	return c
}

// judge decides what the unit counts.
func (u *handUnit) judge(m indicator.Measure) {
	bits := m == indicator.Count || m == indicator.Share
	known, gap := false, false
	for _, x := range u.rows {
		if !x.known(m) {
			gap = true
			continue
		}
		known = true
		n := int64(0)
		if m.HasDenominator() {
			n = *x.n
		}
		if bits {
			u.k, u.n = max(u.k, *x.k), max(u.n, n)
		} else {
			u.k, u.n = u.k+*x.k, u.n+n
		}
	}
	u.no = !known || bits && u.k == 0 && gap
	if u.no {
		u.k, u.n = 0, 0
	}
	u.num, u.den, u.com = u.k > 0, u.n > 0, u.n > 0 && u.k == 0
}

func (x row) known(m indicator.Measure) bool {
	return x.k != nil && (!m.HasDenominator() || x.n != nil)
}

// enter counts the people of a unit and what their families contribute.
func (c *hand) enter(u *handUnit, m indicator.Measure) {
	part := map[string]int64{}
	for _, x := range u.rows {
		for i, in := range []bool{u.num, u.den, u.com} {
			if in && x.person != "" {
				c.persons[i][x.person] = true
			}
			if in && x.family != "" {
				c.families[i][x.family] = true
			}
		}
		switch {
		case m == indicator.Count || m == indicator.Share:
			part[x.family] = u.k
		case x.known(m):
			part[x.family] += *x.k
		}
	}
	for family, k := range part {
		if family != "" {
			c.parts[family] += k
		}
	}
}

func (c hand) denominator(m indicator.Measure) string {
	if !m.HasDenominator() {
		return "."
	}
	return fmt.Sprint(c.n)
}

func (c hand) value(m indicator.Measure) string {
	if !m.HasDenominator() {
		return fmt.Sprint(c.k)
	}
	if c.n == 0 {
		return "."
	}
	return notation.Decimal((2*c.k*1_000_000 + c.n) / (2 * c.n)).String()
}

func (c hand) people(m indicator.Measure, sides [3]map[string]bool, any bool) string {
	var out []string
	for i, side := range sides {
		s := fmt.Sprint(len(side))
		if !any || i == 1 && !m.HasDenominator() || i == 2 && m != indicator.Share {
			s = "."
		}
		out = append(out, s)
	}
	return strings.Join(out, "/")
}

func (c hand) contributions() string {
	parts := slices.SortedFunc(maps.Values(c.parts), func(a, b int64) int { return cmp.Compare(b, a) })
	out := []string{".", "."}
	for i := range min(2, len(parts)) {
		out[i] = fmt.Sprint(parts[i])
	}
	return strings.Join(out, ",")
}
