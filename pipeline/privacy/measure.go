package privacy

import (
	"maps"
	"slices"
)

// Measures are how well the people of one table hide behind each other. Shares and risks are fractions, rounded to four decimals.
type Measures struct {
	Table    string   `json:"table"`
	Units    string   `json:"units"` // what is counted, German plural: Personen, Familien, Zeilen
	Count    int      `json:"count"` // how many
	Families int      `json:"families,omitempty"`
	Quasi    []string `json:"quasi"` // the columns that an attacker is assumed to know

	// K is the size of the smallest class: how many share everything known of the person who hides worst. Missing counts as a value of
	// its own here; in KWildcard as any value (the reading of sdcMicro; 0: not computed, because people have several rows or too
	// much is missing).
	K         int `json:"k"`
	KWildcard int `json:"k_wildcard,omitempty"`
	// KFamilies is the smallest number of families in a class. A class of one family hides nobody from those who know the family.
	KFamilies int    `json:"k_families,omitempty"`
	Classes   int    `json:"classes"`
	Sizes     []Size `json:"sizes"` // the distribution, smallest first

	Unique      int     `json:"unique"` // units alone in a class
	UniqueShare float64 `json:"unique_share"`
	AtRisk      int     `json:"at_risk"` // units in classes below the limit
	AtRiskShare float64 `json:"at_risk_share"`
	// RiskMax and RiskMean are the prosecutor's: one by the size of the class. Everybody knows that the family is in the project.
	RiskMax  float64 `json:"risk_max"`
	RiskMean float64 `json:"risk_mean"`

	Household *Household  `json:"household,omitempty"`
	Sensitive []Sensitive `json:"sensitive,omitempty"`
	Subsets   []BySize    `json:"subsets,omitempty"`
	Exposing  []Exposing  `json:"exposing,omitempty"` // the minimal sets of columns with a class below the limit
	Course    *Course     `json:"course,omitempty"`
	Help      []Help      `json:"help,omitempty"` // what would help, best first
	Grade     Verdict     `json:"grade"`

	limits Limits
}

// Size is how many units are in classes of one size.
type Size struct {
	Size  int `json:"size"`
	Units int `json:"units"`
}

// Limits are what a use demands. A zero demands nothing.
type Limits struct {
	K        int     // units per class
	Families int     // families per class
	L        int     // different values of every sensitive column per class
	MaxShare float64 // of the most frequent sensitive value in a class
	T        float64 // distance of a class from the whole (t-closeness)
}

// Thresholds grade: green meets Green, amber meets Amber, the rest is red.
type Thresholds struct{ Green, Amber Limits }

// Internal are the thresholds for processing inside the project (sdc.md 3.2; three is the minimum of the Bundesagentur für Arbeit):
// below them the data are accepted as pseudonymous, never refused. Evaluators under contract would demand {5, 3, 2, 0.8, 0.3}, public
// micro data {11, 5, 3, 0, 0.2}.
func Internal() Thresholds { return Thresholds{Green: Limits{K: 3, Families: 2, L: 2}} }

// measure computes everything. A frame without rows has K 0 and is green.
func measure(f *frame, th Thresholds) Measures {
	f = f.sorted()
	m := Measures{Table: f.name, Units: f.noun, Count: f.units, Families: f.families, Quasi: []string{}, Sizes: []Size{}, limits: th.Green}
	for _, q := range f.quasi {
		m.Quasi = append(m.Quasi, q.name)
	}
	if f.units == 0 || len(f.quasi) == 0 {
		return m
	}
	p := f.split(f.quasi)
	sizes := f.sizes(p)
	m.count(f.smallest(p, sizes))
	m.Classes = p.n
	if f.family != nil {
		m.KFamilies = slices.Min(f.familySizes(p))
		m.Household = f.household(p, sizes)
	}
	m.KWildcard = f.wildcard(p, sizes)
	for i := range f.sensitive {
		m.Sensitive = append(m.Sensitive, f.diversity(p, &f.sensitive[i]))
	}
	m.Subsets, m.Exposing = f.subsets(th.Green.K)
	m.Course = f.course()
	m.Help = f.help(th.Green.K)
	m.Grade = m.grade(th)
	return m
}

// count enters what follows from the class size of every unit.
func (m *Measures) count(sizes []int) {
	units := map[int]int{}
	for _, n := range sizes {
		units[n]++
	}
	mean := 0.0
	for _, n := range slices.Sorted(maps.Keys(units)) {
		m.Sizes = append(m.Sizes, Size{n, units[n]})
		mean += float64(units[n]) / float64(n)
		if n < m.limits.K {
			m.AtRisk += units[n]
		}
	}
	m.K = m.Sizes[0].Size
	m.Unique = units[1]
	m.UniqueShare, m.AtRiskShare = share(m.Unique, m.Count), share(m.AtRisk, m.Count)
	m.RiskMax, m.RiskMean = round(1/float64(m.K)), round(mean/float64(m.Count))
}

