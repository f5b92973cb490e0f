package merge

import (
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
	at := bundle.Observations.Column
	have := map[string]bool{}
	majors := u.majors()
	apart := u.apart(majors)
	cells := map[series]map[string]bundle.Row{} // series → cell without area → one of its rows
	for _, r := range u.observations.Rows {
		s := series{r[1], r[2]}
		if cells[s] == nil {
			cells[s] = map[string]bundle.Row{}
		}
		have[bundle.Observations.KeyOf(r)] = true
		cells[s][strings.Join(r[3:7], "/")] = r
		ind := u.defined[r[1]+"/"+r[at("indicator_version")]]
		out = append(out, publishedOf(r, ind, major(ind.Version) != majors[r[1]]))
	}
	for s, list := range cells {
		for _, r := range u.whole(list) {
			for _, area := range u.names {
				row := slices.Clone(r)
				row[0] = area
				if have[bundle.Observations.KeyOf(row)] || apart[area+"/"+s.indicator] {
					continue
				}
				p := publishedOf(row, u.leading(s.indicator, majors[s.indicator]), false)
				p.Missing, p.Status = true, release.Absent
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b release.Published) int { return strings.Compare(a.Key.ID(), b.Key.ID()) })
	return out
}

// whole are the cells of a series completed to every period of its frequencies that any municipality has: the cube of the total.
func (u *union) whole(list map[string]bundle.Row) []bundle.Row {
	periods := map[string]map[string]bundle.Row{} // freq → period → a row with its days
	for _, r := range u.observations.Rows {
		if periods[r[3]] == nil {
			periods[r[3]] = map[string]bundle.Row{}
		}
		if _, seen := periods[r[3]][r[4]]; !seen {
			periods[r[3]][r[4]] = r
		}
	}
	var out []bundle.Row
	seen := map[string]bool{}
	from, to := bundle.Observations.Column("period_start"), bundle.Observations.Column("period_end")
	for _, r := range list {
		for name, day := range periods[r[3]] {
			row := slices.Clone(r)
			row[4], row[from], row[to] = name, day[from], day[to]
			if k := strings.Join(row[3:7], "/"); !seen[k] {
				seen[k] = true
				out = append(out, row)
			}
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
