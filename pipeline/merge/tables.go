package merge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// tables are the tables of the merged bundle: the rows of the municipalities as evaluators may have them, and those of the totals.
func (u *union) tables(r *release.Release, published []release.Published, shown map[indicator.Key]bool) delivery.Tables {
	t := delivery.Tables{
		Observations: u.outside(published), Indicators: u.indicators, Codelists: u.codelists, Areas: u.municipalities, Quality: u.quality,
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
		u.remark(row, notes[row[1]], shown[k])
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

// outside are the rows of the municipalities, without the figures that came by contract. In the periods of a municipality each cell has a row that any other
// has.
func (u *union) outside(published []release.Published) *bundle.Content {
	out := &bundle.Content{Table: bundle.Observations}
	at := bundle.Observations.Column
	type span struct {
		area   string
		freq   indicator.Freq
		period string
	}
	delivered := map[span]bool{}
	for i := range published {
		p := &published[i]
		if !p.Missing {
			delivered[span{p.Key.Area, p.Key.Freq, p.Key.Period}] = true
		}
	}
	for i := range published {
		if p := &published[i]; p.Missing && delivered[span{p.Key.Area, p.Key.Freq, p.Key.Period}] {
			out.Rows = append(out.Rows, missing(p))
		}
	}
	for _, r := range u.observations.Rows {
		if r[at("conf_status")] == internal {
			r = slices.Clone(r)
			for _, c := range []string{"obs_value", "numerator", "denominator", "ci_low", "ci_high", "n_unknown", "comment"} {
				r[at(c)] = ""
			}
			r[at("obs_status")], r[at("conf_status")] = "Q", "CONF"
		}
		out.Rows = append(out.Rows, r)
	}
	return out
}

// missing is the row of a cell that a municipality has not delivered.
func missing(p *release.Published) bundle.Row {
	k := p.Key
	upper := strings.ToUpper
	return bundle.Row{
		upper(k.Area), upper(k.Indicator), upper(k.Law), string(k.Freq), k.Period, upper(k.Breakdown), upper(k.Category), p.Indicator.Version,
		bundle.Day(p.Span.From), bundle.Day(p.Span.To), "", "", "", string(p.Indicator.Unit), "", "", "", "O", "FREE", "false", "",
	}
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
func (u *union) remark(row bundle.Row, n *note, opened bool) {
	at := bundle.Observations.Column
	if n.differs && row[at("obs_status")] == "A" {
		row[at("obs_status")] = "D"
	}
	row[at("series_break")] = strconv.FormatBool(n.broken[strings.Join(row[1:7], "/")])
	if opened {
		row[at("comment")] = strings.TrimSpace(row[at("comment")] + " Enthält Werte von Kommunen, die einzeln gesperrt sind.")
	}
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