func (m *Measures) grade(th Thresholds) Verdict {
	switch {
	case m.meets(th.Green):
		return Green
	case m.meets(th.Amber):
		return Amber
	}
	return Red
}

func (m *Measures) meets(l Limits) bool {
	if m.K < l.K || m.Families > 0 && m.KFamilies < l.Families {
		return false
	}
	for _, s := range m.Sensitive {
		if s.L < l.L && s.L > 0 || l.MaxShare > 0 && s.MaxShare > l.MaxShare || l.T > 0 && s.T > l.T {
			return false
		}
	}
	return true
}

// Sensitive says what a class gives away of one column.
type Sensitive struct {
	Column   string  `json:"column"`
	L        int     `json:"l"`         // fewest different known values in a class (distinct l-diversity); 0: nothing is known at all
	MaxShare float64 `json:"max_share"` // largest share of one known value in a class
	T        float64 `json:"t"`         // largest distance of a class from the whole table (t-closeness, equal distance)
}

// diversity measures one sensitive column. A missing value is no value that an attacker could learn, so it does not raise L; classes
// in which nothing is known are left out.
func (f *frame) diversity(p partition, a *attribute) Sensitive {
	cells := p.by(a.of, a.size())
	counts := f.sizes(cells)
	class, code := make([]uint32, cells.n), make([]uint32, cells.n)
	for i, c := range cells.of {
		class[c], code[c] = p.of[i], a.of[i]
	}
	known, total, distinct, largest := make([]int, p.n), make([]int, p.n), make([]int, p.n), make([]int, p.n)
	overall, all := make([]int, a.size()), 0
	for c, n := range counts {
		overall[code[c]] += n
		all += n
		total[class[c]] += n
		if code[c] > 0 {
			known[class[c]] += n
			distinct[class[c]]++
			largest[class[c]] = max(largest[class[c]], n)
		}
	}
	out := Sensitive{Column: a.name}
	for k := range p.n {
		if known[k] > 0 {
			if out.L == 0 || distinct[k] < out.L {
				out.L = distinct[k]
			}
			out.MaxShare = max(out.MaxShare, share(largest[k], total[k]))
		}
	}
	out.T = closeness(counts, class, code, total, overall, all)
	return out
}

// closeness is the largest over the classes of ½·Σ|share of a value in the class − its share in the table|, over all values of the table
// (sdc.md 3.1). What a class lacks adds the whole share.
func closeness(counts []int, class, code []uint32, total, overall []int, all int) float64 {
	distance, there := make([]float64, len(total)), make([]float64, len(total))
	for c, n := range counts {
		of := float64(overall[code[c]]) / float64(all)
		d := float64(n)/float64(total[class[c]]) - of
		distance[class[c]] += max(d, -d)
		there[class[c]] += of
	}
	t := 0.0
	for k := range distance {
		t = max(t, (distance[k]+1-there[k])/2)
	}
	return round(t)
}

// wildcard is K where a missing value agrees with every value: the smallest number of units that agree with one, itself included. It is
// computed only where every unit has one row, and 0 if too many different sets of columns are missing.
//
// Agreeing is not transitive, so classes do not answer it. For two sets of missing columns, units of the one agree with units of the
// other that are equal in the columns present in both.
func (f *frame) wildcard(p partition, sizes []int) int {
	if f.units != len(f.unit) || len(f.quasi) > 64 {
		return 0
	}
	rep := make([]int, p.n) // one row of each class
	for i, class := range p.of {
		rep[class] = i
	}
	gaps := map[uint64][]int{} // set of missing columns → its classes
	for class, row := range rep {
		var set uint64
		for q := range f.quasi {
			if f.quasi[q].of[row] == 0 {
				set |= 1 << q
			}
		}
		gaps[set] = append(gaps[set], class)
	}
	if len(gaps)*len(gaps)*p.n > 100_000_000 {
		return 0
	}
	agree := make([]int, p.n)
	sets := slices.Sorted(maps.Keys(gaps))
	for _, a := range sets {
		for _, b := range sets {
			f.agree(agree, gaps[a], gaps[b], a|b, rep, sizes)
		}
	}
	return slices.Min(agree)
}

// agree adds to every class of as the units of the classes of bs that are equal to it outside the missing columns.
func (f *frame) agree(out, as, bs []int, missing uint64, rep, sizes []int) {
	classes := append(slices.Clone(as), bs...)
	p := whole(len(classes))
	column := make([]uint32, len(classes))
	for q := range f.quasi {
		if missing&(1<<q) != 0 {
			continue
		}
		for i, class := range classes {
			column[i] = f.quasi[q].of[rep[class]]
		}
		p = p.by(column, f.quasi[q].size())
	}
	sum := make([]int, p.n)
	for i, class := range bs {
		sum[p.of[len(as)+i]] += sizes[class]
	}
	for i, class := range as {
		out[class] += sum[p.of[i]]
	}
}
