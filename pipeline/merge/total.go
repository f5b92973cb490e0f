package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/delivery"
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

func major(version string) string {
	m, _, _ := strings.Cut(version, ".")
	return m
}

// majors is, for each indicator, the MAJOR that most municipalities deliver; of equally many the higher one.
func (u *union) majors() map[string]string {
	areas := map[string]map[string]map[string]bool{} // indicator → major → areas
	for _, r := range u.observations.Rows {
		m := major(r[7])
		if areas[r[1]] == nil {
			areas[r[1]] = map[string]map[string]bool{}
		}
		if areas[r[1]][m] == nil {
			areas[r[1]][m] = map[string]bool{}
		}
		areas[r[1]][m][r[0]] = true
	}
	out := map[string]string{}
	for id, byMajor := range areas {
		for m, set := range byMajor {
			best := out[id]
			if best == "" || cmp.Or(len(set)-len(byMajor[best]), number(m)-number(best)) > 0 {
				out[id] = m
			}
		}
	}
	return out
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// apart are the areas and indicators (area/id) delivered in another MAJOR only.
func (u *union) apart(majors map[string]string) map[string]bool {
	out, leads := map[string]bool{}, map[string]bool{}
	for _, r := range u.observations.Rows {
		k := r[0] + "/" + r[1]
		leads[k] = leads[k] || major(r[7]) == majors[r[1]]
		out[k] = !leads[k]
	}
	return out
}

// leading is the newest definition of the MAJOR.
func (u *union) leading(id, m string) *indicator.Indicator {
	var out *indicator.Indicator
	for _, ind := range u.defined {
		if strings.ToUpper(ind.ID) == id && major(ind.Version) == m && (out == nil || newer(ind.Version, out.Version)) {
			out = ind
		}
	}
	return out
}

// newer reports whether version a is later than b.
func newer(a, b string) bool {
	x, _ := bundle.ParseVersion(a)
	y, _ := bundle.ParseVersion(b)
	return slices.Compare(x[:], y[:]) > 0
}

// publishedOf reads a row.
func publishedOf(r bundle.Row, ind *indicator.Indicator, apart bool) release.Published {
	get := func(c string) string { return r[bundle.Observations.Column(c)] }
	lower := strings.ToLower
	p := release.Published{
		Key:       indicator.Key{Area: lower(r[0]), Indicator: lower(r[1]), Law: lower(r[2]), Freq: indicator.Freq(r[3]), Period: r[4], Breakdown: lower(r[5]), Category: lower(r[6])},
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

// tables are the tables of the merged bundle: the rows of the municipalities as they came, and those of the totals.
func (u *union) tables(r *release.Release) delivery.Tables {
	t := delivery.Tables{
		Observations: u.observations, Indicators: u.indicators, Codelists: u.codelists, Areas: u.municipalities, Quality: u.quality,
		Coverage: &bundle.Content{Table: bundle.Coverage},
	}
	notes := u.notes()
	seen := map[string]bool{}
	for _, c := range r.All() {
		k := c.Key()
		if k.Area != setKey || seen[k.ID()] { // an indicator in two versions lists its cells twice
			continue
		}
		seen[k.ID()] = true
		row := delivery.Row(c)
		u.remark(row, notes[row[1]])
		if p, ok := c.Partial(); ok {
			if p.Withheld == 0 {
				row[bundle.Observations.Column("obs_status")] = "O"
			}
			t.Coverage.Rows = append(t.Coverage.Rows, coverage(row, c, p))
		}
		t.Observations.Rows = append(t.Observations.Rows, row)
	}
	t.Areas.Rows = append(t.Areas.Rows, bundle.Row{SetArea, "", setName, ""})
	return t
}

// note is what all totals of an indicator have in common.
type note struct {
	differs bool     // several MINOR versions
	apart   []string // areas with another MAJOR
	broken  map[string]bool
}

func (u *union) notes() map[string]*note {
	out := map[string]*note{}
	majors, versions := u.majors(), map[string][]string{}
	breaks := bundle.Observations.Column("series_break")
	for _, r := range u.observations.Rows {
		n := out[r[1]]
		if n == nil {
			n = &note{broken: map[string]bool{}}
			out[r[1]] = n
		}
		if major(r[7]) != majors[r[1]] {
			if !slices.Contains(n.apart, r[0]) {
				n.apart = append(n.apart, r[0])
			}
			continue
		}
		minor := r[7][:strings.LastIndex(r[7], ".")]
		if !slices.Contains(versions[r[1]], minor) {
			versions[r[1]] = append(versions[r[1]], minor)
		}
		if r[breaks] == "true" {
			n.broken[strings.Join(r[1:7], "/")] = true
		}
	}
	for id, list := range versions {
		out[id].differs = len(list) > 1
	}
	return out
}

// remark puts onto a total what its parts have: the worst status, a break, definitions that differ, municipalities that stand apart.
func (u *union) remark(row bundle.Row, n *note) {
	at := bundle.Observations.Column
	if n.differs && row[at("obs_status")] == "A" {
		row[at("obs_status")] = "D"
	}
	row[at("series_break")] = strconv.FormatBool(n.broken[strings.Join(row[1:7], "/")])
	if len(n.apart) > 0 {
		row[at("comment")] = strings.TrimSpace(row[at("comment")] + " Ohne " + strings.Join(n.apart, ", ") + ": dort gilt eine andere Fassung der Definition.")
	}
}

// coverage is what is known of a total without a value. A withheld numerator is at least 0, and nothing bounds it from above as long as
// its denominator is withheld too (RULINGS 12); a share lies between 0 and 100 all the same. Amounts can be negative: no bounds.
func coverage(row bundle.Row, c release.Cell, p release.Partial) bundle.Row {
	low, high, denominator := "", "", ""
	switch m := c.Indicator().Measure; {
	case m == indicator.Count:
		low = p.Numerator.String()
	case m == indicator.Share:
		low, high = "0", "100"
	}
	if c.Indicator().Measure.HasDenominator() {
		denominator = p.Denominator.String()
	}
	return append(slices.Clone(row[:7]), strconv.Itoa(p.Areas), strconv.Itoa(p.Shown), strconv.Itoa(p.Withheld), strconv.Itoa(p.Missing),
		p.Numerator.String(), denominator, low, high, fmt.Sprintf("%.2f", 100*float64(p.Shown)/float64(p.Areas)))
}
