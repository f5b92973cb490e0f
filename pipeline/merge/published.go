package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// series is an indicator under one legal state, over all municipalities.
type series struct{ indicator, law string }

// published are all cells of all municipalities. Where a municipality lacks a cell that another has, it is missing there: what nobody
// delivered is not nothing.
func (u *union) published() []release.Published {
	var out []release.Published
	version := bundle.Observations.Column("indicator_version")
	have := map[indicator.Key]bool{}
	majors := u.majors()
	apart := u.apart(majors)
	cells := map[series]map[place]bundle.Row{} // one row of each
	for _, r := range u.observations.Rows {
		s := series{r[1], r[2]}
		if cells[s] == nil {
			cells[s] = map[place]bundle.Row{}
		}
		cells[s][placeOf(r)] = r
		ind := u.defined[r[1]+"/"+r[version]]
		p := publishedOf(r, ind, major(ind.Version) != majors[r[1]])
		have[p.Key] = true
		out = append(out, p)
	}
	periods := u.periods()
	for s, list := range cells {
		leading := u.leading(s.indicator, majors[s.indicator])
		for _, r := range whole(list, periods) {
			k := keyOf(r)
			for _, area := range u.names {
				if k.Area = strings.ToLower(area); have[k] || apart[area+"/"+s.indicator] {
					continue
				}
				p := publishedOf(r, leading, false)
				p.Key, p.Missing, p.Status = k, true, release.Absent
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b release.Published) int { return compareKeys(a.Key, b.Key) })
	return out
}

func compareKeys(a, b indicator.Key) int {
	return cmp.Or(strings.Compare(a.Area, b.Area), strings.Compare(a.Indicator, b.Indicator), strings.Compare(a.Law, b.Law), cmp.Compare(a.Freq, b.Freq),
		strings.Compare(a.Period, b.Period), strings.Compare(a.Breakdown, b.Breakdown), strings.Compare(a.Category, b.Category))
}

// place is a cell without its municipality, indicator and law: frequency, period, breakdown, category.
type place [4]string

func placeOf(r bundle.Row) place { return place(r[3:7]) }

// periods are the periods of each frequency that any municipality has, each with a row that knows its days.
func (u *union) periods() map[string]map[string]bundle.Row {
	out := map[string]map[string]bundle.Row{}
	for _, r := range u.observations.Rows {
		if out[r[3]] == nil {
			out[r[3]] = map[string]bundle.Row{}
		}
		if _, seen := out[r[3]][r[4]]; !seen {
			out[r[3]][r[4]] = r
		}
	}
	return out
}

// whole are the cells of a series completed to all periods of its frequencies: the cube of the total. They carry no figures.
func whole(list map[place]bundle.Row, periods map[string]map[string]bundle.Row) []bundle.Row {
	var out []bundle.Row
	seen := map[place]bool{}
	from, to, unit := bundle.Observations.Column("period_start"), bundle.Observations.Column("period_end"), bundle.Observations.Column("unit")
	for _, r := range list {
		for name, day := range periods[r[3]] {
			at := placeOf(r)
			at[1] = name
			if seen[at] {
				continue
			}
			seen[at] = true
			row := make(bundle.Row, len(r))
			copy(row, r[:7])
			row[4], row[from], row[to], row[unit] = name, day[from], day[to], r[unit]
			out = append(out, row)
		}
	}
	return out
}

// publishedOf reads a row.
func publishedOf(r bundle.Row, ind *indicator.Indicator, apart bool) release.Published {
	get := func(c string) string { return r[bundle.Observations.Column(c)] }
	p := release.Published{
		Key:       keyOf(r),
		Span:      indicator.Period{Freq: indicator.Freq(r[3]), Name: r[4], From: day(get("period_start")), To: day(get("period_end"))},
		Indicator: ind, Apart: apart, Status: release.Free, Provisional: get("obs_status") == "P",
		Numerator: decimal(get("numerator")), Denominator: decimal(get("denominator")), Value: decimal(get("obs_value")),
	}
	switch get("obs_status") {
	case "Q":
		p.Status = release.Withheld
	case "M":
		p.Status = release.Absent
	case "L", "O":
		p.Status, p.Missing = release.Absent, true
	}
	if ind.Unit == indicator.UnitPercent && p.Value != nil {
		*p.Value = p.Value.Quo(notation.Int(100))
	}
	if n, err := strconv.ParseInt(get("n_unknown"), 10, 64); err == nil {
		p.Unknown = &n
	}
	p.Low, p.High = bound(get("ci_low"), ind.Unit), bound(get("ci_high"), ind.Unit)
	return p
}

func day(s string) time.Time {
	d, _ := time.Parse(time.DateOnly, s) // verify has read it; empty for months since intake
	return d
}

func decimal(s string) *notation.Decimal {
	if s == "" {
		return nil
	}
	d := bundle.ParseDecimal(s)
	return &d
}

func bound(s string, u indicator.Unit) *float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	if u == indicator.UnitPercent {
		f /= 100
	}
	return &f
}

// keyOf is the key of a row, in the lower case of cell ids.
func keyOf(r bundle.Row) indicator.Key {
	lower := strings.ToLower
	return indicator.Key{Area: lower(r[0]), Indicator: lower(r[1]), Law: lower(r[2]), Freq: indicator.Freq(r[3]), Period: r[4], Breakdown: lower(r[5]), Category: lower(r[6])}
}

// leak notes which figures that came by contract were published elsewhere: whoever read that knows them.
func (u *union) leak(published []release.Published, printed map[string]release.Printed) {
	text := func(d *notation.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	for i := range published {
		p := &published[i]
		if before, ok := printed[p.Key.ID()]; ok && u.hidden[p.Key] && before.Numerator == text(p.Numerator) && before.Denominator == text(p.Denominator) {
			u.leaked[p.Key] = true
		}
	}
}

// release makes the Release of the merged bundle. Figures that came by contract are in it only as the totals that may be shown: those are made apart, from
// all figures, and stand beside what the others give.
func (u *union) release(a release.Audience, published []release.Published, shown map[indicator.Key]bool) *release.Release {
	var whole, outside []release.Published
	for _, p := range published {
		k := p.Key
		k.Area = setKey
		open := shown[k] && !p.Apart
		if open {
			whole = append(whole, p)
		}
		if u.hidden[p.Key] {
			p = release.Published{Key: p.Key, Span: p.Span, Indicator: p.Indicator, Apart: p.Apart, Status: release.Withheld}
		}
		p.Apart = p.Apart || open
		outside = append(outside, p)
	}
	open := release.Merge(a, setKey, whole, u.codes())
	for _, c := range open.All() {
		if c.Key().Area == setKey && c.Shown() {
			outside = append(outside, totalOf(c))
		}
	}
	return release.Merge(a, setKey, slices.Clip(outside), u.codes())
}

// totalOf is a finished total as a cell of its own. How many units are not determinable in it, it does not say: of those that are hidden it would tell too much.
func totalOf(c release.Cell) release.Published {
	p := release.Published{Key: c.Key(), Span: c.Period(), Indicator: c.Indicator(), Apart: true, Status: release.Free, Provisional: c.Provisional()}
	ref := func(d notation.Decimal, ok bool) *notation.Decimal {
		if !ok {
			return nil
		}
		return &d
	}
	p.Numerator, p.Denominator, p.Value = ref(c.Numerator()), ref(c.Denominator()), ref(c.Value())
	if low, high, ok := c.Interval(); ok {
		p.Low, p.High = &low, &high
	}
	return p
}
